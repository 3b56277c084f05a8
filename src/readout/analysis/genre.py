"""What kind of piece an article is, told by its title, address, furniture and outlet; news where nothing tells."""

import re
from collections.abc import Iterable

from readout.codebook.genres import GenreBook
from readout.codes import Genre
from readout.records import Article, Furniture, Outlet
from readout.spans import passage


def code_genre(article: Article, furniture: Iterable[Furniture], outlet: Outlet | None, book: GenreBook) -> Genre:
    """
    The first genre of genres.toml that has a sign. `outlet` is None when nothing is known of who publishes.

    Signs in the prose itself do not count: a reporter may quote an opinion.
    """
    known = f"{outlet.name} {outlet.affiliation or ''}" if outlet else (article.outlet_id or "").replace("-", " ")
    places = {
        "title": (article.title,),
        "url": (article.url or "").split("/"),
        "furniture": tuple(passage(article.text, one.span).replace("’", "'") for one in furniture),
        "outlet": (known,),
    }
    for genre, patterns in book.signs:
        if any(_has_sign(pattern, place, places[place]) for place, pattern in patterns.items()):
            return genre
    return Genre.NEWS


def _has_sign(pattern: re.Pattern[str], place: str, texts: Iterable[str]) -> bool:
    """Whether a sign stands in one of the texts; a part of an address must be the sign and nothing else."""
    find = pattern.fullmatch if place == "url" else pattern.search
    return any(find(" ".join(text.lower().split())) for text in texts)
