"""What a party foretells, apart from what it plans, promises and threatens to do itself."""

from readout.analysis.forecasts.conditions import Condition
from readout.analysis.forecasts.hedging import Hedging
from readout.analysis.forecasts.scene import Scene
from readout.analysis.forecasts.voices import Voice, actors_under, is_reported, words_of
from readout.codebook.forecasts import ForecastBook
from readout.codes import Quoting
from readout.grammar import SUBJECTS, children, find_subject, is_negated
from readout.tokens import Parse

SELF = frozenset({"i", "we", "us", "our"})
PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "who"})


def party_foretells(
    scene: Scene, one: Hedging, voice: Voice, condition: Condition | None, *, dated: bool, onward: bool
) -> bool:
    """
    Whether a quoted party foretells with a clause. What its own side will do is its plan, its promise or its threat.

    Where likelihood is spoken of outright the clause need only be of somebody else. A bare "will" (in reported
    speech "would") and a "may" are forecasts where they tell what another known party does, what nobody does on
    purpose, or anything at all from a source that speaks for no party; "may" needs a condition or a time as well.
    """
    if is_about_itself(scene, one, voice):
        return False
    if one.modal in ("", "bare") or (one.modal == "conditional" and (is_reported(voice) or condition is not None)):
        return one.is_judged or _is_free(scene, one, voice, condition)
    if one.modal != "possible" or not _is_free(scene, one, voice, condition) or could_not(scene.parse, scene.book, one):
        return False
    return condition is not None or dated or onward or _comes_about(scene.parse, one)


def is_about_itself(scene: Scene, one: Hedging, voice: Voice) -> bool:
    """Whether a clause tells what the forecaster's own side will do; so it does where nobody can be sure."""
    parse = scene.parse
    subjects = subjects_of(parse, one.verb)
    if not subjects:
        return not (one.is_nominal or _comes_about(parse, one))
    below = {parse.tokens[word].lower for subject in subjects for word in parse.subtree(subject)}
    if any(parse.tokens[subject].lower in SELF for subject in subjects) or "our" in below:
        return True
    if one.is_nominal or _comes_about(parse, one):
        return False
    if _says_they(parse, one, voice):
        return False
    own = _party(scene, voice.actor_id)
    if own is None:
        return _is_official(scene, voice) or bool(below & {"they", "he", "she", "his", "her", "their"})
    return own in _named(scene, one)


def is_somebodys_offer(scene: Scene, one: Hedging) -> bool:
    """Whether "would" tells in the news what an actor is ready to do: "she would agree to it if ..."."""
    parse = scene.parse
    if scene.book.has("happenings", "verbs", parse.tokens[one.verb].lemma) or one.is_nominal:
        return False
    pronouns = {parse.tokens[subject].lower for subject in subjects_of(parse, one.verb)} & {"he", "she", "they"}
    return bool(pronouns or _named(scene, one))


def subjects_of(parse: Parse, verb: int) -> tuple[int, ...]:
    """The subjects of a clause, its own or those that its verb takes from the one above."""
    own = children(parse, verb, *SUBJECTS)
    for aux in () if own else children(parse, verb, "aux"):
        own = own or children(parse, aux, *SUBJECTS)
    found = find_subject(parse, verb)
    return own or (() if found is None else (found,))


def _is_free(scene: Scene, one: Hedging, voice: Voice, condition: Condition | None) -> bool:
    """Whether the clause cannot be a plan of whoever speaks, nor a warning: "if they come, they will pay for it"."""
    parse = scene.parse
    befalls = scene.book.has("happenings", "verbs", parse.tokens[one.verb].lemma)
    if one.is_nominal or befalls or _comes_about(parse, one):
        return True
    if children(parse, one.verb, "auxpass"):
        return False  # who does it is not told, and may be whoever speaks
    if _says_they(parse, one, voice):
        return condition is None
    own = _party(scene, voice.actor_id)
    if own is None and _is_official(scene, voice):
        return False
    named = _named(scene, one)
    if own is None and condition is not None:
        return True  # a union, a harbour master: they speak for no party
    return bool(named) and own not in named


def _says_they(parse: Parse, one: Hedging, voice: Voice) -> bool:
    """Whether a speaker's own words are about "them": in direct speech never the speaker's side."""
    direct = voice.statement is not None and voice.statement.quoting is Quoting.DIRECT
    return direct and {parse.tokens[subject].lower for subject in subjects_of(parse, one.verb)} == {"they"}


def _named(scene: Scene, one: Hedging) -> set[str | None]:
    """The parties whose names stand in the subject."""
    subjects = subjects_of(scene.parse, one.verb)
    return {_party(scene, actor_id) for subject in subjects for actor_id in actors_under(scene, subject)}


def _comes_about(parse: Parse, one: Hedging) -> bool:
    """Whether nobody is its subject: "there might be blood", "there would be no signature"."""
    if one.modal not in ("possible", "conditional") or children(parse, one.verb, "auxpass"):
        return False
    below = {parse.tokens[subject].lower for subject in children(parse, one.verb, *SUBJECTS)}
    if one.modal == "conditional":
        nouns = children(parse, one.verb, "attr", "nsubj")
        judged = any(children(parse, noun, "acl", "relcl") for noun in nouns)  # "there would be no reason to go"
        return bool(children(parse, one.verb, "expl")) and not judged
    return below == {"it"} or bool(children(parse, one.verb, "expl"))


def could_not(parse: Parse, book: ForecastBook, one: Hedging) -> bool:
    """Whether somebody is told to have been unable: "could not", "could say"."""
    modal = parse.tokens[one.printed[0]].lower if one.printed else ""
    spoken = book.has("present", "speech", parse.tokens[one.verb].lemma)
    return spoken or (modal == "could" and is_negated(parse, one.verb))


def _is_official(scene: Scene, voice: Voice) -> bool:
    """Whether the source may speak for a party: "two officials in Marrick", "an aide", or one only called "she"."""
    words = words_of(scene, voice.statement)
    called = [word for word in words if word not in PRONOUNS]
    return not called or any(scene.book.has("voices", "officials", word) for word in called)


def _party(scene: Scene, actor_id: str | None) -> str | None:
    known = scene.actors.by_id.get(actor_id) if actor_id else None
    return known.country if known and known.country else actor_id
