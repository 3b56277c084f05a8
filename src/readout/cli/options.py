"""The options that several commands share, and what they load."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.cli.shown import EXIT_NOTHING, progress

if TYPE_CHECKING:
    from readout.actions.reading import Reading
    from readout.codebook import Codebook
    from readout.ports import Crew
    from readout.records import Problem

ARTICLES = click.argument("articles", nargs=-1, required=True, metavar="ARTICLES...")
STANDOFF = click.option(
    "--standoff",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder with standoff.toml and, as needed, outlets.toml, actors.csv, offices.csv, issues.toml.",
)
OUTLET = click.option("--outlet", metavar="NAME", help="The outlet of every article that does not name its own.")
PUBLISHED = click.option(
    "--published", metavar="DAY", help="The day of publication of every article without one: 2021-12-10, 2021-12, a/b."
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that read articles at once; the result is the same for any number. Each takes some 300 MB.",
)
DESK = click.option(
    "--desk",
    type=click.Path(path_type=Path),
    default=Path(),
    envvar="READOUT_DESK",
    metavar="DIR",
    help="The desk's folder, made by `readout init`; else READOUT_DESK, else the folder you are in.",
)


def load_codebook(standoff: Path | None) -> "Codebook":
    """The package's codebook with a standoff's folder on top."""
    from readout.adapters.codebooks import load_codebook as load  # noqa: PLC0415 -- start-up stays light

    return load(standoff)


def read_given(
    articles: Sequence[str],
    codebook: "Codebook",
    outlet: str | None,
    published: str | None,
    pages: dict[str, bytes] | None = None,
    crew: "Crew | None" = None,
) -> "tuple[Reading, tuple[Problem, ...]]":
    """What files hold, read, by `crew` where there is one, and what could not be; exits where nothing could."""
    from readout.actions.reading import read_batch  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.files import load_articles  # noqa: PLC0415
    from readout.adapters.models import load_models  # noqa: PLC0415
    from readout.adapters.spacy_tagger import SpacyTagger  # noqa: PLC0415

    loaded, unread = load_articles(
        articles, outlet=outlet, published=published, stdin=read_stdin(articles), book=codebook.furniture, pages=pages
    )
    for problem in unread:
        click.echo(problem.message, err=True)
    if not loaded:
        click.echo(
            "Nothing could be read. Give text files, JSONL, a folder of them, or - for standard input.", err=True
        )
        raise SystemExit(EXIT_NOTHING)
    with progress("Reading", len(loaded)) as tell:
        return read_batch(loaded, SpacyTagger(), codebook, tell, load_models(), crew), unread


@contextmanager
def open_crew(workers: int, codebook: "Codebook", standoff: Path | None) -> "Iterator[Crew | None]":
    """So many processes that read by the codebook and the package's models; None for one: this process reads."""
    if workers == 1:
        yield None
        return
    from readout.actions.reading import Reader  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.models import load_models  # noqa: PLC0415
    from readout.adapters.spacy_tagger import SpacyTagger  # noqa: PLC0415
    from readout.adapters.workers import Workers  # noqa: PLC0415

    with Workers(workers, standoff, Reader(SpacyTagger(), codebook, load_models()).recipe) as crew:
        yield crew


def read_stdin(articles: Sequence[str]) -> bytes | None:
    """The bytes on standard input where an article is `-`."""
    return sys.stdin.buffer.read() if "-" in articles else None
