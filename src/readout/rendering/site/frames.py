"""What stands around every page of the readers' side: head, names of the doors, notice, foot."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from readout.codebook.sites import Site
from readout.rendering.sheets import fill_sheet

MISSING = "404.html"  # what a host shows where nothing stands
STYLES = ("style.css", "site/site.css")
NAV = (
    ("editions/", "Editions"),
    ("standoff/", "Standoff"),
    ("stories/", "Stories"),
    ("actors/", "Actors"),
    ("outlets/", "Outlets"),
    ("search/", "Search"),
    ("subscribe/", "Subscribe"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Another form of a page that its head and its text offer: a feed, a calendar. `path` is below the address."""

    path: str
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Frame:
    """
    One page: `path` is its folder below the site's address, "" for the first one, or a file.

    `told` is structured data (schema.org), None where there is none; `offers` are feeds and calendars of the page.
    """

    site: Site
    path: str
    title: str
    about: str
    notice: str | None = None
    language: str = "en"
    offers: tuple[Offer, ...] = ()
    told: Mapping[str, object] | None = None
    is_listed: bool = True  # False: search engines are asked to leave it out

    @property
    def root(self) -> str:
        """What leads from the page to the site's first page."""
        if self.path == MISSING:  # shown under any address
            return self.site.address
        return "../" * self.path.count("/") or "./"

    @property
    def address(self) -> str:
        """The page's permanent address."""
        return self.site.address + self.path

    @property
    def file(self) -> str:
        """The file of the page."""
        return f"{self.path}index.html" if self.path.endswith("/") or not self.path else self.path

    @property
    def section(self) -> str:
        """The first folder of the path: which of the doors the page lies behind."""
        return self.path.partition("/")[0] + "/" if "/" in self.path else ""

    @property
    def data(self) -> Markup | None:
        """The structured data, fit to stand inside a page."""
        if self.told is None:
            return None
        text = json.dumps(self.told, ensure_ascii=False, separators=(",", ":"))
        return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704 -- no mark-up is left in it


def fill_page(sheet: str, frame: Frame, *, rules: str = "", **values: Any) -> dict[str, bytes]:
    """
    The page as its file and UTF-8. A browser may send its one form to the site itself, and play its recordings.

    `rules` are style of this page alone.
    """
    content = fill_sheet(
        f"site/{sheet}",
        STYLES,
        rules=rules,
        allowed="form-action 'self'; media-src 'self'; img-src 'self'; connect-src 'self'",
        frame=frame,
        site=frame.site,
        nav=NAV,
        **values,
    )
    return {frame.file: content}
