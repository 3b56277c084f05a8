"""
CPU seconds of a whole reading by step, beside the bare spaCy parse of the same text in the same process.

usage: python bench/steps.py ARTICLES... [--standoff DIR] [--repeat N]
       python bench/steps.py --generated 500 [--repeat 1]

What is timed is `readout.analysis.analyse` itself, with every model, so that nothing of a reading is left out. With
`--generated` the articles are invented (`generate.py`): `make bench` reads the example and 500 of them, or
`make bench GENERATED=5000`.
"""

import argparse
import gc
import json
import resource
import statistics
import time
from collections import defaultdict
from pathlib import Path

from generate import make_articles

import readout.analysis as reading
from readout.adapters.codebooks import load_codebook
from readout.adapters.files import load_articles
from readout.adapters.models import load_models
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.cleaning import mark_furniture, split_blocks
from readout.records import Span
from readout.spans import passage

STANDOFF = Path(__file__).parent.parent / "examples" / "strait" / "standoff"
STEPS = {
    "mark_furniture": "cleaning",
    "split_blocks": "cleaning",
    "find_byline": "cleaning",
    "find_mentions": "actors and coreference",
    "link_mentions": "actors and coreference",
    "find_timexes": "time",
    "date_article": "time",
    "find_contradictions": "time",
    "find_derived_lengths": "time",
    "find_statements": "statements",
    "code_events": "events and factuality",
    "find_meetings": "meetings",
    "lend_days": "meetings",
    "find_quantities": "quantities",
    "find_positions": "positions",
    "find_forecasts": "forecasts",
}
OTHERS = "the rest"  # sentences, anaphors, genre, contested claims, questions, what was left open, the record itself


class Clock:
    """CPU seconds by name, added up; those of a step that another calls count for the step alone."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inner: list[float] = [0.0]

    def time(self, name, call, *arguments, **named):
        start = time.process_time()
        self._inner.append(0.0)
        try:
            return call(*arguments, **named)
        finally:
            took = time.process_time() - start
            self.spent[name] += took - self._inner.pop()
            self._inner[-1] += took


def put_clocks(clock):
    """Time every step where `analyse` calls it."""
    for step, name in STEPS.items():
        call = getattr(reading, step)
        setattr(
            reading, step, lambda *told, _call=call, _name=name, **named: clock[0].time(_name, _call, *told, **named)
        )


class TimedTagger:
    """A tagger whose parses are timed and whose tokens are counted."""

    def __init__(self, tagger, clock) -> None:
        self._tagger, self._clock, self.tokens = tagger, clock, 0
        self.recipe = tagger.recipe

    def tag(self, text, blocks):
        parse = self._clock[0].time("parse, with our own tokens", self._tagger.tag, text, blocks)
        self.tokens += len(parse.tokens)
        return parse


def parse_bare(model, texts):
    return list(model.pipe(texts, batch_size=16))


def load(told):
    """The codebook and the articles asked for."""
    if told.generated:
        book = load_codebook(told.standoff or STANDOFF)
        lines = "\n".join(map(json.dumps, make_articles(told.generated, stories=50)))
        return book, load_articles(["-"], stdin=lines.encode(), book=book.furniture)[0]
    book = load_codebook(told.standoff)
    return book, load_articles(told.articles)[0]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", nargs="*")
    options.add_argument("--generated", type=int, default=0, help="read so many invented articles instead")
    options.add_argument("--standoff", type=Path)
    options.add_argument("--repeat", type=int, default=3)
    told = options.parse_args()
    start = time.process_time()
    (book, articles), tagger, models = load(told), SpacyTagger(), load_models()
    tagger.tag("Warm.", (Span(0, 5),))
    print(f"codebook, inputs: {time.process_time() - start:.2f} CPU-s")
    model = tagger._model
    marked = [(article, mark_furniture(article, book.furniture)) for article in articles]
    by_article = [[passage(one.text, block) for block in split_blocks(one.text, found)] for one, found in marked]
    clock = [Clock()]
    put_clocks(clock)
    timed = TimedTagger(tagger, clock)
    for article in articles[:30]:
        reading.analyse(article, timed, book, models)
    rounds, ratios = [], []
    for _ in range(told.repeat):
        gc.collect()
        clock[0], timed.tokens = Clock(), 0
        for article, texts in zip(articles, by_article, strict=True):
            before = dict(clock[0].spent)
            clock[0].time("bare parse", parse_bare, model, texts)
            bare = clock[0].spent["bare parse"] - before.get("bare parse", 0.0)
            clock[0].time(OTHERS, reading.analyse, article, timed, book, models)
            ratios.append((sum(clock[0].spent.values()) - sum(before.values()) - bare) / bare)
        rounds.append(clock[0].spent)
    print(f"{len(articles):,} articles, {timed.tokens:,} tokens of prose; medians of {told.repeat} rounds")
    names = list(dict.fromkeys(["bare parse", "parse, with our own tokens", *STEPS.values(), OTHERS]))
    spent = {name: statistics.median(one[name] for one in rounds) for name in names}
    for name in names:
        print(
            f"{name:34} {spent[name]:8.3f} CPU-s  {spent[name] / spent['bare parse']:6.2f} of the bare parse"
            f"  {timed.tokens / max(spent[name], 1e-9):12,.0f} tokens/CPU-s"
        )
    whole = sum(spent.values()) - spent["bare parse"]
    ratio = whole / spent["bare parse"]
    print(f"{'whole reading':34} {whole:8.3f} CPU-s  {ratio:6.2f}  ({timed.tokens / whole:,.0f} tokens/CPU-s)")
    print(f"an article: median {statistics.median(ratios):.2f} times its bare parse, 90 % under {_most(ratios):.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _most(ratios):
    return sorted(ratios)[int(0.9 * len(ratios))]


if __name__ == "__main__":
    main()
