"""The captured shelf: articles, their versions, the keys they go by, and pages."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from django.db.models import F, QuerySet

from readout.archive import models
from readout.archive.bodies import read_body, write_body
from readout.archive.pages import PageShelf
from readout.archive.words import narrow
from readout.corpus.period import earliest_day
from readout.errors import ArchiveError
from readout.ports.archive import Card
from readout.records import Version

AT_ONCE = 200  # rows whose bodies are in memory together
NEAR = 2000  # of the last versions that are looked through before an index of words is asked


class CapturedShelf:
    """Implements `ports.archive.Captured` on one of Django's databases."""

    def __init__(self, alias: str, pages: PageShelf) -> None:
        """Use the database that Django knows under `alias`, and a shelf of pages."""
        self.alias = alias
        self.pages = pages

    def find_articles(self, keys: Sequence[str]) -> Mapping[str, str]:
        """The ids of the articles that go by these keys."""
        numbers = {_number(key): key for key in keys}
        rows = models.Key.objects.using(self.alias).filter(key__in=numbers)
        return {numbers[number]: found for number, found in rows.values_list("key", "piece__article_id")}

    def load_cards(self, article_ids: Sequence[str]) -> Mapping[str, Card]:
        """What is known of these articles."""
        rows = models.Version.objects.using(self.alias).filter(piece__article_id__in=set(article_ids))
        found = rows.order_by("piece_id", "number").values_list(
            "piece__article_id", "digest", "published", "has_guid", "has_link"
        )
        cards: dict[str, Card] = {}
        for article_id, digest, published, has_guid, has_link in found:
            before = cards.get(article_id)
            digests = (*(before.digests if before else ()), digest)
            days = (*(before.published if before else ()), published)
            cards[article_id] = Card(article_id, has_guid, has_link, digests, days)
        return cards

    def add_versions(self, versions: Sequence[tuple[Version, Sequence[str]]]) -> None:
        """Add versions, each with the keys it goes by."""
        pieces = self._settle_pieces([version for version, _ in versions])
        models.Version.objects.using(self.alias).bulk_create(
            [_version_row(version, keys, pieces[version.article.id]) for version, keys in versions]
        )
        keys = [
            models.Key(key=_number(key), piece=pieces[version.article.id])
            for version, brought in versions
            for key in brought
        ]
        models.Key.objects.using(self.alias).bulk_create(keys, ignore_conflicts=True)

    def _settle_pieces(self, versions: Sequence[Version]) -> dict[str, models.Piece]:
        """The card of each article, with its latest version counted in, new ones and known ones."""
        known = models.Piece.objects.using(self.alias).filter(article_id__in={one.article.id for one in versions})
        old = {piece.article_id: piece for piece in known}
        new: dict[str, models.Piece] = {}
        for version in versions:
            article = version.article
            piece = old.get(article.id) or new.setdefault(article.id, models.Piece(article_id=article.id, latest=0))
            if version.number != piece.latest + 1:
                raise ArchiveError(f"{article.id}: version {version.number} cannot follow version {piece.latest}")
            piece.latest, piece.outlet_id = version.number, article.outlet_id
            piece.day = earliest_day(article.published) if article.published else None
        models.Piece.objects.using(self.alias).bulk_create(new.values())
        if old:
            models.Piece.objects.using(self.alias).bulk_update(old.values(), ["latest", "outlet_id", "day"])
        return old | new

    def load_versions(self, article_id: str) -> tuple[Version, ...]:
        """Every version of an article."""
        rows = models.Version.objects.using(self.alias).filter(piece__article_id=article_id).order_by("number")
        return tuple(read_body(body, Version) for body in rows.values_list("body", flat=True))

    def load_latest(self, article_ids: Sequence[str]) -> Mapping[str, Version]:
        """The latest versions of these articles."""
        found: dict[str, Version] = {}
        ids = sorted(set(article_ids))
        for start in range(0, len(ids), AT_ONCE):
            rows = latest_versions(self.alias).filter(piece__article_id__in=ids[start : start + AT_ONCE])
            found.update((one.article.id, one) for one in (read_body(body, Version) for body in _bodies(rows)))
        return found

    def find_versions(self, words: Sequence[str], most: int) -> tuple[Version, ...]:
        """The latest versions with all of these words."""
        rows = latest_versions(self.alias)
        for word in words:
            rows = rows.filter(body__icontains=write_body(word)[1:-1])  # as it stands in JSON
        top = models.Version.objects.using(self.alias).order_by("-pk").values_list("pk", flat=True).first() or 0
        near = rows.filter(pk__gt=top - NEAR)  # a common word is found here, where an index would name half of all
        far = narrow(rows.filter(pk__lte=top - NEAR), words, self.alias)
        walked = (one for part in (near, far) for one in _walk_back(part, most))
        return tuple(islice((one for one in walked if _says(one, words)), most))

    def list_latest(self, most: int, skip: int) -> tuple[Version, ...]:
        """The latest versions, those captured last first."""
        rows = latest_versions(self.alias).order_by("-pk").values_list("body", flat=True)
        return tuple(read_body(body, Version) for body in rows[skip : skip + most])

    def walk_versions(self) -> Iterator[tuple[Version, tuple[str, ...]]]:
        """Every version with the keys it brought."""
        rows = models.Version.objects.using(self.alias).order_by("pk").values_list("keys", "body")
        for keys, body in rows.iterator(AT_ONCE):
            yield read_body(body, Version), tuple(keys.split())

    def list_edited(self, since: date, until: date) -> tuple[str, ...]:
        """The ids of the articles of which there is more than one version."""
        rows = models.Piece.objects.using(self.alias).filter(latest__gt=1, day__range=(since, until))
        return tuple(rows.order_by("article_id").values_list("article_id", flat=True))

    def keep_page(self, page: bytes) -> str:
        """Keep a page under its digest."""
        return self.pages.keep(page)

    def load_page(self, digest: str) -> bytes | None:
        """The bytes with this digest."""
        return self.pages.load(digest)


def _walk_back(rows: QuerySet[models.Version], at_once: int) -> Iterator[Version]:
    """Versions, the last first, some at a time: a cursor over all of them would have PostgreSQL find all of them."""
    last = None
    while True:
        part = rows if last is None else rows.filter(pk__lt=last)
        chunk = list(part.order_by("-pk").values_list("pk", "body")[:at_once])
        for last, body in chunk:  # noqa: B007 -- the last one is where the next chunk begins
            yield read_body(body, Version)
        if len(chunk) < at_once:
            return


def _bodies(rows: QuerySet[models.Version]) -> QuerySet[models.Version]:
    return rows.values_list("body", flat=True)


def _says(version: Version, words: Sequence[str]) -> bool:
    """Whether the words stand in what readers see, and not only in the names of fields."""
    article = version.article
    told = "\n".join((article.title, article.text, *article.byline)).casefold()
    return all(word.casefold() in told for word in words)


def _number(key: str) -> int:
    """A key as the signed number of 64 bits that databases have."""
    number = int(key, 16)
    return number - (1 << 64) if number >> 63 else number


def latest_versions(alias: str) -> QuerySet[models.Version]:
    """The rows of the latest version of every article."""
    return models.Version.objects.using(alias).filter(number=F("piece__latest"))


def _version_row(version: Version, keys: Sequence[str], piece: models.Piece) -> models.Version:
    return models.Version(
        piece=piece,
        number=version.number,
        digest=version.digest,
        published=version.article.published,
        has_guid=version.guid is not None,
        has_link=version.article.url is not None,
        keys=" ".join(keys),
        body=write_body(version),
    )
