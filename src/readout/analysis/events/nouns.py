"""Nouns that name a deed as codings: "Norland's seizure of the port", and "the release" that was told before."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from readout.analysis.events.coding import Coding, make_coding
from readout.analysis.events.frames import read_frame
from readout.analysis.events.parties import PartyIndex
from readout.analysis.events.patterns import match_noun, noun_preps
from readout.codebook.plover import Pattern, PloverBook
from readout.codes import EventType
from readout.grammar import children, coordinated, governing_verbs, is_definite
from readout.tokens import Parse

_LASTING = frozenset({"last", "take", "end", "begin", "start", "come", "follow", "hold", "produce", "bring", "go"})
_DURING = frozenset({"in", "at", "during", "after", "following", "before", "since"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_CALLS = frozenset({"call", "conversation", "telephone", "videoconference", "phone", "speak", "ring", "teleconference"})
_PLACED = frozenset({"in", "at", "on"})
_OF_FORCES = frozenset({EventType.MOBILIZE, EventType.RETREAT})
# "The detention of two Norlanders": news also when nobody says by whom.
_SUFFERED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION})
_CHARGING = frozenset({"accuse", "suspect", "convict"})
_APPLYING = frozenset({"apply", "impose", "introduce", "prepare", "announce", "launch", "carry", "conduct", "hold"})
_TOLD_ON = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_OPENING = frozenset({"“", '"', "‘", "``", "'", "«"})
_CLOSING = frozenset({"”", '"', "’", "''", "'", "»"})
_REACH = 20  # sentences over which a deed is still "the" deed


def code_nouns(
    parse: Parse, parties: PartyIndex, book: PloverBook, taken: AbstractSet[int], verbs: Sequence[Coding]
) -> tuple[Coding, ...]:
    """
    The codings of the nouns that no verb's coding has `taken`, in the order of the text. A noun told as known
    with no party of its own takes those of the last deed of its type, be it told by a verb or by a noun.
    """
    coder = _NounCoder(parse, parties, book)
    told = list(verbs)
    found: list[Coding] = []
    for token in parse.tokens:
        if token.pos not in ("NOUN", "PROPN") or token.i in taken:
            continue
        for coding in coder.code_noun(token.i, told):
            found.append(coding)
            told.append(coding)
    return tuple(found)


class _NounCoder:
    """Codes the nouns of one parse, beginning to end."""

    def __init__(self, parse: Parse, parties: PartyIndex, book: PloverBook) -> None:
        self.parse = parse
        self.parties = parties
        self.book = book

    def code_noun(self, noun: int, told: Sequence[Coding]) -> Iterator[Coding]:
        """A noun that names a deed, with its doer beside it; `told` are the codings so far, and all of verbs."""
        pattern = match_noun(self.parse, noun, self.book, self.parties.kinds)
        if pattern is None or self._is_in_scare_quotes(noun):
            return
        preps = noun_preps(self.parse, noun)
        beside = children(self.parse, noun, "poss", "amod", "compound", "nmod")
        actors = self.parties.doers(
            each
            for head in (*beside, *preps.get("by", ()), *self._hung_higher(noun))
            for each in coordinated(self.parse, head)
        )
        recipients: tuple[str, ...] = ()
        for role in pattern.recipient:
            if role == "pair":
                continue
            recipients = self._others(preps.get(role, ()), actors)
            if recipients:
                break
        if not actors and "of" not in pattern.recipient and (not pattern.needs or pattern.event_type in _OF_FORCES):
            actors = self.parties.doers(preps.get("of", ()))
        if not actors:
            actors = self.parties.doers((*self._announcers(noun), *self._accused(noun), *self._appliers(noun)))
            recipients = tuple(actor for actor in recipients if actor not in actors)
        found = tuple(self._settle(noun, pattern, actors, recipients))
        yield from found or self._code_again(noun, pattern, told)

    def _is_in_scare_quotes(self, noun: int) -> bool:
        """Whether the word alone stands in quotation marks: somebody else's word, from which the writer keeps off."""
        tokens = self.parse.tokens
        return 0 < noun < len(tokens) - 1 and tokens[noun - 1].text in _OPENING and tokens[noun + 1].text in _CLOSING

    def _others(self, heads: tuple[int, ...], actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(actor for actor in self.parties.done_to(heads) if actor not in actors)

    def _hung_higher(self, noun: int) -> tuple[int, ...]:
        """Of "denounced the closure of the port by Norland" Norland, which the parser hangs on the verb."""
        token = self.parse.tokens[noun]
        if token.dep != "dobj" or children(self.parse, token.head, "auxpass"):
            return ()
        by = (each for each in children(self.parse, token.head, "prep") if self.parse.tokens[each].lower == "by")
        return tuple(head for each in by if each > noun for head in children(self.parse, each, "pobj"))

    def _announcers(self, noun: int) -> tuple[int, ...]:
        """Whose deed a noun is by its verb: "announced a suspension of", "approved the deployment of"."""
        token = self.parse.tokens[noun]
        if token.dep != "dobj" or self.parse.tokens[token.head].lemma not in self.book.carriers:
            return ()
        return read_frame(self.parse, token.head).subjects

    def _accused(self, noun: int) -> tuple[int, ...]:
        """Of "accused Norland of piracy" Norland."""
        above = self.parse.tokens[self.parse.tokens[noun].head]
        verb = self.parse.tokens[above.head]
        is_charge = above.lower == "of" and verb.lemma in _CHARGING and verb.pos == "VERB"
        return read_frame(self.parse, verb.i).objects if is_charge else ()

    def _appliers(self, noun: int) -> tuple[int, ...]:
        """Of "the sanctions that Westria could apply" Westria."""
        clauses = children(self.parse, noun, "relcl")
        frames = [read_frame(self.parse, verb) for verb in clauses if self.parse.tokens[verb].lemma in _APPLYING]
        return tuple(head for frame in frames if noun in frame.objects for head in frame.subjects)

    def _settle(
        self, noun: int, pattern: Pattern, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> Iterator[Coding]:
        is_talk = pattern.event_type is EventType.CONSULT
        is_known = is_talk and not actors and not recipients and self._is_known_talk(noun)
        is_theirs = is_talk and any(
            self.parse.tokens[each].lower == "their" for each in children(self.parse, noun, "poss")
        )
        if not actors and "between" in pattern.recipient:
            actors, recipients = self._meeting_parties(noun, recipients)
        if is_known:
            actors = self.parties.talkers_before(noun)
        if is_talk and not actors and not recipients and self._is_talk_of_all(noun):
            actors = self.parties.main_pair
        is_mutual = "between" in pattern.recipient and not is_talk
        if is_mutual and not actors and not recipients and is_definite(self.parse, noun):
            actors = self.parties.main_pair  # "since Tuesday's truce"
        coding = make_coding(noun, pattern, actors, recipients, is_noun=True)
        is_suffered = bool(recipients) and pattern.event_type in _SUFFERED and is_definite(self.parse, noun)
        if coding is not None and (actors or is_suffered):
            if is_theirs:
                self.parties.note_pair(noun, coding.actors, coding.recipients, is_talk=True)
            yield replace(coding, is_known=is_known or is_theirs)

    def _meeting_parties(self, noun: int, others: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Those a talk is "between", or, of "in a call with Brandt, Hale ...", the subject of the sentence."""
        if len(others) > 1:
            return others, ()
        above = self.parse.tokens[self.parse.tokens[noun].head]
        beside = children(self.parse, noun, "poss")
        if not others and any(self.parse.tokens[each].lower == "their" for each in beside):
            return self._parties_of_clause(noun) or self.parties.persons_in_sentence(noun), ()
        if not others or above.lower not in _DURING or above.dep != "prep":
            return (), others
        verb = next(governing_verbs(self.parse, noun), None)
        subject = () if verb is None else read_frame(self.parse, verb).subjects
        return tuple(actor for actor in self.parties.doers(subject) if actor not in others), others

    def _parties_of_clause(self, noun: int) -> tuple[str, ...]:
        """Of "X warned Y in their call" both; () unless the clause has two."""
        verb = next(governing_verbs(self.parse, noun), None)
        if verb is None:
            return ()
        frame = read_frame(self.parse, verb)
        found = tuple(dict.fromkeys((*self.parties.doers(frame.subjects), *self.parties.done_to(frame.objects))))
        return found if len(found) == 2 else ()

    def _is_known_talk(self, noun: int) -> bool:
        """Whether a talk told before goes on being told: "the call lasted", "it was their first conversation"."""
        token = self.parse.tokens[noun]
        above = self.parse.tokens[token.head].lemma
        return is_definite(self.parse, noun) and (
            (token.dep in ("nsubj", "nsubjpass") and above in _LASTING) or (token.dep == "attr" and above == "be")
        )

    def _is_talk_of_all(self, noun: int) -> bool:
        """Whether a talk is told by itself or by its day and place, with no name or topic that makes it another's."""
        token = self.parse.tokens[noun]
        beside = children(self.parse, noun, "compound", "nmod", "poss", "prep", "relcl")
        is_dated = bool(beside) and is_definite(self.parse, noun)
        is_told = token.dep in ("nsubj", "nsubjpass") or (is_dated and token.dep in ("pobj", "dobj"))
        return is_told and all(self.parse.tokens[each].lower in _PLACED for each in beside)

    def _code_again(self, noun: int, pattern: Pattern, told: Sequence[Coding]) -> Iterator[Coding]:
        """A deed told before, by "the" noun alone: with the parties it had then."""
        if not self._is_told_as_known(noun):
            return
        here = self.parse.sentence_of[noun]
        before = [
            coding
            for coding in told
            if coding.trigger < noun
            and coding.event_type is pattern.event_type
            and here - self.parse.sentence_of[coding.trigger] <= _REACH
            and self._is_alike(noun, coding)
        ]
        last = max(before, key=lambda coding: coding.trigger, default=None)
        if last is not None and self.parse.sentence_of[last.trigger] < here:
            coding = make_coding(noun, pattern, last.actors, last.recipients, is_noun=True, is_many=True)
            if coding is not None:
                yield replace(coding, is_known=True)

    def _is_told_as_known(self, noun: int) -> bool:
        """Whether "the" or "that" stands before the noun, and nothing says that it is another one."""
        words = {self.parse.tokens[each].lower for each in children(self.parse, noun, "det")}
        if self.parse.tokens[noun].dep not in _TOLD_ON:
            return False  # "before the call" only dates something else
        if not words & _KNOWN or children(self.parse, noun, "compound", "nmod", "poss", "amod", "relcl"):
            return False
        under = [
            inner
            for preposition in children(self.parse, noun, "prep")
            if self.parse.tokens[preposition].lower in ("of", "by", "with", "on", "between")
            for inner in children(self.parse, preposition, "pobj")
        ]
        return all(self.parties.things.is_known(inner) for inner in under)

    def _is_alike(self, noun: int, coding: Coding) -> bool:
        """Whether a talk is of the same kind: "the call" is no meeting."""
        if coding.event_type is not EventType.CONSULT:
            return True
        is_call = self.parse.tokens[noun].lemma in _CALLS
        was_call = self.parse.tokens[coding.trigger].lemma in _CALLS or coding.mode == "phone"
        return is_call == was_call or self._held(coding) == is_call

    def _held(self, coding: Coding) -> bool:
        """Whether a light verb held a call: "held a call", "had a conversation"."""
        objects = children(self.parse, coding.trigger, "dobj")
        return any(self.parse.tokens[each].lemma in _CALLS for each in objects)
