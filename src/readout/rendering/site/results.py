"""What a search found: its page with facets, its feed, its calendar. Pure: who asks the index hands over the lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from icalendar import Calendar

from readout.codebook.sites import Site
from readout.codes import BlockKind
from readout.rendering.feeds import UNKNOWN, Channel
from readout.rendering.feeds.atom import render_atom
from readout.rendering.feeds.pages import Page, name_uuid
from readout.rendering.site.frames import Frame, Offer, fill_page
from readout.rendering.site.lookups import Lead, Lookup, Part, make_row
from readout.rendering.site.sections import TITLES
from readout.rendering.site.subscriptions import make_line_entry
from readout.rendering.site.traces import Trace

PATH = "search/results"
FACETS = 12  # values of a facet that are offered at once


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: words that must all stand in a line, and what narrows it; "" where nothing does. `page` is from 1."""

    words: str = ""
    kind: str = ""
    actor: str = ""
    outlet: str = ""
    since: str = ""  # a day of publication, ISO, or ""
    until: str = ""
    page: int = 1

    def __getitem__(self, name: str) -> str:
        """A field by its name, for the form."""
        return str(getattr(self, name))

    def write_query(self, **other: object) -> str:
        """The search as the query of an address, without what it leaves open."""
        told = replace(self, **other)  # type: ignore[arg-type]
        pairs = [("q", told.words), ("kind", told.kind), ("actor", told.actor), ("outlet", told.outlet)]
        pairs += [("since", told.since), ("until", told.until), ("page", str(told.page) if told.page > 1 else "")]
        return urlencode([(name, value) for name, value in pairs if value])


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What the index found: how many lines, those of the page, the newest first, with names by id, and facets.

    `days` has of each edition among the lines when it was published and when it last changed. `facets` has, of
    "kind", "actor" and "outlet", the values with how many lines each would leave.
    """

    total: int
    lines: tuple[Trace, ...]
    outlets: Mapping[str, str]
    days: Mapping[int, tuple[datetime, datetime]]
    facets: Mapping[str, Sequence[tuple[str, str, int]]]
    pages: int
    notice: str | None = None  # of the latest edition: what every page must say


def render_results(asked: Asked, answer: Answer, choices: Mapping[str, Sequence[tuple[str, str]]], site: Site) -> bytes:
    """The page of a search."""
    query = asked.write_query(page=1)
    offers = (
        Offer(f"{PATH}.xml?{query}", "application/atom+xml", "Feed of this search"),
        Offer(f"{PATH}.ics?{query}", "text/calendar", "Calendar of this search"),
    )
    frame = Frame(
        site, PATH, _title(asked), "What the published lines say.", answer.notice, offers=offers, is_listed=False
    )
    rows = tuple(make_row(trace, dict(answer.outlets)) for trace in answer.lines)
    noun = "line" if answer.total == 1 else "lines"
    about = (
        f"{answer.total:,} {noun}; page {asked.page} of {answer.pages}"
        if answer.pages > 1
        else f"{answer.total:,} {noun}"
    )
    empty = "No published line has all of these words. Try fewer words, or leave a choice open."
    parts = [
        Part("found", "Found", about, rows=rows, empty=empty),
        Part("pages", "Pages", "The newest lines stand first.", leads=_list_pages(asked, answer)),
    ]
    for name, title in (("kind", "By kind"), ("actor", "By actor"), ("outlet", "By outlet")):
        leads = tuple(
            Lead(f"{PATH}?{asked.write_query(**{name: key, 'page': 1})}", shown, f"{count:,} of these lines")
            for key, shown, count in answer.facets.get(name, ())[:FACETS]
            if not asked[name]
        )
        parts.append(Part(f"by-{name}", title, "Narrow the search.", leads=leads))
    shown = [part for part in parts if not part.is_bare or part.empty]
    standing = (
        "Every line leads to its edition, where its receipts are. Follow this search as a feed or a calendar below."
    )
    lookup = Lookup(standing, tuple(parts))
    files = fill_page("search.html.j2", frame, lookup=lookup, parts=shown, csv={}, asked=asked, choices=choices)
    return files[frame.file]


def _title(asked: Asked) -> str:
    return f"Search: {asked.words}" if asked.words else "Search"


def _list_pages(asked: Asked, answer: Answer) -> tuple[Lead, ...]:
    leads = []
    if asked.page > 1:
        leads.append(Lead(f"{PATH}?{asked.write_query(page=asked.page - 1)}", "Newer lines"))
    if asked.page < answer.pages:
        leads.append(Lead(f"{PATH}?{asked.write_query(page=asked.page + 1)}", "Older lines"))
    return tuple(leads)


def render_results_feed(asked: Asked, answer: Answer, site: Site) -> bytes:
    """The Atom feed of a search: an entry an edition."""
    query = asked.write_query(page=1)
    by_edition: dict[int, list[Trace]] = {}
    for trace in answer.lines:
        by_edition.setdefault(trace.edition, []).append(trace)
    entries = tuple(
        make_line_entry(f"search {query}", by_edition[number], site, answer.days[number])
        for number in sorted(by_edition, reverse=True)
    )
    name = f"urn:uuid:{name_uuid(f'{site.title} search {query}')}"
    home = f"{site.address}{PATH}?{query}"
    about = "Published lines that a search finds."
    channel = Channel(name, f"{_title(asked)} · {site.title}", about, home, site.address, "en", site.publisher)
    updated = max((entry.updated for entry in entries), default=UNKNOWN)
    return render_atom(Page(channel, entries, updated, f"{PATH}.xml?{query}"))


def render_results_calendar(answer: Answer, calendar: bytes) -> bytes:
    """The events of the site's calendar whose meetings are among the lines found."""
    wanted = {trace.subject_id for trace in answer.lines if trace.kind is BlockKind.MEETING}
    told = Calendar.from_ical(calendar)
    told.subcomponents = [
        each for each in told.subcomponents if each.name != "VEVENT" or str(each["uid"]).partition("@")[0] in wanted
    ]
    content: bytes = told.to_ical(sorted=True)
    return content


def name_kind(kind: str) -> str:
    """A kind's name for readers; the code itself where it is none."""
    return TITLES[BlockKind(kind)][1] if kind in list(BlockKind) else kind
