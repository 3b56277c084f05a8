"""Sets two accounts side by side: finds whose they are, compares them, renders the page and its text."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from readout.actions.reading import Reading
from readout.codebook import Codebook
from readout.corpus import assemble
from readout.corpus.accounts import PointModel
from readout.corpus.contrasts import write_contrast
from readout.corpus.merging import StoryModel
from readout.corpus.period import earliest_day, latest_day
from readout.corpus.wording import write_time
from readout.errors import InputError
from readout.records import Article, Problem, Story
from readout.rendering import render_contrast

NEAR = 7  # days from a story to an account of it


def find_sides(reading: Reading, one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    The articles that each name stands for: an article's id, or an outlet by id or name. Raises InputError when a
    name stands for nothing, or both for the same.
    """
    first, second = (_articles_of(reading.articles, name) for name in (one, other))
    if set(first) & set(second):
        raise InputError(other, f"stands for the same articles as {one}; name two accounts")
    return first, second


def _articles_of(articles: Sequence[Article], name: str) -> tuple[str, ...]:
    by_id = tuple(article.id for article in articles if article.id == name)
    folded = name.casefold()
    found = by_id or tuple(
        article.id for article in articles if folded in {(article.outlet_id or "").casefold(), _outlet_name(article)}
    )
    if not found:
        outlets = ", ".join(sorted({article.outlet_id for article in articles if article.outlet_id})) or "none named"
        raise InputError(name, f"is no outlet and no article of what was read; the outlets are: {outlets}")
    return found


def _outlet_name(article: Article) -> str:
    return (article.outlet_name or article.outlet_id or "").casefold()


def choose_story(
    reading: Reading, sides: Sequence[Sequence[str]], codebook: Codebook, model: StoryModel, about: str | None
) -> tuple[Story, tuple[tuple[str, ...], ...]]:
    """
    The story that all sides tell, and the articles of each that tell it within a week.

    `about` is a day or words of its headline or sentences; None: the story with the most sentences of the side that
    has fewest. Raises InputError when no such story is told by all, and names those that are.
    """
    brief = assemble(reading.articles, reading.analyses, codebook, model)
    published = {article.id: article.published for article in reading.articles}
    told = []
    for story in brief.stories:
        keys = tuple(tuple(key for key in side if _tells(key, story, published)) for side in sides)
        if all(keys):
            sentences = [sum(one.article_id in side for one in story.citations) for side in keys]
            told.append((min(sentences), sum(sentences), story, keys))
    texts = {article.id: article.text for article in reading.articles}
    fitting = [one for one in told if about is None or _is_about(one[2], about, texts)]
    if not fitting:
        shared = "; ".join(dict.fromkeys(name_story(story, texts) for *_, story, _ in told)) or "none"
        asked = "" if about is None else " about that"
        raise InputError(about or "the two", f"no story of both was found{asked}; both tell: {shared}")
    *_, story, keys = max(fitting, key=lambda one: (one[0], one[1], one[2].first_day, one[2].id))
    return story, keys


def _tells(key: str, story: Story, published: Mapping[str, str | None]) -> bool:
    """Whether an article tells the story within a week after it happened, and does not only announce it."""
    if key not in story.article_ids or not story.first_day:
        return key in story.article_ids
    last, first = latest_day(published[key] or ""), earliest_day(story.first_day)
    return last is not None and first is not None and 0 <= (last - first).days <= NEAR


def _is_about(story: Story, about: str, texts: Mapping[str, str]) -> bool:
    if about in (story.first_day, story.last_day):
        return True
    words = about.casefold().split()
    told = [story.headline, *(texts[one.article_id][one.span.start : one.span.end] for one in story.citations)]
    return any(all(word in text.casefold() for word in words) for text in told)


def name_story(story: Story, texts: Mapping[str, str] = MappingProxyType({})) -> str:
    """A story in a few words: its headline and day, else the beginning of its first sentence where texts are given."""
    day = write_time(story.first_day) if story.first_day else ""
    named = ", ".join(part for part in (story.headline, day) if part)
    first = story.citations[0] if story.citations and texts and not story.headline else None
    words = " ".join(texts[first.article_id][first.span.start : first.span.end].split()[:8]) if first else ""
    return " ".join(part for part in (named, f"“{words} …”" if words else "") if part)


def contrast_sides(
    reading: Reading,
    sides: Sequence[Sequence[str]],
    codebook: Codebook,
    title: str | None,
    unread: Sequence[Problem],
    pages: Mapping[str, bytes] = MappingProxyType({}),
    model: PointModel | None = None,
) -> tuple[dict[str, bytes], str]:
    """The files of the comparison by name, and its text for a terminal. Raises InputError for a side without a text."""
    for side in sides:
        if not side:
            raise InputError("one side", "has no article that could be read")
    contrast = write_contrast(
        reading.articles, reading.analyses, sides, codebook, title, (*unread, *reading.problems), model
    )
    kept = {key for side in contrast.sides for key in side.article_ids}
    articles = [article for article in reading.articles if article.id in kept]
    analyses = [analysis for analysis in reading.analyses if analysis.article_id in kept]
    files = render_contrast(articles, analyses, contrast, pages)
    return files, files["compare.md"].decode("utf-8")
