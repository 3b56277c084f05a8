"""How alike two passages are: their stems, how rare each is in the batch, and the cosine of the two (Salton, 1988)."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "ies", "ed", "es", "al", "s", "y")
_SHORTEST = 4  # letters that an ending leaves, so that "sing" and "his" stay whole
_LONGEST = 6  # letters of a stem: "withdrawal" and "withdrew", "Kestrian" and "Kestria" come to one
_SMALL = """
    a about above after again against all also although among an and another any are as at back be became because
    become been before being below between both but by came can come could day days did do does done down during each
    either even every few first for from further get give given go goes going gone got had has have having he her here
    hers him his how if in into is it its itself just last later least less like made make makes many may me might more
    most much must my near neither never new next no nor not now of off on once one only or other our out over own per
    put said same say saying says second see seen shall she should since so some still such take taken than that the
    their them themselves then there these they this those though three through time to today told too took two
    under until up upon us very was way we week weeks well went were what when where whether which while who whom whose
    why will with within without would year years yesterday yet you your monday tuesday wednesday thursday friday
    saturday sunday january february march april june july august september october november december
"""
_BARE = frozenset(_SMALL.split())  # words that join others, and names of days and months


def is_bare(word: str) -> bool:
    """Whether a word only joins others, or names a day or a month."""
    return word.lower() in _BARE


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """A word without its ending and cut to six letters, in lower case; numbers stay whole."""
    low = word.lower().removesuffix("'s").removesuffix("’s").replace("’", "'")
    if not low.isalpha():
        return low
    if low.removesuffix("s").endswith("sion") and not low.removesuffix("s").endswith("ssion"):
        low = low.removesuffix("s")[: -len("sion")] + "d"  # "collision" is of "collide"
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST:
            low = low[: -len(ending)]
            break
    return low.removesuffix("e")[:_LONGEST] if len(low) > _SHORTEST else low


def content_stems(text: str) -> Counter[str]:
    """The stems of a passage that carry meaning, with how often each stands there; days and months left out."""
    words = (found[0] for found in _WORD.finditer(text.replace(",", "") if text else ""))
    return Counter(stem(word) for word in words if len(word) > 1 and word.lower() not in _BARE)


@dataclass(frozen=True, slots=True)
class StemWeights:
    """How rare each stem is over some passages: the square of its inverse document frequency, and the greatest."""

    squared: Mapping[str, float]
    greatest: float

    def length(self, stems: Iterable[str]) -> float:
        """The length of a passage as a vector, measured as if it held one more stem of the greatest weight."""
        return math.sqrt(self.greatest + math.fsum(self.squared.get(key, 0.0) for key in stems))


def weigh_stems(passages: Iterable[Mapping[str, int]]) -> StemWeights:
    """The inverse document frequency of each stem over some passages, at least 0."""
    counts: Counter[str] = Counter()
    number = 0
    for one in passages:
        number += 1
        counts.update(one.keys())
    squared = {key: math.log((number + 1) / (count + 0.5)) ** 2 for key, count in counts.items()}
    return StemWeights(squared, max(squared.values(), default=0.0))


def likeness(
    one: Mapping[str, int],
    other: Mapping[str, int],
    weights: StemWeights,
    lengths: tuple[float, float] | None = None,
) -> float:
    """
    The cosine of two passages by weight of stem, 0 to 1, rounded to three places; a stem counts once a passage.

    Each passage is measured as if it held one more stem of the greatest weight that the other lacks, so that
    two short sentences with one word in common are not taken for copies. `lengths` are theirs where they are known.
    """
    shared = one.keys() & other.keys()
    if not shared:
        return 0.0
    common = math.fsum(weights.squared.get(key, 0.0) for key in shared)  # exact: the order of the stems moves no bit
    first, second = lengths or (weights.length(one), weights.length(other))
    return round(common / (first * second), 3) if common else 0.0
