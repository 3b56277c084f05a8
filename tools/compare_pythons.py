"""
Writes the brief of the shipped example on Python 3.11 and 3.13 and compares the digests.

usage: python tools/compare_pythons.py --uv PATH [--pythons 3.11 3.13]

Each Python gets an environment of its own under .tools, from the lock file. Exit code 1 when digests differ
or when a Python that is asked for is not on the machine: a comparison that did not take place proves nothing.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "strait"


def find_python(version: str) -> str:
    """A Python of that version, on the path or kept by pyenv. Raises SystemExit when there is none."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [shutil.which(f"python{version}"), *sorted(map(str, kept.glob(f"{version}.*/bin/python{version}")))]
    for candidate in candidates:
        if candidate and subprocess.run([candidate, "-c", ""], capture_output=True, check=False).returncode == 0:
            return candidate
    raise SystemExit(f"Python {version} is not on this machine; install it, or name others with --pythons")


def write_brief(uv: str, version: str) -> str:
    """The digest of the example's brief on one Python. Raises CalledProcessError when it cannot be written."""
    home = ROOT / ".tools" / f"python-{version}"
    environment = os.environ | {"UV_PROJECT_ENVIRONMENT": str(home)}
    sync = [uv, "sync", "--frozen", "--quiet", "--no-dev", "--python", find_python(version)]
    subprocess.run(sync, cwd=ROOT, env=environment, check=True)
    command = [home / "bin" / "readout", "brief", EXAMPLE / "articles", "--standoff", EXAMPLE / "standoff"]
    out = home / "brief"
    done = subprocess.run([*command, "-o", out], cwd=ROOT, check=True, capture_output=True, text=True)
    return next(line.split()[-1] for line in done.stdout.splitlines() if line.startswith("Digest:"))


def main() -> int:
    """Compare and tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--uv", required=True, help="the uv program")
    options.add_argument("--pythons", nargs="+", default=["3.11", "3.13"])
    told = options.parse_args()
    digests = {version: write_brief(told.uv, version) for version in told.pythons}
    for version, digest in digests.items():
        print(f"Python {version}: {digest}")
    if len(set(digests.values())) > 1:
        print("The same input gave other bytes.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
