"""
He and she to the right person: the shared cases of PolNeAR's dev set, and our own of `tests/cases/pronouns.csv`.

usage: coreference.py [--shared ../shared] [--errors]
A case is right when the pronoun's actor bears the gold surname; one left unresolved is wrong here, and counted apart.
"""

import argparse
import csv
import json
import random
import time
from pathlib import Path

from readout.adapters.codebooks import load_codebook
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.cleaning import split_blocks
from readout.analysis.coreference import link_mentions
from readout.analysis.entities import find_mentions
from readout.codebook import Codebook
from readout.records import Actor, Mention
from readout.tokens import Parse

ROOT = Path(__file__).resolve().parents[1]


def interval(hits: list[bool], draws: int = 2000) -> tuple[float, float]:
    """The 95 % bootstrap interval of a share, by percentiles."""
    chance = random.Random(0)
    means = sorted(sum(chance.choices(hits, k=len(hits))) / len(hits) for _ in range(draws))
    return means[int(0.025 * draws)], means[int(0.975 * draws)]


def read(parse: Parse, codebook: Codebook, published: str | None) -> tuple[tuple[Mention, ...], dict[str, Actor]]:
    """The mentions of a text and every actor they may stand for."""
    mentions, new = link_mentions(parse, find_mentions(parse, codebook.actors), codebook, published)
    return mentions, {**codebook.actors.by_id, **{actor.id: actor for actor in new}}


def bears(actor: Actor | None, surname: str) -> bool:
    return actor is not None and surname.lower() in actor.name.lower().split()


def report(name: str, told: list[tuple[bool, bool]]) -> None:
    hits = [hit for hit, _ in told]
    low, high = interval(hits)
    answers = [hit for hit, answered in told if answered]
    open_, right = len(told) - len(answers), sum(answers) / max(1, len(answers))
    print(
        f"{name}: right {sum(hits) / len(hits):.3f} [{low:.3f}, {high:.3f}] of {len(hits)}; "
        f"unresolved {open_}; right of those resolved {right:.3f}"
    )


def bench_shared(shared: Path, codebook: Codebook, tagger: SpacyTagger, *, errors: bool) -> None:
    folder = shared / "bench" / "attribution"
    articles = {}
    for line in (folder / "polnear.dev.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        articles[record["id"]] = record
    told, parsed, linked = [], 0.0, 0.0
    for line in (folder / "speakers.pronoun-gold.dev.jsonl").open(encoding="utf-8"):
        gold = json.loads(line)
        article = articles[gold["id"]]
        start = time.process_time()
        parse = tagger.tag(article["text"], split_blocks(article["text"], ()))
        parsed += time.process_time() - start
        start = time.process_time()
        mentions, actors = read(parse, codebook, article.get("date") or None)
        linked += time.process_time() - start
        held = [each for each in mentions if each.span.start == gold["source"]["start"]]
        actor = actors.get(held[0].actor_id or "") if held else None
        told.append((bears(actor, gold["surname"]), actor is not None))
        if errors and not told[-1][0]:
            at = gold["source"]["start"]
            print(
                gold["speaker"],
                "<>",
                actor.name if actor else None,
                "|",
                article["text"][max(0, at - 400) : at + 60],
                "\n",
            )
    report("PolNeAR dev, he/she", told)
    print(f"actors and coreference: {linked / parsed:.3f} of the bare parse's CPU time")


def bench_own(codebook: Codebook, tagger: SpacyTagger, *, errors: bool) -> None:
    told = []
    with (ROOT / "tests" / "cases" / "pronouns.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            marked = row["text"].replace("|", "\n\n")
            at, text = marked.index("["), marked.replace("[", "").replace("]", "")
            mentions, actors = read(tagger.tag(text, split_blocks(text, ())), codebook, None)
            actor_id = next((each.actor_id for each in mentions if each.span.start == at), None)
            name = actors[actor_id].name if actor_id else ""
            told.append((name == row["person"], actor_id is not None))
            if errors and not told[-1][0]:
                print(row["person"], "<>", name, "|", row["text"])
    report("own cases, he/she", told)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--errors", action="store_true")
    told = options.parse_args()
    codebook, tagger = load_codebook(), SpacyTagger()
    bench_own(codebook, tagger, errors=told.errors)
    bench_shared(told.shared, codebook, tagger, errors=told.errors)


if __name__ == "__main__":
    main()
