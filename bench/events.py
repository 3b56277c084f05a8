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

from readout.adapters.codebooks import load_codebook
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.events.codings import find_codings
from readout.codes import Factuality
from readout.modality import judge_modality
from readout.records import Mention, Span

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
GIVEN = ("CONSULT", "AID", "COOPERATE", "CONCEDE", "RETREAT")
DONE_TO = ("COERCE", "SANCTION", "MOBILIZE", "ASSAULT", "PROTEST")
NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "poss", "attr", "npadvmod", "ROOT", "oprd")
LEFT_OUT = ("relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    options.add_argument("data", nargs="?", default="../shared/bench/events", type=Path)
    options.add_argument("--set", default="plv")
    options.add_argument("--split", default="dev")
    options.add_argument("--errors", type=int, default=0, help="print so many wrong answers")
    chosen = options.parse_args()
    scorer = load_scorer(chosen.data.parent / "events_score.py")
    rows = [json.loads(line) for line in (chosen.data / f"plover_{chosen.set}.{chosen.split}.jsonl").open()]
    gold = {row["id"]: row for row in rows}
    tagger, book = SpacyTagger(), load_codebook()
    parses = {row["id"]: tagger.tag(row["text"], [Span(0, len(row["text"]))]) for row in rows}
    begun = time.process_time()
    typed = {row["id"]: {"root": code_pair(row, parses[row["id"]], book)} for row in rows}
    spent = time.process_time() - begun
    result = scorer.classification(gold, typed)
    print("pair given   ", show(result), "ci95", [round(end, 3) for end in scorer.bootstrap(gold, typed, 300)])
    answered = [row for row in rows if typed[row["id"]]["root"]]
    right = sum(typed[row["id"]]["root"] == row["root"] for row in answered)
    print(f"  answered {len(answered)} of {len(rows)}, right among them {right / max(1, len(answered)):.3f},", end=" ")
    print(f"{len(rows) / spent:.0f} sentences a CPU second after the parse")
    triples = {row["id"]: {"events": code_triples(row["text"], parses[row["id"]], book)} for row in rows}
    print("whole triple ", show(scorer.triples(gold, triples)))
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


def code_pair(row, parse, book):
    """The type of the event between the two parties; None when none is found between any."""
    mentions = [Mention(find_party(row, tag), "ORG", tag) for tag in ("s", "t")]
    codings = find_codings(parse, mentions, book.plover)
    best = max(codings, key=lambda coding: rank_for_pair(coding, parse, book), default=None)
    if best is None:
        codings = find_codings(parse, make_mentions(parse), book.plover)
        best = max(codings, key=lambda coding: rank(coding, parse, book), default=None)
    return None if best is None else read_intent(best, parse, book)


def read_intent(coding, parse, book):
    """PLOVER has no factuality: help that is only ahead is an AGREE there, harm a THREATEN, denied help a REJECT."""
    root = coding.event_type.value
    state = judge_modality(parse, coding.trigger, book.modality)
    if root in GIVEN and state in (Factuality.SCHEDULED, Factuality.HYPOTHETICAL):
        return "AGREE"
    if root in DONE_TO and not coding.is_noun and state in (Factuality.SCHEDULED, Factuality.HYPOTHETICAL):
        return "THREATEN"
    if root in GIVEN and state is Factuality.DENIED:
        return "REJECT"
    return MERGED.get(root, root)


def rank_for_pair(coding, parse, book):
    pairs = {*coding.actors, *coding.recipients} == {"s", "t"}
    return ("s" in coding.actors, pairs, "t" in coding.recipients, *rank(coding, parse, book))


def rank(coding, parse, book):
    """Two parties before one, done before supposed, verbs before nouns, the main clause first."""
    both = len({*coding.actors, *coding.recipients}) > 1
    done = judge_modality(parse, coding.trigger, book.modality) in (Factuality.HAPPENED, Factuality.ONGOING)
    depth = sum(1 for _ in parse.ancestors(coding.trigger))
    return (both, done, not coding.is_noun, -depth, coding.weight)


def make_mentions(parse):
    """Every noun phrase as an actor of its own, named by where it stands."""
    return [
        Mention(Span(token.start, token.end), "ORG", place_of_phrase(parse, token.i))
        for token in parse.tokens
        if token.dep in NOMINAL and (token.pos in ("NOUN", "PROPN") or token.lower in ("he", "she", "him", "her"))
    ]


def place_of_phrase(parse, head):
    """Where the words of a noun phrase stand without its clauses and without what it is joined to."""
    kept, queue = [head], [head]
    for word in queue:
        for child in parse.children[word]:
            if parse.tokens[child].dep not in LEFT_OUT:
                kept.append(child)
                queue.append(child)
    first, last = min(kept), max(kept)
    return f"{parse.tokens[first].start}:{parse.tokens[last].end}"


def read_phrases(text, places):
    """The words of several phrases from the first to the last."""
    ends = [tuple(map(int, place.split(":"))) for place in places]
    return text[min(start for start, _ in ends) : max(end for _, end in ends)]


def code_triples(text, parse, book):
    codings = find_codings(parse, make_mentions(parse), book.plover)
    found = []
    for coding in sorted(codings, key=lambda coding: rank(coding, parse, book), reverse=True):
        sources = coding.actors if coding.recipients else coding.actors[:1]
        targets = coding.recipients or coding.actors[1:]
        if sources and targets:
            source, target = read_phrases(text, sources), read_phrases(text, targets)
            found.append({"source": source, "root": read_intent(coding, parse, book), "target": target})
    return found


def print_errors(rows, typed, triples, size):
    wrong = [row for row in rows if typed[row["id"]]["root"] != row["root"]]
    if size:
        print(Counter((row["root"], typed[row["id"]]["root"]) for row in wrong).most_common(25))
    for row in wrong[:size]:
        print(row["root"], typed[row["id"]]["root"], row["marked"], triples[row["id"]]["events"][:1], sep=" | ")


if __name__ == "__main__":
    main()
