"""
What editors decided, as the next assembly follows it: which judgements are in force, and what they do to findings.

A judgement names its subject by an id that digests what the record says, so that it holds whichever recipe finds
the same again. What it does:

- CONFIRMED: the finding, or the coded happening, is as sure as can be. UNSURE: nothing; it was seen.
- REJECTED: it is left out, and with a statement everything that hangs on it: what an unsound attribution asserts
  would else stand in the outlet's own voice.
- EDITED: one field of a finding is another (`FIELDS`).
- SAME, DIFFERENT, RENAMED: of actors here, of stories in `corpus.recasting`.
- EVIDENCE: a passage stands beside a forecast, before those that the machine proposes. Of an article that is not
  among those given, or does not say it any more, nothing.
- CAME_TRUE, DID_NOT, VOID: the state of a forecast. MOVED: the movement of a position.
- WITHDRAWN: the judgement before it on that aspect is in force no more, and none is.

A judgement whose subject is not among what is given does nothing here; the archive counts those that nothing has.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TypeVar

from readout.codes import EventType, Factuality, MeetingStatus, Movement, PositionKind, Verdict
from readout.corpus.actors import Directory
from readout.records import (
    Actor,
    Analysis,
    Article,
    CalendarLine,
    Citation,
    EventLine,
    ForecastLine,
    Judgement,
    PositionLine,
    Span,
    StatementLine,
)
from readout.spans import cite

SOUND, ONE, NAME, OUTCOME, MOVEMENT = "sound", "one", "name", "outcome", "movement"
OUTCOMES = frozenset({Verdict.CAME_TRUE, Verdict.DID_NOT, Verdict.VOID})
SURE = 1.0
_ASPECTS = {
    Verdict.CONFIRMED: SOUND, Verdict.REJECTED: SOUND, Verdict.UNSURE: SOUND, Verdict.SAME: ONE,
    Verdict.DIFFERENT: ONE, Verdict.RENAMED: NAME, Verdict.MOVED: MOVEMENT, **dict.fromkeys(OUTCOMES, OUTCOME),
}  # fmt: skip
FIELDS: Mapping[str, Mapping[str, type]] = {  # of each kind of finding, the fields an editor may put right
    "statements": {"source_id": str, "role": str},
    "events": {"event_type": EventType, "factuality": Factuality, "day": str},
    "positions": {"kind": PositionKind, "firmness": str},
    "meetings": {"status": MeetingStatus},
    "forecasts": {"forecaster_id": str},
}
_MAY_BE_NONE = frozenset({"source_id", "role", "day", "firmness", "forecaster_id"})
KINDS = ("statements", "events", "positions", "meetings", "forecasts", "contested", "questions")
_ONE_ACTOR = frozenset({"source_id", "forecaster_id", "by_id", "asked_by", "actor_id"})
_ACTORS = frozenset({"addressee_ids", "actor_ids", "recipient_ids", "holder_ids", "party_ids", "announced_by",
                     "confirmed_by"})  # fmt: skip
_DOERS = {"events": "actor_ids", "positions": "holder_ids", "meetings": "party_ids"}  # nothing is left without one
Ledger = EventLine | CalendarLine | StatementLine | PositionLine | ForecastLine
Listed = TypeVar("Listed", EventLine, CalendarLine, StatementLine, PositionLine, ForecastLine)
Record = TypeVar("Record")
Key = tuple[str, ...]
_PLACE = re.compile(r"(.+)@(\d{1,9})-(\d{1,9})", re.DOTALL)


def aspect_of(judgement: Judgement) -> str:
    """What is decided about the subjects: of judgements on one aspect the latest is in force."""
    if judgement.verdict is Verdict.WITHDRAWN:
        return judgement.field or SOUND
    if judgement.verdict is Verdict.EDITED:
        return f"field {judgement.field}"
    if judgement.verdict is Verdict.EVIDENCE:
        return f"evidence {judgement.field}"
    return _ASPECTS[judgement.verdict]


def key_of(judgement: Judgement) -> Key:
    """The subjects in order, and the aspect: what a later judgement must share to supersede this one."""
    return (*sorted(judgement.subject_ids), aspect_of(judgement))


def list_in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that nothing supersedes or withdraws, in order of their instant; ties as given."""
    latest: dict[Key, Judgement] = {}
    for judgement in sorted(judgements, key=lambda one: one.decided_at):
        latest.pop(key_of(judgement), None)
        latest[key_of(judgement)] = judgement
    return tuple(one for one in latest.values() if one.verdict is not Verdict.WITHDRAWN)


@dataclass(frozen=True)
class Docket:
    """The judgements in force, looked up by what they are about."""

    judgements: tuple[Judgement, ...] = ()

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Every id that a judgement is about."""
        return frozenset(each for one in self.judgements for each in one.subject_ids)

    @cached_property
    def rejected(self) -> frozenset[str]:
        """What is left out."""
        return self._single(Verdict.REJECTED)

    @cached_property
    def confirmed(self) -> frozenset[str]:
        """What is as sure as can be."""
        return self._single(Verdict.CONFIRMED)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What a story or an actor is called, by its id."""
        return {one.subject_ids[0]: one.value for one in self.judgements if _is(one, Verdict.RENAMED) and one.value}

    @cached_property
    def edits(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Field and value of each edit, by the finding's id."""
        told: dict[str, list[tuple[str, str]]] = {}
        for one in self.judgements:
            if _is(one, Verdict.EDITED) and one.field and one.value is not None:
                told.setdefault(one.subject_ids[0], []).append((one.field, one.value))
        return {key: tuple(edits) for key, edits in told.items()}

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The outcome of a forecast, by its id."""
        return {one.subject_ids[0]: one.verdict.value for one in self.judgements if one.verdict in OUTCOMES}

    @cached_property
    def evidence(self) -> Mapping[str, tuple[Judgement, ...]]:
        """The passages that bear on a forecast, by its id."""
        told: dict[str, list[Judgement]] = {}
        for one in self.judgements:
            if _is(one, Verdict.EVIDENCE):
                told.setdefault(one.subject_ids[0], []).append(one)
        return {key: tuple(found) for key, found in told.items()}

    @cached_property
    def movements(self) -> Mapping[str, Movement]:
        """How a position stands, by its id; a word that is no movement is passed over."""
        known = {each.value: each for each in Movement}
        told = ((one.subject_ids[0], known.get(one.value or "")) for one in self.judgements if _is(one, Verdict.MOVED))
        return {key: value for key, value in told if value is not None}

    @cached_property
    def pairs(self) -> Mapping[Verdict, tuple[tuple[str, str], ...]]:
        """The pairs that are one, and those that are not, as the editor named them."""
        told = {verdict: [one for one in self.judgements if one.verdict is verdict] for verdict in _PAIRED}
        size = 2
        return {
            verdict: tuple((one.subject_ids[0], one.subject_ids[1]) for one in ones if len(one.subject_ids) == size)
            for verdict, ones in told.items()
        }

    def follows(self, seen: Iterable[str]) -> tuple[str, ...]:
        """Those of the subjects that are among what is there, in order."""
        return tuple(sorted(self.subjects.intersection(seen)))

    def _single(self, verdict: Verdict) -> frozenset[str]:
        return frozenset(one.subject_ids[0] for one in self.judgements if _is(one, verdict))


_PAIRED = (Verdict.SAME, Verdict.DIFFERENT)


def _is(judgement: Judgement, verdict: Verdict) -> bool:
    return judgement.verdict is verdict and len(judgement.subject_ids) == 1


def open_docket(judgements: Iterable[Judgement]) -> Docket:
    """The judgements in force among these."""
    return Docket(list_in_force(judgements))


# -- findings --------------------------------------------------------------------------------------------------


def judge_analyses(analyses: Sequence[Analysis], docket: Docket) -> tuple[Analysis, ...]:
    """The analyses as editors judged them; one that no judgement concerns is given back as it is."""
    if not docket.judgements:
        return tuple(analyses)
    one_actor = _find_merged(docket)
    not_here: dict[str, set[str]] = {}
    for one, other in docket.pairs[Verdict.DIFFERENT]:
        for actor, article in ((one, other), (other, one)):
            not_here.setdefault(article, set()).add(actor)
    return tuple(_judge_analysis(each, docket, one_actor, not_here.get(each.article_id, set())) for each in analyses)


def _judge_analysis(analysis: Analysis, docket: Docket, merged: Mapping[str, str], not_here: set[str]) -> Analysis:
    unsound = _find_unsound(analysis, docket.rejected)
    changed: dict[str, object] = {}
    for kind in KINDS:
        findings = getattr(analysis, kind)
        told = [_judge_finding(kind, one, docket) for one in findings if one.id not in unsound]
        told = [known for one in told if (known := _rename_actors(kind, one, merged, not_here)) is not None]
        changed[kind] = tuple(told)
    changed["mentions"] = tuple(_swap(one, merged, not_here) for one in analysis.mentions)
    changed["actors"] = tuple(
        replace(one, name=docket.names.get(one.id, one.name)) for one in analysis.actors if one.id not in merged
    )
    judged = replace(analysis, **changed)  # type: ignore[arg-type]
    return analysis if judged == analysis else judged


def _find_unsound(analysis: Analysis, rejected: frozenset[str]) -> set[str]:
    """The findings that are rejected, and those that hang on a rejected statement or follow from such a forecast."""
    unsound = {one.id for kind in KINDS for one in getattr(analysis, kind) if one.id in rejected}
    if not unsound:
        return unsound
    hangs = [
        (one.id, getattr(one, name))
        for kind in KINDS
        for one in getattr(analysis, kind)
        for name in ("statement_id", "via_id", "parent_id")
        if getattr(one, name, None)
    ]
    while more := {own for own, on in hangs if on in unsound and own not in unsound}:
        unsound |= more
    return unsound


def _judge_finding(kind: str, finding: Record, docket: Docket) -> Record:
    own = finding.id  # type: ignore[attr-defined]
    changed: dict[str, object] = {}
    for field, value in docket.edits.get(own, ()):
        changed |= _read_edit(kind, field, value)
    if own in docket.confirmed and hasattr(finding, "confidence"):
        changed["confidence"] = SURE
    return replace(finding, **changed) if changed else finding  # type: ignore[type-var]


def _read_edit(kind: str, field: str, value: str) -> dict[str, object]:
    """A field as it shall be; nothing where the kind has no such field or the word is not of its vocabulary."""
    form = FIELDS.get(kind, {}).get(field)
    if form is None or (not value and field not in _MAY_BE_NONE):
        return {}
    try:
        return {field: form(value) if value else None}
    except ValueError:
        return {}


# -- actors ----------------------------------------------------------------------------------------------------


def _find_merged(docket: Docket) -> dict[str, str]:
    """Whose id stands for whose: the first of a pair for the second, through chains; the earlier pair wins a circle."""
    merged: dict[str, str] = {}
    for kept, other in docket.pairs[Verdict.SAME]:
        last = _last(kept, merged)
        if last != _last(other, merged):
            merged[_last(other, merged)] = last
    return {key: _last(key, merged) for key in merged}


def _last(key: str, merged: Mapping[str, str]) -> str:
    while key in merged:
        key = merged[key]
    return key


def _rename_actors(kind: str, finding: Record, merged: Mapping[str, str], not_here: set[str]) -> Record | None:
    """A finding with the actors as they are now; None where nobody is left who does, holds or meets."""
    told = _swap(finding, merged, not_here)
    doers = _DOERS.get(kind)
    emptied = doers is not None and getattr(finding, doers) and not getattr(told, doers)
    return None if emptied else told


def _swap(finding: Record, merged: Mapping[str, str], not_here: set[str]) -> Record:
    if not merged and not not_here:
        return finding
    changed: dict[str, object] = {}
    for field in fields(finding):  # type: ignore[arg-type]
        value = getattr(finding, field.name)
        if field.name in _ONE_ACTOR and value is not None:
            changed[field.name] = None if value in not_here else merged.get(value, value)
        elif field.name in _ACTORS and value:
            kept = (merged.get(one, one) for one in value if one not in not_here)
            changed[field.name] = tuple(dict.fromkeys(kept))
    return replace(finding, **changed) if changed else finding  # type: ignore[type-var]


def judge_directory(directory: Directory, docket: Docket) -> Directory:
    """The directory with actors renamed; one that is another is known by that other's entry."""
    if not docket.names and not docket.pairs[Verdict.SAME]:
        return directory
    merged = _find_merged(docket)
    known: dict[str, Actor] = {
        key: replace(one, name=docket.names.get(key, one.name))
        for key, one in directory.by_id.items()
        if key not in merged
    }
    for key, kept in merged.items():
        if key in directory.by_id and kept not in known:
            known[kept] = replace(directory.by_id[key], id=kept, name=docket.names.get(kept, directory.by_id[key].name))
    return Directory(known)


# -- lines of the ledgers --------------------------------------------------------------------------------------


def judge_forecasts(
    lines: Iterable[ForecastLine], docket: Docket, articles: Mapping[str, Article]
) -> tuple[ForecastLine, ...]:
    """Forecasts as editors judged them, with the passages that editors set beside them first among the evidence."""
    return tuple(_add_evidence(line, docket, articles) for line in judge_lines(lines, docket))


def _add_evidence(line: ForecastLine, docket: Docket, articles: Mapping[str, Article]) -> ForecastLine:
    found = (cite_evidence(one, articles) for one in docket.evidence.get(line.id, ()))
    added = tuple(one for one in found if one is not None)
    return replace(line, proposed_evidence=tuple(dict.fromkeys((*added, *line.proposed_evidence)))) if added else line


def cite_evidence(judgement: Judgement, articles: Mapping[str, Article]) -> Citation | None:
    """The receipt of a passage that an editor named; None where no article here says it there."""
    told = _PLACE.fullmatch(judgement.field or "")
    article = articles.get(told[1]) if told else None
    if told is None or article is None:
        return None
    start, end = int(told[2]), int(told[3])
    if not start < end <= len(article.text) or article.text[start:end] != judgement.value:
        return None
    return cite(article, Span(start, end))


def name_place(article_id: str, span: Span) -> str:
    """Where a passage stands, as `Judgement.field` has it."""
    return f"{article_id}@{span.start}-{span.end}"


def judge_lines(lines: Iterable[Listed], docket: Docket) -> tuple[Listed, ...]:
    """Lines as editors judged them, in their order."""
    if not docket.judgements:
        return tuple(lines)
    return tuple(_judge_line(line, docket) for line in lines if id_of(line) not in docket.rejected)


def id_of(line: Ledger) -> str:
    """What a judgement calls a line by."""
    return line.uid if isinstance(line, CalendarLine) else line.id


def _judge_line(line: Listed, docket: Docket) -> Listed:
    if isinstance(line, EventLine) and line.id in docket.confirmed:
        return replace(line, confidence=SURE)
    if isinstance(line, ForecastLine) and line.id in docket.states:
        return replace(line, state=docket.states[line.id])
    if isinstance(line, PositionLine) and line.id in docket.movements:
        return replace(line, movement=docket.movements[line.id])
    return line
