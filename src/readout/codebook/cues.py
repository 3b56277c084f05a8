"""Reporting cues: the verbs, nouns and phrases by which a text tells what somebody said, and what each takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from readout.codebook.tables import read_rows, split_cell
from readout.errors import CodebookError

FILE, VENUES, REJECTIONS = "cues.csv", "venues.csv", "rejections.csv"
FORMS = ("verb", "noun", "phrase", "frame")
REJECTING = ("judgement", "approval", "preposition", "nobody")


class CueKind(StrEnum):
    """What a source does by speaking; THINK and SHOW are attributed without being said."""

    SAY = "say"
    WRITE = "write"
    ASK = "ask"
    CLAIM = "claim"
    DENY = "deny"
    JUDGE = "judge"
    NAME = "name"
    DEMAND = "demand"
    PROMISE = "promise"
    REFUSE = "refuse"
    SPEAK = "speak"
    CITE = "cite"
    THINK = "think"
    SHOW = "show"


class Takes(StrEnum):
    """What may hold a cue's content."""

    CLAUSE = "clause"  # a finite clause or a quotation
    OBJECT = "object"  # a noun phrase
    INFINITIVE = "infinitive"  # "to" and a verb
    PREP = "prep"  # "of", "about", "for" and a noun phrase


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word. `words` are its lemmas: the word itself and a particle or preposition that follows."""

    words: tuple[str, ...]
    kind: CueKind
    takes: frozenset[Takes]

    @property
    def is_speech(self) -> bool:
        """Whether the source says something, rather than thinks or shows it."""
        return self.kind not in (CueKind.THINK, CueKind.SHOW)


@dataclass(frozen=True, slots=True)
class CueBook:
    """
    Cues by the lemma of their first word, that with most words first.

    `frames` are the nouns of "in her view" and "on their side"; `venues` are where words are said, `documents` those
    of them that somebody writes; `rejections` are (form, word) of what shows that a view is told to be rejected.
    """

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    phrases: Mapping[str, tuple[Cue, ...]]
    venues: frozenset[str]
    frames: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    rejections: frozenset[tuple[str, str]] = frozenset()

    def find(self, lemma: str, form: str) -> tuple[Cue, ...]:
        """The cues of a form ("verb", "noun", "phrase", "frame") that begin with a lemma."""
        if form == "verb":
            return self.verbs.get(lemma, ())
        if form == "noun":
            return self.nouns.get(lemma, ())
        return (self.phrases if form == "phrase" else self.frames).get(lemma, ())


def parse_cues(files: Mapping[str, str]) -> CueBook:
    """
    Read every `cues.csv` (cue, form, kind, takes), a later file's row over an earlier one of the same cue and form,
    every `venues.csv` (word, written) and every `rejections.csv` (word, form).

    Raises CodebookError on a form, kind or complement that is not known.
    """
    found: dict[tuple[str, str], Cue] = {}
    for file in sorted(name for name in files if name.rsplit("/", 1)[-1] == FILE):
        for line, row in read_rows(file, files[file], ("cue", "form", "kind", "takes")):
            if row["form"] not in FORMS:
                raise CodebookError(file, line, f"'{row['form']}' is no form of a cue; use {', '.join(FORMS)}")
            try:
                kind, takes = CueKind(row["kind"]), frozenset(map(Takes, split_cell(row["takes"])))
            except ValueError as error:
                raise CodebookError(file, line, f"{error}; see the notes at the head of the file") from error
            words = tuple(row["cue"].lower().split())
            found[row["form"], " ".join(words)] = Cue(words, kind, takes)
    places = [
        (row["word"].lower(), row.get("written") == "yes")
        for file in sorted(name for name in files if name.rsplit("/", 1)[-1] == VENUES)
        for _, row in read_rows(file, files[file], ("word",))
    ]
    verbs, nouns, phrases, frames = (_by_first_word(found, form) for form in FORMS)
    return CueBook(
        verbs,
        nouns,
        phrases,
        venues=frozenset(word for word, _ in places),
        frames=frames,
        documents=frozenset(word for word, written in places if written),
        rejections=_parse_rejections(files),
    )


def _parse_rejections(files: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    found = set[tuple[str, str]]()
    for file in sorted(name for name in files if name.rsplit("/", 1)[-1] == REJECTIONS):
        for line, row in read_rows(file, files[file], ("word", "form")):
            if row["form"] not in REJECTING:
                raise CodebookError(file, line, f"'{row['form']}' is no way to reject; use {', '.join(REJECTING)}")
            found.add((row["form"], row["word"].lower()))
    return frozenset(found)


def _by_first_word(found: Mapping[tuple[str, str], Cue], form: str) -> Mapping[str, tuple[Cue, ...]]:
    groups: dict[str, list[Cue]] = {}
    for (kept, _), cue in sorted(found.items()):
        if kept == form:
            groups.setdefault(cue.words[0], []).append(cue)
    return {word: tuple(sorted(cues, key=lambda cue: (-len(cue.words), cue.words))) for word, cues in groups.items()}
