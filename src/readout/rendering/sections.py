"""
The brief as sections of lines: what every view shows, worked out once.

The page, the Markdown and the views to come all show these sections, so that none can say
anything else than another; the Markdown counts what the page folds. To add one, write its lines
in `lines.py` and enter it in `SECTIONS`; a section without content is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from readout.records import Brief
from readout.rendering import accounts, lines, stances
from readout.rendering.charts import draw_balance, draw_timeline, timeline_table
from readout.rendering.layout import Group, Line, Section, walk_lines
from readout.rendering.receipts import Shelf
from readout.spans import finding_id


def write_sections(brief: Brief, shelf: Shelf) -> tuple[Section, ...]:
    """The sections that have content, in the order of the page, each line with its id."""
    written = {}
    for identity, title, about, write in SECTIONS:
        groups = write(brief, shelf)
        most, rest = AT_ONCE.get(identity, ("", ""))
        many = getattr(brief.budget, most) if most else 1000
        section = Section(identity, title, about, groups, folded=identity in FOLDED, most=many, rest=rest)
        written[identity] = _number_lines(section)
    drawn = {"balance": _draw_balance(brief, written), "timeline": _draw_timeline(brief, written)}
    sections = (drawn.get(identity, section) for identity, section in written.items())
    return tuple(
        section for section in sections if any(group.lines for group in section.groups) or section.table is not None
    )


def _draw_balance(brief: Brief, written: Mapping[str, Section]) -> Section:
    known = {line.id for line in brief.happenings}
    counted = (each for _, _, ids in lines.counted_days(brief) for each in ids if each in known)
    lines_of = (line.id for group in written["events"].groups for line in group.lines)
    anchors = dict(zip(counted, lines_of, strict=True))
    return replace(written["balance"], table=lines.balance_table(brief), chart=draw_balance(brief, anchors))


def _draw_timeline(brief: Brief, written: Mapping[str, Section]) -> Section:
    """All days drawn, each leading to the line that tells it; listed are those that no section above tells."""
    above = {
        line.text: line.id
        for identity in ("background", "developments")  # of two, the development's
        for group in written[identity].groups
        for line in group.lines
    }
    section = written["timeline"]
    told = section.groups[0].lines
    places = [above.get(line.text.partition(": ")[2]) for line in told]
    chart = draw_timeline(brief, [replace(line, id=at or line.id) for line, at in zip(told, places, strict=True)])
    left = tuple(line for line, at in zip(told, places, strict=True) if at is None)
    section = replace(section, groups=(replace(section.groups[0], lines=left),))
    return section if chart is None else replace(section, table=timeline_table(brief), chart=chart)


def count_lines(sections: Iterable[Section]) -> int:
    """How many lines stand in the sections, tellings not counted apart."""
    return sum(1 for section in sections for group in section.groups for _ in walk_lines(group.lines))


def count_receipts(sections: Iterable[Section]) -> int:
    """How many receipts stand behind the headings and lines of the sections."""
    groups = [group for section in sections for group in section.groups]
    told = [line for group in groups for line in walk_lines(group.lines)]
    shown = [each.receipts for each in groups] + [each.receipts for each in told]
    shown += [part.receipts for line in told for part in line.parts]
    return sum(map(len, shown))


def _number_lines(section: Section) -> Section:
    seen: dict[str, int] = {}

    def number(line: Line, heading: str) -> Line:
        own = finding_id("line", section.id, heading, line.by or "", line.when or "", line.text)
        seen[own] = seen.get(own, 0) + 1
        key = f"l-{own}" if seen[own] == 1 else f"l-{own}-{seen[own]}"
        return replace(line, id=key, below=tuple(number(each, heading) for each in line.below))

    groups = [
        replace(group, lines=tuple(number(line, group.heading or "") for line in group.lines))
        for group in section.groups
    ]
    return replace(section, groups=tuple(groups))


def _no_lines(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    del brief, shelf  # the table of this section says it all
    return ()


AT_ONCE: Mapping[str, tuple[str, str]] = {  # the budget of a section's groups, and what those beyond it are
    "statements": ("speakers", "speakers"),
    "accounts": ("accounts", "happenings"),
    "positions": ("holders", "holders"),
    "background": ("background", "happenings"),
}
FOLDED = frozenset({"background", "events", "unread"})  # closed on the page until a reader opens them
SECTIONS: tuple[tuple[str, str, str, lines.Writer], ...] = (
    ("answer", "In short", "Counted from the lines below; no verdict.", lines.plain("answer")),
    ("developments", "Key developments", "What happened in this period, in the sources’ words.", lines.developments),
    ("changes", "What changed", "Against the earlier edition.", lines.plain("changes")),
    ("takeaways", "Takeaways", "What stands out, each filled from cited passages.", lines.plain("takeaways")),
    ("statements", "Who said what", "By speaker, the weightiest and newest words first.", lines.statements),
    (
        "accounts",
        "Accounts side by side",
        "One happening as each outlet tells it: alike or not.",
        accounts.accounts,
    ),
    ("positions", "Positions", "What each party wants, refuses, offers or threatens.", stances.positions),
    ("calendar", "Calendar", "Meetings held and ahead, with what is known of day and place.", lines.calendar),
    ("forecasts", "Forecasts", "What commentators expect, and on what condition.", stances.forecasts),
    ("quantities", "Quantities", "Numbers, and how their tellings relate.", lines.quantities),
    ("background", "Background", "Older happenings that the articles recall, under their own day.", lines.background),
    ("timeline", "Timeline", "All days told of; listed are those not told above.", lines.plain("timeline")),
    (
        "balance",
        "Talks and escalation",
        "Deeds counted alike for all, with the range that uncertain codings leave.",
        _no_lines,
    ),
    (
        "events",
        "Events as coded",
        "What the balance counts, in PLOVER’s types: who, to whom.",
        lines.events,
    ),
    ("questions", "Open questions", "Asked by the authors; nobody’s claim.", lines.questions),
    (
        "left",
        "Left out",
        "Found, and not printed: by itself it would not say who, what or which; brief.json has it.",
        lines.left_out,
    ),
    ("coverage", "Fewer articles than expected", "An outlet that is quiet here was not silent there.", lines.coverage),
    ("unread", "What could not be read", "Left out rather than guessed.", lines.unread),
)
