"""The pages of actors and of outlets: what of them was published, kept apart by how it is known. No scores."""

from collections import Counter
from collections.abc import Sequence

from readout.codebook.sites import Site
from readout.codes import BlockKind
from readout.corpus.wording import write_time
from readout.records import Actor, Outlet
from readout.rendering.icalendar import render_calendar
from readout.rendering.layout import Table
from readout.rendering.site.drawings import draw_counts, name_most
from readout.rendering.site.frames import Frame, Offer
from readout.rendering.site.gathering import Gathered
from readout.rendering.site.lookups import Fact, Lead, Lookup, Part, make_part, name_folder, render_lookup
from readout.rendering.site.subscriptions import render_line_feed
from readout.rendering.site.traces import RELAYED, REPORTED, SAID, Trace

ACTORS, OUTLETS = "actors", "outlets"


def render_actors(gathered: Gathered, site: Site) -> dict[str, bytes]:
    """A page for each actor that a published line names, with its feed and calendar, and the list of them."""
    by_actor: dict[str, list[Trace]] = {}
    for trace in gathered.traces:
        for each in trace.actor_ids:
            if each in gathered.actors:
                by_actor.setdefault(each, []).append(trace)
    files: dict[str, bytes] = {}
    for key in sorted(by_actor):
        files |= _render_actor(gathered.actors[key], by_actor[key], gathered, site)
    named = sorted(by_actor, key=lambda key: (-len(by_actor[key]), gathered.actors[key].name))
    leads = [
        Lead(name_folder(ACTORS, key), gathered.actors[key].name, f"{len(by_actor[key]):,} published lines")
        for key in named
    ]
    about = "Who speaks and acts in this standoff, those first whom most published lines name."
    return files | _render_list(Frame(site, "actors/", "Actors", about, _notice(gathered)), leads, "actor")


def _render_actor(actor: Actor, traces: list[Trace], gathered: Gathered, site: Site) -> dict[str, bytes]:
    names, folder = gathered.outlet_names, name_folder(ACTORS, actor.id)
    own = [trace for trace in traces if trace.speaker_id == actor.id and trace.kind is BlockKind.STATEMENT]
    held = [trace for trace in traces if trace.kind is BlockKind.POSITION and trace.speaker_id == actor.id]
    met = [trace for trace in traces if trace.kind is BlockKind.MEETING]
    seen = {id(trace) for trace in (*own, *held, *met)}
    other = [trace for trace in traces if id(trace) not in seen]
    voices = {voice: [trace for trace in own if trace.voice == voice] for voice in (SAID, REPORTED, RELAYED)}
    counts = draw_counts("mentions", f"Lines that name {actor.name}", "lines", gathered.count_editions(traces))
    quoted = Counter(outlet for trace in own for outlet in trace.outlet_ids if outlet in names)
    table = Table(
        "Outlets in which the published words stand", ("Outlet", "Lines"),
        tuple((names[key], str(count)) for key, count in quoted.most_common()),
    )  # fmt: skip
    parts = (
        make_part("said", "Said directly", "In quotation marks, in an outlet’s own report.", voices[SAID], names),
        make_part("reported", "Reported by outlets", "In an outlet’s words.", voices[REPORTED], names),
        make_part("relayed", "Relayed by others", "Words that others report.", voices[RELAYED], names),
        make_part("positions", "Positions", "Wants, refusals, offers and threats, with how each moved.", held, names),
        make_part("meetings", "Meetings", "Held and ahead.", met, names),
        make_part("named", "Named in", "Other lines that name this actor.", other, names),
        Part("mentions", "Lines by edition", "How many published lines name this actor.",
             chart=counts and counts[0], table=counts and counts[1]),
        Part("quoted", "Quoted by", "Where those words stand.", table=table if quoted else None),
    )  # fmt: skip
    offers = (
        Offer(f"{folder}atom.xml", "application/atom+xml", f"Atom feed of {actor.name}"),
        Offer(f"{folder}calendar.ics", "text/calendar", f"Calendar of {actor.name}"),
    )
    about = f"{actor.name}: what was said, held, met about, and by whom it was printed."
    frame = Frame(site, folder, actor.name, about, _notice(gathered), offers=offers)
    feed = render_line_feed(f"actor {actor.id}", frame, traces, gathered)
    meetings = {uid: line for uid, line in gathered.meetings.items() if actor.id in line.party_ids}
    calendar = gathered.make_brief(meetings)
    own_calendar = {} if calendar is None else {
        f"{folder}calendar.ics": render_calendar(calendar, tuple(gathered.articles.values()))
    }  # fmt: skip
    standing = f"{len(traces):,} published lines name {actor.name}, in {len({one.edition for one in traces})} editions."
    return {
        **render_lookup(frame, Lookup(standing, parts, _know(actor, gathered))),
        f"{folder}atom.xml": feed,
        **own_calendar,
    }


def _know(actor: Actor, gathered: Gathered) -> tuple[Fact, ...]:
    country = gathered.actors.get(actor.country or "")
    facts = [Fact("Kind", actor.kind)]
    if actor.country and actor.country != actor.id:
        path = name_folder(ACTORS, actor.country) if country and actor.country in gathered.named else None
        facts.append(Fact("Country", country.name if country else actor.country, path))
    facts += [Fact("Office", _office(office.title, office.since, office.until)) for office in actor.offices]
    return tuple(facts)


def _office(title: str, since: str | None, until: str | None) -> str:
    days = " ".join(filter(None, (since and f"since {write_time(since)}", until and f"until {write_time(until)}")))
    return f"{title}, {days}" if days else title


def render_outlets(gathered: Gathered, site: Site) -> dict[str, bytes]:
    """A page for each outlet that is cited, with its feed, and the list of them."""
    by_outlet: dict[str, list[Trace]] = {}
    for trace in gathered.traces:
        for each in trace.outlet_ids:
            if each in gathered.outlets:
                by_outlet.setdefault(each, []).append(trace)
    files: dict[str, bytes] = {}
    for key in sorted(by_outlet):
        files |= _render_outlet(gathered.outlets[key], by_outlet[key], gathered, site)
    named = sorted(by_outlet, key=lambda key: gathered.outlets[key].name)
    leads = [
        Lead(name_folder(OUTLETS, key), gathered.outlets[key].name, _affiliate(gathered.outlets[key], gathered))
        for key in named
    ]
    about = "Whose articles the editions cite, in order of name. What is known of each is said; no score is made of it."
    return files | _render_list(Frame(site, "outlets/", "Outlets", about, _notice(gathered)), leads, "outlet")


def _affiliate(outlet: Outlet, gathered: Gathered) -> str:
    country = gathered.actor_names.get(outlet.country or "", outlet.country)
    return ", ".join(filter(None, (country, outlet.affiliation)))


def _render_outlet(outlet: Outlet, traces: list[Trace], gathered: Gathered, site: Site) -> dict[str, bytes]:
    names, folder = gathered.outlet_names, name_folder(OUTLETS, outlet.id)
    alone = [trace for trace in traces if trace.outlet_ids == (outlet.id,)]
    shared = [trace for trace in traces if len(trace.outlet_ids) > 1]
    cited = [(slug, gathered.cited[outlet.id, number]) for number, slug in gathered.names]
    counts = draw_counts("articles", f"Articles of {outlet.name} that editions cite", "articles", cited)
    speakers = name_most([one for one in traces if one.speaker_id], gathered.actor_names, "actor_ids")
    country = gathered.actor_names.get(outlet.country or "", outlet.country)
    facts = [Fact(name, value) for name, value in (
        ("Country", country), ("Affiliation", outlet.affiliation),
        ("Side", gathered.actor_names.get(outlet.side or "", outlet.side)), ("Most named in what it prints", speakers),
    ) if value]  # fmt: skip
    parts = (
        make_part("alone", "Cited alone", "Lines whose receipts are all of this outlet.", alone, names),
        make_part("shared", "Cited beside others", "Lines that other outlets bear out, too.", shared, names),
        Part("articles", "Articles by edition", "How many of its articles each edition cites; a count, no score.",
             chart=counts and counts[0], table=counts and counts[1]),
    )  # fmt: skip
    offers = (Offer(f"{folder}atom.xml", "application/atom+xml", f"Atom feed of {outlet.name}"),)
    about = f"{outlet.name}: which published lines rest on it, and what is known of it."
    frame = Frame(site, folder, outlet.name, about, _notice(gathered), offers=offers)
    feed = render_line_feed(f"outlet {outlet.id}", frame, traces, gathered)
    standing = f"{len(traces):,} published lines rest on {outlet.name}, {len(alone):,} of them on it alone."
    return {**render_lookup(frame, Lookup(standing, parts, tuple(facts))), f"{folder}atom.xml": feed}


def _render_list(frame: Frame, leads: Sequence[Lead], noun: str) -> dict[str, bytes]:
    part = Part("all", "All", f"{len(leads)} {noun}{'' if len(leads) == 1 else 's'}.", leads=tuple(leads),
                empty=f"No {noun} yet: the first edition brings the first ones.")  # fmt: skip
    return render_lookup(frame, Lookup(frame.about, (part,)))


def _notice(gathered: Gathered) -> str | None:
    return None if gathered.latest is None else gathered.latest.edition.brief.notice
