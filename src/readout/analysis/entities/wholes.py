"""Names that the tagger saw in parts or not at all: institutions, full names, people after a title, bare surnames."""

from collections.abc import Iterator

from readout.analysis.entities.names import COMPANIES, Name, continues_name, follows_title, has_article, is_vessel
from readout.codebook.actors import ActorBook
from readout.tokens import Parse, Token

_INSTITUTION = 4  # words


def join_institutions(parse: Parse, actors: ActorBook, found: list[Name]) -> list[Name]:
    """A nation and the capitalised institution after it as one organisation: "Russian Foreign Ministry"."""
    taken = {i: name for name in found for i in range(name.first, name.after)}
    whole: list[Name] = []
    for name in found:
        after = name.after
        while after < len(parse.tokens) and after - name.after < _INSTITUTION and continues_name(parse, after):
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


def join_full_names(parse: Parse, actors: ActorBook, found: list[Name]) -> list[Name]:
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
    if surname.lower in COMPANIES or surname.lower in actors.roles or surname.lower in actors.place_words:
        return False
    if is_vessel(parse, actors, given.i):
        return False
    proper = given.pos == surname.pos == "PROPN" and parse.sentence_of[given.i] == parse.sentence_of[surname.i]
    return proper and all(word.text[0].isupper() and word.text[1:2].islower() for word in (given, surname))


def _is_loose(name: Name | None) -> bool:
    return name is None or (name.after - name.first == 1 and name.actor_id is None and name.label != "NORP")


def find_titled(parse: Parse, actors: ActorBook, found: list[Name]) -> Iterator[Name]:
    """People the tagger overlooked: capitalised names right after a title, "President Anna Belova"."""
    taken = {i for name in found for i in range(name.first, name.after)}
    for token in parse.tokens:
        if token.i in taken or token.pos != "PROPN" or not token.text[0].isupper() or token.lower in actors.roles:
            continue
        if not follows_title(parse, actors, token.i) or not token.text.replace("-", "").isalpha():
            continue
        after = token.i + 1
        while after < len(parse.tokens) and after not in taken and continues_name(parse, after):
            after += 1
        taken.update(range(token.i, after))
        if parse.tokens[after - 1].lower not in actors.roles:
            yield Name(token.i, after, token.start, parse.tokens[after - 1].end, "PERSON", None)


def find_repeated(parse: Parse, actors: ActorBook, found: list[Name]) -> list[Name]:
    """The names, with later bare surnames of people named in full where the tagger saw no name, or another kind."""
    long = [name for name in found if name.label == "PERSON" and name.after - name.first > 1]
    surnames = {parse.tokens[name.after - 1].text for name in long}
    surnames = {word for word in surnames if len(word) > 2 and word.lower() not in actors.roles}
    kept = []
    for name in found:
        alone = name.after - name.first == 1 and name.actor_id is None and name.label != "PERSON"
        named = alone and parse.tokens[name.first].text in surnames and not has_article(parse, name.first)
        kept.append(name._replace(label="PERSON") if named else name)
    taken = {i for name in found for i in range(name.first, name.after)}
    bare = (token for token in parse.tokens if token.i not in taken and token.pos == "PROPN" and token.text in surnames)
    return [*kept, *(Name(token.i, token.i + 1, token.start, token.end, "PERSON", None) for token in bare)]
