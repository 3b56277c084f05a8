"""Words of meetings: what they are called, what is said of them, who takes part and on which level."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.codes import MeetingStatus
from readout.errors import CodebookError

FILE = "meetings.toml"
KINDS = ("call", "talks", "summit", "visit", "session")
LEVELS = {"deputies": "officials", "ministers": "ministers", "leaders": "leaders", "officials": "officials"}
FRAMES = ("meets", "speaks", "calls", "visits", "discusses", "receives")
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "nouns": KINDS,
    "not": ("before", "after", "margins", "separate", "measures", "determiners", "other"),
    "verbs": FRAMES,
    "objects": ("held", "agreed", "proposed", "postponed", "cancelled", "refused"),
    "subjects": ("held", "cancelled"),
    "governors": ("agreed", "proposed", "cancelled", "refused"),
    "modifiers": ("agreed", "proposed", "postponed", "cancelled", "held"),
    "presupposing": ("held", "near", "accounts"),
    "doubt": ("modals", "markers"),
    "parties": (
        "with",
        "places",
        "topics",
        "remote",
        "lands",
        "asks",
        "told",
        "travels",
        "invites",
        "anaphors",
        "members",
    ),
    "levels": tuple(LEVELS),
    "saying": ("confirm", "announce"),
    "printed": FRAMES,
    "reads": ("held", "agreed"),
}


@dataclass(frozen=True, slots=True)
class MeetingBook:
    """
    `nouns` gives the kind of a printed noun (one word or several, lower case) and `verbs` the frame of a lemma.

    `objects`, `subjects`, `governors` and `modifiers` give the status that a word lends a meeting, None where
    it makes it none at all (refused). `words` holds the plain lists, by section and key: "parties.with".
    """

    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    printed: Mapping[str, str]  # the forms of those verbs that a calendar line may show, with their frame
    objects: Mapping[str, MeetingStatus | None]
    subjects: Mapping[str, MeetingStatus | None]
    governors: Mapping[str, MeetingStatus | None]
    modifiers: Mapping[str, MeetingStatus | None]
    reads: Mapping[str, MeetingStatus | None]  # printed forms that say by themselves that it was, or will be
    particles: Mapping[str, frozenset[str]]
    levels: tuple[tuple[str, str], ...]  # words of an office, level; the first that fits decides
    words: Mapping[str, frozenset[str]]


def parse_meetings(files: Mapping[str, str]) -> MeetingBook:
    """
    Read every `meetings.toml`; a later file's words are added to an earlier one's, and win over it.

    Raises CodebookError on a section or key that is not known, or on one that is no list of words.
    """
    sections: dict[str, dict[str, list[str]]] = {section: {} for section in (*_SECTIONS, "particles")}
    for file in sorted(name for name in files if name.rsplit("/", 1)[-1] == FILE):
        for section, table in read_toml(file, files[file]).items():
            for key, words in _check(file, section, table).items():
                sections[section].setdefault(key, []).extend(words)
    return MeetingBook(
        nouns=_invert(sections["nouns"]),
        verbs=_invert(sections["verbs"]),
        printed=_invert(sections["printed"]),
        objects=_statuses(sections["objects"]),
        subjects=_statuses(sections["subjects"]),
        governors=_statuses(sections["governors"]),
        modifiers=_statuses(sections["modifiers"]),
        reads=_statuses(sections["reads"]),
        particles={verb: frozenset(words) for verb, words in sections["particles"].items()},
        levels=tuple((word, LEVELS[key]) for key in LEVELS for word in sections["levels"].get(key, ())),
        words={
            f"{section}.{key}": frozenset(sections[section].get(key, ()))
            for section in ("not", "presupposing", "doubt", "parties", "saying")
            for key in _SECTIONS[section]
        },
    )


def _check(file: str, section: str, table: object) -> dict[str, list[str]]:
    if section != "particles" and section not in _SECTIONS:
        raise CodebookError(file, None, f"does not know [{section}]; it knows {', '.join(sorted(_SECTIONS))}")
    if not isinstance(table, dict):
        raise CodebookError(file, None, f"'{section}' must be a table: [{section}]")
    for key, words in table.items():
        if section != "particles" and key not in _SECTIONS[section]:
            raise CodebookError(file, None, f"[{section}] does not know '{key}': {', '.join(_SECTIONS[section])}")
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise CodebookError(file, None, f"[{section}] {key} must be a list of words")
    return table


def _invert(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words}


def _statuses(table: Mapping[str, list[str]]) -> dict[str, MeetingStatus | None]:
    return {word: None if key == "refused" else MeetingStatus(key) for word, key in _invert(table).items()}
