"""Same input, same bytes out: whatever the clock, the place, the order, the locale or the hash seed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from readout.adapters.folders import read_folder

EXAMPLE = Path(__file__).parent.parent / "examples" / "strait"
ARTICLES = sorted((EXAMPLE / "articles").glob("*.txt"))[:5]


def write(folder: Path, articles: list[Path], cwd: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "readout", "brief", *map(str, articles)]
    command += ["--standoff", str(EXAMPLE / "standoff"), "-o", str(folder)]
    subprocess.run(command, cwd=cwd, env=os.environ | environment, capture_output=True, check=True)
    return read_folder(folder)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    return write(folder / "out", ARTICLES, folder, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="0")


def test_another_place_zone_locale_order_and_hash_seed_give_the_same_bytes(plain, tmp_path):
    shuffled = ARTICLES[3:] + ARTICLES[:3]
    elsewhere = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "4711"}
    other = write(tmp_path / "deep" / "out", shuffled, tmp_path, **elsewhere)
    assert sorted(plain) == sorted(other)
    assert [name for name in sorted(plain) if plain[name] != other[name]] == []


def test_no_path_of_the_machine_is_in_any_file(plain):
    places = {str(EXAMPLE).encode(), str(Path.cwd()).encode(), str(Path.home()).encode() + b"/"}
    assert [name for name, data in plain.items() if any(place in data for place in places)] == []
