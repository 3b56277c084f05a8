"""Writes what was measured beside the peers: a short table for README.md, the whole one for BENCHMARKS.md."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- peers: begin, written by `make peers` -->", "<!-- peers: end -->"


@dataclass(frozen=True, slots=True)
class Row:
    """
    What one system reached on one gold: `figure` is in percent (or what `unit` says), None where it did not run.

    `speed` is in words a CPU second, None where it was not measured; `interval` is of 95 %; `note` is what a reader
    should know: the error, or what the system does not attempt. `short`, of a row of ours: it stands in the README,
    the best peer beside it.
    """

    skill: str
    gold: str
    system: str
    figure: float | None
    interval: tuple[float, float] | None = None
    precision: float | None = None
    recall: float | None = None
    speed: float | None = None
    note: str = ""
    unit: str = ""
    short: bool = True


def is_ours(row: Row) -> bool:
    return row.system.startswith("Readout")


def write_short(rows: Sequence[Row]) -> str:
    """One line a skill and gold: Readout against the best peer that ran. A peer that ran nowhere is named below."""
    lines = ["| skill | measured on | Readout | best peer |", "|---|---|---|---|"]
    for skill, gold in dict.fromkeys((row.skill, row.gold) for row in rows if is_ours(row) and row.short):
        group = [row for row in rows if (row.skill, row.gold) == (skill, gold)]
        ours = next((row for row in group if is_ours(row)), None)
        peers = [row for row in group if not is_ours(row)]
        ran = [row for row in peers if row.figure is not None]
        best = max(ran, key=lambda row: row.figure or 0.0, default=None)
        told = f"{write_figure(best)}, {best.system}" if best else "none ran"
        lines.append(f"| {skill} | {gold} | **{write_figure(ours) if ours else '-'}** | {told} |")
    failed = {row.system: row.note for row in rows if row.figure is None}
    ran_somewhere = {row.system for row in rows if row.figure is not None}
    lines += [
        f"\n{system} did not run: {one_line(note)}." for system, note in failed.items() if system not in ran_somewhere
    ]
    return "\n".join(lines)


def write_whole(rows: Iterable[Row], heading: str) -> str:
    """Every row, with intervals, precision, recall and speed; `heading` says command, machine and day."""
    lines = [
        heading,
        "",
        "| skill | measured on | system | figure | 95 % | P | R | words/CPU-s | note |",
        "|---" * 9 + "|",
    ]
    for row in rows:
        low_high = f"{row.interval[0]:.1f} to {row.interval[1]:.1f}" if row.interval else ""
        cells = (
            row.skill,
            row.gold,
            row.system,
            f"**{write_figure(row)}**" if is_ours(row) else write_figure(row),
            low_high,
            write_number(row.precision),
            write_number(row.recall),
            "" if row.speed is None else f"{row.speed:,.0f}",
            one_line(row.note),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def write_figure(row: Row) -> str:
    if row.figure is None:
        return "did not run"
    return f"{row.figure:,.0f}{row.unit}" if row.unit else f"{row.figure:.1f}"


def write_number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("|", "/")).strip()


def put_between(page: Path, table: str) -> None:
    """Replace what stands between the two markers. Raises LookupError when the page has no such pair."""
    text = page.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise LookupError(f"{page}: the lines '{BEGIN}' and '{END}' are needed, the one above the other")
    page.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", "utf-8")
