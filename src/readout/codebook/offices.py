"""Offices and the words for those who hold them: who was "the Russian president" on a day."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_rows, split_cell
from readout.errors import CodebookError

_BEFORE, _AFTER = "0000", "9999"


@dataclass(frozen=True, slots=True)
class Term:
    """
    One actor's time in one office, by ISO days; `since` and `until` None are open.

    `through` is the last day for which an open end is known to hold; None: no limit is known.
    """

    actor_id: str
    title: str
    of_id: str | None
    since: str | None
    until: str | None
    through: str | None
    source: str

    def covers(self, first: str, last: str) -> bool:
        """Whether the office was held on every day from `first` to `last`, as far as is known."""
        end = self.until or self.through or _AFTER
        return (self.since or _BEFORE) <= first and last <= end


@dataclass(frozen=True, slots=True)
class Role:
    """
    A word for a person by what they are: "prime minister", "spokeswoman", "Mrs".

    `titles` are the offices it may stand for, `gender` m, f or "" when the word does not say;
    `kind` is office, work or address (Mr, Sir).
    """

    word: str
    titles: tuple[str, ...]
    gender: str
    kind: str


def parse_terms(files: Mapping[str, str]) -> tuple[Term, ...]:
    """
    Read every `offices*.csv` (actor, title, of, since, until, source, and if given through).

    Raises CodebookError when the source of the dates is not stated.
    """
    terms: list[Term] = []
    for file in sorted(name for name in files if is_named(name, "offices")):
        for line, row in read_rows(file, files[file], ("actor", "title", "of", "since", "until", "source")):
            if not row["source"]:
                raise CodebookError(file, line, "an office needs the source its dates come from")
            of_id, since, until = (row[name] or None for name in ("of", "since", "until"))
            through = row.get("through") or None
            terms.append(Term(row["actor"], row["title"], of_id, since, until, through, row["source"]))
    return tuple(terms)


def parse_roles(files: Mapping[str, str]) -> dict[str, Role]:
    """Read every `roles*.csv` (word, titles, gender, kind), by the word in lower case."""
    roles: dict[str, Role] = {}
    for file in sorted(name for name in files if is_named(name, "roles")):
        for _, row in read_rows(file, files[file], ("word", "titles", "gender", "kind")):
            word = row["word"].lower()
            roles[word] = Role(word, split_cell(row["titles"]), row["gender"], row["kind"])
    return roles


def is_named(file: str, stem: str) -> bool:
    """Whether a codebook file is one of those that begin with `stem`, wherever it lies."""
    base = file.rsplit("/", 1)[-1]
    return base.startswith(stem) and base.endswith(".csv")
