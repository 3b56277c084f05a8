"""A published edition with what its receipts are shown from, and what readers may see of it: no whole articles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from readout.codebook.sites import Site
from readout.editing.freezing import current_blocks
from readout.records import Article, Block, Correction, Edition, EditionLine, Span
from readout.rendering.anchors import Standing, link_passage
from readout.rendering.layout import Group, Line, Part, Section
from readout.rendering.receipts import Receipt, Shelf

Place = tuple[str, Span]  # an article and characters of it
_SINCE = {
    Standing.MOVED: "the outlet has moved this passage since",
    Standing.CHANGED: "the outlet has changed or removed this passage since",
}


@dataclass(frozen=True)
class Published:
    """
    An edition as readers meet it. `articles` are those it cites, in the version that it cites.

    `standings` has how a cited passage fares in the latest version that is kept, where that is another one.
    """

    edition: Edition
    articles: Mapping[str, Article]
    standings: Mapping[Place, Standing] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Where it lies below the site's address."""
        return f"editions/{self.edition.slug}/"

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks as corrections left them."""
        return current_blocks(self.edition)

    @property
    def updated(self) -> datetime:
        """When it last changed: with its latest correction."""
        return max((self.edition.published_at, *(one.corrected_at for one in self.edition.corrections)))

    @cached_property
    def shelf(self) -> Shelf:
        """What receipts are shown from: no sentences beside the cited ones."""
        brief = self.edition.brief
        return Shelf(
            articles=dict(self.articles),
            sentences={},
            outlets={outlet.id: outlet.name for outlet in brief.outlets},
            actors={actor.id: actor.name for actor in brief.actors},
            genres={one.article_id: one.genre for one in self.edition.sources if one.genre is not None},
        )

    def corrections_of(self, line: EditionLine) -> tuple[Correction, ...]:
        """What was put right in a line, the first correction first."""
        return tuple(one for one in self.edition.corrections if one.line_id == line.id)


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the links below a line lead: the line itself, and a mail to those who answer for it."""

    site: Site
    address: str  # of the page
    name: str  # of the page, in words

    def report(self, line: Line) -> str | None:
        """A mail with the line's permanent address in it; None where nobody can be written to."""
        return write_report(self.site, f"{self.address}#{line.id}", self.name)


def write_report(site: Site, address: str, name: str) -> str | None:
    """A mailto link (RFC 6068) by which an error at an address is reported; None without a contact."""
    if site.contact is None:
        return None
    subject, body = f"An error in {name}", f"What is wrong:\r\n\r\n\r\nThe line: {address}"
    return f"mailto:{quote(site.contact, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def open_receipt(receipt: Receipt, published: Published) -> Receipt:
    """A receipt for readers: the passage alone, led to on the outlet's own page, and how it fares since."""
    standing = published.standings.get((receipt.article_id, receipt.span))
    url = None if receipt.url is None else link_passage(receipt.url, receipt.passage)
    since = None if standing is None else _SINCE.get(standing)
    return replace(receipt, page="", url=url, before="", after="", since=since)


def open_section(section: Section, published: Published) -> Section:
    """A section for readers: every receipt in it as `open_receipt` has it."""

    def receipts(found: Iterable[Receipt]) -> tuple[Receipt, ...]:
        return tuple(open_receipt(each, published) for each in found)

    def part(one: Part) -> Part:
        return replace(one, receipts=receipts(one.receipts))

    def line(one: Line) -> Line:
        return replace(
            one,
            receipts=receipts(one.receipts),
            parts=tuple(map(part, one.parts)),
            below=tuple(map(line, one.below)),
        )

    def group(one: Group) -> Group:
        return replace(one, lines=tuple(map(line, one.lines)), receipts=receipts(one.receipts))

    return replace(section, groups=tuple(map(group, section.groups)))
