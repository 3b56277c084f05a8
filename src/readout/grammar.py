"""What a word's surroundings in the parse say: its subjects, objects, auxiliaries, negation and what governs it."""

from collections.abc import Iterator

from readout.tokens import Parse, Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "csubj", "ROOT"})


def children(parse: Parse, i: int, *deps: str) -> tuple[int, ...]:
    """The tokens that hang on token `i` by one of `deps`, in the order of the text."""
    hanging = parse.children[i]
    if not hanging:
        return ()
    tokens = parse.tokens
    return tuple([child for child in hanging if tokens[child].dep in deps])


def find_subject(parse: Parse, verb: int) -> int | None:
    """
    The head of the subject of a verb: its own, else that of the verb it shares one with
    (coordination, control, a relative clause's noun). None when the sentence names none.
    """
    seen = {verb}
    while True:
        own = [child for child in parse.children[verb] if parse.tokens[child].dep in SUBJECTS]
        if own:
            return _antecedent(parse, verb, own[-1])  # of two the first is the place of a dateline
        token = parse.tokens[verb]
        if token.dep in ("acl", "relcl") and token.tag != "VBN":
            return token.head
        if token.dep not in ("conj", "xcomp", "advcl", "aux", "acomp") or token.head in seen:
            return None
        verb = token.head
        seen.add(verb)


def _antecedent(parse: Parse, verb: int, subject: int) -> int:
    """The noun that a relative "who" or "which" stands for, else the subject itself."""
    if parse.tokens[verb].dep == "relcl" and parse.tokens[subject].tag in ("WP", "WDT"):
        return parse.tokens[verb].head
    return subject


def find_objects(parse: Parse, verb: int) -> tuple[int, ...]:
    """The heads of what a verb is done to: direct and indirect objects, the subject of a passive."""
    return children(parse, verb, "dobj", "dative", "nsubjpass", "attr", "oprd")


def find_agent(parse: Parse, verb: int) -> int | None:
    """The head of the "by" phrase of a passive verb; None when there is none."""
    for by in children(parse, verb, "agent"):
        for noun in children(parse, by, "pobj"):
            return noun
    return None


def coordinated(parse: Parse, head: int) -> tuple[int, ...]:
    """A head and those joined to it by "and", "or" or a comma, in the order of the text."""
    found = [head]
    for each in found:
        found.extend(children(parse, each, "conj", "appos" if each != head else "conj"))
    return tuple(sorted(set(found)))


def is_negated(parse: Parse, i: int) -> bool:
    """Whether "not", "never" or "no" hangs on the word itself."""
    return any(
        parse.tokens[child].dep == "neg" or parse.tokens[child].lemma in ("no", "never", "neither", "nor")
        for child in parse.children[i]
        if parse.tokens[child].dep in ("neg", "det", "preconj", "advmod")
    )


def auxiliaries(parse: Parse, verb: int) -> tuple[Token, ...]:
    """The auxiliary words of a verb, its own or those it shares with the verb it is coordinated with."""
    own = tuple(parse.tokens[child] for child in children(parse, verb, "aux", "auxpass"))
    token = parse.tokens[verb]
    if own or token.dep != "conj" or children(parse, verb, *SUBJECTS):
        return own
    shared = auxiliaries(parse, token.head)
    is_past = token.tag in ("VBD", "VBZ") and any(word.tag == "MD" for word in shared)
    return () if is_past else shared  # of "would not yield and called for talks" the calling is done


def governing_verbs(parse: Parse, i: int) -> Iterator[int]:
    """The verbs above a word, nearest first, up to the root of its sentence."""
    for above in parse.ancestors(i):
        if parse.tokens[above].pos in ("VERB", "AUX"):
            yield above


def is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb carries tense, itself or in an auxiliary: "withdrew", "will withdraw", not "to withdraw"."""
    if parse.tokens[verb].tag in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(word.tag in ("MD", "VBD", "VBZ", "VBP") for word in auxiliaries(parse, verb))


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether "to" stands before a verb without tense."""
    return any(word.tag == "TO" for word in auxiliaries(parse, verb)) and not is_finite(parse, verb)


def is_definite(parse: Parse, noun: int) -> bool:
    """Whether a noun is told as known: "the", "this", or somebody's."""
    return any(
        parse.tokens[child].dep == "poss" or parse.tokens[child].lower in DEFINITE
        for child in children(parse, noun, "det", "poss")
    )
