"""Pages that list published lines: of an actor, an outlet, a kind, a month, the standoff; each leads to its edition."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from readout.codes import BlockKind
from readout.corpus.wording import fold, write_time
from readout.rendering.layout import Drawing, Table
from readout.rendering.site.filtering import Filter, Filtering
from readout.rendering.site.frames import Frame, fill_page
from readout.rendering.site.sections import TITLES
from readout.rendering.site.tables import write_table
from readout.rendering.site.traces import Trace
from readout.spans import digest_text

MOST = 60  # lines of a part that stand on its page; older ones stand on the pages of their months
_PLAIN_KINDS = (BlockKind.STATEMENT, BlockKind.POSITION, BlockKind.MEETING)  # their other labels say what they are
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class Row:
    """One published line in a list; `slug` and `line_id` lead to it, `outlets` are who its receipts are of."""

    text: str
    slug: str
    line_id: str
    when: str | None
    day: str | None  # as HTML's <time> takes it; None: not so precise
    by: str | None
    labels: tuple[str, ...]
    outlets: tuple[str, ...]
    classes: tuple[str, ...] = ()  # of its filters


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of what a page is about; `path` leads on below the site's address, where it does."""

    name: str
    value: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A way on: to a page below the site's address, with a word on what is there."""

    path: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading: a day, with what HTML's <time> takes where it is that precise, or a name."""

    heading: str
    day: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: rows, groups of rows, ways on, a drawing with its table, or `empty`: why it has none."""

    id: str
    title: str
    about: str
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    leads: tuple[Lead, ...] = ()
    chart: Drawing | None = None
    table: Table | None = None
    more: int = 0  # rows that are left to other pages
    empty: str = ""
    filters: tuple[Filter, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.rows or self.groups or self.leads or self.chart or self.table)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a page of lines says: facts, parts, and what stands under its title."""

    standing: str
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...] = field(default=())


def render_lookup(frame: Frame, lookup: Lookup, rules: str = "") -> dict[str, bytes]:
    """The page, with style of its own where it has any, and the CSV of each of its tables, by path."""
    parts = tuple(part for part in lookup.parts if not part.is_bare or part.empty)
    csv = {part.id: f"{part.id}.csv" for part in parts if part.table is not None}
    page = fill_page("lookup.html.j2", frame, rules=rules, lookup=lookup, parts=parts, csv=csv)
    tables = {frame.path + csv[part.id]: write_table(part.table) for part in parts if part.table is not None}
    return {**page, **tables}


def make_row(trace: Trace, names: dict[str, str]) -> Row:
    """A line as a list shows it; `names` are the outlets'."""
    label = TITLES[trace.kind][1].lower() if trace.kind not in _PLAIN_KINDS else ""
    voices = {"said": "said directly", "reported": "reported by an outlet", "relayed": "as told by another"}
    labels = (label, voices.get(trace.voice or "", ""), trace.note or "")
    when = None if trace.day is None else write_time(trace.day)
    precise = trace.day[:10] if trace.day and re.fullmatch(r"\d{4}-\d\d-\d\d", trace.day[:10]) else None
    return Row(
        fold(trace.text),
        trace.slug,
        trace.line_id,
        when,
        precise if trace.day and "/" not in trace.day else None,
        trace.by,
        tuple(each for each in labels if each),
        tuple(names.get(each, each) for each in trace.outlet_ids),
    )


def make_part(
    identity: str, title: str, about: str, traces: Sequence[Trace], names: dict[str, str], *, empty: str = ""
) -> Part:
    """A part of the newest of some lines; `traces` come in the order of their editions."""
    newest = list(reversed(traces))
    rows = tuple(make_row(trace, names) for trace in newest[:MOST])
    return Part(identity, title, about, rows, more=max(0, len(newest) - MOST), empty=empty)


def group_days(traces: Iterable[Trace], names: dict[str, str], filtering: Filtering) -> tuple[Group, ...]:
    """Lines under the day that they tell of, the latest day first; those of no day are left out."""
    days: dict[str, list[Row]] = {}
    for trace in sorted(traces, key=lambda one: (one.first_day is not None, one.first_day or 0, one.day or "")):
        if trace.first_day is not None and trace.day is not None:
            days.setdefault(trace.day, []).append(
                replace(make_row(trace, names), when=None, day=None, labels=(), classes=filtering.class_row(trace))
            )
    told = [Group(write_time(day), _precise(day), tuple(rows)) for day, rows in days.items()]
    return tuple(reversed(told))


def group_holders(traces: Iterable[Trace], names: dict[str, str]) -> tuple[Group, ...]:
    """Positions under who holds them, those of most positions first, each holder's latest day first."""
    holders: dict[str, list[Trace]] = {}
    for trace in traces:
        holders.setdefault(trace.by or "Not told whose", []).append(trace)
    ranked = sorted(holders, key=lambda one: (-len(holders[one]), one))
    return tuple(
        Group(one, None, tuple(replace(make_row(trace, names), by=None) for trace in sorted(
            holders[one], key=lambda trace: (str(trace.first_day or ""), trace.edition), reverse=True)))
        for one in ranked
    )  # fmt: skip


def _precise(day: str) -> str | None:
    return day[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", day) else None


def name_folder(kind: str, identity: str) -> str:
    """The folder of an actor, outlet or story: its id where that is plain, else one made of it."""
    if _PLAIN.fullmatch(identity):
        return f"{kind}/{identity}/"
    plain = re.sub(r"[^a-z0-9]+", "-", identity.lower()).strip("-")[:40]
    return f"{kind}/{plain or 'x'}.{digest_text(identity)[:8]}/"
