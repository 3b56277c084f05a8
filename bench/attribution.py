"""
Who said what, measured on PolNeAR: F1 by kind with 95 % bootstrap intervals, and the step's share of the parse's time.

    .venv/bin/python bench/attribution.py [--shared FOLDER] [--parses FOLDER] [--split dev] [--rules] [--keep]

`--keep` writes the figures, numbers alone, into bench/attribution.json, from which the method page is filled.
Texts and scorer stay in the shared folder. `--rules` leaves the learned model out. A statement that another
relays (the White House said that the president told ...) is left out, since PolNeAR's relations do not nest;
so is what is quoted without any cue and without a sure source: there Readout claims nothing.
"""

import argparse
import json
import pickle
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_attribution_model
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.statements import find_statements
from readout.records import Article, Span, Statement
from readout.spans import trim
from readout.tokens import Parse, Token, make_parse

KINDS = ("core", "all", "direct", "mixed", "indirect")
DRAWS = 1000
KEPT = Path(__file__).with_suffix(".json")


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--shared", type=Path, default=Path("../shared"))
    told.add_argument("--parses", type=Path, help="a folder to keep parses in between runs")
    told.add_argument("--split", default="dev")
    told.add_argument("--rules", action="store_true")
    told.add_argument("--keep", action="store_true")
    args = told.parse_args()
    sys.path.insert(0, str(args.shared / "bench"))
    import score_attribution as scorer  # noqa: PLC0415 -- lies in the shared folder

    gold = read_gold(args.shared / "bench" / "attribution" / f"polnear.{args.split}.jsonl")
    parses, parse_seconds = parse_all(gold, None if args.parses is None else args.parses / f"polnear.{args.split}")
    codebook, model = load_codebook(), None if args.rules else load_attribution_model()
    began = time.process_time()
    predicted = [
        find_statements(make_article(one), parse, (), (), codebook, model)
        for one, parse in zip(gold, parses, strict=True)
    ]
    seconds = time.process_time() - began
    documents = [
        (one["text"], one["attributions"], [relation(statement) for statement in found if is_claimed(statement)])
        for one, found in zip(gold, predicted, strict=True)
    ]
    figures = {"mode": "rules" if model is None else "model", **measure(scorer, documents)}
    figures["share_of_parse_time"] = round(seconds / parse_seconds, 3)
    show(figures)
    if args.keep:
        keep(figures)


def keep(figures: dict[str, Any]) -> None:
    """Put the figures of one mode into the file of both."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    mode = figures.pop("mode")
    KEPT.write_text(json.dumps(kept | {mode: figures}, indent=1, sort_keys=True) + "\n", "utf-8")


def read_gold(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def make_article(one: dict[str, Any]) -> Article:
    return Article(one["id"], None, None, one["title"], (), None, (), None, "en", one["text"])


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """What stands between blank lines: PolNeAR's texts are prose without furniture."""
    edges = [match.span() for match in re.finditer(r"\n[^\S\n]*\n\s*", text)]
    starts, ends = [0, *(end for _, end in edges)], [*(start for start, _ in edges), len(text)]
    pieces = (trim(text, Span(start, end)) for start, end in zip(starts, ends, strict=True) if start < end)
    return tuple(piece for piece in pieces if piece is not None)


def parse_all(gold: Sequence[dict[str, Any]], kept: Path | None) -> tuple[list[Parse], float]:
    """The parses, and the CPU seconds that they took when they were made."""
    if kept is not None and kept.exists():
        seconds, stored = pickle.loads(kept.read_bytes())
        return [make_parse(text, (Token(*token) for token in tokens), b, s) for text, tokens, b, s in stored], seconds
    tagger = SpacyTagger()
    tagger.tag("Load the model.", (Span(0, 15),))
    began = time.process_time()
    parses = [tagger.tag(one["text"], split_paragraphs(one["text"])) for one in gold]
    seconds = time.process_time() - began
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        stored = [(p.text, [tuple(token) for token in p.tokens], p.blocks, p.sentences) for p in parses]
        kept.write_bytes(pickle.dumps((seconds, stored), protocol=5))
    return parses, seconds


def is_claimed(statement: Statement) -> bool:
    return statement.via_id is None and (statement.cue is not None or statement.source is not None)


def relation(statement: Statement) -> dict[str, Any]:
    return {
        "cue": pieces(statement.cue),
        "source": pieces(statement.source),
        "content": pieces(*statement.content),
    }


def pieces(*spans: Span | None) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans if span is not None]


def measure(scorer: Any, documents: list[Any]) -> dict[str, Any]:
    """Relation F1 with precision and recall for each kind, quoted words with their speaker, and intervals."""
    report = scorer.score_documents(documents)
    drawn: dict[str, list[float]] = {kind: [] for kind in (*KINDS, "quoted_words")}
    counts = [count(scorer, one) for one in documents]
    chance = np.random.default_rng(20260101)
    for _ in range(DRAWS):
        table = sum(counts[i] for i in chance.integers(0, len(counts), len(counts)))
        for row, kind in enumerate(drawn):
            hits_p, predicted, hits_r, gold = table[row]
            drawn[kind].append(f1(hits_p / max(predicted, 1), hits_r / max(gold, 1)))
    figures = {
        kind: report["all"]["quoted_words"] if kind == "quoted_words" else report[kind]["relation_overlap"]
        for kind in drawn
    }
    return {
        kind: {**{name: round(100 * value, 1) for name, value in found.items()}, "interval": interval(drawn[kind])}
        for kind, found in figures.items()
    }


def count(scorer: Any, document: Any) -> Any:
    """Hits and totals of one article for each kind, so that a draw of articles only adds them up."""
    report = scorer.score_documents([document])
    rows = []
    for kind in KINDS:
        found, gold, predicted = report[kind]["relation_overlap"], report[kind]["gold"], report[kind]["pred"]
        rows.append((found["p"] * predicted, predicted, found["r"] * gold, gold))
    index, mask = scorer.WordIndex(document[0]), scorer.quote_mask(document[0])
    totals = [
        len(
            {
                w
                for one in found
                for w in index.words([(p["start"], p["end"]) for p in one["content"]])
                if mask[index.spans[w][0]]
            }
        )
        for found in (document[2], document[1])
    ]
    words = report["all"]["quoted_words"]
    rows.append((words["p"] * totals[0], totals[0], words["r"] * totals[1], totals[1]))
    return np.array(rows)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def interval(values: Sequence[float]) -> tuple[float, float]:
    low, high = np.percentile(values, (2.5, 97.5))
    return round(100 * float(low), 1), round(100 * float(high), 1)


def show(figures: dict[str, Any]) -> None:
    print(f"mode {figures['mode']}   share of the parse's CPU time {figures['share_of_parse_time']}")
    for kind in (*KINDS, "quoted_words"):
        found = figures[kind]
        print(f"{kind:13s} P {found['p']:5.1f}  R {found['r']:5.1f}  F1 {found['f1']:5.1f}  95 % {found['interval']}")


if __name__ == "__main__":
    main()
