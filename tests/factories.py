"""Records for tests, with every field that a test does not care about filled in."""

from dataclasses import fields as dataclass_fields
from typing import get_args

from readout.codes import Genre
from readout.records import Actor, Analysis, Article, Brief, Span


def make_article(text: str, **fields: object) -> Article:
    told: dict[str, object] = {
        "id": "a1",
        "outlet_id": None,
        "url": None,
        "title": "",
        "byline": (),
        "published": None,
        "published_basis": (),
        "fetched_at": None,
        "language": "en",
    }
    return Article(**(told | fields), text=text)  # type: ignore[arg-type]


def span_of(article: Article, words: str, start: int = 0) -> Span:
    """Where `words` stand in an article, from `start` on."""
    found = article.text.index(words, start)
    return Span(found, found + len(words))


def make_analysis(article: Article, **fields: object) -> Analysis:
    """An analysis that found nothing but what `fields` say."""
    nothing = {field.name: () for field in dataclass_fields(Analysis)}
    told: dict[str, object] = nothing | {"article_id": article.id, "recipe": "r1", "genre": Genre.NEWS}
    return Analysis(**(told | fields))  # type: ignore[arg-type]


def make_brief(**fields: object) -> Brief:
    """A brief without content but for what `fields` say."""
    nothing = {field.name: None if type(None) in get_args(field.type) else () for field in dataclass_fields(Brief)}
    told: dict[str, object] = nothing | {"format": "readout/1", "question": "Talks or war?", "recipe": "r1"}
    return Brief(**(told | fields))  # type: ignore[arg-type]


def make_actor(actor_id: str, name: str, **fields: object) -> Actor:
    told: dict[str, object] = {"kind": "person", "country": None, "names": (), "offices": (), "codes": ()}
    return Actor(**(told | fields), id=actor_id, name=name)  # type: ignore[arg-type]
