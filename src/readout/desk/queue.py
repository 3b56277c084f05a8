"""The findings of a week to be reviewed: listed once a brief, and looked at with the judgements in force."""

from dataclasses import dataclass

from readout.codes import Agreement, Verdict
from readout.desk.opened import the_desk
from readout.desk.shelves import load_readings
from readout.editing.reviewing import (
    Found,
    ReviewItem,
    list_items,
    measure_pace,
    minutes_left,
    place_of,
)
from readout.records import Analysis, Article, Brief, Point, Span, Telling
from readout.rendering.findings import Finding, find_findings
from readout.rendering.receipts import Shelf, find_citations, stock_shelf
from readout.spans import overlaps

AT_HAND = 3  # weeks that are kept listed
_TOLD = {
    Agreement.SHARED: "also told by",
    Agreement.CONFLICT: "told differently by",
    Agreement.UPDATE: "changed with a later report by",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A brief's findings in order, with what shows them."""

    brief: Brief
    items: tuple[ReviewItem, ...]
    places: dict[str, int]  # of each id among them
    articles: dict[str, Article]
    analyses: dict[str, Analysis]
    shelf: Shelf
    points: dict[str, list[tuple[Span, Point]]]  # of accounts, by each article that tells them


@dataclass(frozen=True, slots=True)
class Queue:
    """A week's findings and how far their review has come, for one editor."""

    listed: Listed
    verdicts: dict[str, Verdict]
    left: int
    minutes: int
    done: int
    unfollowed: int  # decisions that the brief was written without

    @property
    def total(self) -> int:
        """How many findings there are."""
        return len(self.listed.items)


_listed: list[Listed] = []


def list_findings_of(brief: Brief) -> Listed:
    """The findings of a brief's articles; the same brief is listed once."""
    for one in _listed:
        if one.brief is brief:
            return one
    archive = the_desk().archive
    cited = sorted({citation.article_id for citation in find_citations(brief)})
    articles, analyses = load_readings(archive, archive.load_latest(cited).values())
    by_id = {article.id: article for article in articles}
    found = {analysis.article_id: analysis for analysis in analyses}
    items = list_items(brief, by_id, found)
    places = {item.id: place for place, item in enumerate(items)}
    listed = Listed(brief, items, places, by_id, found, stock_shelf(articles, analyses, brief), _list_points(brief))
    _listed.insert(0, listed)
    del _listed[AT_HAND:]
    return listed


def _list_points(brief: Brief) -> dict[str, list[tuple[Span, Point]]]:
    found: dict[str, list[tuple[Span, Point]]] = {}
    for comparison in brief.comparisons:
        for point in comparison.points:
            for telling in point.tellings:
                found.setdefault(telling.citation.article_id, []).append((telling.citation.span, point))
    return found


def tell_others(item: ReviewItem, listed: Listed) -> list[tuple[str, tuple[str, ...]]]:
    """Which other outlets tell what a finding's words tell, and whether alike."""
    outlet = listed.articles[item.article_id].outlet_id

    def is_own(telling: Telling) -> bool:
        return telling.citation.article_id == item.article_id or telling.outlet_id == outlet

    told: dict[str, dict[str, None]] = {}
    for span, point in listed.points.get(item.article_id, ()):
        if overlaps(span, item.place) and point.agreement in _TOLD:
            others = (listed.shelf.outlet(one.outlet_id) for one in point.tellings if not is_own(one))
            told.setdefault(_TOLD[point.agreement], {}).update(dict.fromkeys(others))
    return [(words, tuple(outlets)) for words, outlets in told.items() if outlets]


def open_queue(brief: Brief, editor: str) -> Queue:
    """The queue of a brief as an editor meets it now."""
    listed = list_findings_of(brief)
    decisions = the_desk().decisions
    verdicts = decisions.verdicts(listed.places)
    left = len(listed.items) - len(verdicts)
    minutes = minutes_left(left, measure_pace(decisions.lately(editor), editor))
    followed = set(brief.judged)
    unfollowed = sum(key not in followed and verdict is not Verdict.UNSURE for key, verdict in verdicts.items())
    return Queue(listed, verdicts, left, minutes, len(listed.items) - left, unfollowed)


def show_finding(item: ReviewItem, listed: Listed) -> Finding | None:
    """A finding in the words of the reading page."""
    analysis, article = listed.analyses[item.article_id], listed.articles[item.article_id]
    numbered = find_findings(article, analysis, listed.shelf.actors)
    records = [record.id for record in _ordered(analysis, item.kind)]
    shown = [one for one in numbered if one.kind == item.kind]
    return shown[records.index(item.id)] if item.id in records and len(records) == len(shown) else None


def _ordered(analysis: Analysis, kind: str) -> list[Found]:
    return sorted(getattr(analysis, f"{kind}s"), key=lambda one: (place_of(one), one.id))
