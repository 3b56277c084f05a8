"""The days that mattered: one line a happening, background under its own day."""

from collections.abc import Iterable

from readout.corpus.passages import Passages
from readout.corpus.period import earliest_day, latest_day
from readout.corpus.templates import make_line, passage_slots, time_slot
from readout.corpus.turns import Ground, day_line, points_told_differently
from readout.records import Article, Citation, Comparison, Item, SourcedSentence
from readout.spans import covers, without_dateline

NEXT = 1  # days between two lines that may tell of one happening
REPEATED = 0.4  # likeness from which they do


def write_timeline(
    items: Iterable[Item], comparisons: Iterable[Comparison], ground: Ground, passages: Passages
) -> tuple[SourcedSentence, ...]:
    """
    A line "day: sentence" for every item of which a sentence, published on its day or later, holds the day; in
    order of day, one line a happening: what is told again on the same day or the next to it, in like words, stands
    once, under the earlier of the items. A happening that two outlets put on two days stands once, under the first of
    them in the text, with both days and both tellings.

    The day stands as a value slot, cited by the words that give it; an item whose day is only
    inferred from another sentence keeps its place in the developments and is not repeated here.
    """
    articles, analyses = ground.articles, ground.analyses
    disputed = [
        line for one in points_told_differently(comparisons) if (line := day_line(one.point, ground)) is not None
    ]
    dated = [(next(slot.value for slot in line.slots if slot.name == "day"), line) for line in disputed]
    for item in items:
        for sentence in item.sentences:
            citation = sentence.citations[0]
            article = articles[citation.article_id]
            if not _is_since(article, item.day):
                continue
            timex = next(
                (
                    one
                    for one in analyses[article.id].timexes
                    if one.value[:10] == item.day and covers(without_dateline(article.text, citation.span), one.span)
                ),
                None,
            )
            if timex is not None:
                slots = (time_slot("day", article, timex), *passage_slots("passage", sentence))
                template = "dated_cut" if sentence.template == "cut" else "dated"
                line = make_line(template, slots, sentence.citations)
                if not any(_repeats((timex.value, line), other, passages) for other in dated):
                    dated.append((timex.value, line))
                break
    ordered = sorted(dated, key=lambda pair: (pair[0], pair[1].citations[0].digest))
    return tuple({line.text: line for _, line in ordered}.values())


def _repeats(one: tuple[str, SourcedSentence], other: tuple[str, SourcedSentence], passages: Passages) -> bool:
    """Whether two lines of days next to each other tell of one happening in like words."""
    first, second = earliest_day(one[0]), earliest_day(other[0])
    if first is None or second is None or abs((first - second).days) > NEXT:
        return False
    return any(passages.alike(one[1].citations[0], told) >= REPEATED for told in _told(other[1]))


def _told(line: SourcedSentence) -> tuple[Citation, ...]:
    """The passages that a line tells: the first, or both where two days are told of."""
    return line.citations[: 2 if line.template == "dated_twice" else 1]


def _is_since(article: Article, day: str | None) -> bool:
    """Whether an article may be of a day or later: what is told before is only ahead."""
    first, last = earliest_day(day or ""), latest_day(article.published or "")
    return first is not None and last is not None and first <= last
