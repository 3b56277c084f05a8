"""The gold of the ledgers: articles with their answers marked inside them (docs/annotation.md, Ledgers)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LEDGERS = Path(__file__).parent / "ledgers"
SECOND = LEDGERS / "second"
_OPENING = re.compile(r"\{([a-z]\d+b?):")


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: `start` and `end` count characters of the article's text without its marks."""

    name: str  # p1, f2, q3, n4, c1, h1
    start: int
    end: int
    answer: str  # what stands behind "=": "demand; holder lothen; issue fence"; empty for conditions and horizons

    @property
    def kind(self) -> str:
        """The first part of the answer."""
        return self.answer.split(";")[0].strip()

    @property
    def fields(self) -> Mapping[str, str]:
        """The other parts of the answer by their first word; one without a value has an empty one."""
        parts = (part.strip().partition(" ") for part in self.answer.split(";"))
        return {first: rest for first, _, rest in parts}

    @property
    def left_open(self) -> bool:
        """Whether finding it is neither right nor wrong."""
        return self.kind == "skip" or "unsure" in self.fields


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article of the gold; `text` is what Readout reads."""

    standoff: str
    name: str
    outlet: str
    published: str
    genre: str
    text: str
    marks: tuple[Mark, ...]

    @property
    def held(self) -> bool:
        """Whether builders do not read it: its number is divided by three."""
        return int(self.name) % 3 == 0


def read_marked(folder: Path = LEDGERS) -> tuple[MarkedArticle, ...]:
    """Every article of the gold, or of its second annotation (`SECOND`), in order of standoff and number."""
    return tuple(read_article(file) for file in sorted(folder.glob("*/[0-9][0-9].txt")))


def read_article(file: Path) -> MarkedArticle:
    """One article. Raises ValueError with its name where a mark is open, twice there or without an answer."""
    head, rest = file.read_text("utf-8").split("\n\n", 1)
    told, answers = rest.rsplit("\n---\n", 1)
    named = {name: answer for name, _, answer in (line.partition(" = ") for line in answers.strip().splitlines())}
    text, spans = strip_marks(told, str(file))
    if loose := (set(named) - set(spans)) | {name for name in spans if name[0] in "pfqn"} - set(named):
        raise ValueError(f"{file}: a mark without an answer, or an answer without a mark: {', '.join(sorted(loose))}")
    marks = tuple(Mark(name, *span, named.get(name, "")) for name, span in spans.items())
    about = dict(line.split(": ", 1) for line in head.splitlines())
    return MarkedArticle(file.parent.name, file.stem, about["outlet"], about["published"], about["genre"], text, marks)


def strip_marks(told: str, where: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks, and where each of them stood in it."""
    text = ""
    spans: dict[str, tuple[int, int]] = {}
    opened: list[tuple[str, int]] = []
    at = 0
    while at < len(told):
        if found := _OPENING.match(told, at):
            opened.append((found[1], len(text)))
            at = found.end()
            continue
        if told[at] == "}":
            if not opened or opened[-1][0] in spans:
                raise ValueError(f"{where}: closed without being opened, or there twice, near {text[-40:]!r}")
            name, start = opened.pop()
            spans[name] = (start, len(text))
        else:
            text += told[at]
        at += 1
    if opened:
        raise ValueError(f"{where}: never closed: {opened}")
    return text, spans


def read_movements(folder: Path = LEDGERS) -> Iterator[tuple[str, str, str, str]]:
    """Standoff, earlier and later position ("04 p1"), movement."""
    for file in sorted(folder.glob("*/movements.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                earlier, later, movement = (cell.strip() for cell in line.split("#")[0].split("|"))
                yield file.parent.name, earlier, later, movement
