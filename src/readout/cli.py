"""The command line: parses what was typed, calls an action, shows what came of it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readout.errors import ReadoutError
from readout.version import VERSION

if TYPE_CHECKING:
    from readout.actions.reading import Reading
    from readout.codebook import Codebook
    from readout.records import Problem

EXIT_FAULTS, EXIT_NOTHING, EXIT_SOME = 1, 3, 4

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


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 verify found faults, 2 usage, 3 nothing could be read, 4 some inputs could not.",
)
@click.version_option(VERSION, prog_name="readout")
def main() -> None:
    """
    Read what rival outlets write about a standoff; write a brief in which every line has a receipt.

    \b
    Try it on the shipped example:
      readout brief examples/strait/articles --standoff examples/strait/standoff
    """  # noqa: D301 -- click reads the mark as a character: what follows keeps its lines


@main.command()
@ARTICLES
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("out/brief"),
    metavar="DIR",
    show_default=True,
    help="Where to write the brief; a brief that is there is replaced, nothing else is.",
)
@click.option("--since", metavar="DAY", help="First day of the period, included.")
@click.option("--until", metavar="DAY", help="Last day of the period, included.")
@STANDOFF
@click.option(
    "--earlier",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="An earlier brief: what it already told is not new, and its calendar goes on.",
)
@click.option("--question", metavar="TEXT", help="The question that the brief is about.")
@OUTLET
@PUBLISHED
def brief(
    articles: tuple[str, ...],
    output: Path,
    since: str | None,
    until: str | None,
    standoff: Path | None,
    earlier: Path | None,
    question: str | None,
    outlet: str | None,
    published: str | None,
) -> None:
    """
    Write a brief over ARTICLES: files (.txt .md .jsonl .html), folders of them, or - for standard input.

    \b
    The folder that is written holds
      index.html    the brief, to be opened in a browser; works alone and offline
      brief.md      the same as text
      brief.json    the same as records, with the articles and all that was found in them
      calendar.ics  the talks, held and ahead
      sources/      the kept copies, with what is cited marked in them
      pages/        HTML pages as they came, where articles were extracted from such
      manifest.json the digest of every file; `readout verify DIR` checks all of it
    """  # noqa: D301 -- click reads the mark as a character: what follows keeps its lines
    with _worded_errors():
        period = _read_day("--since", since), _read_day("--until", until)
        if period[0] and period[1] and period[0] > period[1]:
            raise click.UsageError(f"--since {since} is after --until {until}")
        from readout.actions.briefing import write_brief  # noqa: PLC0415 -- the model loads only when it reads
        from readout.actions.verifying import manifest_digest  # noqa: PLC0415
        from readout.adapters.folders import read_folder, write_folder  # noqa: PLC0415
        from readout.adapters.models import load_story_model  # noqa: PLC0415

        codebook = _load_codebook(standoff)
        before = read_folder(earlier) if earlier else None
        pages: dict[str, bytes] = {}
        reading, unread = _read(articles, codebook, outlet, published, pages)
        files, told = write_brief(reading, codebook, load_story_model(), period, before, question, unread, pages)
        write_folder(output, files)
    click.echo(told)
    click.echo(f"\nThe brief:  {output / 'index.html'}\nDigest:     {manifest_digest(files)}")
    click.echo(f"Check it:   readout verify {output}")
    _leave(reading, unread)


@main.command()
@ARTICLES
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "text", "html"]),
    default="text",
    show_default=True,
    help="jsonl: all records, one article a line. text: what was found, to be read. html: all of it marked.",
)
@STANDOFF
@OUTLET
@PUBLISHED
def analyse(
    articles: tuple[str, ...], form: str, standoff: Path | None, outlet: str | None, published: str | None
) -> None:
    """Show what is found in ARTICLES: names, times, statements, events, meetings, and what was left open."""
    with _worded_errors():
        codebook = _load_codebook(standoff)
        reading, unread = _read(articles, codebook, outlet, published)
        from readout.rendering.readings import render_readings  # noqa: PLC0415 -- only this command shows readings

        outlets = {outlet.id: outlet.name for outlet in codebook.standoff.outlets}
        known = (codebook.actors.by_id, codebook.standoff.notice, outlets)
        click.echo(render_readings(reading.articles, reading.analyses, form, *known), nl=False)
    _leave(reading, unread)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--digest", metavar="X", help="The digest that `readout brief` printed: proof against a rewritten folder."
)
def verify(folder: Path, digest: str | None) -> None:
    """
    Check a brief: every file against the manifest, every receipt against its kept copy, every line against
    its receipts, every view against the records. All faults are listed; exit code 1 when there is one.
    """
    with _worded_errors():
        from readout.actions.verifying import manifest_digest, verify_files  # noqa: PLC0415
        from readout.adapters.folders import read_folder  # noqa: PLC0415

        files = read_folder(folder)
        faults = verify_files(files)
        found = manifest_digest(files)
    for fault in faults:
        click.echo(f"{fault.file}: {fault.where}: {fault.what}" if fault.where else f"{fault.file}: {fault.what}")
    if digest is not None and digest != found:
        click.echo(f"the folder's digest is {found}, not {digest}")
    elif not faults:
        click.echo(f"{folder}: every file, receipt, line and view is as it was written.\nDigest: {found}")
        return
    raise SystemExit(EXIT_FAULTS)


@contextmanager
def _worded_errors() -> Iterator[None]:
    """Readout's own errors are for the user to read; others are ours to mend and keep their trace."""
    try:
        yield
    except ReadoutError as error:
        raise click.UsageError(str(error)) from error


def _load_codebook(standoff: Path | None) -> "Codebook":
    from readout.adapters.codebooks import load_codebook  # noqa: PLC0415 -- start-up stays light

    return load_codebook(standoff)


def _read_day(option: str, day: str | None) -> date | None:
    if day is None:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise click.UsageError(f"{option} takes a day such as 2021-12-10, not '{day}'") from error


def _read(
    articles: Sequence[str],
    codebook: "Codebook",
    outlet: str | None,
    published: str | None,
    pages: dict[str, bytes] | None = None,
) -> "tuple[Reading, tuple[Problem, ...]]":
    from readout.actions.reading import read_batch  # noqa: PLC0415 -- start-up stays light
    from readout.adapters.files import load_articles  # noqa: PLC0415
    from readout.adapters.models import load_models  # noqa: PLC0415
    from readout.adapters.spacy_tagger import SpacyTagger  # noqa: PLC0415

    stdin = sys.stdin.buffer.read() if "-" in articles else None
    loaded, unread = load_articles(
        articles, outlet=outlet, published=published, stdin=stdin, book=codebook.furniture, pages=pages
    )
    for problem in unread:
        click.echo(problem.message, err=True)
    if not loaded:
        click.echo(
            "Nothing could be read. Give text files, JSONL, a folder of them, or - for standard input.", err=True
        )
        raise SystemExit(EXIT_NOTHING)
    with _progress("Reading", len(loaded)) as tell:
        return read_batch(loaded, SpacyTagger(), codebook, tell, load_models()), unread


@contextmanager
def _progress(verb: str, total: int) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error where a person watches; nothing where the output is kept."""
    if not sys.stderr.isatty():
        click.echo(f"{verb} {total} article{'s' if total != 1 else ''} …", err=True)
        yield lambda _done, _total: None
        return
    with click.progressbar(length=total, label=verb, file=sys.stderr, show_pos=True) as bar:
        yield lambda _done, _total: bar.update(1)


def _leave(reading: "Reading", unread: "Sequence[Problem]") -> None:
    for problem in reading.problems:
        click.echo(f"{problem.article_id}: {problem.message}", err=True)
    if not reading.articles:
        raise SystemExit(EXIT_NOTHING)
    if reading.problems or any(problem.step == "intake" for problem in unread):
        raise SystemExit(EXIT_SOME)
