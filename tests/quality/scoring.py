"""
Scores what an analysis found against the gold: precision, recall and F1 by kind of record.

Pairs are made one to one, the best fit first; what fits is said by `docs/annotation.md` and, for each
kind, below. A kind with a point (`timex.value`) counts the pairs that also agree on that field.
A record that fits nothing but an unsure line counts neither for nor against.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quality.goldlines import GoldLine
from readout.records import Actor, Analysis, Span
from readout.spans import overlaps

Fit = Callable[[GoldLine, Any], float]  # 0 is no fit
Agree = Callable[[GoldLine, Any], bool]
_WORD = re.compile(r"\w+")
_SAME_FURNITURE = {"heading": "title", "credit": "caption"}  # parted by some, together by others: no mistake


@dataclass(frozen=True, slots=True)
class Score:
    """How many records the gold has, how many were found, how many of those are right."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return round(self.right / self.found, 3) if self.found else 0.0

    @property
    def recall(self) -> float:
        return round(self.right / self.gold, 3) if self.gold else 0.0

    @property
    def f1(self) -> float:
        return round(2 * self.right / (self.gold + self.found), 3) if self.gold + self.found else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.gold + other.gold, self.found + other.found, self.right + other.right)


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores by kind; the names of the gold lines that were found, and those of records that are in no gold line."""

    scores: Mapping[str, Score]
    hits: tuple[str, ...]
    spurious: tuple[str, ...]


def score_analyses(
    gold: Sequence[GoldLine], analyses: Iterable[Analysis], texts: Mapping[str, str], actors: Mapping[str, Actor]
) -> Scored:
    """Score every analysis of an article that has gold; `texts` and `actors` are looked up by id."""
    sums: dict[str, Score] = {}
    hits: list[str] = []
    spurious: list[str] = []
    for analysis in analyses:
        lines = [line for line in gold if line.article_id == analysis.article_id]
        if not lines:
            continue
        bench = _Bench(texts[analysis.article_id], analysis, actors)
        for kind, records in bench.records().items():
            pairs, unmatched = _pair([line for line in lines if line.kind == kind], records, bench.fits[kind])
            sure = [line for line in lines if line.kind == kind and not line.unsure]
            pairs = [pair for pair in pairs if not pair[0].unsure]
            found = len(pairs) + len(unmatched)
            for name, agree in {kind: _always, **bench.points.get(kind, {})}.items():
                right = sum(agree(line, record) for line, record in pairs)
                sums[name] = sums.get(name, Score(0, 0, 0)) + Score(len(sure), found, right)
            hits += [line.name for line, _ in pairs]
            spurious += [f"{analysis.article_id}\t{kind}\t{bench.told(record)}" for record in unmatched]
        for name, score in bench.furniture([line for line in lines if line.kind == "furniture"]).items():
            sums[name] = sums.get(name, Score(0, 0, 0)) + score
    return Scored({name: sums[name] for name in sorted(sums)}, tuple(sorted(hits)), tuple(sorted(spurious)))


def _pair(lines: Sequence[GoldLine], records: Sequence[Any], fit: Fit) -> tuple[list[tuple[GoldLine, Any]], list[Any]]:
    """Lines and records one to one, best fit first, sure lines before unsure ones; then the records left over."""
    fits = [
        (not line.unsure, fit(line, record), -i, -j) for i, line in enumerate(lines) for j, record in enumerate(records)
    ]
    pairs: dict[int, int] = {}
    for _, strength, minus_i, minus_j in sorted(fits, reverse=True):
        if strength > 0 and -minus_i not in pairs and -minus_j not in pairs.values():
            pairs[-minus_i] = -minus_j
    taken = set(pairs.values())
    # A second telling of what is paired already (two mentions of one meeting) is no mistake.
    again = {j for j, record in enumerate(records) for line in lines if line.kind == "meeting" and fit(line, record)}
    left = [record for j, record in enumerate(records) if j not in taken | again]
    return [(lines[i], records[j]) for i, j in sorted(pairs.items())], left


def _list(ids: object) -> list[str]:
    return [str(one) for one in ids] if isinstance(ids, list) else []


def _day(when: Any) -> str:
    """A meeting's time as the gold writes it: the day, without a time of day; "" for none."""
    return "" if when is None else str(when.value).split("T")[0]


def _always(_line: GoldLine, _record: Any) -> bool:
    return True


class _Bench:
    """One article on the bench: its words, what was found in it, and how each kind is compared."""

    def __init__(self, text: str, analysis: Analysis, actors: Mapping[str, Actor]) -> None:
        self.text = text
        self.analysis = analysis
        self.actors = dict(actors) | {actor.id: actor for actor in analysis.actors}
        self.starts = [match.start() for match in _WORD.finditer(text)]
        self.fits: dict[str, Fit] = {
            "genre": lambda line, record: float(line.fields["genre"] == str(record)),
            "timex": lambda line, record: self._overlap(line, record.span),
            "statement": self._fit_statement,
            "event": self._fit_event,
            "position": self._fit_position,
            "meeting": self._fit_meeting,
            "forecast": lambda line, record: self._jaccard(line.spans, (record.claim,), 0.4),
            "quantity": self._fit_quantity,
            "contested": lambda line, record: self._jaccard(line.spans, (record.claim,), 0.4),
            "question": lambda line, record: self._jaccard(line.spans, (record.question,), 0.7),
        }
        self.points: dict[str, dict[str, Agree]] = {
            "timex": {
                "timex.value": lambda line, one: line.fields["value"] == one.value,
                "timex.type": lambda line, one: line.fields["type"] == str(one.type),
            },
            "statement": {
                "statement.speaker": self._same_speaker,
                "statement.quoting": lambda line, one: line.fields["quoting"] == str(one.quoting),
                "statement.factual": lambda line, one: line.fields["factual"] == one.factual,
            },
            "event": {
                "event.factuality": lambda line, one: line.fields["factuality"] == str(one.factuality),
                "event.actors": lambda line, one: self._same_parties(line.fields["actor_ids"], one.actor_ids),
                "event.whole": self._same_event,
            },
            "position": {
                "position.holder": lambda line, one: self._same_parties(line.fields["holder_ids"], one.holder_ids),
            },
            "meeting": {
                "meeting.status": lambda line, one: line.fields["status"] == str(one.status),
                "meeting.day": lambda line, one: (line.fields["day"] or "") == _day(one.when),
                "meeting.parties": lambda line, one: self._same_parties(line.fields["party_ids"], one.party_ids),
            },
            "forecast": {
                "forecast.condition": lambda line, one: (line.fields["condition"] is None) == (one.condition is None),
            },
        }

    def records(self) -> dict[str, Sequence[Any]]:
        """What was found, by the gold's name of its kind."""
        one = self.analysis
        return {
            "genre": (one.genre,),
            "timex": one.timexes,
            "statement": one.statements,
            "event": one.events,
            "position": one.positions,
            "meeting": one.meetings,
            "forecast": one.forecasts,
            "quantity": one.quantities,
            "contested": one.contested,
            "question": one.questions,
        }

    def told(self, record: Any) -> str:
        """A record in a few words, for a list of mistakes."""
        for field in ("span", "trigger", "claim", "question"):
            span = getattr(record, field, None)
            if isinstance(span, Span):
                kind = getattr(record, "event_type", getattr(record, "value", ""))
                return f"{' '.join(self.text[span.start : span.end].split())[:90]}\t{kind}"
        content = getattr(record, "content", None) or getattr(record, "evidence", None)
        spans = content if isinstance(content, tuple) else (content,) if isinstance(content, Span) else ()
        told = " / ".join(" ".join(self.text[span.start : span.end].split()) for span in spans)
        return f"{told[:110]}\t{getattr(record, 'kind', getattr(record, 'source_id', record))}"

    def furniture(self, lines: Sequence[GoldLine]) -> dict[str, Score]:
        """Furniture by characters that are no white space: what is marked and what should be, then with its kind."""
        gold = {at: str(line.fields["furniture"]) for line in lines for span in line.spans for at in self._ink(span)}
        marked = self.analysis.furniture
        found = {at: _SAME_FURNITURE.get(one.kind, one.kind) for one in marked for at in self._ink(one.span)}
        shared = gold.keys() & found.keys()
        same = sum(gold[at] == found[at] for at in shared)
        return {
            "furniture": Score(len(gold), len(found), len(shared)),
            "furniture.kind": Score(len(gold), len(found), same),
        }

    def _ink(self, span: Span) -> list[int]:
        return [at for at in range(span.start, span.end) if not self.text[at].isspace()]

    def _words(self, spans: Iterable[Span]) -> set[int]:
        return {at for span in spans for at in self.starts if span.start <= at < span.end}

    def _jaccard(self, gold: Iterable[Span], found: Iterable[Span], least: float) -> float:
        one, other = self._words(gold), self._words(found)
        ratio = len(one & other) / len(one | other) if one | other else 0.0
        return ratio if ratio >= least else 0.0

    def _overlap(self, line: GoldLine, span: Span) -> float:
        if not any(overlaps(own, span) for own in line.spans):
            return 0.0
        return max(self._jaccard(line.spans, (span,), 0.0), 0.01)

    def _fit_statement(self, line: GoldLine, record: Any) -> float:
        source = record.source
        told = set(_WORD.findall(self.text[source.start : source.end].lower())) if source else set()
        wanted = set(_WORD.findall(str(line.fields["source"] or "").lower()))
        if bool(told) != bool(wanted) or (told and not told & wanted):
            return 0.0
        return self._jaccard(line.spans, record.content, 0.5)

    def _fit_event(self, line: GoldLine, record: Any) -> float:
        """The same type, and the same trigger; or, weaker, the same sentence and a party in common ("held a call")."""
        if line.fields["event_type"] != str(record.event_type):
            return 0.0
        strength = self._overlap(line, record.trigger)
        wanted = [*_list(line.fields["actor_ids"]), *_list(line.fields["recipient_ids"])]
        shared = set(map(self._state, wanted)) & set(map(self._state, (*record.actor_ids, *record.recipient_ids)))
        beside = shared and any(overlaps(span, record.evidence) for span in line.spans)
        return strength or (0.005 if beside else 0.0)

    def _fit_position(self, line: GoldLine, record: Any) -> float:
        if line.fields["position"] != str(record.kind):
            return 0.0
        one, other = self._words(line.spans), self._words((record.content,))
        shared = len(one & other) / min(len(one), len(other)) if one and other else 0.0
        return shared if shared >= 0.5 else 0.0

    def _fit_meeting(self, line: GoldLine, record: Any) -> float:
        evidence = record.evidence
        if not any(overlaps(span, evidence) for span in line.spans):
            return 0.0
        when = record.when
        day = str(line.fields["day"] or "")
        if when is not None and day and not (when.value.startswith(day[:7]) or day.startswith(when.value[:7])):
            return 0.0
        same_day = when is not None and _day(when) == day
        same_status = str(record.status) == line.fields["status"]
        return 0.2 + 0.4 * same_day + 0.2 * same_status

    def _fit_quantity(self, line: GoldLine, record: Any) -> float:
        same = abs(float(str(line.fields["value"])) - record.value) < 0.01
        return self._overlap(line, record.span) if same else 0.0

    def _same_speaker(self, line: GoldLine, record: Any) -> bool:
        wanted, told = line.fields["source_id"], record.source_id
        if isinstance(wanted, str) and wanted.startswith("*"):
            return told in self.actors and self.actors[told].name == wanted[1:]
        return bool(wanted == told)

    def _same_event(self, line: GoldLine, record: Any) -> bool:
        points = self.points["event"]
        return points["event.factuality"](line, record) and points["event.actors"](line, record)

    def _same_parties(self, wanted: object, told: Iterable[str]) -> bool:
        """Whether the same states, alliances and stateless persons are named: a minister stands for the state."""
        return {self._state(one) for one in _list(wanted)} == {self._state(one) for one in told}

    def _state(self, actor_id: str) -> str:
        actor = self.actors.get(actor_id)
        return actor.country or actor_id if actor else actor_id
