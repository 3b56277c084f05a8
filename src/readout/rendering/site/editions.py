"""The pages of editions: one each, permanent, and the list of all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from readout.codebook.sites import Site
from readout.codes import BlockKind
from readout.corpus.wording import write_time
from readout.records import Correction, EditionCard
from readout.rendering.layout import Section, walk_lines
from readout.rendering.sections import count_lines, count_receipts
from readout.rendering.site.episodes import Episode
from readout.rendering.site.frames import Frame, Offer, fill_page
from readout.rendering.site.published import Doors, Published
from readout.rendering.site.sections import list_sections
from readout.rendering.site.structured import describe_edition, describe_site, write_annotations
from readout.rendering.site.tables import write_table

WORDS_A_MINUTE = 220
FEEDS = (
    Offer("feeds/atom.xml", "application/atom+xml", "Atom feed"),
    Offer("feeds/rss.xml", "application/rss+xml", "RSS feed"),
    Offer("feeds/feed.json", "application/feed+json", "JSON Feed"),
    Offer("calendar.ics", "text/calendar", "Calendar"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A correction with its day in words."""

    on: str
    text: str
    was: str | None
    line_id: str | None
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an edition: the one before, the one after, its recording; None where there is none."""

    earlier: EditionCard | None = None
    later: EditionCard | None = None
    episode: Episode | None = None


def render_edition(published: Published, site: Site, around: Around) -> dict[str, bytes]:
    """The files of an edition's folder by their path: page, receipts, tables."""
    edition = published.edition
    sections = list_sections(published)
    tables = {section.id: f"{section.id}.csv" for section in sections if section.table is not None}
    frame = Frame(
        site,
        published.folder,
        edition.title,
        summarise(published),
        edition.brief.notice,
        edition.language,
        FEEDS,
        describe_edition(published, site),
    )
    page = fill_page(
        "edition.html.j2",
        frame,
        edition=edition,
        published_on=write_day(edition.published_at),
        sections=sections,
        doors=Doors(site, frame.address, edition.title),
        counts=_count(published, sections),
        minutes=_minutes(sections),
        corrections=[show_correction(one) for one in edition.corrections],
        earlier=around.earlier,
        later=around.later,
        episode=around.episode,
        csv=tables,
    )
    folder = published.folder
    written = {folder + tables[one.id]: write_table(one.table) for one in sections if one.table is not None}
    return {**page, f"{folder}receipts.jsonld": write_annotations(published, site), **written}


def summarise(published: Published, most: int = 300) -> str:
    """An edition in a sentence or two: what it says in short, else its first lines."""
    blocks = published.blocks
    short = [block for block in blocks if block.kind is BlockKind.ANSWER] or blocks[:1]
    words = " ".join(line.sentence.text for block in short for line in block.lines)
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def show_correction(correction: Correction) -> Shown:
    """A correction for the eye."""
    on = write_day(correction.corrected_at)
    return Shown(on, correction.text, correction.was, correction.line_id, correction.corrected_at)


def write_day(instant: datetime) -> str:
    """The day of an instant, in words."""
    return write_time(instant.date().isoformat())


def _count(published: Published, sections: Sequence[Section]) -> str:
    outlets = {source.outlet_id for source in published.edition.sources} - {None}
    counts = (
        (len(published.edition.sources), "article"),
        (len(outlets), "outlet"),
        (count_lines(sections), "line"),
        (count_receipts(sections), "receipt"),
    )
    return ", ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count) or "No line"


def _minutes(sections: Iterable[Section]) -> str:
    """How long the open lines take to read."""
    words = sum(len(re.findall(r"\w+", text)) for text in _open_text(sections))
    minutes = max(1, round(words / WORDS_A_MINUTE))
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def _open_text(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        for group in () if section.folded else section.groups[: section.most]:
            yield group.heading or ""
            yield from (line.text for line in walk_lines(group.lines[: group.most]))


def render_lists(
    cards: Sequence[EditionCard], latest: Published | None, site: Site, episodes: Mapping[int, Episode]
) -> dict[str, bytes]:
    """The first page, with the latest edition in short, and the list of all editions, the latest first."""
    notice = None if latest is None else latest.edition.brief.notice
    newest = list(reversed(cards))
    first = fill_page(
        "home.html.j2",
        Frame(site, "", site.title, site.about, notice, offers=FEEDS, told=describe_site(site)),
        latest=latest,
        lines=() if latest is None else _lead(latest),
        published_on=None if latest is None else write_day(latest.edition.published_at),
        earlier=newest[1:9],
        number=len(newest),
        days=write_days,
        short=lambda card: name_short(card, cards),
        episodes=episodes,
    )
    years: dict[int, list[EditionCard]] = {}  # of publication
    for card in newest:
        years.setdefault(card.published_at.year, []).append(card)
    about = f"Every edition of {site.title}, the latest first: {len(newest)} so far."
    listed = fill_page(
        "editions.html.j2",
        Frame(site, "editions/", "Editions", about, notice, offers=FEEDS),
        years=years,
        days=write_days,
        short=lambda card: name_short(card, cards),
        episodes=episodes,
    )
    return {**first, **listed}


def _lead(latest: Published) -> list[tuple[str, str]]:
    """The lines of the first page, with their anchors: what is in short, then a line of each development."""
    blocks = latest.blocks
    short = [line for block in blocks if block.kind is BlockKind.ANSWER for line in block.lines]
    first = [block.lines[0] for block in blocks if block.kind is BlockKind.DEVELOPMENT and block.lines][:5]
    return [(line.id, line.sentence.text) for line in (*short, *first)]


def name_short(card: EditionCard, cards: Sequence[EditionCard]) -> str:
    """An edition in a list: its title, without the question that stands in others' titles, too."""
    question, mark, rest = card.title.rpartition("?")
    shared = mark and rest.strip() and sum(one.title.startswith(question + mark) for one in cards) > 1
    return rest.strip() if shared else card.title


def write_days(card: EditionCard) -> str:
    """The days that an edition tells of, in words."""
    if card.first_day is None or card.last_day is None:
        return "days not known"
    first, last = write_time(card.first_day.isoformat()), write_time(card.last_day.isoformat())
    return first if first == last else f"{first} to {last}"
