"""The day, the place and the parties of one trigger, read from the words before and behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from readout.analysis.meetings.carried import times_of
from readout.analysis.meetings.reading import Reading
from readout.analysis.meetings.regions import Region, is_party, read_region, skip_brackets
from readout.analysis.meetings.scene import FINITE, Scene
from readout.analysis.meetings.times import says_when
from readout.analysis.meetings.triggers import Trigger
from readout.codes import MeetingStatus
from readout.grammar import children, find_subject
from readout.records import Span, Timex

_SILENT_SUBJECT = frozenset({"say", "tell", "announce", "confirm", "report", "reveal", "declare"})
_OWNING = frozenset({"between", "among", "involving"})
_KEPT_PARTICIPLES = frozenset({"held", "scheduled", "planned", "set", "slated", "postponed", "due", "hosted"})


@dataclass(slots=True)
class Details:
    """What was found beside one trigger; `full` when its words list all parties ("between X and Y")."""

    regions: list[Region] = field(default_factory=list)
    timexes: list[tuple[int, Timex]] = field(default_factory=list)  # token before which each stands, and the time
    place: Span | None = None
    full: bool = False
    body: tuple[str, ...] = ()  # the body whose meeting it is: "a meeting of the Council"
    topic: int | None = None  # the first "on" or "about" behind it: a place after it may be the topic's

    @property
    def ids(self) -> tuple[str, ...]:
        """The parties named, in the order found, each once; where two or more sit in a body, they and not the body."""
        named = tuple(dict.fromkeys(each for region in self.regions for each in region.ids))
        others = tuple(each for each in named if each not in self.body)
        return others if len(others) >= 2 else named

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of the offices named."""
        return tuple(dict.fromkeys(each for region in self.regions for each in region.levels))

    @property
    def anaphor(self) -> str:
        """The lemma by which parties named elsewhere are meant ("leader", "they"); "" when none are."""
        return next((region.anaphor for region in self.regions if region.anaphor), "")

    @property
    def unnamed(self) -> bool:
        """Whether somebody without a name takes part."""
        return any(region.unnamed for region in self.regions)


def find_details(scene: Scene, trigger: Trigger, reading: Reading, others: Sequence[Trigger]) -> Details:
    """Parties, times and place of a trigger; `others` are all triggers, at which its own words end."""
    found = Details()
    starts = {other.first for other in others if other is not trigger}
    _read_left(scene, trigger, found)
    _read_tail(scene, trigger, starts, found)
    _read_carrier(scene, trigger, reading, starts, found)
    return found


def _read_left(scene: Scene, trigger: Trigger, found: Details) -> None:
    """Possessives and compounds before a noun: "Vell's call", "the Vell-Oram summit", "their May 5 talks"."""
    if trigger.frame is not None:
        return
    first = min([trigger.first, *_left_edge(scene, trigger)])
    for i in range(first, trigger.first):
        if i in scene.timed:
            found.timexes.append((i, scene.timed[i][1]))
    named = [each for each in scene.named.values() if first <= each.first and each.after <= trigger.first]
    named.sort(key=lambda each: each.first)
    for i in children(scene.parse, trigger.head, "poss"):
        found.regions.insert(0, read_region(scene, min(scene.parse.subtree(i)), i + 1))
    compound = [each for each in named if not _is_possessive(scene, each.after, trigger)]
    pair = [each.mention for each in compound if each.mention.actor_id and is_party(scene, each.mention)]
    if len(pair) >= 2 or (len(pair) == 1 and scene.kind_of(pair[0]) == "person"):
        ids = tuple(mention.actor_id for mention in pair if mention.actor_id)
        found.regions.append(Region(ids, (), anaphor="", unnamed=False, end=trigger.first))
        found.full = len(ids) >= 2
    elif compound and compound[-1].mention.label in ("GPE", "LOC", "FAC"):
        found.place = compound[-1].mention.span


def _left_edge(scene: Scene, trigger: Trigger) -> list[int]:
    return [
        i
        for child in scene.parse.children[trigger.head]
        if not scene.token(child).tag.startswith("VB")
        and scene.token(child).dep in ("poss", "compound", "amod", "nmod", "det", "nummod")
        for i in scene.parse.subtree(child)
    ]


def _is_possessive(scene: Scene, after: int, trigger: Trigger) -> bool:
    return (after < trigger.first and scene.token(after).tag == "POS") or scene.token(after - 1).tag == "PRP$"


def _read_tail(scene: Scene, trigger: Trigger, starts: set[int], found: Details) -> None:
    """The words behind a trigger, as far as they are its own."""
    _, limit = scene.parse.sentences[scene.parse.sentence_of[trigger.head]]
    limit = min([limit, *(start for start in starts if start >= trigger.after)])
    fronted = trigger.frame is None and _is_fronted(scene, trigger)
    parted: tuple[int, Span | None] | None = None  # what was known when a comma or "and" parted the tail
    i = trigger.after
    if trigger.frame in ("meets", "calls", "visits", "receives"):
        i = _read_object(scene, trigger, limit, found)
    while i < limit and not (fronted and scene.token(i).text == ","):
        after = _read_phrase(scene, trigger, i, limit, found)
        if after is None and _ends(scene, i):
            if parted is not None and not _is_own_verb(scene, trigger, i):
                del found.timexes[parted[0] :]
                found.place = parted[1]
            return
        if parted is None and (scene.token(i).text == "," or scene.token(i).tag == "CC"):
            parted = len(found.timexes), found.place
        i = after or skip_brackets(scene, i, limit) or i + 1


def _read_phrase(scene: Scene, trigger: Trigger, i: int, limit: int, found: Details) -> int | None:
    """Take up a time, a list of parties, a place or a topic that begins at `i`; the token after it, None for none."""
    lower = scene.token(i).lower
    if i in scene.timed:
        found.timexes.append((i, scene.timed[i][1]))
        return scene.timed[i][0]
    if _introduces_parties(scene, trigger, i):
        region = read_region(scene, i + 1, limit)
        found.regions.append(region)
        found.body = region.ids if lower == "of" and scene.is_body(region.ids) else found.body
        found.full = found.full or lower in _OWNING
        return max(region.end, i + 1)
    if lower in scene.words("parties.places") and found.place is None:
        return _read_place(scene, i, found)
    if found.topic is None and lower in scene.words("parties.topics") and i + 1 not in scene.timed:
        found.topic = None if _leads_to_margin(scene, i) else i
    return None


def _leads_to_margin(scene: Scene, i: int) -> bool:
    """Whether "on" leads to "the sidelines of" something, which is no topic."""
    return any(scene.token(child).lemma in scene.words("not.margins") for child in scene.parse.children[i])


def _is_own_verb(scene: Scene, trigger: Trigger, i: int) -> bool:
    """Whether the verb at which a tail ends is the trigger's own: "the summit, set for May, was put off"."""
    token = scene.token(i)
    verb = token.head if token.dep in ("aux", "auxpass") else i
    return scene.token(trigger.head).head == verb


def _introduces_parties(scene: Scene, trigger: Trigger, i: int) -> bool:
    lower = scene.token(i).lower
    if lower in scene.words("parties.with"):
        return True
    if lower == "of" and trigger.frame is None:
        return i == trigger.after
    return lower == "to" and trigger.frame == "speaks" and i == trigger.after


def _read_object(scene: Scene, trigger: Trigger, limit: int, found: Details) -> int:
    """The object of a verb; gives the token after it."""
    i = trigger.after
    if i >= limit or i in scene.timed or scene.token(i).tag in ("IN", "RB", "TO", "CC", ","):
        return i
    region = read_region(scene, i, limit)
    if trigger.frame == "visits":
        named = scene.named.get(i) or scene.named.get(i + 1)
        if named is not None and named.mention.label in ("GPE", "LOC", "FAC"):
            found.place = named.mention.span
    found.regions.append(region)
    return max(region.end, i)


def _is_fronted(scene: Scene, trigger: Trigger) -> bool:
    """Whether the phrase stands before its clause: "In a call with Oram, Vell said ..."."""
    above = next(
        (i for i in scene.parse.ancestors(trigger.head) if scene.token(i).pos in ("VERB", "AUX")), trigger.head
    )
    return above > trigger.head and scene.token(trigger.head).dep == "pobj"


def _ends(scene: Scene, i: int) -> bool:
    token = scene.token(i)
    if token.tag in FINITE or token.tag in ("WDT", "WP", "WRB", ":", "TO", "VB"):
        return True
    if token.tag == "VBN":
        return token.lower not in _KEPT_PARTICIPLES
    if token.tag == "VBG":
        return True
    return token.text in (";", "–", "—", "--") or token.dep == "mark" or token.lower in ("after", "before", "than")


def _read_place(scene: Scene, i: int, found: Details) -> int:
    """The place named after "in" or "at"; gives the token to go on from."""
    at = i + 2 if i + 1 < len(scene.parse.tokens) and scene.token(i + 1).lower == "the" else i + 1
    named = scene.named.get(i + 1) or scene.named.get(at)
    if named is None or i in scene.timed or named.mention.label not in ("GPE", "LOC", "FAC"):
        return i + 1
    if found.topic is not None and found.topic < i:
        return i + 1
    span, after = named.mention.span, named.after
    outer = scene.named.get(after + 1)
    joined = outer is not None and scene.token(after).text == "," and scene.token(outer.after - 1).dep == "appos"
    if joined and outer is not None and outer.mention.label == "GPE":
        span, after = Span(span.start, outer.mention.span.end), outer.after
    found.place = span
    return after


def _read_carrier(scene: Scene, trigger: Trigger, reading: Reading, starts: set[int], found: Details) -> None:
    """The subject of the verb that says so, and the times and the place that hang on that verb."""
    verb = trigger.head if trigger.frame is not None else reading.carrier
    if verb is None:
        return
    subject = _subject_of(scene, verb)
    if subject is not None and subject != trigger.head and _subject_takes_part(scene, trigger, verb, found):
        limit = _limit(scene, subject, verb)
        region = read_region(
            scene, _first_of(scene, subject), min(limit, trigger.first) if subject < trigger.first else limit
        )
        found.regions.insert(0, region)
    if subject is None and verb <= trigger.first:
        found.regions[:0] = _opening_of(scene, verb)
    _read_partners(scene, trigger, verb, found)
    if reading.status is MeetingStatus.POSTPONED:
        found.timexes[:0] = times_of(scene, trigger, verb, starts)
    if not any(says_when(timex) for _, timex in found.timexes):
        found.timexes.extend(times_of(scene, trigger, verb, starts))
    if found.place is None:
        _read_verb_place(scene, trigger, verb, found)
    if trigger.kind == "visit" and trigger.frame is None and len(found.ids) == 1:
        _read_host(scene, found)


def _opening_of(scene: Scene, verb: int) -> list[Region]:
    """Those named between a time at the head of the sentence and its verb, which parsers take for part of the time."""
    first, _ = scene.parse.sentences[scene.parse.sentence_of[verb]]
    start = next((scene.timed[i][0] for i in (first, first + 1) if i in scene.timed), None)
    if start is None or start >= verb:
        return []
    start += scene.token(start).text == ","
    region = read_region(scene, start, verb)
    return [region] if region.ids and verb - region.end <= 1 else []


def _read_partners(scene: Scene, trigger: Trigger, verb: int, found: Details) -> None:
    """
    Those named as objects of the verb: who is invited, and who hears in a call what its subject says ("In a call
    Vell told Oram ..."); or behind the verb of a noun that names none ("talks resumed in Lisbon between ...").
    """
    lemma = scene.token(verb).lemma
    if lemma in scene.words("parties.invites") and trigger.frame != "receives":
        guests = [i for i in children(scene.parse, verb, "dobj") if i != trigger.head]
        found.regions.extend(read_region(scene, _first_of(scene, i), trigger.first) for i in guests)
    if trigger.frame is None and lemma in scene.words("parties.told") and trigger.head < verb and not found.full:
        hearers = [i for i in children(scene.parse, verb, "dobj", "dative") if i > verb]
        regions = [read_region(scene, _first_of(scene, i), _limit(scene, i, verb)) for i in hearers]
        subject = _subject_of(scene, verb)
        if len(found.ids) < 2 and subject is not None and any(region.ids for region in regions):
            found.regions.append(read_region(scene, _first_of(scene, subject), _limit(scene, subject, verb)))
            found.regions.extend(regions)
    if trigger.frame is None and not found.ids and trigger.head < verb:
        _, limit = scene.parse.sentences[scene.parse.sentence_of[verb]]
        owning = [i for i in range(verb, limit) if scene.token(i).lower in _OWNING and _hangs_below(scene, i, verb)]
        found.regions.extend(read_region(scene, i + 1, limit) for i in owning[:1])


def _hangs_below(scene: Scene, i: int, verb: int) -> bool:
    """Whether no other verb stands between a token and the verb above it."""
    above = next((up for up in scene.parse.ancestors(i) if scene.token(up).pos in ("VERB", "AUX")), None)
    return above == verb


def _read_host(scene: Scene, found: Details) -> None:
    """The land visited takes part: "Vell arrived in Lisbon for a visit"."""
    here = found.place
    if here is None:
        return
    for each in scene.named.values():
        mention = each.mention
        if mention.span.start == here.start and mention.actor_id and mention.actor_id not in found.ids:
            found.regions.append(Region((mention.actor_id,), (), anaphor="", unnamed=False, end=each.after))
            return


def _subject_of(scene: Scene, verb: int) -> int | None:
    """The subject of a verb: also across an adjective ("they are due to meet"), and of "ask" its object."""
    above = scene.token(scene.token(verb).head)
    found = find_subject(scene.parse, verb)
    if scene.token(verb).dep == "xcomp" and above.dep in ("acomp", "oprd"):
        found = find_subject(scene.parse, above.head)
    elif scene.token(verb).dep in ("xcomp", "ccomp") and above.lemma in scene.words("parties.asks"):
        asked = [i for i in children(scene.parse, above.i, "dobj", "dative") if i < verb]
        found = asked[-1] if asked else found
    return None if found is None else _nearest_subject(scene, found)


def _nearest_subject(scene: Scene, subject: int) -> int:
    """The last of several subjects of one verb: a dateline before it is taken for one too."""
    verb = scene.token(subject).head
    rivals = [i for i in children(scene.parse, verb, "nsubj", "nsubjpass") if i < verb]
    return rivals[-1] if subject in rivals else subject


def _subject_takes_part(scene: Scene, trigger: Trigger, verb: int, found: Details) -> bool:
    if trigger.frame is not None:
        return True
    token = scene.token(trigger.head)
    if found.full or (len(found.ids) >= 2 and scene.token(verb).lemma not in ("hold", "have", "conduct")):
        return False
    if token.dep == "pobj":
        return len(found.ids) == 1 or found.unnamed or scene.token(verb).lemma not in _SILENT_SUBJECT
    return True


def _first_of(scene: Scene, subject: int) -> int:
    """The first token of a subject, without a fronted phrase that hangs on it by mistake."""
    left = [i for i in scene.parse.subtree(subject) if i <= subject]
    while left and (left[0] in scene.timed or scene.token(left[0]).tag in ("IN", ",", "RB", "``", "''", "CC")):
        after = scene.timed[left[0]][0] if left[0] in scene.timed else left[0] + 1
        left = [i for i in left if i >= after]
    return left[0] if left else subject


def _limit(scene: Scene, subject: int, verb: int) -> int:
    """Where a subject's words end: before the verb or its auxiliaries, or after what hangs on the subject."""
    after = max(scene.parse.subtree(subject)) + 1
    return min(after, verb) if subject < verb else after


def _read_verb_place(scene: Scene, trigger: Trigger, verb: int, found: Details) -> None:
    words = scene.words("parties.places")
    travels = scene.token(trigger.head).dep == "pobj" and (trigger.frame is None)
    above = scene.token(scene.token(verb).head)
    if trigger.frame is not None and above.lemma in scene.words("parties.travels"):
        verb, travels = above.i, True
    holders = (verb, *children(scene.parse, verb, "acomp"))  # "is due in Lisbon"
    for i in (each for holder in holders for each in children(scene.parse, holder, "prep")):
        lower = scene.token(i).lower
        if lower in words or (travels and lower == "to" and i < trigger.first):
            _read_place(scene, i, found)
            if found.place is not None:
                return
