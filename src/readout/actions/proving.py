"""
Holds the records of a brief against the kept text: every receipt, and every line against its receipts.

What is proved: a quoted line is its passage; a template's line is what its slots make; a slot is a
cited passage, the name of an actor mentioned there, the value of a time or number found there, or
who published the passage, or the count of the receipts; words printed as somebody's, and numbers,
stand in a cited passage; a day is named in a cited article.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace

from readout.corpus.accounts import UNNAMED
from readout.corpus.calendar.windows import write_when
from readout.corpus.forecasts import write_horizon
from readout.corpus.likeness import content_stems, stem
from readout.corpus.templates import fill_template, is_cited
from readout.corpus.wording import fold, number_value, time_value
from readout.errors import TemplateError
from readout.records import (
    Analysis,
    Article,
    CalendarLine,
    Citation,
    EventLine,
    ForecastLine,
    Point,
    PositionLine,
    QuantityLine,
    Slot,
    SourcedSentence,
    Span,
    StatementLine,
    Telling,
    Timex,
    Wording,
)
from readout.rendering.bundle import Bundle, ContrastBundle
from readout.spans import bears_out, covers, overlaps, passage

GAP = " … "  # between pieces of words that the source does not print side by side
_VAGUE_EDGES = frozenset({None, "START", "MID", "END"})  # a coarser value still holds the time


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written: in which file, where in it ("" for the whole), and what."""

    file: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What lines stand on: articles and analyses by id, and the names an actor id goes by."""

    articles: Mapping[str, Article]
    analyses: Mapping[str, Analysis]
    names: Mapping[str, frozenset[str]]
    outlets: Mapping[str, str]
    states: Mapping[str, frozenset[str]]  # of an actor: the ids of those it is said to belong to
    sides: Mapping[str, str]  # of an outlet, where it has one

    def passage(self, citation: Citation) -> str:
        """The cited characters, white space folded; "" when the article is not there."""
        article = self.articles.get(citation.article_id)
        return "" if article is None else fold(passage(article.text, citation.span)).strip()


def prove_records(bundle: Bundle | ContrastBundle) -> Iterator[Fault]:
    """Every fault in the receipts and lines of a bundle, in the order of its fields."""
    ground = _survey(bundle)
    yield from _prove_ids(bundle)
    for where, record in walk(bundle.made, "contrast" if isinstance(bundle, ContrastBundle) else "brief"):
        for what in _prove(record, ground):
            yield Fault(bundle.file, where, what)


def walk(record: object, where: str) -> Iterator[tuple[str, object]]:
    """Every record inside a record, itself included, with the way to it: `brief.answer[0].citations[1]`."""
    if isinstance(record, tuple):
        for number, each in enumerate(record):
            yield from walk(each, f"{where}[{number}]")
    elif is_dataclass(record):
        yield where, record
        for field in fields(record):
            yield from walk(getattr(record, field.name), f"{where}.{field.name}")


def _survey(bundle: Bundle | ContrastBundle) -> Ground:
    names: dict[str, set[str]] = {}
    states: dict[str, set[str]] = {}
    for actors in (bundle.made.actors, *(analysis.actors for analysis in bundle.analyses)):
        for actor in actors:
            names.setdefault(actor.id, set()).add(actor.name)
            if actor.country is not None:
                states.setdefault(actor.id, set()).add(actor.country)
    return Ground(
        {article.id: article for article in bundle.articles},
        {analysis.article_id: analysis for analysis in bundle.analyses},
        {actor_id: frozenset(found) for actor_id, found in names.items()},
        {outlet.id: outlet.name for outlet in bundle.made.outlets},
        {actor_id: frozenset(found) for actor_id, found in states.items()},
        {outlet.id: outlet.side for outlet in bundle.made.outlets if outlet.side},
    )


def _prove_ids(bundle: Bundle | ContrastBundle) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, article in enumerate(bundle.articles):
        if article.id in seen:
            yield Fault(bundle.file, f"articles[{number}]", f"has the id '{article.id}' of another article")
        seen.add(article.id)


def _prove(record: object, ground: Ground) -> Iterator[str]:
    match record:
        case Citation():
            yield from _prove_citation(record, ground)
        case SourcedSentence():
            yield from _prove_line(record, ground)
        case StatementLine() | Wording():
            yield from _prove_statement(record, ground)
        case PositionLine():
            yield from _prove_words("wording", record.wording, record.citations, ground)
        case ForecastLine():
            yield from _prove_words("claim", record.claim, record.citations, ground)
            yield from _prove_words("condition", record.condition or "", record.citations, ground)
            yield from _prove_words("hedge", record.hedge or "", record.citations, ground)
            yield from _prove_horizon(record.horizon, record.citations, ground)
        case Point() | Telling():
            yield from _prove_telling(record, ground) if isinstance(record, Telling) else _prove_point(record, ground)
        case QuantityLine():
            yield from _prove_quantity(record, ground)
        case CalendarLine():
            yield from _prove_words("place", record.place or "", record.citations, ground)
            yield from _prove_day("when", record.when or None, record.citations, ground)
        case EventLine():
            yield from _prove_day("day", record.day, record.citations, ground)


def _prove_telling(telling: Telling, ground: Ground) -> Iterator[str]:
    """The words marked lie in the passage, and who it is attributed to is the source of a statement there."""
    for mark in telling.marks:
        if not covers(telling.citation.span, mark):
            yield f"marks: {mark.start} to {mark.end} lies outside the passage"
    if telling.voice is not None and telling.voice not in _voices_in(telling.citation, ground):
        yield f"voice: no statement in the cited passage has the source '{telling.voice}'"


def _voices_in(citation: Citation, ground: Ground) -> Iterator[str]:
    article, analysis = ground.articles.get(citation.article_id), ground.analyses.get(citation.article_id)
    for statement in () if article is None or analysis is None else analysis.statements:
        if not any(overlaps(one, citation.span) for one in statement.content):
            continue
        if statement.source_id is not None:
            yield from ground.names.get(statement.source_id, frozenset({statement.source_id}))
        else:
            yield fold(passage(article.text, statement.source)).strip() if statement.source and article else UNNAMED


def _prove_point(point: Point, ground: Ground) -> Iterator[str]:
    """What was looked for stands in the point's own passage and, by its stem, nowhere in the text searched."""
    yield from _prove_words("text", point.text, tuple(each.citation for each in point.tellings), ground)
    if point.searched and tuple(each.outlet_id for each in point.searched) != point.absent_from:
        yield "absent_from: is not who was searched"
    told = " ".join(ground.passage(telling.citation) for telling in point.tellings)
    for search in point.searched:
        if not search.words or not search.article_ids:
            yield f"searched: nothing was looked for in what '{search.outlet_id}' published"
        for word in search.words:
            if word not in told:
                yield f"searched: “{word}” stands in no cited passage"
        for key in search.article_ids:
            article = ground.articles.get(key)
            there = content_stems("" if article is None else f"{article.title}\n{article.text}")
            found = [word for word in search.words if stem(word.replace(",", "")) in there]
            if article is None or found:
                yield f"searched: '{key}' " + ("is not kept" if article is None else f"does hold “{found[0]}”")


def _prove_statement(line: StatementLine | Wording, ground: Ground) -> Iterator[str]:
    if isinstance(line, Wording):
        yield from _prove_words("words", line.words, (line.citation,), ground)
        return
    yield from _prove_words("words", line.words, line.citations, ground)
    yield from _prove_words("cue", line.cue or "", line.citations, ground)
    yield from _prove_words("label", line.label or "", line.citations, ground)
    yield from _prove_day("said_day", line.said_day, line.citations, ground)


def _prove_number(field: str, number: float, citations: tuple[Citation, ...], ground: Ground) -> Iterator[str]:
    if number_value(number) not in _values_in(citations, ground):
        yield f"{field}: no number in the cited passages is {number}"


def _prove_quantity(line: QuantityLine, ground: Ground) -> Iterator[str]:
    """What is counted is printed, or is the unit, as of a sum of money; the unit is that of such a number found."""
    if line.of != line.unit:
        yield from _prove_words("of", line.of, line.citations, ground)
    yield from _prove_number("value", line.value, line.citations, ground)
    told = (
        (quantity.value, quantity.unit)
        for one in line.citations
        if one.article_id in ground.analyses
        for quantity in ground.analyses[one.article_id].quantities
        if covers(one.span, quantity.span)
    )
    if (line.value, line.unit) not in told:
        yield f"unit: no number in the cited passages is {line.value} {line.unit}"


def _prove_day(field: str, day: str | None, citations: tuple[Citation, ...], ground: Ground) -> Iterator[str]:
    """A day is that of a time in a cited article: the sentence that dates a happening may be another one."""
    if day is None:
        return
    kept = [(one, ground.articles[one.article_id]) for one in citations if one.article_id in ground.articles]
    whole = [replace(one, span=Span(0, len(article.text))) for one, article in kept]
    if day not in _values_in(whole, ground) and day not in {article.published for _, article in kept}:
        yield f"{field}: no time in the cited articles is {day}"


def _prove_horizon(horizon: str | None, citations: tuple[Citation, ...], ground: Ground) -> Iterator[str]:
    """A horizon is worked out from a time in a cited passage."""
    told = (
        write_horizon(ground.articles[one.article_id], timex)
        for one in citations
        if one.article_id in ground.articles and one.article_id in ground.analyses
        for timex in ground.analyses[one.article_id].timexes
        if covers(one.span, timex.span)
    )
    if horizon is not None and horizon not in told:
        yield f"horizon: no time in the cited passages gives {horizon}"


def _prove_citation(citation: Citation, ground: Ground) -> Iterator[str]:
    article = ground.articles.get(citation.article_id)
    if article is None:
        yield f"cites the article '{citation.article_id}', of which no copy is kept"
    elif not bears_out(citation, article.text):
        yield "does not match the kept text: digest, prefix or suffix differ"


def _prove_words(field: str, words: str, citations: tuple[Citation, ...], ground: Ground) -> Iterator[str]:
    """Each piece of the words stands in a cited passage, letter for letter."""
    passages = [ground.passage(citation) for citation in citations]
    for piece in fold(words).split(GAP):
        if not any(piece.strip() in cited for cited in passages) and piece.strip():
            yield f"{field}: no cited passage holds “{piece.strip()}”"


def _prove_line(line: SourcedSentence, ground: Ground) -> Iterator[str]:
    if line.author not in {"readout", "editor"}:
        yield f"has an unknown author '{line.author}'"
    if line.author == "editor" and line.template is None:
        return
    if not line.citations:
        yield "has no receipt"
    if line.template is None:
        if line.slots or len(line.citations) != 1 or ground.passage(line.citations[0]) != line.text:
            yield "is not the passage that it cites"
        return
    try:
        filled = fill_template(line.template, line.slots)
    except TemplateError as error:
        yield str(error)
        return
    if filled != line.text:
        yield f"reads otherwise when the template '{line.template}' is filled again: “{filled}”"
    for slot in line.slots:
        fault = _prove_slot(slot, line, ground)
        if fault is not None:
            yield f"slot '{slot.name}': {fault}"


def _prove_slot(slot: Slot, line: SourcedSentence, ground: Ground) -> str | None:  # noqa: PLR0911 -- one return a kind of slot
    if slot.citation is not None and not is_cited(slot.citation, line.citations):
        return "is filled from a passage that the line does not cite"
    cited = line.citations if slot.citation is None else (slot.citation,)
    if slot.kind == "count":
        return None if slot.value == str(len(line.citations)) else f"counts {slot.value}, not {len(line.citations)}"
    if slot.kind == "span":
        borne = slot.citation is not None and ground.passage(slot.citation) == fold(slot.value).strip()
        return None if borne else "is not the passage that it cites"
    if slot.kind == "outlet":
        published = {_outlet_of(one, ground) for one in cited}
        return None if slot.value in published else f"'{slot.value}' did not publish the cited passage"
    if slot.kind == "meeting":
        kinds = _meetings_in(cited, ground)
        return None if slot.value in kinds else f"no meeting of the kind '{slot.value}' is told in the cited passage"
    if slot.kind == "level":
        borne = slot.value in _levels_in(cited, ground)
        return None if borne else f"no meeting of {slot.value} is told in the cited passage"
    if slot.kind == "actor":
        borne = any(slot.value in names for names in _actors_in(cited, ground))
        return None if borne else f"nobody called '{slot.value}' is mentioned in the cited passage"
    if slot.kind == "state":
        borne = any(slot.value in names for names in _states_in(cited, ground))
        return None if borne else f"nobody mentioned in the cited passage is of '{slot.value}', nor is its outlet"
    return (
        None if slot.value in _values_in(cited, ground) else f"no time or number in the cited passage is {slot.value}"
    )


def _outlet_of(citation: Citation, ground: Ground) -> str | None:
    article = ground.articles.get(citation.article_id)
    return None if article is None else ground.outlets.get(article.outlet_id or "") or article.outlet_name


def _meetings_in(cited: Iterable[Citation], ground: Ground) -> frozenset[str]:
    """The kinds of the meetings in whose evidence the cited words stand."""
    return frozenset(
        meeting.kind
        for citation in cited
        if (analysis := ground.analyses.get(citation.article_id)) is not None
        for meeting in analysis.meetings
        if covers(meeting.evidence, citation.span)
    )


def _levels_in(cited: Iterable[Citation], ground: Ground) -> frozenset[str | None]:
    """At which levels the meetings are that a cited passage tells."""
    return frozenset(
        meeting.level
        for citation in cited
        if (analysis := ground.analyses.get(citation.article_id)) is not None
        for meeting in analysis.meetings
        if covers(citation.span, meeting.evidence)
    )


def _actors_in(cited: Iterable[Citation], ground: Ground) -> Iterator[frozenset[str]]:
    for citation in cited:
        analysis = ground.analyses.get(citation.article_id)
        for mention in () if analysis is None else analysis.mentions:
            if mention.actor_id is not None and covers(citation.span, mention.span):
                yield ground.names.get(mention.actor_id, frozenset({mention.actor_id}))


def _states_in(cited: Iterable[Citation], ground: Ground) -> Iterator[frozenset[str]]:
    """The names of the states that the actors of cited passages, and their outlets, belong to."""
    for citation in cited:
        analysis, article = ground.analyses.get(citation.article_id), ground.articles.get(citation.article_id)
        side = None if article is None else ground.sides.get(article.outlet_id or "")
        within = () if analysis is None else (one for one in analysis.mentions if covers(citation.span, one.span))
        states = {state for one in within for state in ground.states.get(one.actor_id or "", ())}
        for state in states | ({side} if side else set()):
            yield ground.names.get(state, frozenset({state}))


def _values_in(cited: Iterable[Citation], ground: Ground) -> frozenset[str]:
    values: set[str] = set()
    for citation in cited:
        analysis = ground.analyses.get(citation.article_id)
        if analysis is None:
            continue
        for timex in analysis.timexes:
            if covers(citation.span, timex.span):
                values.update((*_values_of(timex), write_when(timex)))
        values.update(number_value(each.value) for each in analysis.quantities if covers(citation.span, each.span))
    return frozenset(values)


def _values_of(timex: Timex) -> tuple[str, ...]:
    """The value as written, and the day, month and year that hold it."""
    exact = time_value(timex)
    if timex.mod not in _VAGUE_EDGES or "/" in timex.value or not timex.value[:4].replace("X", "0").isdigit():
        return (exact,)
    day, _, _ = timex.value.partition("T")
    parts = day.split("-")
    return (exact, day, *("-".join(parts[:size]) for size in range(1, len(parts)) if parts[0] != "XXXX" or size > 1))
