"""
Events in the open gold of running news (both examples and `tests/quality/running`), by type and by confidence.

    python bench/running_events.py [--keep]

Prints for each type how many are told, found and right; what would be kept and right at thresholds of confidence;
and what the learned model was asked, with what it answered. `--keep` writes the types for the method page.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from kept_events import keep

from quality.measuring import ROOT, gold_files, gold_lines, named_articles
from quality.running_gold import load_running, read_running
from quality.scoring import score_analyses
from readout import analyse, load_codebook
from readout.analysis.events import judging

STEPS = (0.0, 0.5, 0.6, 0.7, 0.8)


@dataclass
class Counts:
    told: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    right: Counter = field(default_factory=Counter)
    sure: list = field(default_factory=list)  # (confidence, whether it is right)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    options.add_argument("--keep", action="store_true", help="write the types into bench/events.json")
    chosen = options.parse_args()
    asked = listen()
    counts = Counts()
    for articles, gold, codebook in read_gold_sets():
        _, analyses = analyse(articles, codebook)
        texts = {article.id: article.text for article in articles}
        for one in analyses:
            lines = [line for line in gold if line.article_id == one.article_id and line.kind == "event"]
            count(lines, one, texts, codebook, counts)
    table = [(str(name), counts.told[name], counts.found[name], counts.right[name]) for name in sorted(counts.told)]
    for name, told, found, right in table:
        print(f"| {name} | {told} | {found} | {right} | {right / max(1, found):.2f} | {right / told:.2f} |")
    for least in STEPS:
        kept = [right for sure, right in counts.sure if sure >= least]
        print(f"confidence of {least:.1f} or more: {len(kept)} codings, right {sum(kept) / max(1, len(kept)):.3f}")
    print(f"the model was asked about {len(asked)} verbs:")
    print("\n".join(f"  {likely:.2f} {label} ({word})" for likely, label, word in sorted(asked, reverse=True)))
    if chosen.keep:
        keep("running", {name: [told, found, right] for name, told, found, right in table})


def listen():
    """What the model is asked from now on: how likely its answer is, the answer, the verb."""
    asked, ask = [], judging.ask_model

    def heard(question, model):
        likely = ask(question, model)
        best = max(likely, key=lambda name: (likely[name], name))
        asked.append((likely[best], best, question.text[question.deed.start : question.deed.end]))
        return likely

    judging.ask_model = heard
    return asked


def read_gold_sets():
    """Articles, their gold and their codebook: each example that has gold, each standoff of the running news."""
    for name in sorted({file.partition("/")[0] for file in gold_files()}):
        folder = ROOT / "examples" / name
        articles = named_articles(folder / "articles")
        yield (
            articles,
            gold_lines(name, {article.id: article.text for article in articles}),
            load_codebook(folder / "standoff"),
        )
    for name, codebook in load_running().items():
        marked = [one for one in read_running() if one.standoff == name]
        yield [one.article for one in marked], [line for one in marked for line in one.gold], codebook


def count(lines, one, texts, codebook, counts):
    if not lines:
        return
    scored = score_analyses(lines, [one], texts, codebook.actors.by_id)
    hits = Counter(scored.hits)
    wrong = Counter(tuple(line.split("\t")[2:]) for line in scored.spurious if line.split("\t")[1] == "event")
    for line in lines:
        if not line.unsure:
            counts.told[line.fields["event_type"]] += 1
            counts.right[line.fields["event_type"]] += hits[line.name] > 0
            counts.found[line.fields["event_type"]] += hits[line.name] > 0
    open_lines = [line for line in lines if line.unsure]
    for event in one.events:
        words = " ".join(texts[one.article_id][event.trigger.start : event.trigger.end].split())[:90]
        if wrong[words, str(event.event_type)]:
            wrong[words, str(event.event_type)] -= 1
            counts.found[event.event_type.value] += 1
            counts.sure.append((event.confidence, 0))
        elif not any(
            line.spans[0].start < event.trigger.end and event.trigger.start < line.spans[0].end for line in open_lines
        ):
            counts.sure.append((event.confidence, 1))


if __name__ == "__main__":
    main()
