"""
Scores peers and Readout on our own gold of the examples: times, direct quotations, all statements.

What a system found is put in the place of what Readout found and scored as `tests/quality/scoring.py` scores Readout.
Generous to all alike: what lies in page furniture and fits no line of the gold is not counted, a clock time may lack
its zone or seconds, and among direct quotations a finding that shares words with another kind of statement is let be.
"""

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quality.goldlines import GoldLine
from quality.measuring import ROOT, gold_files, gold_lines, named_articles
from quality.scoring import Score, score_analyses
from readout.actions.reading import read_batch
from readout.adapters.codebooks import load_codebook
from readout.codes import Quoting, TimexType
from readout.records import Analysis, Article, Span, Statement, Timex
from readout.spans import overlaps

DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Example:
    """An example that has gold, read by Readout: its articles with their day of publication settled."""

    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    gold: tuple[GoldLine, ...]
    actors: Mapping[str, Any]


def read_examples(tagger: Any, models: Any, clock: Callable[[], float]) -> tuple[list[Example], float, int]:
    """The examples, the CPU seconds that Readout took to read all their articles, and how many words those have."""
    examples, seconds, words = [], 0.0, 0
    for name in sorted({Path(file).parts[0] for file in gold_files()}):
        codebook = load_codebook(ROOT / "examples" / name / "standoff")
        articles = named_articles(ROOT / "examples" / name / "articles")
        start = clock()
        reading = read_batch(articles, tagger, codebook, models=models)
        seconds += clock() - start
        words += sum(len(article.text.split()) for article in articles)
        gold = gold_lines(name, {article.id: article.text for article in articles})
        examples.append(Example(reading.articles, reading.analyses, gold, codebook.actors.by_id))
    return examples, seconds, words


def make_times(found: Iterable[Mapping[str, Any]]) -> tuple[Timex, ...]:
    """What a peer's runner wrote, as records; a type that is no TIMEX3 type is a date."""
    types = {str(each) for each in TimexType}
    return tuple(
        Timex(Span(one["start"], one["end"]), TimexType(one["type"] if one["type"] in types else "DATE"), one["value"])
        for one in found
    )


def make_statements(found: Iterable[Mapping[str, Any]]) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            id=f"peer:{number}", source=cover(one["source"]), source_id=None, role=None, cue=cover(one["cue"]),
            content=tuple(Span(each["start"], each["end"]) for each in one["content"]), quotes=(),
            quoting=Quoting.DIRECT, addressee_ids=(), medium=None, said=None, via_id=None, factual=True, confidence=1.0,
        )
        for number, one in enumerate(found)
    )  # fmt: skip


def cover(pieces: Sequence[Mapping[str, int]]) -> Span | None:
    return Span(min(each["start"] for each in pieces), max(each["end"] for each in pieces)) if pieces else None


def with_findings(example: Example, findings: Mapping[str, Mapping[str, Any]]) -> Example:
    """The example with a peer's times and statements in the place of Readout's, by article."""
    none: dict[str, Any] = {"times": [], "statements": []}
    analyses = tuple(
        replace(
            analysis,
            timexes=make_times(findings.get(analysis.article_id, none)["times"]),
            statements=make_statements(findings.get(analysis.article_id, none)["statements"]),
        )
        for analysis in example.analyses
    )
    return replace(example, analyses=analyses)


def score_times(examples: Iterable[Example]) -> list[Score]:
    """A score an article: the same place and the same value."""
    return [score for example in examples for score in score_each(example, "timex", "timex.value")]


def score_statements(examples: Iterable[Example]) -> list[Score]:
    """A score an article: half of the words in common, and a source that shares a word; all kinds of statement."""
    return [score for example in examples for score in score_each(example, "statement", "statement")]


def score_quotations(examples: Iterable[Example]) -> list[Score]:
    """The same of direct quotations alone: other lines of the gold, and what shares words with them, do not count."""
    return [score for example in examples for score in score_each(keep_direct(example), "statement", "statement")]


def score_each(example: Example, kind: str, name: str) -> list[Score]:
    texts = {article.id: article.text for article in example.articles}
    scores = []
    for analysis in example.analyses:
        lines = [line for line in example.gold if line.article_id == analysis.article_id]
        if not lines:
            continue
        wanted = [plain_value(line) for line in lines if line.kind == kind]
        cleaned = leave_furniture(analysis, lines)
        scored = score_analyses(wanted, [cleaned], texts, example.actors) if wanted else None
        found = len(cleaned.timexes if kind == "timex" else cleaned.statements)
        scores.append(scored.scores.get(name, Score(0, found, 0)) if scored else Score(0, found, 0))
    return scores


def plain_value(line: GoldLine) -> GoldLine:
    return replace(line, fields={**line.fields, "value": strip_zone(str(line.fields.get("value", "")))})


def strip_zone(value: str) -> str:
    """A clock time without its zone and its seconds."""
    return re.sub(r"(T\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:?\d\d)?$", r"\1", value)


def leave_furniture(analysis: Analysis, lines: Sequence[GoldLine]) -> Analysis:
    furniture = [span for line in lines if line.kind == "furniture" for span in line.spans]

    def counts(kind: str, spans: Iterable[Span]) -> bool:
        spans = tuple(spans)
        wanted = [span for line in lines if line.kind == kind for span in line.spans]
        return any(overlaps(one, other) for one in spans for other in wanted) or not any(
            overlaps(one, other) for one in spans for other in furniture
        )

    return replace(
        analysis,
        timexes=tuple(
            replace(one, value=strip_zone(one.value)) for one in analysis.timexes if counts("timex", [one.span])
        ),
        statements=tuple(one for one in analysis.statements if counts("statement", one.content)),
    )


def keep_direct(example: Example) -> Example:
    others = [line for line in example.gold if line.kind == "statement" and line.fields["quoting"] != "direct"]
    gold = tuple(line for line in example.gold if line not in others)

    def is_other(article_id: str, statement: Statement) -> bool:
        mine = [line for line in gold if line.article_id == article_id and line.kind == "statement"]
        spans = [span for line in others if line.article_id == article_id for span in line.spans]
        direct = any(overlaps(one, two) for line in mine for one in line.spans for two in statement.content)
        return not direct and any(overlaps(one, other) for one in spans for other in statement.content)

    analyses = tuple(
        replace(
            analysis,
            statements=tuple(
                one
                for one in analysis.statements
                if one.quoting == Quoting.DIRECT and not is_other(analysis.article_id, one)
            ),
        )
        for analysis in example.analyses
    )
    return replace(example, analyses=analyses, gold=gold)


def add_up(scores: Sequence[Score]) -> tuple[Score, tuple[float, float]]:
    """The sum, and the 95 % interval of F1 over articles drawn again with a fixed seed."""
    chance = random.Random(20261127)
    drawn = sorted(sum(chance.choices(scores, k=len(scores)), Score(0, 0, 0)).f1 for _ in range(DRAWS))
    return sum(scores, Score(0, 0, 0)), (drawn[DRAWS // 40], drawn[-DRAWS // 40])
