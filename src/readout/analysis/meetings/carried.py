"""The times that hang on the verb which tells of a meeting, and on the verbs told beside it."""

from readout.analysis.meetings.scene import Scene
from readout.analysis.meetings.times import TOWARDS
from readout.analysis.meetings.triggers import Trigger
from readout.codes import MeetingStatus
from readout.grammar import children
from readout.records import Timex


def times_of(scene: Scene, trigger: Trigger, verb: int, starts: set[int]) -> list[tuple[int, Timex]]:
    """
    Times that hang on the carrying verb, or on a "be" above it ("is due to meet").

    A verb that only speaks of the meeting ("cancelled", "proposed") has its own time, not the meeting's, but for
    one after "for" or "until" ("is set for Monday"). What stands behind another meeting's name is that one's.
    """
    lemma = scene.token(verb).lemma
    off = MeetingStatus.CANCELLED in (scene.book.subjects.get(lemma), scene.book.governors.get(lemma))
    own = trigger.frame is not None or (scene.book.objects.get(lemma) in (None, MeetingStatus.HELD) and not off)
    verbs = {verb}
    above = scene.token(scene.token(verb).head)
    travels = scene.token(verb).dep in ("xcomp", "advcl") and above.lemma in scene.words("parties.travels")
    if travels or _is_beside(scene, verb):
        verbs.add(above.i)
    verbs.update(_tellings_of_call(scene, trigger, verb))
    found = _time_of_when(scene, verb)
    if trigger.frame is None and verb in starts:
        return found  # "met on Monday, two days after their call": the day of the meeting that the verb tells of
    if scene.token(verb).dep in ("xcomp", "acl"):
        verbs |= {each for each in (above.i, above.head) if scene.token(each).lemma == "be"}
    first, limit = scene.parse.sentences[scene.parse.sentence_of[trigger.head]]
    for i in range(first, limit):
        if i in scene.timed and not any(trigger.first < start <= i for start in starts):
            after, timex = scene.timed[i]
            governors = {_governor(scene, at, starts) for at in (i, after - 1)}
            if governors & verbs and (own or (i > 0 and scene.token(i - 1).lower in TOWARDS)):
                found.append((i, timex))
    return found


def _is_beside(scene: Scene, verb: int) -> bool:
    """Whether a clause tells what went on at the time of the verb above it: "offered on Tuesday, as talks ended"."""
    marks = {scene.token(i).lower for i in children(scene.parse, verb, "mark")}
    return scene.token(verb).dep == "advcl" and bool(marks & {"as", "while"})


def _tellings_of_call(scene: Scene, trigger: Trigger, verb: int) -> set[int]:
    """What one told the other, beside the verb by which an account of "their call" is given: told in the call."""
    above = scene.token(scene.token(trigger.head).head)
    account = scene.token(above.head).lemma in scene.words("presupposing.accounts")
    if trigger.kind != "call" or not account or above.lower != "of":
        return set()
    told = scene.words("parties.told")
    return {i for i in children(scene.parse, verb, "ccomp") if scene.token(i).lemma in told}


def _governor(scene: Scene, i: int, starts: set[int]) -> int | None:
    """The verb, or the name of another meeting, that a token hangs on."""
    above = (up for up in scene.parse.ancestors(i) if scene.token(up).pos in ("VERB", "AUX") or up in starts)
    return next(above, None)


def _time_of_when(scene: Scene, verb: int) -> list[tuple[int, Timex]]:
    """The day in "on March 18, when ministers are to meet"."""
    clause = next((i for i in (verb, scene.token(verb).head) if scene.token(i).dep == "relcl"), None)
    if clause is None or not any(scene.token(i).lower == "when" for i in scene.parse.subtree(clause)[:2]):
        return []
    day = scene.token(clause).head
    return [(i, timex) for i, (after, timex) in sorted(scene.timed.items()) if i <= day < after]
