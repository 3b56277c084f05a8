"""
Meetings in one article: calls, rounds of talks, summits and visits, held or ahead.

    triggers ─ reading (held, ahead, none) ─ details (day, place, parties) ─ clusters (each meeting once)

Shallow grammar over tokens, with the parse for what governs what. What is supposed, denied or only
wished for in general ("any talks", "if they met") is no meeting.
"""

from collections.abc import Sequence
from dataclasses import replace

from readout.analysis.meetings.antecedents import find_pair, land_of
from readout.analysis.meetings.clusters import Cluster, Told, cluster_tellings, window_of
from readout.analysis.meetings.details import Details, find_details
from readout.analysis.meetings.levels import level_of_parties
from readout.analysis.meetings.reading import Reading, read_trigger
from readout.analysis.meetings.scene import Scene, see, statements_at
from readout.analysis.meetings.tellers import find_tellers
from readout.analysis.meetings.times import choose_time, is_bare_clock
from readout.analysis.meetings.triggers import Trigger, find_triggers
from readout.codebook import Codebook
from readout.codes import MeetingStatus
from readout.records import Article, Meeting, Mention, Statement, Timex
from readout.spans import finding_id, passage
from readout.tokens import Parse

__all__ = ["find_meetings"]


def find_meetings(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    codebook: Codebook,
) -> tuple[Meeting, ...]:
    """
    The meetings an article tells of, each once, in the order in which they are first told.

    `party_ids` are actors in the order named; a meeting without a day has `when` None. `evidence` is the
    sentence that says most: the first that gives a day, else the first. Nothing is found in an empty parse.
    """
    scene = see(article, parse, mentions, timexes, statements, codebook)
    triggers = find_triggers(scene)
    tellings: list[Told] = []
    before: Told | None = None
    for trigger in triggers:
        told = _tell(scene, trigger, triggers, tellings, before)
        if told is not None:
            tellings.extend(_part(scene, trigger, told))
            before = told
    clusters = cluster_tellings(tellings, codebook.actors.by_id)
    return tuple(_make_meeting(article, cluster) for cluster in clusters)


def _tell(
    scene: Scene, trigger: Trigger, triggers: Sequence[Trigger], tellings: Sequence[Told], before: Told | None
) -> Told | None:
    reading = read_trigger(scene, trigger)
    if reading.is_none:
        return None
    span = scene.parse.span(trigger.first, trigger.after)
    around = statements_at(scene, span)
    if reading.status is not MeetingStatus.PROPOSED and any(not statement.factual for statement in around):
        return None
    details = find_details(scene, trigger, reading, triggers)
    ids = _settle_parties(scene, trigger, details, tellings)
    number = scene.parse.sentence_of[trigger.head]
    when = choose_time(scene, reading.status, details.timexes)
    if _speaks_of_it(scene, trigger, reading) and _is_past(scene, when):
        when = None  # the day on which it was announced, not the one announced
    status = _settle_status(scene, reading, when, before if before and before.order == number else None)
    if not _is_plausible(scene, trigger, details, ids, when, status):
        return None
    tellers = find_tellers(scene, trigger, reading, around)
    return Told(
        trigger=span,
        sentence=scene.parse.sentence_span(number),
        order=number,
        kind=trigger.kind,
        status=status,
        founds=status is not None and (reading.founds or when is not None) and _is_one(trigger, details),
        other=_is_other(scene, trigger),
        definite=_is_definite(scene, trigger),
        plural=trigger.plural,
        ids=ids,
        unnamed=details.unnamed or (bool(details.anaphor) and len(ids) == 1),
        level=level_of_parties(scene, details, ids),
        when=when,
        bare=when is not None and is_bare_clock(scene, when),
        place=None if trigger.kind == "call" else details.place,
        announced_by=tellers.announced_by if reading.founds and status is not MeetingStatus.HELD else (),
        confirmed_by=tellers.confirmed_by,
        statement_id=around[0].id if around else None,
    )


def _part(scene: Scene, trigger: Trigger, told: Told) -> tuple[Told, ...]:
    """One telling for each of those whom the first "met separately", or with whom it "held separate calls"."""
    beside = {scene.token(i).lower for i in scene.parse.children[trigger.head]}
    if len(told.ids) < 3 or not beside & scene.words("not.separate"):
        return (told,)
    founds = told.founds or (told.plural and told.when is not None and told.status is not None)
    return tuple(replace(told, ids=(told.ids[0], each), founds=founds, plural=False) for each in told.ids[1:])


def _settle_parties(scene: Scene, trigger: Trigger, details: Details, tellings: Sequence[Told]) -> tuple[str, ...]:
    """Those named, and those whom "they" or "the two leaders" mean; a verb's own subject is none of its partners."""
    if not details.anaphor and (trigger.frame not in ("meets", "speaks") or details.regions):
        return details.ids
    pair = find_pair(scene, trigger, details, tellings)
    lands = {land_of(scene, each) for each in pair}
    if trigger.frame is not None and lands & {land_of(scene, each) for each in details.ids}:
        return details.ids
    return tuple(dict.fromkeys((*pair, *details.ids)))


def _is_one(trigger: Trigger, details: Details) -> bool:
    """Whether the noun tells of a meeting of its own: a plural does so only with its parties beside it."""
    return not trigger.plural or details.full


def _is_plausible(
    scene: Scene,
    trigger: Trigger,
    details: Details,
    ids: tuple[str, ...],
    when: Timex | None,
    status: MeetingStatus | None,
) -> bool:
    """
    Whether a verb has what its frame asks for: a party met, spoken to, called; a place or a party visited.

    To be willing to talk is no meeting: ahead, "speak" and "talk" need a day. A body of many may meet alone.
    """
    if trigger.frame is None:
        return True
    if trigger.frame == "visits":
        return bool(ids) and (details.place is not None or len(ids) >= 2)
    if trigger.frame == "discusses":
        return len(ids) >= 2 and when is not None
    if trigger.frame == "speaks" and status is not MeetingStatus.HELD and when is None:
        return False
    dated_alone = when is not None and (bool(details.anaphor) or (trigger.frame == "meets" and scene.is_body(ids)))
    return len(ids) >= 2 or (bool(ids) and details.unnamed) or dated_alone


def _settle_status(scene: Scene, reading: Reading, when: Timex | None, before: Told | None) -> MeetingStatus | None:
    """What the clause says; else what the meeting named before it has, for "followed by"; else what the day tells."""
    if reading.follows and before is not None:
        return before.status
    if not reading.by_day:
        return reading.status
    window = window_of(when)
    if window is None or scene.published is None:
        return reading.status
    published = scene.published.split("/")[0][:10]
    if window[0] > published:
        return MeetingStatus.AGREED if reading.status in (None, MeetingStatus.HELD) else reading.status
    return MeetingStatus.HELD if window[1] < published and reading.status is None else reading.status


def _speaks_of_it(scene: Scene, trigger: Trigger, reading: Reading) -> bool:
    """Whether the verb only announces, proposes or calls off the meeting."""
    if trigger.frame is not None or reading.carrier is None:
        return False
    return scene.book.objects.get(scene.token(reading.carrier).lemma) not in (None, MeetingStatus.HELD)


def _is_past(scene: Scene, when: Timex | None) -> bool:
    window = window_of(when)
    return window is not None and scene.published is not None and window[1] < scene.published.split("/")[0][:10]


def _is_other(scene: Scene, trigger: Trigger) -> bool:
    left = {scene.token(i).lower for i in scene.parse.children[trigger.head] if i < trigger.first}
    own = {scene.token(i).lower for i in range(trigger.first, trigger.after)}
    return bool((left | own) & scene.words("not.other"))


def _is_definite(scene: Scene, trigger: Trigger) -> bool:
    """Whether the words point at a meeting already known: "the call", "their meeting", "the Vell-Oram talks"."""
    if trigger.frame is not None:
        return False
    left = [scene.token(i) for i in scene.parse.children[trigger.head] if i < trigger.first]
    return any(token.lower in ("the", "this", "that", "their") for token in left)


def _make_meeting(article: Article, cluster: Cluster) -> Meeting:
    best = next((one for one in cluster.told if one.when is not None and one.status is not None), cluster.first)
    return Meeting(
        id=finding_id(
            "meeting",
            article.id,
            passage(article.text, best.trigger),
            passage(article.text, best.sentence),
            best.when.value if best.when else "",
        ),
        kind=cluster.kind,
        level=cluster.level,
        status=best.status or MeetingStatus.HELD,
        announced_by=tuple(dict.fromkeys(each for one in cluster.told for each in one.announced_by)),
        when=cluster.when,
        place=next((one.place for one in cluster.told if one.place is not None), None),
        party_ids=cluster.ids,
        confirmed_by=tuple(dict.fromkeys(each for one in cluster.told for each in one.confirmed_by)),
        evidence=best.sentence,
        statement_id=best.statement_id,
    )
