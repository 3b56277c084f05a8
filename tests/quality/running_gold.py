"""Events marked inside running news of invented standoffs: `running/`, in styles unlike the examples'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quality.goldlines import GoldLine
from quality.ledger_gold import strip_marks
from quality.scoring import Score, score_analyses
from readout import analyse, load_codebook
from readout.codebook import Codebook
from readout.records import Article, Span

RUNNING = Path(__file__).parent / "running"
_ANSWER = re.compile(r"([A-Z]+) (\w+); ?([\w+-]*) ?>( ?[\w+-]+)?(; unsure)?")


@dataclass(frozen=True, slots=True)
class MarkedEvents:
    """An article of the gold, and its events."""

    standoff: str
    article: Article
    gold: tuple[GoldLine, ...]


def read_running() -> tuple[MarkedEvents, ...]:
    """Every article of the gold, in order of standoff and number."""
    return tuple(read_events(file) for file in sorted(RUNNING.glob("*/[0-9][0-9].txt")))


def read_events(file: Path) -> MarkedEvents:
    """One article. Raises ValueError with its name where a mark has no answer, or one that cannot be read."""
    head, rest = file.read_text("utf-8").split("\n\n", 1)
    about = dict(line.split(": ", 1) for line in head.splitlines())
    told, answers = rest.rsplit("\n---\n", 1)
    text, spans = strip_marks(told, str(file))
    named = dict(line.split(" = ", 1) for line in answers.strip().splitlines())
    if set(named) != set(spans):
        raise ValueError(f"{file}: a mark without an answer, or the reverse: {set(named) ^ set(spans)}")
    name = f"{file.parent.name}/{file.stem}"
    article = Article(
        id=name,
        outlet_id=about["outlet"],
        url=f"https://invented.example/{about['genre']}/{file.stem}",
        title="",
        byline=(),
        published=about["published"],
        published_basis=("the gold",),
        fetched_at=None,
        language="en",
        text=text,
    )
    lines = tuple(_read_line(name, text, spans[mark], answer) for mark, answer in named.items())
    return MarkedEvents(file.parent.name, article, lines)


def _read_line(article: str, text: str, span: tuple[int, int], answer: str) -> GoldLine:
    found = _ANSWER.fullmatch(answer.strip())
    if found is None:
        raise ValueError(f"{article}: cannot be read: {answer!r}")
    words = text[slice(*span)]
    nth = text.count(words, 0, span[0]) + 1
    actors, recipients = (sorted(one.strip().split("+")) if one else [] for one in found.group(3, 4))
    fields = {"text": words, "nth": nth, "event_type": found[1], "factuality": found[2]}
    return GoldLine(
        article,
        "event",
        (Span(*span),),
        fields | {"actor_ids": actors, "recipient_ids": recipients},
        unsure=found[5] is not None,
    )


def load_running() -> dict[str, Codebook]:
    """The codebook of each standoff of the gold, by the name of its folder."""
    return {folder.name: load_codebook(folder) for folder in sorted(RUNNING.iterdir()) if folder.is_dir()}


def score_running() -> Iterator[tuple[str, dict[str, Score], tuple[str, ...], tuple[str, ...]]]:
    """For each article its name, its scores by kind, the lines that were found, and what was found wrongly."""
    books = load_running()
    for standoff, codebook in books.items():
        marked = [one for one in read_running() if one.standoff == standoff]
        texts = {one.article.id: one.article.text for one in marked}
        _, analyses = analyse([one.article for one in marked], codebook)
        for one in analyses:
            gold = [line for each in marked for line in each.gold if line.article_id == one.article_id]
            scored = score_analyses(gold, [one], texts, codebook.actors.by_id)
            scores = {name: score for name, score in scored.scores.items() if name.startswith("event")}
            events = tuple(line for line in scored.spurious if line.split("\t")[1] == "event")
            yield one.article_id, scores, scored.hits, events
