"""Whether numbers in two sentences may be of one count: of one side, one day, the dead of both, or said to change."""

from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.accounts.counts import FATES, LENGTH
from readout.records import Span
from readout.spans import covers, overlaps

Words = tuple[tuple[Span, ...], tuple[Span, ...]]


def is_one_count(one: Assertion, other: Assertion, words: Words, reader: Reader) -> bool:
    """Whether two numbers may be of one count: no length of time, of one side, one day, both done or both ahead."""
    if LENGTH in _counted_by_both(one, other, words) or one.is_ahead != other.is_ahead:
        return False
    return not is_of_another(one, other, reader)


def is_of_another(one: Assertion, other: Assertion, reader: Reader) -> bool:
    """Whether two sentences with numbers name other parties or each another day, and the later tells of no change."""
    others = bool(one.parties and other.parties) and not one.parties & other.parties
    return others or (_are_of_other_days(one, other, reader) and not says_it_changed(one, other, reader))


def says_it_changed(one: Assertion, other: Assertion, reader: Reader) -> bool:
    """Whether the later of two sentences has words by which a report says that things moved on."""
    told = reader.told
    late = one if told.is_later(one.citation, other.citation) else other
    apart = told.passages.days_apart(one.citation, other.citation)
    return apart > 0 and bool(reader.book.moved_on.search(told.passages.text(late.citation)))


def is_of_one_fate(one: Assertion, other: Assertion, words: Words) -> bool:
    """Whether both numbers count the dead, or both the hurt."""
    return bool(_counted_by_both(one, other, words) & FATES)


def is_sure_of_the_thing(one: Assertion, other: Assertion, words: Words, reader: Reader) -> bool:
    """Whether what is counted goes by words that outlets use for one thing, or the later says that it has changed."""
    if any(stem.startswith("~") for stem in _counted_by_both(one, other, words)):
        return True
    return says_it_changed(one, other, reader)


def shares_whose_it_is(one: Assertion, other: Assertion) -> bool:
    """Whether two unlike sentences with numbers of one thing share where or whose it is, and no act speaks against."""
    if one.acts and other.acts and not one.acts & other.acts:
        return False
    return bool(one.names & other.names) and one.is_ahead == other.is_ahead


def _are_of_other_days(one: Assertion, other: Assertion, reader: Reader) -> bool:
    """Whether each sentence counts on one day that it names, and the two are not the same."""
    mine, theirs = (_days_of_what_is_told(each, reader) for each in (one, other))
    return len(mine) == len(theirs) == 1 and mine != theirs


def _days_of_what_is_told(one: Assertion, reader: Reader) -> frozenset[str]:
    """The days in a sentence, without those on which it was said."""
    analysis = reader.told.analyses[one.citation.article_id]
    inside = [part for each in analysis.statements for part in each.content if overlaps(part, one.citation.span)]
    days = [each for each in analysis.timexes if covers(one.citation.span, each.span) and each.value[:10] in one.days]
    return frozenset(each.value[:10] for each in days if not inside or any(covers(part, each.span) for part in inside))


def _counted_by_both(one: Assertion, other: Assertion, words: Words) -> frozenset[str]:
    mine, theirs = (
        frozenset().union(*(count.counted for count in each.counts if count.span in spans))
        for each, spans in zip((one, other), words, strict=True)
    )
    return mine & theirs
