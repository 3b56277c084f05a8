"""The command that sets two accounts side by side."""

from pathlib import Path

import click

from readout.cli.options import OUTLET, PUBLISHED, STANDOFF, load_codebook, read_given
from readout.cli.shown import leave, worded_errors


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "--among",
    multiple=True,
    metavar="ARTICLES",
    help="Files or folders to look in; A and B are then outlets or articles of them, by id or name. May be repeated.",
)
@click.option(
    "--about",
    metavar="WORDS",
    help="With --among: the story, by its day (2031-02-06) or by words; else the one that both tell most of.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the page too: index.html, compare.md, compare.json, the kept copies, a manifest.",
)
@STANDOFF
@OUTLET
@PUBLISHED
def compare(
    one: str,
    other: str,
    among: tuple[str, ...],
    about: str | None,
    output: Path | None,
    standoff: Path | None,
    outlet: str | None,
    published: str | None,
) -> None:
    """
    Set two accounts of one story side by side: what both tell, what they tell differently, what only one tells.

    A and B are files, or folders with the articles of one side. With --among they are outlets, and the articles
    of each that tell one story are compared.

    \b
      readout compare ours.txt theirs.txt
      readout compare lantern-house sorrel-palace --among examples/strait/articles \\
          --about 2031-02-06 --standoff examples/strait/standoff -o out/call

    Each point has the wording of each side with its receipt. What differs is named (number, date, place, who asked,
    agreed or discussed, denied, wording) and marked. That a side does not tell a point is said only after its whole
    text was searched, with the words that were looked for. Both sides are treated alike, and nobody is said to be
    right. `readout verify DIR` checks the folder as it does a brief's.
    """  # noqa: D301 -- click reads the mark as a character: what follows keeps its lines
    with worded_errors():
        if about is not None and not among:
            raise click.UsageError("--about chooses among stories: give --among with the articles to look in")
        from readout.actions.contrasting import choose_story, contrast_sides, find_sides, name_story  # noqa: PLC0415
        from readout.actions.verifying import manifest_digest  # noqa: PLC0415
        from readout.adapters.files import load_articles  # noqa: PLC0415
        from readout.adapters.folders import write_folder  # noqa: PLC0415
        from readout.adapters.models import load_point_model, load_story_model  # noqa: PLC0415

        codebook = load_codebook(standoff)
        pages: dict[str, bytes] = {}
        reading, unread = read_given(among or (one, other), codebook, outlet, published, pages)
        title = None
        sides: tuple[tuple[str, ...], ...]
        if among:
            story, sides = choose_story(reading, find_sides(reading, one, other), codebook, load_story_model(), about)
            title = name_story(story)
        else:
            known = {article.id for article in reading.articles}
            loaded = (load_articles([path], outlet=outlet, published=published)[0] for path in (one, other))
            sides = tuple(tuple(article.id for article in side if article.id in known) for side in loaded)
        files, told = contrast_sides(reading, sides, codebook, title, unread, pages, load_point_model())
        if output is not None:
            write_folder(output, files)
    click.echo(told, nl=False)
    if output is not None:
        click.echo(f"\nThe page:   {output / 'index.html'}\nDigest:     {manifest_digest(files)}")
        click.echo(f"Check it:   readout verify {output}")
    leave(len(reading.articles), reading.problems, unread)
