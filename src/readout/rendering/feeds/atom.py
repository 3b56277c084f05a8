"""A page of a feed as Atom (RFC 4287), with the links between pages of RFC 5005."""

from lxml import etree

from readout.rendering.feeds.pages import Entry, Page, fit_xml, write_instant
from readout.rendering.manifest import VERSION

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"


def render_atom(page: Page) -> bytes:
    """The page as UTF-8."""
    channel = page.channel
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "fh": HISTORY})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", channel.language)
    _add(root, "id", channel.id)
    _add(root, "title", channel.title)
    _add(root, "subtitle", channel.about)
    _add(root, "updated", write_instant(page.updated))
    _add(etree.SubElement(root, f"{{{ATOM}}}author"), "name", channel.author)
    _add(root, "generator", "Readout", version=VERSION)
    _add(root, "link", rel="alternate", type="text/html", href=channel.home)
    for relation, address in page.links:
        _add(root, "link", rel=relation, type="application/atom+xml", href=address)
    if page.current is not None:
        etree.SubElement(root, f"{{{HISTORY}}}archive")
    for entry in page.entries:
        _add_entry(root, entry)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return content + b"\n"


def _add_entry(root: etree._Element, entry: Entry) -> None:
    told = etree.SubElement(root, f"{{{ATOM}}}entry")
    _add(told, "id", entry.id)
    _add(told, "title", entry.title)
    _add(told, "link", rel="alternate", type="text/html", href=entry.link)
    _add(told, "published", write_instant(entry.published))
    _add(told, "updated", write_instant(entry.updated))
    for tag in entry.tags:
        _add(told, "category", term=tag)
    _add(told, "summary", entry.summary)
    _add(told, "content", entry.html, type="html")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> None:
    told = etree.SubElement(parent, f"{{{ATOM}}}{name}", {key: fit_xml(value) for key, value in attributes.items()})
    told.text = None if text is None else fit_xml(text)
