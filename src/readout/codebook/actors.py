"""Who is known beforehand: actors, the names they go by, and the offices they hold by date."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from readout.codebook.names import Name, NameIndex, index_names
from readout.codebook.offices import Role, Term, is_named, parse_roles, parse_terms
from readout.codebook.tables import read_rows, read_toml, split_cell
from readout.errors import CodebookError
from readout.records import Actor, Office

KINDS = frozenset({"person", "country", "organisation", "alliance", "group", "place"})
_ALIASES = (("demonyms", "demonym"), ("capitals", "capital"), ("seats", "seat"), ("names", "name"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """
    A name that means something else as well: it is read only beside one of `needs`, never beside one of `unless`.

    Both are words looked for in the whole article; an empty `needs` asks for nothing.
    """

    needs: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True)  # no slots: what is asked of every article is worked out once and kept
class ActorBook:
    """
    `actors` in order of id; `by_id` finds one, `by_name` an id by a name in lower case.

    `index` finds names in a text, `doubts` holds those that need more than the name, `terms` who held which
    office when, `roles` the words for offices and work, `genders` m or f by actor id, `given` m or f by given
    name in lower case, `place_words` the kind (at, travel, site, vessel) of a word that tells a place, or a ship,
    from an actor.
    """

    actors: tuple[Actor, ...]
    by_id: Mapping[str, Actor]
    by_name: Mapping[str, str]
    index: NameIndex = field(default_factory=lambda: index_names(()))
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    genders: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    place_words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The country of each actor that has one, by id."""
        return {actor.id: actor.country for actor in self.by_id.values() if actor.country}

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """Ids of alliances and organisations by their names, without "the"."""
        return {
            name.removeprefix("the "): actor.id
            for actor in self.by_id.values()
            if actor.kind in ("alliance", "organisation")
            for name in (actor.name, *actor.names)
        }


def parse_actors(files: Mapping[str, str]) -> ActorBook:
    """
    Read every `actors*.csv` (id, name, kind, country, names, codes, and if given demonyms, capitals, seats,
    gender), `offices*.csv`, `roles*.csv`, `doubtful_names*.csv`, `given_names*.csv` and `place_words*.csv`.

    A later file's row replaces an earlier one of the same id. Raises CodebookError on an unknown kind,
    or on an office whose actor is unknown or whose source is not stated.
    """
    terms = parse_terms(files)
    held: dict[str, list[Term]] = {}
    for term in terms:
        held.setdefault(term.actor_id, []).append(term)
    found: dict[str, Actor] = {}
    senses: dict[str, list[tuple[str, Name]]] = {}
    genders: dict[str, str] = {}
    for file, line, row in _rows(files, "actors", ("id", "name", "kind", "country", "names", "codes")):
        if row["kind"] not in KINDS:
            raise CodebookError(file, line, f"'{row['kind']}' is no kind of actor; use {', '.join(sorted(KINDS))}")
        actor = _actor(row, held.get(row["id"], ()))
        found[actor.id] = actor
        senses[actor.id] = _name(row)
        genders[actor.id] = row.get("gender", "")
    unknown = sorted({term.actor_id for term in terms} - found.keys())
    if unknown:
        raise CodebookError("offices.csv", None, f"names an actor that no actors file has: {unknown[0]}")
    shadows, doubts = _parse_doubts(files)
    actors = tuple(found[key] for key in sorted(found))
    return ActorBook(
        actors=actors,
        by_id={actor.id: actor for actor in actors},
        by_name=_by_name(actors),
        index=index_names([*(pair for pairs in senses.values() for pair in pairs), *shadows]),
        doubts=doubts,
        terms=terms,
        roles=parse_roles(files),
        genders={key: gender for key, gender in sorted(genders.items()) if gender},
        given={row["name"].lower(): row["gender"] for _, _, row in _rows(files, "given_names", ("name", "gender"))},
        place_words={row["word"]: row["kind"] for _, _, row in _rows(files, "place_words", ("word", "kind"))},
    )


def code_phrase(phrase: str, book: ActorBook) -> str | None:
    """
    The PLOVER/CAMEO code of the first state, organisation or person of the codebook that a phrase names.

    "Russian officials" is RUS, "the Taliban's spokesman" AFG; None when the phrase names nobody known. A phrase has
    no article around it, so a doubtful name is taken for the actor it is listed under unless the phrase itself
    speaks against it.
    """
    for match in book.index.find(phrase, 0, len(phrase)):
        doubt = book.doubts.get(phrase[match.start : match.end])
        against = doubt is not None and any(word in phrase for word in doubt.unless)
        if match.name.actor_id and not against:
            codes = book.by_id[match.name.actor_id].codes
            if codes:
                return codes[0]
    return None


def _actor(row: Mapping[str, str], held: Iterable[Term]) -> Actor:
    names = [row["name"], *(name for column, _ in reversed(_ALIASES) for name in split_cell(row.get(column, "")))]
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"] or None,
        names=tuple(dict.fromkeys(names[1:])),
        offices=tuple(Office(term.title, term.of_id, term.since, term.until) for term in held),
        codes=split_cell(row["codes"]),
    )


def _name(row: Mapping[str, str]) -> list[tuple[str, Name]]:
    pairs = [(row["name"], Name(row["id"], "name"))]
    for column, sense in _ALIASES:
        pairs.extend((name, Name(row["id"], sense)) for name in split_cell(row.get(column, "")))
    return pairs


def _by_name(actors: Iterable[Actor]) -> dict[str, str]:
    by_name: dict[str, str] = {}
    for actor in actors:
        for name in (actor.name, *actor.names):
            by_name.setdefault(name.lower(), actor.id)
    return by_name


def _parse_doubts(files: Mapping[str, str]) -> tuple[list[tuple[str, Name]], dict[str, Doubt]]:
    shadows: list[tuple[str, Name]] = []
    doubts: dict[str, Doubt] = {}
    for _, _, row in _rows(files, "doubtful_names", ("name", "needs", "unless")):
        if row["needs"] == "never":
            shadows.append((row["name"], Name("", "shadow")))
        else:
            doubts[row["name"]] = Doubt(split_cell(row["needs"]), split_cell(row["unless"]))
    return [*shadows, *_outlets(files)], doubts


def _outlets(files: Mapping[str, str]) -> Iterator[tuple[str, Name]]:
    """The names of a standoff's outlets, lest the city in one be read as a government."""
    for file in sorted(name for name in files if name.rsplit("/", 1)[-1] == "outlets.toml"):
        for table in read_toml(file, files[file]).values():
            if isinstance(table, dict) and isinstance(table.get("name"), str):
                yield table["name"].removeprefix("The "), Name("", "shadow")


def _rows(
    files: Mapping[str, str], stem: str, columns: tuple[str, ...]
) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    for file in sorted(name for name in files if is_named(name, stem)):
        for line, row in read_rows(file, files[file], columns):
            yield file, line, row
