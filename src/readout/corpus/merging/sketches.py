"""What one article or sentence is compared by: its words by place, names, numbers, places, quotations and runs."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from readout.corpus.likeness import content_stems
from readout.corpus.period import earliest_day, latest_day

TEXT = 6000  # characters read: news tells first what it is about
LEAD = 90  # words
ACTOR = 3  # mentions that an actor whom a reading found stands for
RUN = 4  # words in a row that two reporters seldom share unless they quote one speech or one wire
_TOKEN = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W_]+)?|[.!?\n:;“”\"]")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{12,400})[”\"]|``([^`'\n]{12,400})''")
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_LOCAL = frozenset(["in", "at", "near", "from", "outside", "off", "across", "inside"])
_BREAKS = frozenset('.!?\n:“"')


class StoryItem(NamedTuple):
    """
    What merging reads of an article: `day` is an ISO day, or any value of `Article.published`, None when not known;
    `actor_ids` are the actors it names, when somebody has read them.
    """

    id: str
    day: str | None
    title: str
    text: str
    outlet_id: str | None = None
    actor_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """
    Counts of one text, by stem. `day` is that of publication as an ordinal, None when it is not known or vague;
    `latest` is the last day that it may be. `lead` is the title and the first 90 words, `headed` the names in the
    title, `acts` what is left of the lead without names; `runs` and `quoted` are hashes, good in this process alone,
    of four words in a row, two of them with meaning, or inside quotation marks; `length` is in words.
    """

    id: str
    day: int | None
    latest: int | None
    title: Mapping[str, int]
    lead: Mapping[str, int]
    body: Mapping[str, int]
    names: Mapping[str, int]
    headed: Mapping[str, int]
    acts: Mapping[str, int]
    numbers: Mapping[str, int]
    places: Mapping[str, int]
    weekdays: frozenset[str]
    runs: frozenset[int]
    quoted: frozenset[int]
    length: int


@dataclass(frozen=True, slots=True)
class SentenceSketch:
    """Counts of a sentence, by stem, as in `Sketch`."""

    body: Mapping[str, int]
    names: Mapping[str, int]
    acts: Mapping[str, int]
    numbers: Mapping[str, int]
    places: Mapping[str, int]
    runs: frozenset[int]
    length: int


@lru_cache(maxsize=1 << 17)
def _stem(word: str) -> str:
    """The stem of a word that carries meaning; "" of one that does not."""
    return next(iter(content_stems(word)), "")


def read_item(item: StoryItem) -> Sketch:
    """Sketch an article."""
    title, body = _TOKEN.findall(item.title), _TOKEN.findall(item.text[:TEXT])
    words = [token for token in body if token[0].isalnum()]
    stems = [_stem(word) for word in words]
    heads = Counter(filter(None, map(_stem, title)))
    lead = Counter(filter(None, stems[:LEAD]))
    lead.update(heads)
    counts = Counter(filter(None, stems))
    counts.update({key: 2 * number for key, number in heads.items()})
    names = Counter(filter(None, map(_stem, _capitals(body))))
    headed = {key: count for key, count in heads.items() if key in names}
    names.update(headed)
    names.update({f"@{actor}": ACTOR for actor in item.actor_ids})
    low = {key for word, key in zip(words, stems, strict=True) if word.islower()}
    first, last = (earliest_day(item.day), latest_day(item.day)) if item.day else (None, None)
    return Sketch(
        id=item.id,
        day=first.toordinal() if first and first == last else None,
        latest=last.toordinal() if last else None,
        title=heads,
        lead=lead,
        body=counts,
        names=names,
        headed=headed,
        acts={key: count for key, count in lead.items() if key in low or key not in names},
        numbers=_numbers((*title, *body)),
        places=_places(body),
        weekdays=frozenset(word.lower() for word in words[: 4 * LEAD]) & _WEEKDAYS,
        runs=_runs(words, stems),
        quoted=_quoted(item.text[:TEXT]),
        length=len(words),
    )


def read_sentence(text: str) -> SentenceSketch:
    """Sketch a sentence."""
    tokens = _TOKEN.findall(text)
    words = [token for token in tokens if token[0].isalnum()]
    stems = [_stem(word) for word in words]
    body = _count(stems)
    names = _count(map(_stem, _capitals(tokens)))
    low = {key for word, key in zip(words[:LEAD], stems, strict=False) if key in names and word.islower()}
    lead = body if len(words) <= LEAD else _count(stems[:LEAD])
    acts = {key: number for key, number in lead.items() if key not in names or key in low}
    return SentenceSketch(body, names, acts, _numbers(tokens), _places(tokens), _runs(words, stems), len(words))


def _count(stems: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key in stems:
        if key:
            found[key] = found.get(key, 0) + 1
    return found


def _capitals(tokens: Sequence[str]) -> list[str]:
    """Words in capitals that do not open a sentence, and those that open one where they stand elsewhere too."""
    inner: list[str] = []
    opening: list[str] = []
    fresh = True
    for token in tokens:
        if token[0].isupper() and len(token) > 1:
            (opening if fresh else inner).append(token)
        fresh = token in _BREAKS
    known = set(inner)
    return inner + [token for token in opening if token in known]


def _numbers(tokens: Iterable[str]) -> Counter[str]:
    """Numbers, without those of one digit and what looks like a recent year."""
    found = (token.replace(",", "") for token in tokens if token[0].isdigit())
    return Counter(one for one in found if len(one) > 1 and not (len(one) == 4 and one[:2] in {"19", "20"}))


def _places(tokens: Sequence[str]) -> Counter[str]:
    """Names after a word of place, and the dateline."""
    found: Counter[str] = Counter()
    for before, word in pairwise(tokens):
        if before in _LOCAL and word[0].isupper():
            found[_stem(word)] += 1
    for word in tokens[:2]:
        if len(word) > 2 and word.isupper():
            found[_stem(word)] += 1
    del found[""]
    return found


def _runs(words: Sequence[str], stems: Sequence[str]) -> frozenset[int]:
    low = [word.lower() for word in words]
    places = [place for place, key in enumerate(stems) if key]
    starts = {  # a run holds two words with meaning when it starts up to the first and reaches the second
        start
        for first, second in pairwise(places)
        if second - first < RUN
        for start in range(max(0, second - RUN + 1), min(first, len(low) - RUN) + 1)
    }
    return frozenset([hash(tuple(low[start : start + RUN])) for start in starts])


def _quoted(text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _QUOTED.finditer(text):
        words = [token.lower() for token in _TOKEN.findall(match[1] or match[2]) if token[0].isalnum()]
        found.update(hash(tuple(words[start : start + RUN])) for start in range(len(words) - RUN + 1))
    return frozenset(found)
