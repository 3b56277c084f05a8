"""One listed article to a capture: its page as it stands now, or the feed's own text where that is not to be had."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from readout.actions.capturing import Extraction, Told, make_article
from readout.actions.collecting.listing import Listed
from readout.analysis.cleaning import is_english
from readout.codebook.furniture import FurnitureBook
from readout.errors import InputError
from readout.ports import Fetched, Fetcher, NotFetched, Validators, WebPage, WireReader
from readout.records import Capture, Outlet, Problem
from readout.spans import digest_bytes

NO_VALIDATORS = Validators()
FEWEST_WORDS = 80  # of a feed's own text, to stand for a page that is not to be had: less is a teaser


@dataclass(frozen=True, slots=True)
class Got:
    """
    What became of one listed article.

    `capture` None and `failed` None: the page is as it was. `failed` says why nothing came.
    """

    capture: Capture | None
    failed: str | None
    validators: Validators = NO_VALIDATORS


def get_article(
    listed: Listed,
    outlet: Outlet | None,
    validators: Validators,
    fetcher: Fetcher,
    reader: WireReader,
    book: FurnitureBook,
    now: datetime,
) -> Got:
    """The article as it stands on its page now. `outlet` is the source's, None where each page names its own."""
    if listed.link is None:
        return _read_own_text(listed, outlet, "the feed names no page", reader, book, now)
    answer = listed.page or fetcher.fetch(listed.link, validators, is_page=True)
    if isinstance(answer, NotFetched):
        return _read_own_text(listed, outlet, answer.reason, reader, book, now)
    if answer.body is None:
        return Got(None, None, validators)
    try:
        page = reader.read_page(listed.link, answer.body)
    except InputError as error:
        return _read_own_text(listed, outlet, error.reason, reader, book, now)
    link = _choose_link(page.link, answer)
    return replace(_capture(listed, page, answer.body, link, outlet, (), book, now), validators=answer.validators)


def _read_own_text(
    listed: Listed, outlet: Outlet | None, reason: str, reader: WireReader, book: FurnitureBook, now: datetime
) -> Got:
    """The feed's own text where it is an article's and not a teaser; marked as such."""
    if not listed.html or len(listed.html.split()) < FEWEST_WORDS:
        return Got(None, reason)
    html = f"<!doctype html><html><body><article>{listed.html}</article></body></html>".encode()
    try:
        page = reader.read_page(listed.link or listed.guid or "an entry", html)
    except InputError:
        return Got(None, reason)
    doubt = Problem(None, "intake", f"the page could not be had ({reason}); the text is the feed's own", None)
    return _capture(listed, page, html, listed.link, outlet, (doubt,), book, now)


def _capture(
    listed: Listed,
    page: WebPage,
    content: bytes,
    link: str | None,
    outlet: Outlet | None,
    doubts: tuple[Problem, ...],
    book: FurnitureBook,
    now: datetime,
) -> Got:
    if not is_english(page.text, book):
        return Got(None, "is not in English, the one language that is read")
    told = Told(
        title=page.title or listed.title,
        outlet=outlet.id if outlet else page.outlet,
        byline=page.byline or listed.byline,
        url=link,
    )
    extraction = Extraction("html", digest_bytes(content), page.extractor)
    article = make_article(told, page.published or listed.published, page.text, extraction, book, now)
    if outlet is not None:
        article = replace(article, outlet_id=outlet.id, outlet_name=outlet.name)
    return Got(Capture(article, listed.guid, content, doubts), None)


def _choose_link(told: str | None, answer: Fetched) -> str:
    """The address that the page calls its own where that is one of the web, else where it was found."""
    link = urljoin(answer.final_url, told) if told else answer.final_url
    try:
        parts = urlsplit(link)
    except ValueError:
        return answer.final_url
    return link if parts.scheme in ("http", "https") and parts.hostname else answer.final_url
