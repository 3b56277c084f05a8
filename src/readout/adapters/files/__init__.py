"""Articles from files: plain text as people save it, JSON lines, HTML pages, folders of them, standard input."""

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from readout.actions.capturing import Extraction, Told, make_article
from readout.adapters.days import read_published
from readout.adapters.files.captures import Captured, read_input
from readout.adapters.files.items import load_items
from readout.adapters.files.listing import load_inputs
from readout.adapters.files.metadata import combine
from readout.adapters.files.pages import name_extractor
from readout.analysis.cleaning import is_english
from readout.codebook.furniture import FurnitureBook, parse_furniture
from readout.errors import InputError
from readout.records import Article, Capture, Problem
from readout.spans import digest_bytes, digest_text

__all__ = ["load_articles", "load_captures", "make_capture"]


def load_articles(
    paths: Sequence[str | Path],
    *,
    outlet: str | None = None,
    published: str | None = None,
    stdin: bytes | None = None,
    book: FurnitureBook | None = None,
    pages: MutableMapping[str, bytes] | None = None,
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """
    Read every article that `paths` stand for: files, folders (`.txt .md .jsonl .html`, to the bottom), `-`.

    `outlet` and `published` replace what the files tell. `book` tells furniture from prose (default: the
    package's own), for a title, byline or outlet that only the page itself prints. The bytes of HTML pages
    are put into `pages`, when given, under the digest that `Article.page_digest` names. Articles come back in
    order of id. What cannot be read is a `Problem` of step "intake" that begins with the input's name;
    what was read with a reservation is one of step "metadata" or "duplicates". Never raises for an input's sake.
    """
    known = book or _load_book()
    problems: list[Problem] = []
    articles: list[Article] = []
    override = Told(outlet=outlet, published=published)
    for found in load_inputs(paths, stdin):
        for captured in [found] if isinstance(found, InputError) else read_input(found):
            capture = make_capture(captured, known, override)
            if isinstance(capture, InputError):
                problems.append(Problem(None, "intake", str(capture), None))
                continue
            articles.append(capture.article)
            if capture.page is not None and capture.article.page_digest is not None and pages is not None:
                pages[capture.article.page_digest] = capture.page
            problems.extend(capture.doubts)
    kept, doubles = _settle_ids(articles)
    return kept, tuple(sorted([*problems, *doubles], key=lambda problem: (problem.step, problem.message)))


def load_captures(
    paths: Sequence[str | Path],
    *,
    outlet: str | None = None,
    published: str | None = None,
    stdin: bytes | None = None,
    book: FurnitureBook | None = None,
    skip: int = 0,
) -> Iterator[tuple[Capture | InputError, ...]]:
    """
    What each item that `paths` stand for gives to an archive, one by one, without the first `skip`.

    The items are those that `items.count_items` counts; the options are those of `load_articles`.
    """
    known, override = book or _load_book(), Told(outlet=outlet, published=published)
    for item in load_items(paths, stdin, skip):
        yield tuple(make_capture(captured, known, override) for captured in item)


def make_capture(
    captured: Captured | InputError, book: FurnitureBook, override: Told | None = None
) -> Capture | InputError:
    """A capture of a text with what is told of it, `override` before all else; an InputError where it is not read."""
    if isinstance(captured, InputError):
        return captured
    if not is_english(captured.text, book):
        return InputError(captured.name, "is not in English, the one language that is read")
    told = combine(captured.told, override or Told())
    article, doubts = _make_article(replace(captured, told=told), book)
    return Capture(article, told.id, captured.page, doubts)


def _load_book() -> FurnitureBook:
    file = resources.files("readout") / "codebooks" / "furniture.toml"
    return parse_furniture({"furniture.toml": file.read_text(encoding="utf-8")})


def _make_article(captured: Captured, book: FurnitureBook) -> tuple[Article, tuple[Problem, ...]]:
    told = captured.told
    published = None if told.published is None else read_published(told.published)
    extraction = Extraction(captured.encoding)
    if captured.page is not None:
        extraction = Extraction(captured.encoding, digest_bytes(captured.page), name_extractor())
    article = make_article(told, published, captured.text, extraction, book, fetched_at=None)
    if told.published is None or published is not None:
        return article, ()
    doubt = (
        f"{captured.name}: published '{told.published}' is no day, month, year, instant or interval that can be read "
        "in one way; write it as 2021-12-10. The article was read without it"
    )
    return article, (Problem(article.id, "metadata", doubt, None),)


def _settle_ids(articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """
    One article an id, in order of id.

    The same article given twice is kept once. Different articles under one id all stay, each with a
    digest of what it says after the id, so that the order in which they were given tells nothing.
    """
    by_id: dict[str, dict[str, Article]] = {}
    problems: list[Problem] = []
    for article in articles:
        says = digest_text("\x1f".join((article.outlet_id or "", article.title, " ".join(article.text.split()))))
        versions = by_id.setdefault(article.id, {})
        if says in versions:
            reason = f"{article.id}: was given more than once with the same content, and is read once"
            problems.append(Problem(article.id, "duplicates", reason, None))
            article = min(article, versions[says], key=repr)  # noqa: PLW2901 -- whichever came first tells nothing
        versions[says] = article
    kept: list[Article] = []
    for key, versions in by_id.items():
        if len(versions) == 1:
            kept.extend(versions.values())
            continue
        named = [replace(article, id=f"{key}-{says[:8]}") for says, article in versions.items()]
        kept.extend(named)
        ids = ", ".join(sorted(article.id for article in named))
        reason = f"{key}: {len(named)} different articles have this id; they are read as {ids}"
        problems.append(Problem(None, "duplicates", reason, None))
    return tuple(sorted(kept, key=lambda article: article.id)), tuple(dict.fromkeys(problems))
