"""
Actors to codes: whether the country that a gold event names is among the actors found in its sentence.

usage: python bench/actor_codes.py [DATA]
DATA is a folder with `cameo_validation.jsonl` (default: ../shared/bench/events), of which the sentences of PETRARCH-2's
gold are used. A code is right when its first three letters are; what is no country's (rebels, civilians) is left out.
"""

import json
import re
import sys
from pathlib import Path

from readout.adapters.codebooks import load_codebook
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.coreference import link_mentions
from readout.analysis.entities import find_mentions
from readout.records import Span

SECTORS = frozenset({"REB", "CVL", "GOV", "MIL", "OPP"})


def main():
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/bench/events")
    rows = [json.loads(line) for line in (data / "cameo_validation.jsonl").open()]
    tagger, codebook = SpacyTagger(), load_codebook()
    asked = right = 0
    for row in rows:
        if row["corpus"] != "petr2_gsr":
            continue
        found = find_codes(row["text"], tagger, codebook)
        for event in row["events"]:
            for side in ("source", "target"):
                code = (event.get(side) or "")[:3]
                if re.fullmatch("[A-Z]{3}", code) and code not in SECTORS:
                    asked += 1
                    right += code in found
                    if code not in found:
                        print("missed", code, sorted(found), row["text"][:110])
    print(f"{right} of {asked}, {right / asked:.3f}")


def find_codes(text, tagger, codebook):
    """The first three letters of the codes of every actor in a sentence."""
    parse = tagger.tag(text, [Span(0, len(text))]) if text.strip() else tagger.tag(text, [])
    mentions, new = link_mentions(parse, find_mentions(parse, codebook.actors), codebook, None)
    actors = dict(codebook.actors.by_id) | {actor.id: actor for actor in new}
    named = {mention.actor_id for mention in mentions}
    return {code[:3] for actor in named if actor in actors for code in actors[actor].codes[:1]}


if __name__ == "__main__":
    main()
