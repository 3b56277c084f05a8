"""What a position is about, by the standoff's issues, and how firmly the text says it is held."""

import re
from collections.abc import Sequence

from readout.codebook.positions import PositionBook
from readout.records import Issue
from readout.tokens import Parse

_SHORT = 4  # letters up to which a final s belongs to the word


class IssueIndex:
    """The cues of a standoff's issues, ready to be looked for."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self._issues = [
            (issue.id, re.compile(r"\b(?:" + "|".join(map(_either_number, issue.cues)) + r")\b", re.IGNORECASE))
            for issue in issues
            if issue.cues
        ]

    def find(self, *texts: str) -> str | None:
        """The issue whose cues make up most of the first of `texts` that has any; None when none has."""
        for text in texts:
            weights = [(sum(map(len, pattern.findall(text))), issue) for issue, pattern in self._issues]
            best = max(weights, key=lambda one: (one[0], one[1]), default=(0, ""))
            if best[0]:
                return best[1]
        return None


def _either_number(cue: str) -> str:
    """A cue as a pattern for its singular and its plural: "ports" finds "port"."""
    return re.escape(cue[:-1] if cue.endswith("s") and len(cue) > _SHORT else cue) + "s?"


def find_firmness(parse: Parse, trigger: int, book: PositionBook) -> str | None:
    """How the sentence around a trigger treats it: firm, starting_position, open; None: it does not say, or two."""
    first, after = parse.sentences[parse.sentence_of[trigger]]
    words = tuple(parse.tokens[each].lower for each in range(first, after))
    words = words[: words.index("whether")] if "whether" in words else words  # "whether they are" leaves it open
    told = {
        level
        for phrase, level in book.firmness
        if any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))
    }
    return told.pop() if len(told) == 1 else None
