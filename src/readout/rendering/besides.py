"""What stands beside a line: its receipts, the kind of piece it is from, and the day of its print."""

from collections.abc import Iterable

from readout.codes import Genre
from readout.corpus.wording import write_list, write_time
from readout.records import Citation, SourcedSentence
from readout.rendering.receipts import Receipt, Shelf, show_receipt


def receipts_of(citations: Iterable[Citation], shelf: Shelf) -> tuple[Receipt, ...]:
    """The receipts of a line, in its order."""
    return tuple(show_receipt(citation, shelf) for citation in citations)


_VOICES = {
    Genre.OPINION: "opinion",
    Genre.ANALYSIS: "analysis",
    Genre.NEWSLETTER: "newsletter",
    Genre.OFFICIAL: "official text",
}


IN_SOURCES_WORDS = frozenset({None, "resolved", "cut", "dated", "quoted", "reported", "corrected", "corrected_cut"})


def voice_of(line: SourcedSentence, shelf: Shelf) -> tuple[str, ...]:
    """What kind of piece a source's sentence stands in, where that is not plain news; an editor's words are named."""
    if line.author == "editor":
        return ("the editor’s words",)
    if line.template not in IN_SOURCES_WORDS or not line.citations:
        return ()
    genre = shelf.genres.get(line.citations[0].article_id)
    article = shelf.articles.get(line.citations[0].article_id)
    author = write_list(article.byline) if article is not None and genre in (Genre.OPINION, Genre.ANALYSIS) else ""
    return (": ".join(filter(None, (_VOICES[genre], author))),) if genre in _VOICES else ()


def published_on(citation: Citation, shelf: Shelf) -> str | None:
    """When the article was published that holds a passage of no day of its own."""
    article = shelf.articles.get(citation.article_id)
    if article is None or article.published is None:
        return None
    return printed_on(article.published.partition("T")[0] if "/" not in article.published else article.published)


def printed_on(day: str) -> str:
    """A day of print in words; one of which only the bounds are known is no stretch of days."""
    first, _, last = day.partition("/")
    return f"printed between {write_time(first)} and {write_time(last)}" if last else f"printed {write_time(day)}"


def in_words(code: str) -> str:
    """A code as words: "red_line" reads "red line"."""
    return code.replace("_", " ")
