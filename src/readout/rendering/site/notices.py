"""What readers are promised: privacy and terms, from what the program stores; corrections; ways to subscribe."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.codebook.sites import Site
from readout.rendering.site.editions import FEEDS, Shown, show_correction, write_day
from readout.rendering.site.episodes import Episode
from readout.rendering.site.frames import MISSING, Frame, fill_page
from readout.rendering.site.published import Published


@dataclass(frozen=True, slots=True)
class Stored:
    """One kind of thing that the program keeps of readers: what, why, how long, and the fields of records it is."""

    what: str
    why: str
    how_long: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction in the list of all, with the edition it is of."""

    slug: str
    title: str
    shown: Shown


def list_corrections(published: Published) -> tuple[Corrected, ...]:
    """The corrections of an edition."""
    edition = published.edition
    return tuple(Corrected(edition.slug, edition.title, show_correction(one)) for one in edition.corrections)


def render_notices(
    site: Site,
    notice: str | None,
    corrections: Sequence[Corrected],
    episodes: Sequence[Episode],
    stored: Sequence[Stored],
) -> dict[str, bytes]:
    """The pages that readers are led to from the foot of every page, and the page for a wrong address."""
    newest = sorted(corrections, key=lambda one: (one.shown.corrected_at, one.slug), reverse=True)
    latest = max(episodes, key=lambda one: one.number, default=None)
    files: dict[str, bytes] = {}
    for sheet, path, title, about in (
        ("corrections", "corrections/", "Corrections", "Every correction of every edition, the latest first."),
        ("privacy", "privacy/", "Privacy", "What this site knows of its readers."),
        ("terms", "terms/", "Terms", "What may be done with what stands here, and what it rests on."),
        ("subscribe", "subscribe/", "Subscribe", "By feed, calendar, podcast or mail: the same edition."),
    ):
        frame = Frame(site, path, title, about, notice, offers=FEEDS if path == "subscribe/" else ())
        files |= fill_page(
            f"{sheet}.html.j2",
            frame,
            corrections=newest,
            stored=stored,
            episode=latest,
            feeds=FEEDS,
            write_day=write_day,
        )
    missing = Frame(site, MISSING, "No such page", "Nothing stands at this address.", notice, is_listed=False)
    return files | fill_page("missing.html.j2", missing)
