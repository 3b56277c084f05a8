"""
CPU seconds and memory of assembling and rendering a brief over many articles, and how they grow with the number.

usage: python bench/scale.py [200 800 2000] [--keep FILE] [--profile]

Reading is timed too; with `--keep` what was read is kept in FILE and taken from there the next time.
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

from generate import make_articles

from readout.actions.reading import read_batch
from readout.actions.verifying import verify_files
from readout.adapters.codebooks import load_codebook
from readout.adapters.files import load_articles
from readout.adapters.models import load_story_model
from readout.adapters.spacy_tagger import SpacyTagger
from readout.corpus import assemble
from readout.rendering import render_brief

STANDOFF = Path(__file__).parent.parent / "examples" / "strait" / "standoff"


def read(number, book, keep):
    if keep is not None and keep.exists():
        articles, analyses = pickle.loads(keep.read_bytes())
        if len(articles) >= number:
            names = {record["id"] for record in make_articles(number)}
            return [each for each in articles if each.id in names], [
                each for each in analyses if each.article_id in names
            ]
    stdin = "\n".join(json.dumps(record) for record in make_articles(number)).encode()
    loaded, _ = load_articles(["-"], stdin=stdin, book=book.furniture)
    start = time.process_time()
    reading = read_batch(loaded, SpacyTagger(), book)
    print(f"{number:6,} articles read in {time.process_time() - start:,.0f} CPU-s, {len(reading.problems)} broken")
    if keep is not None:
        keep.write_bytes(pickle.dumps((reading.articles, reading.analyses)))
    return reading.articles, reading.analyses


def clock(call, *arguments, profile=False):
    gc.collect()
    start = time.process_time()
    if profile:
        watch = cProfile.Profile()
        result = watch.runcall(call, *arguments)
        pstats.Stats(watch).sort_stats("cumtime").print_stats(40)
    else:
        result = call(*arguments)
    return result, time.process_time() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("numbers", nargs="*", type=int, default=[200, 800, 2000])
    options.add_argument("--keep", type=Path)
    options.add_argument("--profile", action="store_true")
    told = options.parse_args()
    book = load_codebook(STANDOFF)
    kept = {number: read(number, book, told.keep) for number in sorted(told.numbers, reverse=True)}
    for number in told.numbers:
        articles, analyses = kept[number]
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
