"""A week's ledgers whole: as CSV, Parquet or JSON lines, its coded events as rows in the manner of PLOVER."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Field, Query, Router, Schema

from readout.adapters.event_parquet import write_parquet, write_table_parquet
from readout.archive.bodies import write_body
from readout.desk.opened import the_desk
from readout.desk.shelves import load_readings
from readout.errors import OutputError
from readout.records import Brief, Citation
from readout.rendering.event_table import EventRow, list_events, write_csv, write_jsonl
from readout.rendering.layout import Table
from readout.rendering.site.tables import write_table
from readout.web.api.answers import Fault
from readout.web.api.ledgers import FAULTS
from readout.web.api.weeks import WEEK, Weekly, find_week

router = Router(tags=["whole lists"])


class Ledger(StrEnum):
    """What is written whole."""

    STATEMENTS = "statements"
    EVENTS = "events"
    POSITIONS = "positions"
    MEETINGS = "meetings"
    FORECASTS = "forecasts"
    STORIES = "stories"
    CITATIONS = "citations"


class Form(StrEnum):
    """In which form."""

    CSV = "csv"
    PARQUET = "parquet"
    LINES = "jsonl"


_KINDS = {Form.CSV: "text/csv", Form.PARQUET: "application/vnd.apache.parquet", Form.LINES: "application/x-ndjson"}
_LISTS: Mapping[Ledger, Callable[[Brief], Iterable[object]]] = {
    Ledger.STATEMENTS: lambda brief: brief.statements,
    Ledger.EVENTS: lambda brief: brief.happenings,
    Ledger.POSITIONS: lambda brief: brief.positions,
    Ledger.MEETINGS: lambda brief: brief.calendar,
    Ledger.FORECASTS: lambda brief: brief.forecasts,
    Ledger.STORIES: lambda brief: brief.stories,
}


class AskedWhole(Schema):
    """Of which week, and in which form."""

    week: str | None = WEEK
    form: Form = Field(Form.CSV, description="csv, parquet or jsonl.")


@router.get("/plover", response={200: None, 406: Fault, **FAULTS})
def export_plover(request: HttpRequest, asked: Query[AskedWhole]) -> HttpResponse:
    """Every coding of an event in the articles that the week cites, one a row, CAMEO's code beside PLOVER's."""
    del request
    week = find_week(asked.week)
    if asked.form is Form.PARQUET:
        return _or_refuse(lambda: _whole(write_parquet(_list_codings(week)), week, "plover", asked.form))
    write = write_csv if asked.form is Form.CSV else write_jsonl
    return _whole(write(_list_codings(week)).encode("utf-8", "replace"), week, "plover", asked.form)


@router.get("/{ledger}", response={200: None, 406: Fault, **FAULTS})
def export_ledger(request: HttpRequest, ledger: Ledger, asked: Query[AskedWhole]) -> HttpResponse:
    """
    A ledger whole. In CSV and Parquet lists are joined by " | " and a receipt is written article@start-end.

    No cell of the CSV is run by a spreadsheet: what might be begins with an apostrophe.
    """
    del request
    week = find_week(asked.week)
    records = week.citations if ledger is Ledger.CITATIONS else tuple(_LISTS[ledger](week.brief))
    if asked.form is Form.LINES:
        lines = (f"{write_body(one)}\n".encode("utf-8", "replace") for one in records)
        return _headed(StreamingHttpResponse(lines, content_type=_KINDS[asked.form]), week, ledger, asked.form)
    table = write_rows(records)
    if asked.form is Form.CSV:
        return _whole(write_table(table), week, ledger, asked.form)
    return _or_refuse(lambda: _whole(write_table_parquet(table), week, ledger, asked.form))


def _or_refuse(make: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return make()
    except OutputError as error:
        return HttpResponse(msgspec.json.encode({"detail": str(error)}), status=406, content_type="application/json")


def _whole(content: bytes, week: Weekly, name: str, form: Form) -> HttpResponse:
    return _headed(HttpResponse(content, content_type=f"{_KINDS[form]}; charset=utf-8"), week, name, form)


def _headed(response: HttpResponse, week: Weekly, name: str, form: Form) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{week.name.replace("/", "_")}-{name}.{form}"'
    return response


def _list_codings(week: Weekly) -> Iterator[EventRow]:
    archive, codebook = the_desk().archive, the_desk().codebook
    ids = sorted({one.article_id for one in week.citations})
    articles, analyses = load_readings(archive, archive.load_latest(ids).values())
    found = {one.article_id: one for one in analyses}
    read = [one for one in articles if one.id in found]
    return list_events(read, [found[one.id] for one in read], codebook.actors.by_id, codebook.plover)


def write_rows(records: Iterable[object]) -> Table:
    """Records as a table: a column a field, in their order; nothing is left out."""
    told = [msgspec.structs.asdict(one) if isinstance(one, msgspec.Struct) else _fields(one) for one in records]
    columns = tuple(told[0]) if told else ()
    return Table("", columns, tuple(tuple(_write_cell(row[column]) for column in columns) for row in told))


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}  # type: ignore[attr-defined]


def _write_cell(value: object) -> str:
    """One value as text: None is empty, a list joined, a receipt by its place, a record within as JSON."""
    if value is None:
        return ""
    if isinstance(value, Citation):
        return f"{value.article_id}@{value.span.start}-{value.span.end}"
    if isinstance(value, tuple | list):
        return " | ".join(map(_write_cell, value))
    if isinstance(value, str | int | float | bool):
        return str(value)
    return write_body(value)
