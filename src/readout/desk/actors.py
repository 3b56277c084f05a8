"""Actors: who speaks and acts, under which names, in which offices and when, and all that a week tells of each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.desk.access import Right, open_to
from readout.desk.deciding import list_decided
from readout.desk.offices import OfficeForm
from readout.desk.opened import the_desk
from readout.desk.paging import turn_to
from readout.desk.weeks import open_week
from readout.records import Actor, Brief
from readout.rendering.receipts import find_citations

AT_ONCE, MOST = 60, 25


@require_safe
@open_to(Right.READ)
def list_actors(request: HttpRequest) -> HttpResponse:
    """Everybody whom a week names, those with most lines first."""
    opened = open_week(request)
    counts = _count_lines(opened.brief) if opened.brief else Counter()
    kind = request.GET.get("kind", "")
    everybody = opened.brief.actors if opened.brief else ()
    found = sorted(
        (one for one in everybody if not kind or one.kind == kind), key=lambda one: (-counts[one.id], one.name)
    )
    known = the_desk().codebook.actors.by_id
    told = {
        "opened": opened,
        "page": turn_to(request, [(one, counts[one.id], one.id in known) for one in found], AT_ONCE),
        "kinds": sorted({one.kind for one in everybody}),
        "kind": kind,
    }
    return render(request, "desk/actors.html", told)


def _count_lines(brief: Brief) -> Counter[str]:
    """How many statements, positions, happenings and meetings name each actor."""
    counts: Counter[str] = Counter(one.speaker_id for one in brief.statements if one.speaker_id)
    counts.update(each for one in brief.positions for each in one.holder_ids)
    counts.update(each for one in brief.happenings for each in (*one.actor_ids, *one.recipient_ids))
    counts.update(each for one in brief.calendar for each in one.party_ids)
    return counts


@require_safe
@open_to(Right.READ)
def show_actor(request: HttpRequest) -> HttpResponse:
    """One actor: names, offices with their days, and what a week tells of it."""
    opened = open_week(request)
    actor = find_actor(opened.brief, request.GET.get("id", ""))
    known = the_desk().codebook.actors.by_id
    told = {"opened": opened, "actor": actor, "is_known": actor.id in known, "names_of": _names(opened.brief)}
    if request.user.has_perm(Right.JUDGE):
        told |= _offer(opened.brief, actor)
    return render(request, "desk/actor.html", told | _tell(opened.brief, actor))


def _offer(brief: Brief | None, actor: Actor) -> dict[str, Any]:
    """What may be decided about an actor: whom it may be one with, and of which articles it is not."""
    names = _names(brief)
    lines = () if brief is None else tuple(find_citations(tuple(_lines_of(brief, actor))))
    articles = sorted({one.article_id for one in lines})
    decided = list_decided(actor.id, brief, names)
    others = sorted(((key, name) for key, name in names.items() if key != actor.id), key=lambda pair: pair[1])
    return {"others": others, "articles": articles, "decided": decided, "office": OfficeForm()}


def _lines_of(brief: Brief, actor: Actor) -> Iterator[object]:
    yield from (one for one in brief.statements if one.speaker_id == actor.id)
    yield from (one for one in brief.positions if actor.id in one.holder_ids)


def find_actor(brief: Brief | None, actor_id: str) -> Actor:
    """The actor with an id, as the week or the codebook has it. Raises Http404."""
    met = {one.id: one for one in brief.actors} if brief else {}
    known = the_desk().codebook.actors.by_id.get(actor_id)
    actor = met.get(actor_id) or known
    if actor is None:
        raise Http404(actor_id)
    return replace(actor, offices=known.offices) if known else actor  # the codebook may have learned since the brief


def _names(brief: Brief | None) -> dict[str, str]:
    return {one.id: one.name for one in brief.actors} if brief else {}


def _tell(brief: Brief | None, actor: Actor) -> dict[str, Any]:
    if brief is None:
        return {}
    return {
        "statements": [one for one in brief.statements if one.speaker_id == actor.id][:MOST],
        "positions": [one for one in brief.positions if actor.id in one.holder_ids][:MOST],
        "happenings": [one for one in brief.happenings if actor.id in (*one.actor_ids, *one.recipient_ids)][:MOST],
        "meetings": [one for one in brief.calendar if actor.id in one.party_ids][:MOST],
    }
