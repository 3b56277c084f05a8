"""
The readers' side as files: pages, feeds, calendars, receipts. Pure; static hosts and the server show the same bytes.

Editions come one at a time, in order of number, so that hundreds of them need no more memory than one.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from readout.codebook.sites import Site
from readout.records import EditionCard
from readout.rendering.covers import ICON, render_cover
from readout.rendering.feeds import Entry, render_feeds
from readout.rendering.icalendar import render_calendar
from readout.rendering.podcast import FILE as PODCAST
from readout.rendering.podcast import Posted, render_podcast
from readout.rendering.site.editions import Around, render_edition, render_lists, summarise
from readout.rendering.site.episodes import Episode
from readout.rendering.site.gathering import Gathered
from readout.rendering.site.lines_data import FILE, write_lines
from readout.rendering.site.maps import Place, render_maps
from readout.rendering.site.notices import Corrected, Stored, list_corrections, render_notices
from readout.rendering.site.people import render_actors, render_outlets
from readout.rendering.site.published import Published
from readout.rendering.site.searching import render_search
from readout.rendering.site.standoffs import render_standoff
from readout.rendering.site.stories import StoryCard, render_stories, render_story_list
from readout.rendering.site.subscriptions import make_entry, open_channel

__all__ = ["Episode", "Published", "Site", "Stored", "render_site"]


def render_site(
    site: Site,
    cards: Sequence[EditionCard],
    editions: Iterable[Published],
    episodes: Sequence[Episode] = (),
    stored: Sequence[Stored] = (),
    cover: tuple[str, bytes] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """
    Every file of the site as its path and its bytes, those of an edition as soon as it came.

    `cards` are those of `editions`, both in order of number. A path comes once.
    `cover` is the podcast's picture as its path and bytes; None: a plain one.
    """
    gathered, entries = Gathered(), []
    stories: dict[str, StoryCard] = {}
    corrections: list[Corrected] = []
    posted: list[Posted] = []
    kept: dict[str, bytes] = {}  # pages of stories, packed: the last edition that tells one has its page
    recorded = {one.number: one for one in episodes}
    changed: dict[str, datetime] = {}
    for place, published in enumerate(editions):
        number = published.edition.number
        around = Around(
            cards[place - 1] if place else None,
            cards[place + 1] if place + 1 < len(cards) else None,
            recorded.get(number),
        )
        traces = gathered.add(published)
        pages, told = render_stories(published, traces, site)
        stories |= {card.folder: card for card in told}
        corrections += list_corrections(published)
        entry = make_entry(published, site, summarise(published))
        entries.append(entry)
        if around.episode is not None:
            posted.append(
                Posted(around.episode, published.edition.digest, entry.title, entry.link, entry.summary, entry.html)
            )
        changed[published.folder] = published.updated
        changed |= {card.folder: published.updated for card in told}
        yield from render_edition(published, site, around).items()
        kept |= {path: zlib.compress(content, 1) for path, content in pages.items()}
        yield f"{published.folder}{FILE}", write_lines(published, traces)
    yield from ((path, zlib.decompress(packed)) for path, packed in kept.items())
    yield from _render_podcast(site, posted, cover, gathered)
    yield "icon.svg", ICON
    yield from _render_rest(site, cards, gathered, entries, recorded)
    notice = None if gathered.latest is None else gathered.latest.edition.brief.notice
    rest = {
        **render_standoff(gathered, site),
        **render_actors(gathered, site),
        **render_outlets(gathered, site),
        **render_story_list(stories, gathered, site),
        **render_search(gathered, site),
        **render_notices(site, notice, corrections, episodes, stored),
    }
    yield from rest.items()
    listed = [file.removesuffix("index.html") for file in rest if file.endswith("index.html")]
    last = gathered.last if gathered.latest else None
    places: list[Place] = [("", last), ("editions/", last), *sorted(changed.items())]
    places += [(path, None) for path in sorted(listed)]
    yield from render_maps(site, places).items()


def _render_podcast(
    site: Site, posted: Sequence[Posted], cover: tuple[str, bytes] | None, gathered: Gathered
) -> Iterator[tuple[str, bytes]]:
    """The podcast's feed and picture; nothing before the first recording."""
    if posted and gathered.latest is not None:
        name, picture = cover or ("cover.png", render_cover())
        yield name, picture
        yield PODCAST, render_podcast(site, posted, name, gathered.latest.edition.language)


def _render_rest(
    site: Site,
    cards: Sequence[EditionCard],
    gathered: Gathered,
    entries: Sequence[Entry],
    recorded: Mapping[int, Episode],
) -> Iterator[tuple[str, bytes]]:
    """The first page, the list of editions, the feeds of editions and the calendar."""
    yield from render_lists(cards, gathered.latest, site, recorded).items()
    language = "en" if gathered.latest is None else gathered.latest.edition.language
    for name, content in render_feeds(open_channel(site, language), entries).items():
        yield f"feeds/{name}", content
    brief = gathered.make_brief(gathered.meetings)
    if brief is not None:
        yield "calendar.ics", render_calendar(brief, tuple(gathered.articles.values()))
