"""The direction of data and the purity of the core, checked over the source as it stands."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "readout"
CORE = (
    "version", "errors", "codes", "records", "spans", "tokens", "grammar", "quotations", "codebook", "modality",
    "ports", "analysis", "corpus", "editing", "rendering", "actions",
)  # fmt: skip

OUTSIDE = {"os", "socket", "sqlite3", "subprocess", "random", "secrets", "time", "locale", "urllib", "http", "spacy",
           "django", "requests", "httpx", "pathlib", "tempfile", "shutil", "threading", "uuid"}  # fmt: skip
CALLS = {"open", "print", "input", "eval", "exec", "now", "utcnow", "today", "getenv"}


def core_files() -> list[Path]:
    found = []
    for room in CORE:
        found += [SOURCE / f"{room}.py"] if (SOURCE / f"{room}.py").exists() else sorted((SOURCE / room).rglob("*.py"))
    return found


def called(tree: ast.AST) -> set[str]:
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    return names | {call.attr for call in calls if isinstance(call, ast.Attribute)}


def imported(tree: ast.AST) -> set[str]:
    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("file", core_files(), ids=lambda file: str(file.relative_to(SOURCE)))
def test_the_core_touches_nothing_outside(file):
    tree = ast.parse(file.read_text("utf-8"))
    assert not {name.split(".")[0] for name in imported(tree) - {"urllib.parse"}} & OUTSIDE
    assert not called(tree) & CALLS


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda file: str(file.relative_to(SOURCE)))
def test_every_module_is_one_room_with_a_purpose_and_no_face_inside(file):
    text = file.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module's first docstring line states its purpose"
    assert text.count("\n") <= 450
    assert "readout" not in imported(tree), "code inside never imports the face"


SPEAKS_HTTP = {"httpcore", "httpx", "requests", "urllib3", "aiohttp", "http.client", "urllib.request", "socket"}
FETCHING = SOURCE / "adapters" / "fetching"
OWN_SOCKET = {
    SOURCE / "adapters" / "smtp.py",  # sets an option of the socket that smtplib opened to the relay
    SOURCE / "adapters" / "clusters" / "__init__.py",  # knocks at the cluster that a person named, before Ray waits
}


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_module_but_the_fetcher_speaks_http(file):
    names = imported(ast.parse(file.read_text("utf-8"))) - ({"socket"} if file in OWN_SOCKET else set())
    assert file.is_relative_to(FETCHING) or not names & SPEAKS_HTTP


def test_the_import_contracts_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=SOURCE.parent.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "code", ["import readout", "import readout.cli as cli; cli.main(['--help'], standalone_mode=False)"]
)
def test_importing_and_help_load_no_model(code):
    show = "import sys; print(sorted({'spacy', 'numpy', 'thinc', 'jinja2', 'icalendar', 'django'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
