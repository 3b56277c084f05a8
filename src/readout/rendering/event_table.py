"""Coded events as a table in the manner of PLOVER and POLECAT, one event a row, with CAMEO's code beside."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from readout.codebook.plover import PloverBook
from readout.errors import OutputError
from readout.records import Actor, Analysis, Article, Event
from readout.spans import passage

_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")  # a spreadsheet may run what starts with the first six
_JOINT = "; "


class EventRow(msgspec.Struct, frozen=True):
    """
    One event. Several values of a field are lists (in CSV joined by "; "); None (in CSV empty) is not known.

    Codes are PLOVER's: countries by three letters, then sectors (`KESGOVMIL`). `start` and `end` are the evidence
    sentence in characters of the article's text, `trigger_start` and `trigger_end` the word that tells the event.
    """

    event_id: str
    event_date: str | None  # the event's own day, YYYY-MM-DD
    publication_date: str | None
    event_type: str
    event_mode: str | None
    quad_code: str
    contexts: tuple[str, ...]
    cameo: str  # the CAMEO code that PLOVER's published table gives for type and mode, as precisely as they tell
    factuality: str
    confidence: float  # 0 to 1
    actor_ids: tuple[str, ...]
    actor_names: tuple[str, ...]
    actor_codes: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    recipient_names: tuple[str, ...]
    recipient_codes: tuple[str, ...]
    place: str | None
    asserted_by: str | None  # actor id of who says so; None: the outlet, or a source that is not known
    is_outlets_voice: bool
    outlet: str | None
    article_id: str
    url: str | None
    headline: str
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    trigger: str
    sentence: str


COLUMNS = EventRow.__struct_fields__
_LISTS = frozenset(field.name for field in msgspec.structs.fields(EventRow) if field.type == tuple[str, ...])
_MAYBE = frozenset(field.name for field in msgspec.structs.fields(EventRow) if field.type == str | None)


def list_events(
    articles: Sequence[Article], analyses: Sequence[Analysis], actors: Mapping[str, Actor], book: PloverBook
) -> Iterator[EventRow]:
    """The rows of some articles, in order; `actors` has the codebook's actors by id."""
    for article, analysis in zip(articles, analyses, strict=True):
        known = {**actors, **{actor.id: actor for actor in analysis.actors}}
        tellers = {one.id: one.source_id for one in analysis.statements}
        for event in analysis.events:
            yield _make_row(article, event, known, tellers, book)


def render_events(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    form: str,
    actors: Mapping[str, Actor],
    book: PloverBook,
) -> str:
    """The table of some articles' events as `plover-csv` or `plover-jsonl`. Raises OutputError on another form."""
    forms = {"plover-csv": write_csv, "plover-jsonl": write_jsonl}
    if form not in forms:
        raise OutputError(f"events have no form '{form}'; use {' or '.join(forms)}")
    return forms[form](list_events(articles, analyses, actors, book))


def write_csv(rows: Iterable[EventRow]) -> str:
    """
    CSV after RFC 4180, with a line of names first. A text that a spreadsheet could run is led by an apostrophe,
    as is one that begins with an apostrophe; `read_csv` takes it off again.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_write_cell(getattr(row, column)) for column in COLUMNS])
    return file.getvalue()


def read_csv(text: str) -> tuple[EventRow, ...]:
    """What `write_csv` wrote. Raises OutputError on another first line."""
    lines = csv.reader(io.StringIO(text, newline=""))
    if tuple(next(lines, ())) != COLUMNS:
        raise OutputError("the first line does not name the columns of a table of events")
    cells = (dict(zip(COLUMNS, map(_read_cell, COLUMNS, line), strict=True)) for line in lines)
    return tuple(msgspec.convert(row, EventRow, strict=False) for row in cells)


def write_jsonl(rows: Iterable[EventRow]) -> str:
    """One object a line, fields in the order of the columns."""
    return "".join(msgspec.json.encode(row).decode("utf-8") + "\n" for row in rows)


def read_jsonl(text: str) -> tuple[EventRow, ...]:
    """What `write_jsonl` wrote."""
    return tuple(msgspec.json.decode(line, type=EventRow) for line in text.splitlines())


def _make_row(
    article: Article, event: Event, actors: Mapping[str, Actor], tellers: Mapping[str, str | None], book: PloverBook
) -> EventRow:
    return EventRow(
        event_id=event.id,
        event_date=event.day,
        publication_date=article.published,
        event_type=event.event_type.value,
        event_mode=event.mode,
        quad_code=book.types[event.event_type].quad,
        contexts=event.contexts,
        cameo=book.cameo_of(event.event_type, event.mode),
        factuality=event.factuality.value,
        confidence=event.confidence,
        actor_ids=event.actor_ids,
        actor_names=_names(event.actor_ids, actors),
        actor_codes=_codes(event.actor_ids, actors),
        recipient_ids=event.recipient_ids,
        recipient_names=_names(event.recipient_ids, actors),
        recipient_codes=_codes(event.recipient_ids, actors),
        place=None if event.place is None else passage(article.text, event.place),
        asserted_by=None if event.statement_id is None else tellers.get(event.statement_id),
        is_outlets_voice=event.statement_id is None,
        outlet=article.outlet_id,
        article_id=article.id,
        url=article.url,
        headline=article.title,
        start=event.evidence.start,
        end=event.evidence.end,
        trigger_start=event.trigger.start,
        trigger_end=event.trigger.end,
        trigger=passage(article.text, event.trigger),
        sentence=passage(article.text, event.evidence),
    )


def _names(ids: Sequence[str], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    return tuple(actors[one].name if one in actors else one for one in ids)


def _codes(ids: Sequence[str], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The first code of each; ? for one that has none, so that codes and names stand in one order."""
    return tuple((actors[one].codes or ("?",))[0] if one in actors else "?" for one in ids)


def _write_cell(value: object) -> str:
    if isinstance(value, tuple):
        value = _JOINT.join(value)
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_RISKY) else text


def _read_cell(column: str, cell: str) -> object:
    text = cell.removeprefix("'")
    if column in _LISTS:
        return text.split(_JOINT) if text else []
    return None if not text and column in _MAYBE else text
