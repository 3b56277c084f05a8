"""The people of an article: full names, surnames and titles merged, each with gender and roles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from readout.analysis.coreference.roles import Introduction, find_introductions, pick_nations
from readout.analysis.coreference.slugs import make_slug
from readout.codebook.actors import ActorBook
from readout.records import Actor, Mention, Office, Span
from readout.tokens import Parse

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_NEAR = 1  # sentences within which the last full name says whose surname it is


@dataclass(slots=True)
class Figure:
    """A person while the article is read: `words` of the fullest name, `gender` m, f or ""."""

    actor_id: str
    name: str
    words: tuple[str, ...]
    gender: str
    roles: list[Introduction] = field(default_factory=list)
    spellings: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    is_known: bool = False
    is_sure: bool = True  # False for a lone word that nothing else shows to be a person


@dataclass(slots=True)
class People:
    """The figures of an article in order of appearance, and the one that each PERSON mention stands for."""

    figures: dict[str, Figure] = field(default_factory=dict)
    by_span: dict[Span, str] = field(default_factory=dict)
    open_spans: dict[Span, tuple[str, ...]] = field(default_factory=dict)  # a surname that several bear

    def new_actors(self, book: ActorBook) -> Iterator[Actor]:
        """Those whom the codebook does not have; of a country when a role says of which."""
        for figure in self.figures.values():
            if not figure.is_known and figure.is_sure:
                offices = dict.fromkeys(Office(role.printed, role.of_id, None, None) for role in figure.roles)
                owners = (book.by_id[role.of_id] for role in figure.roles if role.of_id and role.of_id in book.by_id)
                nation = next((owner.country for owner in owners if owner.country), None)
                names = tuple(dict.fromkeys(name for name in figure.spellings if name != figure.name))
                yield Actor(figure.actor_id, figure.name, "person", nation, names, tuple(offices), ())


def introduce(parse: Parse, mentions: Sequence[Mention], book: ActorBook) -> People:
    """The people named in the article: first those with a full name, then the surnames."""
    people, nations = People(), pick_nations(mentions)
    named = [(mention, _words(parse, mention)) for mention in mentions if mention.label == "PERSON"]
    for mention, words in named:
        if len(words) > 1:
            _add(parse, people, mention, words, _full(people, mention, words, book), book, nations)
    for mention, words in named:
        if len(words) == 1:
            candidates = _bearers(parse, people, mention, words[0], book)
            chosen = _choose(parse, people, mention, candidates)
            if chosen is None and candidates:
                people.open_spans[mention.span] = tuple(candidates)
            elif chosen is not None:
                _add(parse, people, mention, words, people.figures[chosen], book, nations)
            elif words:
                _add(parse, people, mention, words, _lone(parse, people, mention, words, book), book, nations)
    return people


def link_names(mentions: Sequence[Mention], people: People) -> tuple[Mention, ...]:
    """The mentions with every person's id filled in, or taken away where a surname is borne by two."""
    return tuple(
        Mention(mention.span, mention.label, _sure_id(people, mention)) if mention.label == "PERSON" else mention
        for mention in mentions
    )


def _sure_id(people: People, mention: Mention) -> str | None:
    actor_id = people.by_span.get(mention.span)
    return actor_id if actor_id is not None and people.figures[actor_id].is_sure else None


def _words(parse: Parse, mention: Mention) -> tuple[str, ...]:
    words = parse.text[mention.span.start : mention.span.end].split()
    return tuple(word for word in words if word.lower() not in _SUFFIXES) or tuple(words)


def _full(people: People, mention: Mention, words: tuple[str, ...], book: ActorBook) -> Figure:
    """The figure with that full name, met before or new."""
    if mention.actor_id is not None:
        return _known(people, mention.actor_id, words, book)
    for figure in people.figures.values():
        if _same_name(figure.words, words):
            return figure
    name = " ".join(words)
    listed = book.by_name.get(name.lower())
    if listed is not None and book.by_id[listed].kind == "person":
        return _known(people, listed, words, book)
    return _new(people, name, words, book)


def _known(people: People, actor_id: str, words: tuple[str, ...], book: ActorBook) -> Figure:
    if actor_id not in people.figures:
        actor = book.by_id[actor_id]
        gender = book.genders.get(actor_id) or book.given.get(actor.name.split()[0].lower(), "")
        full = tuple(actor.name.split()) if len(words) == 1 else words
        people.figures[actor_id] = Figure(actor_id, actor.name, full, gender, is_known=True)
    return people.figures[actor_id]


def _new(people: People, name: str, words: tuple[str, ...], book: ActorBook) -> Figure:
    slug = make_slug(name, {*book.by_id, *people.figures})
    gender = book.given.get(words[0].lower(), "") if len(words) > 1 else ""
    people.figures[slug] = Figure(slug, name, words, gender)
    return people.figures[slug]


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names are one person's: same surname, same given name or its initial."""
    if len(one) < 2 or len(other) < 2 or one[-1].lower() != other[-1].lower():
        return False
    first, second = one[0].lower().rstrip("."), other[0].lower().rstrip(".")
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


def _bearers(parse: Parse, people: People, mention: Mention, word: str, book: ActorBook) -> list[str]:
    """Who may be meant by one word: by surname, else by any other part of a full name."""
    folded = word.lower()
    by_surname = [key for key, figure in people.figures.items() if figure.words[-1].lower() == folded]
    if mention.actor_id is not None and mention.actor_id in by_surname:
        others = [key for key in by_surname if key != mention.actor_id]
        if not any(_is_near(parse, people.figures[key], mention) for key in others):
            return [mention.actor_id]
    if by_surname:
        return _fitting(parse, people, mention, by_surname, book)
    if mention.actor_id is not None:
        _known(people, mention.actor_id, (word,), book)
        return [mention.actor_id]
    parts = [key for key, figure in people.figures.items() if folded in map(str.lower, figure.words)]
    parts += [
        key
        for key, figure in people.figures.items()
        if key not in parts and figure.is_known and folded in map(str.lower, book.by_id[key].names)
    ]
    return _fitting(parse, people, mention, parts, book)


def _fitting(parse: Parse, people: People, mention: Mention, candidates: list[str], book: ActorBook) -> list[str]:
    """The candidates whom the title before a surname does not exclude: "Mrs. Hale", "President Hale"."""
    first = parse.tokens_in(mention.span)[0]
    role = book.roles.get(parse.tokens[first - 1].lower) if first else None
    if role is None or len(candidates) < 2:
        return candidates
    kept = [key for key in candidates if not role.gender or people.figures[key].gender in ("", role.gender)]
    same = [key for key in kept if any(role.word == held.role.word for held in people.figures[key].roles)]
    return same or kept


def _is_near(parse: Parse, figure: Figure, mention: Mention) -> bool:
    here = parse.sentence_of[parse.tokens_in(mention.span)[0]]
    return any(0 <= here - sentence <= _NEAR for sentence in figure.sentences)


def _choose(parse: Parse, people: People, mention: Mention, candidates: list[str]) -> str | None:
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    near = [key for key in candidates if _is_near(parse, people.figures[key], mention)]
    return near[0] if len(near) == 1 else None


def _lone(parse: Parse, people: People, mention: Mention, words: tuple[str, ...], book: ActorBook) -> Figure:
    """A figure known by one word; sure only when its grammar is a person's."""
    for figure in people.figures.values():
        if figure.words == words:
            return figure
    figure = _new(people, words[0], words, book)
    head = parse.tokens[parse.tokens_in(mention.span)[-1]]
    before = parse.tokens[head.i - 1].lower if head.i else ""
    figure.is_sure = head.dep in ("nsubj", "nsubjpass", "agent") or before in book.roles
    if before not in book.roles and words[0].lower() in book.given:
        figure.gender = book.given[words[0].lower()]
    return figure


def _add(
    parse: Parse,
    people: People,
    mention: Mention,
    words: tuple[str, ...],
    figure: Figure,
    book: ActorBook,
    nations: Sequence[Mention],
) -> None:
    held = parse.tokens_in(mention.span)
    people.by_span[mention.span] = figure.actor_id
    figure.spellings.append(" ".join(words))
    figure.sentences.append(parse.sentence_of[held[0]])
    for introduction in find_introductions(parse, held[0], held[-1] + 1, nations, book):
        if introduction.role.gender and not figure.gender:
            figure.gender = introduction.role.gender
        if introduction.role.kind != "address" and introduction not in figure.roles:
            figure.roles.append(introduction)
        figure.is_sure = True
