"""
Writes invented articles on the example's standoff as JSON lines: same seed and number, same bytes.

A story a day or two: a meeting, an act, a warning or a number, told by up to six outlets in their own frame, by
some copied from the wire; officials quoted beside it, forecasts, denials, demands. Figures, hulls and towns differ
from story to story, so that as many things happen as a real batch of that size would hold.

usage: python bench/generate.py 2000 [--seed 7] > articles.jsonl
"""

import argparse
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

FIRST = date(2031, 1, 6)
OUTLETS = ("brenholt-review", "dolmira-today", "longitude", "pellane-ledger", "radio-kestria", "strait-week")
WIRE = "longitude"
SIDES = {
    "Kestria": ("Kestrian", "Pellane", ("President Irena Vosk", "Foreign Minister Tobin Arle", "Pieter Lomax")),
    "Dolmira": ("Dolmiran", "Brenholt", ("Chancellor Casimir Thode", "Foreign Minister Selma Karrow", "Lidia Fenn")),
}
SHIPS = (
    "Juniper",
    "Larch",
    "Petrel",
    "Saxifrage",
    "Tansy",
    "Osprey",
    "Harrier",
    "Cormorant",
    "Fulmar",
    "Gannet",
    "Bittern",
    "Lapwing",
)
KINDS = ("freighter", "trawler", "tanker", "ferry", "survey ship", "cutter")
TOWNS = (
    "Harrow",
    "Ennis",
    "Vardale",
    "Sorby",
    "Tamsel",
    "Quillon",
    "Merrow",
    "Ostrava",
    "Kelby",
    "Denmoor",
    "Passage",
    "Highport",
)
ACTS = (
    "{adjective} coast guard cutters seized the {kind} {ship} off {town} on {day}, its owners said.",
    "{side} released the {kind} {ship} on {day} after {number} days in the port of {town}.",
    "{side} moved {number},000 troops to {town} on {day}, and {rival} condemned the move.",
    "{side} closed its port of {town} to {rival_adjective} ships on {day}.",
    "{side} expelled {number} {rival_adjective} diplomats on {day}.",
    "Ministers of {side} and {rival} met in Lusande on {day} and talked for {number} hours.",
    "{person} spoke with {rival_person} by telephone on {day}. The call lasted {number} minutes.",
    "{side} and {rival} agreed on {day} to free {number} sailors who are held in {town}.",
    "{side} began an exercise with {number} ships near {town} on {day}.",
)
SAYINGS = (
    "“{side} will not leave {town} while a single {rival_adjective} gun is pointed at it,” {person} said on {day}.",
    "{person} said that {rival} must withdraw its {number},000 troops from {town}.",
    "{person} denied that any {adjective} ship had entered {rival_adjective} waters near {town}.",
    "“We are ready to talk about {town},” {person} told reporters. “We are not ready to be searched.”",
    "According to {person}, {number} sailors are still held in {town}.",
    "{person} warned that {side} would close the strait if another ship such as the {ship} were stopped.",
    "{person} accused {rival} of preparing an attack on {town}.",
    "{person} called the reports about the {ship} “a story told {number} times and never true”.",
)
AHEAD = (
    "{person} will meet {rival_person} in Lusande on {later}.",
    "Talks between {side} and {rival} are planned for {later}, {person} said.",
    "The sides may sign a paper on {town} by {later}, analysts say, if the {ship} is let go.",
    "It is likely that {rival} will withdraw its ships from {town} before {later}, said an analyst in Lusande.",
)
COLOUR = (
    "The harbour of {town} lay quiet in the rain, and the ferries kept to their winter timetable.",
    "Insurers have raised the premium for a passage past {town} {number} times since the autumn.",
    "The {ship} had been built for the grain trade and has changed its flag twice.",
    "Is {town} worth the trouble? Its {number} fishermen say that nobody has asked them.",
)


def _written(day: date) -> str:
    return f"{day:%B} {day.day}"


class Story:
    """What one or two days bring: the facts that every outlet shares."""

    def __init__(self, rng: random.Random, day: date) -> None:
        side, rival = rng.sample(sorted(SIDES), 2)
        self.day = day
        self.slots = {
            "side": side,
            "rival": rival,
            "adjective": SIDES[side][0],
            "rival_adjective": SIDES[rival][0],
            "person": rng.choice(SIDES[side][2]),
            "rival_person": rng.choice(SIDES[rival][2]),
            "kind": rng.choice(KINDS),
            "ship": f"{rng.choice(SHIPS)} {rng.choice(('Star', 'Maid', 'Light', 'Rose', 'Dawn'))}",
            "town": rng.choice(TOWNS),
            "number": rng.randint(3, 98),
            "day": _written(day),
            "later": f"{_written(day + timedelta(days=rng.randint(2, 21)))}",
        }
        self.act = rng.choice(ACTS).format(**self.slots)
        self.says = rng.sample(SAYINGS, 3)
        self.ahead = rng.choice(AHEAD).format(**self.slots)

    def write(self, rng: random.Random, outlet: str) -> str:
        """One outlet's article: the act, two of the sayings, what is ahead, and words of its own."""
        other = {**self.slots, "side": self.slots["rival"], "rival": self.slots["side"]}
        other |= {"adjective": self.slots["rival_adjective"], "rival_adjective": self.slots["adjective"]}
        other |= {"person": self.slots["rival_person"], "rival_person": self.slots["person"]}
        told = [
            self.act,
            *(saying.format(**self.slots) for saying in rng.sample(self.says, 2)),
            rng.choice(SAYINGS).format(**other),
            self.ahead,
            *(line.format(**self.slots) for line in rng.sample(COLOUR, 2)),
        ]
        city = "LUSANDE" if outlet in (WIRE, "strait-week") else SIDES[self.slots["side"]][1].upper()
        return f"{city}. " + "\n\n".join(told)


def make_articles(number: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """`number` articles in order of day, as the records that `load_articles` reads."""
    rng = random.Random(seed)
    made, day = 0, FIRST
    while made < number:
        for story in [Story(rng, day) for _ in range(rng.randint(1, 3))]:
            outlets = rng.sample(OUTLETS, rng.randint(1, len(OUTLETS)))
            wire = story.write(rng, WIRE)
            for outlet in outlets[: number - made]:
                copied = outlet != WIRE and WIRE in outlets and rng.random() < 0.2
                text = wire + "\n\n(Longitude)" if copied else story.write(rng, outlet)
                title = f"{story.slots['side']} and {story.slots['town']}: {story.slots['ship']}, {made}"
                published = (day + timedelta(days=rng.randint(0, 2))).isoformat()
                yield {"id": f"{outlet}-{made:05}", "outlet": outlet, "published": published, "title": title} | {
                    "text": f"{title}\n\n{text}\n"
                }
                made += 1
        day += timedelta(days=rng.choice((0, 1, 1, 2)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int)
    options.add_argument("--seed", type=int, default=7)
    told = options.parse_args()
    for record in make_articles(told.number, told.seed):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
