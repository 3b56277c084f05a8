"""The review run: one finding at a time in its sentence, the same as a list, and what is decided of many at once."""

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from readout.actions.reviewing import judge_many
from readout.codes import Verdict
from readout.corpus.judgements import FIELDS
from readout.corpus.wording import fold
from readout.desk.access import Right, open_to
from readout.desk.opened import precise_now, the_desk
from readout.desk.paging import turn_to
from readout.desk.queue import Listed, Queue, open_queue, show_finding, tell_others
from readout.desk.weeks import open_week
from readout.editing.reviewing import Found, ReviewItem, find_alike, find_sure
from readout.errors import DraftError
from readout.records import Span
from readout.rendering.findings import KINDS
from readout.rendering.reasons import explain
from readout.spans import passage

AT_ONCE = 30
SURE = 0.9  # that is offered first for what is accepted together
TYPED = 100  # from so many on, the number is typed to confirm
COLUMNS = {kind.id: kind.columns for kind in KINDS}
_WIDE = 2  # sentences on either side


@require_safe
@open_to(Right.JUDGE)
def show_item(request: HttpRequest) -> HttpResponse:
    """One finding: the one that `?at=` names, else the first that nobody has decided."""
    opened = open_week(request)
    if opened.brief is None or opened.week is None:
        return render(request, "desk/no-review.html", {"opened": opened})
    queue = open_queue(opened.brief, request.user.get_username())
    item = _find(queue, request.GET.get("at", ""))
    told: dict[str, Any] = {"opened": opened, "queue": queue, "item": item, "week": opened.week.name}
    if item is not None:
        told |= _tell_item(item, queue, opened.week.name)
    like = queue.listed.places.get(request.GET.get("like", ""))
    if like is not None:
        rejected = queue.listed.items[like]
        told["like"], told["alike"] = rejected, find_alike(queue.listed.items, rejected, queue.verdicts)
    told["editing"] = "edit" in request.GET
    return render(request, "desk/review.html", told)


def _find(queue: Queue, asked: str) -> ReviewItem | None:
    items = queue.listed.items
    if asked in queue.listed.places:
        return items[queue.listed.places[asked]]
    return next((one for one in items if one.id not in queue.verdicts), None)


def _tell_item(item: ReviewItem, queue: Queue, week: str) -> dict[str, Any]:
    listed = queue.listed
    place = listed.places[item.id]
    before, after = listed.items[place - 1] if place else None, listed.items[place + 1 : place + 2]
    undecided = next((one for one in listed.items[place + 1 :] if one.id not in queue.verdicts), None)
    going_on = undecided or next((one for one in listed.items[:place] if one.id not in queue.verdicts), None)
    finding = show_finding(item, listed)
    record = next(one for one in getattr(listed.analyses[item.article_id], f"{item.kind}s") if one.id == item.id)
    facts = [] if finding is None else [(name, fact) for name, fact in zip(COLUMNS[item.kind], finding.facts) if fact]  # noqa: B905 -- a finding may have more facts than columns are shown
    facts = [(name, _name_teller(record, fact, item, listed)) for name, fact in facts]
    return {
        "number": place + 1,
        "before": before,
        "after": after[0] if after else None,
        "then": address(week, going_on.id if going_on else None),
        "then_like": address(week, going_on.id if going_on else None, like=item.id),
        "stay": address(week, item.id),
        "verdict": queue.verdicts.get(item.id),
        "facts": facts,
        "reason": explain(record, listed.analyses[item.article_id].recipe, listed.articles[item.article_id].text),
        "others": tell_others(item, listed),
        "edits": [one for one in the_desk().decisions.about(item.id) if one.field],
        "editable": _list_fields(item, record),
    } | _tell_sentence(item, listed)


def _name_teller(record: Found, fact: str, item: ReviewItem, listed: Listed) -> str:
    """A fact; where it is the number that a statement has on the article's page, who says it there."""
    told = getattr(record, "statement_id", None)
    if told is None or not re.fullmatch(r"S\d+", fact):
        return fact
    said = next((one for one in listed.analyses[item.article_id].statements if one.id == told), None)
    if said is None or (said.source_id is None and said.source is None):
        return "a source that is not named"
    if said.source_id is not None:
        return listed.shelf.names((said.source_id,))[0]
    return fold(passage(listed.articles[item.article_id].text, said.source)) if said.source else fact


def _tell_sentence(item: ReviewItem, listed: Listed) -> dict[str, Any]:
    """The sentence with the words marked, and two sentences either side."""
    article = listed.articles[item.article_id]
    sentences = listed.shelf.sentences.get(item.article_id, ())
    held = [n for n, one in enumerate(sentences) if one.start < item.sentence.end and one.end > item.sentence.start]
    first, last = (held[0], held[-1]) if held else (0, -1)
    around = Span(
        sentences[max(first - _WIDE, 0)].start if held else item.sentence.start,
        sentences[min(last + _WIDE, len(sentences) - 1)].end if held else item.sentence.end,
    )
    text = article.text
    return {
        "article": article,
        "outlet": listed.shelf.outlet(article.outlet_id),
        "pieces": tuple(
            fold(text[start:end])
            for start, end in (
                (around.start, item.sentence.start),
                (item.sentence.start, item.place.start),
                (item.place.start, item.place.end),
                (item.place.end, item.sentence.end),
                (item.sentence.end, max(around.end, item.sentence.end)),
            )
        ),
    }


def _list_fields(item: ReviewItem, record: object) -> list[dict[str, Any]]:
    """What of a finding may be put right: the field, what it is, and what it may be where that is a closed list."""
    fields = []
    for name, form in FIELDS.get(f"{item.kind}s", {}).items():
        value = getattr(record, name)
        choices = [] if form is str else [each.value for each in form]  # type: ignore[attr-defined]
        fields.append({"name": name, "value": getattr(value, "value", value) or "", "choices": choices})
    return fields


def address(week: str, at: str | None = None, **more: str) -> str:
    """The address of a finding in the review run."""
    told = {"week": week} | ({"at": at} if at else {}) | more
    return f"/review?{urlencode(told)}"


@require_safe
@open_to(Right.JUDGE)
def show_list(request: HttpRequest) -> HttpResponse:
    """The findings as a list: all, one kind, those like one, or those that are sure enough to be accepted together."""
    opened = open_week(request)
    if opened.brief is None or opened.week is None:
        return render(request, "desk/no-review.html", {"opened": opened})
    queue = open_queue(opened.brief, request.user.get_username())
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "open")
    like = queue.listed.places.get(request.GET.get("like", ""))
    least = _read_share(request.GET.get("sure", ""))
    chosen = _choose(queue, kind, state)
    many: tuple[ReviewItem, ...] = ()
    if like is not None:
        chosen = many = find_alike(queue.listed.items, queue.listed.items[like], queue.verdicts)
    elif least is not None:
        chosen = many = find_sure(queue.listed.items, least, queue.verdicts)
    page = turn_to(request, chosen, AT_ONCE)
    rows = [(one, queue.verdicts.get(one.id), _cut(one, queue.listed)) for one in page.object_list]
    current = next((one for one, _, _ in rows if one.id == request.GET.get("at")), rows[0][0] if rows else None)
    place = next((n for n, row in enumerate(rows) if current and row[0].id == current.id), 0)
    query = {"week": opened.week.name, "kind": kind, "state": state, "page": str(page.number)}
    query |= {name: request.GET[name] for name in ("like", "sure") if name in request.GET}
    told = {
        "opened": opened, "queue": queue, "page": page, "rows": rows, "kind": kind, "state": state, "many": many,
        "like": None if like is None else queue.listed.items[like], "least": least, "offered": SURE,
        "kinds": sorted({one.kind for one in queue.listed.items}), "typed": len(many) >= TYPED,
        "current": current, "stay": f"/review/list?{urlencode(query)}",
        "next_at": rows[place + 1][0].id if place + 1 < len(rows) else None,
        "before_at": rows[place - 1][0].id if place else None,
        "query": urlencode({key: value for key, value in query.items() if key != "page"}) + "&",
    }  # fmt: skip
    return render(request, "desk/review-list.html", told)


def _choose(queue: Queue, kind: str, state: str) -> tuple[ReviewItem, ...]:
    def is_shown(item: ReviewItem) -> bool:
        verdict = queue.verdicts.get(item.id)
        fits = verdict is None if state == "open" else (state == "all" or (verdict is not None and verdict == state))
        return fits and kind in ("", item.kind)

    return tuple(one for one in queue.listed.items if is_shown(one))


def _cut(item: ReviewItem, listed: Listed) -> tuple[str, str, str]:
    text = listed.articles[item.article_id].text
    return (
        text[item.sentence.start : item.place.start],
        text[item.place.start : item.place.end],
        text[item.place.end : item.sentence.end],
    )


def _read_share(told: str) -> float | None:
    """A share from 0 to 1; None where none is told, or it is none."""
    try:
        share = float(told)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None


@require_POST
@open_to(Right.JUDGE)
def decide_many(request: HttpRequest) -> HttpResponse:
    """Reject those like one, or accept those that are sure enough: as many as were shown, typed where they are many."""
    opened = open_week(request)
    back = redirect(f"/review/list?{urlencode({'week': opened.week.name if opened.week else ''})}")
    if opened.brief is None:
        return back
    queue = open_queue(opened.brief, request.user.get_username())
    like, least = queue.listed.places.get(request.POST.get("like", "")), _read_share(request.POST.get("sure", ""))
    count = request.POST.get("count", "")
    if like is not None:
        verdict, items = Verdict.REJECTED, find_alike(queue.listed.items, queue.listed.items[like], queue.verdicts)
    elif least is not None:
        verdict, items = Verdict.CONFIRMED, find_sure(queue.listed.items, least, queue.verdicts)
    else:
        return back
    if len(items) >= TYPED and request.POST.get("typed", "").strip() != count:
        messages.error(request, f"Type {count} to decide about so many at once.")
        return back
    try:
        number = judge_many(
            the_desk().archive,
            items,
            int(count) if count.isdecimal() else -1,
            verdict,
            request.user.get_username(),
            precise_now(),
        )
    except DraftError as error:
        messages.error(request, f"Not kept: {error}")
        return back
    done = "accepted" if verdict is Verdict.CONFIRMED else "rejected"
    messages.success(request, f"{number} {done} together. Undo takes all of them back.")
    return back
