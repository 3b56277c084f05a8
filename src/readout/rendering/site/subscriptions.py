"""What readers' programs subscribe to: feeds of editions and of lines, and the page that offers them all."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import escape

from readout.codebook.sites import Site
from readout.rendering.feeds import Channel, Entry
from readout.rendering.feeds.atom import render_atom
from readout.rendering.feeds.pages import Page, name_uuid
from readout.rendering.layout import Section
from readout.rendering.receipts import Receipt
from readout.rendering.site.frames import Frame
from readout.rendering.site.gathering import Gathered
from readout.rendering.site.published import Published
from readout.rendering.site.sections import TITLES, list_sections
from readout.rendering.site.traces import Trace

FOLDER = "feeds/"
MOST = 20  # entries of a feed of lines
_CARRIED = {identity for identity, _, _ in TITLES.values()}


def open_channel(site: Site, language: str) -> Channel:
    """The channel of all editions."""
    return Channel(
        f"urn:uuid:{name_uuid(f'site {site.title}')}",
        site.title,
        site.about,
        site.address,
        site.address + FOLDER,
        language,
        site.publisher,
    )


def make_entry(published: Published, site: Site, summary: str) -> Entry:
    """An edition as an entry: every line of its blocks with its receipts. Its id is made of its digest, for ever."""
    edition, address = published.edition, site.address + published.folder
    return Entry(
        f"urn:uuid:{name_uuid(f'edition {edition.digest}')}",
        edition.title,
        address,
        summary,
        _write_html(published, address),
        edition.published_at,
        published.updated,
    )


def _write_html(published: Published, address: str) -> str:
    notice = published.edition.brief.notice
    pieces = [f"<p><strong>Correction</strong>: {escape(one.text)}</p>" for one in published.edition.corrections]
    pieces += [f"<p><strong>{escape(notice)}</strong></p>"] if notice else []
    carried = (one for one in list_sections(published) if one.id.rstrip("-0123456789") in _CARRIED)
    return "\n".join([*pieces, *(_write_section(section, address) for section in carried)])


def _write_section(section: Section, address: str) -> str:
    pieces = [f"<h2>{escape(section.title)}</h2>"]
    for group in section.groups:
        pieces += [f"<h3>{escape(group.heading)}</h3>"] if group.heading else []
        pieces.append("<ul>")
        for line in group.lines:
            lead = "".join(f"<strong>{escape(word)}</strong> " for word in (line.when,) if word)
            cue = f"<em>{escape(line.cue)}:</em> " if line.cue else ""
            labels = "".join(f" ({escape(each)})" for each in (*line.labels, line.note) if each)
            receipts = _write_receipts(line.receipts, f"{address}#{line.id}")
            pieces.append(f"<li>{lead}{cue}{escape(line.text)}{labels} {receipts}</li>")
        pieces.append("</ul>")
    return "\n".join(pieces)


def _write_receipts(receipts: Sequence[Receipt], link: str) -> str:
    """The line's permanent address, and each receipt's passage where it was published."""
    told = [f'<a href="{escape(link)}">receipt{"" if len(receipts) == 1 else "s"}</a>']
    told += [
        f'<a href="{escape(one.url)}">{escape(one.outlet)}, {escape(one.day)}</a>'
        if one.url
        else f"{escape(one.outlet)}, {escape(one.day)}"
        for one in dict.fromkeys(receipts)
    ]
    return f"[{'; '.join(told)}]"


def render_line_feed(name: str, frame: Frame, traces: Sequence[Trace], gathered: Gathered) -> bytes:
    """An Atom feed of lines, an entry an edition, the newest 20; `name` says for ever which feed it is."""
    by_edition: dict[int, list[Trace]] = {}
    for trace in traces:
        by_edition.setdefault(trace.edition, []).append(trace)
    newest = sorted(by_edition, reverse=True)[:MOST]
    entries = tuple(make_line_entry(name, by_edition[number], frame.site, gathered.days[number]) for number in newest)
    channel = Channel(
        f"urn:uuid:{name_uuid(f'{frame.site.title} {name}')}",
        f"{frame.title} · {frame.site.title}",
        frame.about,
        frame.address,
        frame.address,
        frame.language,
        frame.site.publisher,
    )
    updated = max((entry.updated for entry in entries), default=gathered.last)
    return render_atom(Page(channel, entries, updated, "atom.xml"))


def make_line_entry(name: str, traces: Sequence[Trace], site: Site, days: tuple[datetime, datetime]) -> Entry:
    """The lines of one edition as an entry of the feed `name`; `days` are when it was published and last changed."""
    address = f"{site.address}editions/{traces[0].slug}/"
    lines = [f'<li>{escape(one.text)} <a href="{escape(address)}#{one.line_id}">receipt</a></li>' for one in traces]
    noun = "line" if len(traces) == 1 else "lines"
    return Entry(
        f"urn:uuid:{name_uuid(f'{name} {traces[0].slug}')}",
        f"{len(traces)} {noun} in {traces[0].slug}",
        f"{address}#{traces[0].line_id}",
        traces[0].text,
        f"<ul>{''.join(lines)}</ul>",
        *days,
    )
