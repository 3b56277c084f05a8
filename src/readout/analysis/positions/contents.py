"""Where the content of a position word stands: the clause, phrase or noun that it takes."""

from collections.abc import Callable, Iterator

from readout.analysis.positions.candidates import Scene
from readout.codebook.positions import PositionBook, PositionCue
from readout.codes import PositionKind
from readout.grammar import SUBJECTS, auxiliaries, children, is_finite, is_infinitive
from readout.tokens import Parse

_PERSONAL = frozenset({PositionKind.ACCUSATION, PositionKind.ENDORSEMENT})
_DEMANDING = frozenset({"must", "should", "shall"})


def find_head(scene: Scene, cue: PositionCue, trigger: int) -> int | None:
    """The head of the content of a verb or noun, at the first place that the cue knows and the sentence fills."""
    for place, needs in cue.takes:
        for head in _look(scene.parse, trigger, place, needs):
            if _fits(scene, cue, trigger, head, needs):
                return head
    return None


def _look(parse: Parse, trigger: int, place: str, needs: str | None) -> Iterator[int]:
    if needs == "asked":
        yield from _asked(parse, trigger, place)
    elif place in _PLACES:
        yield from _PLACES[place](parse, trigger)
    else:
        yield from _under(parse, trigger, place)


def _gerunds(parse: Parse, trigger: int) -> Iterator[int]:
    for each in children(parse, trigger, "xcomp", "ccomp", "pcomp", "advcl"):
        if parse.tokens[each].tag == "VBG" and each > trigger and not children(parse, each, "aux", *SUBJECTS):
            yield each


def _examples(parse: Parse, trigger: int) -> Iterator[int]:
    """What "such as" names behind a noun, wherever the parser hung it."""
    after = [
        each for each in range(trigger + 1, min(trigger + 4, len(parse.tokens))) if parse.tokens[each].pos != "PUNCT"
    ]
    if len(after) > 1 and [parse.tokens[each].lower for each in after[:2]] == ["such", "as"]:
        yield from children(parse, after[1], "pobj")


def _clauses(parse: Parse, trigger: int) -> Iterator[int]:
    for each in children(parse, trigger, "ccomp", "acl", "relcl"):
        marks = [parse.tokens[mark].lower for mark in children(parse, each, "mark")]
        is_content = "that" in marks or (parse.tokens[each].dep == "ccomp" and is_finite(parse, each))
        if each > trigger and is_content and not is_infinitive(parse, each):
            yield each


def _infinitives(parse: Parse, trigger: int) -> Iterator[int]:
    for each in children(parse, trigger, "xcomp", "acl", "advcl", "ccomp"):
        own = children(parse, each, *SUBJECTS)
        objects = children(parse, trigger, "dobj", "dative")
        if each > trigger and is_infinitive(parse, each) and not own and not any(o < each for o in objects):
            yield each


def _asked(parse: Parse, trigger: int, preposition: str | None = None) -> Iterator[int]:
    for each in children(parse, trigger, "xcomp", "ccomp", "advcl"):
        if each < trigger or (is_finite(parse, each) and not is_infinitive(parse, each)):
            continue
        if find_asked(parse, trigger, each, preposition) is not None and (
            is_infinitive(parse, each) or parse.tokens[each].dep == "ccomp"
        ):
            yield each


def find_asked(parse: Parse, trigger: int, deed: int, preposition: str | None = None) -> int | None:
    """Who is asked to do a deed: the subject of the infinitive, else the object of the asking before it."""
    for each in children(parse, deed, "nsubj", "nsubjpass"):
        return each
    if preposition is not None:
        return next((each for each in _under(parse, trigger, preposition) if each < deed), None)
    passive = children(parse, trigger, "nsubjpass")
    return next((each for each in (*children(parse, trigger, "dobj", "dative"), *passive) if each < deed), None)


def _objects(parse: Parse, trigger: int) -> Iterator[int]:
    passive = children(parse, trigger, "nsubjpass") if children(parse, trigger, "auxpass") else ()
    for each in (*children(parse, trigger, "dobj"), *passive):
        token = parse.tokens[each]
        if token.pos in ("NOUN", "PROPN") or (token.tag == "VBG" and token.dep == "dobj"):
            yield each
    token = parse.tokens[trigger]
    if is_misread(parse, trigger):
        yield from children(parse, token.head, "dobj")
    if token.dep == "relcl" and not children(parse, trigger, "dobj", "ccomp", "xcomp") and not passive:
        subject = children(parse, trigger, "nsubj")
        if subject and parse.tokens[subject[0]].tag not in ("WDT", "WP"):
            yield token.head


def is_misread(parse: Parse, trigger: int) -> bool:
    """Whether a verb before "written" or "signed" was taken for its auxiliary: "seeks written confirmation"."""
    token = parse.tokens[trigger]
    return token.dep == "aux" and token.head == trigger + 1 and parse.tokens[token.head].tag == "VBN"


def _equated(parse: Parse, noun: int) -> Iterator[int]:
    """What a noun is said to be: "its demand is that ..."."""
    above = parse.tokens[parse.tokens[noun].head]
    if parse.tokens[noun].dep == "nsubj" and above.lemma == "be":
        for each in children(parse, above.i, "ccomp", "xcomp", "attr"):
            if each > noun and parse.tokens[each].pos in ("VERB", "AUX", "NOUN"):
                yield each


def _rights(parse: Parse, trigger: int) -> Iterator[int]:
    """What is reserved: "reserves the right to close the canal"."""
    for noun in children(parse, trigger, "dobj"):
        if parse.tokens[noun].lemma == "right":
            yield from children(parse, noun, "acl")


def _predicates(parse: Parse, trigger: int) -> Iterator[int]:
    """What a thing is called: "called the decree an act of war"."""
    for each in children(parse, trigger, "oprd", "ccomp", "dobj"):
        if parse.tokens[each].pos == "NOUN" and each > trigger:
            yield each


def _under(parse: Parse, trigger: int, place: str) -> Iterator[int]:
    particles = children(parse, trigger, "prt", "advmod")
    for word in (trigger, *particles, *children(parse, trigger, "dobj")):
        for preposition in children(parse, word, "prep", "dative"):
            if parse.tokens[preposition].lower == place and preposition > trigger:
                yield from children(parse, preposition, "pobj", "pcomp")
    for particle in particles:  # "called on Norland": the preposition read as a particle
        if parse.tokens[particle].lower == place:
            yield from children(parse, particle, "pobj")


def _fits(scene: Scene, cue: PositionCue, trigger: int, head: int, needs: str | None) -> bool:
    parse, book = scene.parse, scene.book
    token = parse.tokens[head]
    if needs == "would":
        words = {word.lower for word in auxiliaries(parse, head)}
        past = parse.tokens[trigger].tag in ("VBD", "VBN")  # "insisted that they leave": not what they do
        return (
            bool(words & _DEMANDING)
            or words == {"be"}
            or (not words and (token.tag == "VB" or (past and token.tag == "VBP" and token.lemma != "be")))
        )
    if needs == "party":
        asked = find_asked(parse, trigger, head)
        return asked is not None and bool(scene.parties.read(asked))
    if token.pos in ("NOUN", "PROPN", "PRON") and not _fits_noun(scene, cue, head):
        return False
    if needs not in book.lists:
        return True
    return any(book.has(str(needs), parse.tokens[each].lemma) for each in _nouns(parse, head))


def _fits_noun(scene: Scene, cue: PositionCue, head: int) -> bool:
    """Whether a noun can be what a position is about: no pronoun, no courtesy, and a name only where one is judged."""
    token = scene.parse.tokens[head]
    named = token.pos == "PROPN" or head in scene.parties.by_token
    if token.pos == "PRON" or (named and (cue.words[0] == "welcome" or cue.kind not in _PERSONAL)):
        return False
    if cue.words[0] in ("want", "seek"):
        return is_wanted(scene.parse, head, scene.book)
    return not (cue.words[0] == "offer" and scene.book.has("courtesy", token.lemma))


def is_wanted(parse: Parse, head: int, book: PositionBook) -> bool:
    """Whether a noun is a thing that parties ask of each other."""
    beside = {parse.tokens[each].lower for each in children(parse, head, "amod", "compound")}
    return book.has("wanted", parse.tokens[head].lemma) or book.has("binding", *beside)


def _nouns(parse: Parse, head: int) -> tuple[int, ...]:
    of = tuple(
        noun
        for preposition in children(parse, head, "prep")
        if parse.tokens[preposition].lower == "of"
        for noun in children(parse, preposition, "pobj")
    )
    return (head, *children(parse, head, "conj"), *of)


_PLACES: dict[str, Callable[[Parse, int], Iterator[int]]] = {
    "clause": _clauses,
    "infinitive": _infinitives,
    "asked": _asked,
    "gerund": _gerunds,
    "object": _objects,
    "such": _examples,
    "equation": _equated,
    "predicate": _predicates,
    "right": _rights,
}
