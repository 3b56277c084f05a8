"""Which pattern of the codebook fits a verb or a noun: the one that asks most."""

from collections.abc import Mapping

from readout.analysis.events.frames import Frame, find_stray_particle, read_frame
from readout.analysis.events.things import is_name
from readout.codebook.plover import Idiom, Need, Pattern, PloverBook
from readout.codes import EventType
from readout.grammar import children, coordinated, is_finite, is_infinitive
from readout.tokens import Parse

Names = Mapping[str, frozenset[str]]  # what a name was said to be: "elsa" a trawler
_NONE: Names = {}
_PRONOUNS = frozenset({"it", "them"})
_HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "conj"})
_NEAREST = 3  # candidates of a pronoun: the verb picks among them by what can be done to it
# Stand in a list for any sum of money, any place, anybody.
_LABELS = frozenset({"MONEY", "GPE", "LOC", "PERSON", "PRODUCT"})


def match_verb(parse: Parse, frame: Frame, book: PloverBook, names: Names = _NONE) -> Pattern | None:
    """The best pattern of a verb; None when none fits, or an idiom fits as well: most verbs are no event."""
    lemma = parse.tokens[frame.verb].lemma
    if any(_fits(parse, frame, idiom, book, names) for idiom in book.idioms.get(lemma, ())):
        return None
    patterns = book.verbs.get(lemma, ())
    return next((pattern for pattern in patterns if _fits(parse, frame, pattern, book, names)), None)


def _fits(parse: Parse, frame: Frame, pattern: Pattern | Idiom, book: PloverBook, names: Names) -> bool:
    if not _has_particle(parse, frame.verb, pattern.particle):
        return False
    return all(_is_met(parse, frame, need, book, names) for need in pattern.needs)


def match_noun(parse: Parse, noun: int, book: PloverBook, names: Names = _NONE) -> Pattern | None:
    """The pattern of a noun that names a deed; None when it names none."""
    token = parse.tokens[noun]
    patterns = book.nouns.get(token.lemma) or book.nouns.get(token.lower) or ()
    return next((pattern for pattern in patterns if _has_noun_parts(parse, noun, pattern, book, names)), None)


def _has_noun_parts(parse: Parse, noun: int, pattern: Pattern, book: PloverBook, names: Names) -> bool:
    preps = noun_preps(parse, noun)
    under = tuple(head for heads in preps.values() for head in heads)
    return all(_is_noun_met(parse, need, preps, under, book, names) for need in pattern.needs)


def _is_noun_met(
    parse: Parse,
    need: Need,
    preps: Mapping[str, tuple[int, ...]],
    under: tuple[int, ...],
    book: PloverBook,
    names: Names,
) -> bool:
    if need.part == "thing":
        return not any(parse.tokens[inner].entity == "PERSON" for inner in under)
    heads = [head for part in need.part.split("|") for head in preps.get(part, ())]
    heads = [head for head in heads if parse.tokens[head].entity not in ("DATE", "TIME")]
    return any(not need.words or need.words & lemmas_of(parse, head, book, names) for head in heads)


def noun_preps(parse: Parse, noun: int) -> dict[str, tuple[int, ...]]:
    """What stands under each preposition of a noun, of its parts, and "by" whom: "a visit to Westor by Hale"."""
    found: dict[str, tuple[int, ...]] = {}
    queue = [(noun, True)]
    for word, is_whole in queue:
        for preposition in children(parse, word, "prep"):
            name = parse.tokens[preposition].lower
            if not is_whole and name != "by":
                continue
            heads = tuple(each for child in children(parse, preposition, "pobj") for each in coordinated(parse, child))
            found[name] = found.get(name, ()) + heads
            queue.extend((head, is_whole and name == "of") for head in heads)
    return found


def lemmas_of(parse: Parse, head: int, book: PloverBook, names: Names = _NONE) -> frozenset[str]:
    """The words that a noun phrase may be known by: its head, what a name is called, what a partitive is a part of."""
    token = parse.tokens[head]
    found = {token.lemma, token.lower}
    if token.lower in _PRONOUNS or _is_elliptic(parse, head):
        found |= {parse.tokens[each].lemma for each in _candidates(parse, head)}
    if is_name(token):
        found |= names.get(token.lower, frozenset())
    if token.entity in _LABELS:
        found.add(token.entity)
    found |= {parse.tokens[each].lower for each in children(parse, head, "amod") if parse.tokens[each].pos == "ADJ"}
    if token.lemma in book.partitives:
        found |= {parse.tokens[each].lemma for each in children(parse, head, "compound")}
        for preposition in children(parse, head, "prep"):
            if parse.tokens[preposition].lower == "of":
                for inner in children(parse, preposition, "pobj"):
                    found |= {parse.tokens[inner].lemma, parse.tokens[inner].lower}
                    if parse.tokens[inner].lower in _PRONOUNS:  # "all of them"
                        found |= {parse.tokens[each].lemma for each in _candidates(parse, inner)}
    return frozenset(found)


def _is_elliptic(parse: Parse, head: int) -> bool:
    """Whether a number stands for what is counted: "two more were held up"."""
    is_head = parse.tokens[head].pos == "NUM" and parse.tokens[head].dep in _HEADS
    return is_head and not children(parse, head, "prep")


def _candidates(parse: Parse, pronoun: int) -> list[int]:
    """The nouns that "it" or "them" may stand for: the last ones of its number, in its sentence or the one before."""
    tags = ("NN", "NNP") if parse.tokens[pronoun].lower == "it" else ("NNS", "NNPS")
    number = parse.sentence_of[pronoun]
    first = parse.sentences[max(0, number - 1)][0]
    nouns = (each for each in range(pronoun - 1, first - 1, -1) if parse.tokens[each].tag in tags)
    return [each for each in nouns if parse.tokens[each].dep in _HEADS][:_NEAREST]


def _has_particle(parse: Parse, verb: int, particle: str | None) -> bool:
    below = [
        each
        for each in children(parse, verb, "prt", "advmod", "prep", "intj")
        if each > verb and not children(parse, each, "pobj")
    ]
    stray = find_stray_particle(parse, verb)
    below += [] if stray is None else [stray]
    near = {parse.tokens[each].lower for top in below for each in (top, *children(parse, top, "advmod"))}
    particles = {parse.tokens[each].lower for each in children(parse, verb, "prt")}
    return not particles if particle is None else set(particle.split()) <= near


def _is_met(parse: Parse, frame: Frame, need: Need, book: PloverBook, names: Names) -> bool:
    if need.part in ("comp", "base", "inf", "do"):
        return frame.clause is not None and _is_clause_met(parse, frame.clause, need, book)
    if need.part == "whom":
        return frame.clause is not None and bool(children(parse, frame.clause, "nsubj", "nsubjpass"))
    if need.part in ("noobj", "both"):
        return not frame.objects if need.part == "noobj" else _are_both(parse, frame)
    if need.part == "who":
        is_naming = any(parse.tokens[each].dep == "oprd" for each in frame.complements)  # "called him a liar"
        return not is_naming and any(is_somebody(parse, head, book) for head in frame.objects)
    if need.part == "thing":
        return any(parse.tokens[head].entity != "PERSON" for head in frame.objects)
    if need.part == "until" and "until" in frame.preps:
        heads = [frame.verb]  # days are no heads of a frame
    else:
        heads = [head for part in need.part.split("|") for head in _heads_of(frame, part)]
    return any(not need.words or need.words & lemmas_of(parse, head, book, names) for head in heads)


def _are_both(parse: Parse, frame: Frame) -> bool:
    """Whether two act: "Norland and Sudmark", "Norlandic and Sudmarkian divers", or jointly, with "both" or "joint"."""
    kinds = (kind for head in frame.subjects for kind in children(parse, head, "amod", "nmod", "compound", "poss"))
    is_shared = any(children(parse, kind, "conj") for kind in kinds)
    qualities = (parse.tokens[each].lower for head in frame.objects for each in children(parse, head, "amod"))
    return len(frame.subjects) > 1 or is_shared or "joint" in qualities


def _is_clause_met(parse: Parse, clause: int, need: Need, book: PloverBook) -> bool:
    if need.part == "base":
        return not is_finite(parse, clause) and not is_infinitive(parse, clause)
    if need.part == "inf":
        return is_infinitive(parse, clause)
    if need.part == "do":
        return parse.tokens[clause].lemma in need.words
    return not need.words or _is_coded_as(parse, clause, need.words, book)


def _heads_of(frame: Frame, part: str) -> tuple[int, ...]:
    own = {
        "obj": frame.objects,
        "acomp": frame.qualities,
        "oprd": frame.complements,
        "subj": frame.subjects,
        "dative": frame.datives,
    }
    return own[part] if part in own else frame.preps.get(part, ())


def _is_coded_as(parse: Parse, clause: int, words: frozenset[str], book: PloverBook) -> bool:
    pattern = match_verb(parse, read_frame(parse, clause), book)
    return pattern is not None and (
        pattern.event_type.value.lower() in words or quad_side(pattern.event_type, book) in words
    )


def quad_side(event_type: EventType, book: PloverBook) -> str:
    """The side of PLOVER's quads on which a type lies: conflict or cooperation."""
    return "conflict" if book.is_conflict(event_type) else "cooperation"


def is_somebody(parse: Parse, head: int, book: PloverBook) -> bool:
    """Whether a noun can be spoken to: a name, a pronoun, or a word for people who act."""
    token = parse.tokens[head]
    before = min(parse.subtree(head)) - 1
    if before >= 0 and parse.tokens[before].tag in ("``", "''"):
        return False  # "called him “Mister Nobody”" names, it does not telephone
    return token.pos in ("PROPN", "PRON") or bool({token.lemma, token.lower} & (book.agents | book.people))
