"""On which level a meeting is: by the offices printed beside it, else by those its parties hold."""

from readout.analysis.meetings.details import Details
from readout.analysis.meetings.scene import Named, Scene

_TITLE = 5  # tokens of a printed title before a name


def level_of_parties(scene: Scene, details: Details, ids: tuple[str, ...]) -> str | None:
    """Leaders, ministers or officials, when all that is known agrees; None when unknown or mixed."""
    printed = set(details.levels)
    persons = [each for each in ids if _is_person(scene, each)]
    held = {level for each in persons if (level := level_of_person(scene, each))}
    levels = printed | held
    return levels.pop() if len(levels) == 1 else None


def _is_person(scene: Scene, actor_id: str) -> bool:
    known = scene.actors.get(actor_id)
    if known is not None:
        return known.kind == "person"
    return any(each.mention.actor_id == actor_id and each.mention.label == "PERSON" for each in scene.named.values())


def level_of_person(scene: Scene, actor_id: str) -> str | None:
    """The level of the office printed before a person's name, else of one held on the day of publication."""
    for each in sorted(scene.named.values(), key=lambda one: one.first):
        if each.mention.actor_id == actor_id and (level := _printed_title(scene, each)):
            return level
    known = scene.actors.get(actor_id)
    for office in known.offices if known is not None else ():
        if _is_held(office.since, office.until, scene.published) and (level := scene.level_of(office.title.lower())):
            return level
    return None


def _printed_title(scene: Scene, each: Named) -> str | None:
    """The level of the words right before a name, or of a role that stands for it."""
    first = each.first
    while (
        first > 0 and each.first - first < _TITLE and scene.token(first - 1).tag in ("NN", "NNP", "JJ", "HYPH", "POS")
    ):
        first -= 1
    return scene.level_of(scene.lemmas(first, each.after))


def _is_held(since: str | None, until: str | None, day: str | None) -> bool:
    if day is None:
        return until is None
    return (since is None or since <= day) and (until is None or day <= until)
