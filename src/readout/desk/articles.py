"""Articles: what was captured, the latest first, and each one with what was found in it."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.actions.rereading import read_article
from readout.corpus.edits import compare_texts
from readout.corpus.wording import fold, write_time
from readout.desk.access import Right, open_to
from readout.desk.opened import the_desk
from readout.records import Span, Version
from readout.rendering.readings_page import Sheet, Switch, lay_out_article
from readout.rendering.receipts import anchor_of, safe_url, title_of
from readout.spans import passage

AT_ONCE = 50
FARTHEST = 200  # pages of the list: what lies behind them is found by searching, and a list costs what it skips
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list."""

    id: str
    title: str
    outlet: str
    day: str
    version: Version


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of an edit: what was taken out and put in, between the words around it."""

    before: str
    old: str
    new: str
    after: str


def list_entries(versions: tuple[Version, ...]) -> list[Entry]:
    """Versions as entries of a list."""
    names = outlet_names()
    return [
        Entry(
            one.article.id,
            title_of(one.article, one.article.id),
            names.get(
                one.article.outlet_id or "", one.article.outlet_name or one.article.outlet_id or "outlet not named"
            ),
            write_time(one.article.published) if one.article.published else "day not told",
            one,
        )
        for one in versions
    ]


def outlet_names() -> dict[str, str]:
    """The names of the standoff's outlets by id."""
    return {outlet.id: outlet.name for outlet in the_desk().codebook.standoff.outlets}


@require_safe
@open_to(Right.READ)
def list_articles(request: HttpRequest) -> HttpResponse:
    """The articles, a page at a time."""
    page = max(int(told) if (told := request.GET.get("page", "1")).isdecimal() and len(told) < 7 else 1, 1)
    page = min(page, FARTHEST)
    found = the_desk().archive.list_latest(AT_ONCE + 1, (page - 1) * AT_ONCE)
    told = {
        "entries": list_entries(found[:AT_ONCE]),
        "page": page,
        "more": len(found) > AT_ONCE and page < FARTHEST,
        "is_cut": len(found) > AT_ONCE and page == FARTHEST,
    }
    return render(request, "desk/articles.html", told)


@require_safe
@open_to(Right.READ)
def show_article(request: HttpRequest) -> HttpResponse:
    """One version of an article, what was found marked in it, and what its edits changed."""
    desk = the_desk()
    versions = desk.archive.load_versions(request.GET.get("id", ""))
    number = request.GET.get("version", "")
    version = next((one for one in versions if str(one.number) == number), versions[-1] if versions else None)
    if version is None:
        raise Http404("no such article")
    reading = desk.archive.load_readings([(version.article.id, version.number)], None).get(
        (version.article.id, version.number)
    )
    article = version.article if reading is None else read_article(version, reading)
    cited = _cited(request, article.text)
    sheet: Sheet | None = None
    switches: list[Switch] = []
    if reading is not None and reading.analysis is not None:
        sheet, switches = lay_out_article(article, reading.analysis, desk.codebook.actors.by_id, outlet_names(), cited)
    told = {
        "article": article,
        "title": title_of(article, article.id),
        "address": safe_url(article.url),
        "version": version,
        "versions": versions,
        "edits": [(new, _edits(old, new)) for old, new in pairwise(versions)],
        "sheet": sheet,
        "switches": switches,
        "cited": [anchor_of(span) for span in cited],
    }
    return render(request, "desk/article.html", told)


def _cited(request: HttpRequest, text: str) -> tuple[Span, ...]:
    """The passage that `?at=10-50` names, where there is one."""
    told = _AT.fullmatch(request.GET.get("at", ""))
    start, end = (int(told[1]), int(told[2])) if told else (0, 0)
    return (Span(start, end),) if start < end <= len(text) else ()


def _edits(old: Version, new: Version) -> list[Edit]:
    texts = old.article.text, new.article.text
    return [
        Edit(
            change.before,
            fold(passage(texts[0], change.old)) if change.old else "",
            fold(passage(texts[1], change.new)) if change.new else "",
            change.after,
        )
        for change in compare_texts(*texts)
    ]


def list_edited(since: date, until: date) -> list[Entry]:
    """The articles of a period that their outlets edited."""
    archive = the_desk().archive
    latest = archive.load_latest(archive.list_edited(since, until))
    return list_entries(tuple(latest[key] for key in sorted(latest)))
