"""
Write the generated documentation: the reference, the JSON Schema and the figures of the method page.

    python tools/write_docs.py            write what has changed
    python tools/write_docs.py --check    name what is not current, and exit 1 when anything is

The commands come from the command line itself, the records from their source, the codebooks from their head
comments, the figures from `tests/quality/floors.json` and `bench/attribution.json`. Run it after a change to any.
"""

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from click.testing import CliRunner

from readout.cli import main as commands
from readout.corpus.templates import TEMPLATES
from readout.rendering.bundle import Bundle

ROOT = Path(__file__).parent.parent
RECORDS = ROOT / "src" / "readout" / "records"
CODEBOOKS = ROOT / "src" / "readout" / "codebooks"
FLOORS = ROOT / "tests" / "quality" / "floors.json"
ATTRIBUTION = ROOT / "bench" / "attribution.json"
EVENTS = ROOT / "bench" / "events.json"
METHOD = "docs/method.md"
SHELVES = ("captured", "known", "derived", "assembled", "decided", "drafted", "kept", "mailed")
_FIGURES = re.compile(r"(<!-- figures: ([\w., ]+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)
_ATTRIBUTION = re.compile(r"(<!-- measured: attribution -->\n).*?(<!-- end of figures -->)", re.DOTALL)
_EVENTS = re.compile(r"(<!-- measured: events -->\n).*?(<!-- end of figures -->)", re.DOTALL)
_LABELLED = (  # of the figures kept of PLV: name, in words
    ("root_acc", "which type, both parties given: accuracy"),
    ("root_macro_f1", "the same, mean of F1 over the types"),
    ("quad_macro_f1", "the same by PLOVER's four quads"),
    ("triple@1", "who, what and whom from the bare sentence, all right"),
    ("pair@1", "who and whom right"),
)
_ATTRIBUTED = (  # of the figures kept: name, in words, what people reach among themselves
    ("core", "statements (core relations)", "89.3"),
    ("all", "all, beliefs and wants too", "75.3"),
    ("direct", "direct", "97.1"),
    ("mixed", "mixed", "86.4"),
    ("indirect", "indirect", "69.4"),
    ("quoted_words", "quoted words with the right speaker", "96.1"),
)
_SPEAKING = {  # what a floor's name measures, in words
    "": "found at all",
    "actors": "and actor and recipient right",
    "condition": "and its condition right",
    "day": "and its day right",
    "factual": "and whether it was said right",
    "factuality": "and factuality right",
    "holder": "and its holder right",
    "kind": "and its kind right",
    "parties": "and its parties right",
    "quoting": "and how much is verbatim right",
    "speaker": "and its speaker right",
    "status": "and its status right",
    "type": "and its type right",
    "value": "and its value right",
    "whole": "and type, parties and factuality right",
    "calendar": "meetings of the plan in the calendar",
    "stories": "happenings of the plan told as stories",
}


def generate() -> dict[str, str]:
    """Every generated file by its path from the root of the repository, with its whole text."""
    return {
        METHOD: fill_figures((ROOT / METHOD).read_text("utf-8")),
        "docs/reference/commands.md": write_commands(),
        "docs/reference/records.md": write_records(),
        "docs/reference/codebooks.md": write_codebooks(),
        "docs/reference/templates.md": write_templates(),
        "docs/schema/brief.schema.json": write_schema(),
    }


def fill_figures(text: str) -> str:
    """The method page with each block of figures filled from the floors that tests hold."""
    floors = json.loads(FLOORS.read_text("utf-8"))["floors"]
    text = _EVENTS.sub(lambda block: f"{block[1]}{_events()}{block[2]}", text)
    text = _ATTRIBUTION.sub(lambda block: f"{block[1]}{_attribution()}{block[2]}", text)
    return _FIGURES.sub(lambda block: f"{block[1]}{_figures(block[2], floors)}{block[3]}", text)


def _figures(kinds: str, floors: dict[str, dict[str, float]]) -> str:
    rows = [
        f"| {_measured(name)} | {score['precision']:.3f} | {score['recall']:.3f} | {score['f1']:.3f} |\n"
        for kind in kinds.split(", ")
        for name, score in floors.items()
        if name == kind or name.startswith(f"{kind}.")
    ]
    if not rows:
        raise LookupError(f"{METHOD} asks for figures of '{kinds}', and no floor has that name")
    return f"| | precision | recall | F1 |\n|---|---|---|---|\n{''.join(rows)}"


def _attribution() -> str:
    """Who said what on PolNeAR, as `bench/attribution.py --keep` measured it: F1 with its interval, both modes."""
    figures = json.loads(ATTRIBUTION.read_text("utf-8"))
    rows = ["| | rules alone | with the model | people |\n|---|---|---|---|\n"]
    for name, words, people in _ATTRIBUTED:
        cells = [_interval(figures[mode][name]) for mode in ("rules", "model")]
        rows.append(f"| {words} | {cells[0]} | {cells[1]} | {people} |\n")
        if name == "core":
            shares = [f"{figures[mode][name]['p']:.1f}" for mode in ("rules", "model")]
            rows.append(f"| statements: precision | {shares[0]} | {shares[1]} | |\n")
    times = [f"{figures[mode]['share_of_parse_time']:.2f}" for mode in ("rules", "model")]
    rows.append(f"| CPU time, of the bare parse's | {times[0]} | {times[1]} | |\n")
    return "".join(rows)


def _events() -> str:
    """What `bench/events.json` keeps: PLOVER's labelled sentences, the held articles, and the open gold by type."""
    kept = json.loads(EVENTS.read_text("utf-8"))
    rows = [
        "| PLOVER's labelled sentences (PLV, development part) | patterns alone | with the model |\n|---|---|---|\n"
    ]
    rows += [f"| {words} | {kept['rules'][name]:.3f} | {kept['model'][name]:.3f} |\n" for name, words in _LABELLED]
    rows.append("\n| articles that nobody tuned on | precision (95 %) | recall (95 %) |\n|---|---|---|\n")
    for name, figures in kept["held"].items():
        (precision, *first), (recall, *last) = figures[:3], figures[3:]
        shares = [
            f"{share:.3f} ({low:.3f} to {high:.3f})" for share, (low, high) in ((precision, first), (recall, last))
        ]
        rows.append(f"| {_measured(name)} | {shares[0]} | {shares[1]} |\n")
    rows.append("\n| open gold, by type | told | found | right | precision | recall |\n|---|---|---|---|---|---|\n")
    for name, (told, found, right) in kept["running"].items():
        rows.append(f"| {name} | {told} | {found} | {right} | {right / max(1, found):.2f} | {right / told:.2f} |\n")
    return "".join(rows)


def _interval(figure: dict[str, Any]) -> str:
    low, high = figure["interval"]
    return f"{figure['f1']:.1f} ({low:.1f} to {high:.1f})"


def _measured(name: str) -> str:
    of_news = name.startswith("running.")
    kind, _, part = name.removeprefix("running.").partition(".")
    kind = f"running news, {kind}" if of_news else kind
    words = _SPEAKING.get(part, part)
    return f"{kind}: {words}" if not part or kind == "plan" else f"{kind}: found, {words}"


def write_commands() -> str:
    """Every command with its arguments and options, as `--help` tells them."""
    parts = ["# Commands\n", "*Written by `tools/write_docs.py` from the command line itself.*\n", _help()]
    parts += [f"## readout {name}\n\n{_help(*name.split())}" for name in sorted(list_commands())]
    return "\n".join(parts)


def list_commands() -> dict[str, click.Command]:
    """Every command by its name, those of a group behind the group's."""
    groups = {name: one for name, one in commands.commands.items() if isinstance(one, click.Group)}
    inside = {f"{name} {each}": one for name, group in groups.items() for each, one in group.commands.items()}
    return {**commands.commands, **inside}


def _help(*command: str) -> str:
    shown = CliRunner().invoke(commands, [*command, "--help"], prog_name="readout", terminal_width=100)
    return f"```\n{shown.output.strip()}\n```\n"


def write_records() -> str:
    """Every record with its fields, types and comments, from the source of the records."""
    parts = [
        "# Records\n",
        (
            "*Written by `tools/write_docs.py` from `src/readout/records/`.* The JSON Schema of `brief.json` is "
            "`docs/schema/brief.schema.json`.\n"
        ),
        _prose(ast.get_docstring(ast.parse((RECORDS / "__init__.py").read_text("utf-8"))) or "") + "\n",
    ]
    for shelf in SHELVES:
        text = (RECORDS / f"{shelf}.py").read_text("utf-8")
        tree = ast.parse(text)
        parts.append(f"## {shelf.capitalize()}\n\n{_prose(ast.get_docstring(tree) or '')}\n")
        parts += [_record(node, text.splitlines()) for node in tree.body if isinstance(node, ast.ClassDef)]
    codes = ast.parse((ROOT / "src" / "readout" / "codes.py").read_text("utf-8"))
    parts.append(f"## Codes\n\n{_prose(ast.get_docstring(codes) or '')}\n")
    parts += [_vocabulary(node) for node in codes.body if isinstance(node, ast.ClassDef)]
    return "\n".join(parts)


def _record(node: ast.ClassDef, lines: list[str]) -> str:
    rows = "".join(f"| `{name}` | `{kind}` | {comment} |\n" for name, kind, comment in _fields(node, lines))
    return f"### {node.name}\n\n{_prose(ast.get_docstring(node) or '')}\n\n| field | type | |\n|---|---|---|\n{rows}"


def _fields(node: ast.ClassDef, lines: list[str]) -> Iterator[tuple[str, str, str]]:
    for field in node.body:
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            _, _, comment = lines[(field.end_lineno or field.lineno) - 1].partition("  # ")
            kind = ast.unparse(field.annotation).replace("|", "\\|")
            yield field.target.id, kind, comment.replace("|", "\\|")


def _vocabulary(node: ast.ClassDef) -> str:
    values = [
        f"`{each.value.value}`"
        for each in node.body
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant)
    ]
    return f"### {node.name}\n\n{_prose(ast.get_docstring(node) or '')} {', '.join(values)}.\n"


def write_codebooks() -> str:
    """Every codebook file: what its head comment says, its columns or tables."""
    parts = [
        "# Codebook files\n",
        (
            "*Written by `tools/write_docs.py` from the files' own head comments.* They lie in "
            "`src/readout/codebooks/`; a standoff's folder may hold files of the same names "
            "(see [your own standoff](../how-to/own-standoff.md)).\n"
        ),
    ]
    files = sorted(file for file in CODEBOOKS.iterdir() if file.suffix in {".csv", ".toml"})
    parts += [_codebook(file.name, file.read_text("utf-8").splitlines()) for file in files]
    return "\n".join(parts)


def _codebook(name: str, lines: list[str]) -> str:
    head = [line.removeprefix("#").strip() for line in _while_comment(lines)]
    rest = lines[len(head) :]
    if name.endswith(".csv"):
        shape = "Columns: " + ", ".join(f"`{column}`" for column in rest[0].split(","))
    else:
        tables = dict.fromkeys(found[1] for line in rest if (found := re.match(r"\[+([\w-]+)", line)))
        shape = "Tables: " + ", ".join(f"`{table}`" for table in tables) if tables else "No tables"
    return f"## {name}\n\n{_escape(' '.join(head))}\n\n{shape}.\n"


def _while_comment(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("#"):
            return
        yield line


def write_templates() -> str:
    """The product's own wording."""
    rows = "".join(f"| `{name}` | `{text.replace('|', chr(92) + '|')}` |\n" for name, text in TEMPLATES.items())
    return (
        "# Templates\n\n*Written by `tools/write_docs.py` from `corpus/templates.py`.* A line of a brief is a source's "
        "own sentence or one of these, filled from citations. `{name}` shows the slots of that name as a list, "
        "`{name*}` runs them together, `{name:one|many}` shows a count; what stands in `[...]` is dropped when a "
        f"hole in it has no slot.\n\n| name | text |\n|---|---|\n{rows}"
    )


def write_schema() -> str:
    """JSON Schema (2020-12) of `brief.json`, with every record of it."""
    schema = msgspec.json.schema(Bundle)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "brief.json of a Readout brief"}
    return json.dumps(head | schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _prose(text: str) -> str:
    """A docstring as Markdown: its paragraphs, what is between double backquotes as code."""
    return _escape(text.replace("``", "`"))


def _escape(text: str) -> str:
    """Text whose angle brackets and asterisks are no markup."""
    return re.sub(r"([<>*])", r"\\\1", text)


def main() -> int:
    """Write or check; the number of the exit is that of a command."""
    parser = argparse.ArgumentParser(description="Write the generated documentation.")
    parser.add_argument("--check", action="store_true", help="only name what is not current")
    check = parser.parse_args().check
    stale = [name for name, text in generate().items() if not _is_current(ROOT / name, text)]
    for name in stale:
        print(f"{name} is not current" if check else f"wrote {name}")
        if not check:
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_text(generate()[name], "utf-8")
    return 1 if check and stale else 0


def _is_current(file: Path, text: str) -> bool:
    return file.exists() and file.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
