"""
The words of articles, looked up: PostgreSQL has an index of them (migration 0006), SQLite looks through the bodies.

The index is of words as they stand, in lower case, without stems or stop words; a word is found by its beginning. What
stands between words in addresses and in JSON's escapes is taken for a gap.
"""

import re
from collections.abc import Sequence

from django.db import connections
from django.db.models import QuerySet

from readout.archive import models

INDEXED = (
    r"to_tsvector('simple', translate(replace(replace(left(archive_version.body, 200000), '\n', ' '), '\t', ' '), "
    r"'./:@_-\', '       '))"
)
_WORD = re.compile(r"[^\W_]+")
SHORTEST = 2  # letters of a word that narrows


def narrow(rows: QuerySet[models.Version], words: Sequence[str], alias: str) -> QuerySet[models.Version]:
    """
    The rows that may have all of these words, by the index; where there is none, the rows as they are.

    Only words of plain letters narrow: numbers and letters with accents are told apart in more ways than one.
    """
    plain = [one for word in words for one in _WORD.findall(word) if one.isascii() and one.isalpha()]
    asked = " & ".join(f"{one}:*" for one in dict.fromkeys(plain) if len(one) >= SHORTEST)
    if connections[alias].vendor != "postgresql" or not asked:
        return rows
    return rows.extra(where=[f"{INDEXED} @@ to_tsquery('simple', %s)"], params=[asked])  # noqa: S610 -- ours, not theirs
