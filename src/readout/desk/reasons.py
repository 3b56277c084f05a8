"""
Why the machine said so: what read a line of a week, how surely, and its passages with what stands around them.

Asked of a line of the brief by its id (`line`), or of any cited passage (`at`, "article@start-end", with the first
figures of its digest where an outlet edited the article since).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.codes import Agreement, Movement
from readout.corpus.wording import fold
from readout.desk.access import Right, open_to
from readout.desk.deciding import list_decided
from readout.desk.opened import the_desk
from readout.desk.shelves import load_cited
from readout.desk.weeks import OpenWeek, open_week
from readout.records import (
    Analysis,
    Article,
    Brief,
    Citation,
    Event,
    Forecast,
    Meeting,
    Point,
    Position,
    Span,
    Statement,
)
from readout.rendering.accounts import write_teller
from readout.rendering.findings import find_findings
from readout.rendering.reasons import Judged, Reason, explain
from readout.rendering.receipts import Receipt, Shelf, find_citations, show_receipt
from readout.spans import cite, digest_text, overlaps, passage

Found = Statement | Event | Position | Meeting | Forecast
EITHER_SIDE = 2  # sentences


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited passage with two sentences on either side, and the findings of the analysis that lie in it."""

    receipt: Receipt
    before: str
    after: str
    found: tuple[tuple[str, Reason, tuple[str, ...]], ...]  # kind, why, facts


@require_safe
@open_to(Right.READ)
def show_why(request: HttpRequest) -> HttpResponse:
    """Why one line of a week stands as it does."""
    opened = open_week(request)
    brief = opened.brief
    if brief is not None and "at" in request.GET:
        return _show_passage(request, opened, brief)
    line = None if brief is None else find_line(brief, request.GET.get("line", ""))
    if brief is None or line is None:
        raise Http404("no such line")
    points = _points_with(brief, tuple(find_citations(line)))
    cited = load_cited(the_desk().archive, brief, find_citations((line, *points)))
    passages = [_passage(one, cited.shelf, cited.analyses) for one in dict.fromkeys(find_citations(line))]
    kind = _KINDS[type(line).__name__]
    told = {
        "opened": opened,
        "line": line,
        "line_id": request.GET.get("line", ""),
        "decided": list_decided(request.GET.get("line", ""), brief),
        "movements": [each.value for each in Movement],
        "says": _says(line),
        "kind": kind,
        "reason": _with_figure(explain(line, brief.recipe), kind, passages),
        "passages": passages,
        "points": _write_points(points, cited.shelf),
        "recipe": brief.recipe,
        "changed": cited.changed,
    }
    return render(request, "desk/why.html", told)


def _show_passage(request: HttpRequest, opened: OpenWeek, brief: Brief) -> HttpResponse:
    """Why a passage is cited: what was found in it, the surest first. Raises Http404 where no version has it."""
    citation = _find_passage(request.GET.get("at", ""), request.GET.get("digest", ""))
    points = _points_with(brief, (citation,))
    cited = load_cited(the_desk().archive, brief, (citation, *find_citations(points)))
    passage_shown = _passage(citation, cited.shelf, cited.analyses)
    best = max(passage_shown.found, key=lambda one: one[1].sure or 0.0, default=None)
    told = {
        "opened": opened,
        "says": passage_shown.receipt.passage,
        "kind": best[0] if best else "passage",
        "reason": best[1] if best else NOTHING_CODED,
        "passages": [passage_shown],
        "points": _write_points(points, cited.shelf),
        "recipe": brief.recipe,
        "changed": cited.changed,
    }
    return render(request, "desk/why.html", told)


NOTHING_CODED = Reason(
    "rule", "A sentence of a story as its outlet printed it; nothing that is coded lies in it.", None
)


def _find_passage(at: str, digest: str) -> Citation:
    told = re.fullmatch(r"(.+)@(\d{1,9})-(\d{1,9})", at, re.DOTALL)
    if told is None:
        raise Http404(at)
    span = Span(int(told[2]), int(told[3]))
    for version in reversed(the_desk().archive.load_versions(told[1])):
        text = version.article.text
        if span.start < span.end <= len(text) and digest_text(passage(text, span)).startswith(digest):
            return cite(version.article, span)
    raise Http404(at)


def _write_points(points: Iterable[Point], shelf: Shelf) -> list[tuple[Point, str, list[tuple[str, Receipt]]]]:
    return [(point, _AGREEMENT[point.agreement], _tellers(point, shelf)) for point in points]


def _with_figure(reason: Reason, kind: str, passages: list[Passage]) -> Reason:
    """The reason with what fired and the surest figure of its kind in its passages, where the line has none itself."""
    fired = [why.fired for one in passages for what, why, _ in one.found if what == kind and why.fired]
    reason = replace(reason, fired=fired[0]) if reason.fired is None and fired else reason
    figures = [why.sure for one in passages for what, why, _ in one.found if what == kind and why.sure is not None]
    return replace(reason, sure=max(figures)) if reason.sure is None and figures else reason


_AGREEMENT = {
    Agreement.SHARED: "told by several",
    Agreement.ONE_SIDED: "told by one",
    Agreement.CONFLICT: "told differently",
    Agreement.UPDATE: "changed with a later report",
}
_KINDS = {
    "Story": "story",
    "StatementLine": "statement",
    "EventLine": "event",
    "PositionLine": "position",
    "CalendarLine": "meeting",
    "ForecastLine": "forecast",
}


def find_line(brief: Brief, line_id: str) -> Judged | None:
    """The story or line of a ledger with an id or uid; None where there is none."""
    kinds = (brief.statements, brief.happenings, brief.positions, brief.forecasts, brief.stories)
    for kind in kinds:
        for line in kind:
            if line.id == line_id:
                return line
    return next((line for line in brief.calendar if line.uid == line_id), None)


def _says(line: Judged) -> str:
    """The words of a line."""
    for name in ("words", "wording", "claim", "headline"):
        if told := getattr(line, name, None):
            return str(told)
    summary = getattr(line, "summary", None)
    return summary.text if summary else " ".join(str(getattr(line, "event_type", "")).split("_")).lower()


def _passage(citation: Citation, shelf: Shelf, analyses: dict[str, Analysis]) -> Passage:
    article, analysis = shelf.articles.get(citation.article_id), analyses.get(citation.article_id)
    text = article.text if article else ""
    before, after = _around(text, citation.span, shelf.sentences.get(citation.article_id, ()))
    found = tuple(_found_in(citation.span, article, analysis, shelf)) if article and analysis else ()
    return Passage(show_receipt(citation, shelf), before, after, found)


def _around(text: str, span: Span, sentences: tuple[Span, ...]) -> tuple[str, str]:
    """Two sentences on either side of a passage, and the rest of its own."""
    first = bisect_right(sentences, span.start, key=lambda one: one.end)
    after = bisect_left(sentences, span.end, key=lambda one: one.start)
    start = sentences[max(first - EITHER_SIDE, 0)].start if sentences and first < len(sentences) else span.start
    end = sentences[min(after + EITHER_SIDE, len(sentences)) - 1].end if after else span.end
    return fold(text[min(start, span.start) : span.start]).strip(), fold(text[span.end : max(end, span.end)]).strip()


def _found_in(
    span: Span, article: Article, analysis: Analysis, shelf: Shelf
) -> Iterator[tuple[str, Reason, tuple[str, ...]]]:
    """What the analysis found in a passage that a line can be made of, each with why."""
    records: dict[str, tuple[Found, ...]] = {
        "statement": analysis.statements,
        "event": analysis.events,
        "position": analysis.positions,
        "meeting": analysis.meetings,
        "forecast": analysis.forecasts,
    }
    numbered = find_findings(article, analysis, shelf.actors)
    for kind, found in records.items():
        shown = [one for one in numbered if one.kind == kind]
        ordered = sorted(found, key=lambda one: (_place(one), one.id))
        for record, finding in zip(ordered, shown, strict=True):
            if finding.place and overlaps(finding.place, span):
                yield kind, explain(record, analysis.recipe, article.text), tuple(filter(None, finding.facts))


def _place(record: Found) -> Span:
    for name in ("trigger", "claim", "content", "evidence"):
        place = getattr(record, name, None)
        if isinstance(place, Span):
            return place
    spans = [
        *getattr(record, "content", ()),
        *filter(None, (getattr(record, "source", None), getattr(record, "cue", None))),
    ]
    return Span(min(one.start for one in spans), max(one.end for one in spans)) if spans else Span(0, 1)


def _points_with(brief: Brief, own: tuple[Citation, ...]) -> tuple[Point, ...]:
    """The points of accounts told in the same passages: who else has the claim, who tells it differently."""
    by_article: dict[str, list[Span]] = {}
    for citation in own:
        by_article.setdefault(citation.article_id, []).append(citation.span)

    def touches(citation: Citation) -> bool:
        return any(overlaps(citation.span, span) for span in by_article.get(citation.article_id, ()))

    points = (point for comparison in brief.comparisons for point in comparison.points)
    return tuple(point for point in points if any(touches(telling.citation) for telling in point.tellings))[:5]


def _tellers(point: Point, shelf: Shelf) -> list[tuple[str, Receipt]]:
    return [
        (write_teller(telling, shelf.outlet(telling.outlet_id)), show_receipt(telling.citation, shelf))
        for telling in point.tellings
    ]
