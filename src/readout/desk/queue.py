"""The findings of a week to be reviewed: listed once a brief, and looked at with the judgements in force."""

from dataclasses import dataclass

from readout.codes import Verdict
from readout.desk.opened import the_desk
from readout.desk.shelves import load_readings
from readout.editing.reviewing import (
    Found,
    ReviewItem,
    find_verdicts,
    list_items,
    measure_pace,
    minutes_left,
    place_of,
)
from readout.records import Analysis, Article, Brief, Judgement
from readout.rendering.findings import Finding, find_findings
from readout.rendering.receipts import Shelf, find_citations, stock_shelf

AT_HAND = 3  # weeks that are kept listed


@dataclass(frozen=True, slots=True)
class Listed:
    """A brief's findings in order, with what shows them."""

    brief: Brief
    items: tuple[ReviewItem, ...]
    places: dict[str, int]  # of each id among them
    articles: dict[str, Article]
    analyses: dict[str, Analysis]
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class Queue:
    """A week's findings and how far their review has come, for one editor."""

    listed: Listed
    judgements: tuple[Judgement, ...]  # in force
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
    listed = Listed(brief, items, places, by_id, found, stock_shelf(articles, analyses, brief))
    _listed.insert(0, listed)
    del _listed[AT_HAND:]
    return listed


def open_queue(brief: Brief, editor: str) -> Queue:
    """The queue of a brief as an editor meets it now."""
    listed = list_findings_of(brief)
    judgements = the_desk().archive.list_judgements(about=[item.id for item in listed.items])
    verdicts = find_verdicts(judgements)
    left = sum(item.id not in verdicts for item in listed.items)
    minutes = minutes_left(listed.items, verdicts, measure_pace(judgements, editor))
    followed = set(brief.judged)
    unfollowed = sum(key not in followed and verdict is not Verdict.UNSURE for key, verdict in verdicts.items())
    return Queue(listed, judgements, verdicts, left, minutes, len(listed.items) - left, unfollowed)


def show_finding(item: ReviewItem, listed: Listed) -> Finding | None:
    """A finding in the words of the reading page."""
    analysis, article = listed.analyses[item.article_id], listed.articles[item.article_id]
    numbered = find_findings(article, analysis, listed.shelf.actors)
    records = [record.id for record in _ordered(analysis, item.kind)]
    shown = [one for one in numbered if one.kind == item.kind]
    return shown[records.index(item.id)] if item.id in records and len(records) == len(shown) else None


def _ordered(analysis: Analysis, kind: str) -> list[Found]:
    return sorted(getattr(analysis, f"{kind}s"), key=lambda one: (place_of(one), one.id))
