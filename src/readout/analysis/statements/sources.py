"""Who is quoted: the noun phrase that a cue's subject, agent or owner is."""

from typing import NamedTuple

from readout.analysis.statements.surface import Surface
from readout.grammar import children, find_agent, governing_verbs
from readout.tokens import Parse

EXPLETIVES = frozenset({"it", "there", "this", "that", "which", "what"})
SHARING = frozenset({"conj", "xcomp", "advcl", "acl", "relcl", "pcomp", "aux"})
INSIDE = frozenset({"det", "compound", "amod", "nmod", "poss", "case", "nummod", "quantmod", "neg", "punct", "advmod"})
NEAR = 3  # tokens from a name to its "who"
LIGHT_LINKS = frozenset({"dobj", "attr", "pobj", "prep", "oprd", "nsubjpass"})


def find_source(surface: Surface, head: int, form: str) -> tuple[int, ...]:
    """
    The tokens of the source of a cue whose governing word is `head` (of a phrase, its last word); empty when nobody
    is named. "It" is somebody only as the subject of a verb in the active: "in which it said that".
    """
    parse = surface.parse
    found = {"verb": _verb_source, "noun": _noun_source, "phrase": _phrase_source}[form](parse, head)
    if found is None or surface.quoted[found]:
        return ()
    if parse.tokens[found].lower in EXPLETIVES and not _is_it(parse, found, head):
        return ()
    return with_relative(parse, name_phrase(parse, found), head)


def _is_it(parse: Parse, found: int, verb: int) -> bool:
    token = parse.tokens[found]
    return token.lower == "it" and token.dep == "nsubj" and token.head == verb and parse.tokens[verb].pos == "VERB"


def with_relative(parse: Parse, source: tuple[int, ...], cue: int) -> tuple[int, ...]:
    """
    A source whose cue stands in its relative clause, up to the "who" that stands for it there
    ("Vale, who said"), when no more than an apposition parts them; a bare "who" gets its noun.
    """
    relative = next((i for i in children(parse, cue, "nsubj") if parse.tokens[i].tag in ("WP", "WDT")), None)
    if relative is None or parse.tokens[cue].dep != "relcl":
        return source
    noun = parse.tokens[cue].head
    if source == (relative,):
        source = name_phrase(parse, noun)
    if source and noun in source and 0 < relative - source[-1] <= NEAR:
        return tuple(range(source[0], relative + 1))
    return source


def name_phrase(parse: Parse, head: int) -> tuple[int, ...]:
    """
    The noun phrase of `head` as one run of tokens: what stands before it, the names joined to it,
    a bare name in apposition, and "of", "for", "at" phrases; no other apposition, no relative clause.
    """
    kept = {head}
    for child in parse.children[head]:
        token = parse.tokens[child]
        if child < head and token.dep in INSIDE:
            kept.update(parse.subtree(child))
        elif child > head and token.dep == "prep" and token.lower in ("of", "for", "at", "in", "from", "with", "on"):
            kept.update(i for i in parse.subtree(child) if not _in_clause(parse, i, child))
        elif token.dep in ("cc", "conj"):
            kept.update(name_phrase(parse, child))
        elif child == head + 1 and token.dep == "case":
            kept.add(child)
        elif child > head and token.dep == "appos" and _is_name_beside(parse, child, head):
            kept.update(range(head + 1, child + 1))
    first, after = head, head + 1
    while first - 1 in kept:
        first -= 1
    while after in kept:
        after += 1
    while first < head and parse.tokens[first].dep == "punct":
        first += 1
    return tuple(range(first, after))


def _is_name_beside(parse: Parse, name: int, head: int) -> bool:
    """Whether an apposition is a bare name right after its noun: "the minister Anna Vale"."""
    return all(parse.tokens[i].tag in ("NNP", "NNPS") for i in range(head + 1, name + 1))


def _in_clause(parse: Parse, i: int, top: int) -> bool:
    while i != top:
        if parse.tokens[i].dep in ("relcl", "acl", "appos", "advcl"):
            return True
        i = parse.tokens[i].head
    return False


def _verb_source(parse: Parse, verb: int) -> int | None:
    start, seen = verb, set[int]()
    while verb not in seen:
        seen.add(verb)
        token = parse.tokens[verb]
        if children(parse, verb, "nsubjpass", "auxpass") or (token.tag == "VBN" and token.dep in ("acl", "advcl")):
            return find_agent(parse, verb)
        own = children(parse, verb, "nsubj")
        if own and _is_noun(parse, own[-1]):
            return _antecedent(parse, verb, own[-1] if len(own) > 1 and own[-1] < verb else own[0])
        if own:
            verb = next(governing_verbs(parse, verb), verb)
            continue
        shared = _sharing(parse, verb)
        if not isinstance(shared, _Verb):
            return shared if shared is not None or verb != start else _beside(parse, verb)
        verb = shared.i
    return None


class _Verb(NamedTuple):
    i: int


def _sharing(parse: Parse, verb: int) -> "_Verb | int | None":
    """The verb that a verb without a subject shares one with, or that subject itself; None when there is neither."""
    token = parse.tokens[verb]
    above = parse.tokens[token.head]
    if token.dep in ("acl", "relcl") and above.pos in ("NOUN", "PROPN", "PRON"):
        return above.i
    if token.dep == "pcomp" and above.dep == "prep":
        if above.lower == "as":
            return next(iter(children(parse, above.head, "dobj", "nsubjpass")), None)
        above = parse.tokens[above.head]
    elif _is_participle_after(parse, verb):
        above = parse.tokens[above.head]
    elif token.dep not in SHARING:
        return None
    return _Verb(above.i) if above.pos in ("VERB", "AUX") else None


def _beside(parse: Parse, verb: int) -> int | None:
    """The noun right before a finite verb that the parser left without a subject; None when there is none."""
    if parse.tokens[verb].tag not in ("VBD", "VBZ", "VBP") or verb == 0:
        return None
    here = verb - 1
    while parse.tokens[here].dep in ("pobj", "prep", "compound") and parse.tokens[here].head < here:
        here = parse.tokens[here].head
    return here if parse.tokens[here].pos in ("NOUN", "PROPN", "PRON") else None


def report_above(parse: Parse, verb: int) -> int:
    """
    The reporting verb that a participle goes on from, when the parser hung it on what was reported: in
    "he said they would wait, adding that ..." who adds is he. Any other verb is its own.
    """
    token = parse.tokens[verb]
    return parse.tokens[token.head].head if _is_participle_after(parse, verb) else verb


def _is_participle_after(parse: Parse, verb: int) -> bool:
    """Whether a participle after a comma hangs on a reported clause."""
    token = parse.tokens[verb]
    above = parse.tokens[token.head]
    after_comma = verb > above.i and parse.tokens[verb - 1].text == ","
    return token.dep == "advcl" and token.tag == "VBG" and after_comma and above.dep == "ccomp" and above.i > above.head


def _is_noun(parse: Parse, subject: int) -> bool:
    """Whether a subject can speak, as no adjective that lost its noun can ("the ships Verian was building")."""
    token = parse.tokens[subject]
    bare = token.tag in ("JJ", "NNP") and not children(parse, subject, "det", "amod", "compound", "conj")
    return token.tag != "JJ" and not (token.entity == "NORP" and bare)


def _antecedent(parse: Parse, verb: int, subject: int) -> int | None:
    if parse.tokens[subject].lower in ("who", "which", "that") and parse.tokens[subject].tag in ("WP", "WDT"):
        return parse.tokens[verb].head if parse.tokens[verb].dep == "relcl" else None
    return subject


def _noun_source(parse: Parse, noun: int) -> int | None:
    owner = children(parse, noun, "poss")
    if owner:
        return owner[0]
    for preposition in children(parse, noun, "prep", "agent"):
        if parse.tokens[preposition].lower in ("by", "from"):
            for named in children(parse, preposition, "pobj"):
                return named
    token = parse.tokens[noun]
    above = token.head
    if token.dep == "pobj" and parse.tokens[above].dep == "prep":
        above = parse.tokens[above].head
    if token.dep in LIGHT_LINKS and parse.tokens[above].pos == "VERB" and token.dep != "nsubjpass":
        return _verb_source(parse, above)
    return None


def _phrase_source(parse: Parse, head: int) -> int | None:
    stack = [head]
    for each in stack:
        for child in children(parse, each, "prep", "pobj", "pcomp"):
            if parse.tokens[child].dep == "pobj" and parse.tokens[child].pos != "ADP":
                return child
            stack.append(child)
    return next((i for i in range(head + 1, min(head + 4, len(parse.tokens))) if parse.tokens[i].dep == "pobj"), None)
