"""The podcast's feed: RSS 2.0 with Apple's elements and the Podcasting 2.0 namespace."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from readout.codebook.sites import Site
from readout.rendering.feeds import UNKNOWN
from readout.rendering.feeds.atom import ATOM
from readout.rendering.feeds.pages import fit_xml, name_uuid
from readout.rendering.feeds.rss import CONTENT, add_text, write_mail_date
from readout.rendering.manifest import VERSION
from readout.rendering.site.episodes import Episode

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
GUID = bytes.fromhex("ead4c236bf5858c6a2c6a6b28d128cb6")  # the namespace in which podcast:guid is made
FILE = "podcast.xml"


@dataclass(frozen=True, slots=True)
class Posted:
    """A recording with what a feed says of it: the edition's digest, title, address, and lines as HTML."""

    episode: Episode
    digest: str
    title: str
    address: str
    about: str
    html: str


def render_podcast(site: Site, posted: Sequence[Posted], cover: str, language: str) -> bytes:
    """
    The feed as UTF-8, the newest episode first; `cover` is the picture's path below the address.

    Lengths are those of the files, in bytes; recordings stand under addresses that redirect nowhere.
    """
    names = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM, "content": CONTENT}
    root = etree.Element("rss", version="2.0", nsmap=names)
    told = etree.SubElement(root, "channel")
    podcast = site.podcast
    add_text(told, "title", podcast.title)
    add_text(told, "link", site.address)
    add_text(told, "description", podcast.about)
    add_text(told, "language", language)
    newest = sorted(posted, key=lambda one: (one.episode.posted_at, one.episode.number), reverse=True)
    changed = max((one.episode.posted_at for one in posted), default=UNKNOWN)
    add_text(told, "lastBuildDate", write_mail_date(changed))
    add_text(told, "generator", f"Readout {VERSION}")
    etree.SubElement(told, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=site.address + FILE)
    add_text(told, f"{{{ITUNES}}}author", site.publisher)
    if site.contact:
        owner = etree.SubElement(told, f"{{{ITUNES}}}owner")
        add_text(owner, f"{{{ITUNES}}}name", site.publisher)
        add_text(owner, f"{{{ITUNES}}}email", site.contact)
    etree.SubElement(told, f"{{{ITUNES}}}image", href=site.address + cover)
    etree.SubElement(told, f"{{{ITUNES}}}category", text=fit_xml(podcast.category))
    add_text(told, f"{{{ITUNES}}}explicit", _flag(podcast.explicit))
    add_text(told, f"{{{ITUNES}}}type", "episodic")
    add_text(told, f"{{{PODCAST}}}guid", name_uuid(site.address.partition("://")[2] + FILE, GUID))
    locked = {"owner": site.contact} if site.contact else {}
    add_text(told, f"{{{PODCAST}}}locked", "yes", **locked)
    add_text(told, f"{{{PODCAST}}}medium", "podcast")
    for one in newest:
        _add_episode(told, one, site, language)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return content + b"\n"


def _add_episode(channel: etree._Element, one: Posted, site: Site, language: str) -> None:
    episode = one.episode
    item = etree.SubElement(channel, "item")
    add_text(item, "title", one.title)
    add_text(item, "link", one.address)
    add_text(item, "guid", f"urn:uuid:{name_uuid(f'episode {one.digest}')}", isPermaLink="false")
    add_text(item, "pubDate", write_mail_date(episode.posted_at))
    add_text(item, "description", f"{one.about} Spoken by {episode.voice}.")
    add_text(item, f"{{{CONTENT}}}encoded", one.html)
    recording = {"url": site.address + episode.file, "length": str(episode.bytes), "type": "audio/mpeg"}
    etree.SubElement(item, "enclosure", recording)
    add_text(item, f"{{{ITUNES}}}duration", str(round(episode.seconds)))
    add_text(item, f"{{{ITUNES}}}episode", str(episode.number))
    add_text(item, f"{{{ITUNES}}}episodeType", "full")
    add_text(item, f"{{{ITUNES}}}explicit", _flag(site.podcast.explicit))
    if episode.transcript:
        transcript = {"url": site.address + episode.transcript, "type": "text/vtt", "language": language}
        etree.SubElement(item, f"{{{PODCAST}}}transcript", transcript)
    if episode.chapters:
        where = {"url": site.address + episode.chapters, "type": "application/json+chapters"}
        etree.SubElement(item, f"{{{PODCAST}}}chapters", where)


def _flag(explicit: bool) -> str:
    return "true" if explicit else "false"
