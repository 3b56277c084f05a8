"""Labelled sentences as the model is asked about them: PLOVER's PLV part, and sentences of our own for rare types."""

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from readout.adapters.codebooks import load_codebook
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.events.pairs import code_pair, find_deed, name_intent
from readout.analysis.events.questions import Question
from readout.codebook import Codebook
from readout.records import Span

OWN = Path(__file__).parent / "sentences.tsv"
VERBS = Path(__file__).parent / "verbs.tsv"
SHORT = 40  # characters of a name that may stand for another party
MARKS = ("<s>", "</s>", "<t>", "</t>")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, its answer, and the share of times that its parties are given other names."""

    question: Question
    label: str
    renaming: float


def read_plv(file: Path, renaming: float) -> list[Example]:
    """The rows of `plover_plv.SPLIT.jsonl`."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return ask([(row["marked"], row["root"]) for row in rows], renaming)


def read_own(renaming: float) -> list[Example]:
    """Our own sentences: the label, a tab, and the sentence with its parties marked."""
    rows = (line.split("\t") for line in OWN.read_text("utf-8").splitlines())
    return ask([(marked, label) for label, marked in rows], renaming)


def read_verbs(file: Path, renaming: float) -> list[Example]:
    """
    Verbs of running news for which the patterns have no answer, most of which tell no event: `verbs.tsv` holds places
    and types alone, `file` (AllSides train, gzipped JSON lines) their text.
    """
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        texts = {row["id"]: "\n\n".join(row["text"].split("\n")) for row in rows}
    found = []
    for line in VERBS.read_text("utf-8").splitlines()[1:]:
        article, *places, label = line.split("\t")
        first, end, *ends = map(int, places)
        spans = [Span(ends[i] - first, ends[i + 1] - first) for i in (0, 2, 4)]
        found.append(Example(Question(texts[article][first:end], *spans, None), label, renaming))
    return found


def ask(rows: Iterable[tuple[str, str]], renaming: float) -> list[Example]:
    tagger, codebook = SpacyTagger(), load_codebook()
    return [Example(ask_one(marked, tagger, codebook), label, renaming) for marked, label in rows]


def ask_one(marked: str, tagger: SpacyTagger, codebook: Codebook) -> Question:
    text = marked
    for mark in MARKS:
        text = text.replace(mark, "")
    source, target = (find_party(marked, tag) for tag in ("s", "t"))
    parse = tagger.tag(text, [Span(0, len(text))])
    coding = code_pair(parse, source, target, codebook)
    guess = None if coding is None else name_intent(coding, parse, codebook)
    return Question(text, source, target, find_deed(parse, source, coding), guess)


def find_party(marked: str, tag: str) -> Span:
    """Where a party stands in the unmarked text."""
    before, _, after = marked.partition(f"<{tag}>")
    inner = after.partition(f"</{tag}>")[0]
    start = len(before) - sum(before.count(mark) * len(mark) for mark in MARKS)
    return Span(start, start + len(inner))


def rename(example: Example, names: Sequence[str], chance: random.Random) -> Question:
    """The question with other names in place of its parties, each at the example's share: who acts is no evidence."""
    question = example.question
    for party in ("source", "target"):
        if chance.random() < example.renaming:
            question = put_name(question, party, chance.choice(names))
    return question


def put_name(question: Question, party: str, name: str) -> Question:
    span: Span = getattr(question, party)
    if question.deed is not None and question.deed.start < span.end and span.start < question.deed.end:
        return question
    moved = len(name) - (span.end - span.start)

    def shift(one: Span | None) -> Span | None:
        return one if one is None or one.start < span.end else Span(one.start + moved, one.end + moved)

    text = question.text[: span.start] + name + question.text[span.end :]
    shifted = replace(
        question, text=text, source=shift(question.source), target=shift(question.target), deed=shift(question.deed)
    )
    return replace(shifted, **{party: Span(span.start, span.start + len(name))})


def list_names(examples: Iterable[Example]) -> list[str]:
    """The short names of parties, in order."""
    questions = [example.question for example in examples]
    named = {
        question.text[span.start : span.end] for question in questions for span in (question.source, question.target)
    }
    return sorted(name for name in named if len(name) < SHORT)
