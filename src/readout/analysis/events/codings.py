"""Verbs and nouns as codings: a type with its doers and those it is done to, before time and truth are judged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from readout.analysis.events.coding import SPOKEN, Coding, OpenVerb, make_coding
from readout.analysis.events.frames import Frame, read_frame
from readout.analysis.events.nouns import code_nouns
from readout.analysis.events.parties import NOBODYS, PartyIndex
from readout.analysis.events.patterns import is_somebody, match_verb
from readout.codebook.plover import Pattern, PloverBook
from readout.codes import EventType
from readout.grammar import auxiliaries, children, coordinated
from readout.records import Mention
from readout.tokens import Parse

_GIVEN = frozenset(
    {EventType.RETREAT, EventType.CONCEDE, EventType.AID, EventType.COOPERATE, EventType.AGREE, EventType.SUPPORT}
)
_SPEECH_ACTS = frozenset({EventType.AGREE, EventType.REJECT, EventType.THREATEN, EventType.REQUEST})
_OF_FORCES = frozenset({EventType.MOBILIZE, EventType.RETREAT})
# What is done to a ship, a crew or a decree: who did the one is taken to have done the other when nobody is named.
_ON_THINGS = frozenset({EventType.COERCE, EventType.RETREAT, EventType.SANCTION})
_OFFERING = frozenset({"offer", "pledge", "promise"})  # what is offered is no deed yet
_TELLING = frozenset(
    {"say", "tell", "announce", "declare", "warn", "vow", "promise", "insist", "add", "confirm", "make"}
)
_INTENT = frozenset({"will", "would", "'ll", "’ll", "wo"})
_PLAIN = frozenset({"say", "announce", "declare", "confirm", "add", "tell"})
_IF = frozenset({"if", "unless", "should"})
_DUTY = frozenset({"must", "should"})
_LETTING = frozenset({"let", "allow", "permit"})
_SELF = frozenset({"it", "he", "she", "they", "we", "i"})
_CLAUSE_LINKS = ("on", "against", "with", "to", "from", "at", "into")


def find_codings(
    parse: Parse, mentions: Sequence[Mention], book: PloverBook, states: Mapping[str, str] = NOBODYS
) -> tuple[Coding, ...]:
    """
    The codings of a parse in the order of the text; `states` says for whom an actor speaks, by id.

    What another coding takes in ("agreed to meet", "held talks", "demanded that it withdraw") is not coded again.
    """
    return read_codings(parse, mentions, book, states)[0]


def read_codings(
    parse: Parse, mentions: Sequence[Mention], book: PloverBook, states: Mapping[str, str] = NOBODYS
) -> tuple[tuple[Coding, ...], tuple[OpenVerb, ...]]:
    """As `find_codings`, and the verbs between two known parties for which the codebook has no pattern at all."""
    parties = PartyIndex(parse, mentions, book, states)
    coder = _Coder(parse, parties, book)
    found = [coding for token in parse.tokens if token.pos == "VERB" for coding in coder.code_verb(token.i)]
    found.extend(code_nouns(parse, parties, book, coder.taken, found))
    kept = sorted((coding for coding in found if coding.trigger not in coder.taken), key=lambda coding: coding.trigger)
    codings = tuple(coding for coding in kept if not _repeats(parse, coding, kept))
    return codings, tuple(one for one in coder.open if one.verb not in coder.taken)


def _repeats(parse: Parse, coding: Coding, others: Sequence[Coding]) -> bool:
    """Whether the verb it is joined to says the same: "held a meeting and discussed the river" is one meeting."""
    token = parse.tokens[coding.trigger]
    return token.dep in ("conj", "advcl") and any(
        other.trigger == token.head
        and (other.event_type, {*other.actors, *other.recipients})
        == (coding.event_type, {*coding.actors, *coding.recipients})
        for other in others
    )


class _Coder:
    """Codes one parse; `taken` are the words that a coding has used up."""

    def __init__(self, parse: Parse, parties: PartyIndex, book: PloverBook) -> None:
        self.parse = parse
        self.parties = parties
        self.book = book
        self.taken: set[int] = set()
        self.open: list[OpenVerb] = []

    def code_verb(self, verb: int) -> Iterator[Coding]:
        """The verb's own coding, or that of what its subject says it will do."""
        if verb in self.taken:
            return
        frame = read_frame(self.parse, verb)
        intended = self._code_intent(frame)
        if intended is not None:
            yield intended
            return
        refused = self._code_refusal(frame)
        if refused is not None:
            yield refused
            return
        pattern = match_verb(self.parse, frame, self.book, self.parties.kinds)
        if pattern is None:
            self.open.extend(self._find_open(frame))
            return
        coding = self._fill(frame, pattern)
        if coding is not None or pattern.event_type is not EventType.CONSULT:
            self._take(frame, pattern)
        if coding is not None:
            is_past = self.parse.tokens[verb].tag in ("VBD", "VBN")  # what is only due is not told on
            is_talk = coding.event_type is EventType.CONSULT and is_past
            self.parties.note_pair(verb, coding.actors, coding.recipients, is_talk=is_talk)
            if coding.event_type in _ON_THINGS and coding.actors:
                self.parties.things.note_deed(verb, frame.objects, coding.actors)
            yield coding

    def _find_open(self, frame: Frame) -> Iterator[OpenVerb]:
        """A verb of no pattern that one party does to another, unless it only governs what is done, or is an idiom."""
        actors = self.parties.doers(frame.subjects)
        if frame.clause is not None or not actors or self.parse.tokens[frame.verb].lemma in self.book.idioms:
            return
        linked = tuple(head for link in _CLAUSE_LINKS for head in frame.preps.get(link, ()))
        for head in (*frame.objects, *frame.datives, *linked):
            recipients = self._others((head,), actors)
            if recipients:
                yield OpenVerb(frame.verb, actors, recipients, frame.subjects[0], head)
                return

    def _fill(self, frame: Frame, pattern: Pattern) -> Coding | None:
        actors = self.parties.doers(frame.subjects)
        if not actors and "pair" in pattern.recipient:
            actors = self.parties.pair_of(frame.subjects)
        recipients: tuple[str, ...] = ()
        for role in pattern.recipient:
            if role == "pair" and len(actors) > 1:
                break
            recipients = self._others(self._role(frame, role), actors)
            if recipients:
                break
        if not actors and "between" in pattern.recipient and len(recipients) > 1:
            actors, recipients = recipients, ()  # "a deal between Norland and Sudmark was struck"
        if not actors and frame.is_passive and not frame.subjects and pattern.event_type in _OF_FORCES:
            actors = self.parties.doers(frame.objects)  # "Norlandic soldiers are stationed there"
            recipients = self._others(
                tuple(each for role in pattern.recipient for each in self._role(frame, role)), actors
            )
        if not actors and pattern.event_type in _ON_THINGS and self._is_unnamed(frame):
            actors = self.parties.things.doers_before(frame.objects, frame.verb)
            recipients = tuple(each for each in recipients if each not in actors)
        if not actors and (frame.subjects or not frame.is_passive) and not self._has_agent(frame):
            return None  # "closed by snow"
        if pattern.event_type is EventType.AGREE and pattern.word == "vow" and self._is_bound(frame):
            pattern = replace(pattern, event_type=EventType.THREATEN)
        is_many = self.parties.is_many(frame.subjects)
        return make_coding(frame.verb, pattern, actors, recipients, is_noun=False, is_many=is_many)

    def _code_refusal(self, frame: Frame) -> Coding | None:
        """What would be a help or a concession and "will not" be done: a refusal, and one that took place."""
        words = {word.lower for word in auxiliaries(self.parse, frame.verb)}
        negated = any(
            self.parse.tokens[each].dep == "neg" or self.parse.tokens[each].lower == "never"
            for each in children(self.parse, frame.verb, "neg", "advmod")
        )
        if not negated or not words & _INTENT or "have" in words or frame.is_passive:
            return None
        actors = self.parties.doers(frame.subjects)
        pattern = match_verb(self.parse, frame, self.book, self.parties.kinds)
        is_given = pattern is not None and pattern.event_type in _GIVEN
        if not actors or not (is_given or self.parse.tokens[frame.verb].lemma in self.book.yielding):
            return None
        if self.parse.tokens[frame.verb].lemma in _LETTING and not is_given and not self._lets_somebody(frame):
            return None  # "will not let the storm stand in the way"
        coding = self._fill(frame, pattern) if pattern is not None and is_given else None
        recipients = coding.recipients if coding else self._others(frame.objects + frame.datives, actors)
        if frame.clause is not None:
            self._take_clause(frame.clause)
        weight = 1 if pattern is None else pattern.weight
        return Coding(
            frame.verb, EventType.REJECT, None, (), actors, recipients, weight, is_noun=False, is_refusal=True
        )

    def _lets_somebody(self, frame: Frame) -> bool:
        subjects = () if frame.clause is None else children(self.parse, frame.clause, "nsubj", "nsubjpass")
        heads = (*frame.objects, *subjects)
        return any(is_somebody(self.parse, head, self.book) for head in heads) or bool(self.parties.done_to(heads))

    def _is_unnamed(self, frame: Frame) -> bool:
        """Whether those who act are left out or told by their office alone: "was searched", "officers searched"."""
        if not frame.subjects:
            return frame.is_passive
        return all(self.parse.tokens[head].lemma in self.book.agents for head in frame.subjects)

    def _has_agent(self, frame: Frame) -> bool:
        """Whether somebody acts, though the codebook does not know who: "protesters", "the man"."""
        heads = (self.parse.tokens[head] for head in frame.subjects)
        return any(
            head.lemma in self.book.agents | self.book.people or head.entity in ("PERSON", "NORP", "ORG")
            for head in heads
        )

    def _others(self, heads: tuple[int, ...], actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(actor for actor in self.parties.done_to(heads) if actor not in actors)

    def _role(self, frame: Frame, role: str) -> tuple[int, ...]:
        if role.startswith("comp."):
            return () if frame.clause is None else self._role_in_clause(read_frame(self.parse, frame.clause), role)
        if role == "who":
            return tuple(head for head in frame.objects if is_somebody(self.parse, head, self.book))
        own = {"obj": frame.objects, "dative": frame.datives, "to": frame.preps.get("to", ()) + frame.datives}
        return own[role] if role in own else frame.preps.get(role, ())

    def _role_in_clause(self, inner: Frame, role: str) -> tuple[int, ...]:
        """Of "urged X to", "threatened to shell Y": who should act, who would suffer, or a preposition's noun."""
        if role == "comp.subj":
            return inner.objects if inner.is_passive else inner.subjects
        if role == "comp.obj":
            linked = tuple(head for link in _CLAUSE_LINKS for head in inner.preps.get(link, ()))
            return inner.datives + inner.objects + linked
        return inner.preps.get(role.removeprefix("comp."), ())

    def _take(self, frame: Frame, pattern: Pattern) -> None:
        if any(need.part == "obj" and need.words for need in pattern.needs):
            self.taken.update(frame.objects)
        for need in pattern.needs:
            if need.part in frame.preps and need.words:
                self.taken.update(frame.preps[need.part])
        is_taken = pattern.event_type is EventType.REJECT or pattern.word in _OFFERING
        if frame.clause is not None and is_taken:
            self._take_clause(frame.clause)
        if pattern.event_type in _SPEECH_ACTS:
            self.taken.update(frame.objects)
            self.taken.update(head for role in pattern.recipient for head in frame.preps.get(role, ()))

    def _take_clause(self, clause: int) -> None:
        joined = coordinated(self.parse, clause)
        self.taken.update(joined)
        for each in joined:
            inner = read_frame(self.parse, each)
            self.taken.update(inner.objects)
            if inner.clause is not None and inner.clause not in self.taken:
                self._take_clause(inner.clause)

    def _code_intent(self, frame: Frame) -> Coding | None:
        """What a party says of a deed ahead: that it will (threat or agreement), will not (refusal), another must."""
        clause = frame.clause
        if clause is None or self.parse.tokens[frame.verb].lemma not in _TELLING or frame.is_passive:
            return None
        speakers = self.parties.doers(frame.subjects)
        words = {word.lower for word in auxiliaries(self.parse, clause)}
        inner = read_frame(self.parse, clause)
        if not speakers or not words & (_INTENT | _DUTY) or self._is_unsure(frame.verb, clause):
            return None
        told = self._others(frame.objects + frame.datives, speakers)
        is_self = self._is_self(inner, speakers)
        if words & _DUTY:
            asked = self._others(inner.objects if inner.is_passive else inner.subjects, speakers)
            return self._speak(frame, inner, EventType.REQUEST, speakers, asked) if asked and not is_self else None
        pattern = match_verb(self.parse, inner, self.book, self.parties.kinds)
        if pattern is None and is_self and self.parse.tokens[frame.verb].lemma == "warn":
            return self._speak(frame, inner, EventType.THREATEN, speakers, told)  # "warned that it would answer"
        if pattern is None or pattern.event_type in SPOKEN | {EventType.CONSULT} or not (told or is_self):
            return None
        suffers = self._fill(inner, pattern)
        own = {*speakers, *(suffers.actors if suffers else ())}
        hit = tuple(actor for actor in (suffers.recipients if suffers else ()) if actor not in own)
        event_type = self._intent_of(pattern, negated=bool(children(self.parse, clause, "neg")))
        is_meant = event_type is not None and (bool(told) or self._is_pressed(frame, inner))
        return self._speak(frame, inner, event_type, speakers, hit or told) if is_meant and event_type else None

    def _is_unsure(self, verb: int, clause: int) -> bool:
        """Whether a teller tells nothing: "has not said that", "did not say whether"."""
        marks = {self.parse.tokens[each].lower for each in children(self.parse, clause, "mark")}
        return bool(children(self.parse, verb, "neg")) or bool(marks & {"whether", "if"})

    def _is_pressed(self, frame: Frame, inner: Frame) -> bool:
        """Whether more than an announcement is made: a word of threat or promise, or a condition."""
        return self.parse.tokens[frame.verb].lemma not in _PLAIN or self._is_conditional(inner.verb)

    def _is_bound(self, frame: Frame) -> bool:
        """Whether a condition is tied to what is vowed, or to the vow."""
        return any(self._is_conditional(verb) for verb in (frame.verb, frame.clause) if verb is not None)

    def _is_conditional(self, verb: int) -> bool:
        clauses = children(self.parse, verb, "advcl")
        marks = (mark for clause in clauses for mark in children(self.parse, clause, "mark"))
        return any(self.parse.tokens[mark].lower in _IF for mark in marks)

    def _intent_of(self, pattern: Pattern, *, negated: bool) -> EventType | None:
        if negated:
            return None  # a refusal is coded at its own verb
        return EventType.THREATEN if self.book.is_conflict(pattern.event_type) else EventType.AGREE

    def _is_self(self, inner: Frame, speakers: tuple[str, ...]) -> bool:
        if inner.is_passive:
            return False
        doers = self.parties.doers(inner.subjects)
        pronoun = any(self.parse.tokens[each].lower in _SELF for each in inner.subjects)
        speak_for = {self.parties.state_of(speaker) for speaker in speakers}
        return bool({self.parties.state_of(doer) for doer in doers} & speak_for) or (pronoun and not doers)

    def _speak(
        self, frame: Frame, inner: Frame, event_type: EventType, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> Coding:
        if event_type is EventType.REQUEST:
            self._take_clause(inner.verb)
        self.parties.note_pair(frame.verb, actors, recipients)
        return Coding(frame.verb, event_type, None, (), actors, recipients, weight=2, is_noun=False)
