"""
Exchanges the two sides of the invented standoff: states, capitals, seats and outlets; people keep their names.

Who speaks for whom changes with the words, since offices and countries are words of the same files. Mirrored
twice, a text is as it was.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quality.scoring import Score
from readout import analyse, load_codebook, read_articles
from readout.records import Analysis, Article, Span

_PAIRS = (("Kestria", "Dolmira"), ("Pellane", "Brenholt"), ("Lantern House", "Sorrel Palace"), ("KES", "DOL"))


def _forms() -> dict[str, str]:
    """Every form of a name: as it is, in lower case and in capitals, as an id and without spaces as in an address."""
    forms: dict[str, str] = {}
    for one, other in _PAIRS:
        for change in (
            str,
            str.lower,
            str.upper,
            lambda name: name.lower().replace(" ", "-"),
            lambda name: name.replace(" ", "").lower(),
        ):
            forms[change(one)], forms[change(other)] = change(other), change(one)
    return forms


_FORMS = _forms()
NAMES = re.compile("|".join(sorted(map(re.escape, _FORMS), key=len, reverse=True)))


def mirror(text: str) -> str:
    """`text` with the two sides exchanged."""
    return NAMES.sub(lambda found: _FORMS[found.group()], text)


def mirror_folder(folder: Path, into: Path) -> None:
    """Write the mirrored files of `folder` under their mirrored names."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            target = into / mirror(str(file.relative_to(folder)))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(mirror(file.read_text("utf-8")), "utf-8")


def score_mirror(example: Path) -> Score:
    """How many findings of an example are found again, mirrored, when its two sides are exchanged."""
    with TemporaryDirectory() as folder:
        mirror_folder(example, Path(folder))
        here, there = _findings(example, str), _findings(Path(folder), mirror)
    return Score(here.total(), there.total(), (here & there).total())


def _findings(folder: Path, told: Callable[[str], str]) -> Counter[tuple[Any, ...]]:
    articles, _ = read_articles([folder / "articles"])
    return find_told(*analyse(articles, load_codebook(folder / "standoff")), told)


def find_told(
    articles: Sequence[Article], analyses: Sequence[Analysis], told: Callable[[str], str]
) -> Counter[tuple[Any, ...]]:
    """Every finding of a batch as its words and the parties that matter, through `told`, and how often."""
    pairs = zip(articles, analyses, strict=True)
    return Counter(finding for article, analysis in pairs for finding in _tell(article.text, analysis, told))


def _tell(text: str, found: Analysis, told: Callable[[str], str]) -> Iterator[tuple[Any, ...]]:
    """Each finding as its words and the parties that matter, through `told`."""

    def words(span: Span | None) -> str:
        return told(text[span.start : span.end]) if span else ""

    def names(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(map(told, ids)))

    for one in found.statements:
        yield "statement", words(one.source), told(one.source_id or ""), tuple(map(words, one.content))
    for one in found.events:
        yield (
            "event",
            one.event_type,
            one.factuality,
            names(one.actor_ids),
            names(one.recipient_ids),
            words(one.trigger),
        )
    for one in found.meetings:
        yield "meeting", one.kind, one.status, names(one.party_ids), words(one.evidence)
    for one in found.positions:
        yield "position", one.kind, names(one.holder_ids), words(one.content)
    for one in found.forecasts:
        yield "forecast", told(one.forecaster_id or ""), words(one.claim), words(one.condition)
    for one in found.quantities:
        yield "quantity", one.value, words(one.span)
