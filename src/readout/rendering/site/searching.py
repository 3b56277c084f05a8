"""The index that needs no server, the form where one answers, and the pages of kinds and months that both lead to."""

from collections import Counter
from collections.abc import Sequence

from readout.codebook.sites import Site
from readout.codes import BlockKind
from readout.corpus.wording import write_time
from readout.rendering.site.frames import Frame, Offer, fill_page
from readout.rendering.site.gathering import Gathered
from readout.rendering.site.lookups import Lead, Lookup, Part, make_part, make_row, name_folder, render_lookup
from readout.rendering.site.sections import TITLES
from readout.rendering.site.subscriptions import render_line_feed
from readout.rendering.site.traces import Trace, count_by

MOST = 40  # actors and outlets that the index names at once


def render_search(gathered: Gathered, site: Site) -> dict[str, bytes]:
    """The page of the index, a page and a feed for each kind, and a page for each month of publication."""
    traces = tuple(gathered.traces)
    counts = Counter(trace.kind for trace in traces)
    kinds = {kind: counts[kind] for kind in BlockKind if counts[kind]}
    months = sorted({day[0].strftime("%Y-%m") for day in gathered.days.values()}, reverse=True)
    actors = count_by(traces, gathered.actor_names, "actor_ids")[:MOST]
    outlets = count_by(traces, gathered.outlet_names, "outlet_ids")[:MOST]
    parts = (
        Part("kinds", "By kind", "What kind of line it is.", leads=tuple(
            Lead(f"search/{TITLES[kind][0]}/", TITLES[kind][1], f"{number:,} lines") for kind, number in kinds.items()
        ), empty="No line has been published yet."),
        Part("by-actor", "By actor", "Those whom most lines name; all of them stand under Actors.", leads=tuple(
            Lead(name_folder("actors", one.id), one.name, f"{one.lines:,} lines") for one in actors)),
        Part("by-outlet", "By outlet", "Those on which most lines rest; all of them stand under Outlets.", leads=tuple(
            Lead(name_folder("outlets", one.id), one.name, f"{one.lines:,} lines") for one in outlets)),
        Part("months", "By month", "Of publication.", leads=tuple(
            Lead(f"search/{month}/", write_time(month)) for month in months)),
    )  # fmt: skip
    about = "Every published line by kind, actor, outlet and month. Kinds, actors and outlets have feeds of their own."
    if not site.search:
        about += " This copy of the site is plain files: your browser’s own search finds words on a page."
    notice = None if gathered.latest is None else gathered.latest.edition.brief.notice
    frame = Frame(site, "search/", "Search", about, notice)
    shown = [part for part in parts if not part.is_bare or part.empty]
    choices = list_choices(gathered)
    files = fill_page(
        "search.html.j2", frame, lookup=Lookup(about, parts), parts=shown, csv={}, asked=None, choices=choices
    )
    for kind in kinds:
        files |= _render_kind(kind, [one for one in traces if one.kind is kind], gathered, site, notice)
    for month in months:
        files |= _render_month(month, traces, gathered, site, notice)
    return files


def list_choices(gathered: Gathered) -> dict[str, list[tuple[str, str]]]:
    """What the form offers to narrow a search by: kinds, outlets and actors, as (value, name)."""
    traces = tuple(gathered.traces)
    kinds = [(kind.value, TITLES[kind][1]) for kind in BlockKind if any(trace.kind is kind for trace in traces)]
    outlets = sorted(((one.id, one.name) for one in count_by(traces, gathered.outlet_names, "outlet_ids")), key=_name)
    actors = sorted(((one.id, one.name) for one in count_by(traces, gathered.actor_names, "actor_ids")), key=_name)
    return {"kind": kinds, "outlet": outlets, "actor": actors}


def _name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _render_kind(
    kind: BlockKind, traces: Sequence[Trace], gathered: Gathered, site: Site, notice: str | None
) -> dict[str, bytes]:
    identity, title, about = TITLES[kind]
    folder = f"search/{identity}/"
    offer = Offer(f"{folder}atom.xml", "application/atom+xml", f"Atom feed: {title}")
    frame = Frame(site, folder, title, about, notice, offers=(offer,))
    part = make_part("lines", title, "The newest first.", traces, gathered.outlet_names)
    feed = render_line_feed(f"kind {kind.value}", frame, traces, gathered)
    return {**render_lookup(frame, Lookup(about, (part,))), offer.path: feed}


def _render_month(
    month: str, traces: Sequence[Trace], gathered: Gathered, site: Site, notice: str | None
) -> dict[str, bytes]:
    """Every line of the editions published in a month, by edition and kind."""
    parts = []
    for number, slug in reversed(gathered.names):
        if gathered.days[number][0].strftime("%Y-%m") == month:
            rows = tuple(make_row(one, gathered.outlet_names) for one in traces if one.edition == number)
            parts.append(Part(f"e-{slug}", f"Edition {number}", slug, rows=rows, empty="It has no line."))
    about = f"Every line of the editions published in {write_time(month)}."
    frame = Frame(site, f"search/{month}/", write_time(month), about, notice)
    return render_lookup(frame, Lookup(about, tuple(parts)))
