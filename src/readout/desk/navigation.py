"""The desk's pages in the order of the day's work: what the head of every page lists."""

from dataclasses import dataclass

from readout.desk.access import Right


@dataclass(frozen=True, slots=True)
class Door:
    """One entry of the head: the name of its address, what it is called, and who sees it."""

    address: str
    title: str
    right: Right = Right.READ


DOORS: tuple[Door, ...] = (
    Door("today", "Today"),
    Door("articles", "Articles"),
    Door("stories", "Stories"),
    Door("jobs", "Jobs"),
    Door("jobs", "Jobs"),
)
