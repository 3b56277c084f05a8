"""What is published: open to everybody, as it stands after its corrections."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError

from readout.actions.publishing import load_sources
from readout.adapters.desks import load_site
from readout.desk.opened import the_desk
from readout.editing.freezing import current_blocks
from readout.records import Block, Correction, Edition, EditionCard, EditionSource
from readout.rendering.site.published import Published
from readout.rendering.site.structured import write_annotations
from readout.spans import digest_text
from readout.web.api.answers import Answer, Fault, Page, Turn, answer, cut_page

router = Router(tags=["published"])
FAULTS = {400: Fault, 404: Fault, 409: Fault, 410: Fault, 429: Fault}
LATEST = 2**31 - 1  # the largest number that an edition may have


class PublishedEdition(Schema):
    """An edition as readers see it: its lines with their receipts, and what was put right in it."""

    number: int
    slug: str
    title: str
    language: str
    notice: str | None
    question: str
    published_at: datetime
    digest: str
    blocks: list[Block]
    sources: list[EditionSource]
    corrections: list[Correction]


@router.get("/editions", response={200: Page[EditionCard], **FAULTS}, auth=None)
def list_editions(request: HttpRequest, response: HttpResponse, asked: Query[Turn]) -> Answer:
    """The editions, the latest first."""
    cards = tuple(reversed(the_desk().archive.list_editions()))
    stamp = digest_text(repr([(one.number, one.corrected_at) for one in cards]))
    return answer(request, response, stamp, lambda: cut_page(cards, asked, stamp))


@router.get("/editions/{number}", response={200: PublishedEdition, **FAULTS}, auth=None)
def show_edition(request: HttpRequest, response: HttpResponse, number: Path[int]) -> Answer:
    """One edition."""
    edition = _find(number)
    return answer(request, response, _stamp(edition), lambda: _write(edition))


@router.get("/editions/{number}/annotations", response={200: None, **FAULTS}, auth=None)
def list_annotations(request: HttpRequest, response: HttpResponse, number: Path[int]) -> Answer:
    """Its receipts in the W3C Web Annotation Data Model: the body is a line, the target a passage of an article."""
    edition, desk = _find(number), the_desk()

    def make() -> HttpResponse:
        site = load_site(desk.folder, desk.codebook.standoff.name or desk.folder.name)
        page = write_annotations(Published(edition, load_sources(desk.archive, edition)), site)
        return HttpResponse(page, content_type="application/ld+json; charset=utf-8")

    return answer(request, response, _stamp(edition), make)


def _find(number: int) -> Edition:
    edition = the_desk().archive.load_edition(number=number) if 0 < number <= LATEST else None
    if edition is None:
        raise HttpError(404, "There is no such edition.")
    return edition


def _stamp(edition: Edition) -> str:
    return f"{edition.digest} {len(edition.corrections)}"


def _write(edition: Edition) -> Answer:
    told = {name: getattr(edition, name) for name in PublishedEdition.model_fields if hasattr(edition, name)}
    brief = edition.brief
    return told | {"blocks": current_blocks(edition), "notice": brief.notice, "question": brief.question}
