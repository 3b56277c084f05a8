"""
How a position moved: two tellings of one party compared by type, never by tone.

    one thing? ─ what was given up or taken back ─ kinds ─ finality ─ numbers ─ deadlines ─ scope ─ conditions

Two tellings that differ in none of these have not moved, whatever their words. Each verdict says what it rests on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from readout.codebook.movements import MovementBook
from readout.codes import Movement, PositionKind
from readout.corpus.positions.stands import Stand
from readout.corpus.positions.terms import ENOUGH, Amount, Terms

_SURELY = 1.0  # how alike two tellings are that share two themes and half of the shorter
_BARELY = 0.5  # ... two that share one, under one issue
_FAINTLY = 0.3  # ... two of which one says little, and has themes or numbers of the other beside it
_MOSTLY = 1.5  # times as many themes in common as apart, where nothing but the condition is to differ
_FULL = 0.7  # how much of the earlier wording a later one must repeat before a dropped condition counts

_GIVING = frozenset({PositionKind.OFFER, PositionKind.CONCESSION, PositionKind.COMMITMENT})
_DENYING = frozenset({PositionKind.REFUSAL, PositionKind.RED_LINE})
_ASKING = frozenset({PositionKind.DEMAND, PositionKind.GUARANTEE_SOUGHT})
# How far a party goes to meet the other: what it refuses, what it makes hang on something, what it gives.
_STEPS = dict.fromkeys(_DENYING, 2) | {PositionKind.CONDITION: 1} | dict.fromkeys(_GIVING, 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Two tellings of one thing. `movement` None: about one thing, and nothing typed says which way it went. `reasons` as
    an editor reads them ("number: 80, then 70"); `alike` says how surely it is one thing, 0 to 1.
    """

    movement: Movement | None
    reasons: tuple[str, ...]
    alike: float


def compare_stands(before: Stand, after: Stand, book: MovementBook) -> Comparison | None:
    """What the later of two tellings does to the earlier; None when they are of two parties or about two things."""
    if before.parties != after.parties:
        return None
    alike = measure_likeness(before, after)
    if not alike:
        return None
    found = next(_find_movement(before, after, alike, book), None)
    if found is not None:
        return Comparison(found[0], (found[1],), alike)
    same = before.kind is after.kind or {before.kind, after.kind} <= _DENYING or {before.kind, after.kind} <= _GIVING
    if not same:
        return Comparison(None, (), alike)
    return Comparison(Movement.REPEATED, ("told as held before",) if after.standing else (), alike)


def measure_likeness(before: Stand, after: Stand) -> float:
    """How surely two tellings are about one thing, 0 for not at all: by themes in common, and the issue."""
    if PositionKind.ASSESSMENT in (before.kind, after.kind) and before.kind is not after.kind:
        return 0.0
    shared = before.terms.themes & after.terms.themes
    fewest = min(len(before.terms.themes), len(after.terms.themes))
    issues = {before.issue_id, after.issue_id} - {None}
    enough = len(shared) >= ENOUGH and len(shared) >= fewest / 2
    little = before.terms.says_little or after.terms.says_little
    if before.wording.lower() == after.wording.lower() or (enough and not little):
        return _SURELY
    if len(issues) > 1:
        return 0.0
    in_focus = before.terms.focus & after.terms.focus
    if enough or (in_focus and (_share_issue(before, after) or len(shared) >= fewest / 2)):
        return _BARELY
    if not little:
        return 0.0
    recalled = _count_recalled(before.terms, after.terms)
    return _FAINTLY if recalled and recalled + _share_issue(before, after) >= ENOUGH else 0.0


def _share_issue(before: Stand, after: Stand) -> bool:
    return before.issue_id is not None and before.issue_id == after.issue_id


def _count_recalled(one: Terms, two: Terms) -> int:
    """How many themes and numbers of a telling stand around another that says little by itself."""
    numbers = {(each.value, each.unit) for each in one.amounts} & {
        (each.value, each.unit) for each in two.amounts_around
    }
    return len((one.themes & two.around) | (two.themes & one.around)) + len(numbers)


def _is_in_other(one: Terms, two: Terms) -> bool:
    """Whether all that the shorter of two contents is about stands in the other; one word only where it is known."""
    shorter, longer = sorted((one.themes, two.themes), key=len)
    enough = len(shorter) >= ENOUGH or any(theme.startswith("=") for theme in shorter)
    return enough and shorter <= longer and not (one.says_nothing or two.says_nothing)


def _find_movement(before: Stand, after: Stand, alike: float, book: MovementBook) -> Iterator[tuple[Movement, str]]:
    """Movements and what each rests on, that which weighs most first."""
    if PositionKind.ASSESSMENT in (before.kind, after.kind):
        return
    yield from _compare_kinds(before, after, alike, book)
    yield from _compare_terms(before, after, alike)


def _compare_kinds(before: Stand, after: Stand, alike: float, book: MovementBook) -> Iterator[tuple[Movement, str]]:
    """From a no to an offer, from a demand to its giving up, from no to never."""
    one, two = before.terms, after.terms
    sure = alike == _SURELY or _is_in_other(one, two)
    jumps = sure or (alike == _BARELY and _share_issue(before, after) and bool(one.focus & two.focus))
    if jumps or _is_opposite(one, two, book):
        yield from _reverse(before, after, book)
    if before.kind in _ASKING and after.kind is PositionKind.CONCESSION and (jumps or one.focus & two.focus):
        yield Movement.SOFTENED, "a demand, then given up"
    if jumps and before.kind in _STEPS and after.kind in _STEPS and _STEPS[before.kind] != _STEPS[after.kind]:
        harder = _STEPS[after.kind] > _STEPS[before.kind]
        yield _way(harder=harder), f"{_say(before.kind)}, then {_say(after.kind)}"
    if jumps and {before.kind, after.kind} <= _DENYING:
        yield from _compare_finality(one, two)


def _compare_terms(before: Stand, after: Stand, alike: float) -> Iterator[tuple[Movement, str]]:
    """Numbers, deadlines, scope and conditions of what is asked, or of what is given."""
    one, two = before.terms, after.terms
    sure = alike == _SURELY or _is_in_other(one, two)
    sides = {before.kind, after.kind}
    gives = sides <= _GIVING
    if not (gives or sides <= _ASKING or (before.kind is after.kind and (before.kind in _STEPS or _is_threat(after)))):
        return
    yield from _compare_amounts(one.amounts, two.amounts, gives=gives, lowering=one.is_lowering or two.is_lowering)
    if sure and gives and two.is_never and not one.is_never and not two.is_negated:
        yield Movement.SOFTENED, "for good, where it was given for a time"
    if gives:
        yield from _compare_amounts(one.asked, two.asked, gives=False)
    yield from _compare_deadlines(one, two, gives=gives)
    if sure:
        yield from _compare_scope(one, two, gives=gives)
    if two.given_up and not one.given_up and (gives or sides <= _ASKING):
        yield Movement.SOFTENED, "by its own words less than before"
    yield from _compare_conditions(before, after, gives=gives or _is_threat(after))


def _reverse(before: Stand, after: Stand, book: MovementBook) -> Iterator[tuple[Movement, str]]:
    """A demand given up, an offer taken back, a threat undone, a promise turned into a threat."""
    one, two = before.terms, after.terms
    undone = one.is_negated != two.is_negated or _is_opposite(one, two, book)
    if before.kind in _GIVING and after.kind in _DENYING and two.taken_back:
        yield Movement.HARDENED, "what was offered is taken back"
    if _is_threat(before) and after.kind in _GIVING and undone:
        yield Movement.SOFTENED, f"a threat, then {_say(after.kind)} not to"
    if before.kind in _GIVING | {PositionKind.DENIAL} and _is_threat(after) and undone:
        yield Movement.CONTRADICTED, f"{_say(before.kind)}, then a threat of the opposite"
    if _is_threat(before) and after.kind is PositionKind.DENIAL and undone:
        yield Movement.CONTRADICTED, "a threat, then denied"


def _is_threat(stand: Stand) -> bool:
    return stand.kind is PositionKind.THREAT


def _is_opposite(one: Terms, two: Terms, book: MovementBook) -> bool:
    return any((a.removeprefix("="), b.removeprefix("=")) in book.opposite for a in one.themes for b in two.themes)


def _compare_finality(one: Terms, two: Terms) -> Iterator[tuple[Movement, str]]:
    """What "never" after a plain no is, and "not now" after a "never"; a plain no and "out of the question" are one."""
    if two.is_never and not one.is_never:
        yield Movement.HARDENED, "never, where it was no"
    if two.is_not_now and not one.is_not_now:
        yield Movement.SOFTENED, "not now, where it was no"
    if one.is_not_now and two.is_never:
        yield Movement.HARDENED, "never, where it was not now"


def _compare_amounts(
    one: tuple[Amount, ...], two: tuple[Amount, ...], *, gives: bool, lowering: bool = False
) -> Iterator[tuple[Movement, str]]:
    for before, after in _pairs(one, two):
        first, then = (before.pace, after.pace) if before.is_rate and after.is_rate else (before.value, after.value)
        if first == then or _lies_within(before, after):
            continue
        more = then > first
        narrows = "beyond" in (before.bound, after.bound)
        due = "within" in (before.bound, after.bound)
        turned = (narrows or due) != lowering
        yield _way(harder=(more != gives) != turned), f"number: {before.printed}, then {after.printed}"


def _pairs(one: tuple[Amount, ...], two: tuple[Amount, ...]) -> Iterator[tuple[Amount, Amount]]:
    """Numbers of one unit; a number without one goes with the only one of the other side."""
    for before in one:
        alike = [after for after in two if after.unit == before.unit and after.is_rate == before.is_rate]
        if before.unit is not None and len(alike) == 1:
            yield before, alike[0]
    if len(one) == len(two) == 1 and None in (one[0].unit, two[0].unit):
        yield one[0], two[0]


def _lies_within(before: Amount, after: Amount) -> bool:
    """Whether a number lies within the bound that the earlier one set: 90 after "at least 80"."""
    if after.bound in ("least", "most"):
        return False
    return (before.bound == "least" and after.value > before.value) or (
        before.bound == "most" and after.value < before.value
    )


def _compare_deadlines(one: Terms, two: Terms, *, gives: bool) -> Iterator[tuple[Movement, str]]:
    if one.deadline and two.deadline and one.deadline != two.deadline:
        yield _way(harder=(two.deadline < one.deadline) != gives), f"by {one.deadline}, then by {two.deadline}"


def _compare_scope(one: Terms, two: Terms, *, gives: bool) -> Iterator[tuple[Movement, str]]:
    kind_of_it = one.themes < two.themes and not (one.says_little or two.has_condition)
    if one.is_whole and not two.is_whole and (two.is_part or kind_of_it):
        yield _way(harder=gives), "all of it, then a part"
    if one.is_part and two.is_whole and not one.is_whole:
        yield _way(harder=not gives), "a part, then all of it"


def _compare_conditions(before: Stand, after: Stand, *, gives: bool) -> Iterator[tuple[Movement, str]]:
    """A threat that needs no condition any more is harder, an offer that needs none softer."""
    if before.terms.has_condition == after.terms.has_condition or not before.counted >= after.counted:
        return  # what concerns two companies is not what concerned every ship
    if before.terms.has_condition and not (after.terms.is_unconditional or _repeats(before, after)):
        return  # a short retelling leaves the condition out and does not drop it
    added = after.terms.has_condition
    threat = _is_threat(after)
    shared = before.terms.themes & after.terms.themes
    alone = (before.terms.themes | after.terms.themes) - shared
    if gives and (after.terms.is_unconditional or len(shared) >= _MOSTLY * len(alone)):
        yield _way(harder=added != threat), "a condition added" if added else "a condition dropped"


def _repeats(before: Stand, after: Stand) -> bool:
    shared = len(before.stems & after.stems)
    return shared >= _FULL * min(len(after.stems), len(before.stems))


def _way(*, harder: bool) -> Movement:
    return Movement.HARDENED if harder else Movement.SOFTENED


def _say(kind: PositionKind) -> str:
    words = kind.value.replace("_", " ")
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"
