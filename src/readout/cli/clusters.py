"""What `readout analyse --on` does: shards read on Ray, here or on a cluster."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.options import load_codebook
from readout.cli.shown import count_of, leave, progress, worded_errors

if TYPE_CHECKING:
    from readout.adapters.clusters import Setting

ON = click.option(
    "--on",
    metavar="RAY",
    help="Read shards, a file each, on Ray: `ray` starts one on this machine, an address (ray://HOST:10001, HOST:6379, "
    "auto) names a cluster. ARTICLES may then be URIs (s3://BUCKET/day/*.jsonl) and Parquet. Needs --to.",
)
TO = click.option(
    "--to",
    metavar="DIR",
    help="With --on: the folder or URI of the results, a Parquet file a shard; finished ones stay.",
)
ACTORS = click.option(
    "--actors", type=click.IntRange(1), metavar="N", help="With --on: shards read at once.  [default: one a CPU]"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked."""

    articles: tuple[str, ...]
    standoff: Path | None
    outlet: str | None
    published: str | None


def analyse_shards(asked: Asked, on: str, to: str, actors: int | None) -> None:
    """Read shards on Ray and tell of each what came of it."""
    with worded_errors():
        from readout.adapters.clusters import read_on_ray  # noqa: PLC0415 -- an extra
        from readout.adapters.clusters.shards import list_shards  # noqa: PLC0415

        shards = list_shards(asked.articles)
        done = []
        with progress("Reading", len(shards), "shard") as tell:
            for one in read_on_ray(shards, _make_setting(asked, to), on, actors):
                done.append(one)
                tell(len(done), len(shards))
    problems = [problem for one in done for problem in one.problems]
    articles, before = sum(one.articles for one in done), sum(one.was_done for one in done)
    click.echo(f"Read:       {count_of(articles, 'article')} in {count_of(len(done), 'shard')}, {before:,} done before")
    click.echo(f"Results:    {to.rstrip('/')}/readings and events, a Parquet file a shard")
    for problem in problems:
        if problem.article_id is None:
            click.echo(problem.message, err=True)
    leave(articles, [problem for problem in problems if problem.article_id is not None], problems)


def _make_setting(asked: Asked, to: str) -> "Setting":
    from readout.actions.reading import Reader  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.clusters import Setting  # noqa: PLC0415
    from readout.adapters.codebooks import list_own_files  # noqa: PLC0415
    from readout.adapters.models import load_models  # noqa: PLC0415
    from readout.adapters.spacy_tagger import SpacyTagger  # noqa: PLC0415

    codebook = load_codebook(asked.standoff)
    recipe = Reader(SpacyTagger(), codebook, load_models()).recipe
    files = None
    if asked.standoff is not None:
        files = tuple((file.name, file.read_bytes()) for file in list_own_files(asked.standoff))
    return Setting(recipe, to, files, asked.outlet, asked.published)


def refuse_half(on: str | None, to: str | None, actors: int | None, workers: int, form: Sequence[str]) -> None:
    """Raise UsageError where options do not belong together; `form` has what was asked of the printed form."""
    if on is None and (to is not None or actors is not None):
        raise click.UsageError("--to and --actors belong to --on")
    if on is not None and to is None:
        raise click.UsageError("--on needs --to DIR: where the results go")
    if on is not None and (workers != 1 or form):
        raise click.UsageError("--on reads by --actors, into Parquet: leave out --workers and --format")
