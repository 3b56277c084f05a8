"""Who is named in a stretch of words: lists of parties read from left to right, names and roles alike."""

from dataclasses import dataclass
from itertools import pairwise

from readout.analysis.meetings.scene import FINITE, Named, Scene
from readout.records import Mention

_JOINERS = frozenset({",", "and", "&", "plus", "/"})
_INSIDE = frozenset(
    {"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "PRP$", "HYPH", "``", "''", "PRP"}
)
_BRACKET = 6  # tokens of a bracket that only gives another name
_PLURAL = frozenset({"they", "them", "their", "both"})


@dataclass(frozen=True, slots=True)
class Region:
    """
    The parties of one list, in the order of the text.

    `anaphor` is the lemma by which it stands for parties named elsewhere ("leader", "they"), "" when it does not;
    `unnamed` tells that it holds somebody without a name ("leaders of nine nations"); `end` is the token after it.
    """

    ids: tuple[str, ...]
    levels: tuple[str, ...]
    anaphor: str
    unnamed: bool
    end: int


@dataclass(frozen=True, slots=True)
class _Segment:
    first: int
    after: int
    joiner: str  # what stands before it
    named: tuple[Named, ...]


def read_region(scene: Scene, start: int, limit: int) -> Region:
    """The parties named from token `start` on: stops at a time, a verb, a preposition, or at `limit`."""
    segments, end = _cut(scene, start, limit)
    if end < len(scene.parse.tokens) and end < limit and scene.token(end).tag in FINITE:
        segments = _without_subject(segments)
    ids: dict[str, None] = {}
    levels: dict[str, None] = {}
    anaphor, unnamed = "", False
    for place, segment in enumerate(segments):
        if _is_apposition(scene, segment, segments):
            continue
        names, level, stands_for, nameless = _read_segment(scene, segment)
        if place + 1 < len(segments) and _is_named_next(scene, segment, segments[place + 1]):
            names, stands_for, nameless = (), "", False
        ids.update(dict.fromkeys(names))
        if level:
            levels[level] = None
        anaphor, unnamed = anaphor or stands_for, unnamed or nameless
    return Region(tuple(ids), tuple(levels), "" if ids else anaphor, unnamed, end)


def _cut(scene: Scene, start: int, limit: int) -> tuple[list[_Segment], int]:
    segments: list[_Segment] = []
    named: list[Named] = []
    first, joiner, i = start, "", start
    while i < limit and i not in scene.timed:
        token = scene.token(i)
        known = scene.named.get(i)
        if known is not None and known.after <= limit and known.mention.label != "TIME":
            named.append(known)
            i = known.after
        elif token.lower in _JOINERS:
            if first < i:
                segments.append(_Segment(first, i, joiner, tuple(named)))
                joiner, named = token.lower, []
            else:
                joiner = token.lower if token.lower != "," or not joiner else joiner
            i += 1
            first = i
        elif (closed := skip_brackets(scene, i, limit)) is not None:
            i = closed
        elif token.tag in _INSIDE or token.lower in ("of", "from", "at", "least", "both"):
            if token.lower in ("at", "from") and not _goes_on(scene, i, start, limit):
                break
            i += 1
        else:
            break
    if first < i:
        segments.append(_Segment(first, i, joiner, tuple(named)))
    return segments, i


def _goes_on(scene: Scene, i: int, start: int, limit: int) -> bool:
    """Whether the list goes on over "at" ("at least four") or "from" ("diplomats from Norland")."""
    if scene.token(i).lower == "at":
        return i + 1 < limit and scene.token(i + 1).lower == "least"
    return i > start and scene.token(i - 1).lemma in scene.words("parties.members")


def skip_brackets(scene: Scene, i: int, limit: int) -> int | None:
    """The token after a short bracket that begins at `i` ("(NATO)"); None when none does."""
    if scene.token(i).text not in ("(", "["):
        return None
    return next((k + 1 for k in range(i + 1, min(limit, i + _BRACKET)) if scene.token(k).text in (")", "]")), None)


def _without_subject(segments: list[_Segment]) -> list[_Segment]:
    """Without the last segment where a comma parts it from the rest: it is the next clause's subject."""
    return segments[:-1] if segments and segments[-1].joiner == "," else segments


def _is_apposition(scene: Scene, segment: _Segment, segments: list[_Segment]) -> bool:
    """Whether the segment explains the one before it ("Vell, the president of Norland,")."""
    place = segments.index(segment)
    last = segments[-1].joiner
    if segment.joiner != "," or place == 0 or (last == "and" and place < len(segments) - 1):
        return False
    before = segments[place - 1]
    return bool(before.named) and scene.kind_of(before.named[-1].mention) == "person" and segment.after > segment.first


def _is_named_next(scene: Scene, segment: _Segment, following: _Segment) -> bool:
    """Whether a role is followed by the name of who holds it ("the president of Norland, Ada Vell,")."""
    if following.joiner != "," or not following.named or scene.kind_of(following.named[-1].mention) != "person":
        return False
    role = scene.token(segment.after - 1)
    named = bool(segment.named) and segment.named[-1].after == segment.after
    person = named and scene.kind_of(segment.named[-1].mention) == "person"
    return not person and (role.lemma in scene.words("parties.members") or _head_before_of(scene, segment) is not None)


def _head_before_of(scene: Scene, segment: _Segment) -> str | None:
    """The lemma before the first "of" or "from" of a segment; None when it has none."""
    for i in range(segment.first + 1, segment.after):
        if scene.token(i).lower in ("of", "from") and not any(each.first <= i < each.after for each in segment.named):
            return scene.token(i - 1).lemma
    return None


def _read_segment(scene: Scene, segment: _Segment) -> tuple[tuple[str, ...], str | None, str, bool]:
    """Ids, level, the word that stands for parties named elsewhere, whether it holds somebody nameless."""
    segment = _without_land(scene, segment)
    after = segment.after
    if segment.named and scene.token(after - 1).text in (")", "]"):
        after = next((i for i in range(after - 1, segment.first, -1) if scene.token(i).text in ("(", "[")), after)
    while after > segment.first and scene.token(after - 1).tag in ("POS", "``", "''", "-RRB-"):
        after -= 1
    if after == segment.first:
        return (), None, "", False
    level = scene.level_of(scene.lemmas(segment.first, after))
    group = _head_before_of(scene, segment)
    if group is not None and group not in scene.words("parties.members"):
        return (), None, "", False
    if _is_of_members(scene, segment):
        return (), level, "", True
    if segment.named and segment.named[-1].after >= after:
        last = segment.named[-1].mention
        party = scene.party_of(last)
        own = (party,) if party and is_party(scene, last) else ()
        ids = _hyphenated(scene, segment) or own
        words = scene.parse.text[last.span.start : last.span.end].lower()
        return ids, level, words if words in _PLURAL and not ids else "", not ids and level is not None
    if group is not None:
        return (), level, "", True
    return _read_role(scene, segment, after, level)


def _is_of_members(scene: Scene, segment: _Segment) -> bool:
    """Whether it is some of a body's many: "leaders of nine members of the League"."""
    first = segment.named[-1].first if segment.named else segment.after
    before = [scene.token(i) for i in range(segment.first, first)]
    return any(one.lower == "of" and two.lemma == "member" for two, one in pairwise(before)) and any(
        token.tag == "CD" for token in before
    )


def _without_land(scene: Scene, segment: _Segment) -> _Segment:
    """A person without the land behind the name: "Chancellor Joren Oram of Sudmark"."""
    for place, each in enumerate(segment.named[:-1]):
        person = scene.kind_of(each.mention) == "person"
        if person and each.after < segment.after and scene.token(each.after).lower == "of":
            return _Segment(segment.first, each.after, segment.joiner, segment.named[: place + 1])
    return segment


def _read_role(
    scene: Scene, segment: _Segment, after: int, level: str | None
) -> tuple[tuple[str, ...], str | None, str, bool]:
    """A segment that ends in a common noun: "Norland's officials", "the two leaders", "some envoys"."""
    head = scene.token(after - 1).lemma
    if head in _PLURAL:
        return (), level, head, False
    if head not in scene.words("parties.members") | scene.words("parties.anaphors"):
        return (), None, "", level is not None
    ids = tuple(
        each.mention.actor_id
        for each in segment.named
        if each.mention.actor_id and is_party(scene, each.mention) and _qualifies(scene, each, segment.after)
    )
    if scene.token(segment.first).lower == "their" and head in scene.words("parties.members"):
        head = "country"  # "their ministers" are those of the two lands, not the two named before
    elif not ids:
        head = next((each for each in _lemmas(scene, segment) if each in scene.words("parties.lands")), head)
    definite = scene.token(segment.first).lower in ("the", "both", "two", "their", "these", "those")
    plural = scene.token(after - 1).tag in ("NNS", "NNPS")
    if (
        plural
        and not ids
        and level == scene.level_of(scene.lemmas(segment.first, after))
        and _is_bare_office(scene, segment)
    ):
        return (), level, "country", False
    return ids, level, head if not ids and definite and plural else "", not ids and not definite


def _is_bare_office(scene: Scene, segment: _Segment) -> bool:
    """Whether it is an office and nothing else ("deputy foreign ministers"): one of the lands named before."""
    words = scene.lemmas(segment.first, segment.after)
    return scene.level_of(words) is not None and words.split()[-1] == "minister"


def _lemmas(scene: Scene, segment: _Segment) -> list[str]:
    return [scene.token(i).lemma for i in range(segment.first, segment.after)]


def _qualifies(scene: Scene, each: Named, limit: int) -> bool:
    """Whether nothing but adjectives and roles stands between a name and the end: not "NATO nations"."""
    return all(
        scene.token(i).lemma in scene.words("parties.members") | scene.words("parties.anaphors") - {"nation"}
        or scene.token(i).tag in ("JJ", "POS", "CC", "HYPH", "CD")
        or (scene.token(i).pos in ("ADJ", "NOUN", "PROPN") and scene.token(i).dep in ("compound", "amod", "poss"))
        for i in range(each.after, limit)
    )


def _hyphenated(scene: Scene, segment: _Segment) -> tuple[str, ...]:
    """The parties of "Biden-Putin", when the whole segment is such a pair."""
    if len(segment.named) != 2 or scene.token(segment.named[0].after).lower not in ("-", "–", "—"):
        return ()
    ids = tuple(each.mention.actor_id for each in segment.named if each.mention.actor_id)
    return ids if len(ids) == 2 else ()


def is_party(scene: Scene, mention: Mention) -> bool:
    """Whether a mention can take part in a meeting: any actor but a place."""
    return scene.kind_of(mention) != "place"
