"""
What is foretold: the forecasts of one article, with condition, horizon, hedge and what they follow from.

    clauses that may foretell ─ whose voice ─ condition ─ claim ─ horizon ─ forecast or not ─ if-then chains

The range of a hedge is that of ICD 203, Analytic Standards (2015); see hedges.csv.
"""

from collections.abc import Sequence

from readout.analysis.forecasts.acceptance import is_forecast
from readout.analysis.forecasts.chains import REACH, Link, find_parents, opens_onward, sums_up
from readout.analysis.forecasts.claims import cut_claim, find_horizon, is_soon
from readout.analysis.forecasts.conditions import Condition, find_conditions
from readout.analysis.forecasts.hedging import BE, Hedging, find_hedged
from readout.analysis.forecasts.scene import Scene
from readout.analysis.forecasts.voices import Trade, Voice, find_judges, find_voice
from readout.codebook import Codebook
from readout.codes import Genre
from readout.quotations import find_quotations
from readout.records import Article, Forecast, Mention, Span, Statement, Timex
from readout.spans import finding_id, passage
from readout.tokens import Parse

__all__ = ["find_forecasts"]


def find_forecasts(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    codebook: Codebook,
    genre: Genre,
) -> tuple[Forecast, ...]:
    """
    The forecasts of an article in the order of the text.

    `forecaster_id` is None for the author; with a `statement_id` it is None for a source that no codebook knows.
    A claim stands with the frame that turns it round ("I do not expect them to meet"), so that no claim says the
    opposite of what was foretold. `condition` holds its marker ("if", "unless"). What could be a plan, a
    timetable, a threat or a wish is left out.
    """
    scene = Scene(
        article=article,
        parse=parse,
        mentions=mentions,
        timexes=timexes,
        statements=statements,
        genre=genre,
        book=codebook.forecasts,
        actors=codebook.actors,
        quotations=find_quotations(parse.text, [parse.span(*block) for block in parse.blocks]),
    )
    judges = find_judges(scene)
    found: list[tuple[Hedging, Link]] = []
    conditions: dict[int, tuple[Condition, ...]] = {}
    for one in find_hedged(parse, scene.book):
        number = parse.sentence_of[one.verb]
        if number not in conditions:
            conditions[number] = find_conditions(parse, scene.book, *parse.sentences[number])
        link = _read(scene, one, conditions[number], judges, found[-1][1] if found else None)
        if link is not None:
            found.append((one, link))
    found.sort(key=lambda pair: (pair[1].first, pair[1].verb))
    parents = find_parents(scene, [link for _, link in found])
    ids = [_name(scene, link) for _, link in found]
    return tuple(
        _make(scene, one, link, ids[number], None if parent is None else ids[parent])
        for number, ((one, link), parent) in enumerate(zip(found, parents, strict=True))
    )


def _read(
    scene: Scene, one: Hedging, conditions: Sequence[Condition], judges: frozenset[str], last: Link | None
) -> Link | None:
    if any({one.verb, one.top} & set(condition.tokens) for condition in conditions):
        return None  # what a condition supposes is not foretold
    voice = find_voice(scene, one, judges)
    if voice is None:
        return None
    condition = _condition_of(scene.parse, one, conditions)
    first, after = cut_claim(scene, one, voice, conditions)
    horizon = find_horizon(scene, first, after, condition)
    carries_on = _carries_on(scene, one, voice, last)
    onward = carries_on or _goes_on(scene, one, first, last)
    if not is_forecast(
        scene, one, voice, condition, dated=horizon is not None, soon=is_soon(scene.parse, horizon), onward=onward
    ):
        return None
    outcome = scene.parse.tokens[one.verb].dep == "relcl" and one.frame is None
    supposes = condition is not None or onward
    return Link(one.verb, first, after, condition, voice, outcome, supposes=supposes, carries_on=carries_on)


def _carries_on(scene: Scene, one: Hedging, voice: Voice, last: Link | None) -> bool:
    """Whether a commentator's "would" goes on supposing what the forecast in or before its sentence supposed."""
    if one.modal != "conditional" or voice.trade is not Trade.COMMENTATOR or last is None or not last.supposes:
        return False
    away = scene.parse.sentence_of[one.verb] - scene.parse.sentence_of[last.verb]
    return last.voice.trade is Trade.COMMENTATOR and away in (0, 1) and last.verb < one.verb


def _goes_on(scene: Scene, one: Hedging, first: int, last: Link | None) -> bool:
    """Whether a clause speaks of the forecast shortly before it: "in that case", "that would"."""
    parse = scene.parse
    away = REACH + 1 if last is None else parse.sentence_of[one.verb] - parse.sentence_of[last.verb]
    if away <= REACH and opens_onward(scene, first, one.verb):
        return True
    return away == 1 and parse.tokens[one.verb].lemma not in BE and sums_up(parse, one.verb)


def _condition_of(parse: Parse, one: Hedging, conditions: Sequence[Condition]) -> Condition | None:
    """The condition that hangs on the clause, on its frame, or on the clause it is joined to and that it precedes."""
    reach = {one.verb, one.top, *((one.frame,) if one.frame is not None else ())}
    if one.frame is not None:
        reach.add(parse.tokens[one.frame].head)
    for condition in conditions:
        if one.verb in condition.tokens:
            continue
        if condition.governor in reach:
            return condition
        word = one.top
        while parse.tokens[word].dep == "conj":
            word = parse.tokens[word].head
            if condition.governor == word and condition.tokens[0] < word:
                return condition
    return None


def _name(scene: Scene, link: Link) -> str:
    condition = " ".join(link.condition.words(scene.parse)) if link.condition else ""
    claim = passage(scene.article.text, scene.parse.span(link.first, link.after))
    return finding_id("forecast", scene.article.id, link.voice.actor_id or "", claim, condition)


def _make(scene: Scene, one: Hedging, link: Link, key: str, parent: str | None) -> Forecast:
    parse = scene.parse
    printed = None if one.printed is None else passage(scene.article.text, parse.span(*one.printed))
    condition = link.condition
    return Forecast(
        id=key,
        forecaster_id=link.voice.actor_id,
        claim=parse.span(link.first, link.after),
        condition=None if condition is None else parse.span(condition.tokens[0], condition.tokens[-1] + 1),
        horizon=find_horizon(scene, link.first, link.after, condition),
        hedge=printed and " ".join(printed.split()),
        probability=one.range,
        evidence=_evidence(parse, link),
        statement_id=link.voice.statement.id if link.voice.statement else None,
        parent_id=parent,
    )


def _evidence(parse: Parse, link: Link) -> Span:
    return parse.sentence_span(parse.sentence_of[link.verb])
