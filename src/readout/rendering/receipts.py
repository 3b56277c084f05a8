"""The receipt as a reader sees it: the cited passage between its neighbours, who published it, where it is kept."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from urllib.parse import urlsplit

from readout.codes import Genre
from readout.corpus.wording import fold, write_time
from readout.records import Analysis, Article, Brief, Citation, Contrast, Span
from readout.spans import digest_text

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # names that Windows keeps for devices


@dataclass(frozen=True, slots=True)
class Receipt:
    """
    One citation, ready to be shown. `page` leads to the passage in the kept copy, "" where readers may not have it;
    `url` is None unless http(s).
    """

    article_id: str
    outlet: str
    title: str
    day: str
    url: str | None
    page: str
    span: Span
    before: str
    passage: str
    after: str
    digest: str
    since: str | None = None  # in words, when the outlet has changed or moved the passage since


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles of a brief by id, with their sentences and the names of outlets and actors, for looking up."""

    articles: dict[str, Article]
    sentences: dict[str, tuple[Span, ...]]
    outlets: dict[str, str]
    actors: dict[str, str]
    genres: dict[str, Genre]

    def outlet(self, outlet_id: str | None) -> str:
        """The outlet's name; its id when the brief does not list it; an article's title where that stands for it."""
        if outlet_id is None:
            return "outlet not stated"
        article = self.articles.get(outlet_id)
        unnamed = outlet_id if article is None else f"outlet not stated (“{title_of(article, outlet_id)}”)"
        return self.outlets.get(outlet_id, unnamed)

    def names(self, actor_ids: Sequence[str]) -> tuple[str, ...]:
        """The actors' names, in the order given; an id where the name is not known."""
        return tuple(self.actors.get(each, each) for each in actor_ids)


def stock_shelf(articles: Sequence[Article], analyses: Sequence[Analysis], brief: Brief | Contrast) -> Shelf:
    """Set up a shelf once for all views."""
    actors = {actor.id: actor.name for analysis in analyses for actor in analysis.actors}
    return Shelf(
        articles={article.id: article for article in articles},
        sentences={
            analysis.article_id: tuple(sorted(sentence.span for sentence in analysis.sentences))
            for analysis in analyses
        },
        outlets={outlet.id: outlet.name for outlet in brief.outlets},
        actors=actors | {actor.id: actor.name for actor in brief.actors},
        genres={analysis.article_id: analysis.genre for analysis in analyses},
    )


def show_receipt(citation: Citation, shelf: Shelf) -> Receipt:
    """The receipt for a citation, with the cited sentence's neighbour on either side where there is one."""
    article = shelf.articles.get(citation.article_id)
    text = "" if article is None else article.text
    span = citation.span
    before, after = _neighbours(text, span, shelf.sentences.get(citation.article_id, ()))
    return Receipt(
        article_id=citation.article_id,
        outlet=shelf.outlet(None if article is None else article.outlet_id),
        title=title_of(article, citation.article_id),
        day=day_of(article),
        url=None if article is None else safe_url(article.url),
        page=f"{source_name(citation.article_id)}#{anchor_of(span)}",
        span=span,
        before=before,
        passage=fold(text[span.start : span.end]).strip(),
        after=after,
        digest=citation.digest,
    )


def title_of(article: Article | None, article_id: str) -> str:
    """The title as published; the id where there is none."""
    return article_id if article is None or not article.title.strip() else fold(article.title).strip()


def day_of(article: Article | None) -> str:
    """The day of publication as precisely as it is known, in words."""
    return "day not known" if article is None or article.published is None else write_time(article.published)


def anchor_of(span: Span) -> str:
    """The id of a passage on its kept copy's page."""
    return f"c{span.start}-{span.end}"


def page_name(digest: str) -> str:
    """The file of the page that an article was extracted from, as it came; named by its SHA-256."""
    return f"pages/{digest}.html"


def source_name(article_id: str) -> str:
    """
    The file of an article's kept copy: safe on any file system, one for each id.

    A plain lower-case id names its own file; any other is cut to what is plain and told apart by a digest.
    """
    if _NAME.fullmatch(article_id) and not _RESERVED.fullmatch(article_id):
        return f"sources/{article_id}.html"
    plain = re.sub(r"[^a-z0-9]+", "-", article_id.lower()).strip("-")[:40]
    stem = "article" if not plain or _RESERVED.fullmatch(plain) else plain
    return f"sources/{stem}.{digest_text(article_id)[:12]}.html"


def safe_url(url: str | None) -> str | None:
    """`url` when it is http or https with a host and without odd characters; else None, and no link is made."""
    if url is None or re.search(r"[\x00-\x20\x7f\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def find_citations(record: object) -> Iterator[Citation]:
    """Every citation anywhere in a record, in the order of its fields."""
    if isinstance(record, Citation):
        yield record
    elif isinstance(record, tuple):
        for each in record:
            yield from find_citations(each)
    elif is_dataclass(record):
        for field in fields(record):
            yield from find_citations(getattr(record, field.name))


def _neighbours(text: str, span: Span, sentences: tuple[Span, ...]) -> tuple[str, str]:
    """
    What stands before and after the cited passage: the rest of its own sentence and the sentence next to it.

    What lies between the two sentences and is no prose, such as a caption, is shown as an ellipsis.
    """
    first = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
    after = bisect_left(sentences, span.end, key=lambda sentence: sentence.start)
    if first >= after:
        return "", ""
    own = Span(min(sentences[first].start, span.start), max(sentences[after - 1].end, span.end))
    before, behind = text[own.start : span.start], text[span.end : own.end]
    if first > 0:
        last = sentences[first - 1]
        before = f"{text[last.start : last.end]}{_gap(text[last.end : own.start])}{before}"
    if after < len(sentences):
        following = sentences[after]
        behind = f"{behind}{_gap(text[own.end : following.start])}{text[following.start : following.end]}"
    return fold(before).strip(), fold(behind).strip()


def _gap(between: str) -> str:
    return " … " if between.strip() else " "
