"""Evidence of a forecast: a person looks for a passage, of the week or of all articles, and sets it beside."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from readout.codes import Verdict
from readout.corpus.judgements import name_place
from readout.corpus.wording import write_time
from readout.desk.access import Right, open_to
from readout.desk.deciding import LONGEST, list_decided
from readout.desk.opened import precise_now, the_desk
from readout.desk.queue import list_findings_of
from readout.desk.shelves import load_readings
from readout.desk.weeks import open_week
from readout.records import Analysis, Article, Brief, ForecastLine, Judgement, Span
from readout.rendering.receipts import Receipt, show_receipt, stock_shelf
from readout.spans import cite, overlaps

MOST, ARTICLES, ASKED = 20, 30, 200  # passages shown; articles looked through; characters of what is asked
SHORT, ALIKE = 3, 2  # letters of a word that tells nothing; words that a passage of the week shares with the claim
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Offered:
    """A passage that may be set beside a forecast, and the two figures by which it is named again."""

    receipt: Receipt
    place: str  # "start-end"


@require_safe
@open_to(Right.JUDGE)
def show_evidence(request: HttpRequest) -> HttpResponse:
    """A forecast, what stands beside it already, and passages that might."""
    opened = open_week(request)
    line = find_forecast(opened.brief, request.GET.get("line", ""))
    brief = opened.brief
    assert brief is not None
    asked = request.GET.get("q", "")[:ASKED].strip()
    told = {
        "opened": opened,
        "line": line,
        "when": write_time(line.horizon) if line.horizon else "",
        "asked": asked,
        "decided": [one for one in list_decided(line.id, brief) if one.judgement.verdict is Verdict.EVIDENCE],
        "offered": _search(brief, asked) if asked else _look_alike(brief, line),
        "most": MOST,
    }
    return render(request, "desk/evidence.html", told)


@require_POST
@open_to(Right.JUDGE)
def attach(request: HttpRequest) -> HttpResponse:
    """Set a passage beside a forecast, as its article has it in the latest version."""
    opened = open_week(request)
    line = find_forecast(opened.brief, request.POST.get("line", ""))
    article_id = request.POST.get("article", "")
    version = the_desk().archive.load_latest([article_id]).get(article_id)
    text = version.article.text if version else ""
    told = re.fullmatch(r"(\d{1,9})-(\d{1,9})", request.POST.get("place", ""))
    span = Span(int(told[1]), int(told[2])) if told and int(told[1]) < int(told[2]) <= len(text) else None
    week = {"week": opened.week.name if opened.week else "", "line": line.id}
    back = redirect(f"/evidence?{urlencode(week | {'q': request.POST.get('q', '')[:ASKED]})}")
    if span is None:
        messages.error(request, "That passage is not there any more: its article may have been edited. Look again.")
        return back
    editor, note = request.user.get_username(), " ".join(request.POST.get("note", "").split())[:LONGEST]
    place, words = name_place(article_id, span), text[span.start : span.end]
    judgement = Judgement((line.id,), Verdict.EVIDENCE, editor, precise_now(), note, place, words)
    the_desk().archive.add_judgement(judgement)
    messages.success(request, "Set beside the forecast. Whether it came true is yours to say, on the page Forecasts.")
    return back


def find_forecast(brief: Brief | None, line_id: str) -> ForecastLine:
    """The forecast with an id. Raises Http404."""
    found = next((one for one in (brief.forecasts if brief else ()) if one.id == line_id), None)
    if found is None:
        raise Http404(line_id)
    return found


def _search(brief: Brief, asked: str) -> list[Offered]:
    """The sentences with most of the words, in the latest articles that have all of them."""
    words = asked.split()
    articles, analyses = load_readings(the_desk().archive, the_desk().archive.find_versions(words, ARTICLES))
    return _offer(brief, articles, analyses, frozenset(word.casefold() for word in words), least=1)


def _look_alike(brief: Brief, line: ForecastLine) -> list[Offered]:
    """The sentences of the week that share most words with what is foretold, its own left out."""
    listed = list_findings_of(brief)
    words = frozenset(_words(line.claim))
    own = {(one.article_id, one.span) for one in line.citations}
    return _offer(brief, listed.articles.values(), listed.analyses.values(), words, ALIKE, own)


def _offer(
    brief: Brief,
    articles: Iterable[Article],
    analyses: Iterable[Analysis],
    words: frozenset[str],
    least: int,
    own: Iterable[tuple[str, Span]] = (),
) -> list[Offered]:
    by_id = {article.id: article for article in articles}
    found = []
    for analysis in analyses:
        article = by_id.get(analysis.article_id)
        for sentence in analysis.sentences if article else ():
            if any(key == article.id and overlaps(span, sentence.span) for key, span in own):  # type: ignore[union-attr]
                continue
            text = article.text[sentence.span.start : sentence.span.end]  # type: ignore[union-attr]
            shared = len(words.intersection(_words(text)))
            if shared >= least:
                found.append((-shared, article.published or "", article.id, sentence.span))  # type: ignore[union-attr]
    best = sorted(sorted(found, key=lambda one: (one[1], one[2]), reverse=True), key=lambda one: one[0])[:MOST]
    shown = {key for _, _, key, _ in best}
    shelf = stock_shelf(
        [by_id[key] for key in sorted(shown)], [one for one in analyses if one.article_id in shown], brief
    )
    return [
        Offered(show_receipt(cite(by_id[key], span), shelf), f"{span.start}-{span.end}") for _, _, key, span in best
    ]


def _words(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text.casefold()) if len(word) > SHORT)
