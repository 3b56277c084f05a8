"""
Choices above a timeline, by actor and by outlet, that work by the page's style alone: radio buttons and `:has()`.

Every row carries the keys of its choices as classes; the rules hide rows and days that have none of what is chosen.
No script, no request: a browser without `:has()` shows no choices and the whole timeline.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from readout.rendering.site.traces import Trace

MOST = {"who": 8, "in": 10}  # choices that are offered, those with most lines


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its class and the id of its button, its name, how many lines of the timeline have it."""

    key: str
    name: str
    lines: int


@dataclass(frozen=True, slots=True)
class Filter:
    """One row of buttons, of which one is pressed; the first of them, `all`, shows everything."""

    key: str  # "who" or "in"
    legend: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filtering:
    """The filters of a timeline, and which classes an actor's or outlet's id stands for."""

    filters: tuple[Filter, ...]
    classes: Mapping[tuple[str, str], str]  # ("who", actor id) to class

    def class_row(self, trace: Trace) -> tuple[str, ...]:
        """The classes of a line."""
        told = (*(("who", each) for each in trace.actor_ids), *(("in", each) for each in trace.outlet_ids))
        return tuple(self.classes[each] for each in told if each in self.classes)

    def write_rules(self, part: str) -> str:
        """The style that hides what was not chosen, in the part of this id."""
        rules = [f"@supports selector(:has(a)) {{ #{part} .filters {{ display: grid; }} }}"]
        for choice in (choice for each in self.filters for choice in each.choices):
            rules += _hide(part, (choice.key,))
            rules.append(f"#{part}:has(#{choice.key}:checked) .days li li:not(.{choice.key}) {{ display: none; }}")
        for pair in product(*(each.choices for each in self.filters)):
            if len(pair) > 1:
                rules += _hide(part, tuple(choice.key for choice in pair))
        return "\n".join(rules) + "\n"


def _hide(part: str, keys: tuple[str, ...]) -> list[str]:
    """Hide the days without a line that has all of some keys; say so where no line has them."""
    chosen = "".join(f":has(#{key}:checked)" for key in keys)
    told = "".join(f".{key}" for key in keys)
    return [
        f"#{part}{chosen} .days > li:not(:has({told})) {{ display: none; }}",
        f"#{part}{chosen}:not(:has(.days {told})) .none {{ display: block; }}",
    ]


def offer_filters(traces: Sequence[Trace], actors: Mapping[str, str], outlets: Mapping[str, str]) -> Filtering:
    """What a timeline can be narrowed to: nothing where all its lines would stay."""
    filters: list[Filter] = []
    classes: dict[tuple[str, str], str] = {}
    for key, legend, names, field in (
        ("who", "Lines that name", actors, "actor_ids"),
        ("in", "Lines that rest on", outlets, "outlet_ids"),
    ):
        counts = Counter(each for trace in traces for each in getattr(trace, field) if each in names)
        best = sorted(counts, key=lambda each: (-counts[each], names[each]))[: MOST[key]]
        if len(best) > 1:
            keys = {each: f"{key}-{number}" for number, each in enumerate(best, 1)}
            classes |= {(key, each): told for each, told in keys.items()}
            choices = tuple(Choice(keys[each], names[each], counts[each]) for each in best)
            filters.append(Filter(key, legend, choices))
    return Filtering(tuple(filters), classes)
