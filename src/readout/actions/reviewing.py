"""Keeps what an editor decides: one by one, many at once by a shown count, and taken back by another judgement."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from readout.codes import Verdict
from readout.corpus.judgements import aspect_of
from readout.editing.reviewing import ReviewItem
from readout.errors import DraftError
from readout.ports import Archive
from readout.records import Judgement

PAIRED = frozenset({Verdict.SAME, Verdict.DIFFERENT})
REASONED = frozenset({Verdict.VOID})
TOGETHER = "one of "  # begins the note of what was decided with others


def judge(archive: Archive, judgement: Judgement) -> None:
    """Keep a judgement. Raises DraftError on one that says nothing: a pair that is none, a void without a reason."""
    pair = 2
    if (len(set(judgement.subject_ids)) != pair) if judgement.verdict in PAIRED else len(judgement.subject_ids) != 1:
        raise DraftError("name what it is about: one finding, or two that are one or not")
    if judgement.verdict in REASONED and not judgement.note.strip():
        raise DraftError("say why the forecast cannot be resolved")
    if judgement.verdict is Verdict.RENAMED and not (judgement.value or "").strip():
        raise DraftError("a name needs a word")
    archive.add_judgement(judgement)


def judge_many(
    archive: Archive, items: Sequence[ReviewItem], count: int, verdict: Verdict, editor: str, now: datetime
) -> int:
    """
    Keep one verdict on many findings together; how many.

    Raises DraftError when there are not as many any more as the editor was shown: he must see them first.
    """
    if len(items) != count:
        raise DraftError(f"{count:,} were shown, and there are {len(items):,} now: look at them again")
    with archive.writing():
        for item in items:
            archive.add_judgement(Judgement((item.id,), verdict, editor, now, f"{TOGETHER}{count}"))
    return count


def _is_beside(one: Judgement, last: Judgement) -> bool:
    """Whether two judgements were made together."""
    together = last.note.startswith(TOGETHER) and (one.decided_at, one.note) == (last.decided_at, last.note)
    return one == last or together


def undo(
    archive: Archive, editor: str, now: datetime, in_force: Callable[[], Sequence[Judgement]] | None = None
) -> tuple[Judgement, ...]:
    """
    Take back what an editor decided last, all of it where it was decided together; what was taken back.

    Nothing where he has decided nothing that is in force. `in_force` tells what is, where somebody has it at hand; it
    is called while nobody else can write. None: the archive is asked.
    """
    with archive.writing():
        own = [one for one in (in_force or archive.list_judgements)() if one.editor == editor]
        if not own:
            return ()
        last = own[-1]
        taken = [one for one in own if _is_beside(one, last)]
        at = max(now, last.decided_at + timedelta(microseconds=1))
        for one in taken:
            archive.add_judgement(Judgement(one.subject_ids, Verdict.WITHDRAWN, editor, at, "undone", aspect_of(one)))
    return tuple(taken)
