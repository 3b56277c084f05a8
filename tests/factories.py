"""Records for tests, with every field that a test does not care about filled in."""

from dataclasses import fields as dataclass_fields
from typing import TypeVar, get_args

from readout.codes import Genre
from readout.records import Actor, Analysis, Article, Brief, Budget, Span

BUDGET = Budget(12, 6, 40, 8, 4, 6, 8, 5, 8, 4, 3)


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


Made = TypeVar("Made")


def make_record(kind: type[Made], /, **fields: object) -> Made:
    """A record in which nothing was found but what `fields` say: None where it may be, else empty or zero."""
    empty = {
        field.name: None if type(None) in get_args(field.type) else {str: "", int: 0, float: 0.0}.get(field.type, ())
        for field in dataclass_fields(kind)  # type: ignore[arg-type]
    }
    return kind(**(empty | fields))


def make_analysis(article: Article, **fields: object) -> Analysis:
    """An analysis that found nothing but what `fields` say."""
    return make_record(Analysis, **({"article_id": article.id, "recipe": "r1", "genre": Genre.NEWS} | fields))


def make_brief(**fields: object) -> Brief:
    """A brief without content but for what `fields` say."""
    plain = {"format": "readout/1", "question": "Talks or war?", "recipe": "r1", "budget": BUDGET}
    return make_record(Brief, **(plain | fields))


def make_actor(actor_id: str, name: str, **fields: object) -> Actor:
    told: dict[str, object] = {"kind": "person", "country": None, "names": (), "offices": (), "codes": ()}
    return Actor(**(told | fields), id=actor_id, name=name)  # type: ignore[arg-type]
