"""Decisions on whatever a page shows: each is a judgement that is added, and the next brief follows it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from readout.actions.reviewing import undo
from readout.codes import Verdict
from readout.corpus.judgements import aspect_of
from readout.desk.access import Right, open_to
from readout.desk.opened import precise_now, the_desk
from readout.records import Brief, Judgement

LONGEST = 300  # characters of a name or a note
PAIRED = frozenset({Verdict.SAME, Verdict.DIFFERENT})
_WORDS = {
    Verdict.SAME: "one with {other}",
    Verdict.DIFFERENT: "not one with {other}",
    Verdict.RENAMED: "called “{value}”",
    Verdict.CAME_TRUE: "came true",
    Verdict.DID_NOT: "did not come true",
    Verdict.VOID: "void",
    Verdict.CONFIRMED: "confirmed",
    Verdict.REJECTED: "rejected",
    Verdict.UNSURE: "left as it is",
    Verdict.MOVED: "moved: {value}",
    Verdict.EVIDENCE: "evidence: “{value}”",
    Verdict.EDITED: "{field}: {value}",
}
ASKED = frozenset(Verdict) - {Verdict.WITHDRAWN, Verdict.EVIDENCE}  # which has a page of its own
VALUED = frozenset({Verdict.RENAMED, Verdict.EDITED, Verdict.MOVED})


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement in force about a subject, in words, and whether the brief that is shown follows it already."""

    judgement: Judgement
    words: str
    aspect: str
    is_followed: bool


def list_decided(subject: str, brief: Brief | None, names: dict[str, str] | None = None) -> list[Decided]:
    """What is decided about a subject, the latest first; `names` says what others are called."""
    followed = set(brief.judged) if brief else set()
    found = []
    for judgement in reversed(the_desk().decisions.about(subject)):
        others = [(names or {}).get(each, each) for each in judgement.subject_ids if each != subject]
        told = {"other": ", ".join(others), "value": judgement.value or "", "field": judgement.field or ""}
        words = _WORDS[judgement.verdict].format(**told)
        found.append(Decided(judgement, words, aspect_of(judgement), followed.issuperset(judgement.subject_ids)))
    return found


@require_POST
@open_to(Right.JUDGE)
def decide(request: HttpRequest) -> HttpResponse:
    """Keep a decision, and go back to the page that it was made on."""
    told = request.POST
    judgement, fault = _read(request)
    if judgement is None:
        messages.error(request, fault)
    else:
        the_desk().archive.add_judgement(judgement)
        messages.success(request, "Decided. The next brief of the week follows it.")
    return _go_back(request, told.get("next", ""))


@require_POST
@open_to(Right.JUDGE)
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take a decision back: it stays in the record, and the next brief follows it no more."""
    subjects = tuple(request.POST.getlist("subject"))
    aspect = request.POST.get("aspect", "")
    if subjects and aspect:
        judgement = Judgement(subjects, Verdict.WITHDRAWN, request.user.get_username(), precise_now(), "", field=aspect)
        the_desk().archive.add_judgement(judgement)
        messages.success(request, "Taken back. The next brief of the week follows it no more.")
    return _go_back(request, request.POST.get("next", ""))


def _read(request: HttpRequest) -> tuple[Judgement | None, str]:
    """The judgement that a form tells, or what is wrong with it."""
    told = request.POST
    verdict = next((one for one in ASKED if one == told.get("verdict")), None)
    subjects = tuple(dict.fromkeys(each for each in told.getlist("subject") if each))
    value, note = (" ".join(told.get(name, "").split())[:LONGEST] for name in ("value", "note"))
    if verdict is None:
        return None, "Choose what you decide."
    if len(subjects) != (2 if verdict in PAIRED else 1):
        return None, "Choose the other one first." if verdict in PAIRED else "That is about nothing that is here."
    if verdict is Verdict.RENAMED and not value:
        return None, "Give it a name."
    if verdict is Verdict.VOID and not note:
        return None, "A forecast is void for a reason: write it down."
    field = told.get("field", "")[:LONGEST] if verdict is Verdict.EDITED else None
    if verdict is Verdict.EDITED and not (field and "value" in told):  # an empty one says that there is none
        return None, "Choose what is wrong, and write what it should be."
    editor, name = request.user.get_username(), value if verdict in VALUED else None
    return Judgement(subjects, verdict, editor, precise_now(), note, field, name), ""


@require_POST
@open_to(Right.JUDGE)
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back what this editor decided last, all of it where it was decided together."""
    desk = the_desk()
    taken = undo(desk.archive, request.user.get_username(), precise_now(), desk.list_in_force)
    back = request.POST.get("next", "")
    if taken:
        many = f"{len(taken)} decisions" if len(taken) > 1 else "the last decision"
        messages.success(request, f"Undone: {many} ({taken[0].verdict.value.replace('_', ' ')}).")
        back = f"{back}&at={taken[0].subject_ids[0]}" if back.startswith("/review") else back
    else:
        messages.info(request, "There is nothing of yours to undo.")
    return _go_back(request, back)


def _go_back(request: HttpRequest, target: str) -> HttpResponse:
    inside = target.startswith("/") and url_has_allowed_host_and_scheme(target, {request.get_host()})
    return redirect(target if inside else "today")
