"""The tagger's names, mended, and brought together with those of the codebook."""

from collections.abc import Iterator

from readout.analysis.entities.names import COMPANIES, LABELS, Name, follows_title, has_article, is_at, is_vessel
from readout.codebook.actors import ActorBook
from readout.codebook.names import Match
from readout.tokens import Parse, Token

_TITLES_OF_WORKS = frozenset({"EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_OUTSIDE = frozenset({"", "CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME", "LANGUAGE"})
_LITTLE = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "PART", "SYM", "SPACE"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def _entities(parse: Parse) -> Iterator[tuple[int, int, str]]:
    """The tagger's names as token ranges with their labels."""
    first: int | None = None
    for token in (*parse.tokens, None):
        ends = token is None or token.starts_entity or token.entity in _OUTSIDE
        if first is not None and (ends or (token is not None and token.entity != parse.tokens[first].entity)):
            after = token.i if token is not None else len(parse.tokens)
            yield first, after, parse.tokens[first].entity
            first = None
        if token is not None and token.entity not in _OUTSIDE and first is None:
            first = token.i


def settle_names(
    parse: Parse, actors: ActorBook, known: tuple[tuple[Match, Name], ...], apart: frozenset[int]
) -> Iterator[Name]:
    """Codebook and tagger brought together: the longer name wins when it says something more."""
    dropped: set[int] = set()
    by_token = {i: number for number, (_, name) in enumerate(known) for i in range(name.first, name.after)}
    for first, after, label in _entities(parse):
        numbers = sorted({by_token[i] for i in range(first, after) if i in by_token})
        inside = [known[number] for number in numbers]
        name = _tagged(parse, actors, first, after, label, inside)
        if name is not None and not _lies_apart(name, apart):
            yield name
            dropped.update(numbers)
        elif label in _TITLES_OF_WORKS and _rest(parse, actors, first, after, inside):
            dropped.update(number for number in numbers if known[number][1].label in ("LOC", "FAC"))
    for number, (_, name) in enumerate(known):
        if number not in dropped:
            yield _extended(parse, actors, name)


def _lies_apart(name: Name, apart: frozenset[int]) -> bool:
    held = range(name.first, name.after)
    return apart.issuperset(held) or (name.label == "NORP" and not apart.isdisjoint(held))


def _rest(parse: Parse, actors: ActorBook, first: int, after: int, inside: list[tuple[Match, Name]]) -> list[Token]:
    """The words of a tagged name that no codebook name inside it accounts for."""
    covered = {i for _, name in inside for i in range(name.first, name.after)}
    words = (parse.tokens[i] for i in range(first, after) if i not in covered)
    return [
        token
        for token in words
        if token.pos not in _LITTLE and token.lower not in actors.roles and token.text[0].isalnum()
    ]


def _tagged(
    parse: Parse, actors: ActorBook, first: int, after: int, label: str, inside: list[tuple[Match, Name]]
) -> Name | None:
    """A name as the tagger has it, trimmed; None when the codebook's own names say it better, or it is no actor."""
    rest = _rest(parse, actors, first, after, inside)
    known_better = inside and not _says_more(parse, label, inside, rest, first)
    if not rest or known_better or (inside and label == "PERSON" and inside[0][0].name.sense == "demonym"):
        return None
    first, after = _trimmed(parse, actors, first, after)
    if first >= after or _is_role(parse, actors, first, after):
        return None
    label = _corrected(parse, actors, first, after, label, bool(inside))
    if label not in LABELS or is_vessel(parse, actors, first) or _is_plain(parse, first, after, label):
        return None
    actor_id = inside[0][1].actor_id if inside and label == "LOC" else None
    return Name(first, after, parse.tokens[first].start, parse.tokens[after - 1].end, label, actor_id)


def _says_more(parse: Parse, label: str, inside: list[tuple[Match, Name]], rest: list[Token], first: int) -> bool:
    """Whether a tagged name with codebook names inside it is a name of its own: "Russian Foreign Ministry"."""
    if label in _TITLES_OF_WORKS or label == "NORP":
        return False
    capital = [token for token in rest if token.text[0].isupper()]
    if not capital or any(token.lower in ("and", "&") for token in parse.tokens[first : inside[-1][1].after]):
        return False
    if label == "PERSON" and any(name.label == "PERSON" for _, name in inside):
        return capital[0].i < inside[0][1].first
    return True


def _trimmed(parse: Parse, actors: ActorBook, first: int, after: int) -> tuple[int, int]:
    """A tagged range without article, title, possessive and marks at its edges."""
    tokens = parse.tokens
    while first < after and (
        tokens[first].pos in ("DET", "PUNCT") or tokens[first].lower == "the" or _is_title(actors, tokens[first], after)
    ):
        first += 1
    while first < after and (
        tokens[after - 1].pos in ("PUNCT", "PART") or tokens[after - 1].lower in ("'s", "’s", "'", "’")
    ):
        after -= 1
    return first, after


def _is_title(actors: ActorBook, token: Token, after: int) -> bool:
    role = actors.roles.get(token.lower)
    return role is not None and token.i < after - 1 and token.entity == "PERSON"


def _corrected(parse: Parse, actors: ActorBook, first: int, after: int, label: str, has_known: bool) -> str:
    """The tagger's label, mended where a title or a given name shows a person, or a preposition a place."""
    words = parse.tokens[first:after]
    alphabetic = all(token.text[0].isupper() and token.text.replace("-", "").isalpha() for token in words)
    if label in ("ORG", "FAC", "GPE", "PRODUCT", "WORK_OF_ART") and alphabetic and not has_known:
        if follows_title(parse, actors, first) and len(words) <= 3:
            return "PERSON"
        named = words[0].lower in actors.given and words[-1].lower not in COMPANIES
        if label != "GPE" and len(words) in (2, 3) and named and not has_article(parse, first):
            return "PERSON"
    if label == "GPE" and (has_known or is_at(parse, actors, after - 1)):
        return "LOC"
    return label


def _is_plain(parse: Parse, first: int, after: int, label: str) -> bool:
    """Whether the tagger took for a name a heading, words without a capital, or a common word at a sentence's head."""
    word, words = parse.tokens[first], parse.tokens[first:after]
    if label == "ORG" and (first, after) == parse.blocks[parse.block_of[first]]:
        return True
    if not any(token.text[0].isupper() or token.text[-1].isupper() for token in words):
        return True
    starts = parse.sentences[parse.sentence_of[first]][0] == first
    return starts and after == first + 1 and any(token.text == word.lower for token in parse.tokens)


def _is_role(parse: Parse, actors: ActorBook, first: int, after: int) -> bool:
    """Whether the words are, or with their neighbours make, a title: "Defence" of "Defence Minister", "State"."""
    starts = [token.start for token in parse.tokens[max(0, first - 3) : first + 1]]
    ends = [token.end for token in parse.tokens[after - 1 : after + 1]]
    return any(parse.text[start:end].lower() in actors.roles for start in starts for end in ends)


def _extended(parse: Parse, actors: ActorBook, name: Name) -> Name:
    """A codebook surname with another given name before it is another person: "Hunter Biden"."""
    if name.label != "PERSON" or name.after - name.first > 1 or not name.first:
        return name
    before = parse.tokens[name.first - 1]
    starts = before.i == parse.sentences[parse.sentence_of[name.first]][0] and before.entity != "PERSON"
    apart = starts or parse.sentence_of[before.i] != parse.sentence_of[name.first] or before.end + 1 != name.start
    if apart or not before.text[0].isupper() or before.lower not in actors.given or before.lower in actors.roles:
        return name
    return name._replace(first=before.i, start=before.start, actor_id=None)
