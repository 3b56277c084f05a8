"""
CPU seconds of a whole reading by step, beside the bare spaCy parse of the same text in the same process.

usage: python bench/steps.py ARTICLES... [--standoff DIR] [--repeat N]
"""

import argparse
import resource
import statistics
import time
from collections import defaultdict
from pathlib import Path

from readout.adapters.codebooks import load_codebook
from readout.adapters.files import load_articles
from readout.adapters.models import load_models
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.abstentions import find_abstentions
from readout.analysis.cleaning import mark_furniture, split_blocks
from readout.analysis.contested import find_contested
from readout.analysis.coreference import link_mentions
from readout.analysis.dating import date_article
from readout.analysis.entities import find_mentions
from readout.analysis.events import code_events
from readout.analysis.forecasts import find_forecasts
from readout.analysis.genre import code_genre
from readout.analysis.meetings import find_meetings
from readout.analysis.positions import find_positions
from readout.analysis.quantities import find_quantities
from readout.analysis.questions import find_questions
from readout.analysis.statements import find_statements
from readout.analysis.timex import find_timexes
from readout.records import Span
from readout.spans import passage


class Clock:
    """CPU seconds by name, added up."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def time(self, name, call, *arguments):
        start = time.process_time()
        result = call(*arguments)
        self.spent[name] += time.process_time() - start
        return result


def read(article, tagger, book, models, clock):
    furniture = clock.time("cleaning", mark_furniture, article, book.furniture)
    blocks = clock.time("cleaning", split_blocks, article.text, furniture)
    parse = clock.time("parse", tagger.tag, article.text, blocks)
    names = clock.time("actors and coreference", find_mentions, parse, book.actors)
    timexes = clock.time("time", find_timexes, parse, article.published, book.times)
    published, _ = clock.time("time", date_article, article, furniture, timexes, names, book)
    mentions, met = clock.time("actors and coreference", link_mentions, parse, names, book, published)
    timexes = clock.time("time", find_timexes, parse, published, book.times)
    statements = clock.time("statements", find_statements, article, parse, mentions, timexes, book, models.attribution)
    clock.time("events and factuality", code_events, article, parse, mentions, timexes, statements, book)
    clock.time("meetings", find_meetings, article, parse, mentions, timexes, statements, book)
    clock.time(
        "quantities",
        find_quantities,
        article,
        parse,
        mentions,
        timexes,
        statements,
        book.quantities,
    )
    clock.time("positions", find_positions, article, parse, mentions, met, statements, book)
    genre = clock.time("the rest", code_genre, article, furniture, None, book.genres)
    clock.time("forecasts", find_forecasts, article, parse, mentions, timexes, statements, book, genre)
    clock.time("the rest", find_contested, article, parse, statements, book.contested, book.cues)
    clock.time("the rest", find_questions, article, parse, statements)
    clock.time("the rest", find_abstentions, article, parse, mentions, timexes, statements)
    return sum(after - first for first, after in parse.sentences)


def parse_bare(model, texts):
    return list(model.pipe(texts, batch_size=16))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", nargs="+")
    options.add_argument("--standoff", type=Path)
    options.add_argument("--repeat", type=int, default=3)
    told = options.parse_args()
    start = time.process_time()
    book, tagger, models = load_codebook(told.standoff), SpacyTagger(), load_models()
    articles, _ = load_articles(told.articles)
    tagger.tag("Warm.", (Span(0, 5),))
    print(f"codebook, inputs: {time.process_time() - start:.2f} CPU-s")
    model = tagger._model
    marked = [(article, mark_furniture(article, book.furniture)) for article in articles]
    texts = [passage(one.text, block) for one, furniture in marked for block in split_blocks(one.text, furniture)]
    rounds = []
    for _ in range(told.repeat + 1):
        clock = Clock()
        clock.time("bare parse", parse_bare, model, texts)
        words = sum(read(article, tagger, book, models, clock) for article in articles)
        rounds.append(clock.spent)
    print(f"{len(articles)} articles, {words:,} tokens of prose; medians of {told.repeat} rounds after a warm-up")
    names = list(rounds[0])
    spent = {name: statistics.median(one[name] for one in rounds[1:]) for name in names}
    for name in names:
        print(f"{name:34} {spent[name]:8.3f} CPU-s  {spent[name] / spent['bare parse']:6.2f} of the bare parse")
    whole = sum(spent.values()) - spent["bare parse"]
    ratio = whole / spent["bare parse"]
    print(f"{'whole reading':34} {whole:8.3f} CPU-s  {ratio:6.2f}  ({words / whole:,.0f} tokens/CPU-s)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
