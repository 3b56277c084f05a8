"""PLOVER as data: the sixteen event types with their quads, and the verb and noun patterns that are coded as them."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_rows, read_toml, split_cell
from readout.codes import EventType
from readout.errors import CodebookError

TYPES_FILE = "plover.toml"
VERBS_FILE = "verbs.csv"
QUADS = frozenset({"verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"})
NO_EVENT = "-"  # in the column of types
KINDS = frozenset({"verb", "noun"})
_COLUMNS = ("words", "kind", "needs", "type", "mode", "contexts", "recipient")


@dataclass(frozen=True, slots=True)
class TypeNote:
    """What PLOVER says of one event type, in our words, and the quad it belongs to."""

    quad: str
    about: str
    cameo: str  # CAMEO's code for the type at large
    modes: Mapping[str, str]  # and for its modes


@dataclass(frozen=True, slots=True)
class Need:
    """
    One thing a pattern asks of its word: `part` is subj, obj, noobj, who (an object that can be spoken to), thing
    (an object that is no person), comp, do (the verb of its clause), whom (the subject of that), base (a clause
    with a bare verb: "insist that he go"), inf (a clause with "to"), both (two parties),
    oprd, acomp, until, dative, or prepositions, with | between what may stand for each other.

    `words` empty: any; PARTY is any name of a known actor; for comp they are event types in lower case, or conflict
    and cooperation.
    """

    part: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with what it needs, what it is coded as, and where its recipient stands, in order of preference."""

    word: str
    particle: str | None
    needs: tuple[Need, ...]
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    recipient: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much the pattern asks: of two that fit, the one that asks more is the better reading."""
        return (2 if self.particle else 0) + sum(1 if not need.words else 2 for need in self.needs)


@dataclass(frozen=True, slots=True)
class Idiom:
    """A word with company that makes it no event: "struck gold", "declined to comment"."""

    word: str
    particle: str | None
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class PloverBook:
    """`verbs` and `nouns`: patterns by the word they start from, those that ask most first."""

    types: Mapping[EventType, TypeNote]
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    idioms: Mapping[str, tuple[Idiom, ...]]
    agents: frozenset[str]  # "troops", "officials": stand for the country named beside them
    people: frozenset[str]  # "protesters", "rebels": act, but not for the country named beside them
    carriers: frozenset[str]  # "announced a suspension": verbs whose subject does what their object names
    yielding: frozenset[str]  # "will not accept": verbs whose refusal is one
    partitives: frozenset[str]  # "a series of": what follows "of" is meant
    offices: frozenset[str]  # "the ministry said": tell of their own state's diplomacy
    witnesses: frozenset[str]  # "residents said": who tell without a stake in it
    things: frozenset[str]  # "the ship", "the decree": somebody's, and known again
    instruments: frozenset[str]  # of the things those that act for their owner: "the decree bars"
    armed: frozenset[str]  # of the things those that are somebody's forces, by whatever word
    vessels: frozenset[str]  # of the things those that stand for each other: "the freighter", "the ship"

    def cameo_of(self, event_type: EventType, mode: str | None) -> str:
        """The CAMEO code of a type and its mode, from PLOVER's published table; of the type alone for other modes."""
        note = self.types[event_type]
        return note.modes.get(mode or "", note.cameo)

    def is_conflict(self, event_type: EventType) -> bool:
        """Whether the type lies in one of the two conflict quads."""
        note = self.types.get(event_type)
        return note is not None and note.quad.endswith("conflict")


def parse_plover(files: Mapping[str, str]) -> PloverBook:
    """
    Read `plover.toml` (types, nouns, agents) and `verbs.csv`; a standoff's files add rows and types.

    Raises CodebookError on an unknown type, quad or list, and on a pattern that cannot be read.
    """
    types: dict[EventType, TypeNote] = {}
    lists: dict[str, frozenset[str]] = {}
    agents: set[str] = set()
    people: set[str] = set()
    witnesses: set[str] = set()
    offices: set[str] = set()
    for file in _named(files, TYPES_FILE):
        table = read_toml(file, files[file])
        types.update(_read_type(file, name, note) for name, note in table.get("types", {}).items())
        lists.update((name, frozenset(words)) for name, words in table.get("nouns", {}).items())
        agents.update(table.get("agents", {}).get("words", ()))
        people.update(table.get("agents", {}).get("people", ()))
        witnesses.update(table.get("agents", {}).get("witnesses", ()))
        offices.update(table.get("agents", {}).get("offices", ()))
    found: dict[str, dict[str, list[Pattern]]] = {kind: {} for kind in KINDS}
    idioms: dict[str, list[Idiom]] = {}
    for file in _named(files, VERBS_FILE):
        for line, row in read_rows(file, files[file], _COLUMNS):
            if row["kind"] not in KINDS:
                raise CodebookError(file, line, f"'{row['kind']}' must be verb or noun")
            for word in split_cell(row["words"]):
                if row["type"] == NO_EVENT:
                    base, _, particle = word.partition(" ")
                    idioms.setdefault(base, []).append(
                        Idiom(base, particle or None, _read_needs(file, line, row, lists))
                    )
                    continue
                pattern = _read_pattern(file, line, word, row, lists)
                found[row["kind"]].setdefault(pattern.word, []).append(pattern)
    verbs, nouns = ({word: _most_first(rows) for word, rows in found[kind].items()} for kind in ("verb", "noun"))
    none: frozenset[str] = frozenset()
    carriers, partitives = lists.get("carriers", none), lists.get("partitives", none)
    yielding = lists.get("yielding", none)
    vessels = lists.get("vessels", none)
    things = vessels | lists.get("things", none) | lists.get("instruments", none)
    together = {word: tuple(rows) for word, rows in idioms.items()}
    return PloverBook(
        types=types,
        verbs=verbs,
        nouns=nouns,
        idioms=together,
        agents=frozenset(agents),
        people=frozenset(people),
        carriers=carriers,
        yielding=yielding,
        partitives=partitives,
        witnesses=frozenset(witnesses),
        offices=frozenset(offices),
        things=things | lists.get("armed", none),
        instruments=lists.get("instruments", none),
        armed=lists.get("armed", none),
        vessels=vessels,
    )


def _named(files: Mapping[str, str], base: str) -> list[str]:
    return sorted(name for name in files if name.rsplit("/", 1)[-1] == base)


def _most_first(patterns: list[Pattern]) -> tuple[Pattern, ...]:
    return tuple(sorted(patterns, key=lambda pattern: -pattern.weight))


def _read_type(file: str, name: str, note: object) -> tuple[EventType, TypeNote]:
    if name not in EventType.__members__:
        raise CodebookError(file, None, f"'{name}' is no PLOVER type; use {', '.join(EventType.__members__)}")
    if not isinstance(note, dict) or note.get("quad") not in QUADS:
        raise CodebookError(file, None, f"[types.{name}] needs a quad: {', '.join(sorted(QUADS))}")
    modes = {str(mode): str(code) for mode, code in note.get("modes", {}).items()}
    return EventType[name], TypeNote(note["quad"], str(note.get("about", "")), str(note.get("cameo", "")), modes)


def _read_pattern(file: str, line: int, word: str, row: dict[str, str], lists: Mapping[str, frozenset[str]]) -> Pattern:
    if row["type"] not in EventType.__members__:
        raise CodebookError(file, line, f"'{row['type']}' is no PLOVER type")
    base, _, particle = word.partition(" ")
    return Pattern(
        word=base,
        particle=particle or None,
        needs=_read_needs(file, line, row, lists),
        event_type=EventType[row["type"]],
        mode=row["mode"] or None,
        contexts=split_cell(row["contexts"]),
        recipient=tuple(row["recipient"].split()),
    )


def _read_needs(file: str, line: int, row: dict[str, str], lists: Mapping[str, frozenset[str]]) -> tuple[Need, ...]:
    return tuple(_read_need(file, line, need, lists) for need in row["needs"].split(";") if need.strip())


def _read_need(file: str, line: int, need: str, lists: Mapping[str, frozenset[str]]) -> Need:
    part, _, cell = need.strip().partition("=")
    words: set[str] = set()
    for word in split_cell(cell):
        if not word.startswith("@"):
            words.add(word if word.isupper() else word.lower())
        elif word[1:] in lists:
            words |= lists[word[1:]]
        else:
            raise CodebookError(file, line, f"'{word}' names no list of plover.toml")
    return Need(part, frozenset(words))
