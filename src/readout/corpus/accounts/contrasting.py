"""Two accounts or more side by side, from their first sentence to their last: every point that can be told apart."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from readout.codebook import Codebook
from readout.codes import Agreement
from readout.corpus.accounts.aligning import NEAR, Aligned, align, score_pair
from readout.corpus.accounts.asking import find_askings
from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.accounts.corrections import find_corrections, find_edits, find_rescheduled
from readout.corpus.accounts.denials import find_denied_pairs
from readout.corpus.accounts.differing import is_alike, name_change
from readout.corpus.accounts.disputes import Dispute, find_disputes, find_lengths, write_dispute
from readout.corpus.accounts.point_model import PointModel
from readout.corpus.accounts.points import each_once, write_shared
from readout.corpus.accounts.searching import search_in_vain
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.corpus.accounts.weighing import Weighing
from readout.corpus.accounts.wordings import Wordings
from readout.records import Citation, Point, Span
from readout.spans import passage

_ORDER = (Agreement.CONFLICT, Agreement.UPDATE, Agreement.SHARED, Agreement.ONE_SIDED)
FEW = 2  # a number up to here is the same by chance
MOST_WEIGHED = 600  # sentences: every pair is weighed, and of folders of articles there would be millions
SUBSTANCE = 4  # content words that a sentence needs to be missed elsewhere


def contrast_accounts(
    sides: Mapping[str, Sequence[str]], told: Told, codebook: Codebook, model: PointModel | None = None
) -> tuple[Point, ...]:
    """
    Every point of the accounts, in order of agreement (conflict, update, shared, one-sided), then of where it is
    first told. `sides` has the articles of each account by its name, which stands for an outlet's id in the points.

    What differs is found by rules of its kind. What is told alike or anew, and what one side alone tells, is weighed by
    `model`; without it, or of more than `MOST_WEIGHED` sentences, rules of words and numbers say so too. ONE_SIDED is
    said only where enough of the words of a sentence, by weight, stand nowhere in the other's text; what is neither
    aligned nor missing is left out.
    """
    owners = {key: name for name, keys in sides.items() for key in keys}
    told = replace(told, passages=replace(told.passages, outlets=owners))
    reader = Reader(told, codebook.accounts, codebook.quantities)
    scope = list(reader.read_all(owners))
    groups = align(scope, reader)
    points = [
        *find_askings(scope, told, reader.book),
        *find_lengths(scope, reader),
        *find_corrections(scope, scope, reader),
        *find_edits(scope, reader),
        *find_rescheduled(scope, reader),
        *Wordings(told).find_for(one for key in owners for one in told.passages.of_article[key]),
    ]
    weighing = Weighing(scope, reader, model) if model is not None and len(scope) <= MOST_WEIGHED else None
    disputed, spent = _disputed(scope, groups, reader, weighing)
    points += disputed
    if weighing is not None:
        points += _weighed(weighing, points, reader)
    else:
        points += _aligned(groups, spent, points, reader)
        points += _same_numbers(scope, _cited(points), reader)
    points += _one_sided(scope, _cited(points), sides, reader, weighing)
    return tuple(sorted(each_once(points), key=lambda point: (_ORDER.index(point.agreement), _place(point, told))))


def _cited(points: Iterable[Point]) -> set[Citation]:
    return {telling.citation for point in points for telling in point.tellings}


def _disputed(
    scope: Sequence[Assertion], groups: Sequence[Aligned], reader: Reader, weighing: Weighing | None
) -> tuple[list[Point], set[Citation]]:
    """What differs, a sentence only once; and every sentence that stands in a difference."""
    chances = weighing.chances() if weighing is not None else None
    disputes, spent = find_disputes(scope, groups, scope, reader, chances)
    for difference in find_denied_pairs(scope, reader):
        marks = {difference.one.citation: difference.words, difference.other.citation: difference.other_words}
        if not marks.keys() & spent:
            spent |= marks.keys()
            disputes.append(Dispute(difference, marks))
    return [point for dispute in disputes for point in write_dispute(dispute, reader)], spent


def _aligned(
    groups: Sequence[Aligned], spent: Container[Citation], points: Sequence[Point], reader: Reader
) -> Iterator[Point]:
    """What is aligned and does not differ, nor in one of `points`."""
    known = [_cited((point,)) for point in points]
    for group in groups:
        cited = {each.citation for each in group.members}
        if is_alike(group) and not any(one in spent for one in cited) and not any(cited <= one for one in known):
            yield write_shared(group.members, reader.told)


def _weighed(weighing: Weighing, points: Sequence[Point], reader: Reader) -> Iterator[Point]:
    """What a model holds to be told alike, then what it holds to be told anew; nothing that `points` tell of."""
    told = reader.told
    spent = _cited(points)
    for members in weighing.find_alike([_cited((point,)) for point in points]):
        spent |= {one.citation for one in members}
        yield write_shared(members, told)
    for one, other in weighing.find_updated(spent):
        kind, marks = name_change(one, other, reader)
        yield write_point(Agreement.UPDATE, kind, dated_first(tell_by(marks, told, marks), told), told)


def _same_numbers(scope: Sequence[Assertion], told_of: Container[Citation], reader: Reader) -> Iterator[Point]:
    """SHARED points of sentences too unlike to be aligned: a number of one thing, the same in two accounts."""
    held: dict[tuple[str, float], dict[str, tuple[Assertion, Span]]] = {}
    for one in scope:
        for count in one.counts if one.citation not in told_of else ():
            for thing in count.counted if count.value > FEW and not count.is_part else ():
                held.setdefault((thing, count.value), {}).setdefault(one.outlet, (one, count.span))
    for _, tellers in sorted(held.items()):
        members = tuple(one for one, _ in tellers.values())
        if len(members) > 1 and is_alike(Aligned(members, 0.0)):
            tellings = dated_first(tell_by((one.citation for one in members), reader.told), reader.told)
            texts = reader.told.passages.texts
            printed = [passage(texts[one.citation.article_id], span) for one, span in tellers.values()]
            shortest = min(printed, key=lambda words: (len(words), words))
            yield write_point(Agreement.SHARED, None, tellings, reader.told, (shortest,))


def _one_sided(
    scope: Sequence[Assertion],
    told_of: Collection[Citation],
    sides: Mapping[str, Sequence[str]],
    reader: Reader,
    weighing: Weighing | None,
) -> Iterator[Point]:
    """What one side tells and the text of every other was searched for in vain."""
    for one in _lone(scope, told_of, reader) if weighing is None else weighing.find_alone(told_of):
        others = [name for name in sides if name != one.outlet]
        found = [search for name in others if (search := search_in_vain(one, name, sides[name], reader))]
        if len(found) == len(others):
            yield write_point(
                Agreement.ONE_SIDED, None, tell_by((one.citation,), reader.told), reader.told, searched=found
            )


def _lone(scope: Sequence[Assertion], told_of: Container[Citation], reader: Reader) -> Iterator[Assertion]:
    """Sentences of some substance to which no sentence of another side is near."""
    for one in scope:
        theirs = (other for other in scope if other.outlet != one.outlet)
        if (
            one.citation not in told_of
            and len(one.stems | one.names) >= SUBSTANCE
            and not _is_near(one, theirs, reader)
        ):
            yield one


def _is_near(one: Assertion, others: Iterable[Assertion], reader: Reader) -> bool:
    return any(score_pair(one, other, reader) >= NEAR for other in others)


def _place(point: Point, told: Told) -> tuple[int, str]:
    first = min(telling.citation.span.start for telling in point.tellings)
    return first, told.passages.key(telling.citation for telling in point.tellings)
