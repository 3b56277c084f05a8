"""Numbers that a later report takes back, and what an outlet changed in its own text without a word."""

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
from readout.spans import passage

DUE = 0.1  # score of two sentences about one thing that is due
COPIED = 0.6  # cosine of two versions of one sentence
_KINDS = {"number": differ_in_number, "date": differ_in_day, "place": differ_in_place}


def find_corrections(scope: Sequence[Assertion], around: Sequence[Assertion], reader: Reader) -> Iterator[Point]:
    """
    UPDATES of number: a later report holds the number of an earlier one, another beside it, and a word that takes
    the earlier back ("22, and not 32"); told with the earlier ones, one of each outlet.
    """
    told = reader.told
    for late in around:
        if len(late.counts) != 2 or not reader.book.mended.search(told.passages.text(late.citation)):
            continue
        for new, old in (late.counts, late.counts[::-1]):
            early = [
                (one, count)
                for one in scope
                if told.is_later(late.citation, one.citation)
                for count in one.counts
                if count.value == old.value and _is_of(count, late, (new, old))
            ]
            if early:
                yield _write(late, new, early, reader)
                break


def _is_of(count: Count, late: Assertion, named: tuple[Count, Count]) -> bool:
    counted = frozenset().union(*(one.counted for one in named))
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
    due = {one.citation: _due_day(one, reader) for one in scope}
    for late in scope:
        if due[late.citation] is None or not reader.book.rescheduled.search(told.passages.text(late.citation)):
            continue
        early: dict[str, tuple[float, Assertion]] = {}
        for one in scope:
            is_other = due[one.citation] not in (None, due[late.citation])
            if not is_other or not told.is_later(late.citation, one.citation):
                continue
            score = score_pair(one, late, reader)
            if score >= DUE and score > early.get(one.outlet, (0.0, one))[0]:
                early[one.outlet] = (score, one)
        if early:
            kept = [*(one for _, one in early.values()), late]
            marks = {one.citation: day_words(one, due[one.citation] or "", reader) for one in kept}
            yield write_point(Agreement.UPDATE, "date", dated_first(tell_by(marks, told, marks), told), told)


def _due_day(one: Assertion, reader: Reader) -> str | None:
    """The only day in a sentence that lies after its publication; else None."""
    last = latest_day(reader.told.published(one.citation) or "")
    days = [each for each in one.days if last is not None and (day := earliest_day(each)) is not None and day > last]
    return days[0] if len(days) == 1 else None
