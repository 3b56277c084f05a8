"""What stands around a verb: who does it, to whom, by which prepositions, and the clause it governs."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.grammar import children, coordinated, find_agent, find_subject, is_finite
from readout.records import Span
from readout.tokens import Parse

_RELATIVE = frozenset({"WDT", "WP", "IN"})
# "insist on guarantees from", "as a provocation by": what follows belongs to the asking and the naming.
_CARRIES_ON = frozenset({"on", "for", "as"})
_OF_ANOTHER = frozenset({"of", "with", "from", "for", "into"})
_IT = frozenset({"it", "them"})
_LEFT_OUT = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis"})
_PARTICLES = frozenset({"down", "up", "out", "off", "aside", "back"})
_SUBORDINATORS = frozenset({"after", "before", "since", "until", "till", "as"})
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "agree", "refuse", "offer", "use"})


@dataclass(frozen=True, slots=True)
class Frame:
    """
    The parts of one verb, as token indices of their heads, in the order of the text.

    `preps` holds what stands under each preposition of the verb, of its particle or of its object.
    `clause` is the verb of the clause that it governs; None when it governs none.
    """

    verb: int
    is_passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    datives: tuple[int, ...]
    complements: tuple[int, ...]  # predicate nouns: "declared him persona non grata"
    qualities: tuple[int, ...]  # predicate adjectives: "held him responsible"
    preps: Mapping[str, tuple[int, ...]]
    clause: int | None


def read_frame(parse: Parse, verb: int) -> Frame:
    """The frame of one verb; a passive's doer is its "by" phrase and its object the one it is done to."""
    is_passive = _is_passive(parse, verb)
    agent = find_agent(parse, verb)
    own = find_doer(parse, verb)
    if own is None and is_passive and parse.tokens[verb].dep == "acl":
        own = parse.tokens[verb].head
    objects = (own, *children(parse, verb, "dobj")) if is_passive and own is not None else _objects(parse, verb)
    subjects = (agent,) if is_passive else (own,)
    joined = _joined(parse, objects)
    return Frame(
        verb=verb,
        is_passive=is_passive,
        subjects=_joined(parse, tuple(each for each in subjects if each is not None)),
        objects=joined,
        datives=_joined(parse, _datives(parse, verb)),
        complements=children(parse, verb, "oprd", "attr"),
        qualities=children(parse, verb, "acomp", "oprd"),
        preps=_preps(parse, (verb, *children(parse, verb, "prt", "advmod", "oprd"), *joined)),
        clause=find_clause(parse, verb),
    )


def find_doer(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, or of an infinitive the one who is asked, told or allowed to do it."""
    repaired = _find_misread_doer(parse, verb)
    return _find_parsed_doer(parse, verb) if repaired is None else repaired


def _find_misread_doer(parse: Parse, verb: int) -> int | None:
    """The subject where the parser is known to miss it; None where it is not seen to."""
    own = children(parse, verb, "nsubj")
    if not own:
        token = parse.tokens[verb]
        if token.dep in ("advcl", "conj") and _heads_clause(parse, verb):
            return verb - 1
        above = parse.tokens[token.head]
        if token.dep == "conj" and above.pos == "VERB" and not children(parse, above.i, "nsubj", "nsubjpass"):
            return _find_misread_doer(parse, above.i)  # who stopped it also took it away
        return _beside_date(parse, verb)
    if _takes_object(parse, own[-1]):
        return children(parse, own[-1], "appos")[0]
    return own[-1] if len(own) > 1 else None  # before it stands the place of a dateline


def _beside_date(parse: Parse, verb: int) -> int | None:
    """Of "On 6 February the chancellor held ..." the one who stands, for the parser, beside the date."""
    if parse.tokens[verb].tag not in ("VBD", "VBZ", "VBP") or children(parse, verb, "nsubjpass", "csubj"):
        return None
    for preposition in children(parse, verb, "prep"):
        for noun in children(parse, preposition, "pobj") if preposition < verb else ():
            if parse.tokens[noun].entity == "DATE":
                return next(iter(children(parse, noun, "appos")), None)
    return None


def _takes_object(parse: Parse, subject: int) -> bool:
    """Whether a subject is the object of the clause before: "If Norland invades Sudmark, the Compact will ..."."""
    return subject > 0 and parse.tokens[subject - 1].dep == "advcl" and bool(children(parse, subject, "appos"))


def _find_parsed_doer(parse: Parse, verb: int) -> int | None:
    token = parse.tokens[verb]
    if token.dep == "xcomp" and not children(parse, verb, "nsubj", "nsubjpass"):
        above = parse.tokens[token.head]
        asked = _asked(parse, above.i, verb)
        if asked is not None and above.lemma not in _SUBJECT_CONTROL:
            return asked
    if token.dep == "acl" and token.tag == "VB" and not children(parse, verb, "nsubj"):
        return _owner(parse, token.head)
    if token.dep == "pcomp":
        return _doer_of_gerund(parse, verb)
    found = find_subject(parse, verb)
    if found is None:
        homes = (verb, parse.tokens[verb].head) if parse.tokens[verb].dep == "ccomp" else (verb,)
        return next(
            (each for home in homes for each in children(parse, home, "npadvmod") if parse.tokens[each].pos == "PROPN"),
            None,
        )
    return found


def _heads_clause(parse: Parse, verb: int) -> bool:
    """Whether a finite verb's subject was read as the noun of "after" before it: "after the guard stopped"."""
    before = parse.tokens[verb - 1] if verb else None
    return (
        before is not None
        and before.dep == "pobj"
        and parse.tokens[verb].tag in ("VBD", "VBZ", "VBP")
        and parse.tokens[before.head].lower in _SUBORDINATORS
    )


def _doer_of_gerund(parse: Parse, verb: int) -> int | None:
    """Of "accused X of arming" it is X, of "after meeting Y, X left" the subject of the verb above."""
    above = next((each for each in parse.ancestors(verb) if parse.tokens[each].pos in ("VERB", "AUX")), None)
    if above is None:
        return None
    if parse.tokens[parse.tokens[verb].head].lower in _OF_ANOTHER:
        objects = [each for each in children(parse, above, "dobj", "nsubjpass") if each < verb]
        return objects[0] if objects else find_doer(parse, above)
    return find_doer(parse, above)


def _asked(parse: Parse, above: int, verb: int) -> int | None:
    dates = ("DATE", "TIME")
    objects = [each for each in children(parse, above, "dobj", "dative") if each < verb]
    objects = [each for each in objects if parse.tokens[each].entity not in dates]
    for preposition in children(parse, above, "prep"):
        if parse.tokens[preposition].lower in ("on", "upon", "for", "to") and preposition < verb:
            nouns = children(parse, preposition, "pobj")
            objects.extend(each for each in nouns if parse.tokens[each].entity not in dates)
    if not objects and children(parse, above, "auxpass"):
        return None
    return objects[0] if objects else None


def _owner(parse: Parse, noun: int) -> int | None:
    """Whose plan, threat or decision it is: a possessor, else the subject of the verb that has it."""
    for owner in children(parse, noun, "poss"):
        return owner
    above = parse.tokens[noun]
    return find_subject(parse, above.head) if above.dep == "dobj" else None


def find_clause(parse: Parse, verb: int) -> int | None:
    """The verb of the clause that a verb governs, finite or not; None when it governs none."""
    for child in children(parse, verb, "ccomp", "xcomp"):
        if (child > verb or not is_finite(parse, child)) and parse.tokens[child].pos != "ADJ":
            return child  # of "made clear that it would close" the closing
    for child in children(parse, verb, "advcl"):
        if child > verb and all(parse.tokens[each].dep in ("prt", "aux", "neg") for each in range(verb + 1, child)):
            return child
    return None


def _is_passive(parse: Parse, verb: int) -> bool:
    token = parse.tokens[verb]
    if children(parse, verb, "auxpass", "nsubjpass"):
        return True
    if token.dep == "conj" and token.tag == "VBN" and not children(parse, verb, "aux", "nsubj", "dobj"):
        return _is_passive(parse, token.head)
    return token.tag == "VBN" and token.dep in ("acl", "relcl", "advcl") and not children(parse, verb, "aux", "nsubj")


def find_stray_particle(parse: Parse, verb: int) -> int | None:
    """Of "voted down the treaty" the "down", which the parser takes for a preposition; None where there is none."""
    after = parse.tokens[verb + 1] if verb + 1 < len(parse.tokens) else None
    is_stray = after is not None and after.dep == "prep" and after.head == verb and after.lower in _PARTICLES
    return verb + 1 if is_stray and not children(parse, verb, "dobj") else None


def _objects(parse: Parse, verb: int) -> tuple[int, ...]:
    particle = find_stray_particle(parse, verb)
    own = children(parse, verb, "dobj") or (() if particle is None else children(parse, particle, "pobj"))
    token = parse.tokens[verb]
    if len(own) == 1 and parse.tokens[own[0]].lower in _IT and token.dep == "conj":
        return children(parse, token.head, "dobj") or own  # "stopped the trawler and took it to port"
    after = parse.tokens[verb + 1] if verb + 1 < len(parse.tokens) else token
    if not own and token.dep == "advcl" and after.dep == "nsubj" and _takes_object(parse, after.i):
        return (after.i,)
    if token.dep != "relcl":
        return own
    if own and parse.tokens[own[0]].tag in _RELATIVE:
        return (token.head, *own[1:])
    subject = children(parse, verb, "nsubj")
    strands = any(not parse.children[each] for each in children(parse, verb, "prep"))
    lacks = not own and subject and parse.tokens[subject[0]].tag not in _RELATIVE and not strands
    return (token.head,) if lacks else own


def _datives(parse: Parse, verb: int) -> tuple[int, ...]:
    found: list[int] = []
    for child in children(parse, verb, "dative"):
        found.extend(children(parse, child, "pobj") if parse.tokens[child].pos == "ADP" else (child,))
    objects = children(parse, verb, "dobj")
    return tuple(found) if found or len(objects) < 2 else objects[:1]  # "sent Sudmark two ships"


def read_phrase(parse: Parse, head: int) -> Span:
    """A noun phrase without its clauses and without what it is joined to."""
    words = [head]
    for word in words:
        words.extend(
            child
            for child in parse.children[word]
            if parse.tokens[child].dep not in _LEFT_OUT and not children(parse, child, "pcomp")
        )
    return Span(parse.tokens[min(words)].start, parse.tokens[max(words)].end)


def _joined(parse: Parse, heads: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each for head in heads for each in coordinated(parse, head)))


def _preps(parse: Parse, words: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    queue = list(words)
    for word in queue:
        for preposition in children(parse, word, "prep", "dative", "agent"):
            if parse.tokens[preposition].pos not in ("ADP", "SCONJ", "ADV"):
                continue
            nouns = children(parse, preposition, "pobj")
            heads = _joined(parse, tuple(each for each in nouns if parse.tokens[each].entity not in ("DATE", "TIME")))
            found.setdefault(parse.tokens[preposition].lower, []).extend(heads)
            queue.append(preposition)
            is_part = parse.tokens[preposition].lower == "of" and parse.tokens[word].pos in ("NUM", "PRON", "DET")
            if is_part or parse.tokens[preposition].lower in _CARRIES_ON:
                queue.extend(heads)
    return {word: tuple(dict.fromkeys(heads)) for word, heads in found.items()}
