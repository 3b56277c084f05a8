"""Words by which parties take positions: what demands, refuses, offers, threatens, and how firmly."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_rows, read_toml, split_cell
from readout.codes import PositionKind
from readout.errors import CodebookError

FILE, LISTS = "positions.csv", "positions.toml"
_FORMS = ("verb", "noun", "adjective")
_VOICES = ("speech", "state")
_PHRASES = ("red_line", "refusal", "not")
_FIRMNESS = ("firm", "starting_position", "open")
_NAMES = (
    "guarantee", "binding", "claim", "plan", "demand", "pledge", "harm", "ease", "yield",
    "consent", "keep", "force", "inference", "observer", "guess", "judging", "wanted", "courtesy",
    "light", "shed", "suffer", "injury", "burden", "provocation", "harsh", "comment", "vague",
    "deed", "wrong", "crime", "forces", "meeting", "standing", "unwilled", "forum", "give", "topic", "dated",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PositionCue:
    """
    A word that takes a position.

    `kind` None: only its negation takes one, and `negated` says which. `takes` are the places where the content
    may stand, best first, each with the list its head must be of, or None. `is_state` for a state of mind.
    """

    words: tuple[str, ...]
    kind: PositionKind | None
    negated: PositionKind | None
    takes: tuple[tuple[str, str | None], ...]
    is_state: bool


@dataclass(frozen=True, slots=True)
class PositionBook:
    """
    `cues` by form and first lemma, that with most words first; `lists` by name (see positions.toml);
    `firmness`, `markers` and `phrases` as words in lower case, those with most first. A phrase is what is said of a
    thing ("out of the question"), and whether it needs a "not" to refuse it. `standing` are words that tell a
    position as held before, and whether they do so inside of its content too. `fragments` open a quotation without a
    verb that takes a position: "not before".
    """

    cues: Mapping[tuple[str, str], tuple[PositionCue, ...]]
    lists: Mapping[str, frozenset[str]]
    firmness: tuple[tuple[tuple[str, ...], str], ...]
    markers: tuple[tuple[str, ...], ...]
    phrases: tuple[tuple[tuple[str, ...], PositionKind, bool], ...]
    standing: tuple[tuple[tuple[str, ...], bool], ...]
    fragments: tuple[tuple[tuple[str, ...], PositionKind], ...]

    def find(self, form: str, lemma: str) -> tuple[PositionCue, ...]:
        """The cues of a form that begin with a lemma."""
        return self.cues.get((form, lemma), ())

    def has(self, name: str, *words: str) -> bool:
        """Whether one of `words` stands in a list."""
        return any(word in self.lists[name] for word in words)


def parse_positions(table: str, lists: str) -> PositionBook:
    """Read positions.csv and positions.toml. Raises CodebookError on a form, kind, voice or list that is not known."""
    told = read_toml(LISTS, lists)
    words = {name: frozenset(_words(told, "lists", name)) for name in _NAMES}
    levels = [(tuple(text.split()), level) for level in _FIRMNESS for text in _words(told, "firmness", level)]
    markers = [tuple(text.split()) for text in _words(told, "conditions", "markers")]
    phrases = [
        (tuple(text.split()), PositionKind.REFUSAL if name == "not" else PositionKind(name), name == "not")
        for name in _PHRASES
        for text in _words(told, "phrases", name)
    ]
    standing = [
        (tuple(text.split()), name == "anywhere")
        for name in ("beside", "anywhere")
        for text in _words(told, "standing", name)
    ]
    fragments = [
        (tuple(text.split()), PositionKind(name))
        for name in ("red_line", "refusal")
        for text in _words(told, "fragments", name)
    ]
    found: dict[tuple[str, str], list[PositionCue]] = {}
    for line, row in read_rows(FILE, table, ("words", "form", "kind", "negated", "takes", "voice")):
        if row["form"] not in _FORMS or row["voice"] not in _VOICES:
            raise CodebookError(FILE, line, f"form is one of {', '.join(_FORMS)} and voice of {', '.join(_VOICES)}")
        cue = _cue(line, row, words)
        found.setdefault((row["form"], cue.words[0]), []).append(cue)
    return PositionBook(
        cues={key: tuple(sorted(cues, key=lambda cue: (-len(cue.words), cue.words))) for key, cues in found.items()},
        lists=words,
        firmness=tuple(sorted(levels, key=lambda one: (-len(one[0]), one))),
        markers=tuple(sorted(markers, key=lambda one: (-len(one), one))),
        phrases=tuple(sorted(phrases, key=lambda one: (-len(one[0]), one))),
        fragments=tuple(sorted(fragments, key=lambda one: (-len(one[0]), one))),
        standing=tuple(sorted(standing, key=lambda one: (-len(one[0]), one))),
    )


def _cue(line: int, row: Mapping[str, str], lists: Mapping[str, frozenset[str]]) -> PositionCue:
    try:
        kinds = [PositionKind(row[name]) if row[name] else None for name in ("kind", "negated")]
    except ValueError as error:
        raise CodebookError(FILE, line, f"{error}; see the notes at the head of the file") from error
    takes = []
    for part in split_cell(row["takes"]):
        place, _, needs = part.partition(":")
        if needs and needs not in {*lists, "party", "asked", "would"}:
            raise CodebookError(FILE, line, f"'{needs}' is no list of {LISTS}")
        takes.append((place, needs or None))
    return PositionCue(tuple(row["words"].split()), kinds[0], kinds[1], tuple(takes), row["voice"] == "state")


def _words(tables: Mapping[str, object], table: str, name: str) -> tuple[str, ...]:
    rows = tables.get(table)
    words = rows.get(name) if isinstance(rows, dict) else None
    if not isinstance(words, list):
        raise CodebookError(LISTS, None, f"[{table}] needs '{name}', a list of words")
    return tuple(str(word).lower() for word in words)
