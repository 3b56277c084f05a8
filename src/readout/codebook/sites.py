"""What a desk's `site.toml` says: where its readers find it, who answers for it, and how its podcast is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from readout.codebook.desks import WEEKDAYS
from readout.codebook.tables import read_toml
from readout.errors import CodebookError

SITE = "site.toml"
ADDRESS = "http://127.0.0.1:8010/"  # where `readout site serve` shows it until an address is given
_KEYS = frozenset({"address", "title", "about", "publisher", "contact", "subscribe", "search", "podcast"})
_PODCAST = frozenset({"title", "about", "category", "image", "explicit", "day", "hour", "voice", "voice_model",
                      "voice_licence"})  # fmt: skip
ESPEAK, PIPER = VOICES = ("espeak-ng", "piper")
_VOICE = (("voice", ESPEAK), ("voice_model", ""), ("voice_licence", ""))
_MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Podcast:
    """
    How the podcast is called, and when it is posted.

    `image` is a file in the desk's folder, square, of 1,400 to 3,000 pixels, or None; `day` an ISO weekday (1 is
    Monday), `hour` one of UTC. `voice` names what speaks: "espeak-ng", or "piper" by the file `voice_model` (from the
    desk's folder), whose terms readers are told in the words of `voice_licence`.
    """

    title: str
    about: str
    category: str
    image: str | None
    explicit: bool
    day: int
    hour: int
    voice: str
    voice_model: str
    voice_licence: str


@dataclass(frozen=True, slots=True)
class Site:
    """
    The readers' side of a desk. `address` ends in a slash.

    `contact` is a mail address that readers write to, None where none is given; `subscribe` the page on which they
    join by mail; `search` says whether a server answers searches, else pages lead to the index alone.
    """

    address: str
    title: str
    about: str
    publisher: str
    contact: str | None
    subscribe: str | None
    search: bool
    podcast: Podcast

    @property
    def host(self) -> str:
        """The name of the host, with its port where it has one."""
        return urlsplit(self.address).netloc


def parse_site(text: str, name: str) -> Site:
    """Read `site.toml`; `name` is the standoff's, for what it leaves out. Raises CodebookError."""
    table = read_toml(SITE, text)
    _know(table, _KEYS, "")
    title = _words(table, "title", name)
    return Site(
        address=_address(table, "address") or ADDRESS,
        title=title,
        about=_words(table, "about", f"A weekly brief on {name}, with a receipt behind every line."),
        publisher=_words(table, "publisher", title),
        contact=_contact(table),
        subscribe=_words(table, "subscribe", "") or None,
        search=_flag(table, "search"),
        podcast=_podcast(table.get("podcast", {}), title),
    )


def _podcast(table: object, title: str) -> Podcast:
    if not isinstance(table, dict):
        raise CodebookError(SITE, None, "podcast must be a table: [podcast]")
    _know(table, _PODCAST, "[podcast] ")
    day, hour = _words(table, "day", "monday").lower(), table.get("hour", 6)
    if day not in WEEKDAYS:
        raise CodebookError(SITE, None, f"[podcast] day must be one of {', '.join(WEEKDAYS)}")
    if not isinstance(hour, int) or isinstance(hour, bool) or not 0 <= hour <= 23:
        raise CodebookError(SITE, None, "[podcast] hour must be a whole number from 0 to 23, in UTC")
    voice, model, licence = (_words(table, key, usual) for key, usual in _VOICE)
    if voice not in VOICES:
        raise CodebookError(SITE, None, f"[podcast] voice must be one of {', '.join(VOICES)}, not '{voice}'")
    if voice == PIPER and not (model and licence):
        raise CodebookError(SITE, None, '[podcast] voice = "piper" needs voice_model, the .onnx file of a voice, and '
                            "voice_licence, the terms of that voice in words: readers are shown them")  # fmt: skip
    return Podcast(
        title=_words(table, "title", title),
        about=_words(table, "about", f"{title}, read aloud."),
        category=_words(table, "category", "News"),
        image=_words(table, "image", "") or None,
        explicit=_flag(table, "explicit"),
        day=WEEKDAYS.index(day) + 1,
        hour=hour,
        voice=voice,
        voice_model=model,
        voice_licence=licence,
    )


def _know(table: Mapping[str, object], known: frozenset[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise CodebookError(SITE, None, f"{where}does not know '{key}'; it knows {', '.join(sorted(known))}")


def _words(table: Mapping[str, object], key: str, otherwise: str) -> str:
    told = table.get(key, otherwise)
    if not isinstance(told, str):
        raise CodebookError(SITE, None, f"{key} must be a text in quotation marks")
    return " ".join(told.split()) or otherwise


def _flag(table: Mapping[str, object], key: str) -> bool:
    told = table.get(key, False)
    if not isinstance(told, bool):
        raise CodebookError(SITE, None, f"{key} must be true or false, without quotation marks")
    return told


def _address(table: Mapping[str, object], key: str) -> str | None:
    told = _words(table, key, "")
    if not told:
        return None
    parts = urlsplit(told)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise CodebookError(SITE, None, f"{key} must be an address such as https://brief.example/, not '{told[:60]}'")
    return told if told.endswith("/") else f"{told}/"


def _contact(table: Mapping[str, object]) -> str | None:
    told = _words(table, "contact", "")
    if told and not _MAIL.fullmatch(told):
        raise CodebookError(SITE, None, f"contact must be a mail address, not '{told[:60]}'")
    return told or None
