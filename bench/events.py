"""
Events against PLOVER sentences: the type with the two parties given, and the whole triple from the raw sentence.

usage: python bench/events.py [DATA] [--set plv] [--split dev] [--errors N]
DATA is a folder with `plover_SET.SPLIT.jsonl` (default: ../shared/bench/events); its scorer lies beside it.
"""

import argparse
import importlib.util
import json
import time
from collections import Counter
from pathlib import Path

from kept_events import keep

from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_event_model
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.events.codings import find_codings
from readout.analysis.events.frames import read_phrase as place_phrase
from readout.analysis.events.judging import NONE, ask_model
from readout.analysis.events.pairs import (
    code_pair,
    find_deed,
    find_pairs,
    name_intent,
    rank_coding,
    read_phrases,
    read_place,
)
from readout.analysis.events.questions import Question
from readout.records import Span


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    options.add_argument("data", nargs="?", default="../shared/bench/events", type=Path)
    options.add_argument("--set", default="plv")
    options.add_argument("--split", default="dev")
    options.add_argument("--errors", type=int, default=0, help="print so many wrong answers")
    options.add_argument("--keep", action="store_true", help="write the figures into bench/events.json")
    options.add_argument("--rules", action="store_true", help="the patterns alone, without the learned model")
    chosen = options.parse_args()
    scorer = load_scorer(chosen.data.parent / "events_score.py")
    rows = [json.loads(line) for line in (chosen.data / f"plover_{chosen.set}.{chosen.split}.jsonl").open()]
    gold = {row["id"]: row for row in rows}
    tagger, book = SpacyTagger(), load_codebook()
    parses = {row["id"]: tagger.tag(row["text"], [Span(0, len(row["text"]))]) for row in rows}
    begun = time.process_time()
    model = None if chosen.rules else load_event_model()
    print("the patterns alone" if model is None else "patterns and learned model")
    typed = {row["id"]: {"root": type_pair(row, parses[row["id"]], book, model)} for row in rows}
    spent = time.process_time() - begun
    result = scorer.classification(gold, typed)
    print("pair given   ", show(result), "ci95", [round(end, 3) for end in scorer.bootstrap(gold, typed, 300)])
    answered = [row for row in rows if typed[row["id"]]["root"]]
    right = sum(typed[row["id"]]["root"] == row["root"] for row in answered)
    print(f"  answered {len(answered)} of {len(rows)}, right among them {right / max(1, len(answered)):.3f},", end=" ")
    print(f"{len(rows) / spent:.0f} sentences a CPU second after the parse")
    triples = {row["id"]: {"events": code_triples(row["text"], parses[row["id"]], book, model)} for row in rows}
    whole = scorer.triples(gold, triples)
    print("whole triple ", show(whole))
    if chosen.keep:
        figures = {name: round(result[name], 3) for name in ("root_acc", "root_macro_f1", "quad_macro_f1")}
        figures |= {name: round(whole[name], 3) for name in ("triple@1", "pair@1")}
        keep("rules" if model is None else "model", figures)
    print_classes(rows, typed)
    print_errors(rows, typed, triples, chosen.errors)


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("events_score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(result):
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in result.items()}


def find_party(row, tag):
    """Where a party stands: the characters between its marks, in the unmarked text."""
    before, _, after = row["marked"].partition(f"<{tag}>")
    inner = after.partition(f"</{tag}>")[0]
    start = len(before)
    for mark in ("<s>", "</s>", "<t>", "</t>"):
        start -= before.count(mark) * len(mark)
    return Span(start, start + len(inner))


def type_pair(row, parse, book, model):
    """The type of the event between the two parties; without a model None when no pattern fits."""
    source, target = find_party(row, "s"), find_party(row, "t")
    coding = code_pair(parse, source, target, book)
    guess = None if coding is None else name_intent(coding, parse, book)
    if model is None:
        return guess
    likely = ask_model(Question(row["text"], source, target, find_deed(parse, source, coding), guess), model)
    return max((label for label in likely if label != NONE), key=likely.get)  # the pair is given: there is an event


def read_phrase(text, places):
    """The words of several phrases from the first to the last."""
    spans = [read_place(place) for place in places]
    return text[min(span.start for span in spans) : max(span.end for span in spans)]


def code_triples(text, parse, book, model):
    """The readings of the sentence, the best first; where no pattern fits, what grammar says of who and whom."""
    codings = find_codings(parse, read_phrases(parse), book.plover)
    found = []
    for coding in sorted(codings, key=lambda coding: rank_coding(coding, parse, book), reverse=True):
        sources = coding.actors if coding.recipients else coding.actors[:1]
        targets = coding.recipients or coding.actors[1:]
        if sources and targets:
            source, target = read_phrase(text, sources), read_phrase(text, targets)
            found.append({"source": source, "root": name_intent(coding, parse, book), "target": target})
    if not found:
        found = [type_open(text, parse, pair, model) for pair in find_pairs(parse, book.plover)]
    return found


def type_open(text, parse, pair, model):
    verb, *heads = pair
    source, target = (place_phrase(parse, head) for head in heads)
    root = None
    if model is not None:
        likely = ask_model(Question(text, source, target, parse.span(verb, verb + 1), None), model)
        root = max((label for label in likely if label != NONE), key=likely.get)
    return {"source": text[source.start : source.end], "root": root, "target": text[target.start : target.end]}


def print_classes(rows, typed):
    """Precision, recall and F1 of each type, as rows of a table."""
    pairs = [(row["root"], typed[row["id"]]["root"]) for row in rows]
    for name in sorted({gold for gold, _ in pairs}):
        told, found = sum(gold == name for gold, _ in pairs), sum(answer == name for _, answer in pairs)
        right = sum(gold == answer == name for gold, answer in pairs)
        shares = right / max(1, found), right / told, 2 * right / (told + found)
        print(f"| {name} | {told} | " + " | ".join(f"{share:.2f}" for share in shares) + " |")
    confused = Counter(pair for pair in pairs if pair[0] != pair[1])
    print("confused:", ", ".join(f"{gold} as {answer} {count}" for (gold, answer), count in confused.most_common(6)))


def print_errors(rows, typed, triples, size):
    wrong = [row for row in rows if typed[row["id"]]["root"] != row["root"]]
    for row in wrong[:size]:
        print(row["root"], typed[row["id"]]["root"], row["marked"], triples[row["id"]]["events"][:1], sep=" | ")


if __name__ == "__main__":
    main()
