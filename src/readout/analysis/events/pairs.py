"""What the patterns say that one given party does to another, as PLOVER's labelled sentences ask it."""

from collections.abc import Iterator

from readout.analysis.events.coding import Coding
from readout.analysis.events.codings import find_codings
from readout.analysis.events.frames import read_frame, read_phrase
from readout.codebook import Codebook
from readout.codebook.plover import PloverBook
from readout.codes import EventType, Factuality
from readout.modality import judge_modality
from readout.records import Mention, Span
from readout.tokens import Parse, Token

MERGED = {EventType.CONCEDE: "YIELD", EventType.RETREAT: "YIELD"}  # PLOVER's labelled sentences do not part them
_GIVEN = frozenset({EventType.CONSULT, EventType.AID, EventType.COOPERATE, EventType.CONCEDE, EventType.RETREAT})
_DONE_TO = frozenset({EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.ASSAULT, EventType.PROTEST})
_NOMINAL = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "poss", "attr", "npadvmod", "ROOT", "oprd"}
)
_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})
_DOWN = frozenset({"dobj", "dative", "pobj", "prep", "agent", "nsubjpass", "oprd", "xcomp", "ccomp", "prt", "advcl"})
_AHEAD = (Factuality.SCHEDULED, Factuality.HYPOTHETICAL)


def code_pair(parse: Parse, source: Span, target: Span, codebook: Codebook) -> Coding | None:
    """The coding that fits the pair best, else the best of the sentence; None when the patterns find none."""
    mentions = [Mention(source, "ORG", "source"), Mention(target, "ORG", "target")]
    codings = find_codings(parse, mentions, codebook.plover)
    best = max(codings, key=lambda one: _rank_for_pair(one, parse, codebook), default=None)
    if best is None:
        codings = find_codings(parse, read_phrases(parse), codebook.plover)
        best = max(codings, key=lambda one: rank_coding(one, parse, codebook), default=None)
    return best


def name_intent(coding: Coding, parse: Parse, codebook: Codebook) -> str:
    """
    The type as PLOVER names it, which has no factuality: help that is only ahead is an AGREE, harm a THREATEN,
    help denied a REJECT.
    """
    state = judge_modality(parse, coding.trigger, codebook.modality)
    if coding.event_type in _GIVEN and state in _AHEAD:
        return EventType.AGREE.value
    if coding.event_type in _DONE_TO and not coding.is_noun and state in _AHEAD:
        return EventType.THREATEN.value
    if coding.event_type in _GIVEN and state is Factuality.DENIED:
        return EventType.REJECT.value
    return MERGED.get(coding.event_type, coding.event_type.value)


def find_deed(parse: Parse, source: Span, coding: Coding | None) -> Span | None:
    """The word that tells what is done: the coding's, else the verb above the source; None when there is none."""
    if coding is not None:
        return parse.span(coding.trigger, coding.trigger + 1)
    inside = parse.tokens_in(source)
    above = (i for i in parse.ancestors(inside[-1]) if parse.tokens[i].pos in ("VERB", "AUX")) if inside else iter(())
    found = next(above, None)
    return None if found is None else parse.span(found, found + 1)


def rank_coding(coding: Coding, parse: Parse, codebook: Codebook) -> tuple[int, ...]:
    """Two parties before one, done before supposed, verbs before nouns, the main clause first."""
    both = len({*coding.actors, *coding.recipients}) > 1
    done = judge_modality(parse, coding.trigger, codebook.modality) in (Factuality.HAPPENED, Factuality.ONGOING)
    depth = sum(1 for _ in parse.ancestors(coding.trigger))
    return (both, done, not coding.is_noun, -depth, coding.weight)


def _rank_for_pair(coding: Coding, parse: Parse, codebook: Codebook) -> tuple[int, ...]:
    pairs = {*coding.actors, *coding.recipients} == {"source", "target"}
    rank = rank_coding(coding, parse, codebook)
    return ("source" in coding.actors, pairs, "target" in coding.recipients, *rank)


def find_pairs(parse: Parse, book: PloverBook) -> Iterator[tuple[int, int, int]]:
    """
    Who does something to whom by grammar alone, the main clause first: the verb, and the heads of subject and of the
    first phrase below the verb that can act, else of its object.
    """
    verbs = [token.i for token in parse.tokens if token.pos == "VERB"]
    for verb in sorted(verbs, key=lambda each: (sum(1 for _ in parse.ancestors(each)), each)):
        frame = read_frame(parse, verb)
        sources = [head for head in frame.subjects if can_act(parse.tokens[head], book)]
        below = [head for head in _walk_below(parse, verb) if head not in frame.subjects]
        targets = [head for head in below if can_act(parse.tokens[head], book)] or list(frame.objects)
        if sources and targets:
            yield verb, sources[0], targets[0]


def _walk_below(parse: Parse, verb: int) -> Iterator[int]:
    """Objects and what stands under prepositions, near ones first; not what other verbs govern but their own clause."""
    queue = [verb]
    for word in queue:
        for child in parse.children[word]:
            if parse.tokens[child].dep in ("dobj", "dative", "pobj", "nsubjpass", "oprd", "conj", "appos"):
                yield child
            if parse.tokens[child].dep in _DOWN:
                queue.append(child)


def can_act(token: Token, book: PloverBook) -> bool:
    """Whether a noun is a name, or a word for people and for those who act for a state."""
    is_word = token.lemma in book.agents | book.people
    return is_word or token.pos == "PRON" or token.entity in _ACTING


def read_phrases(parse: Parse) -> list[Mention]:
    """Every noun phrase as an actor of its own, named by where it stands."""
    return [
        Mention(Span(token.start, token.end), "ORG", name_place(read_phrase(parse, token.i)))
        for token in parse.tokens
        if token.dep in _NOMINAL and (token.pos in ("NOUN", "PROPN") or token.lower in ("he", "she", "him", "her"))
    ]


def name_place(span: Span) -> str:
    """A place in the text as a name: "3:9"."""
    return f"{span.start}:{span.end}"


def read_place(name: str) -> Span:
    """The place that `name_place` named."""
    start, _, end = name.partition(":")
    return Span(int(start), int(end))
