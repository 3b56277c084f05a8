"""Numbers that a later report takes back, and what an outlet changed in its own text without a word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from readout.codes import Agreement
from readout.corpus.accounts.aligning import score_pair, sign_pair
from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.accounts.counts import Count
from readout.corpus.accounts.differing import day_words, differ_in_day, differ_in_number, differ_in_place
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.corpus.period import earliest_day, latest_day
from readout.records import Point, Telling
from readout.spans import covers, passage

DUE = 0.1  # score of two sentences about one thing that is due
FEW = 2  # a number up to here is the same by chance
COPIED = 0.6  # cosine of two versions of one sentence
_COUNTED = re.compile(r"\b(?:later|earlier|after|before)\b", re.IGNORECASE)
_KINDS = {"number": differ_in_number, "date": differ_in_day, "place": differ_in_place}


def find_corrections(scope: Sequence[Assertion], around: Sequence[Assertion], reader: Reader) -> Iterator[Point]:
    """
    UPDATES of number: a later report holds the number of an earlier one, another beside it, and a word that takes the
    earlier back ("22, and not 32") or moves on from it ("from 41 to 47"); told with the earlier ones, one an outlet.
    """
    told = reader.told
    for late in around:
        if len(late.counts) != 2 or not _replaces(late, reader):
            continue
        for new, old in (late.counts, late.counts[::-1]):
            early = [
                (one, count)
                for one in scope
                if told.is_later(late.citation, one.citation)
                for count in one.counts
                if count.value == old.value and _is_of(count, one, late, (new, old))
            ]
            if early:
                yield _write(late, new, early, reader)
                break


def _replaces(late: Assertion, reader: Reader) -> bool:
    """Whether a sentence with two numbers takes one back, or says that it became the other, of one thing."""
    text = reader.told.passages.text(late.citation)
    one, other = late.counts
    of_one_thing = not one.counted or not other.counted or bool(one.counted & other.counted)
    is_whole = not one.is_part and not other.is_part
    said = reader.book.mended.search(text) or (is_whole and reader.book.moved_on.search(text))
    return of_one_thing and bool(said)


def _is_of(count: Count, one: Assertion, late: Assertion, named: tuple[Count, Count]) -> bool:
    counted = frozenset().union(*(each.counted for each in named))
    if not counted and not count.counted:
        return count.value > FEW and bool(one.stems & late.stems)
    return bool(count.counted & (counted or late.stems))


def _write(late: Assertion, new: Count, early: Sequence[tuple[Assertion, Count]], reader: Reader) -> Point:
    told = reader.told
    first: dict[str, tuple[Assertion, Count]] = {}
    for one, count in early:
        first.setdefault(one.outlet, (one, count))
    marks = {one.citation: (count.span,) for one, count in first.values()} | {late.citation: (new.span,)}
    tellings = dated_first(tell_by(marks, told, marks), told)
    words = [passage(told.passages.texts[one.citation.article_id], one.marks[0]) for one in tellings]
    return write_point(Agreement.UPDATE, "number", tellings, told, words)


def find_edits(scope: Sequence[Assertion], reader: Reader) -> Iterator[Point]:
    """UPDATES within one outlet: two versions of one sentence in two of its articles with another number or day."""
    told = reader.told
    by_outlet: dict[str, list[Assertion]] = {}
    for one in scope:
        if one.counts or one.days or one.places:
            by_outlet.setdefault(one.outlet, []).append(one)
    for versions in by_outlet.values():
        for one, other in combinations(versions, 2):
            if one.citation.article_id == other.citation.article_id:
                continue
            for kind, differ in _KINDS.items():
                found = differ(one, other, reader)
                if found is not None and sign_pair(one, other, reader).words >= COPIED:
                    marks = {one.citation: found[0], other.citation: found[1]}
                    tellings = _by_version(tell_by(marks, told, marks), told)
                    texts = (told.passages.texts[each.citation.article_id] for each in tellings)
                    words = [passage(text, each.marks[0]) for text, each in zip(texts, tellings, strict=True)]
                    yield write_point(Agreement.UPDATE, kind, tellings, told, words)
                    break


def _by_version(tellings: Iterable[Telling], told: Told) -> tuple[Telling, ...]:
    """
    Versions in order of the day of publication, then of when they were fetched, then of their ids: of one outlet's own
    pages that name no hour, nothing else says which came first.
    """

    def order(telling: Telling) -> tuple[str, str, str]:
        article = told.articles[telling.citation.article_id]
        day = earliest_day(article.published or "")
        fetched = article.fetched_at.isoformat() if article.fetched_at else ""
        return day.isoformat() if day else "9999", fetched, article.id

    return tuple(sorted(tellings, key=order))


def find_rescheduled(scope: Sequence[Assertion], reader: Reader) -> Iterator[Point]:
    """UPDATES of date: a later report says that something was put off or brought forward, and to another day."""
    told = reader.told
    ahead = {one.citation: _days_ahead(one, reader) for one in scope}
    for late in scope:
        if not ahead[late.citation] or not reader.book.rescheduled.search(told.passages.text(late.citation)):
            continue
        early: dict[str, tuple[float, Assertion, str]] = {}
        for one in scope:
            old, new = _tell_days(ahead[one.citation], ahead[late.citation])
            if not new or not told.is_later(late.citation, one.citation):
                continue
            score = score_pair(one, late, reader)
            if score >= DUE and score > early.get(one.outlet, (0.0, one, ""))[0]:
                early[one.outlet] = (score, one, old)
        if early:
            marks = {one.citation: day_words(one, old, reader) for _, one, old in early.values()}
            marks[late.citation] = tuple(
                span
                for day in sorted(ahead[late.citation] - {old for *_, old in early.values()})
                for span in day_words(late, day, reader)
            )
            yield write_point(Agreement.UPDATE, "date", dated_first(tell_by(marks, told, marks), told), told)


def _tell_days(early: frozenset[str], late: frozenset[str]) -> tuple[str, str]:
    """
    The day on which an earlier report says that something is due, and the one of the later report.

    A later report that names both is sure of them; else each must name one. Two empty strings: nothing can be said.
    """
    olds, news = early & late, late - early
    if len(olds) != 1:
        olds = early if not olds else frozenset()
    return (min(olds), min(news)) if len(olds) == len(news) == 1 else ("", "")


def _days_ahead(one: Assertion, reader: Reader) -> frozenset[str]:
    """The days in a sentence that lie after its publication, without those that only count from another."""
    told = reader.told
    last = latest_day(told.published(one.citation) or "")
    found = set()
    for each in told.analyses[one.citation.article_id].timexes:
        if each.value[:10] in one.days and covers(one.citation.span, each.span):
            words = passage(told.articles[one.citation.article_id].text, each.span)
            day = earliest_day(each.value[:10])
            if last is not None and day is not None and day > last and not _COUNTED.search(words):
                found.add(each.value[:10])
    return frozenset(found)
