"""
How many happenings of the examples' plans a brief tells, beside a lead-sentence brief and a TextRank brief.

    python bench/coverage.py [--missing]

The gold is tests/quality/coverage.toml: words that tell a happening, marked by hand in the articles. A brief is the
list of its sentences; it tells a happening when one of them holds such words. The two baselines get the same articles
(prose only) and as many sentences as Readout's developments have. Lead takes the first sentences of the articles,
round after round, spread evenly over the days where not all fit; TextRank (Mihalcea and Tarau 2004) ranks all
sentences by shared words. "again" is the share of sentences that tell only what an earlier sentence told.
"""

import argparse
import math
import re
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from readout import analyse, assemble, load_codebook, read_articles
from readout.records import Analysis, Article, Brief

ROOT = Path(__file__).parent.parent
_END = re.compile(r"(?<!\.[A-Za-z])[.!?][\"”’')\]]*\s+(?=[\"“‘(\[A-Z0-9])|\n\s*\n")
_DAMPING = 0.85


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missing", action="store_true", help="name the happenings that each brief leaves out")
    missing = parser.parse_args().missing
    print("| example | brief | sentences | happenings told | of | again |\n|---|---|---|---|---|---|")
    for one in compare_briefs():
        known, of = len(one.known), len(one.happenings)
        share = one.again / one.sentences if one.sentences else 0.0
        print(f"| {one.example} | {one.name} | {one.sentences} | **{known}** | {of} | {share:.2f} |")
        if missing:
            print(f"not told: {', '.join(each for each in one.happenings if each not in one.known)}")


class Told(NamedTuple):
    """What one brief tells of an example's happenings; CPU seconds to make it from the articles as they are."""

    example: str
    name: str
    sentences: int
    known: frozenset[str]
    happenings: Mapping[str, Sequence[str]]
    again: int
    seconds: float
    words: int


def compare_briefs() -> Iterator[Told]:
    gold = tomllib.loads((ROOT / "tests" / "quality" / "coverage.toml").read_text("utf-8"))
    for example, happenings in gold.items():
        codebook = load_codebook(ROOT / "examples" / example / "standoff")
        articles, _ = read_articles([ROOT / "examples" / example / "articles"])
        words = sum(len(article.text.split()) for article in articles)
        start = time.process_time()
        read, analyses = analyse(articles, codebook)
        brief = assemble(read, analyses, codebook)
        whole = time.process_time() - start
        for name, sentences, seconds in make_briefs(brief, read, analyses, whole):
            known, again = find_told(sentences, happenings)
            yield Told(example, name, len(sentences), frozenset(known), happenings, again, seconds, words)


def make_briefs(
    brief: Brief, read: Sequence[Article], analyses: Sequence[Analysis], whole: float
) -> Iterator[tuple[str, list[str], float]]:
    """Name, sentences and CPU seconds of each brief; `whole` is what Readout's took."""
    told = list(developments(brief, read))
    yield "Readout, developments", told, whole
    yield "Readout, with background and timeline", [*told, *further(brief, read)], whole
    prose = [sentences for _, sentences in sorted(split_prose(read, analyses))]
    start = time.process_time()
    first = lead(prose, len(told))
    ended = time.process_time()
    yield "lead", first, ended - start
    start = time.process_time()
    ranked = rank_sentences([each for sentences in prose for each in sentences])[: len(told)]
    yield "TextRank", ranked, time.process_time() - start


def find_told(sentences: Sequence[str], happenings: Mapping[str, Sequence[str]]) -> tuple[set[str], int]:
    """The happenings that the sentences tell; how many sentences tell nothing but what was told before them."""
    known: set[str] = set()
    again = 0
    for sentence in sentences:
        tells = {name for name, words in happenings.items() if any(each in sentence for each in words)}
        again += bool(tells) and tells <= known
        known |= tells
    return known, again


def developments(brief: Brief, articles: Sequence[Article]) -> Iterator[str]:
    """The passages of the developments as printed: of a template's line, what it cites."""
    return cited([line for item in brief.developments for line in item.sentences], articles)


def further(brief: Brief, articles: Sequence[Article]) -> Iterator[str]:
    lines = [line for item in brief.background for line in item.sentences]
    return cited([*lines, *brief.timeline], articles)


def cited(lines, articles: Sequence[Article]) -> Iterator[str]:
    texts = {article.id: article.text for article in articles}
    for line in lines:
        for citation in line.citations[:1]:
            yield squeeze(texts[citation.article_id][citation.span.start : citation.span.end])


def split_prose(
    articles: Sequence[Article], analyses: Sequence[Analysis]
) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """The sentences of each article without its furniture, by day and id."""
    furniture = {analysis.article_id: analysis.furniture for analysis in analyses}
    for article in articles:
        text = list(article.text)
        for block in furniture[article.id]:
            text[block.span.start : block.span.end] = "\n" * (block.span.end - block.span.start)
        sentences = [squeeze(each) for each in _split("".join(text))]
        yield (str(article.published), article.id), [each for each in sentences if len(each.split()) > 3]


def lead(prose: Sequence[Sequence[str]], wanted: int) -> list[str]:
    """First sentences, then second ones; of a round that does not fit whole, articles spread evenly over the days."""
    chosen: list[str] = []
    for turn in range(max(map(len, prose))):
        row = [sentences[turn] for sentences in prose if len(sentences) > turn]
        room = wanted - len(chosen)
        if room < len(row):
            step = len(row) / room if room else 1.0
            return [*chosen, *(row[int((number + 0.5) * step)] for number in range(room))]
        chosen += row
    return chosen


def rank_sentences(sentences: Sequence[str]) -> list[str]:
    """All sentences, the weightiest first: PageRank over shared words, divided by the logs of their lengths."""
    words = [set(re.findall(r"[a-z0-9]+", each.lower())) for each in sentences]
    likeness = np.zeros((len(words), len(words)))
    for one, first in enumerate(words):
        for other, second in enumerate(words[:one]):
            length = math.log(len(first) or 1) + math.log(len(second) or 1)
            likeness[one, other] = likeness[other, one] = len(first & second) / length if length else 0.0
    sums = likeness.sum(axis=1, keepdims=True)
    steps = np.divide(likeness, sums, out=np.zeros_like(likeness), where=sums > 0)
    weights = np.full(len(words), 1.0 / max(len(words), 1))
    for _ in range(100):
        weights = (1 - _DAMPING) / len(words) + _DAMPING * steps.T @ weights
    return [sentences[number] for number in np.argsort(-weights, kind="stable")]


def squeeze(text: str) -> str:
    return " ".join(text.split())


def _split(text: str) -> Iterator[str]:
    start = 0
    for found in _END.finditer(text):
        yield text[start : found.end()]
        start = found.end()
    yield text[start:]


if __name__ == "__main__":
    main()
