"""Positions that a party's own words take by "will", "must", "can" and "never"."""

from collections.abc import Iterator
from typing import NamedTuple

from readout.analysis.positions.candidates import LIKELY, Candidate, Scene
from readout.analysis.positions.deeds import ANSWERS, answers_harm, is_silence, is_vague, lifts_burden
from readout.analysis.positions.extents import find_afterthoughts, find_condition, find_extent
from readout.analysis.positions.parties import Parties
from readout.codes import Factuality, PositionKind
from readout.grammar import auxiliaries, children, is_infinitive, is_negated
from readout.modality import judge_modality
from readout.records import Span, Statement
from readout.tokens import Parse

_WILL = frozenset({"will", "would", "wo", "'ll", "’ll", "'d", "’d", "shall"})
_CAN = frozenset({"can", "could", "ca", "may"})
_MUST = frozenset({"must"})
_SHOULD = frozenset({"should", "ought"})
_MAIN = frozenset({"ccomp", "ROOT", "conj", "parataxis", "dep"})
_FIRST = frozenset({"i", "we"})
_BEGINS = frozenset({"begin", "start", "continue", "proceed"})
_BARE = frozenset({"retaliate", "attack"})
_TALK = frozenset({"talk", "talks", "negotiation", "dialogue", "cooperation", "contact"})
_BARELY = frozenset({  # with "would" no deeds
    "be", "have", "become", "like", "say", "see", "want", "prefer", "know", "welcome", "appreciate", "hope",
})  # fmt: skip
_LOOSE = frozenset({"alliance", "group"})


def find_modal(scene: Scene) -> Iterator[Candidate]:
    """The positions in what parties are reported to have said, in the order of the text."""
    parse = scene.parse
    owed = {token.head for token in parse.tokens if token.tag == "MD" and token.dep == "aux"}
    for verb in sorted(owed | set(_find_having_to(parse))):
        statement = scene.parties.inside.get(verb)
        if parse.tokens[verb].dep not in _MAIN or _is_question(parse, verb):
            continue
        holders = scene.parties.speakers(verb)
        if holders and (statement is None or _is_said(scene, statement)):
            found = _read(scene, verb, holders)
            if found is not None:
                yield found


def _find_having_to(parse: Parse) -> Iterator[int]:
    """The verbs of "has to be taken down"."""
    for token in parse.tokens:
        owes = any(is_infinitive(parse, each) for each in children(parse, token.i, "xcomp"))
        if owes and token.lemma == "have" and token.tag in ("VBZ", "VBP") and children(parse, token.i, "nsubj"):
            yield token.i


def _breaks_off(parse: Parse, subject: int) -> bool:
    """Whether talk itself is what would be lost: "the talks could end if ..."."""
    return parse.tokens[subject].lemma in _TALK


def _is_warned(parse: Parse, verb: int, parties: Parties) -> bool:
    statement = parties.inside.get(verb)
    cue = () if statement is None or statement.cue is None else parse.tokens_in(statement.cue)
    return any(parse.tokens[each].lemma in ("warn", "threaten", "caution") for each in cue)


def _is_question(parse: Parse, verb: int) -> bool:
    marks = {parse.tokens[each].lower for each in children(parse, verb, "mark", "advmod")}
    last = parse.sentences[parse.sentence_of[verb]][1] - 1
    return parse.tokens[last].text == "?" or bool(marks & {"whether", "if", "why", "how"})


def _is_said(scene: Scene, statement: Statement) -> bool:
    """Whether the statement was made: said, or reportedly said; not what could, should or would be said."""
    if statement.factual or statement.cue is None:
        return statement.factual
    cue = scene.parse.tokens_in(statement.cue)
    return judge_modality(scene.parse, cue[0], scene.modality) is Factuality.ALLEGED


class _Clause(NamedTuple):
    """One clause with a modal: its verb and subject, whose the subject is, and what is known around it."""

    verb: int
    lemma: str
    subject: int
    whose: tuple[str, ...]
    is_own: bool
    is_negated: bool
    has_condition: bool
    is_met: bool  # the condition is itself an act of harm, which the deed would answer


def _read(scene: Scene, verb: int, holders: tuple[str, ...]) -> Candidate | None:
    parse = scene.parse
    subject = next(iter(children(parse, verb, "nsubj", "nsubjpass", "expl")), None)
    if subject is None or is_vague(parse, verb, scene.book):
        return None
    condition = find_condition(parse, (verb,), scene.book)
    whose = scene.parties.read(subject)
    own = parse.tokens[subject].lower in _FIRST or scene.parties.share_side(whose, holders)
    clause = _Clause(
        verb=verb,
        lemma=parse.tokens[verb].lemma,
        subject=subject,
        whose=whose,
        is_own=own,
        is_negated=is_negated(parse, verb),
        has_condition=condition is not None,
        is_met=condition is not None and _is_harm(scene, condition[0]),
    )
    kind = _mend(scene, clause, _kind(scene, clause))
    without = [*find_afterthoughts(parse, verb), *_source_of(scene, verb)]
    content = find_extent(parse, verb, without if condition is None else [*without, condition[1]])
    if kind is None or content is None:
        return None
    return Candidate(verb, verb, kind, holders, content, None if condition is None else condition[0], LIKELY)


def _source_of(scene: Scene, verb: int) -> list[int]:
    """The branches of a clause that name who says it: "according to the spokeswoman"."""
    statement = scene.parties.inside.get(verb)
    if statement is None or statement.cue is None:
        return []
    cue = set(scene.parse.tokens_in(statement.cue))
    return [each for each in scene.parse.children[verb] if cue & set(scene.parse.subtree(each))]


def _is_harm(scene: Scene, condition: Span) -> bool:
    tokens = (scene.parse.tokens[each] for each in scene.parse.tokens_in(condition))
    return any(token.pos == "VERB" and scene.book.has("harm", token.lemma) for token in tokens)


def _mend(scene: Scene, clause: _Clause, kind: PositionKind | None) -> PositionKind | None:
    """A condition that is warned of threatens; a refusal to comment is none."""
    if kind is PositionKind.CONDITION and (
        _breaks_off(scene.parse, clause.subject) or _is_warned(scene.parse, clause.verb, scene.parties)
    ):
        return PositionKind.THREAT
    is_silent = kind is PositionKind.REFUSAL and is_silence(scene.parse, clause.verb, scene.book)
    return None if is_silent else kind


def _kind(scene: Scene, clause: _Clause) -> PositionKind | None:
    words = {word.lower for word in auxiliaries(scene.parse, clause.verb)}
    if words & _MUST or (clause.lemma == "have" and not words & (_WILL | _CAN | _SHOULD)):
        blank = clause.is_own or scene.parse.tokens[clause.subject].pos == "PRON"
        return None if blank else PositionKind.DEMAND
    if words & _SHOULD:
        return PositionKind.DEMAND if clause.whose and not clause.is_own else None
    if scene.parse.tokens[clause.subject].dep == "expl":
        return _of_existence(scene.parse, clause)
    if words & _CAN:
        return _of_ability(scene, clause)
    return _of_will(scene, clause) if words & _WILL else None


def _of_will(scene: Scene, clause: _Clause) -> PositionKind | None:
    if clause.is_negated:
        return _of_refusal(scene, clause) if clause.is_own else None
    if _is_none_of_it(scene, clause):
        return PositionKind.REFUSAL
    if not clause.whose and not clause.has_condition and _is_force_leaving(scene, clause):
        return PositionKind.COMMITMENT
    allied = clause.is_own or any(scene.parties.known[one].kind in _LOOSE for one in clause.whose)
    if allied or (not clause.whose and scene.parse.tokens[clause.subject].dep == "nsubjpass"):
        return _of_intent(scene, clause)
    if not clause.whose and clause.has_condition and scene.book.has("ease", clause.lemma):
        return PositionKind.CONDITION
    return _of_warning(scene, clause)


def _is_offered(scene: Scene, clause: _Clause) -> bool:
    """Whether one's own side would or could do a thing if something were done: no harm, and no answer to harm."""
    words = {word.lower for word in auxiliaries(scene.parse, clause.verb)}
    harmless = not scene.book.has("harm", clause.lemma) and not scene.book.has("suffer", clause.lemma)
    asked = clause.is_own and clause.has_condition and not clause.is_met and not clause.is_negated
    return asked and harmless and bool(words & {"would", "could"}) and clause.lemma not in _BARELY


def _is_none_of_it(scene: Scene, clause: _Clause) -> bool:
    """Whether "no fine would be paid": what nobody but the speaker could do is refused."""
    parse = scene.parse
    no = any(parse.tokens[each].lower == "no" for each in children(parse, clause.subject, "det"))
    passive = parse.tokens[clause.subject].dep == "nsubjpass"
    return no and passive and not clause.whose and scene.book.has("consent", clause.lemma)


def _is_force_leaving(scene: Scene, clause: _Clause) -> bool:
    """Whether forces that nobody else is named for go: those of whoever says so."""
    return scene.book.has("ease", clause.lemma) and scene.book.has("forces", scene.parse.tokens[clause.subject].lemma)


def _of_existence(parse: Parse, clause: _Clause) -> PositionKind | None:
    """What "there will be no talks until ..." takes."""
    nouns = children(parse, clause.verb, "attr", "nsubj")
    no = any(parse.tokens[det].lower == "no" for noun in nouns for det in children(parse, noun, "det"))
    return (PositionKind.CONDITION if clause.has_condition else PositionKind.REFUSAL) if no else None


def _of_ability(scene: Scene, clause: _Clause) -> PositionKind | None:
    if _is_offered(scene, clause):
        return PositionKind.OFFER
    if clause.has_condition and (scene.book.has("ease", clause.lemma) or clause.lemma in _BEGINS):
        return PositionKind.CONDITION
    refuses = clause.is_own and clause.is_negated and scene.book.has("consent", clause.lemma)
    return PositionKind.REFUSAL if refuses else None


def _of_refusal(scene: Scene, clause: _Clause) -> PositionKind | None:
    if scene.book.has("consent", clause.lemma):
        below = scene.parse.children[clause.verb]
        never = any(scene.parse.tokens[each].lower == "never" for each in below)
        return PositionKind.RED_LINE if never else PositionKind.REFUSAL
    return PositionKind.COMMITMENT if scene.book.has("force", clause.lemma) else None


def _of_intent(scene: Scene, clause: _Clause) -> PositionKind | None:
    parse, book = scene.parse, scene.book
    burden = lifts_burden(parse, clause.verb, book)
    eases = burden or book.has("ease", clause.lemma)
    if book.has("harm", clause.lemma) and not burden and _hurts(scene, clause.verb):
        return PositionKind.THREAT
    if clause.is_met and eases:
        return PositionKind.THREAT
    if (eases and clause.has_condition) or _is_offered(scene, clause):
        return PositionKind.OFFER
    if book.has("yield", clause.lemma):
        return PositionKind.CONCESSION
    binds = clause.is_own and (eases or book.has("keep", clause.lemma))
    return PositionKind.COMMITMENT if binds and children(parse, clause.verb, "dobj", "prep", "ccomp") else None


def _hurts(scene: Scene, verb: int) -> bool:
    """Whether the harm is done to something that the text names."""
    parse = scene.parse
    if parse.tokens[verb].lemma in ANSWERS:
        return answers_harm(parse, verb, scene.book)
    return bool(children(parse, verb, "dobj", "nsubjpass", "prep")) or parse.tokens[verb].lemma in _BARE


def _of_warning(scene: Scene, clause: _Clause) -> PositionKind | None:
    """What "Norland would face consequences" and "any attack will be met with force" take."""
    parse = scene.parse
    if not scene.book.has("suffer", clause.lemma):
        return None
    nouns = [*children(parse, clause.verb, "dobj")]
    for preposition in children(parse, clause.verb, "prep"):
        nouns.extend(children(parse, preposition, "pobj"))
    hurts = any(scene.book.has("injury", parse.tokens[each].lemma) for each in nouns)
    return PositionKind.THREAT if hurts else None
