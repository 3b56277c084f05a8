"""
Which captures are one article: the keys it goes by, and what tells a new version from the one that is kept.

An article is known again by the guid that its source gives it, then by its canonical link, then, where guid
or link cannot tell, by outlet, title and day.
"""

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

from readout.codebook.links import LinkBook
from readout.corpus.period import earliest_day
from readout.records import Analysis, Article, Brief, Capture
from readout.spans import digest_text

GUID, LINK, TITLE = "guid", "link", "title"
KEY_LENGTH = (
    16  # hexadecimal characters, 64 bits: of a million articles two meet by chance once in ten million archives
)
DAY_LENGTH = 5  # of which the day of a title takes so many, so that the keys of a week lie side by side
FIRST = date(1900, 1, 1)
_WEB = ("http", "https")
_PORTS = {"http": 80, "https": 443}


def name_keys(capture: Capture, book: LinkBook) -> dict[str, str]:
    """
    The keys that an article goes by, by kind, the surest kind first; none for a text without any of the three.

    A key is sixteen hexadecimal characters. A guid is one outlet's own; a link is nobody's; a title tells something
    only with outlet and day.
    """
    article, keys = capture.article, {}
    if capture.guid:
        keys[GUID] = _key(GUID, article.outlet_id or "", capture.guid)
    if article.url and (link := fold_link(article.url, book)):
        keys[LINK] = _key(LINK, link)
    day = earliest_day(article.published) if article.published else None
    if article.outlet_id and article.title and day:
        title = " ".join(re.findall(r"\w+", article.title.casefold()))
        number = max((day - FIRST).days, 0)
        keys[TITLE] = f"{number:0{DAY_LENGTH}x}{_key(TITLE, article.outlet_id, title, day.isoformat())}"[:KEY_LENGTH]
    return keys


def fold_link(url: str, book: LinkBook) -> str | None:
    """
    An address without what tells nothing of the page: scheme, `www.`, usual port, fragment, tracking, last slash.

    None for what is no address of the web.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _WEB or not parts.hostname:
        return None
    host = parts.hostname.lower().removeprefix("www.")
    shown = "" if port in (None, _PORTS[parts.scheme.lower()]) else f":{port}"
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(pair[0], book)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{shown}{parts.path.rstrip('/')}{query}"


def digest_words(article: Article) -> str:
    """SHA-256 of what a version says to its readers: its title and its text, white space folded."""
    return digest_text("\x1f".join((" ".join(article.title.split()), " ".join(article.text.split()))))


def list_findings(analysis: Analysis) -> tuple[str, ...]:
    """The ids of all that an analysis found, which judgements are about, in order."""
    found = (
        analysis.statements, analysis.events, analysis.positions, analysis.meetings, analysis.forecasts,
        analysis.contested, analysis.questions,
    )  # fmt: skip
    return tuple(sorted({each.id for kind in found for each in kind}))


def list_lines(brief: Brief) -> tuple[str, ...]:
    """The ids of all that a brief lists, which judgements are about, in order."""
    lines = (brief.stories, brief.happenings, brief.statements, brief.positions, brief.forecasts)
    told = {each.id for kind in lines for each in kind} | {line.uid for line in brief.calendar}
    return tuple(sorted(told.union(brief.judged)))  # what a judgement took out or changed is not gone


def _is_tracking(name: str, book: LinkBook) -> bool:
    return name.lower() in book.tracking or name.lower().startswith(book.prefixes)


def _key(kind: str, *says: str) -> str:
    return digest_text("\x1f".join((kind, *says)))[:KEY_LENGTH]
