"""The mail room in SQLite or PostgreSQL: `Mailroom` implements `ports.Mailroom`; nobody else knows its rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, transaction

from readout.archive import models
from readout.archive.mailroom.forms import FormShelf
from readout.archive.mailroom.ledger import LedgerShelf
from readout.archive.mailroom.readers import ReaderShelf
from readout.archive.sealing import Sealer
from readout.errors import ArchiveError

__all__ = ["Mailroom"]


class Mailroom(ReaderShelf, FormShelf, LedgerShelf):
    """Readers, forms and ledger over one of Django's databases."""

    def __init__(self, alias: str, sealer: Sealer, reached: Callable[[str], None] = lambda _step: None) -> None:
        """Use the database that Django knows under `alias`; `reached` is told the steps inside its transactions."""
        self.alias = alias
        self.sealer = sealer
        self.reached = reached

    @property
    def signing(self) -> bytes:
        """The key that signs links, Message-IDs and return paths."""
        return self.sealer.signing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep what is done inside together or not at all."""
        try:
            with transaction.atomic(using=self.alias):
                yield
        except DatabaseError as error:
            raise ArchiveError(f"the mail room could not be written: {str(error).strip()}") from error

    def load_mark(self, name: str) -> str:
        """What was kept under a name."""
        return models.Mark.objects.using(self.alias).filter(pk=name).values_list("value", flat=True).first() or ""

    def keep_mark(self, name: str, value: str) -> None:
        """Keep a word under a name."""
        models.Mark.objects.using(self.alias).update_or_create(name=name, defaults={"value": value})
