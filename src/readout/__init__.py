"""
Reads what rival outlets write about a standoff and writes a weekly brief in which every line has a receipt.

The face of the library: `read_articles`, `analyse`, `assemble`, `render`, `verify`. Code inside the
package never imports it. Importing it loads no model; the first article that is read does.

    from readout import analyse, assemble, read_articles, render, verify

    articles, unread = read_articles(["news/"])
    articles, analyses = analyse(articles)
    brief = assemble(articles, analyses)
    files = render(articles, analyses, brief)
    assert not verify(files)
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from readout.version import VERSION

if TYPE_CHECKING:
    from readout.actions.verifying import Fault
    from readout.codebook import Codebook
    from readout.records import Analysis, Article, Brief, Problem

__version__ = VERSION
__all__ = ["__version__", "analyse", "assemble", "load_codebook", "read_articles", "render", "verify"]


def load_codebook(standoff: str | Path | None = None) -> "Codebook":
    """The package's codebook, with a standoff's folder on top. Raises InputError, CodebookError."""
    from readout.adapters.codebooks import load_codebook as load  # noqa: PLC0415 -- import stays light

    return load(None if standoff is None else Path(standoff))


def read_articles(
    paths: Sequence[str | Path], *, outlet: str | None = None, published: str | None = None
) -> "tuple[tuple[Article, ...], tuple[Problem, ...]]":
    """The articles in files and folders, and a `Problem` for each input that could not be read."""
    from readout.adapters.files import load_articles  # noqa: PLC0415 -- import stays light

    return load_articles([str(path) for path in paths], outlet=outlet, published=published)


def analyse(
    articles: "Sequence[Article]", codebook: "Codebook | None" = None
) -> "tuple[tuple[Article, ...], tuple[Analysis, ...]]":
    """The articles, in order of id with their day of publication settled, and what was found in each."""
    from readout.actions.reading import read_batch  # noqa: PLC0415 -- import stays light
    from readout.adapters.models import load_models  # noqa: PLC0415
    from readout.adapters.spacy_tagger import SpacyTagger  # noqa: PLC0415

    reading = read_batch(articles, SpacyTagger(), codebook or load_codebook(), models=load_models())
    return reading.articles, reading.analyses


def assemble(
    articles: "Sequence[Article]",
    analyses: "Sequence[Analysis]",
    codebook: "Codebook | None" = None,
    since: date | None = None,
    until: date | None = None,
    *,
    earlier: "Brief | None" = None,
    question: str | None = None,
) -> "Brief":
    """The brief of a period, both days included; without days, that of the articles' publication."""
    from readout.adapters.models import load_story_model  # noqa: PLC0415 -- import stays light
    from readout.corpus import assemble as put_together  # noqa: PLC0415

    book, model = codebook or load_codebook(), load_story_model()
    return put_together(articles, analyses, book, model, since, until, earlier=earlier, question=question)


def render(articles: "Sequence[Article]", analyses: "Sequence[Analysis]", brief: "Brief") -> dict[str, bytes]:
    """Every view of a brief as files by name: page, Markdown, JSON, calendar, kept copies, manifest."""
    from readout.rendering import render_brief  # noqa: PLC0415 -- import stays light

    return render_brief(articles, analyses, brief)


def verify(files: Mapping[str, bytes]) -> "tuple[Fault, ...]":
    """What is wrong with the files of a brief: nothing when every file, receipt, line and view is as written."""
    from readout.actions.verifying import verify_files  # noqa: PLC0415 -- import stays light

    return verify_files(files)
