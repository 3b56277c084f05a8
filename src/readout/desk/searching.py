"""Search: articles by their words, and what the kept brief says."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.desk.access import Right, open_to
from readout.desk.articles import list_entries
from readout.desk.opened import the_desk
from readout.desk.weeks import open_week
from readout.records import Brief

MOST, LONGEST = 30, 200  # of a list; characters of what is asked


@require_safe
@open_to(Right.READ)
def search(request: HttpRequest) -> HttpResponse:
    """What is found for the words that were typed: all of them must stand in it."""
    asked = request.GET.get("q", "")[:LONGEST].strip()
    words = asked.split()
    opened = open_week(request)
    told = {
        "asked": asked,
        "entries": list_entries(the_desk().archive.find_versions(words, MOST)) if words else [],
        "found": _search_brief(opened.brief, words) if words and opened.brief else {},
        "week": opened.week,
        "most": MOST,
    }
    return render(request, "desk/search.html", told)


def _search_brief(brief: Brief, words: list[str]) -> dict[str, Sequence[object]]:
    """Stories, sayings, positions and actors of a brief with all of the words."""
    folded = [word.casefold() for word in words]

    def says(*told: str | None) -> bool:
        text = " ".join(filter(None, told)).casefold()
        return all(word in text for word in folded)

    return {
        "stories": [one for one in brief.stories if says(one.headline)][:MOST],
        "statements": [one for one in brief.statements if says(one.speaker, one.words)][:MOST],
        "positions": [one for one in brief.positions if says(one.wording)][:MOST],
        "actors": [one for one in brief.actors if says(one.name, *one.names)][:MOST],
    }
