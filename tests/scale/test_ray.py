"""Shards on Ray: the records of one process, from files and an object store; what is killed costs nothing."""

import os
import signal
from pathlib import Path

import pytest
from shardsets import STANDOFF, make_rows, write_lines, write_table, write_warc

from readout.actions.reading import Reader, read_batch
from readout.adapters.clusters import Setting, read_on_ray
from readout.adapters.clusters.shards import list_shards, read_file
from readout.adapters.clusters.tables import read_records
from readout.adapters.codebooks import list_own_files, load_codebook
from readout.adapters.event_parquet import read_parquet
from readout.adapters.files import load_articles
from readout.adapters.models import load_models
from readout.adapters.spacy_tagger import SpacyTagger
from readout.errors import InputError
from readout.rendering.readings import render_readings

FILES = tuple((file.name, file.read_bytes()) for file in list_own_files(STANDOFF))


@pytest.fixture(scope="module")
def reader():
    return Reader(SpacyTagger(), load_codebook(STANDOFF), load_models())


def read_here(reader, file: Path) -> str:
    """What `readout analyse FILE --format jsonl` prints."""
    articles, _ = load_articles([file], book=reader.codebook.furniture)
    reading = read_batch(articles, reader.tagger, reader.codebook, models=reader.models)
    return render_readings(reading.articles, reading.analyses, "jsonl")


def read_kept(to: str, shard) -> str:
    place, mark, query = to.partition("?")
    return "".join(f"{line}\n" for line in read_records(read_file(f"{place}/readings/{shard.name}{mark}{query}")))


def test_every_form_on_two_nodes_and_an_object_store_gives_the_records_of_one_process(nodes, store, reader, tmp_path):
    client, query = store
    forms = {"one.jsonl": write_lines, "two.parquet": write_table, "three.warc.gz": write_warc}
    for number, (name, write) in enumerate(forms.items()):
        content = write(make_rows(number, 2))
        client.put_object(Bucket="desk", Key=f"day/{name}", Body=content)
        (tmp_path / name).write_bytes(content)
    client.put_object(Bucket="desk", Key="day/broken.parquet", Body=b"no such thing")
    client.put_object(Bucket="desk", Key="day/picture.png", Body=b"not asked for")
    (tmp_path / "two.parquet.jsonl").write_bytes(write_lines(make_rows(1, 2)))
    here = {"one.jsonl": "one.jsonl", "two.parquet": "two.parquet.jsonl", "three.warc.gz": "three.warc.gz"}
    shards = list_shards([f"s3://desk/day/*.{{jsonl,parquet,warc.gz}}{query}"])
    assert sorted(shard.file for shard in shards) == ["broken.parquet", "one.jsonl", "three.warc.gz", "two.parquet"]
    to = f"s3://desk/out{query}"
    setting = Setting(reader.recipe, to, FILES)
    done = {one.uri: one for one in read_on_ray(shards, setting, nodes.address)}
    assert len(done) == 4
    for shard in shards:
        told = done[shard.uri]
        if shard.file == "broken.parquet":
            assert "broken.parquet: could not be read" in told.problems[0].message
            continue
        assert (told.articles, told.was_done) == (2, False)
        assert read_kept(to, shard) == read_here(reader, tmp_path / here[shard.file])
    events = read_parquet(read_file(f"s3://desk/out/events/{shards[1].name}{query}"))
    assert {row.article_id for row in events} == {"s0-0", "s0-1"}
    before = {shard: read_file(f"s3://desk/out/readings/{shard.name}{query}") for shard in shards[1:]}
    again = {one.uri: one for one in read_on_ray(shards, setting, nodes.address)}
    assert {uri: one.was_done for uri, one in again.items()} == {
        shard.uri: shard.file != "broken.parquet" for shard in shards
    }
    assert {shard: read_file(f"s3://desk/out/readings/{shard.name}{query}") for shard in shards[1:]} == before


def find_actors() -> list[int]:
    """The processes that read shards, of those that this process has started."""
    parents, names = {}, {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            names[int(entry.name)] = (entry / "cmdline").read_text()
        except (OSError, ValueError):
            continue
    return [pid for pid, name in names.items() if "MapWorker" in name and _descends(pid, os.getpid(), parents)]


def _descends(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    while pid in parents and pid != ancestor:
        pid = parents[pid]
    return pid == ancestor


def test_a_killed_actor_and_a_lost_node_cost_nothing(nodes, reader, tmp_path):
    folder, to = tmp_path / "day", tmp_path / "out"
    folder.mkdir()
    for number in range(6):
        (folder / f"s{number}.jsonl").write_bytes(write_lines(make_rows(number, 4)))
    shards = list_shards([str(folder)])
    results = read_on_ray(shards, Setting(reader.recipe, str(to), FILES), nodes.address)
    done = [next(results)]
    actors = find_actors()
    assert actors
    os.kill(actors[0], signal.SIGKILL)
    done.append(next(results))
    nodes.cluster.remove_node(nodes.nodes[0], allow_graceful=False)
    done += results
    assert sorted(one.uri for one in done) == [shard.uri for shard in shards]
    assert all(one.articles == 4 and not one.problems for one in done)
    assert [read_kept(str(to), shard) for shard in shards] == [read_here(reader, folder / one.file) for one in shards]
    assert sorted(path.name for path in (to / "readings").iterdir()) == sorted(shard.name for shard in shards)


def test_an_actor_that_reads_by_another_recipe_ends_the_run(nodes, tmp_path):
    (tmp_path / "day.jsonl").write_bytes(write_lines(make_rows(0, 1)))
    setting = Setting("another recipe", str(tmp_path / "out"), FILES)
    with pytest.raises(InputError, match="a machine cannot read: a file of the codebook changed"):
        list(read_on_ray(list_shards([str(tmp_path)]), setting, nodes.address))


def test_a_cluster_that_is_not_there_is_told(tmp_path):
    (tmp_path / "day.jsonl").write_text("{}")
    with pytest.raises(InputError, match="no Ray can be had"):
        list(read_on_ray(list_shards([str(tmp_path)]), Setting("r", str(tmp_path)), "127.0.0.1:1"))
