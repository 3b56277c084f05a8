"""Words by which a text holds a claim at arm's length: "baseless", "so-called", "without evidence"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_rows
from readout.errors import CodebookError

FILE = "contested.csv"
FORMS = ("phrase", "prefix", "adjective", "adverb", "noun")


@dataclass(frozen=True, slots=True)
class ContestBook:
    """
    `labels` are (form, words) by first word, in lower case and cut as the tagger cuts them, longest first;
    `nouns` are lemmas of what an adjective labels. A prefix ("so-called") labels any noun.
    """

    labels: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    nouns: frozenset[str]

    def labels_at(self, words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The labels that some words begin with, the longest first."""
        for form, label in self.labels.get(words[0], ()) if words else ():
            if words[: len(label)] == label:
                yield form, label


def parse_contested(text: str) -> ContestBook:
    """Read contested.csv (label, form). Raises CodebookError on an unknown form."""
    labels: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    nouns = set()
    for line, row in read_rows(FILE, text, ("label", "form")):
        if row["form"] not in FORMS:
            raise CodebookError(FILE, line, f"'{row['form']}' is no form; use {', '.join(FORMS)}")
        words = tuple(row["label"].lower().replace("-", " - ").split())
        if row["form"] == "noun":
            nouns.add(row["label"].lower())
        else:
            labels.setdefault(words[0], []).append((row["form"], words))
    longest_first = {
        first: tuple(sorted(found, key=lambda one: (-len(one[1]), one))) for first, found in labels.items()
    }
    return ContestBook(longest_first, frozenset(nouns))
