"""What search engines are told: the site map (sitemaps.org 0.9) and robots.txt (RFC 9309)."""

from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from readout.codebook.sites import Site
from readout.rendering.feeds.pages import fit_xml, write_instant

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # addresses of one map (sitemaps.org)
Place = tuple[str, datetime | None]  # a path below the address, and when it last changed


def render_maps(site: Site, places: Sequence[Place]) -> dict[str, bytes]:
    """`sitemap.xml`, as an index of several maps where one is too long, and `robots.txt`."""
    chunks = [places[start : start + MOST] for start in range(0, len(places), MOST)] or [()]
    if len(chunks) == 1:
        files = {"sitemap.xml": _write_map(site, chunks[0])}
    else:
        files = {f"sitemap-{number}.xml": _write_map(site, chunk) for number, chunk in enumerate(chunks, 1)}
        files["sitemap.xml"] = _write(
            "sitemapindex", "sitemap", [(site.address + name, None) for name in sorted(files)]
        )
    robots = f"User-agent: *\nDisallow: {_path(site)}search/results\n\nSitemap: {site.address}sitemap.xml\n"
    return files | {"robots.txt": robots.encode()}


def _path(site: Site) -> str:
    return "/" + site.address.split("/", 3)[3]


def _write_map(site: Site, places: Sequence[Place]) -> bytes:
    return _write("urlset", "url", [(site.address + path, at) for path, at in places])


def _write(root_name: str, name: str, places: Sequence[Place]) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}}}{root_name}", nsmap={None: NAMESPACE})
    for address, at in places:
        told = etree.SubElement(root, f"{{{NAMESPACE}}}{name}")
        etree.SubElement(told, f"{{{NAMESPACE}}}loc").text = fit_xml(address)
        if at is not None:
            etree.SubElement(told, f"{{{NAMESPACE}}}lastmod").text = write_instant(at)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return content + b"\n"
