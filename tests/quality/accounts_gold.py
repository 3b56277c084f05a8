"""The gold of rival accounts: forty stories, each told by three outlets, with the points on which they agree or not."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout.records import Article

ROOT = Path(__file__).parent / "accounts"
FACETS = frozenset(
    [
        "who",
        "what",
        "when",
        "where",
        "how-many",
        "how-long",
        "who-asked",
        "asked",
        "agreed-or-discussed",
        "said-or-denied",
        "wording",
        "condition",
        "why",
        "ahead",
    ]
)
KINDS = frozenset(
    [
        "number",
        "date",
        "place",
        "who-asked",
        "who-did",
        "agreed-or-discussed",
        "denied",
        "wording",
        "what",
        "why",
        "condition",
    ]
)
RELATIONS = ("shared", "one-sided", "conflict", "update")

Passage = tuple[int, int]  # first character and the one after the last, in the article's text


@dataclass(frozen=True, slots=True)
class GoldPoint:
    """One point; `told` has the passages that tell it, by outlet, `groups` the outlets that tell it alike."""

    name: str
    facet: str
    relation: str
    kind: str | None
    told: Mapping[str, tuple[Passage, ...]]
    groups: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Words of two accounts that look like one point and are not, and why."""

    told: Mapping[str, tuple[Passage, ...]]
    why: str


@dataclass(frozen=True, slots=True)
class GoldStory:
    """One happening as three outlets tell it. `standoff` is the folder that knows the actors and outlets."""

    id: str
    standoff: Path
    held: bool
    happening: str
    articles: Mapping[str, Article]  # by outlet
    points: tuple[GoldPoint, ...]
    lookalikes: tuple[Lookalike, ...]


def read_accounts(*, held: bool, root: Path = ROOT) -> tuple[GoldStory, ...]:
    """The open stories or the held ones, in order of number. Raises ValueError for words that do not stand once."""
    files = sorted((root / ("held" if held else "open")).glob("*.toml"))
    return tuple(read_story(file.stem, tomllib.loads(file.read_text("utf-8")), root) for file in files)


def read_second(root: Path = ROOT) -> tuple[tuple[GoldStory, tuple[GoldPoint, ...]], ...]:
    """The stories that were annotated twice, each with the points of the second pass."""
    stories = {story.id: story for held in (False, True) for story in read_accounts(held=held, root=root)}
    second = []
    for file in sorted((root / "second").glob("*.toml")):
        points = tomllib.loads(file.read_text("utf-8"))["points"]
        story = stories[file.stem]
        second.append((story, tuple(_read_point(story.id, point, story.articles) for point in points)))
    return tuple(second)


def read_story(number: str, told: Mapping[str, Any], root: Path = ROOT) -> GoldStory:
    articles = {outlet: _read_article(number, outlet, account) for outlet, account in told["accounts"].items()}
    return GoldStory(
        number,
        root / "standoffs" / told["standoff"],
        told["held"],
        told["happening"],
        articles,
        tuple(_read_point(number, point, articles) for point in told["points"]),
        tuple(Lookalike(_find_all(number, pair["told"], articles), pair["why"]) for pair in told.get("lookalikes", ())),
    )


def find_once(text: str, words: str) -> Passage:
    """Where `words` stand in `text`. Raises ValueError when that is not exactly one place."""
    if text.count(words) != 1:
        raise ValueError(f"stands {text.count(words)} times: {words!r}")
    return text.index(words), text.index(words) + len(words)


def _read_article(number: str, outlet: str, account: Mapping[str, str]) -> Article:
    return Article(
        id=f"{number}-{outlet}",
        outlet_id=outlet,
        url=None,
        title=account["title"],
        byline=(),
        published=account["published"],
        published_basis=("metadata",),
        fetched_at=None,
        language="en",
        text=account["text"],
    )


def _read_point(number: str, point: Mapping[str, Any], articles: Mapping[str, Article]) -> GoldPoint:
    told = _find_all(number, point["told"], articles)
    groups = tuple(frozenset(group) for group in point.get("groups", ()))
    if not groups:
        parted = point["relation"] in {"conflict", "update"}
        groups = tuple(frozenset({outlet}) for outlet in told) if parted else (frozenset(told),)
    return GoldPoint(point["point"], point["facet"], point["relation"], point.get("kind"), told, groups)


def _find_all(
    number: str, told: Mapping[str, str | list[str]], articles: Mapping[str, Article]
) -> dict[str, tuple[Passage, ...]]:
    found = {}
    for outlet, words in told.items():
        try:
            listed = [words] if isinstance(words, str) else words
            found[outlet] = tuple(find_once(articles[outlet].text, each) for each in listed)
        except ValueError as error:
            raise ValueError(f"story {number}, {outlet}: {error}") from None
    return found
