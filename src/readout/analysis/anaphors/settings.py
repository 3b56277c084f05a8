"""What a sentence leaves to its setting: whose office, whose soldiers, which call; and words that only tie it on."""

from collections.abc import Iterator, Sequence

from readout.analysis.anaphors.nouns import ORDINAL, TIMING
from readout.analysis.anaphors.scene import CORE, DAYS, Scene, last_span
from readout.codebook.anaphora import AnaphorBook
from readout.codes import AnaphorKind
from readout.grammar import children
from readout.records import Anaphor, Span
from readout.spans import overlaps, passage, without_dateline
from readout.tokens import Parse, Token

OWNERS = frozenset({"GPE", "NORP", "ORG"})  # labels of mentions of those whose an office or a force may be
OF_WHOM = frozenset({"between", "with", "of", "among"})
TELLING = frozenset({"relcl", "acl", "poss", "appos"})  # what hangs on a noun and tells whose it is
POINTING = frozenset({"this", "that", "it", "such", "so", "claim", "accusation", "report", "independently"})
VERBS = frozenset({"VERB", "AUX"})
APART = frozenset({"prep", "relcl", "acl", "appos"})  # what hangs on a meeting and tells which it was
JOINING = frozenset({"and", "but", "or", "not"})
NEAR = 4  # tokens behind a meeting within which its day stands


def find_settings(parse: Parse, first: int, after: int, told: Scene) -> Iterator[Anaphor]:
    """The offices, forces, occasions and asides of a sentence (`first` to `after` are its tokens) that lean."""
    body = without_dateline(parse.text, parse.span(first, after)).start
    tokens = [one for one in parse.tokens[first:after] if one.start >= body]
    for token in tokens:
        if (title := _title_of_nobody(parse, token, first, told)) is not None:
            yield Anaphor(title, AnaphorKind.OFFICE, None)
        if _is_force_of_nobody(parse, token, told):
            before = (one for one in tokens if one.i < token.i and one.i in told.owners)
            owned = last_span([*before, *(one for one in tokens if _owns(parse, one, told))])
            yield Anaphor(_phrase(parse, token), AnaphorKind.DESCRIPTION, owned)
        if (occasion := _occasion(parse, token, told)) is not None:
            yield Anaphor(occasion, AnaphorKind.OCCASION, _dated_or_told(parse, token, tokens, told.book))
        if _is_both(parse, token):
            known = told.owners | told.named
            two = [one for one in tokens if one.i < token.i and one.i in known and one.i - 1 not in known]
            yield Anaphor(_phrase(parse, token), AnaphorKind.QUANTIFIER, last_span(two) if len(two) > 1 else None)
    yield from _find_asides(parse, first, after, told)
    if tokens and _is_rejoinder(passage(parse.text, Span(body, tokens[-1].end)).lower(), tokens, told.book):
        yield Anaphor(Span(body, tokens[-1].end), AnaphorKind.REJOINDER, None)


def _is_rejoinder(words: str, tokens: Sequence[Token], book: AnaphorBook) -> bool:
    """Whether a sentence only says that what the one before it told is not so, or not borne out."""
    leans = any(one.lower in POINTING for one in tokens)
    turned = any(phrase in words for phrase in book.rejoinders)
    opening = next((one for one in tokens if one.pos != "PUNCT"), tokens[0])
    judged = opening.lower in POINTING and any(one.lemma in book.verdicts for one in tokens)
    return judged or (turned and leans)


def _is_both(parse: Parse, token: Token) -> bool:
    """Whether it is "both sides", of which something before must tell who they are."""
    return (
        token.tag == "NNS"
        and any(parse.tokens[i].lower == "both" and i < token.i for i in parse.children[token.i])
        and not children(parse, token.i, "prep", "relcl")
    )


def _dated_or_told(parse: Parse, token: Token, tokens: Sequence[Token], book: AnaphorBook) -> Span | None:
    """The day close behind a meeting, or the meeting before it in the sentence that it takes up."""
    day = (one for one in tokens if one.entity in DAYS and one.pos in ("PROPN", "NUM") and 0 < one.i - token.i <= NEAR)
    same = (one for one in tokens if one.i < token.i and one.lemma in book.occasions and parse.children[one.i])
    return last_span([*same, *day])


def _owns(parse: Parse, token: Token, told: Scene) -> bool:
    """Whether it is the possessor of something, or a body of a state: "Northland's own territory", "the ministry"."""
    following = parse.tokens[token.i + 1].lower if token.i + 1 < len(parse.tokens) else ""
    return token.i in told.owners and (following in ("'s", "’s") or token.lower in told.book.offices)


def _title_of_nobody(parse: Parse, token: Token, first: int, told: Scene) -> Span | None:
    """A title right before a person's name that says not of which state: "Opposition leader Ada Orlo"."""
    following = token.i + 1
    if token.lemma.lower() not in told.book.titles or token.i in told.named or following not in told.named:
        return None
    start = token.i
    while start > first and _goes_with_title(parse.tokens[start - 1], told):
        start -= 1
    inside = parse.tokens[start : token.i + 1]
    owned = any(one.i in told.owners or one.tag in ("POS", "PRP$") for one in inside)
    led = start > first and (parse.tokens[start - 1].tag in ("POS", "PRP$") or start - 1 in told.owners)
    return None if owned or led else parse.span(start, token.i + 1)


def _goes_with_title(token: Token, told: Scene) -> bool:
    joins = token.pos in ("PROPN", "ADJ", "NOUN") or token.text == "-"
    return joins and token.i not in told.named


def _is_force_of_nobody(parse: Parse, token: Token, told: Scene) -> bool:
    """Whether it is "armed officers" or "some 3,000 soldiers" as doer or object, of whom nothing beside it tells."""
    if token.tag != "NNS" or token.lemma not in told.book.agents or token.dep not in CORE or token.i in told.owners:
        return False
    inside = [parse.tokens[i] for i in parse.children[token.i]]
    if any(one.dep in TELLING or one.lower in ("the", "these", "those") for one in inside):
        return False
    if any(one.dep == "prep" and one.lower in ("of", "from") for one in inside):
        return False
    return not any(one.i in told.owners or one.pos == "PROPN" for one in inside)


def _phrase(parse: Parse, token: Token) -> Span:
    left = [i for i in parse.children[token.i] if i < token.i]
    return parse.span(min(left, default=token.i), token.i + 1)


def _occasion(parse: Parse, token: Token, told: Scene) -> Span | None:
    """The call, with those between whom it was where that is said; None for one that a place or clause tells apart."""
    if token.lemma not in told.book.occasions and token.lower not in told.book.occasions:
        return None
    hanging = [parse.tokens[i] for i in parse.children[token.i]]
    definite = next((one for one in hanging if one.lower == "the" or one.dep == "poss"), None)
    if definite is None or definite.i > token.i or token.i in told.owners:
        return None
    of_whom = [one for one in hanging if one.dep == "prep" and one.lower in OF_WHOM]
    placed = [one for one in hanging if one.dep == "prep" and one.lower in ("in", "at") and _is_named(parse, one)]
    kept = of_whom or placed
    telling = (one for one in hanging if one.dep in APART and one not in kept and one.lower not in TIMING)
    apart = [one for one in telling if one.dep == "prep" or parse.tokens[parse.subtree(one.i)[0] - 1].lower != ","]
    numbered = any(one.i < token.i and (one.pos == "NUM" or one.lower in ORDINAL) for one in hanging)
    if apart or numbered:
        return None
    last = max((parse.subtree(one.i)[-1] if of_whom else one.i + 1 for one in kept), default=token.i)
    plain = not any(parse.tokens[i].pos in VERBS for i in range(token.i, last + 1))
    return parse.span(min(definite.i, *parse.subtree(definite.i)), last + 1 if plain else token.i + 1)


def _is_named(parse: Parse, prep: Token) -> bool:
    """Whether a preposition leads to a name of one word: "in Arlen"."""
    following = parse.tokens[prep.i + 1] if prep.i + 1 < len(parse.tokens) else prep
    return following.pos == "PROPN" and following.head == prep.i


def _find_asides(parse: Parse, first: int, after: int, told: Scene) -> Iterator[Anaphor]:
    """Words before or beside the main verb that only tie the sentence to what was told; none within quotations."""
    root = next((one for one in parse.tokens[first:after] if one.head == one.i), None)
    if root is None:
        return
    end = parse.tokens[min(root.i + 1, after - 1)].end
    for match in told.book.asides.finditer(parse.text, parse.tokens[first].end, end):
        span = Span(match.start(), match.end())
        before = [one for one in parse.tokens[first:after] if one.end <= span.start]
        joined = any(one.pos == "VERB" for one in before) or any(one.lower in JOINING for one in before[-2:])
        if not joined and not any(overlaps(span, one) for one in told.quoted):
            yield Anaphor(span, AnaphorKind.CONNECTIVE, None)
