"""Runs Readout over the examples that have gold and scores it."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from quality.goldlines import GoldLine, digest_gold, read_gold
from quality.mirroring import score_mirror
from quality.planning import score_plan
from quality.running_gold import score_running
from quality.scoring import Score, Scored, score_analyses
from readout import analyse, assemble, load_codebook, read_articles
from readout.records import Article

ROOT = Path(__file__).parent.parent.parent
GOLD = Path(__file__).parent / "gold"
FLOORS = Path(__file__).parent / "floors.json"
FOUND = Path(__file__).parent / "found.tsv"  # the gold lines that were found when the floors were last raised
MEASURES = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Measured:
    digest: str
    scored: Scored
    missed: tuple[str, ...]


def gold_files() -> dict[str, str]:
    return {str(file.relative_to(GOLD)): file.read_text("utf-8") for file in sorted(GOLD.rglob("*.jsonl"))}


def gold_lines(folder: str, texts: Mapping[str, str]) -> tuple[GoldLine, ...]:
    """The gold of one example: the files of its folder in `gold/`."""
    lines = [line for name, text in gold_files().items() if _example(name) == folder for line in text.splitlines()]
    return read_gold(lines, texts)


def measure() -> Measured:
    """Analyse each example that has gold, whole, since articles date each other; score those that were annotated."""
    sums: dict[str, Score] = {}
    hits: list[str] = []
    spurious: list[str] = []
    missed: list[str] = []
    for folder in sorted({_example(name) for name in gold_files()}):
        codebook = load_codebook(ROOT / "examples" / folder / "standoff")
        articles = named_articles(ROOT / "examples" / folder / "articles")
        texts = {article.id: article.text for article in articles}
        gold = gold_lines(folder, texts)
        read, analyses = analyse(articles, codebook)
        if unread := {line.article_id for line in gold} - {article.id for article in read}:
            raise LookupError(f"annotated, and not analysed: {', '.join(sorted(unread))}")
        scored = score_analyses(gold, analyses, texts, codebook.actors.by_id)
        for name, score in scored.scores.items():
            sums[name] = sums.get(name, Score(0, 0, 0)) + score
        hits += scored.hits
        spurious += scored.spurious
        if (plan := ROOT / "examples" / folder / "happenings.csv").exists():
            with plan.open(encoding="utf-8", newline="") as file:
                sums |= score_plan(assemble(read, analyses, codebook), list(csv.DictReader(file)))
        missed += [line.name for line in gold if not line.unsure and line.kind != "furniture"]
    for _, scores, _, _ in score_running():
        for name, score in scores.items():
            sums[f"running.{name}"] = sums.get(f"running.{name}", Score(0, 0, 0)) + score
    sums["mirror"] = score_mirror(ROOT / "examples" / "strait")
    left = sorted(set(missed) - set(hits))
    return Measured(digest_gold(gold_files()), Scored(sums, tuple(sorted(hits)), tuple(sorted(spurious))), tuple(left))


def read_floors() -> tuple[str, dict[str, dict[str, float]]]:
    """The digest of the gold that the floors were measured on, and the floors by kind and measure."""
    told = json.loads(FLOORS.read_text("utf-8"))
    return told["gold"], told["floors"]


def below(scores: Mapping[str, Score], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A sentence for each measure that lies under its floor."""
    return [
        f"{kind}: {measure} {getattr(scores.get(kind, Score(0, 0, 0)), measure)} is under its floor {floor}"
        for kind, wanted in floors.items()
        for measure, floor in wanted.items()
        if getattr(scores.get(kind, Score(0, 0, 0)), measure) < floor - 0.0005
    ]


def named_articles(folder: Path) -> tuple[Article, ...]:
    """The articles of a folder; one without an id of its own bears its file's name, as in the gold."""
    articles, _ = read_articles([folder])
    stems = {file.read_text("utf-8"): file.stem for file in folder.glob("*.txt")}
    return tuple(replace(article, id=stems.get(article.text, article.id)) for article in articles)


def _example(name: str) -> str:
    return name.split("/", maxsplit=1)[0]
