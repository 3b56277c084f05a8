"""
How well and how fast times are read: TempEval-3-like news, Wikinews, histories.

usage: python bench/timex.py [--shared ../shared] [--errors] [SET ...]

Prints strict and relaxed span F1 and value F1 with a 95 % interval (1,000 bootstrap samples of articles),
the share of anchored expressions read right, words per CPU-second, and the time as a share of the bare parse.
Of the histories, every third article is held out by us and the rest is what rules were written on.
"""

import argparse
import json
import random
import re
import sys
import time
from pathlib import Path

from readout.adapters.codebooks import load_codebook
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.timex import find_timexes
from readout.records import Span

SETS = ("tbaq.dev", "meantime.dev", "wikiwars.held-out", "tbaq.train", "wikiwars.train")
ANCHORED = "anchored relative (a day later, that month)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "bench"))
    news = []
    for name in options.sets:
        scored = print_set(name, options.shared / "bench" / "temporal", show_errors=options.errors)
        news += scored if name.endswith(".dev") else []
    if news:
        print_pooled(news)


def load_articles(name: str, folder: Path) -> list[dict[str, object]]:
    file = "wikiwars.train" if name.startswith("wikiwars") else name
    lines = (folder / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    if name == "wikiwars.held-out":
        return articles[::3]
    return [each for i, each in enumerate(articles) if i % 3] if name == "wikiwars.train" else articles


def print_pooled(scored: list) -> None:
    from score_temporal import score_documents  # noqa: PLC0415

    figures, _ = score_documents(scored)
    value, calendar = (100 * figures[name]["f1"] for name in ("value", "calendar"))
    print(f"news, pooled       value {value:5.1f}  calendar {calendar:5.1f}")


def print_set(name: str, folder: Path, *, show_errors: bool) -> list:
    from score_temporal import score_documents  # noqa: PLC0415 -- the scorer's folder is an argument

    articles = load_articles(name, folder)
    predicted, words, parse_time, read_time = read_all(articles)
    scored = [(each["text"], each["timexes"], found) for each, found in zip(articles, predicted, strict=True)]
    figures, errors = score_documents(scored)
    low, high = bootstrap(scored, score_documents)
    print(
        f"{name:18s} value {100 * figures['value']['f1']:5.1f} ({100 * low:.1f} to {100 * high:.1f})"
        f"  strict {100 * figures['strict']['f1']:5.1f}  relaxed {100 * figures['relaxed']['f1']:5.1f}"
        f"  calendar {100 * figures['calendar']['f1']:5.1f}  anchored right {anchored_share(scored)}"
        f"  {words / read_time:,.0f} words/CPU-s  {read_time / parse_time:.3f} of the parse"
    )
    if show_errors:
        for context, span, gold, found in errors:
            print(f"  {span!r}\tgold {gold}\tfound {found}\t{context!r}")
    return scored


def read_all(articles: list[dict[str, object]]) -> tuple[list[list[dict[str, object]]], int, float, float]:
    tagger, book = SpacyTagger(), load_codebook().times
    tagger.tag("Warm up.", [Span(0, 8)])
    predicted, words, parse_time, read_time = [], 0, 0.0, 0.0
    for article in articles:
        text = str(article["text"])
        blocks = [Span(*match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
        start = time.process_time()
        parse = tagger.tag(text, blocks)
        parsed = time.process_time()
        found = find_timexes(parse, str(article["dct"]), book)
        read_time += time.process_time() - parsed
        parse_time += parsed - start
        words += len(text.split())
        predicted.append(
            [
                {"start": each.span.start, "end": each.span.end, "type": each.type.value, "value": each.value}
                for each in found
            ]
        )
    return predicted, words, parse_time, read_time


def bootstrap(scored: list, score_documents, samples: int = 1000) -> tuple[float, float]:
    """The 95 % interval of value F1 over articles, from counts of each article, drawn with a fixed seed."""
    chance = random.Random(2)
    counts = []
    for document in scored:
        figures, _ = score_documents([document])
        counts.append((figures["value"]["r"] * figures["gold"], figures["gold"], figures["pred"]))
    drawn = []
    for _ in range(samples):
        picked = chance.choices(counts, k=len(counts))
        right, gold, found = (sum(column) for column in zip(*picked, strict=True))
        drawn.append(2 * right / (gold + found) if gold + found else 0.0)
    drawn.sort()
    return drawn[samples // 40], drawn[-samples // 40]


def anchored_share(scored: list) -> str:
    """How many expressions that count from a time told before ("a day later", "that month") are read right."""
    from breakdown_temporal import kind  # noqa: PLC0415
    from score_temporal import equivalent  # noqa: PLC0415
    from tokens import WordIndex, one_to_one  # noqa: PLC0415

    total = right = 0
    for text, gold, found in scored:
        index = WordIndex(text)
        wanted = [(each, index.words([(each["start"], each["end"])])) for each in gold]
        wanted = [each for each in wanted if each[0].get("functionInDocument") != "CREATION_TIME"]
        given = [(each, index.words([(each["start"], each["end"])])) for each in found]
        pairs = one_to_one(
            (len(a & b) / len(a | b), i, j)
            for i, (_, a) in enumerate(wanted)
            for j, (_, b) in enumerate(given)
            if a & b
        )
        for i, (each, _) in enumerate(wanted):
            if kind(each) == ANCHORED:
                total += 1
                right += i in pairs and equivalent(each.get("value"), given[pairs[i]][0]["value"])
    return f"{right} of {total}"


if __name__ == "__main__":
    main()
