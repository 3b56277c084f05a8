"""
Names in the text: people, states, organisations, places, each with its actor when the codebook is sure of it.

Labels say what a mention can do. GPE: a state, or a capital used for its government ("Moscow said"). ORG: an
organisation, or a seat of power used for a government ("the Kremlin said"). NORP: an adjective or a people
("Ukrainian border guards"). PERSON: a person. LOC: a place, also a capital used as one ("talks in Moscow").
FAC: a building, also a seat of power used as one ("at the White House"). What is in a place is not done by it:
LOC and FAC never act, even where `actor_id` names the state they belong to.
"""

from collections.abc import Iterator
from typing import NamedTuple

from readout.codebook.actors import ActorBook
from readout.codebook.names import Match
from readout.records import Mention, Span
from readout.tokens import Parse, Token

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
_TITLES_OF_WORKS = frozenset({"EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_OUTSIDE = frozenset({"", "CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME", "LANGUAGE"})
_LITTLE = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "PART", "SYM", "SPACE"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_INSTITUTION = 4  # words
_WAYS = frozenset({"from", "to", "for", "toward", "towards"})
_APART = frozenset({"pro", "anti", "non", "ex", "un", "counter"})
_MADE = ("made", "backed", "built", "produced", "funded", "born", "speaking", "style", "occupied", "held")
_COMPANIES = frozenset(
    [
        *("inc", "corp", "co", "ltd", "group", "institute", "university", "college", "school", "center", "centre"),
        *("foundation", "bank", "press", "times", "post", "news", "agency", "committee", "party", "association", "law"),
        *("airport", "street", "square", "bridge", "house", "hall", "act", "treaty", "council"),
    ]
)


class Name(NamedTuple):
    """A name found: token range, half-open, characters, label, actor."""

    first: int
    after: int
    start: int
    end: int
    label: str
    actor_id: str | None


def find_mentions(parse: Parse, actors: ActorBook) -> tuple[Mention, ...]:
    """
    The names of the prose, in the order of the text, none overlapping another.

    The codebook's names are looked for first and correct the tagger's; `actor_id` is None for a name that the
    codebook does not have, or that may mean two things.
    """
    matches = tuple(_known_matches(parse, actors))
    apart = frozenset(i for match in matches if _is_apart(parse, match) for i in parse.tokens_in(_place(match)))
    known = tuple((match, _name(parse, actors, match)) for match in matches if not _is_apart(parse, match))
    found = [*_settle(parse, actors, known, apart)]
    found = _institutions(parse, actors, _joined(parse, actors, found))
    found = [*found, *_titled(parse, actors, found)]
    found = _repeated(parse, actors, found)
    mentions = sorted({Mention(Span(name.start, name.end), name.label, name.actor_id) for name in found}, key=_by_place)
    return tuple(mentions)


def _by_place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end


def _place(match: Match) -> Span:
    return Span(match.start, match.end)


def _known_matches(parse: Parse, actors: ActorBook) -> Iterator[Match]:
    for first, after in parse.blocks:
        start, end = parse.tokens[first].start, parse.tokens[after - 1].end
        for match in actors.index.find(parse.text, start, end):
            shadow = match.name.sense == "shadow"
            if parse.tokens_in(_place(match)) and (shadow or not _is_doubtful(parse.text, match, actors)):
                yield match


def _name(parse: Parse, actors: ActorBook, match: Match) -> Name:
    held = parse.tokens_in(_place(match))
    first, after, start = held[0], held[-1] + 1, match.start
    if parse.text[start : start + 4].lower() == "the ":
        start, first = start + 4, min(first + 1, after - 1)
    return Name(first, after, start, match.end, _label(parse, actors, match, first, after), match.name.actor_id)


def _is_doubtful(text: str, match: Match, actors: ActorBook) -> bool:
    doubt = actors.doubts.get(text[match.start : match.end])
    if doubt is None:
        return False
    around = text[: match.start] + text[match.end :]
    if doubt.needs and not any(_stands_in(word, around) for word in doubt.needs):
        return True
    return any(_stands_in(word, around) for word in doubt.unless)


def _stands_in(word: str, text: str) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False


def _is_apart(parse: Parse, match: Match) -> bool:
    """Whether the name is no actor here: in "pro-Russian", in "Turkish-made", in a longer phrase of another sense."""
    before = parse.text[max(0, match.start - 12) : match.start].lower()
    prefix = before.rstrip(" -–‑").split()[-1:] if before.rstrip().endswith(("-", "–", "‑")) else []
    after = parse.text[match.end : match.end + 12].lower()
    if match.name.sense == "shadow":
        return True
    made = after[:1] in ("-", "‑") and after[1:].startswith(_MADE)
    return made or any(word in _APART for word in prefix)


def _label(parse: Parse, actors: ActorBook, match: Match, first: int, after: int) -> str:
    kind, sense = actors.by_id[match.name.actor_id].kind, match.name.sense
    if kind == "person":
        return "PERSON"
    if sense == "demonym":
        return "NORP"
    if sense == "capital":
        return "LOC" if _is_place(parse, actors, first, after) else "GPE"
    if sense == "seat":
        return "FAC" if _is_at(parse, actors, after - 1) else "ORG"
    return {"country": "GPE", "place": "LOC"}.get(kind, "ORG")


def _is_at(parse: Parse, actors: ActorBook, i: int) -> bool:
    token = parse.tokens[i]
    above = parse.tokens[token.head]
    return token.dep == "pobj" and actors.place_words.get(above.lower) == "at"


def _is_place(parse: Parse, actors: ActorBook, first: int, after: int) -> bool:
    """Whether a capital stands for the city: what governs it says so, else it stands for the government."""
    token = parse.tokens[after - 1]
    if _is_dateline(parse, first, after):
        return True
    while token.dep in ("conj", "appos") and token.head != token.i:
        token = parse.tokens[token.head]
    above, words = parse.tokens[token.head], actors.place_words
    if token.dep == "pobj":
        kind = words.get(parse.tokens[above.head].lemma)
        goes = above.lower in _WAYS and kind == "travel"
        return (
            goes or above.lower == "into" or words.get(above.lower) == "at" or (above.lower == "of" and kind == "site")
        )
    if token.dep == "dobj":
        return words.get(above.lemma) == "travel"
    if token.dep in ("compound", "poss", "nmod", "amod"):
        return words.get(above.lemma) == "site"
    return parse.text[token.end : token.end + 6] == "-based"


def _is_dateline(parse: Parse, first: int, after: int) -> bool:
    """Whether a paragraph begins with the city: "LONDON, 3 May.", "Kyiv (Agency) - "."""
    if first != parse.blocks[parse.block_of[first]][0] or after >= len(parse.tokens):
        return False
    rest = parse.tokens[after : after + 8]
    if rest[0].text not in (",", "(", ".", "-", "–", "—", "--", "/"):
        return False
    return parse.tokens[first].text.isupper() or any(token.text in ("-", "–", "—", "--") for token in rest)


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


def _settle(
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
    if label not in LABELS or _is_vessel(parse, actors, first) or _is_plain(parse, first, after, label):
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
        if _follows_title(parse, actors, first) and len(words) <= 3:
            return "PERSON"
        named = words[0].lower in actors.given and words[-1].lower not in _COMPANIES
        if label != "GPE" and len(words) in (2, 3) and named and not _has_article(parse, first):
            return "PERSON"
    if label == "GPE" and (has_known or _is_at(parse, actors, after - 1)):
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


def _is_vessel(parse: Parse, actors: ActorBook, first: int) -> bool:
    """Whether a word before the name says that a ship bears it: "the freighter Anna Maria"."""
    return first > 0 and actors.place_words.get(parse.tokens[first - 1].lower) == "vessel"


def _has_article(parse: Parse, first: int) -> bool:
    return first > 0 and parse.tokens[first - 1].lower == "the"


def _follows_title(parse: Parse, actors: ActorBook, first: int) -> bool:
    if not first or parse.sentence_of[first - 1] != parse.sentence_of[first]:
        return False
    before = parse.tokens[first - 1]
    role = actors.roles.get(before.lower)
    return role is not None and (before.text[0].isupper() or role.kind != "work") and before.tag not in ("NNS", "NNPS")


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


def _institutions(parse: Parse, actors: ActorBook, found: list[Name]) -> list[Name]:
    """A nation and the capitalised institution after it as one organisation: "Russian Foreign Ministry"."""
    taken = {i: name for name in found for i in range(name.first, name.after)}
    whole: list[Name] = []
    for name in found:
        after = name.after
        while after < len(parse.tokens) and after - name.after < _INSTITUTION and _continues(parse, after):
            after += 1
            role = actors.roles.get(parse.tokens[after - 1].lower)
            if role is not None and role.kind == "body":
                break
        else:
            continue
        inner = {taken[i] for i in range(name.after, after) if i in taken}
        if name.label in ("NORP", "GPE") and name.actor_id is not None and all(map(_is_open, inner)):
            whole.append(Name(name.first, after, name.start, parse.tokens[after - 1].end, "ORG", None))
    held = {i for name in whole for i in range(name.first, name.after)}
    return [*(name for name in found if held.isdisjoint(range(name.first, name.after))), *whole]


def _is_open(name: Name) -> bool:
    return name.actor_id is None


def _joined(parse: Parse, actors: ActorBook, found: list[Name]) -> list[Name]:
    """Given name and surname as one person where the tagger saw none or two: "Vera" and "Lindt"."""
    by_token = {i: name for name in found for i in range(name.first, name.after)}
    replaced: set[Name] = set()
    added: list[Name] = []
    for token in parse.tokens[:-1]:
        surname = parse.tokens[token.i + 1]
        parts = [by_token.get(token.i), by_token.get(surname.i)]
        if _is_full_name(parse, actors, token, surname) and all(_is_loose(part) for part in parts):
            replaced.update(part for part in parts if part is not None)
            added.append(Name(token.i, surname.i + 1, token.start, surname.end, "PERSON", None))
    return [*(name for name in found if name not in replaced), *added]


def _is_full_name(parse: Parse, actors: ActorBook, given: Token, surname: Token) -> bool:
    """Whether two neighbouring words read as a given name and a surname."""
    if given.lower not in actors.given or given.lower in actors.roles or given.end + 1 != surname.start:
        return False
    if surname.lower in _COMPANIES or surname.lower in actors.roles or surname.lower in actors.place_words:
        return False
    if _is_vessel(parse, actors, given.i):
        return False
    proper = given.pos == surname.pos == "PROPN" and parse.sentence_of[given.i] == parse.sentence_of[surname.i]
    return proper and all(word.text[0].isupper() and word.text[1:2].islower() for word in (given, surname))


def _is_loose(name: Name | None) -> bool:
    return name is None or (name.after - name.first == 1 and name.actor_id is None and name.label != "NORP")


def _titled(parse: Parse, actors: ActorBook, found: list[Name]) -> Iterator[Name]:
    """People the tagger overlooked: capitalised names right after a title, "President Anna Belova"."""
    taken = {i for name in found for i in range(name.first, name.after)}
    for token in parse.tokens:
        if token.i in taken or token.pos != "PROPN" or not token.text[0].isupper() or token.lower in actors.roles:
            continue
        if not _follows_title(parse, actors, token.i) or not token.text.replace("-", "").isalpha():
            continue
        after = token.i + 1
        while after < len(parse.tokens) and after not in taken and _continues(parse, after):
            after += 1
        taken.update(range(token.i, after))
        if parse.tokens[after - 1].lower not in actors.roles:
            yield Name(token.i, after, token.start, parse.tokens[after - 1].end, "PERSON", None)


def _continues(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    same = parse.sentence_of[i] == parse.sentence_of[i - 1]
    return same and token.pos == "PROPN" and token.text[0].isupper() and token.text.replace("-", "").isalpha()


def _repeated(parse: Parse, actors: ActorBook, found: list[Name]) -> list[Name]:
    """The names, with later bare surnames of people named in full where the tagger saw no name, or another kind."""
    long = [name for name in found if name.label == "PERSON" and name.after - name.first > 1]
    surnames = {parse.tokens[name.after - 1].text for name in long}
    surnames = {word for word in surnames if len(word) > 2 and word.lower() not in actors.roles}
    kept = []
    for name in found:
        alone = name.after - name.first == 1 and name.actor_id is None and name.label != "PERSON"
        named = alone and parse.tokens[name.first].text in surnames and not _has_article(parse, name.first)
        kept.append(name._replace(label="PERSON") if named else name)
    taken = {i for name in found for i in range(name.first, name.after)}
    bare = (token for token in parse.tokens if token.i not in taken and token.pos == "PROPN" and token.text in surnames)
    return [*kept, *(Name(token.i, token.i + 1, token.start, token.end, "PERSON", None) for token in bare)]
