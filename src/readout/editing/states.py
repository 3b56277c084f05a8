"""
Where a draft stands, and who may bring it where.

    draft ─ submit ─▶ in review ─ approve ─▶ approved: held ─▶ scheduled ─▶ due ─ publish ─▶ published
      ▲                  │ return                │ stop
      └──────────────────┴───────────────────────┘

Kept are only the steps that people take. Held, scheduled, due and missed follow from the clock, so that no job has
to be awake for a state to be true. Saving a revision brings what was in review or approved back to a draft.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from readout.codes import DraftState
from readout.editing.scheduling import LATE, find_instant
from readout.records import DraftStep, Due

ENDS = frozenset({DraftState.PUBLISHED, DraftState.DROPPED})
_MAY = {
    DraftState.DRAFT: (DraftState.IN_REVIEW, DraftState.DROPPED),
    DraftState.IN_REVIEW: (DraftState.DRAFT, DraftState.APPROVED, DraftState.DROPPED),
    DraftState.APPROVED: (DraftState.DRAFT, DraftState.PUBLISHED),
}


def settle_state(steps: Sequence[DraftStep], due: Due | None, now: datetime, hold: timedelta) -> DraftState:
    """
    Where a draft stands now, by its steps in order and when it is due; without a step it is a draft.

    What was approved is held, then scheduled until it is due. It is missed when its time passed unapproved, or when
    so long ago that a restored backup may be asking.
    """
    last = steps[-1] if steps else None
    kept = last.state if last else DraftState.DRAFT
    if last is None or kept in ENDS or kept is not DraftState.APPROVED:
        late = kept not in ENDS and due is not None and find_instant(due) <= now
        return DraftState.MISSED if late else kept
    ready = last.at + hold
    if now < ready:
        return DraftState.HELD
    when = ready if due is None else max(ready, find_instant(due))
    if now < when:
        return DraftState.SCHEDULED
    return DraftState.DUE if now - when <= LATE else DraftState.MISSED


def kept_state(steps: Sequence[DraftStep]) -> DraftState:
    """The last state that somebody brought it to."""
    return steps[-1].state if steps else DraftState.DRAFT


def refuse_step(steps: Sequence[DraftStep], to: DraftState, due: Due | None, now: datetime) -> str | None:
    """Why a draft cannot be brought to a state, in words; None: it can."""
    at = kept_state(steps)
    if to not in _MAY.get(at, ()):
        return f"an edition that is {_words(at)} cannot become {_words(to)}"
    if to is DraftState.APPROVED and due is not None and find_instant(due) <= now:
        return f"its time, {due.day} {due.time} ({due.zone}), has passed: set another before it is approved"
    return None


def refuse_person(to: DraftState, person: str, editors: Sequence[str], *, two_persons: bool) -> str | None:
    """Why this person may not bring it there; None: he may. With two persons, nobody approves what he edited."""
    if two_persons and to is DraftState.APPROVED and person in editors:
        return "this desk asks for two persons: whoever edited it cannot approve it"
    return None


def _words(state: DraftState) -> str:
    return state.value.replace("_", " ")
