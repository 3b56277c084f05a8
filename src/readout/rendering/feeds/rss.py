"""A page of a feed as RSS 2.0 (RSS Advisory Board's profile), with whole content and the links of RFC 5005."""

from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from readout.rendering.feeds.atom import ATOM, HISTORY
from readout.rendering.feeds.pages import Entry, Page, fit_xml, write_instant
from readout.rendering.manifest import VERSION

CONTENT = "http://purl.org/rss/1.0/modules/content/"
CREATOR = "http://purl.org/dc/elements/1.1/"


def render_rss(page: Page) -> bytes:
    """The page as UTF-8. RSS has no word for when an item changed: `atom:updated` says it."""
    channel = page.channel
    root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM, "content": CONTENT, "dc": CREATOR, "fh": HISTORY})
    told = etree.SubElement(root, "channel")
    add_text(told, "title", channel.title)
    add_text(told, "link", channel.home)
    add_text(told, "description", channel.about)
    add_text(told, "language", channel.language)
    add_text(told, "lastBuildDate", write_mail_date(page.updated))
    add_text(told, "generator", f"Readout {VERSION}")
    add_text(told, "docs", "https://www.rssboard.org/rss-specification")
    for relation, address in page.links:
        etree.SubElement(told, f"{{{ATOM}}}link", rel=relation, type="application/rss+xml", href=address)
    if page.current is not None:
        etree.SubElement(told, f"{{{HISTORY}}}archive")
    for entry in page.entries:
        _add_item(told, entry, channel.author)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return content + b"\n"


def _add_item(channel: etree._Element, entry: Entry, author: str) -> None:
    item = etree.SubElement(channel, "item")
    add_text(item, "title", entry.title)
    add_text(item, "link", entry.link)
    add_text(item, "guid", entry.id, isPermaLink="false")
    add_text(item, "pubDate", write_mail_date(entry.published))
    add_text(item, f"{{{ATOM}}}updated", write_instant(entry.updated))
    add_text(item, f"{{{CREATOR}}}creator", author)
    for tag in entry.tags:
        add_text(item, "category", tag)
    add_text(item, "description", entry.summary)
    add_text(item, f"{{{CONTENT}}}encoded", entry.html)


def add_text(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    """An element with text and attributes, all of it fit for XML."""
    told = etree.SubElement(parent, name, {key: fit_xml(value) for key, value in attributes.items()})
    told.text = fit_xml(text)


def write_mail_date(instant: datetime) -> str:
    """An instant as RSS has it: RFC 822 with a year of four digits."""
    return format_datetime(instant)
