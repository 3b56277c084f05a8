"""Gold by hand as spans: reads its lines, finds their words in the articles, keeps a digest of all of it."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from readout.records import Span

_FRONT_MATTER = re.compile(r"\A---\r?\n.*?\n---\r?\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class GoldLine:
    """One annotation. `spans` are its words: the first stretch, then its `parts` or `mentions`."""

    article_id: str
    kind: str
    spans: tuple[Span, ...]
    fields: Mapping[str, object]
    unsure: bool

    @property
    def name(self) -> str:
        """How the line is told in a list of what was found."""
        words = " ".join(str(self.fields["text"]).split())
        told = str(self.fields.get("event_type") or self.fields.get("position") or self.fields.get("value") or "")
        return f"{self.article_id}\t{self.kind}\t{words[:70]}#{self.fields['nth']}\t{told}"


def body_start(text: str) -> int:
    """Where an article's own text begins, behind front matter that was kept with it."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


def find_nth(text: str, words: str, nth: int) -> Span:
    """The `nth` occurrence of `words`, counting from 1. Raises ValueError when there are fewer."""
    at = body_start(text) - 1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            raise ValueError(f"occurs fewer than {nth} times: {words!r}")
    return Span(at, at + len(words))


def read_gold(lines: Iterable[str], texts: Mapping[str, str]) -> tuple[GoldLine, ...]:
    """The annotations of `lines`. Raises ValueError, with the line, when its words are not in the article."""
    return tuple(_read_line(json.loads(line), texts) for line in lines if line.strip())


def digest_gold(files: Mapping[str, str]) -> str:
    """What the floors are pinned to: it changes when a character of the gold does."""
    whole = "\x1e".join(f"{name}\x1f{files[name]}" for name in sorted(files))
    return hashlib.sha256(whole.encode()).hexdigest()


def _read_line(fields: dict[str, object], texts: Mapping[str, str]) -> GoldLine:
    article_id, kind = str(fields["article"]), str(fields["kind"])
    text = texts[article_id]
    places = [fields, *_places(fields, "parts"), *_places(fields, "mentions")]
    spans = () if kind == "genre" else tuple(find_nth(text, str(one["text"]), int(str(one["nth"]))) for one in places)
    return GoldLine(article_id, kind, spans, fields, unsure=bool(fields.get("unsure")))


def _places(fields: Mapping[str, object], key: str) -> list[dict[str, object]]:
    found = fields.get(key, [])
    return [dict(one) for one in found] if isinstance(found, list) else []
