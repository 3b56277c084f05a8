"""Shards: what stands for which files, what is kept of one, and when it is read again. Ray itself: tests/scale."""

import io
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from readout.actions.reading import Reader
from readout.adapters import clusters
from readout.adapters.clusters import Setting
from readout.adapters.clusters.reader import ShardReader
from readout.adapters.clusters.shards import Shard, list_shards, open_store, write_file
from readout.adapters.clusters.tables import read_kept, read_records, write_lines
from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_models
from readout.adapters.spacy_tagger import SpacyTagger
from readout.cli import main
from readout.errors import InputError

LINE = '{"id": "a", "outlet": "longitude", "published": "2031-03-20", "text": "The port of Arlen closed on Monday."}\n'


@pytest.fixture(scope="module")
def recipe() -> str:
    return Reader(SpacyTagger(), load_codebook(), load_models()).recipe


def read(setting: Setting, file: Path):
    actor = ShardReader(setting)
    try:
        return actor.read(list_shards([str(file)])[0])
    finally:
        actor.close()


def test_folders_patterns_and_names_stand_for_files_each_once_in_order(tmp_path):
    for name in ("b.jsonl", "a.parquet", "c.warc.gz", "deep/d.jsonl", "picture.png", ".hidden.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    def told(*given: str) -> list[str]:
        return [Path(shard.uri).relative_to(tmp_path).as_posix() for shard in list_shards(given)]

    assert told(str(tmp_path)) == ["a.parquet", "b.jsonl", "c.warc.gz", "deep/d.jsonl"]
    assert told(f"{tmp_path}/*.{{parquet,warc.gz}}", f"{tmp_path}/a.parquet") == ["a.parquet", "c.warc.gz"]
    assert told(f"file://{tmp_path}/*.jsonl") == ["b.jsonl"]


def test_two_shards_of_one_file_name_are_kept_apart():
    one, two = Shard("s3://desk/monday/x.jsonl?region=a", 1, 1), Shard("s3://desk/tuesday/x.jsonl?region=a", 1, 1)
    assert one.file == two.file == "x.jsonl"
    assert one.name != two.name
    assert one.name == Shard("s3://desk/monday/x.jsonl?region=b", 2, 2).name


@pytest.mark.parametrize(
    ("place", "words"),
    [("nowhere/*.jsonl", "cannot be read"), ("gopher://x/y", "is in no store"), ("empty", "stands for no file")],
)
def test_what_stands_for_nothing_is_told(tmp_path, monkeypatch, place, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=words):
        list_shards([place])


def test_the_file_system_of_a_uri_is_told_apart_from_a_folder(tmp_path):
    assert open_store(str(tmp_path))[0].type_name == "local"
    assert open_store(f"file://{tmp_path}")[1] == str(tmp_path)


def test_what_is_written_is_there_whole_with_nothing_beside_it(tmp_path):
    write_file(str(tmp_path / "out"), "readings/x.parquet", b"one")
    write_file(str(tmp_path / "out"), "readings/x.parquet", b"two")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out" / "readings").iterdir()} == {"x.parquet": b"two"}


def test_a_shard_that_changed_or_is_asked_for_otherwise_is_read_again(recipe, tmp_path):
    file, to = tmp_path / "day.jsonl", tmp_path / "out"
    file.write_text(LINE)
    plain, other = (Setting(recipe, str(to), None, outlet) for outlet in (None, "harbour-post"))
    told = [read(plain, file).was_done, read(plain, file).was_done, read(other, file).was_done]
    os.utime(file, ns=(1, 1))
    told.append(read(other, file).was_done)
    assert told == [False, True, False, False]
    (kept,) = (to / "readings").iterdir()
    assert '"outlet_id":"harbour-post"' in read_records(kept.read_bytes())[0]
    assert (read_kept(io.BytesIO(kept.read_bytes())) or pytest.fail("it says nothing of itself")).articles == 1


def test_what_cannot_be_read_is_told_and_nothing_is_kept_of_it(recipe, tmp_path):
    (tmp_path / "broken.parquet").write_bytes(b"no such thing")
    told = read(Setting(recipe, str(tmp_path / "out")), tmp_path / "broken.parquet")
    assert "broken.parquet: could not be read or kept" in told.problems[0].message
    assert not (tmp_path / "out").exists()


def test_a_machine_that_reads_by_another_recipe_says_so(tmp_path):
    (tmp_path / "day.jsonl").write_text(LINE)
    told = read(Setting("another recipe", str(tmp_path / "out")), tmp_path / "day.jsonl")
    assert told.halt
    assert not (tmp_path / "out").exists()


def test_a_parquet_of_articles_is_read_as_lines_and_what_is_not_known_is_left_out():
    import pyarrow as pa  # noqa: PLC0415 -- an extra
    from pyarrow import parquet  # noqa: PLC0415

    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([{"id": "a", "outlet": None, "text": "Words."}]), file)
    assert write_lines(file.getvalue()) == b'{"id":"a","text":"Words."}\n'


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--to", "out"), "--to and --actors belong to --on"),
        (("--on", "ray"), "--on needs --to DIR"),
        (("--on", "ray", "--to", "out", "--workers", "2"), "leave out --workers and --format"),
        (("--on", "ray", "--to", "out"), "pip install 'readout[scale]'"),
    ],
)
def test_what_belongs_to_a_cluster_is_told(tmp_path, monkeypatch, words, told):
    def missing(_name: str) -> None:
        raise ModuleNotFoundError

    (tmp_path / "day.jsonl").write_text(LINE)
    monkeypatch.setattr(clusters, "import_module", missing)
    done = CliRunner().invoke(main, ["analyse", str(tmp_path / "day.jsonl"), *words])
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())
