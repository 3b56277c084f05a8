"""Whom "the two leaders", "they" and "their" stand for: the last pair named that fits."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from readout.analysis.meetings.clusters import Told
from readout.analysis.meetings.details import Details
from readout.analysis.meetings.levels import level_of_person
from readout.analysis.meetings.regions import is_party
from readout.analysis.meetings.scene import Named, Scene
from readout.analysis.meetings.triggers import Trigger

_REACH = 3  # sentences back in which a pair that is no meeting's is still in mind
_BETWEEN = 6  # tokens that titles may put between two joined names


def find_pair(scene: Scene, trigger: Trigger, details: Details, tellings: Sequence[Told]) -> tuple[str, ...]:
    """
    The parties meant: the only two persons before it in its sentence, for "they" and "their"; else the last two
    names joined by "and" nearby, else the parties of the last meeting with two, else the only two leaders named.

    Leaders and ministers are persons, "the two countries" those of the persons, sides may be either. Empty when
    none fits.
    """
    pair = _last_pair(scene, trigger, details, tellings)
    if details.anaphor in scene.words("parties.lands"):
        return tuple(dict.fromkeys(land_of(scene, each) for each in pair))
    return pair


def _last_pair(scene: Scene, trigger: Trigger, details: Details, tellings: Sequence[Told]) -> tuple[str, ...]:
    if details.anaphor in ("they", "them", "their"):
        near = _persons_before(scene, trigger)
        if len(near) == 2:
            return near
    persons = bool({"leaders", "ministers"} & set(details.levels))
    number = scene.parse.sentence_of[trigger.head]
    for one, other in reversed(_pairs_before(scene, trigger.first)):
        if number - scene.parse.sentence_of[one.first] > _REACH:
            break
        kinds = {scene.kind_of(one.mention), scene.kind_of(other.mention)}
        if len(kinds) == 1 and (not persons or kinds == {"person"}):
            return one.mention.actor_id or "", other.mention.actor_id or ""
    met = next((told.ids for told in reversed(tellings) if len(told.ids) == 2 and not told.plural), ())
    lands = details.anaphor in scene.words("parties.lands") | {"side"}
    return met or _only_leaders(scene, trigger) or (_main_lands(scene) if lands else ())


def _main_lands(scene: Scene) -> tuple[str, ...]:
    """The two states that the article, or its people, are of: named twice as often as any third, else none."""
    counts: Counter[str] = Counter()
    for each in scene.named.values():
        if each.mention.actor_id and scene.kind_of(each.mention) in ("person", "country"):
            counts[land_of(scene, each.mention.actor_id)] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) < 2 or ranked[1][1] < 2 or (len(ranked) > 2 and ranked[1][1] < 2 * ranked[2][1]):
        return ()
    return tuple(sorted(land for land, _ in ranked[:2]))


def _only_leaders(scene: Scene, trigger: Trigger) -> tuple[str, ...]:
    """The two leaders of an article that has so far named no third."""
    before = sorted((each for each in scene.named.values() if each.first < trigger.first), key=_first)
    leaders = dict.fromkeys(
        each.mention.actor_id
        for each in before
        if each.mention.actor_id
        and scene.kind_of(each.mention) == "person"
        and level_of_person(scene, each.mention.actor_id) == "leaders"
    )
    return tuple(leaders) if len(leaders) == 2 else ()


def land_of(scene: Scene, actor_id: str) -> str:
    """The state that an actor is of, or the actor's own id."""
    known = scene.actors.get(actor_id)
    return known.country if known is not None and known.country else actor_id


def _persons_before(scene: Scene, trigger: Trigger) -> tuple[str, ...]:
    first, _ = scene.parse.sentences[scene.parse.sentence_of[trigger.head]]
    near = sorted((each for each in scene.named.values() if first <= each.first < trigger.first), key=_first)
    persons = (each.mention for each in near if scene.kind_of(each.mention) == "person")
    return tuple(dict.fromkeys(mention.actor_id for mention in persons if mention.actor_id))


def _pairs_before(scene: Scene, limit: int) -> list[tuple[Named, Named]]:
    """Neighbouring mentions of two actors, joined by "and" in one sentence, in the order of the text."""
    known = sorted((each for each in scene.named.values() if each.after <= limit and each.mention.actor_id), key=_first)
    heads = [each for each in known if is_party(scene, each.mention)]
    persons = [each for each in heads if scene.kind_of(each.mention) == "person"]
    pairs = {
        (one.first, other.first): (one, other)
        for group in (heads, persons)
        for one, other in pairwise(group)
        if _are_joined(scene, one, other)
    }
    return [pairs[key] for key in sorted(pairs)]


def _first(each: Named) -> int:
    return each.first


def _are_joined(scene: Scene, one: Named, other: Named) -> bool:
    if one.mention.actor_id == other.mention.actor_id or other.first - one.after > _BETWEEN:
        return False
    between = [scene.token(i) for i in range(one.after, other.first)]
    if scene.parse.sentence_of[one.first] != scene.parse.sentence_of[other.first] or not between:
        return False
    return between[0].lower in ("and", "-", "–") and all(
        token.pos in ("CCONJ", "DET", "ADJ", "NOUN", "PROPN", "PUNCT", "PART") for token in between
    )
