"""Ids for actors first met in an article."""

import unicodedata
from collections.abc import Container


def make_slug(name: str, taken: Container[str] = ()) -> str:
    """
    An id from a name: ASCII letters and digits in lower case with hyphens between; "actor" when nothing is left.

    An id in `taken` gets a number.
    """
    plain = unicodedata.normalize("NFKD", name.replace("'", "").replace("’", ""))
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain if _stays(letter))
    slug = "-".join(kept.lower().split()) or "actor"
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _stays(letter: str) -> bool:
    return not unicodedata.combining(letter)
