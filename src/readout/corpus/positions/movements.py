"""
How a position moved: two tellings of one party compared by type, never by tone.

What is compared: the kind, a condition added or dropped, a number, a deadline, "never" against "not now", a plain
contradiction. Two tellings that differ in none of these have not moved, whatever their words.
"""

from readout.codes import Movement, PositionKind
from readout.corpus.positions.stands import Stand

_REACH = 0.34  # share of stems that two positions of different kinds must have in common
_FULL = 0.7  # how much of the earlier wording a later one must repeat before a dropped condition counts

# How far a party goes to meet the other: from what it will never do to what it gives.
_GIVING = {
    PositionKind.RED_LINE: 4,
    PositionKind.REFUSAL: 3,
    PositionKind.CONDITION: 2,
    PositionKind.OFFER: 1,
    PositionKind.CONCESSION: 0,
}
_PRESSING = frozenset(
    {PositionKind.THREAT, PositionKind.DEMAND, PositionKind.GUARANTEE_SOUGHT, PositionKind.CONDITION}
    | {PositionKind.REFUSAL, PositionKind.RED_LINE}
)
_BINDING = frozenset({PositionKind.OFFER, PositionKind.CONCESSION, PositionKind.COMMITMENT})
_OPPOSED = frozenset({PositionKind.COMMITMENT, PositionKind.THREAT, PositionKind.OFFER, PositionKind.DENIAL})


def compare_stands(before: Stand, after: Stand) -> Movement | None:
    """
    What the later of two tellings by one party does to the earlier: HARDENED, SOFTENED, CONTRADICTED, REPEATED
    when it is the same position and nothing typed differs; None when the two are not about one thing.
    """
    if PositionKind.ASSESSMENT in (before.kind, after.kind):
        same = before.kind is after.kind and before.is_alike(after)
        return Movement.REPEATED if same else None
    if before.kind is after.kind:
        return _compare_terms(before, after) if before.is_alike(after) else None
    if not before.is_alike(after, _REACH) or before.issue_id != after.issue_id:
        return None
    if {before.kind, after.kind} <= _OPPOSED and before.is_negated != after.is_negated and before.is_alike(after):
        return Movement.CONTRADICTED
    if before.kind in _GIVING and after.kind in _GIVING:
        return Movement.HARDENED if _GIVING[after.kind] > _GIVING[before.kind] else Movement.SOFTENED
    return None


def _compare_terms(before: Stand, after: Stand) -> Movement:
    presses = after.kind in _PRESSING
    if not presses and after.kind not in _BINDING:
        return Movement.REPEATED  # of accusations and denials no number says which way they went
    harder, softer = (Movement.HARDENED, Movement.SOFTENED)
    if before.is_never and after.is_not_now:
        return softer
    if before.is_not_now and after.is_never:
        return harder
    for counted, number in before.numbers.items():
        now = after.numbers.get(counted, number)
        if now != number:
            return harder if (now > number) == presses else softer
    if before.deadline and after.deadline and before.deadline != after.deadline:
        return harder if (after.deadline < before.deadline) == presses else softer
    return _compare_conditions(before, after, presses=presses)


def _compare_conditions(before: Stand, after: Stand, *, presses: bool) -> Movement:
    """A threat that needs no condition any more is harder, an offer that needs none softer."""
    if before.has_condition == after.has_condition or before.counted != after.counted:
        return Movement.REPEATED  # what concerns two companies is not what concerned every ship
    if before.has_condition and len(before.stems & after.stems) < _FULL * min(len(after.stems), len(before.stems)):
        return Movement.REPEATED  # a short retelling leaves the condition out and does not drop it
    return Movement.HARDENED if after.has_condition != presses else Movement.SOFTENED
