"""The desk's pages in the order of the day's work: what the head of every page lists."""

from dataclasses import dataclass

from readout.desk.access import Right


@dataclass(frozen=True, slots=True)
class Door:
    """One entry of the head: the name of its address, what it is called, who sees it, and which pages lie behind it."""

    address: str
    title: str
    right: Right = Right.READ
    behind: tuple[str, ...] = ()


DRAFTS = ("draft", "draft-history", "draft-ready", "draft-previews")
DOORS: tuple[Door, ...] = (
    Door("today", "Today"),
    Door("review", "Review", Right.JUDGE, behind=("review-list",)),
    Door(
        "editions", "Editions", behind=("edition", "draft", "draft-history", "draft-ready", "draft-previews", "audit")
    ),
    Door("mail", "Mail", behind=("mailing",)),
    Door("articles", "Articles", behind=("article",)),
    Door("stories", "Stories", behind=("story",)),
    Door("positions", "Positions"),
    Door("forecasts", "Forecasts", behind=("evidence",)),
    Door("calendar", "Calendar"),
    Door("actors", "Actors", behind=("actor",)),
    Door("sources", "Sources"),
    Door("jobs", "Jobs"),
)
