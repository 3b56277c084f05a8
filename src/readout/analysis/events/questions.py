"""A sentence as a learned model is asked about it: who does what to whom, with both parties and the deed marked."""

from dataclasses import dataclass

from readout.analysis.events.wordpieces import FIRST, LAST, Vocabulary, split_pieces
from readout.records import Span

# Pieces of the vocabulary that no text has; before and after the source, the target and the deed.
MARKS = {"source": ("[unused0]", "[unused1]"), "target": ("[unused2]", "[unused3]"), "deed": ("[unused4]", "[unused5]")}
LONGEST = 110  # pieces; of a longer sentence what stands around the marks
_LEAD = 12  # pieces kept before the first mark


@dataclass(frozen=True, slots=True)
class Question:
    """
    What does `source` do to `target` in `text`? Spans are characters of `text`.

    `deed` is the word that tells it, None where none is known; `guess` is the answer of the patterns, by the
    model's name of the type (CONCEDE and RETREAT are YIELD), None where they have none.
    """

    text: str
    source: Span
    target: Span
    deed: Span | None
    guess: str | None


def write_question(question: Question, vocabulary: Vocabulary) -> tuple[int, ...]:
    """The pieces of a question, marks included. A mark that would lie within another is left out."""
    marks = [(question.source, "source"), (question.target, "target")]
    if question.deed is not None:
        marks.append((question.deed, "deed"))
    found: list[int] = []
    at = 0
    marked: list[int] = []
    for span, name in sorted(marks, key=lambda mark: (mark[0].start, mark[1] == "deed")):
        if span.start < at:
            continue
        before, after = (vocabulary[mark] for mark in MARKS[name])
        found += split_pieces(question.text[at : span.start], vocabulary)
        marked.append(len(found))
        found += [before, *split_pieces(question.text[span.start : span.end], vocabulary), after]
        at = span.end
    found += split_pieces(question.text[at:], vocabulary)
    if len(found) > LONGEST:
        first = max(0, min(marked) - _LEAD)
        found = found[first : first + LONGEST]
    return (vocabulary[FIRST], *found, vocabulary[LAST])
