"""Descriptions that stand for somebody: "the Russian leader", "the foreign minister", "the alliance"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from readout.analysis.coreference.bodies import Bodies
from readout.analysis.coreference.figures import Figure, People
from readout.analysis.coreference.roles import find_nation, find_role, pick_nations
from readout.codebook.actors import ActorBook
from readout.codebook.offices import Role
from readout.records import Mention, Span
from readout.tokens import Parse, Token

_NAMELESS = frozenset({"a", "an", "any", "each", "every", "no", "another", "some", "which", "what", "whose"})
_FORMER = frozenset({"former", "ex", "late", "then", "ousted", "onetime"})
_NOW = frozenset({"current", "new", "sitting", "incumbent", "acting", "longtime", "veteran", "own", "first"})
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_SAID_OF = frozenset({"attr", "appos", "oprd", "compound", "amod", "nmod"})
_NEAR = 2  # sentences within which a person is still in the reader's mind


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that describes a person or body: its span, its noun, its role, whose it is."""

    span: Span
    noun: int
    role: Role
    of_id: str | None
    former: bool
    owner: int | None  # a possessive pronoun or name before it


def link_descriptions(
    parse: Parse,
    mentions: Sequence[Mention],
    people: People,
    bodies: Bodies,
    book: ActorBook,
    published: str | None,
) -> tuple[Mention, ...]:
    """A mention for each description of an office or of a body named in the article; `actor_id` None when unsure."""
    found: list[Mention] = []
    for told in _find_descriptions(parse, mentions, book):
        if told.role.kind == "body":
            fitting = _fitting_bodies(parse, told, mentions, bodies, book)
            if fitting:
                found.append(Mention(told.span, "ORG", fitting.pop() if len(fitting) == 1 else None))
        elif not _is_owned(parse, told):
            person = resolve(parse, told, people, book, published) or _only_holder(told, mentions, book, published)
            if person is not None or told.role.titles:
                found.append(Mention(told.span, "PERSON", person))
    return tuple(found)


def link_owned(
    parse: Parse, mentions: Sequence[Mention], people: People, book: ActorBook, published: str | None
) -> tuple[Mention, ...]:
    """
    A mention for each "his foreign minister", an office of the owner's state, and each "his Russian counterpart",
    who holds the owner's office for the state named. Wants the pronouns resolved.
    """
    found = []
    for told in _find_descriptions(parse, mentions, book):
        if _is_owned(parse, told) and told.role.kind != "body":
            owner = _owner(parse, told, mentions)
            fits = set(_resolve_owned(parse, told, owner, people, book, published)) - {None, owner}
            if fits or told.role.titles or told.of_id is not None:
                found.append(Mention(told.span, "PERSON", fits.pop() if len(fits) == 1 else None))
    return tuple(found)


def _is_owned(parse: Parse, told: Description) -> bool:
    return told.role.word == "counterpart" or (
        told.owner is not None and parse.tokens[told.owner].lower in ("his", "her")
    )


def _resolve_owned(
    parse: Parse, told: Description, owner: str | None, people: People, book: ActorBook, published: str | None
) -> Iterator[str | None]:
    if told.role.word != "counterpart":
        nations = _nations_of(people.figures[owner], book) if owner in people.figures else set[str]()
        of_id = told.of_id or (nations.pop() if len(nations) == 1 else None)
        if of_id is not None:
            yield resolve(parse, replace(told, of_id=of_id, owner=None), people, book, published)
    elif told.of_id is not None and owner is not None:
        for role in _roles_of(owner, people, book, published):
            yield resolve(parse, replace(told, role=role, former=False, owner=None), people, book, published)


def _find_descriptions(parse: Parse, mentions: Sequence[Mention], book: ActorBook) -> Iterator[Description]:
    names = {i for each in mentions if each.label == "PERSON" for i in parse.tokens_in(each.span)}
    bodies = {i for each in mentions if each.label == "ORG" for i in parse.tokens_in(each.span)}
    taken, nations = names | bodies, pick_nations(mentions)
    of_nations = {i for each in nations for i in parse.tokens_in(each.span)}
    for token in parse.tokens:
        if token.tag in ("NN", "NNP") and token.dep not in _SAID_OF and token.i not in taken:
            told = _describe(parse, token, names, nations, of_nations, book)
            if told is not None:
                yield told


def _describe(
    parse: Parse, token: Token, names: set[int], nations: Sequence[Mention], of_nations: set[int], book: ActorBook
) -> Description | None:
    left = min((i for i in parse.subtree(token.i) if _before(parse, i, token)), default=token.i)
    role = find_role(parse, token.i + 1, left, book.roles)
    if role is None or role.kind == "address" or token.i + 1 in names or _has_name(parse, token, names):
        return None
    words = parse.tokens[left : token.i]
    owned = next((i for i in parse.children[token.i] if parse.tokens[i].dep == "poss"), None)
    span = parse.span(left, token.i + 1)
    of_id = find_nation(span, nations) or _of(parse, token, nations)
    definite = any(word.lower in _DEFINITE for word in words[:1]) or owned is not None or find_nation(span, nations)
    if not definite or any(word.lower in _NAMELESS for word in words):
        return None
    if not _is_plain(parse, left, token.i + 1, role, of_nations):
        return None
    return Description(span, token.i, role, of_id, any(word.lower in _FORMER for word in words), owned)


def _is_plain(parse: Parse, first: int, after: int, role: Role, of_nations: set[int]) -> bool:
    """Whether nothing narrows the description but a nation: "the rebel leader" is not just any leader."""
    end = parse.tokens[after - 1].end - len(role.word)
    for token in parse.tokens[first:after]:
        free = token.pos in ("DET", "PRON", "PART", "PUNCT") or token.i in of_nations or token.start >= end
        if not free and token.lower not in _FORMER | _NOW and token.dep != "poss":
            return False
    return True


def _before(parse: Parse, i: int, noun: Token) -> bool:
    """Whether token `i` stands before the noun with nothing but its own premodifiers between."""
    if i > noun.i:
        return False
    inside = set(parse.subtree(noun.i))
    return all(j in inside for j in range(i, noun.i))


def _has_name(parse: Parse, token: Token, names: set[int]) -> bool:
    return any(
        child in names or any(i in names for i in parse.children[child])
        for child in parse.children[token.i]
        if parse.tokens[child].dep == "appos"
    )


def _of(parse: Parse, token: Token, nations: Sequence[Mention]) -> str | None:
    """The state of "the president of Ukraine"."""
    for child in parse.children[token.i]:
        if child > token.i and parse.tokens[child].lower in ("of", "for"):
            for noun in parse.children[child]:
                words = parse.subtree(noun)
                nation = find_nation(parse.span(words[0], words[-1] + 1), nations)
                if nation is not None:
                    return nation
    return None


def resolve(parse: Parse, told: Description, people: People, book: ActorBook, published: str | None) -> str | None:
    """
    The actor a description stands for: the only person of the article whom it fits, of several the only near one;
    else the only holder of the office on the day of publication. None when that leaves none or two.
    """
    sure = [figure for figure in people.figures.values() if figure.is_sure]
    fitting = [figure.actor_id for figure in sure if _fits(figure, told, book, published)]
    exact = [key for key in fitting if told.of_id in _nations_of(people.figures[key], book)]
    fitting = exact or fitting
    if len(fitting) > 1:
        here = parse.sentence_of[told.noun]
        fitting = [key for key in fitting if any(0 <= here - at <= _NEAR for at in people.figures[key].sentences)]
    elif not fitting and told.of_id is not None and not told.former:
        return _holder(told, book, published)
    return fitting[0] if len(fitting) == 1 else None


def _fits(figure: Figure, told: Description, book: ActorBook, published: str | None) -> bool:
    if told.role.gender and figure.gender and told.role.gender != figure.gender:
        return False
    for held in figure.roles:
        same = held.role.word == told.role.word or set(held.role.titles) & set(told.role.titles)
        whose = told.of_id is None or not (nations := _nations_of(figure, book)) or told.of_id in nations
        if same and whose and held.former == told.former:
            return True
    return figure.is_known and not told.former and _holds(figure.actor_id, told, book, published)


def _nations_of(figure: Figure, book: ActorBook) -> set[str]:
    """The states and organisations that somebody's roles, as printed or listed, are roles of."""
    nations = {held.of_id for held in figure.roles if held.of_id is not None}
    return nations | {term.of_id for term in book.terms if term.actor_id == figure.actor_id and term.of_id is not None}


def _holds(actor_id: str, told: Description, book: ActorBook, published: str | None) -> bool:
    days = days_of(published)
    held = (term for term in book.terms if term.actor_id == actor_id and told.of_id in (None, term.of_id))
    return any(term.title in told.role.titles and (days is None or term.covers(*days)) for term in held)


def _holder(told: Description, book: ActorBook, published: str | None) -> str | None:
    """Who held the office on the day; of several titles that the word may stand for, the first with one holder."""
    days = days_of(published)
    if days is None:
        return None
    for title in told.role.titles:
        held = {t.actor_id for t in book.terms if t.title == title and t.of_id == told.of_id and t.covers(*days)}
        if held:
            return held.pop() if len(held) == 1 else None
    return None


def _only_holder(told: Description, mentions: Sequence[Mention], book: ActorBook, published: str | None) -> str | None:
    """Who holds a bare "the chancellor" when only one of the states named in the article has that office."""
    if told.of_id is not None or told.former or not told.role.titles:
        return None
    nations = {each.actor_id for each in pick_nations(mentions)}
    title = told.role.titles[0]
    having = {term.of_id for term in book.terms if term.title == title and term.of_id in nations}
    return _holder(replace(told, of_id=having.pop()), book, published) if len(having) == 1 else None


def days_of(published: str | None) -> tuple[str, str] | None:
    """First and last day of `Article.published`: a day, an instant, a month, a year, or an interval of such."""
    if published is None or not published[:4].isdigit():
        return None
    first, _, last = published.partition("/")
    return _pad(first, "-01-01"), _pad(last or first, "-12-31")


def _pad(day: str, rest: str) -> str:
    return day[:10] + rest[len(day[:10]) - 4 :] if len(day) < 10 else day[:10]


def _owner(parse: Parse, told: Description, mentions: Sequence[Mention]) -> str | None:
    if told.owner is None:
        return None
    place = parse.tokens[told.owner]
    for mention in mentions:
        if mention.span.start <= place.start and place.end <= mention.span.end and mention.label == "PERSON":
            return mention.actor_id
    return None


def _roles_of(actor_id: str, people: People, book: ActorBook, published: str | None) -> tuple[Role, ...]:
    figure = people.figures.get(actor_id)
    printed = [held.role for held in figure.roles if not held.former and held.role.titles] if figure else []
    days = days_of(published)
    titles = {t.title for t in book.terms if t.actor_id == actor_id and days is not None and t.covers(*days)}
    listed = [
        role for role in book.roles.values() if role.titles and role.titles[0] in titles and role.kind == "office"
    ]
    return tuple(dict.fromkeys((*printed, *listed[:1])))


def _fitting_bodies(
    parse: Parse, told: Description, mentions: Sequence[Mention], bodies: Bodies, book: ActorBook
) -> set[str]:
    """The organisations named so far whose name ends with the noun, or that the codebook calls by it."""
    noun, fitting = parse.tokens[told.noun].lower, set[str]()
    for mention in mentions:
        if mention.label == "ORG" and mention.actor_id is not None and mention.span.end <= told.span.start:
            actor = bodies.actors.get(mention.actor_id) or book.by_id.get(mention.actor_id)
            called = actor is not None and (actor.id in told.role.titles or actor.name.lower().endswith(" " + noun))
            if called and (told.of_id is None or actor is None or told.of_id in (actor.country, actor.id)):
                fitting.add(mention.actor_id)
    return fitting
