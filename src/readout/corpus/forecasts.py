"""The forecast ledger: what was foretold over all articles, by whom, by when, and what later articles may say of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from readout.codebook import Codebook
from readout.codes import EventType, Factuality, Genre, TimexType
from readout.corpus.actors import Directory
from readout.corpus.period import earliest_day, is_recent, latest_day, move_day
from readout.corpus.standing import write_plain_line
from readout.records import (
    Analysis,
    Article,
    Citation,
    Event,
    Forecast,
    ForecastLine,
    SourcedSentence,
    Span,
    Timex,
)
from readout.spans import cite, covers, finding_id, hull, overlaps, passage

OPEN, OVERDUE = "open", "overdue"
DECIDED = frozenset({"came_true", "did_not", "void"})  # only a person says so
MOST_PROPOSED = 3
FEWEST = 4  # words of a claim that says something
UNNAMED = "a source that is not named"
FULFILLED = frozenset({Factuality.HAPPENED, Factuality.ONGOING})
EARLIER = frozenset({"before"})  # the day before the time named is the last
REPORTING = frozenset({Genre.NEWS, Genre.OFFICIAL})
UP_TO = frozenset({"by", "until", "till", "within", "in", "before"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who"})
_NOBODY = re.compile(r"(?:some|any|every|no) ?(?:body|one|thing)\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:an?|some|one) \w+ (?:that|which|who)\b", re.IGNORECASE)  # which one, is told elsewhere
_MAXIM = re.compile(r"if (?:\w+ )?[a-z]+ (?:is|are) (?:an?|the) [a-z ]+$", re.IGNORECASE)  # a turn of phrase
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 31, "Y": 366}
ENOUGH = 50  # reports after a forecast, the soonest, of which the first to be printed are taken
Reports = dict[tuple[EventType, frozenset[str], frozenset[str]], list[tuple[date, Article, Event]]]


@dataclass(frozen=True, slots=True)
class _Told:
    article: Article
    analysis: Analysis
    forecast: Forecast
    forecaster: str

    @property
    def claim(self) -> str:
        return _fold(passage(self.article.text, self.forecast.claim))

    @property
    def condition(self) -> str | None:
        """The condition; None where it names nobody and only says what something is: "if war is a game"."""
        span = self.forecast.condition
        words = "" if span is None else _fold(passage(self.article.text, span))
        named = any(one.actor_id and span and covers(span, one.span) for one in self.analysis.mentions)
        return None if not words or (_MAXIM.match(words) and not named) else words

    @property
    def key(self) -> str:
        return finding_id("forecast-line", self.forecaster, self.claim.lower(), (self.condition or "").lower())


def settle_forecasts(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    codebook: Codebook,
    directory: Directory,
    period: tuple[date | None, date | None],
    earlier: Sequence[ForecastLine] = (),
) -> tuple[ForecastLine, ...]:
    """
    One `ForecastLine` for each forecast, by its horizon (the soonest first, those without one last); the same words
    of the same forecaster, printed twice, are one line with two receipts.

    `forecaster` is the author with the outlet, or the source as printed. `horizon` is an ISO day or an interval
    a/b, None where the text names no time. The state is "overdue" from the day after the horizon's last day on,
    as of the last day of `period`, else "open"; whether it came true only a person says, and what a person said
    of a line in `earlier` stays. `proposed_evidence` are later reports of the very act foretold: same type, same
    parties.
    """
    first_day, last_day = period
    by_article = {analysis.article_id: analysis for analysis in analyses}
    ordered = sorted((article for article in articles if article.id in by_article), key=lambda one: one.id)
    outlets = {outlet.id: outlet.name for outlet in codebook.standoff.outlets}
    told = [one for article in ordered for one in _gather(article, by_article[article.id], outlets, directory)]
    groups: dict[str, list[_Told]] = {}
    for one in told:
        groups.setdefault(one.key, []).append(one)
    lines_of = {one.forecast.id: one.key for one in told}
    decided = {line.id: line.state for line in earlier if line.state in DECIDED}
    reports = _gather_reports(ordered, by_article, directory)
    written = [_write_line(group, lines_of, reports, directory, last_day) for group in groups.values()]
    parents = {line.id: line.parent_id for line in written}
    told_of = {key: _tell(group, directory) for key, group in groups.items()}
    news = {key for key, group in groups.items() if any(is_recent(one.article, first_day) for one in group)}
    news |= {line.id for line in written if first_day and first_day.isoformat() <= _last(line.horizon)}
    kept = [
        replace(
            line,
            state=decided.get(line.id, line.state),
            parent_id=None if _runs_in_a_ring(line.id, parents) else line.parent_id,
            shown=told_of[line.id] is not None and line.id in news,
            told=told_of[line.id],
        )
        for line in written
    ]
    return tuple(sorted(kept, key=lambda line: (line.horizon is None, _last(line.horizon), _place(line))))


def _tell(group: Sequence[_Told], directory: Directory) -> SourcedSentence | None:
    """The first sentence of a group that says by itself what is foretold; None where none does."""
    for one in group:
        if _can_print(one):
            line = write_plain_line(one.article, one.analysis, _sentence(one), directory)
            if line is not None:
                return line
    return None


def _sentence(told: _Told) -> Span:
    """The sentence that foretells; more than one where condition and claim stand in several."""
    whole = hull([told.forecast.evidence, told.forecast.claim, *filter(None, (told.forecast.condition,))])
    within = [one.span for one in told.analysis.sentences if overlaps(one.span, whole)]
    return hull([whole, *within])


def _can_print(told: _Told) -> bool:
    """Whether a claim is a forecast of somebody named, and not of a position, a reporter or an "if" told elsewhere."""
    if told.analysis.genre in REPORTING and told.forecast.statement_id is None:
        return False  # what a reporter seems to foretell is somebody's words told on
    if told.forecast.hedge == "would" and told.forecast.statement_id is None and told.condition is None:
        return False  # an author's "would" hangs on an "if" of another sentence
    if any(overlaps(one.content, told.forecast.claim) for one in told.analysis.positions if one.statement_id):
        return False  # what a party threatens or promises to do itself stands among the positions
    return (
        told.forecaster != UNNAMED
        and not _NOBODY.match(told.claim)
        and not _INDEFINITE.match(told.claim)
        and len(told.claim.split()) >= FEWEST
    )


def _runs_in_a_ring(line_id: str, parents: Mapping[str, str | None]) -> bool:
    """Whether a line would follow from itself, as when two articles tell one chain in opposite orders."""
    above, seen = parents[line_id], set()
    while above is not None and above not in seen:
        if above == line_id:
            return True
        seen.add(above)
        above = parents.get(above)
    return False


def _last(horizon: str | None) -> str:
    return (horizon or "").rpartition("/")[2]


def _place(line: ForecastLine) -> tuple[str, int]:
    return line.citations[0].article_id, line.citations[0].span.start


def _gather(article: Article, analysis: Analysis, outlets: Mapping[str, str], directory: Directory) -> Iterator[_Told]:
    for forecast in analysis.forecasts:
        name = _name_forecaster(article, analysis, forecast, outlets, directory)
        yield _Told(article, analysis, forecast, name)


def _name_forecaster(
    article: Article, analysis: Analysis, forecast: Forecast, outlets: Mapping[str, str], directory: Directory
) -> str:
    """The actor's name, the source as printed, or the author with the outlet."""
    if forecast.forecaster_id is not None:
        return directory.name(forecast.forecaster_id)
    statement = next((one for one in analysis.statements if one.id == forecast.statement_id), None)
    if statement is not None:
        printed = "" if statement.source is None else _fold(passage(article.text, statement.source))
        return UNNAMED if printed.lower() in PRONOUNS | {""} else printed
    outlet = outlets.get(article.outlet_id or "") or article.outlet_name or article.outlet_id
    return ", ".join(filter(None, (" and ".join(article.byline) or "the author", outlet)))


def _write_line(
    group: Sequence[_Told],
    lines_of: Mapping[str, str],
    reports: Reports,
    directory: Directory,
    last_day: date | None,
) -> ForecastLine:
    first = group[0]
    forecast = first.forecast
    horizon = None if forecast.horizon is None else write_horizon(first.article, forecast.horizon)
    due = None if horizon is None else latest_day(horizon)
    proposed = dict.fromkeys(each for one in group for each in _propose(one, horizon, reports, directory))
    return ForecastLine(
        id=first.key,
        forecaster=first.forecaster,
        claim=first.claim,
        condition=first.condition,
        hedge=forecast.hedge,
        horizon=horizon,
        probability=forecast.probability,
        state=OVERDUE if due is not None and last_day is not None and due < last_day else OPEN,
        proposed_evidence=tuple(islice(proposed, MOST_PROPOSED)),
        citations=tuple(dict.fromkeys(cite(one.article, one.forecast.evidence) for one in group)),
        parent_id=lines_of.get(forecast.parent_id or ""),
    )


def write_horizon(article: Article, timex: Timex) -> str | None:
    """
    The days in which a claim is to come true, as an ISO day or an interval a/b: "in May" is that month, "by May"
    runs from the day of publication to its end, "before May" to the day before it, "before the end of
    May" to its end. None where no day can be told.
    """
    start = None if article.published is None else earliest_day(article.published)
    lead = article.text[max(0, timex.span.start - 24) : timex.span.start].lower().split()[-1:]
    word = lead[0] if lead else ""
    if timex.type is TimexType.DURATION:
        return _within(start, timex.value)
    first = earliest_day(timex.earliest or timex.value)
    last = latest_day(timex.latest or timex.value)
    if first is None or last is None:
        return None
    if word in EARLIER and timex.mod != "END" and first > (start or first):
        last = move_day(first, -1)
    if word in UP_TO - {"in"}:
        first = start or first
    return _interval(min(first, last), last)


def _within(start: date | None, length: str) -> str | None:
    found = _LENGTH.fullmatch(length)
    if start is None or found is None:
        return None
    return _interval(start, move_day(start, int(found[1]) * _DAYS[found[2]]))


def _interval(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _gather_reports(articles: Iterable[Article], analyses: Mapping[str, Analysis], directory: Directory) -> Reports:
    """What was reported as done on a day, by act and parties, in order of day."""
    found: Reports = {}
    for article in articles:
        for event in analyses[article.id].events:
            day = None if event.day is None or event.factuality not in FULFILLED else earliest_day(event.day)
            if day is not None and (act := _act(event, directory)) is not None:
                found.setdefault(act, []).append((day, article, event))
    for reports in found.values():
        reports.sort(key=lambda report: report[0])
    return found


def _propose(one: _Told, horizon: str | None, reports: Reports, directory: Directory) -> Iterator[Citation]:
    """The first later reports, in time, of an act of the type that the claim foretells, between the same parties."""
    foretold = [event for event in one.analysis.events if covers(one.forecast.claim, event.trigger)]
    published = latest_day(one.article.published or "")
    if published is None or not foretold:
        return
    due = None if horizon is None else latest_day(horizon)
    acts = [_act(each, directory) for each in foretold if _may_come_true(each, dated=due is not None)]
    for act in dict.fromkeys(filter(None, acts)):
        later = reports.get(act, [])
        for day, article, event in later[bisect_right(later, published, key=lambda report: report[0]) :][:ENOUGH]:
            if due is None or day <= due:
                yield cite(article, event.evidence)


def _may_come_true(foretold: Event, *, dated: bool) -> bool:
    """
    Whether a report may be of what is foretold: ahead, and both parties named. Talks go on all the time: only where
    the forecast says by when.
    """
    if foretold.factuality in FULFILLED | {Factuality.DENIED}:
        return False
    return bool(foretold.actor_ids and foretold.recipient_ids) and (
        foretold.event_type is not EventType.CONSULT or dated
    )


def _act(event: Event, directory: Directory) -> tuple[EventType, frozenset[str], frozenset[str]] | None:
    """The kind of act and its parties, by which two codings are of one; who meets whom has no direction."""
    one, other = directory.parties(event.actor_ids), directory.parties(event.recipient_ids)
    if event.event_type is EventType.CONSULT:
        return (event.event_type, one | other, frozenset()) if one | other else None
    return (event.event_type, one, other) if one and other else None


def _fold(text: str) -> str:
    return " ".join(text.split())
