"""Records for tests, with every field that a test does not care about filled in."""

from readout.records import Article


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
