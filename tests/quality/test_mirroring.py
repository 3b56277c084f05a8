from pathlib import Path

import pytest

from quality.mirroring import mirror, mirror_folder
from readout import load_codebook, read_articles

STRAIT = Path(__file__).parent.parent.parent / "examples" / "strait"


@pytest.mark.parametrize(
    ("text", "mirrored"),
    [
        ("Kestrian troops", "Dolmiran troops"),
        ("the Sorrel Palace in Brenholt", "the Lantern House in Pellane"),
        ("outlet: radio-kestria", "outlet: radio-dolmira"),
        ("https://lanternhouse.example/1", "https://sorrelpalace.example/1"),
        ("Irena Vosk spoke", "Irena Vosk spoke"),
    ],
)
def test_the_sides_change_and_the_people_stay(text, mirrored):
    assert mirror(text) == mirrored


@pytest.mark.parametrize(
    "file", sorted(file for file in STRAIT.rglob("*") if file.is_file()), ids=lambda file: file.name
)
def test_mirrored_twice_a_file_is_as_it_was(file):
    text = file.read_text("utf-8")
    assert mirror(mirror(text)) == text


def test_the_mirrored_standoff_can_be_read(tmp_path):
    mirror_folder(STRAIT, tmp_path)
    offices = load_codebook(tmp_path / "standoff").actors.by_id["casimir-thode"].offices
    assert [office.of_id for office in offices] == ["kestria"]
    articles, problems = read_articles([tmp_path / "articles"])
    assert len(articles) == 30
    assert not problems
