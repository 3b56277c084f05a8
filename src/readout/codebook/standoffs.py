"""A standoff: the question readers ask of it, its outlets, and what every page must say of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.tables import read_toml
from readout.errors import CodebookError
from readout.records import Issue, Outlet

QUESTION = "Progress in talks or preparations for war?"


@dataclass(frozen=True, slots=True)
class Standoff:
    """`notice` is printed on every page when given: "a demonstration about an invented standoff"."""

    name: str | None
    question: str
    notice: str | None
    outlets: tuple[Outlet, ...]
    issues: tuple[Issue, ...]


def parse_standoff(files: Mapping[str, str]) -> Standoff:
    """
    Read `standoff.toml` (name, question, notice), `outlets.toml` and `issues.toml`, one table an outlet or issue.

    Every file may be absent. Raises CodebookError on a key that is not known or has the wrong type.
    """
    about = _strings("standoff.toml", None, read_toml("standoff.toml", files.get("standoff.toml", "")), _ABOUT)
    outlets = read_toml("outlets.toml", files.get("outlets.toml", ""))
    issues = read_toml("issues.toml", files.get("issues.toml", ""))
    return Standoff(
        name=about.get("name"),
        question=about.get("question", QUESTION),
        notice=about.get("notice"),
        outlets=tuple(_outlet(key, outlets[key]) for key in sorted(outlets)),
        issues=tuple(_issue(key, issues[key]) for key in sorted(issues)),
    )


_ABOUT = frozenset({"name", "question", "notice"})
_OUTLET = frozenset({"name", "country", "affiliation", "side"})


def _outlet(key: str, table: object) -> Outlet:
    if not isinstance(table, dict):
        raise CodebookError("outlets.toml", None, f"'{key}' must be a table: [{key}]")
    floor = table.get("weekly_floor", 0)
    if not isinstance(floor, int):
        raise CodebookError("outlets.toml", None, f"[{key}] weekly_floor must be a whole number")
    words = {name: value for name, value in table.items() if name != "weekly_floor"}
    told = _strings("outlets.toml", key, words, _OUTLET)
    return Outlet(
        key, told.get("name", key), told.get("country"), told.get("affiliation"), told.get("side"), weekly_floor=floor
    )


def _issue(key: str, table: object) -> Issue:
    if not isinstance(table, dict) or not isinstance(table.get("cues"), list):
        raise CodebookError("issues.toml", None, f"[{key}] needs a name and a list of cues")
    return Issue(key, str(table.get("name", key)), tuple(str(cue) for cue in table["cues"]))


def _strings(file: str, key: str | None, table: dict[str, object], known: frozenset[str]) -> dict[str, str]:
    where = "" if key is None else f"[{key}] "
    for name, value in table.items():
        if name not in known:
            raise CodebookError(file, None, f"{where}does not know '{name}'; it knows {', '.join(sorted(known))}")
        if not isinstance(value, str):
            raise CodebookError(file, None, f"{where}{name} must be a text in quotation marks")
    return {name: str(value) for name, value in table.items()}
