"""In what two sentences about one point differ: number, date, place, agreed or discussed, said or denied."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from readout.codes import Agreement, TimexType
from readout.corpus.accounts.aligning import Aligned, score_pair
from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.accounts.counts import Count, may_be_one
from readout.corpus.accounts.told import Told
from readout.corpus.likeness import is_bare
from readout.corpus.period import days_between, earliest_day, latest_day
from readout.records import Citation, Span
from readout.spans import covers, passage

REPLY = 3  # days within which a denial answers a report: the two stand against each other
APART = 7  # days between a denial and the report of a deed that was done after it
EARLY, LATE = 5, 21  # hours: from 21:00 to 5:00 the day is another one a few zones away
_HOUR = re.compile(r"T(\d\d)")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_WHETHER = re.compile(r"\b(?:(?<!discussed )whether|conflicting|disputed?)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;]\s|\s(?:and|but|while|whereas)\s")
FEW = 2  # a number up to here is the same by chance
_CLAUSES = re.compile(
    r"[,;:]\s|\s(?:and|but|so that|because|since|although|which|who|while|if|until|before|after|unless|when)\s"
)
_OPEN = re.compile(  # what is not done yet, and silence, deny nothing
    r"\b(?:will|would|may|might|must|shall|should|can|could|cannot|won't|says?|no longer|not yet|until|only)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
TURNED = 0.6  # share of the weight of a denying clause that the other sentence must affirm
CLOSE = 0.42  # score that two sentences need to be compared by a single day or place


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences about one point, what kind of difference is between them, and the words in which it lies."""

    kind: str
    one: Assertion
    other: Assertion
    words: tuple[Span, ...]
    other_words: tuple[Span, ...]


def find_difference(aligned: Aligned, reader: Reader) -> Difference | None:
    """The first difference between two sentences of a point, by kind; None where they tell the same."""
    for kind, differ in _KINDS.items():
        for one, other in combinations(aligned.members, 2):
            found = differ(one, other, reader)
            if found is not None:
                return Difference(kind, one, other, *found)
    return None


def is_alike(group: Aligned) -> bool:
    """Whether sentences of one point may be said to tell it alike: no negation and no number speaks against."""
    pairs = list(combinations(group.members, 2))
    clash = any(not may_be_one(*pair) for one, other in pairs for pair in numbers_of_one_thing(one, other))
    return len({one.is_negated for one in group.members}) == 1 and not clash


def judge(difference: Difference, reader: Reader) -> Agreement | None:
    """
    UPDATE where the later takes the earlier back or says that things have changed, and where one outlet changed its
    own text; else CONFLICT. None: a denial and a deed that are too far apart in time to be of one thing.
    """
    told = reader.told
    one, other = difference.one, difference.other
    if difference.kind == "denied":
        deed, denial = (
            (other, one) if (one.is_denied, one.is_negated) > (other.is_denied, other.is_negated) else (one, other)
        )
        return judge_denial(deed.citation, denial.citation, deed.done_on, told)
    if one.outlet == other.outlet:
        return Agreement.UPDATE
    if told.is_later(one.citation, other.citation):
        late = one
    elif told.is_later(other.citation, one.citation):
        late = other
    else:
        return Agreement.CONFLICT
    early = other if late is one else one
    moved = _moves_on(late, reader) or (difference.kind == "number" and _tells_both(late, early, reader))
    return Agreement.UPDATE if moved else Agreement.CONFLICT


def _moves_on(late: Assertion, reader: Reader) -> bool:
    text = reader.told.passages.text(late.citation)
    return bool(reader.book.mended.search(text) or reader.book.moved_on.search(text))


def _tells_both(late: Assertion, early: Assertion, reader: Reader) -> bool:
    """Whether a neighbour of the later sentence has the earlier number, as in "Eighty came. Sixty had been planned"."""
    told = reader.told
    beside = [
        reader.read(each)
        for each in told.passages.of_article[late.citation.article_id]
        if abs(told.passages.places[each] - told.passages.places[late.citation]) == 1
    ]
    values = {count.value for count in early.counts}
    return any(count.value in values and count.value > FEW for each in beside for count in each.counts)


def judge_denial(deed: Citation, denial: Citation, days: Iterable[str], told: Told) -> Agreement | None:
    """
    How the report of a deed, done on one of some days, stands to a denial of it.

    CONFLICT when they were published within days of each other and the deed need not be later, UPDATE when it was
    done, by its own day, after the denial. None where nothing can be said: a deed without a day that is told weeks
    later may be another one, and nobody denies what is not done yet.
    """
    apart = days_between(told.published(deed), told.published(denial))
    last = latest_day(told.published(denial) or "")
    starts = [start for one in days if (start := earliest_day(one))]
    done_later = bool(starts) and last is not None and min(starts) > last
    if apart is None or apart > (APART if done_later else REPLY):
        return None
    if not done_later:
        return Agreement.CONFLICT
    return Agreement.UPDATE if told.is_later(deed, denial) else None


_Found = tuple[tuple[Span, ...], tuple[Span, ...]]


def differ_in_number(one: Assertion, other: Assertion, reader: Reader) -> _Found | None:
    """
    Numbers of one thing that cannot both be right as they are said, where neither has one that is the other's.

    What one counts and the other asks for, promises or expects are two things.
    """
    for mine, theirs in numbers_of_one_thing(one, other):
        if _is_wanted(one, mine, reader) != _is_wanted(other, theirs, reader):
            continue
        same = [mine] if may_be_one(mine, theirs) else []
        same += [each for each in other.counts if each is not theirs and _are_alike(mine, each)]
        same += [each for each in one.counts if each is not mine and _are_alike(theirs, each)]
        if not same and not _prints(other, mine, one, reader) and not _prints(one, theirs, other, reader):
            return (mine.span,), (theirs.span,)
    return None


def _is_wanted(one: Assertion, count: Count, reader: Reader) -> bool:
    """Whether words of wanting stand before a number in its clause, or right behind what it counts."""
    text = reader.told.passages.texts[one.citation.article_id]
    before = _CLAUSE.split(text[one.citation.span.start : count.span.start])[-1]
    after = text[count.span.end : one.citation.span.end].lstrip()
    return bool(reader.book.wanted.search(before) or reader.book.wanted.match(after))


def _prints(other: Assertion, count: Count, one: Assertion, reader: Reader) -> bool:
    """Whether a sentence has the figures of a number of another one, whatever they count there: it tells both."""
    told = reader.told
    texts = told.passages.texts
    figures = _FIGURES.search(passage(texts[one.citation.article_id], count.span))
    if figures is None:
        return False
    span, timexes = other.citation.span, told.analyses[other.citation.article_id].timexes
    there = _FIGURES.finditer(texts[other.citation.article_id], span.start, span.end)
    return any(
        each[0] == figures[0] and not any(covers(timex.span, Span(*each.span())) for timex in timexes) for each in there
    )


def numbers_of_one_thing(one: Assertion, other: Assertion) -> Iterator[tuple[Count, Count]]:
    """Pairs of numbers, one of each sentence, that count one thing as a whole."""
    for mine in one.counts:
        for theirs in other.counts:
            shared = mine.counted & theirs.counted
            apart = mine.counted - shared and theirs.counted - shared
            if shared and not apart and not mine.is_part and not theirs.is_part:
                yield mine, theirs


def _are_alike(one: Count, other: Count) -> bool:
    if one.counted and other.counted:
        return one.value == other.value and bool(one.counted & other.counted)
    low, high = sorted((one.value, other.value))
    return any(high == low * times for times in (1, 1_000, 1_000_000))  # "410 million, and was given 205"


def differ_in_day(one: Assertion, other: Assertion, reader: Reader) -> _Found | None:
    """One day in each, another in the other, for one type of act, in sentences that are much alike."""
    if len(one.days) != 1 or len(other.days) != 1 or one.days == other.days:
        return None
    if (one.acts and other.acts and not one.acts & other.acts) or score_pair(one, other, reader) < CLOSE:
        return None
    if days_between(min(one.days), min(other.days)) == 1 and any(_by_the_clock(each, reader) for each in (one, other)):
        return None
    mine, theirs = day_words(one, min(one.days), reader), day_words(other, min(other.days), reader)
    return None if _print(one, mine, reader) == _print(other, theirs, reader) else (mine, theirs)


def _by_the_clock(one: Assertion, reader: Reader) -> bool:
    """Whether the day of a sentence hangs on a clock: its hour is of a named zone, or near midnight."""
    timexes = reader.told.analyses[one.citation.article_id].timexes
    times = [each for each in timexes if covers(one.citation.span, each.span) and each.type is TimexType.TIME]
    return any(each.zone or _is_at_night(each.value) for each in times)


def _is_at_night(value: str) -> bool:
    found = _HOUR.search(value)
    return found is not None and not EARLY <= int(found[1]) < LATE


def _print(one: Assertion, spans: Iterable[Span], reader: Reader) -> list[str]:
    """The words in lower case: "Saturday" in two accounts is one day, whatever was made of it."""
    text = reader.told.passages.texts[one.citation.article_id]
    return [passage(text, span).lower() for span in spans]


def day_words(one: Assertion, day: str, reader: Reader) -> tuple[Span, ...]:
    """The words of a sentence that name a day."""
    timexes = reader.told.analyses[one.citation.article_id].timexes
    return tuple(each.span for each in timexes if covers(one.citation.span, each.span) and each.value[:10] == day)


def differ_in_place(one: Assertion, other: Assertion, reader: Reader) -> _Found | None:
    """One place in each that the other's article never names, in sentences that are much alike."""
    if len(one.places) != 1 or len(other.places) != 1 or score_pair(one, other, reader) < CLOSE:
        return None
    (mine,), (theirs,) = one.places, other.places
    texts = reader.told.passages.texts
    if theirs.name in texts[one.citation.article_id] or mine.name in texts[other.citation.article_id]:
        return None
    return (mine.span,), (theirs.span,)


def differ_in_outcome(one: Assertion, other: Assertion, reader: Reader) -> _Found | None:
    """Agreed in one, only discussed in the other; that somebody disputes whether it was agreed says neither."""
    if {one.outcome, other.outcome} != {"agreed", "discussed"}:
        return None
    agreed = one if one.outcome == "agreed" else other
    if _WHETHER.search(reader.told.passages.text(agreed.citation)):
        return None
    patterns = {"agreed": reader.book.agreed, "discussed": reader.book.discussed}
    return (
        _match(one, patterns[one.outcome or ""].search, reader),
        _match(other, patterns[other.outcome or ""].search, reader),
    )


def differ_in_truth(one: Assertion, other: Assertion, reader: Reader) -> _Found | None:
    """Told in one and denied in the other, in sentences that are much alike and code no other act."""
    if one.is_denied == other.is_denied or one.is_negated == other.is_negated:
        return None
    if one.is_ahead or other.is_ahead or score_pair(one, other, reader) < CLOSE:
        return None
    if one.acts and other.acts and not one.acts & other.acts:
        return None
    search = reader.book.negated.search
    return _match(one, search, reader), _match(other, search, reader)


def is_turned_round(one: Assertion, other: Assertion, reader: Reader) -> _Found | None:
    """One clause of a sentence says of what the other tells that it was not so: "so that no gas burned"."""
    if one.is_negated == other.is_negated or one.is_ahead or other.is_ahead:
        return None
    denial, deed = (one, other) if one.is_negated else (other, one)
    book, text = reader.book, reader.told.passages.text
    affirmed = [_stems(clause, reader) for clause in _CLAUSES.split(text(deed.citation))]
    if any(_WHETHER.search(text(each.citation)) for each in (one, other)):
        return None
    for clause in _CLAUSES.split(text(denial.citation)):
        if not book.negated.search(clause) or _OPEN.search(clause):
            continue
        stems = _stems(clause, reader)
        total = reader.mass(stems)
        if len(stems - denial.names) and any(reader.mass(stems & each) >= TURNED * total > 0 for each in affirmed):
            return _match(one, book.negated.search, reader), _match(other, book.negated.search, reader)
    return None


def _stems(clause: str, reader: Reader) -> frozenset[str]:
    words = (each for each in _WORD.findall(clause) if not is_bare(each) and not reader.book.negated.fullmatch(each))
    return frozenset(reader.meaning(each) for each in words)


def _match(one: Assertion, search: Callable[..., object], reader: Reader) -> tuple[Span, ...]:
    text = reader.told.passages.text(one.citation)
    found = search(text)
    if found is None:
        return ()
    start, end = found.span()  # type: ignore[attr-defined]
    return (Span(one.citation.span.start + start, one.citation.span.start + end),)


_KINDS: dict[str, Callable[[Assertion, Assertion, Reader], _Found | None]] = {
    "agreed_or_discussed": differ_in_outcome,
    "number": differ_in_number,
    "denied": differ_in_truth,
    "date": differ_in_day,
    "place": differ_in_place,
}


def name_change(
    one: Assertion, other: Assertion, reader: Reader
) -> tuple[str | None, dict[Citation, tuple[Span, ...]]]:
    """In what two sentences of one point plainly differ, a number or a day, with the words; None: in nothing plain."""
    found = differ_in_number(one, other, reader)
    if found is not None:
        return "number", {one.citation: found[0], other.citation: found[1]}
    if len(one.days) == len(other.days) == 1 and one.days != other.days:
        return "date", {each.citation: day_words(each, min(each.days), reader) for each in (one, other)}
    return None, {one.citation: (), other.citation: ()}
