"""What is said: the clause, infinitive, object or sentence that hangs on a cue or that the cue interrupts."""

from readout.analysis.statements.cues import FoundCue
from readout.analysis.statements.surface import Surface
from readout.codebook.cues import CueKind, Takes
from readout.grammar import children, is_infinitive
from readout.tokens import Parse

TALK = frozenset({"of", "about", "for", "on", "to", "with", "against", "as", "over"})
TOPICS = frozenset({"of", "about", "against"})  # what is spoken of, and not to whom or when
DASHES = frozenset({"-", "--", "–", "—"})
RAISING = frozenset({CueKind.SAY, CueKind.CLAIM, CueKind.THINK})
LONGEST_DATELINE = 14  # tokens
ORPHANS = frozenset({"advcl", "acl", "relcl", "dep"})  # labels the parser gives to a clause it hung one word too low


def find_content(surface: Surface, found: FoundCue) -> tuple[int, ...]:
    """The tokens that a cue governs as its content, by grammar alone; empty when there are none."""
    parse, head = surface.parse, found.head
    if found.form == "phrase" or _is_inserted(parse, head):
        inside = {i for i in _interrupted(parse, head) if i > _dateline(surface, head)}
    else:
        inside = _governed(surface, found)
    return tuple(i for i in sorted(inside) if i not in found.tokens)


def _is_inserted(parse: Parse, verb: int) -> bool:
    """Whether the cue's clause is set into the sentence it reports: "they would, he said, wait"; "as she put it"."""
    token = parse.tokens[verb]
    if token.dep == "parataxis":
        return True
    marks = [parse.tokens[child].lower for child in children(parse, verb, "mark", "advmod")]
    return token.dep == "advcl" and "as" in marks and not children(parse, verb, "ccomp")


def _interrupted(parse: Parse, head: int) -> set[int]:
    above = parse.tokens[head].head
    if above == head:
        return set()
    while parse.tokens[above].dep in ("nsubj", "dobj", "pobj", "prep", "attr", "amod", "advmod", "npadvmod"):
        above = parse.tokens[above].head
    return set(parse.subtree(above)) - set(parse.subtree(head))


def _dateline(surface: Surface, head: int) -> int:
    """The dash that ends a dateline ("PORT LORN, May 8 (Herald) - ...") of the cue's paragraph, else -1."""
    tokens = surface.parse.tokens
    first, after = surface.block(head)
    if not tokens[first].text.isupper():
        return -1
    return next((i for i in range(first, min(after, first + LONGEST_DATELINE)) if tokens[i].text in DASHES), -1)


def _governed(surface: Surface, found: FoundCue) -> set[int]:
    parse, takes = surface.parse, found.cue.takes
    clauses = [
        child
        for word in found.tokens
        for child in parse.children[word]
        if child not in found.tokens and _is_clause(parse, child, takes, form=found.form)
    ]
    if clauses:
        return set().union(*(_reported(parse, child) for child in clauses))
    raised = _raised(parse, found)
    if raised:
        return raised
    objects = [parse.subtree(child) for child in _objects(parse, found)]
    if not objects and found.form == "verb":
        phrases = (parse.subtree(child) for child in children(parse, found.head, "dobj", "attr", "oprd"))
        objects = [phrase for phrase in phrases if any(surface.quoted[i] for i in phrase)]
    return set().union(*objects)


def _raised(parse: Parse, found: FoundCue) -> set[int]:
    """What is said of the subject of a passive: "the fleet is said to have sailed"; empty for any other cue."""
    if found.form != "verb" or found.cue.kind not in RAISING or not children(parse, found.head, "auxpass"):
        return set()
    told = [i for i in children(parse, found.head, "xcomp") if is_infinitive(parse, i)]
    subjects = children(parse, found.head, "nsubjpass")
    return set().union(*(parse.subtree(i) for i in (*subjects, *told))) if told and subjects else set()


def _reported(parse: Parse, clause: int) -> set[int]:
    """The words of a clause without a participle clause that follows it after a comma: ", adding that ..."."""
    inside = set(parse.subtree(clause))
    for child in children(parse, clause, "advcl"):
        if child > clause and parse.tokens[child].tag == "VBG" and parse.tokens[child - 1].text == ",":
            inside.difference_update(parse.subtree(child))
    return inside


def _objects(parse: Parse, found: FoundCue) -> list[int]:
    """The noun phrases that a cue without a clause takes: its object, or what follows its preposition."""
    heads: list[int] = []
    if Takes.OBJECT in found.cue.takes:
        heads.extend(children(parse, found.head, "dobj", "oprd", "attr", "nsubjpass"))
    if found.form == "verb" and found.cue.takes & {Takes.OBJECT, Takes.PREP}:
        for word in found.tokens:
            heads.extend(children(parse, word, "pobj", "pcomp"))
            kept = TOPICS if found.cue.kind is CueKind.SPEAK else TALK
            talk = (child for child in children(parse, word, "prep") if parse.tokens[child].lower in kept)
            heads.extend(child for child in talk if child not in found.tokens)
    return heads


def _is_clause(parse: Parse, child: int, takes: frozenset[Takes], *, form: str) -> bool:
    token = parse.tokens[child]
    marks = {parse.tokens[each].lower for each in children(parse, child, "mark")}
    if token.dep == "ccomp":
        return True
    if token.dep in ORPHANS and Takes.CLAUSE in takes:
        return "that" in marks and (form == "noun" or token.dep != "relcl")
    if token.dep in ("xcomp", "acl") and Takes.INFINITIVE in takes:
        return any(parse.tokens[each].tag == "TO" for each in parse.children[child])
    return False
