"""A recording of an edition, as the site and its podcast show it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Episode:
    """
    A recording, its files below the site's address, and what of them feeds must state exactly.

    `voice` says in words who or what speaks, its licence with it.
    """

    number: int  # of the edition
    slug: str
    file: str  # episodes/2031-w10.mp3
    bytes: int
    seconds: float
    transcript: str | None  # episodes/2031-w10.vtt; None for an uploaded recording, of which nobody knows the times
    chapters: str | None  # episodes/2031-w10.json; likewise
    posted_at: datetime
    voice: str

    @property
    def length(self) -> str:
        """How long it is, in words."""
        minutes, seconds = divmod(round(self.seconds), 60)
        return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
