"""
Draws lines of briefs for a blind reader, each with its receipts and some sentences on either side of them.

    python bench/reading.py out/brief out/seeds --lines 100 --seed 1 > reading.txt
    python bench/reading.py --count reading.tsv

Drawn in proportion from every section of every folder, the same lines for the same folders and seed. The reader
opens no code; a line is judged from what is printed here: yes (borne out), partly, no, or reversed by its context.
`--count` makes the table of a file with a line a judgement: number, folder, section, verdict, reason, by tabs.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_NOTE = re.compile(r"\[\^(\d+)\]")
_RECEIPT = re.compile(r"^\[\^(\d+)\]: (.*?), \[characters (\d+) to (\d+)\]\(sources/(.+?)\.html#")
_END = re.compile(r"(?<!\.[A-Za-z])[.!?][\"”’')\]]*\s+(?=[\"“‘(\[A-Z0-9])|\n\s*\n")
_BEFORE = "    - before:"  # a position that moved is not whole without what it was
VERDICTS = ("yes", "partly", "no", "reversed")


class Drawn(NamedTuple):
    """A line of a brief (with the lines below it that it heads) and the numbers of its notes."""

    folder: str
    section: str
    heading: str
    text: str
    notes: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--lines", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--around", type=int, default=2, help="sentences on either side of a receipt")
    parser.add_argument("--count", type=Path, help="a file of judgements to make a table of")
    asked = parser.parse_args()
    if asked.count:
        print_table(asked.count)
        return
    lines = {str(folder): list(find_lines(folder)) for folder in asked.folders}
    receipts = {str(folder): read_receipts(folder, asked.around) for folder in asked.folders}
    for number, line in enumerate(draw([each for found in lines.values() for each in found], asked.lines, asked.seed)):
        print(f"=== {number + 1:03} {Path(line.folder).name} | {line.section} | {line.heading}")
        print(_NOTE.sub("", line.text))
        for note in line.notes:
            print(f"  [{note}] {receipts[line.folder].get(note, 'no receipt')}")


def find_lines(folder: Path) -> Iterator[Drawn]:
    """Every line with a note, in order; a line that only heads others is one with them."""
    section = heading = before = ""
    held: list[str] = []
    for row in [*(folder / "brief.md").read_text("utf-8").split("\n[^1]:")[0].splitlines(), ""]:
        if held and row.startswith("    - ") and (row.startswith(_BEFORE) or not _NOTE.search(held[0])):
            held.append(row)
            continue
        if _NOTE.search("\n".join(held)):
            yield make_line(folder, section, heading, held)
        held = [row] if row.startswith(("- ", "    ", "### ")) or _NOTE.search(row) else []
        if row.startswith("## "):
            section, heading = row[3:], ""
        elif row.startswith("### "):
            heading = row[4:]
        elif before.startswith("### ") and row and not held:  # the day printed under the heading of a happening
            heading = f"{heading} · {row}"
        before = row or before


def make_line(folder: Path, section: str, heading: str, rows: list[str]) -> Drawn:
    text = "\n".join(rows)
    return Drawn(str(folder), section, _NOTE.sub("", heading), text, tuple(dict.fromkeys(_NOTE.findall(text))))


def read_receipts(folder: Path, sentences: int = 2) -> dict[str, str]:
    articles = {each["id"]: each for each in json.loads((folder / "brief.json").read_text("utf-8"))["articles"]}
    receipts = {}
    for row in (folder / "brief.md").read_text("utf-8").splitlines():
        if found := _RECEIPT.match(row):
            article = articles[found[5]]
            around = show_around(article["text"], int(found[3]), int(found[4]), sentences)
            receipts[found[1]] = f"{found[5]} ({article['published']}): {around}"
    return receipts


def show_around(text: str, start: int, end: int, sentences: int = 2) -> str:
    """The passage between « and » with `sentences` sentences before and after it, on one line."""
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    before = [each for each in ends if each <= start][-sentences - 1 :][0]
    after = [each for each in ends if each >= end][: sentences + 1][-1]
    return " ".join(f"{text[before:start]}«{text[start:end]}»{text[end:after]}".split())


def draw(lines: list[Drawn], wanted: int, seed: int) -> list[Drawn]:
    """`wanted` lines, spread evenly over folders and sections in their order, chosen by chance within each."""
    chance = random.Random(seed)
    groups: dict[tuple[str, str], list[Drawn]] = {}
    for line in lines:
        groups.setdefault((line.folder, line.section), []).append(line)
    shuffled = [line for group in groups.values() for line in chance.sample(group, len(group))]
    step = max(len(shuffled) / wanted, 1.0)
    return [shuffled[int((number + 0.5) * step)] for number in range(min(wanted, len(shuffled)))]


def print_table(file: Path) -> None:
    rows = [row.split("\t") for row in file.read_text("utf-8").splitlines() if row.strip()]
    unknown = {row[3] for row in rows} - set(VERDICTS)
    if unknown:
        sys.exit(f"{file}: not a verdict: {', '.join(sorted(unknown))}; write one of {', '.join(VERDICTS)}")
    for title, column in (("all", None), ("brief", 1), ("section", 2)):
        print(f"\n| {title} | lines | {' | '.join(VERDICTS)} |\n|---|{'---|' * (len(VERDICTS) + 1)}")
        for name in dict.fromkeys("all" if column is None else row[column] for row in rows):
            counts = Counter(row[3] for row in rows if column is None or row[column] == name)
            print(f"| {name} | {sum(counts.values())} | {' | '.join(str(counts[each]) for each in VERDICTS)} |")


if __name__ == "__main__":
    main()
