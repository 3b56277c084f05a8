"""
CPU seconds and memory of assembling and rendering a brief over many articles, and how they grow with the number.

usage: python bench/scale.py [1000 2000 10000] [--keep FILE] [--profile]

The articles are as dense as a month of 10,000: fifty stories a day in up to twelve outlets. Two thousand are read;
more are copies of these in other towns, ships and days (`clones.py`). With `--keep` what was read is kept in FILE.
"""

import argparse
import cProfile
import gc
import json
import pickle
import pstats
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from clones import clone
from generate import make_articles

from readout.actions.reading import read_batch
from readout.actions.verifying import verify_files
from readout.adapters.codebooks import load_codebook
from readout.adapters.files import load_articles
from readout.adapters.models import load_models, load_story_model
from readout.adapters.spacy_tagger import SpacyTagger
from readout.corpus import assemble
from readout.rendering import render_brief

READ, STORIES, DAYS = 2000, 50, 6  # articles that are read, stories a day, days that they fill
STANDOFF = Path(__file__).parent.parent / "examples" / "strait" / "standoff"


def read(number, book, keep):
    """So many articles of a month of 10,000, read; of more than READ a fifth is read and the rest are its clones."""
    if keep is not None and keep.exists():
        articles, analyses = pickle.loads(keep.read_bytes())
    else:
        records = make_articles(READ, stories=STORIES)
        loaded, _ = load_articles(["-"], stdin="\n".join(map(json.dumps, records)).encode(), book=book.furniture)
        start = time.process_time()
        reading = read_batch(loaded, SpacyTagger(), book, models=load_models())
        print(f"{READ:6,} articles read in {time.process_time() - start:,.0f} CPU-s, {len(reading.problems)} broken")
        articles, analyses = reading.articles, reading.analyses
        if keep is not None:
            keep.write_bytes(pickle.dumps((articles, analyses)))
    first = sorted(articles, key=lambda each: each.id.rpartition("-")[2])[:number]
    names = {each.id for each in first}
    found = [each for each in analyses if each.article_id in names]
    articles, analyses = clone(first, found, -(-number // READ), DAYS)
    kept = sorted(articles, key=lambda each: each.id.rpartition("-")[2])[:number]
    names = {each.id for each in kept}
    return kept, [each for each in analyses if each.article_id in names]


def clock(call, *arguments, profile=False):
    """What a call brings, and its CPU seconds; without looking for garbage, as `write_brief` does it."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    if profile:
        watch = cProfile.Profile()
        result = watch.runcall(call, *arguments)
        pstats.Stats(watch).sort_stats("cumtime").print_stats(40)
    else:
        result = call(*arguments)
    took = time.process_time() - start
    gc.enable()
    return result, took


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("numbers", nargs="*", type=int, default=[1000, 2000])
    options.add_argument("--keep", type=Path)
    options.add_argument("--profile", action="store_true")
    told = options.parse_args()
    book = load_codebook(STANDOFF)
    for number in told.numbers:
        articles, analyses = read(number, book, told.keep)
        brief, assembled = clock(assemble, articles, analyses, book, load_story_model(), profile=told.profile)
        files, rendered = clock(render_brief, articles, analyses, brief, profile=told.profile)
        faults, verified = clock(verify_files, files)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{number:6,} articles: assembled {assembled:.2f} CPU-s, rendered {rendered:.2f}, verified {verified:.2f}; "
            f"{sum(map(len, files.values())) / 1e6:.1f} MB in {len(files):,} files, {len(faults)} faults, "
            f"{len(brief.happenings)} happenings, {len(brief.stories)} stories, peak memory {peak:,.0f} MB"
        )


if __name__ == "__main__":
    main()
