"""Who is known beforehand: actors, the names they go by, and the offices they hold by date."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_rows, split_cell
from readout.errors import CodebookError
from readout.records import Actor, Office

KINDS = frozenset({"person", "country", "organisation", "alliance", "group", "place"})


@dataclass(frozen=True, slots=True)
class ActorBook:
    """`actors` in order of id; `by_id` finds one, `by_name` an id by a name in lower case."""

    actors: tuple[Actor, ...]
    by_id: Mapping[str, Actor]
    by_name: Mapping[str, str]


def parse_actors(files: Mapping[str, str]) -> ActorBook:
    """
    Read every `actors*.csv` (id, name, kind, country, names, codes) and `offices*.csv`
    (actor, title, of, since, until, source) of a codebook.

    A later file's row replaces an earlier one of the same id. Raises CodebookError on an unknown kind,
    or on an office whose actor is unknown or whose source is not stated.
    """
    offices = _parse_offices(files)
    found: dict[str, Actor] = {}
    for file in sorted(name for name in files if _is_named(name, "actors")):
        for line, row in read_rows(file, files[file], ("id", "name", "kind", "country", "names", "codes")):
            if row["kind"] not in KINDS:
                raise CodebookError(file, line, f"'{row['kind']}' is no kind of actor; use {', '.join(sorted(KINDS))}")
            found[row["id"]] = Actor(
                id=row["id"],
                name=row["name"],
                kind=row["kind"],
                country=row["country"] or None,
                names=split_cell(row["names"]),
                offices=tuple(offices.pop(row["id"], ())),
                codes=split_cell(row["codes"]),
            )
    if offices:
        raise CodebookError("offices.csv", None, f"names an actor that no actors file has: {min(offices)}")
    actors = tuple(found[key] for key in sorted(found))
    by_name: dict[str, str] = {}
    for actor in actors:
        for name in (actor.name, *actor.names):
            by_name.setdefault(name.lower(), actor.id)
    return ActorBook(actors=actors, by_id={actor.id: actor for actor in actors}, by_name=by_name)


def _parse_offices(files: Mapping[str, str]) -> dict[str, list[Office]]:
    offices: dict[str, list[Office]] = {}
    for file in sorted(name for name in files if _is_named(name, "offices")):
        for line, row in read_rows(file, files[file], ("actor", "title", "of", "since", "until", "source")):
            if not row["source"]:
                raise CodebookError(file, line, "an office needs the source its dates come from")
            office = Office(row["title"], row["of"] or None, row["since"] or None, row["until"] or None)
            offices.setdefault(row["actor"], []).append(office)
    return offices


def _is_named(file: str, stem: str) -> bool:
    base = file.rsplit("/", 1)[-1]
    return base.startswith(stem) and base.endswith(".csv")
