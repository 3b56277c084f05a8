"""Positions that a party's own words take by "will", "must", "can" and "never"."""

from collections.abc import Iterator
from typing import NamedTuple

from readout.analysis.positions.candidates import LIKELY, Candidate, Scene
from readout.analysis.positions.deeds import ANSWERS, answers_harm, is_deed, is_silence, is_vague, lifts_burden
from readout.analysis.positions.extents import find_afterthoughts, find_condition, find_extent
from readout.analysis.positions.parties import Parties
from readout.codes import Factuality, PositionKind
from readout.grammar import auxiliaries, children, find_subject, is_infinitive, is_negated
from readout.modality import judge_modality
from readout.records import Span, Statement
from readout.tokens import Parse

_OWES = frozenset({"have", "need"})
_DENYING = frozenset({PositionKind.REFUSAL, PositionKind.RED_LINE, PositionKind.COMMITMENT})
_ENDS = frozenset({"end", "stop", "collapse", "fail", "break", "cease", "finish", "founder"})
_WILL = frozenset({"will", "would", "wo", "'ll", "’ll", "'d", "’d", "shall"})
_CAN = frozenset({"can", "could", "ca", "may"})
_MUST = frozenset({"must"})
_SHOULD = frozenset({"should", "ought"})
_MAIN = frozenset({"ccomp", "ROOT", "conj", "parataxis", "dep"})
_FIRST = frozenset({"i", "we"})
_WHEN = frozenset({"on", "at", "in", "before", "after", "until", "during", "by"})
_NOBODY = frozenset({"nothing", "nobody", "none"})
_BEGINS = frozenset({"begin", "start", "continue", "proceed"})
_BARE = frozenset({"retaliate", "attack"})
_SPEAKS = frozenset({"talk", "speak"})
_TALK = frozenset({"talk", "talks", "negotiation", "dialogue", "cooperation", "contact"})
_BARELY = frozenset({  # with "would" no deeds
    "be", "have", "become", "like", "say", "see", "want", "prefer", "know", "welcome", "appreciate", "hope",
})  # fmt: skip
_LOOSE = frozenset({"alliance", "group"})


def find_modal(scene: Scene) -> Iterator[Candidate]:
    """
    The positions in what parties are reported to have said, in the order of the text; where a report tells by itself
    what a party will not do, or would do, in that, too.
    """
    parse = scene.parse
    owed = {token.head for token in parse.tokens if token.tag == "MD" and token.dep == "aux"}
    going = dict(_find_going_to(parse))
    for verb in sorted(owed | set(_find_having_to(parse)) | set(going)):
        statement = scene.parties.inside.get(verb)
        if parse.tokens[verb].dep not in _MAIN or _is_question(parse, verb):
            continue
        holders = scene.parties.speakers(verb)
        if holders and (statement is None or _is_said(scene, statement)):
            found = _read(scene, verb, going.get(verb, verb), holders)
        else:
            found = _read_told(scene, verb, going.get(verb, verb)) if statement is None and scene.reports else None
        if found is not None:
            yield found


def _read_told(scene: Scene, verb: int, deed: int) -> Candidate | None:
    """What a report tells by itself that a party refuses or would give; what it will do is a plan."""
    subject = _find_subject(scene.parse, verb)
    holders = () if subject is None else scene.parties.read(subject)
    found = _read(scene, verb, deed, holders) if holders else None
    negated = is_negated(scene.parse, verb)
    gives = found is not None and found.kind is PositionKind.OFFER and is_deed(scene.parse, deed, scene.book, "give")
    warns = found is not None and found.kind is PositionKind.THREAT and found.condition is not None
    return found if found is not None and ((negated and found.kind in _DENYING) or gives or warns) else None


def _find_going_to(parse: Parse) -> Iterator[tuple[int, int]]:
    """The verbs of "is not going to hand over", each with the deed."""
    for token in parse.tokens:
        if token.lower == "going" and children(parse, token.i, "aux"):
            for each in children(parse, token.i, "xcomp"):
                if is_infinitive(parse, each):
                    yield token.i, each


def _find_having_to(parse: Parse) -> Iterator[int]:
    """The verbs of "has to be taken down" and "needs to be reopened"."""
    for token in parse.tokens:
        owes = any(is_infinitive(parse, each) for each in children(parse, token.i, "xcomp"))
        if owes and token.lemma in _OWES and token.tag in ("VBZ", "VBP") and children(parse, token.i, "nsubj"):
            yield token.i


def _breaks_off(parse: Parse, clause: "_Clause") -> bool:
    """Whether talk itself is what would be lost: "the talks could end if ..."."""
    return parse.tokens[clause.subject].lemma in _TALK and (clause.lemma in _ENDS or clause.is_negated)


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

    verb: int  # the deed
    words: frozenset[str]  # its auxiliaries; "is going to" is a "will"
    lemma: str
    subject: int
    whose: tuple[str, ...]
    is_own: bool
    is_negated: bool
    has_condition: bool
    is_met: bool  # the condition is itself an act of harm, which the deed would answer
    is_unmet: bool  # the deed follows when the condition is not met: "unless", "if they are not home"


def _read(scene: Scene, verb: int, deed: int, holders: tuple[str, ...]) -> Candidate | None:
    parse = scene.parse
    subject = _find_subject(parse, verb)
    if subject is None or is_vague(parse, deed, scene.book):
        return None
    condition = find_condition(parse, dict.fromkeys((verb, deed)), scene.book)
    whose = scene.parties.read(subject)
    words = frozenset(word.lower for word in auxiliaries(parse, verb))
    clause = _Clause(
        verb=deed,
        words=words if verb == deed else words | {"will"},
        lemma=parse.tokens[deed].lemma,
        subject=subject,
        whose=whose,
        is_own=parse.tokens[subject].lower in _FIRST or scene.parties.share_side(whose, holders),
        is_negated=is_negated(parse, verb) or _is_under_none(parse, verb),
        has_condition=condition is not None,
        is_met=condition is not None and _is_harm(scene, condition[0]),
        is_unmet=condition is not None and _is_unmet(parse, *condition),
    )
    kind = _mend(scene, clause, _kind(scene, clause))
    without = [*find_afterthoughts(parse, verb), *_source_of(scene, verb)]
    content = find_extent(parse, verb, without if condition is None else [*without, condition[1]])
    if kind is None or content is None:
        return None
    return Candidate(verb, deed, kind, holders, content, None if condition is None else condition[0], LIKELY)


def _find_subject(parse: Parse, verb: int) -> int | None:
    """The subject of a clause, or the one it shares with the clause that it is joined to."""
    own = children(parse, verb, "nsubj", "nsubjpass", "expl")
    if own or parse.tokens[verb].dep != "conj":
        return own[0] if own else None
    return find_subject(parse, verb)


def _is_under_none(parse: Parse, verb: int) -> bool:
    """Whether "under no circumstances" stands beside a verb."""
    return any(
        parse.tokens[noun].lemma == "circumstance" and is_negated(parse, noun)
        for preposition in children(parse, verb, "prep")
        for noun in children(parse, preposition, "pobj")
    )


def _is_unmet(parse: Parse, condition: Span, branch: int) -> bool:
    """Whether a deed follows when its condition is not met: "unless" it is, or "if" it is not."""
    before = parse.tokens_in(condition)[0] - 1
    return (before >= 0 and parse.tokens[before].lower == "unless") or is_negated(parse, branch)


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
        _breaks_off(scene.parse, clause) or _is_warned(scene.parse, clause.verb, scene.parties)
    ):
        return PositionKind.THREAT
    is_silent = kind is PositionKind.REFUSAL and is_silence(scene.parse, clause.verb, scene.book)
    return None if is_silent else kind


def _kind(scene: Scene, clause: _Clause) -> PositionKind | None:
    words = clause.words
    if words & _MUST or (clause.lemma in _OWES and not words & (_WILL | _CAN | _SHOULD)):
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
        return _of_refusal(scene, clause)
    if _is_none_of_it(scene, clause):
        return _of_nothing(scene, clause)
    if not clause.whose and not clause.has_condition and _is_force_leaving(scene, clause):
        return PositionKind.COMMITMENT
    allied = clause.is_own or any(scene.parties.known[one].kind in _LOOSE for one in clause.whose)
    if allied or (not clause.whose and _is_ours(scene, clause)):
        return _of_intent(scene, clause)
    if not clause.whose and clause.has_condition and scene.book.has("ease", clause.lemma):
        return PositionKind.CONDITION
    return _of_warning(scene, clause)


def _of_nothing(scene: Scene, clause: _Clause) -> PositionKind | None:
    """What "nothing will be signed", "nobody would be arrested" and "no ship will be unloaded unless" take."""
    if is_deed(scene.parse, clause.verb, scene.book, "consent"):
        return PositionKind.CONDITION if clause.has_condition else PositionKind.REFUSAL
    if clause.is_unmet:
        return PositionKind.THREAT
    return PositionKind.COMMITMENT if is_deed(scene.parse, clause.verb, scene.book, "harm") else None


def _is_ours(scene: Scene, clause: _Clause) -> bool:
    """Whether it is done by whoever speaks, though nobody is named: a passive, or forces that would move."""
    subject = scene.parse.tokens[clause.subject]
    return subject.dep == "nsubjpass" or (scene.book.has("forces", subject.lemma) and clause.has_condition)


def _is_offered(scene: Scene, clause: _Clause) -> bool:
    """Whether one's own side would or could do a thing if something were done: no harm, and no answer to harm."""
    harmless = not scene.book.has("harm", clause.lemma) and not scene.book.has("suffer", clause.lemma)
    asked = clause.is_own and clause.has_condition and not clause.is_met and not clause.is_negated
    return asked and harmless and bool(clause.words & {"would", "could"}) and clause.lemma not in _BARELY


def _is_none_of_it(scene: Scene, clause: _Clause) -> bool:
    """Whether "no fine would be paid", "nothing will be signed": it is for the speaker to do, and is not done."""
    parse = scene.parse
    subject = parse.tokens[clause.subject]
    none = subject.lower in _NOBODY or is_negated(parse, clause.subject)
    return none and subject.dep == "nsubjpass" and not clause.whose


def _is_force_leaving(scene: Scene, clause: _Clause) -> bool:
    """Whether forces that nobody else is named for go: those of whoever says so."""
    return scene.book.has("ease", clause.lemma) and scene.book.has("forces", scene.parse.tokens[clause.subject].lemma)


def _of_existence(parse: Parse, clause: _Clause) -> PositionKind | None:
    """What "there will be no talks until ..." and "no talks without ..." take."""
    nouns = children(parse, clause.verb, "attr", "nsubj")
    no = any(parse.tokens[det].lower == "no" for noun in nouns for det in children(parse, noun, "det"))
    beside = [each for head in (clause.verb, *nouns) for each in children(parse, head, "prep")]
    hangs = clause.has_condition or any(parse.tokens[each].lower == "without" for each in beside)
    return (PositionKind.CONDITION if hangs else PositionKind.REFUSAL) if no else None


def _of_ability(scene: Scene, clause: _Clause) -> PositionKind | None:
    if _is_offered(scene, clause):
        return PositionKind.OFFER
    if clause.has_condition and (scene.book.has("ease", clause.lemma) or clause.lemma in _BEGINS):
        return PositionKind.CONDITION
    refuses = clause.is_own and clause.is_negated and scene.book.has("consent", clause.lemma)
    return PositionKind.REFUSAL if refuses else None


def _of_refusal(scene: Scene, clause: _Clause) -> PositionKind | None:
    """What one's own side will not do; or what will not be done, where it is for the speaker to do it."""
    parse, book = scene.parse, scene.book
    yields = is_deed(parse, clause.verb, book, "consent") or is_deed(parse, clause.verb, book, "ease")
    if not clause.is_own:
        passive = parse.tokens[clause.subject].dep == "nsubjpass"
        if clause.whose or not passive or not yields:
            return None
    never = any(parse.tokens[each].lower == "never" for each in parse.children[clause.verb])
    if yields:
        return PositionKind.RED_LINE if never or _is_under_none(parse, clause.verb) else PositionKind.REFUSAL
    if book.has("force", clause.lemma):
        return PositionKind.COMMITMENT
    if book.has("unwilled", clause.lemma) or clause.lemma in _BARELY:
        return None
    if _is_under_none(parse, clause.verb) or (never and clause.lemma in _SPEAKS):
        return PositionKind.RED_LINE
    willed = bool(children(parse, clause.verb, "dobj", "prep", "xcomp")) and "would" not in clause.words
    return PositionKind.REFUSAL if willed and not never else None


def _of_intent(scene: Scene, clause: _Clause) -> PositionKind | None:
    parse, book = scene.parse, scene.book
    burden = lifts_burden(parse, clause.verb, book)
    eases = burden or is_deed(parse, clause.verb, book, "ease")
    harms = is_deed(parse, clause.verb, book, "harm")
    if harms and not burden and _hurts(scene, clause.verb):
        decided = clause.is_own and not clause.has_condition and _is_dated(scene, clause.verb)
        return PositionKind.COMMITMENT if decided else PositionKind.THREAT
    willed = clause.is_own or harms or eases or is_deed(parse, clause.verb, book, "consent")
    if (clause.is_met and eases) or (clause.is_unmet and willed and clause.lemma not in _BARELY):
        return PositionKind.THREAT
    if clause.has_condition and not eases and _turns_on_other(scene, clause):
        return PositionKind.THREAT
    if (eases and clause.has_condition) or _is_offered(scene, clause) or _is_given(scene, clause):
        return PositionKind.OFFER
    if book.has("yield", clause.lemma):
        return PositionKind.CONCESSION
    binds = clause.is_own and (eases or book.has("keep", clause.lemma))
    return PositionKind.COMMITMENT if binds and _says_what(parse, clause.verb) else None


def _is_dated(scene: Scene, verb: int) -> bool:
    """Whether a deed is announced from or for a day: "would close its ports from the next day"."""
    parse = scene.parse
    days = [
        noun
        for each in children(parse, verb, "prep")
        if parse.tokens[each].lower in ("from", "on")
        for noun in children(parse, each, "pobj")
    ]
    return any(scene.book.has("dated", parse.tokens[noun].lower) for noun in days)


def _says_what(parse: Parse, verb: int) -> bool:
    """Whether a deed names what it is done to; "will return on Friday" does not."""
    when = [each for each in children(parse, verb, "prep") if parse.tokens[each].lower not in _WHEN]
    return bool(children(parse, verb, "dobj", "ccomp", "nsubjpass") or when)


def _is_given(scene: Scene, clause: _Clause) -> bool:
    """Whether one's own side would or could do what it could refuse: "would give six months", "could consider it"."""
    yields = is_deed(scene.parse, clause.verb, scene.book, "give")
    named = children(scene.parse, clause.verb, "dobj", "prep", "xcomp")
    return clause.is_own and yields and bool(named) and bool(clause.words & {"would", "could"})


def _turns_on_other(scene: Scene, clause: _Clause) -> bool:
    """Whether the deed is done to the other side, goes to a court, or is one of forces that move."""
    parse, book = scene.parse, scene.book
    reached = [noun for each in children(parse, clause.verb, "prep") for noun in children(parse, each, "pobj")]
    if any(book.has("forum", parse.tokens[noun].lemma) for noun in reached):
        return True
    if book.has("forces", parse.tokens[clause.subject].lemma):
        return True
    done = [actor for each in children(parse, clause.verb, "dobj") for actor in scene.parties.read(each)]
    sued = bool(done) and not scene.parties.share_side(done, clause.whose)
    return sued and not book.has("keep", clause.lemma) and not book.has("consent", clause.lemma)


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
