"""Brings a draft towards its readers: submitted, approved, held, stopped, and published when it is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from readout.actions.drafting import Opened, list_editors, load_cited, load_opened
from readout.actions.publishing import Ready, publish_edition
from readout.codebook.desks import Schedule
from readout.codes import DraftState
from readout.editing.readiness import check_draft
from readout.editing.states import ENDS, kept_state, refuse_person, refuse_step, settle_state
from readout.errors import DraftError
from readout.ports import Archive
from readout.records import Approval, DraftStep, Edition, Finding


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft, its steps, and where it stands now."""

    opened: Opened
    steps: tuple[DraftStep, ...]
    state: DraftState


def load_standing(archive: Archive, draft_id: str, schedule: Schedule, now: datetime) -> Standing:
    """Where a draft stands now. Raises DraftError where there is none."""
    opened, steps = load_opened(archive, draft_id), archive.list_steps(draft_id)
    return Standing(opened, steps, settle_state(steps, opened.content.due, now, _hold(schedule)))


def take_step(
    archive: Archive, draft_id: str, to: DraftState, person: str, schedule: Schedule, now: datetime, note: str = ""
) -> DraftStep:
    """
    Bring a draft to a state: in review, approved, or a draft again (returned, or stopped while it is held).

    Raises DraftError where it cannot be brought there, where this person may not, or where what it holds stops it.
    """
    with archive.writing():
        standing = load_standing(archive, draft_id, schedule, now)
        due = standing.opened.content.due
        told = refuse_step(standing.steps, to, due, now) or refuse_person(
            to, person, list_editors(archive, draft_id), two_persons=schedule.two_persons
        )
        if told is None and to is DraftState.APPROVED:
            told = _refuse_unready(archive, standing.opened)
        if told is not None:
            raise DraftError(told)
        number = standing.opened.revision.number
        step = DraftStep(draft_id, len(standing.steps) + 1, to, person, now, number, " ".join(note.split()))
        archive.add_step(step)
    return step


def check_opened(
    archive: Archive, opened: Opened, page: bytes | None = None, size: int | None = None
) -> tuple[Finding, ...]:
    """What there is to say of a draft before it goes out; see `editing.readiness`."""
    return check_draft(opened.content, opened.draft.brief, load_cited(archive, opened.draft), page, size)


def _refuse_unready(archive: Archive, opened: Opened) -> str | None:
    stops = [one for one in check_opened(archive, opened) if one.stops]
    if not stops:
        return None
    more = "" if len(stops) == 1 else f", and {len(stops) - 1} more"
    return f"it is not ready: {stops[0].words}{more}; see “Ready?”"


def publish_due(archive: Archive, schedule: Schedule, now: datetime) -> tuple[Edition, ...]:
    """Publish every draft that is due now, in the order they were opened; what was published."""
    published = []
    for draft_id in _list_going(archive):
        with archive.writing():  # whoever asks at the same time waits, and finds it published
            standing = load_standing(archive, draft_id, schedule, now)
            if standing.state is DraftState.DUE:
                published.append(_publish(archive, standing, now))
    return tuple(one for one in published if one is not None)


def _publish(archive: Archive, standing: Standing, now: datetime) -> Edition | None:
    """The edition; None where its week was published otherwise meanwhile: the draft is given up, and says so."""
    draft, content = standing.opened.draft, standing.opened.content
    approved = standing.steps[-1]
    if any(card.slug == draft.slug for card in archive.list_editions()):
        words = f"'{draft.slug}' was published otherwise"
        number, revision = len(standing.steps) + 1, standing.opened.revision.number
        archive.add_step(DraftStep(draft.id, number, DraftState.DROPPED, approved.editor, now, revision, words))
        return None
    ready = Ready(
        draft.brief,
        content.blocks,
        content.title,
        draft.slug,
        standing.opened.revision.editor,
        (Approval(approved.editor, approved.at),),
        content.language,
    )
    edition = publish_edition(archive, ready, {one.article_id: one.published for one in draft.dated}, now)
    number = standing.opened.revision.number
    step = DraftStep(
        draft.id, len(standing.steps) + 1, DraftState.PUBLISHED, approved.editor, now, number, edition=edition.number
    )
    archive.add_step(step)
    return edition


def list_open(archive: Archive, schedule: Schedule, now: datetime) -> tuple[Standing, ...]:
    """Every draft that is not at its end, in the order they were opened: what the desk is told of, missed ones too."""
    return tuple(load_standing(archive, draft_id, schedule, now) for draft_id in _list_going(archive))


def _list_going(archive: Archive) -> list[str]:
    """The drafts that are not at their end: those that are, a year's or more, are not read for it."""
    ids = [card.id for card in archive.list_drafts()]
    return [draft_id for draft_id in ids if kept_state(archive.list_steps(draft_id)) not in ENDS]


def _hold(schedule: Schedule) -> timedelta:
    return timedelta(minutes=schedule.hold_minutes)
