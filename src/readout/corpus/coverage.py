"""What a brief does not cover: outlets with fewer articles than expected, stories whose accounts are not compared."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from readout.records import Article, Outlet, Problem

WEEK = 7  # days that a weekly floor is of


def find_gaps(
    articles: Iterable[Article], outlets: Iterable[Outlet], first: date | None, last: date | None
) -> tuple[Problem, ...]:
    """
    A `Problem` for each outlet of which fewer articles than its floor came in a period of whole weeks, in order of id.

    Nothing is said of a period that was not asked for (None), or that is shorter than a week.
    """
    if first is None or last is None or (weeks := ((last - first).days + 1) // WEEK) < 1:
        return ()
    came = Counter(article.outlet_id for article in articles)
    short = [one for one in outlets if came[one.id] < one.weekly_floor * weeks]
    return tuple(
        Problem(None, "coverage", write_gap(one.name, came[one.id], one.weekly_floor * weeks), None)
        for one in sorted(short, key=lambda outlet: outlet.id)
    )


def write_gap(name: str, came: int, floor: int) -> str:
    """The gap in words: how many came and how many are expected."""
    brought = "no article" if not came else f"only {came} article{'' if came == 1 else 's'}"
    quiet = "that it is not quoted does not mean that it was silent" if not came else "more may have been told in it"
    return f"{name}: {brought} came, where at least {floor} are expected; {quiet}"


def name_uncompared(left: int, most: int) -> tuple[Problem, ...]:
    """A `Problem` where a batch has more stories than accounts are compared of: how many are left, and what to do."""
    if not left:
        return ()
    stories = f"{left:,} lighter {'story' if left == 1 else 'stories'}"
    told = f"accounts were compared of the {most:,} weightiest stories and not of {stories}; a shorter period has fewer"
    return (Problem(None, "coverage", told, None),)
