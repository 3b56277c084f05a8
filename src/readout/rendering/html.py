"""`index.html`: the brief as one page that needs no network and no script."""

from readout.corpus.wording import write_time
from readout.records import Brief
from readout.rendering.layout import Section
from readout.rendering.receipts import Shelf
from readout.rendering.sections import count_lines, count_receipts
from readout.rendering.sheets import fill_sheet


def render_page(brief: Brief, shelf: Shelf, sections: tuple[Section, ...], records: str) -> bytes:
    """
    The page as UTF-8. `records` is the SHA-256 of brief.json, which the page states, so that neither can
    change without the other.
    """
    return fill_sheet(
        "index.html.j2",
        ("style.css",),
        brief=brief,
        sections=sections,
        period=write_period(brief),
        counts=write_counts(shelf, sections),
        records=records,
    )


def write_period(brief: Brief) -> str:
    """The days the brief covers, in words."""
    if brief.first_day is None or brief.last_day is None:
        return "period not known: no article is dated"
    first, last = write_time(brief.first_day.isoformat()), write_time(brief.last_day.isoformat())
    return first if first == last else f"{first} to {last}"


def write_counts(shelf: Shelf, sections: tuple[Section, ...]) -> str:
    """What the brief was made from and what it holds: articles, outlets, lines, receipts."""
    outlets = {article.outlet_id for article in shelf.articles.values()} - {None}
    counts = [
        (len(shelf.articles), "article"),
        (len(outlets), "outlet"),
        (count_lines(sections), "line"),
        (count_receipts(sections), "receipt"),
    ]
    return ", ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count)
