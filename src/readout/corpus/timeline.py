"""The days that mattered: one line a happening, background under its own day."""

from collections.abc import Iterable, Mapping

from readout.corpus.period import earliest_day, latest_day
from readout.corpus.templates import make_line, passage_slots, time_slot
from readout.records import Analysis, Article, Item, SourcedSentence
from readout.spans import covers, without_dateline


def write_timeline(
    items: Iterable[Item], articles: Mapping[str, Article], analyses: Mapping[str, Analysis]
) -> tuple[SourcedSentence, ...]:
    """
    A line "day: sentence" for every item of which a sentence, published on its day or later, holds the day; in
    order of day, no sentence twice.

    The day stands as a value slot, cited by the words that give it; an item whose day is only
    inferred from another sentence keeps its place in the developments and is not repeated here.
    """
    dated = []
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
                dated.append((timex.value, make_line(template, slots, sentence.citations)))
                break
    ordered = sorted(dated, key=lambda pair: (pair[0], pair[1].citations[0].digest))
    return tuple({line.text: line for _, line in ordered}.values())


def _is_since(article: Article, day: str | None) -> bool:
    """Whether an article may be of a day or later: what is told before is only ahead."""
    first, last = earliest_day(day or ""), latest_day(article.published or "")
    return first is not None and last is not None and first <= last
