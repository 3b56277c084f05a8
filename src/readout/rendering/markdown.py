"""
`brief.md`: what the page shows at once, with the receipts as footnotes (CommonMark with footnotes and tables).

What the page folds is counted: somebody who opens a text does not open it for what lies one click away.
"""

import re
from collections.abc import Iterable

from readout.corpus.wording import fold
from readout.records import Brief, Span
from readout.rendering.html import write_counts, write_period
from readout.rendering.layout import Group, Line, Part, Section, Table
from readout.rendering.manifest import VERSION
from readout.rendering.receipts import Receipt, Shelf

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
_OPENING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


LEFT = frozenset({"events", "unread"})  # sections of which only the number of lines is told


class _Footnotes:
    """Numbers receipts in the order they are met; the same passage keeps its number."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.numbers: dict[tuple[str, Span], int] = {}
        self.receipts: list[Receipt] = []

    def mark(self, receipts: Iterable[Receipt]) -> str:
        marks = []
        found = tuple(receipts)
        shown = found if len(found) <= self.most + 1 else found[: self.most]
        for receipt in shown:
            key = (receipt.article_id, receipt.span)
            if key not in self.numbers:
                self.receipts.append(receipt)
                self.numbers[key] = len(self.receipts)
            marks.append(f"[^{self.numbers[key]}]")
        more = len(found) - len(shown)
        return "".join(dict.fromkeys(marks)) + (f" (and {more} more receipts)" if more else "")


def render_markdown(brief: Brief, shelf: Shelf, sections: tuple[Section, ...]) -> bytes:
    """The brief as Markdown in UTF-8: a line is a list item, its receipts footnotes at the end."""
    notes = _Footnotes(brief.budget.receipts)
    blocks = [f"# {escape_markdown(brief.question)}"]
    if brief.notice:
        blocks.append(f"**{escape_markdown(brief.notice)}**")
    blocks.append(f"{write_period(brief)} · {write_counts(shelf, sections)}")
    blocks.append(
        "Each line is a source’s own sentence, or is filled from cited sentences and from nothing else; "
        "its footnote is the receipt. Sourced, not verified."
    )
    for section in sections:
        blocks.extend(_write_section(section, notes))
    blocks.append(f"---\n\nReadout {VERSION} · recipe `{brief.recipe}`")
    blocks.append("\n".join(_write_note(number, receipt) for number, receipt in enumerate(notes.receipts, 1)))
    return ("\n\n".join(block for block in blocks if block) + "\n").encode("utf-8", "replace")


def escape_markdown(text: str) -> str:
    """`text` on one line, with every character that Markdown could take for markup escaped."""
    one_line = _SPECIAL.sub(r"\\\1", fold(text).strip())
    return _OPENING.sub(lambda found: f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"\\{found[2]}", one_line)


def _write_section(section: Section, notes: _Footnotes) -> list[str]:
    blocks = [f"## {section.title}", f"*{section.about}*"]
    if section.chart is not None:
        blocks.append(escape_markdown(section.chart.words))
    if section.id in LEFT:
        number = sum(len(group.lines) for group in section.groups)
        return [*blocks, f"{number} {'line' if number == 1 else 'lines'}, in index.html and brief.json."]
    for group in section.groups[: section.most]:
        blocks.extend(_write_group(group, notes))
    if len(section.groups) > section.most:
        blocks.append(f"*{len(section.groups) - section.most} more {section.rest} in index.html and brief.json.*")
    if section.table is not None:
        blocks.append(_write_table(section.table))
    return blocks


def _write_group(group: Group, notes: _Footnotes) -> list[str]:
    if not group.lines:
        return []
    blocks = []
    if group.heading:
        note = "".join(f"\n\n{escape_markdown(words)}" for words in (group.note,) if words)
        blocks.append(f"### {escape_markdown(group.heading)}{notes.mark(group.receipts)}{note}")
    blocks.append("\n".join(_write_line(line, notes) for line in group.lines[: group.most]))
    if len(group.lines) > group.most:
        blocks.append(f"*{len(group.lines) - group.most} more in index.html and brief.json.*")
    return blocks


def _write_line(line: Line, notes: _Footnotes, depth: int = 0) -> str:
    text = escape_markdown(line.text)
    pieces = [
        f"**{escape_markdown(line.when)}** " if line.when else "",
        f"**{escape_markdown(line.by)}:** " if line.by else "",
        f"*{escape_markdown(line.cue)}:* " if line.cue else "",
        "" if line.is_told_below else f"“{text}”" if line.quoted else text,
        notes.mark(line.receipts),
        "".join(f" *({escape_markdown(label)})*" for label in line.labels),
        f" *({escape_markdown(line.note)})*" if line.note else "",
    ]
    indent = "    " * depth
    written = f"{indent}- " + "".join(pieces).lstrip()
    for part in line.parts:
        written += f"\n{indent}    - {escape_markdown(part.by)}: {_write_marked(part)}{notes.mark(part.receipts)}"
    return "\n".join([written, *(_write_line(each, notes, depth + 1) for each in line.below)])


def _write_marked(told: Part) -> str:
    """A text on one line, escaped, with what is marked in bold."""
    if not told.marked:
        return escape_markdown(told.text)
    pieces = []
    for text, marked in told.pieces:
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        words = escape_markdown(text)
        pieces.append(f"{before}**{words}**{after}" if marked and words else f"{before}{words}{after}")
    return fold("".join(pieces)).strip()


def _write_table(table: Table) -> str:
    rows = [table.columns, ("---",) * len(table.columns)]
    body = [f"| {' | '.join(row)} |" for row in rows]
    body += [f"| {' | '.join(escape_markdown(cell) for cell in row)} |" for row in table.rows]
    return f"{escape_markdown(table.caption)}\n\n" + "\n".join(body)


def _write_note(number: int, receipt: Receipt) -> str:
    told = f"{escape_markdown(receipt.title)}, {escape_markdown(receipt.outlet)}, {escape_markdown(receipt.day)}"
    where = f"[characters {receipt.span.start} to {receipt.span.end}]({receipt.page})"
    return f"[^{number}]: {told}, {where}, digest `{receipt.digest[:12]}`: “{escape_markdown(receipt.passage)}”"
