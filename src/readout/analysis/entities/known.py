"""Names of the codebook in the text, with the label that the words around them give."""

from collections.abc import Iterator

from readout.analysis.entities.names import Name, is_at
from readout.codebook.actors import ActorBook
from readout.codebook.names import Match
from readout.records import Span
from readout.tokens import Parse

_WAYS = frozenset({"from", "to", "for", "toward", "towards"})
_APART = frozenset({"pro", "anti", "non", "ex", "un", "counter"})
_MADE = ("made", "backed", "built", "produced", "funded", "born", "speaking", "style", "occupied", "held")


def place_of(match: Match) -> Span:
    """The characters of a match."""
    return Span(match.start, match.end)


def known_matches(parse: Parse, actors: ActorBook) -> Iterator[Match]:
    """The codebook names in the prose, shadows included, those left out that the rest of the article speaks against."""
    seen: dict[str, tuple[int, ...]] = {}
    for first, after in parse.blocks:
        start, end = parse.tokens[first].start, parse.tokens[after - 1].end
        for match in actors.index.find(parse.text, start, end):
            held = parse.tokens_in(place_of(match))
            shadow = match.name.sense == "shadow"
            if held and (shadow or _is_meant(parse, actors, match, held[0], seen)):
                yield match


def name_match(parse: Parse, actors: ActorBook, match: Match) -> Name:
    """A match as a name, without the article that the codebook may list it with."""
    held = parse.tokens_in(place_of(match))
    first, after, start = held[0], held[-1] + 1, match.start
    if parse.text[start : start + 4].lower() == "the ":
        start, first = start + 4, min(first + 1, after - 1)
    return Name(first, after, start, match.end, _label(parse, actors, match, first, after), match.name.actor_id)


def _is_meant(parse: Parse, actors: ActorBook, match: Match, first: int, seen: dict[str, tuple[int, ...]]) -> bool:
    return not _is_otherwise(parse, actors, match, first) and not _is_doubtful(parse.text, match, actors, seen)


def _is_otherwise(parse: Parse, actors: ActorBook, match: Match, first: int) -> bool:
    """Whether the name is a language, "in Russian", or the surname of somebody addressed, "Mr. Washington"."""
    if match.name.sense == "demonym":
        return parse.tokens[first].entity == "LANGUAGE"
    role = actors.roles.get(parse.tokens[first - 1].lower) if first else None
    return role is not None and role.kind == "address" and actors.by_id[match.name.actor_id].kind != "person"


def _is_doubtful(text: str, match: Match, actors: ActorBook, seen: dict[str, tuple[int, ...]]) -> bool:
    doubt = actors.doubts.get(text[match.start : match.end])
    if doubt is None:
        return False

    def stands_elsewhere(word: str) -> bool:
        if word not in seen:
            seen[word] = tuple(_find_word(word, text))
        return any(at >= match.end or at + len(word) <= match.start for at in seen[word])

    if doubt.needs and not any(map(stands_elsewhere, doubt.needs)):
        return True
    return any(map(stands_elsewhere, doubt.unless))


def _find_word(word: str, text: str) -> Iterator[int]:
    """Where the word begins, each time that it stands in the text on its own."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield at
        at = text.find(word, at + 1)


def is_apart(parse: Parse, match: Match) -> bool:
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
        return "FAC" if is_at(parse, actors, after - 1) else "ORG"
    return {"country": "GPE", "place": "LOC"}.get(kind, "ORG")


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
