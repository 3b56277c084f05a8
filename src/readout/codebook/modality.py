"""Words that decide whether what they govern took place: "threaten", "sign of", "unless", "could"."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from readout.codebook.tables import read_rows, split_cell
from readout.errors import CodebookError

FILE = "modality.csv"
KINDS = frozenset(
    {
        "adjective",
        "adverb",
        "attribute",
        "auxiliary",
        "clause",
        "deed",
        "determiner",
        "mark",
        "noun",
        "object",
        "preposition",
        "verb",
    }
)


class Effect(StrEnum):
    """What a word does to the deed that it governs; "not" before the word changes it as told."""

    SUPPOSED = "supposed"  # demand, fear, threaten, if: hypothetical, whether negated or not
    INTENDED = "intended"  # want, ready, sign of: hypothetical; negated: denied
    PLANNED = (
        "planned"  # will, plan, expect: scheduled when dated or an appointment, else hypothetical; negated: denied
    )
    SCHEDULED = "scheduled"  # agree, due, set: scheduled; negated: denied
    CONDITIONAL = "conditional"  # would: hypothetical, planned when a past report governs it; negated: denied
    DENIED = "denied"  # deny, refuse, without: denied; negated: hypothetical
    FAILED = "failed"  # fail, forget: denied; negated: it took place
    ALLEGED = "alleged"  # claim, accuse of, reportedly
    ONGOING = "ongoing"  # continue, keep
    IMPLIED = "implied"  # manage, force, begin: as true as the governor itself
    FACTIVE = "factive"  # admit, regret: true whatever is said of the governor
    RAISED = "raised"  # discuss, consider: hypothetical unless it is "the" or somebody's deed
    RESISTED = "resisted"  # oppose, halt: denied unless it is "the" or somebody's deed
    SAID = "said"  # say, announce that: as told; negated: hypothetical
    APPOINTED = "appointed"  # of a deed itself, such as "meet": an appointment when "will" or "plan" governs it


@dataclass(frozen=True, slots=True)
class ModalityBook:
    """`effects` by kind of word and lemma; a verb's lemma may carry its particle or preposition ("rule out")."""

    effects: Mapping[tuple[str, str], Effect]

    def effect(self, kind: str, *lemmas: str) -> Effect | None:
        """The effect of the first of `lemmas` that is known; None when none is."""
        for lemma in lemmas:
            found = self.effects.get((kind, lemma))
            if found is not None:
                return found
        return None


def parse_modality(files: Mapping[str, str]) -> ModalityBook:
    """
    Read every `modality.csv` (kind, words, effect), a later file's words over an earlier one's.

    Raises CodebookError on a kind or an effect that is not known.
    """
    effects: dict[tuple[str, str], Effect] = {}
    for file in sorted(name for name in files if name.rsplit("/", 1)[-1] == FILE):
        for line, row in read_rows(file, files[file], ("kind", "words", "effect")):
            if row["kind"] not in KINDS:
                raise CodebookError(file, line, f"'{row['kind']}' is no kind of word; use {', '.join(sorted(KINDS))}")
            if row["effect"] not in tuple(Effect):
                raise CodebookError(file, line, f"'{row['effect']}' is no effect; use {', '.join(sorted(Effect))}")
            for word in split_cell(row["words"]):
                effects[row["kind"], word.lower()] = Effect(row["effect"])
    return ModalityBook(effects)
