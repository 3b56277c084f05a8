"""
Readout beside its peers, on the same articles in one run: quality and words a CPU second.

usage: make peers, or python bench/peers/measure.py [--uv uv] [--shared FOLDER] [--limit N] [--write]

Installs the peers of PEERS into `.peers`, an environment apart (versions: bench/peers/requirements.txt), runs each by
`run_peer.py` in a process of its own, reads the same articles with Readout, and scores both alike: on our gold of the
examples, and on PolNeAR and the TIMEX3 sets where the shared folder is. `--write` puts the tables into README.md and
BENCHMARKS.md. A peer that cannot be installed or that fails stands in the tables with its error.
"""

import argparse
import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import attribution
import coverage
import timex
from asking import Told, ask, install
from own_gold import (
    Example,
    add_up,
    read_examples,
    score_quotations,
    score_statements,
    score_times,
    with_findings,
)
from tables import Row, put_between, write_short, write_whole

from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_models
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.statements import find_statements
from readout.records import Span

ROOT = Path(__file__).parents[2]
TIMES = ("dateparser", "recognizers-text", "HeidelTime")
NOT_TRIED = {
    "textacy": "no reported speech, no pronoun resolved, no venue, day or relay",
    "dateparser": "no lengths, repetitions or parts of a day",
    "recognizers-text": "two readings of a day without a year: the nearer one is taken",
    "HeidelTime": "Java and TreeTagger (research only); its start is left out of the speed",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uv", default="uv", help="the uv that installs the peers")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--limit", type=int, help="at most so many articles of each shared set")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md and BENCHMARKS.md")
    asked = parser.parse_args()
    failed = install(asked.uv)
    shared = (asked.shared / "bench").is_dir()
    rows = measure_examples(failed, short=not shared)
    if shared:
        sys.path.insert(0, str(asked.shared / "bench"))
        rows += measure_polnear(asked.shared, asked.limit, failed)
        rows += measure_news(asked.shared, asked.limit, failed)
    else:
        print(f"{asked.shared}/bench is not there: our own gold alone", file=sys.stderr)
    rows += measure_briefs()
    whole = write_whole(rows, write_heading(asked.limit))
    print(f"{whole}\n\n{write_short(rows)}")
    if asked.write:
        put_between(ROOT / "README.md", write_short(rows))
        put_between(ROOT / "BENCHMARKS.md", whole)


def make_row(skill: str, gold: str, told: Told, **figures: Any) -> Row:
    """A peer's row; the figures are left out where it did not run."""
    peer = told["peer"]
    system = f"{peer} {told['version']}".strip()
    if told["error"]:
        return Row(skill, gold, system, None, note=told["error"])
    refused = sum(bool(each["refused"]) for each in told["articles"])
    note = NOT_TRIED.get(peer, "") + (f"; refused all or part of {refused} articles" if refused else "")
    return Row(skill, gold, system, speed=told["words"] / told["seconds"], note=note, **figures)


def by_id(told: Told) -> dict[str, Told]:
    return {each["id"]: each for each in told["articles"]}


def measure_examples(failed: Mapping[str, str], *, short: bool) -> list[Row]:
    """Speed on the articles of the examples, quality on those that have gold; `short`: for the README as well."""
    tagger, models = SpacyTagger(), load_models()
    tagger.tag("Load the model.", (Span(0, 15),))
    examples, seconds, words = read_examples(tagger, models, time.process_time)
    articles = [
        {"id": one.id, "published": first_day(one.published), "text": one.text}
        for each in examples
        for one in each.articles
    ]
    ours = words / seconds
    bare = ask("spaCy", "examples", articles, failed)
    speed = f"the examples, {len(articles)} articles"
    rows = [Row("speed", speed, "Readout, the whole reading", ours, unit=" words/CPU-s", speed=ours)]
    parse = bare["words"] / bare["seconds"] if not bare["error"] else None
    named, note = f"spaCy {bare['version']}, the parse alone", bare["error"] or "finds none of what is below"
    rows.append(Row("speed", speed, named, parse, unit=" words/CPU-s", speed=parse, note=note))
    found = {peer: ask(peer, "examples", articles, failed) for peer in ("textacy", *TIMES)}
    own = f"our gold, {sum(len({line.article_id for line in each.gold}) for each in examples)} articles"
    for skill, peers, score in (
        ("direct quotations with their source, F1", ("textacy",), score_quotations),
        ("who said what, all kinds, F1", ("textacy",), score_statements),
        ("times: place and TIMEX3 value, F1", TIMES, score_times),
    ):
        rows.append(Row(skill, own, "Readout", speed=ours, short=short, **figures(score(examples))))
        for peer in peers:
            replaced: list[Example] = [with_findings(each, by_id(found[peer])) for each in examples]
            rows.append(make_row(skill, own, found[peer], **figures(score(replaced))))
    return rows


def first_day(published: str | None) -> str:
    """The day, or the first one of a period (2031-02, 2031-02-07/2031-02-14); "" where it is not known."""
    day = (published or "").partition("/")[0][:10]
    return day + "-01-01"[len(day) - 4 :] if re.fullmatch(r"\d{4}(-\d\d)?", day) else day


def figures(scores: Sequence[Any]) -> dict[str, Any]:
    whole, (low, high) = add_up(scores)
    percent = {"figure": whole.f1, "precision": whole.precision, "recall": whole.recall}
    return {**{name: 100 * value for name, value in percent.items()}, "interval": (100 * low, 100 * high)}


def measure_polnear(shared: Path, limit: int | None, failed: Mapping[str, str]) -> list[Row]:
    import score_attribution as scorer  # noqa: PLC0415 -- lies in the shared folder

    gold = attribution.read_gold(shared / "bench" / "attribution" / "polnear.dev.jsonl")[:limit]
    words = sum(len(one["text"].split()) for one in gold)
    parses, parsing = attribution.parse_all(gold, None)
    codebook, model = load_codebook(), load_models().attribution
    start = time.process_time()
    predicted = [
        find_statements(attribution.make_article(one), parse, (), (), codebook, model)
        for one, parse in zip(gold, parses, strict=True)
    ]
    seconds = parsing + time.process_time() - start
    ours = [[attribution.relation(each) for each in found if attribution.is_claimed(each)] for found in predicted]
    articles = [{"id": one["id"], "published": one["date"] or "", "text": one["text"]} for one in gold]
    told = ask("textacy", "polnear.dev", articles, failed)
    theirs = [by_id(told).get(one["id"], {"statements": []})["statements"] for one in gold]
    measured = [
        attribution.measure(
            scorer, [(one["text"], one["attributions"], each) for one, each in zip(gold, found, strict=True)]
        )
        for found in (ours, theirs)
    ]
    rows = []
    for skill, kind in (
        ("direct quotations with their source, F1", "direct"),
        ("who said what, all kinds, F1", "core"),
        ("quoted words under the right source, F1", "quoted_words"),
    ):
        name = f"PolNeAR dev, {len(gold)} articles"
        mine, other = (
            {
                "figure": one[kind]["f1"],
                "precision": one[kind]["p"],
                "recall": one[kind]["r"],
                "interval": one[kind]["interval"],
            }
            for one in measured
        )
        rows.append(Row(skill, name, "Readout", speed=words / seconds, short=kind != "quoted_words", **mine))
        rows.append(make_row(skill, name, told, **other))
    return rows


def measure_news(shared: Path, limit: int | None, failed: Mapping[str, str]) -> list[Row]:
    """The TIMEX3 sets of news, pooled: value F1 as the shared scorer has it."""
    from score_temporal import score_documents  # noqa: PLC0415

    sets = ("tbaq.dev", "meantime.dev")
    gold = [one for name in sets for one in timex.load_articles(name, shared / "bench" / "temporal")[:limit]]
    predicted, words, parsing, reading = timex.read_all(gold)
    skill, name = "times: place and TIMEX3 value, F1", f"TimeBank, AQUAINT and MEANTIME dev, {len(gold)} articles"

    def score(found: Sequence[Any]) -> dict[str, Any]:
        scored = [(one["text"], one["timexes"], each) for one, each in zip(gold, found, strict=True)]
        told = score_documents(scored)[0]["value"]
        low, high = timex.bootstrap(scored, score_documents)
        percent = {"figure": told["f1"], "precision": told["p"], "recall": told["r"]}
        return {**{key: 100 * value for key, value in percent.items()}, "interval": (100 * low, 100 * high)}

    rows = [Row(skill, name, "Readout", speed=words / (parsing + reading), **score(predicted))]
    articles = [{"id": str(one["id"]), "published": str(one["dct"])[:10], "text": str(one["text"])} for one in gold]
    for peer in TIMES:
        told = ask(peer, "news.dev", articles, failed)
        found = [by_id(told).get(each["id"], {"times": []})["times"] for each in articles]
        rows.append(make_row(skill, name, told, **score(found)))
    return rows


def measure_briefs() -> list[Row]:
    """Happenings that a brief tells, against as many lead sentences and as many that TextRank ranks first."""
    skill = "happenings that a brief tells"
    briefs = [told for told in coverage.compare_briefs() if "background" not in told.name]
    rows = [
        Row(skill, f"{told.example}, {told.sentences} sentences", told.name, float(len(told.known)),
            speed=told.words / max(told.seconds, 0.001), unit=f" of {len(told.happenings)}", short=False,
            note="reading with the models loaded, and assembling" if told.name.startswith("Readout")
            else "the choice alone, of the same articles without furniture")
        for told in briefs
    ]  # fmt: skip
    for name in dict.fromkeys(told.name for told in briefs):
        mine = [told for told in briefs if told.name == name]
        known, of = sum(len(told.known) for told in mine), sum(len(told.happenings) for told in mine)
        gold = f"both examples, {sum(told.sentences for told in mine)} sentences"
        rows.append(Row(skill, gold, name, float(known), unit=f" of {of}"))
    return rows


def write_heading(limit: int | None) -> str:
    cpu = next(
        (line.partition(":")[2].strip() for line in read_lines("/proc/cpuinfo") if "model name" in line), "CPU unknown"
    )
    load = f"{os.getloadavg()[0]:.0f}"
    command = "make peers" if limit is None else f"python bench/peers/measure.py --limit {limit}"
    return (
        f"`{command}`, {datetime.now(UTC):%Y-%m-%d}; {cpu}, {os.cpu_count()} cores with a load of {load} at the end, "
        f"Python {sys.version.split()[0]}. CPU seconds; start and loading are left out, but in the briefs."
    )


def read_lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text("utf-8", errors="replace").splitlines() if file.exists() else []


if __name__ == "__main__":
    main()
