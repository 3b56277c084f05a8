"""
Verifies a brief: every file against the manifest, every receipt and line against the kept text, every view
against the records.

Four checks, of which each finds what the others cannot:

1. The manifest is made anew from the files and compared byte for byte: finds any file changed, missing
   or added by somebody who left the manifest alone, and any change to the manifest.
2. Digest, prefix and suffix of every receipt are compared with the kept text, in `brief.json` and on the
   pages under `sources/`.
3. Every template is filled again, every slot looked up in what the analyses found (`proving.py`).
4. When this version of Readout wrote the brief, every view is rendered again and compared byte for byte:
   finds a page, a record or a file changed or added by somebody who wrote a new manifest.

Somebody who changes the records in a way that still agrees with itself and renders everything anew has
made another brief, and no look into the folder can tell. Against that stands the manifest's digest, which
`readout brief` prints: kept elsewhere, it tells.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html.parser import HTMLParser

from readout.actions.proving import Fault, prove_records
from readout.rendering import render_brief, render_contrast
from readout.rendering.bundle import BUNDLE, CONTRAST, Bundle, ContrastBundle, read_any_bundle
from readout.rendering.manifest import MANIFEST, VERSION, Manifest, make_manifest, manifest_digest, read_manifest
from readout.rendering.receipts import anchor_of, find_citations, page_name, source_name
from readout.rendering.sheets import legible
from readout.spans import digest_text

__all__ = ["Fault", "are_views_checked", "manifest_digest", "verify_files"]

PAGE = "index.html"
_GENERATOR = re.compile(rb'<meta name="generator" content="Readout ([^"]*)">')


def verify_files(files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """
    Every fault of a brief's folder, given as file names and bytes; none when all is as it was written.

    Never raises, whatever the files hold: what cannot be read is a fault too.
    """
    faults: list[Fault] = []
    manifest = _read_manifest(files, faults)
    bundle = _read_bundle(files, faults)
    if manifest is not None:
        faults.extend(_check_manifest(files, manifest))
        faults.extend(_check_version(files, manifest))
    if bundle is not None:
        if manifest is not None and manifest.recipe != bundle.made.recipe:
            faults.append(Fault(MANIFEST, "recipe", f"is not that of {bundle.file}"))
        faults.extend(prove_records(bundle))
        faults.extend(_check_copies(files, bundle))
        faults.extend(_check_pages(files, bundle))
        if manifest is None or manifest.version == VERSION:
            faults.extend(_check_views(files, bundle))
    return tuple(dict.fromkeys(faults))


def are_views_checked(files: Mapping[str, bytes]) -> bool:
    """Whether check 4 applies: this version of Readout wrote the brief, so that its views can be rendered again."""
    manifest = _read_manifest(files, [])
    return manifest is not None and manifest.version == VERSION


def _read_manifest(files: Mapping[str, bytes], faults: list[Fault]) -> Manifest | None:
    if MANIFEST not in files:
        faults.append(Fault(MANIFEST, "", "is missing"))
        return None
    try:
        return read_manifest(files[MANIFEST])
    except ValueError as error:
        faults.append(Fault(MANIFEST, "", f"is no manifest: {error}"))
        return None


def _read_bundle(files: Mapping[str, bytes], faults: list[Fault]) -> Bundle | ContrastBundle | None:
    name = CONTRAST if CONTRAST in files and BUNDLE not in files else BUNDLE
    if name not in files:
        faults.append(Fault(BUNDLE, "", "is missing"))
        return None
    try:
        return read_any_bundle(files)
    except ValueError as error:
        faults.append(Fault(name, "", f"holds no {'comparison' if name == CONTRAST else 'brief'}: {error}"))
        return None


def _check_manifest(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[Fault]:
    rebuilt = make_manifest(files, manifest.version, manifest.recipe)
    if rebuilt == files[MANIFEST]:
        return
    listed = {each.name: each for each in manifest.files}
    found = {each.name: each for each in read_manifest(rebuilt).files}
    for name in sorted(listed.keys() - found.keys()):
        yield Fault(name, "", "is listed in the manifest and missing")
    for name in sorted(found.keys() - listed.keys()):
        yield Fault(name, "", "is not listed in the manifest")
    changed = [name for name in sorted(found.keys() & listed.keys()) if found[name] != listed[name]]
    for name in changed:
        yield Fault(name, "", f"has changed: its SHA-256 is {found[name].sha256}, not {listed[name].sha256}")
    if not changed and found.keys() == listed.keys():
        yield Fault(MANIFEST, "", "is not in its canonical form")


def _check_version(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[Fault]:
    """The page states the version too, so that changing it in the manifest alone cannot switch off check 4."""
    found = _GENERATOR.search(files.get(PAGE, b""))
    stated = None if found is None else found[1].decode("utf-8", "replace")
    if stated != manifest.version:
        yield Fault(MANIFEST, "version", f"is {manifest.version}, and {PAGE} says {stated or 'none'}")


def _check_copies(files: Mapping[str, bytes], bundle: Bundle | ContrastBundle) -> Iterator[Fault]:
    """The pages under `sources/` carry the kept text, and an anchor for each passage cited."""
    cited: dict[str, dict[str, None]] = {}
    for citation in find_citations(bundle.made):
        cited.setdefault(citation.article_id, {})[anchor_of(citation.span)] = None
    for article in bundle.articles:
        name = source_name(article.id)
        if name not in files:
            yield Fault(name, "", f"is missing: the kept copy of '{article.id}'")
            continue
        copy = read_copy(files[name])
        if digest_text(copy.text) != digest_text(legible(article.text)):
            yield Fault(name, "", f"does not carry the text of '{article.id}' that {bundle.file} has")
        for anchor in cited.get(article.id, ()):
            if anchor not in copy.anchors:
                yield Fault(name, anchor, "has no such passage, and the brief cites it")


def _sound_pages(files: Mapping[str, bytes], bundle: Bundle | ContrastBundle) -> dict[str, bytes]:
    """The kept pages whose bytes have the digest that their article names; another is no part of the brief."""
    digests = {article.page_digest for article in bundle.articles if article.page_digest}
    found = {digest: files.get(page_name(digest), b"") for digest in sorted(digests)}
    return {digest: page for digest, page in found.items() if hashlib.sha256(page).hexdigest() == digest}


def _check_pages(files: Mapping[str, bytes], bundle: Bundle | ContrastBundle) -> Iterator[Fault]:
    """The page that an article was extracted from is kept as it came."""
    sound = _sound_pages(files, bundle)
    for article in bundle.articles:
        if article.page_digest and article.page_digest not in sound:
            what = f"is missing or changed: the page that '{article.id}' was extracted from"
            yield Fault(page_name(article.page_digest), "", what)


def _check_views(files: Mapping[str, bytes], bundle: Bundle | ContrastBundle) -> Iterator[Fault]:
    try:
        rendered = _render(bundle, _sound_pages(files, bundle))
    except Exception as error:  # noqa: BLE001 -- records that no view can show are a fault to report like any other
        yield Fault(bundle.file, "", f"cannot be rendered: {type(error).__name__}: {error}")
        return
    for name in sorted(files.keys() | rendered.keys()):
        if name not in rendered:
            yield Fault(name, "", f"is no part of what {bundle.file} renders to")
        elif name not in files:
            yield Fault(name, "", f"is missing from what {bundle.file} renders to")
        elif files[name] != rendered[name]:
            yield Fault(name, "", f"is not what {bundle.file} renders to")


def _render(bundle: Bundle | ContrastBundle, pages: Mapping[str, bytes]) -> dict[str, bytes]:
    if isinstance(bundle, ContrastBundle):
        return render_contrast(bundle.articles, bundle.analyses, bundle.contrast, pages)
    return render_brief(bundle.articles, bundle.analyses, bundle.brief, pages)


def read_copy(page: bytes) -> "Copy":
    """The text and the anchors that the page of a kept copy carries; less than all when its markup is broken."""
    copy = Copy()
    with suppress(AssertionError):  # the parser's word for markup it cannot read; the text then differs
        copy.feed(page.decode("utf-8", "replace"))
        copy.close()
    return copy


class Copy(HTMLParser):
    """Reads a kept copy's page back: the text inside its `<article>` and the ids of its marks."""

    def __init__(self) -> None:
        """Begin outside the copy."""
        super().__init__(convert_charrefs=True)
        self.anchors: set[str] = set()
        self._pieces: list[str] = []
        self._inside = False

    @property
    def text(self) -> str:
        """The text as the page carries it."""
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the copy begins, and the passages marked in it."""
        told = dict(attrs)
        if tag == "article" and told.get("id") == "copy":
            self._inside = True
        elif tag == "mark" and self._inside and (anchor := told.get("id")):
            self.anchors.add(anchor)

    def handle_endtag(self, tag: str) -> None:
        """Note where the copy ends."""
        if tag == "article":
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Keep what stands in the copy."""
        if self._inside:
            self._pieces.append(data)
