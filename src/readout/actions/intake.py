"""Takes captures into the archive: known again, kept as a new version, or added as a new article."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from readout.codebook.links import LinkBook
from readout.corpus.identity import GUID, LINK, TITLE, digest_words, name_keys
from readout.ports import Archive
from readout.ports.archive import Card
from readout.records import Capture, Problem, Version

LONGEST_ID = 200  # characters
ADDED, EDITED, KNOWN = "added", "edited", "known"


@dataclass(slots=True)
class _Desktop:
    """What is known of the articles that a chunk of captures touches, and what the chunk itself has brought."""

    ids: dict[str, str]  # by key
    cards: dict[str, Card]
    new: list[tuple[Version, tuple[str, ...]]]


def take_in(captures: Sequence[Capture], archive: Archive, book: LinkBook, now: datetime) -> Counter[str]:
    """
    Keep captures, in their order; how many were "added", "edited" and "known".

    All of them are kept together or none is: call it inside `archive.writing()` with whatever belongs to them.
    An article that is given again as some version of it was, or without a day that is known, is known; from the
    wire (`fetched_at`) only the latest version counts, since a page can go back to what it said.
    """
    keys = [name_keys(capture, book) for capture in captures]
    asked = [key for each in keys for key in each.values()]
    ids = dict(archive.find_articles(asked))
    named = {capture.article.id for capture in captures}
    cards = dict(archive.load_cards(sorted({*ids.values(), *named})))
    desktop = _Desktop(ids, cards, [])
    came = Counter(_settle(capture, own, desktop, now) for capture, own in zip(captures, keys, strict=True))
    for capture in captures:
        if capture.page is not None:
            archive.keep_page(capture.page)
    archive.add_versions(desktop.new)
    return came


def _settle(capture: Capture, keys: dict[str, str], desktop: _Desktop, now: datetime) -> str:
    digest = digest_words(capture.article)
    card = _find_card(capture, keys, digest, desktop)
    if card is not None and _is_known(capture, digest, card):
        return KNOWN
    article = capture.article
    article_id = _name_article(article.id, digest, desktop) if card is None else card.article_id
    before = ((), ()) if card is None else (card.digests, card.published)
    desktop.cards[article_id] = Card(
        article_id,
        capture.guid is not None,
        article.url is not None,
        (*before[0], digest),
        (*before[1], article.published),
    )
    for key in keys.values():
        desktop.ids.setdefault(key, article_id)
    version = Version(
        replace(article, id=article_id), len(before[0]) + 1, digest, capture.guid, now, _own(capture, article_id)
    )
    desktop.new.append((version, tuple(keys.values())))
    return ADDED if card is None else EDITED


def _name_article(told: str, digest: str, desktop: _Desktop) -> str:
    """The id that was told; with a piece of the digest where another article has it, or it is too long to list."""
    return f"{told[:LONGEST_ID]}-{digest[:8]}" if told in desktop.cards or len(told) > LONGEST_ID else told


def _own(capture: Capture, article_id: str) -> tuple[Problem, ...]:
    return tuple(replace(doubt, article_id=article_id) for doubt in capture.doubts)


def _find_card(capture: Capture, keys: dict[str, str], digest: str, desktop: _Desktop) -> Card | None:
    """The article that goes by the surest of the keys; a title tells only where guid and link cannot."""
    for kind in (GUID, LINK):
        if kind in keys and keys[kind] in desktop.ids:
            return desktop.cards[desktop.ids[keys[kind]]]
    if TITLE in keys and keys[TITLE] in desktop.ids:
        card = desktop.cards[desktop.ids[keys[TITLE]]]
        other = (GUID in keys and card.has_guid) or (LINK in keys and card.has_link)
        if not other:
            return card
    same = desktop.cards.get(capture.article.id)
    return same if same is not None and digest in same.digests else None


def _is_known(capture: Capture, digest: str, card: Card) -> bool:
    """Whether a version of the article says the same, and the capture dates it no other way."""
    told = list(zip(card.digests, card.published, strict=True))
    versions = told[-1:] if capture.article.fetched_at is not None else told
    day = capture.article.published
    return any(one == digest and day in (None, published) for one, published in versions)
