"""The documentation is whole, current and true: everything is documented, and what it says to type works."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from readout import records
from readout.rendering.bundle import BUNDLE, Bundle, encode_bundle
from whole_brief import ANALYSES, ARTICLES, make_whole_brief

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])
RECORDS = {name: getattr(records, name) for name in records.__all__}


def load_tool():
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "tools" / "write_docs.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


GENERATED = load_tool().generate()
COMMANDS = load_tool().list_commands()


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_what_is_generated_is_current(name):
    current = (ROOT / name).read_text("utf-8")
    assert current == GENERATED[name], f"{name} is not current: python tools/write_docs.py"


def test_a_figure_that_differs_from_the_floors_is_found():
    text = read("method.md")
    figure = re.search(r"\| statement: found at all \| (\d\.\d{3}) ", text)
    assert figure is not None
    touched = text.replace(figure[0], figure[0].replace(figure[1], "0.999"), 1)
    assert touched != text
    assert load_tool().fill_figures(touched) == text


def test_every_floor_stands_on_the_method_page():
    asked = set(", ".join(re.findall(r"<!-- figures: ([\w., ]+) -->", read("method.md"))).split(", "))
    floors = json.loads((ROOT / "tests" / "quality" / "floors.json").read_text("utf-8"))["floors"]
    assert {name.partition(".")[0] for name in floors} == asked


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name):
    reference = read("reference/commands.md")
    assert f"## readout {name}" in reference
    for option in COMMANDS[name].params:
        if isinstance(option, click.Option):
            assert option.help, f"{option.name} has no help"
            assert all(each in reference for each in option.opts)


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_every_record_and_field_is_documented(name):
    assert RECORDS[name].__doc__.strip()
    section = re.search(rf"^### {name}\n(.*?)(?=^##|\Z)", read("reference/records.md"), re.DOTALL | re.MULTILINE)
    assert section is not None
    assert all(f"| `{field.name}` | " in section[1] for field in fields(RECORDS[name]))


def glossary() -> dict[str, str]:
    rows = re.findall(r"^\| (\*\*.*?) \| (.*) \|$", read("glossary.md"), re.MULTILINE)
    return {term: meaning for terms, meaning in rows for term in re.findall(r"\*\*(.+?)\*\*", terms)}


@pytest.mark.parametrize("term", sorted(glossary()))
def test_every_glossary_term_is_defined_and_used(term):
    assert len(glossary()[term]) > 10
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.j2"), *PAGES]
    others = (file for file in sources if file != DOCS / "glossary.md")
    assert any(re.search(rf"\b{term}", file.read_text("utf-8"), re.IGNORECASE) for file in others)


def test_the_glossary_is_in_order_and_has_every_kind_of_record():
    terms = list(glossary())
    first = re.findall(r"^\| \*\*(.+?)\*\*", read("glossary.md"), re.MULTILINE)
    assert first == sorted(first, key=str.casefold)
    for name in ("Actor", "Article", "Brief", "Citation", "Edition", "Event", "Forecast", "Furniture", "Issue",
                 "Judgement", "Meeting", "Mention", "Outlet", "Position", "Problem", "Quantity", "Slot", "Statement",
                 "Story", "Timex"):  # fmt: skip
        assert name.lower() in terms


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_pictures_of_a_page_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        assert link.startswith("https://") or (page.parent / link).exists(), link


def commands_of(page: Path) -> Iterator[tuple[str, list[str]]]:
    """The commands of the page's console blocks, each with the lines it must print."""
    for block in re.findall(r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
        typed: list[str] = []
        expected: list[str] = []
        for line in block.splitlines():
            if line.startswith("$ ") and typed:
                yield "\n".join(typed), expected
                typed, expected = [], []
            if line.startswith(("$ ", "> ")) or line == ">":
                typed.append(line[2:])
            else:
                expected.append(line)
        yield "\n".join(typed), expected


@pytest.mark.parametrize(
    "page", [page for page in PAGES if list(commands_of(page))], ids=lambda page: str(page.relative_to(ROOT))
)
def test_what_a_page_says_to_type_does_what_it_says(page, tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for command, expected in commands_of(page):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        for line in expected:
            assert line in done.stdout + done.stderr, f"{command}\ndid not print: {line}\nbut\n{done.stdout}"


def test_the_python_of_the_how_to_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"^```python\n(.*?)^```$", read("how-to/from-python.md"), re.DOTALL | re.MULTILINE)
    exec(compile(block, "from-python.md", "exec"), {})
    assert capsys.readouterr().out


SCHEMA = json.loads((DOCS / "schema" / "brief.schema.json").read_text("utf-8"))
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool}


def misfits(value: object, schema: dict, where: str) -> Iterator[str]:
    """Where a value does not fit a schema: the part of JSON Schema that ours is written in."""
    if "$ref" in schema:
        yield from misfits(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[-1]], where)
    elif "anyOf" in schema:
        if all(list(misfits(value, each, where)) for each in schema["anyOf"]):
            yield f"{where} fits none"
    elif not is_of(value, schema.get("type")):
        yield f"{where} is no {schema['type']}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{where} is none of {schema['enum']}"
    elif isinstance(value, dict):
        yield from misfits_inside(value, schema, where)
    elif isinstance(value, list):
        first, rest = schema.get("prefixItems", []), schema.get("items")
        for number, each in enumerate(value):
            part = first[number] if number < len(first) else rest
            yield from misfits(each, part, f"{where}[{number}]") if isinstance(part, dict) else ()


def is_of(value: object, kind: str | None) -> bool:
    if kind in (None, "null"):
        return kind is None or value is None
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def misfits_inside(value: dict, schema: dict, where: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{where} lacks {name}" for name in schema.get("required", ()) if name not in value)
    for name, each in value.items():
        yield from misfits(each, known[name], f"{where}.{name}") if name in known else (f"{where} has {name}",)


def whole() -> dict:
    return json.loads(encode_bundle(Bundle(ARTICLES, ANALYSES, make_whole_brief())))


def test_a_brief_fits_the_schema():
    assert not list(misfits(whole(), SCHEMA, BUNDLE))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda brief: brief["brief"].pop("answer"), "lacks answer"),
        (lambda brief: brief["brief"].update(question=3), "question is no string"),
        (lambda brief: brief["articles"][0].update(mood="glad"), "has mood"),
        (lambda brief: brief["brief"]["calendar"][0].update(status="merry"), "is none of"),
    ],
)
def test_what_is_no_brief_does_not_fit_the_schema(change, told):
    brief = whole()
    change(brief)
    assert any(told in each for each in misfits(brief, SCHEMA, BUNDLE))
