"""
What Readout, dateparser, recognizers-text and HeidelTime answer to the time probes, as a Markdown table.

usage: python bench/timex_peers.py [--peers FOLDER] [--show]

Nothing here is a dependency: `make peers` brings the peers to `.peers`, whose site-packages is the FOLDER
(`.peers/lib/python3.*/site-packages`). How they fare on whole articles is what `make peers` itself measures.
A peer is judged generously: a date inside the expected window, or one of several offered readings, counts;
windows, zones and vague edges, which Readout must get right in the tests, are not asked of it.
"""

import argparse
import csv
import importlib
import re
import sys
import warnings
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from heideltime import JAR, ask_heideltime

from readout.adapters.codebooks import load_codebook
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.timex import find_timexes
from readout.records import Span

PROBES = Path(__file__).parents[1] / "tests" / "cases" / "timex_probes.csv"
Probe = dict[str, str]
Judge = Callable[[Probe, str, int, int], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="a folder that the peers were installed to")
    parser.add_argument("--show", action="store_true", help="print each probe that a peer answers wrongly")
    options = parser.parse_args()
    if options.peers:
        sys.path.append(str(options.peers))
    probes = list(csv.DictReader(PROBES.read_text(encoding="utf-8").splitlines()))
    judges = {"Readout": judge_readout(), **load_peers()}
    if options.peers and (options.peers / JAR).is_file():
        judges["HeidelTime"] = judge_heideltime((options.peers / JAR).resolve(), probes)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for probe in probes:
        text = plain(probe)
        start, end = probe["text"].index("["), probe["text"].index("]") - 1
        answers: dict[str, bool] = {}
        for group in (kind(probe), "all"):
            counts[group]["probes"] += 1
            for name, judge in judges.items():
                right = judge(probe, text, start, end) if group != "all" else answers[name]
                answers[name] = right
                counts[group][name] += right
                if options.show and group != "all" and not right:
                    print(f"{name}: {probe['published']} {probe['text']} {probe['value']}", file=sys.stderr)
    print("| probes of | " + " | ".join(["number", *judges]) + " |")
    print("|---" * (len(judges) + 2) + "|")
    for group, told in counts.items():
        print(f"| {group} | {told['probes']} | " + " | ".join(str(told[name]) for name in judges) + " |")


def kind(probe: Probe) -> str:  # noqa: PLR0911 -- one return a kind
    if not probe["value"]:
        return "what is no time"
    if probe["zone"] or re.search(r"12:25|\bnoon\b", probe["text"]):
        return "clocks, zones, midnights crossed"
    if not probe["published"]:
        return "texts without a day of publication"
    if "/" in probe["published"] or len(probe["published"]) < 10:
        return "publication known as a period"
    if probe["type"] in ("DURATION", "SET"):
        return "lengths and repetitions"
    if re.search(r"\. .*\[|later|wrote|before\]|after\]|March\] and|to \[", probe["text"]):
        return "times that count from the text"
    return "times that count from publication"


def judge_readout() -> Judge:
    tagger, book = SpacyTagger(), load_codebook().times

    def judge(probe: Probe, text: str, start: int, end: int) -> bool:
        found = find_timexes(tagger.tag(text, [Span(0, len(text))]), probe["published"] or None, book)
        near = [each for each in found if each.span.start < end and start < each.span.end]
        if not probe["value"]:
            return not near
        return any(each.value == probe["value"] and each.type == probe["type"] for each in near)

    return judge


def load_peers() -> dict[str, Judge]:
    warnings.simplefilter("ignore")
    found: dict[str, Judge] = {}
    for name, module, make in (
        ("dateparser", "dateparser.search", judge_dateparser),
        ("recognizers-text", "recognizers_date_time", judge_recognizers),
    ):
        try:
            found[name] = make(importlib.import_module(module))
        except ImportError as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
    return found


def base_day(probe: Probe) -> datetime:
    day = (probe["published"] or "2021-12-10")[:10]
    return datetime.fromisoformat(day + "-01-01"[: 10 - len(day)])


def judge_dateparser(module: object) -> Judge:
    def judge(probe: Probe, text: str, start: int, end: int) -> bool:
        settings = {"RELATIVE_BASE": base_day(probe)}
        near = []
        place = 0
        for words, moment in module.search_dates(text, languages=["en"], settings=settings) or ():  # type: ignore[attr-defined]
            place = max(text.find(words, place), 0)
            if place < end and start < place + len(words):
                near.append(moment)
        if not probe["value"]:
            return not near
        return bool(probe["published"]) and any(fits(probe, moment) for moment in near)

    return judge


def fits(probe: Probe, moment: datetime) -> bool:
    value = probe["value"]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return moment.date().isoformat() == value
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ?", value):
        return moment.strftime("%Y-%m-%dT%H:%M") == value.rstrip("Z")
    if re.fullmatch(r"\d{4}(-\d\d)?", value):
        return moment.isoformat().startswith(value)
    inside = probe["earliest"] and probe["latest"]
    return bool(inside) and probe["earliest"] <= moment.date().isoformat() <= probe["latest"]


def judge_heideltime(jar: Path, probes: Sequence[Probe]) -> Judge:
    """HeidelTime on all probes in one go, in news mode, and as a narrative where there is no day of publication."""
    days = [base_day(probe).date().isoformat() if probe["published"] else "" for probe in probes]
    answers = ask_heideltime(jar, [(day, plain(probe)) for day, probe in zip(days, probes, strict=True)])
    told = {(probe["published"], probe["text"]): answer for probe, answer in zip(probes, answers, strict=True)}

    def judge(probe: Probe, text: str, start: int, end: int) -> bool:  # noqa: ARG001 -- one shape for all judges
        found = told[probe["published"], probe["text"]]
        near = [each.value for each in found if each.start < end and start < each.end]
        if not probe["value"]:
            return not near
        return any(is_the_same(probe["value"], value) for value in near)

    return judge


def plain(probe: Probe) -> str:
    """The text of a probe without its marks."""
    return re.sub(r"[\[\]]", "", probe["text"])


def is_the_same(wanted: str, told: str) -> bool:
    """The same value, or the same clock time on the same day without its zone."""
    return wanted == told or wanted.rstrip("Z") == told.removesuffix(":00").rstrip("Z")


def judge_recognizers(module: object) -> Judge:
    model = module.DateTimeRecognizer("en-us").get_datetime_model()  # type: ignore[attr-defined]

    def judge(probe: Probe, text: str, start: int, end: int) -> bool:
        near = [each for each in model.parse(text, base_day(probe)) if each.start < end and start <= each.end]
        if not probe["value"]:
            return not near
        offered = [value for each in near for value in (each.resolution or {}).get("values", ())]
        return any(is_offered(probe, told) for told in offered)

    return judge


def is_offered(probe: Probe, told: dict[str, str]) -> bool:
    wanted = probe["value"]
    if told.get("timex") == wanted or (told.get("value") or "") == wanted:
        return True
    if probe["type"] == "TIME":
        return (told.get("value") or "").replace(" ", "T")[:16] == wanted.rstrip("Z")
    return bool(probe["earliest"]) and told.get("start", "") == probe["earliest"] and probe["type"] == "DATE"


if __name__ == "__main__":
    main()
