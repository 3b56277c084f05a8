"""
Writes invented articles on the example's standoff as JSON lines: same seed and number, same bytes.

Some stories a day: a meeting, an act, a warning or a number, told by up to twelve outlets in their own frame, by
some copied from the wire; officials quoted beside it, forecasts, denials, demands. Figures, hulls and towns differ
from story to story, so that as many things happen as a real batch of that size would hold.

usage: python bench/generate.py 2000 [--seed 7] [--stories 2] > articles.jsonl
"""

import argparse
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

FIRST = date(2031, 1, 10)
OUTLETS = (
    "brenholt-review", "dolmira-today", "harbour-post", "lantern-daily", "longitude", "lusande-herald",
    "northern-wire", "orrin-gazette", "pellane-ledger", "radio-kestria", "sorrel-evening", "strait-week",
)  # fmt: skip
WIRE = "longitude"
SIDES = {
    "Kestria": ("Kestrian", "Pellane", ("President Irena Vosk", "Foreign Minister Tobin Arle", "Pieter Lomax")),
    "Dolmira": ("Dolmiran", "Brenholt", ("Chancellor Casimir Thode", "Foreign Minister Selma Karrow", "Lidia Fenn")),
}
SHIPS = tuple(
    f"{first} {second}"
    for first in [
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
    ]
    for second in ["Star", "Maid", "Light", "Rose", "Dawn", "Queen", "Crest", "Venture", "Bell", "Promise"]
)
KINDS = ("freighter", "trawler", "tanker", "ferry", "survey ship", "cutter")
TOWNS = tuple(
    first + second
    for first in [
        "Har",
        "En",
        "Var",
        "Sor",
        "Tam",
        "Quil",
        "Mer",
        "Kel",
        "Den",
        "Ost",
        "Bra",
        "Fen",
        "Gal",
        "Lor",
        "Win",
        "Ash",
    ]
    for second in ["row", "dale", "by", "sel", "lon", "mouth", "haven", "wick", "ness", "moor", "ford", "stead"]
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
    "A mine killed {number} sailors of the {kind} {ship} near {town} on {day}.",
    "{side} raised its tariff on {rival_adjective} grain by {number} percent on {day}.",
    "{person} visited the garrison of {town} on {day} and inspected {number} new guns.",
    "The parliament of {side} voted on {day} to spend {number} million crowns on the harbour of {town}.",
    "{rival_adjective} drones flew over {town} on {day}, the mayor said; {number} windows were broken.",
    "Mediators from Amarel handed both sides a map of {town} with {number} buoys on {day}.",
    "{side} recalled its ambassador on {day} after {number} protesters had been arrested in {town}.",
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
    "“The pilots of {town} know their water better than any court,” said {person}.",
    "{person} promised the families of {town} that a list of {number} names would be published.",
    "{person} demanded that {rival} pay for the nets that were cut off {town}.",
    "“A flag on a {kind} is not a fortress,” {rival_person} answered.",
    "{person} offered to let {rival_adjective} inspectors count the {number} guns of {town}.",
    "A spokesman for {side} said that the {ship} had been warned {number} times by radio.",
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
    "Schools in {town} closed at noon, and the market sold out of flour and candles.",
    "The lighthouse of {town} has been dark for {number} nights while its lamp is mended.",
    "A brass band played on the quay until the police asked it to stop.",
    "Freight from {town} now takes {number} hours longer by the northern channel.",
    "The owners of the {ship} have written to three ministries and received one answer.",
    "Old charts show {number} wrecks between {town} and the islands.",
    "Shares of the shipping houses fell by {number} points and recovered before the close.",
    "The bishop of {town} asked for calm in a letter that was read from {number} pulpits.",
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
            "ship": rng.choice(SHIPS),
            "town": rng.choice(TOWNS),
            "number": rng.randint(3, 98),
            "day": _written(day),
            "later": f"{_written(day + timedelta(days=rng.randint(2, 21)))}",
        }
        self.act = rng.choice(ACTS).format(**self.slots)
        self.says = rng.sample(SAYINGS, 4)
        self.ahead = rng.choice(AHEAD).format(**self.slots)

    def write(self, rng: random.Random, outlet: str) -> str:
        """One outlet's article: the act, three of the sayings, what is ahead, and words of its own."""
        other = {**self.slots, "side": self.slots["rival"], "rival": self.slots["side"]}
        other |= {"adjective": self.slots["rival_adjective"], "rival_adjective": self.slots["adjective"]}
        other |= {"person": self.slots["rival_person"], "rival_person": self.slots["person"]}
        told = [
            self.act,
            *(saying.format(**self.slots) for saying in rng.sample(self.says, 3)),
            rng.choice(SAYINGS).format(**other),
            self.ahead,
            *(line.format(**self.slots) for line in rng.sample(COLOUR, 3)),
        ]
        city = "LUSANDE" if outlet in (WIRE, "strait-week") else SIDES[self.slots["side"]][1].upper()
        return f"{city}. " + "\n\n".join(told)


def make_articles(number: int, seed: int = 7, stories: int = 2) -> Iterator[dict[str, str]]:
    """`number` articles in order of day, about so many `stories` a day, as the records that `load_articles` reads."""
    rng = random.Random(seed)
    made, day = 0, FIRST
    while made < number:
        for story in [Story(rng, day) for _ in range(rng.randint(stories // 2, stories * 3 // 2))]:
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
    options.add_argument("--stories", type=int, default=2, help="stories a day; 50 make a month of 10,000 articles")
    told = options.parse_args()
    for record in make_articles(told.number, told.seed, told.stories):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
