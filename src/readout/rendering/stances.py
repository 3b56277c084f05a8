"""Positions and forecasts as lines for the eye: whose, when said or printed, and who tells it."""

from collections.abc import Mapping, Sequence

from readout.codes import Genre, Movement, PositionKind
from readout.corpus.wording import write_list, write_time
from readout.records import Brief, ForecastLine, PositionLine, SourcedSentence
from readout.rendering.besides import in_words, printed_on, published_on, receipts_of, voice_of
from readout.rendering.layout import Group, Line, Part
from readout.rendering.receipts import Shelf

ENOUGH = 8  # words of an earlier wording that say by themselves what was meant
_KINDS = {  # what the codes hold, where their name says less
    PositionKind.THREAT: "threat or announced measure",
    PositionKind.COMMITMENT: "commitment or assurance",
}
OPEN = "open"  # of a forecast: nobody has judged it


def positions(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A group for each holder; what others infer of a party is in brief.json and not here."""
    by_holder: dict[str, list[Line]] = {}
    for line in brief.positions:
        if line.told is None or line.kind is PositionKind.ASSESSMENT:
            continue
        told = by_holder.setdefault(", ".join(shelf.names(line.holder_ids)), [])
        if all(line.told.text != other.text for other in told):  # a sentence with two positions is printed once
            told.append(_position(line, shelf))
    return tuple(
        Group(tuple(lines), holder or "holder not named", most=brief.budget.positions)
        for holder, lines in by_holder.items()
    )


def _position(line: PositionLine, shelf: Shelf) -> Line:
    """A position with the day it was said, else printed; that nobody told it before is not said: few know."""
    firmness = () if line.firmness is None else (in_words(line.firmness),)
    moved = (line.movement.value,) if _is_shown(line) else ()
    text = line.told.text if line.told else line.wording
    author = _author(line, shelf)
    tellers = [each for each in line.attributed_to if each not in line.holder_ids and not _names(each, text, shelf)]
    if line.told is not None and text.rstrip().endswith((".", ".”", '."')):  # a sentence says who speaks in it
        own = shelf.articles.get(line.told.citations[0].article_id)
        tellers = [each for each in tellers if own is not None and each == own.outlet_id]
    told_by = ", ".join(shelf.outlets.get(each) or shelf.names((each,))[0] for each in tellers)
    before = line.previous_wording if _is_shown(line) else None
    said = line.said_day is not None and line.said_day == line.last_day
    printed = printed_on(line.last_day) if line.last_day and not said else None
    since = f"in like words since {write_time(line.first_day)}" if line.first_day[:10] < line.last_day[:10] else None
    notes = (printed, since, f"as told by {author or told_by}" if told_by else None)
    return Line(
        line.told.text if line.told else line.wording,
        receipts_of(line.citations, shelf),
        when=write_time(line.last_day) if said else None,
        labels=(*moved, *firmness, *_kind_of_piece(line.told, shelf)),
        cue=_KINDS.get(line.kind, in_words(line.kind.value)),
        note="; ".join(filter(None, notes)) or None,
        parts=() if before is None else (Part("before", before, receipts_of(line.previous_citations, shelf)),),
    )


def _kind_of_piece(told: SourcedSentence | None, shelf: Shelf) -> tuple[str, ...]:
    """The kind of piece without its author, who is named beside the line."""
    return () if told is None else tuple(label.partition(":")[0] for label in voice_of(told, shelf))


def _is_shown(line: PositionLine) -> bool:
    """Whether a position moved in a way that a reader sees from the two wordings: not that it is new or repeated."""
    moved = line.movement in (Movement.HARDENED, Movement.SOFTENED, Movement.CONTRADICTED)
    return moved and len((line.previous_wording or "").split()) >= ENOUGH


def _names(teller: str, text: str, shelf: Shelf) -> bool:
    """Whether a line names who tells it already."""
    return shelf.names((teller,))[0].split()[-1] in text


def _author(line: PositionLine, shelf: Shelf) -> str | None:
    """Who wrote the piece of opinion or analysis that alone tells of a position, with its outlet; else None."""
    told = {citation.article_id for citation in line.citations}
    authored = all(shelf.genres.get(each) in (Genre.OPINION, Genre.ANALYSIS) for each in told)
    article = shelf.articles.get(next(iter(told), ""))
    by_outlet = all(each in shelf.outlets for each in line.attributed_to)
    if not authored or len(told) != 1 or article is None or not article.byline or not by_outlet:
        return None
    return f"{write_list(article.byline)}, {shelf.outlet(article.outlet_id)}"


def forecasts(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A line for each forecast, with what is proposed as evidence; those that follow from it stand below it."""
    shown = [line for line in brief.forecasts if line.shown]
    shown = list({_foretold(line): line for line in reversed(shown)}.values())[::-1]  # a sentence stands once
    known = {line.id for line in shown}
    below: dict[str | None, list[ForecastLine]] = {}
    for line in shown:
        below.setdefault(line.parent_id if line.parent_id in known else None, []).append(line)
    return (Group(tuple(_forecast(line, below, shelf) for line in below.get(None, ())), most=brief.budget.forecasts),)


def _forecast(line: ForecastLine, below: Mapping[str | None, Sequence[ForecastLine]], shelf: Shelf) -> Line:
    proposed = receipts_of(line.proposed_evidence, shelf)
    text = _foretold(line)
    hedge = () if line.hedge is None or line.hedge.lower() in text.lower() else (f"hedge: {line.hedge}",)
    state = () if line.state == OPEN and line.horizon is None else (in_words(line.state),)
    return Line(
        text,
        receipts_of(line.citations, shelf),
        by=line.forecaster,
        labels=(*state, *hedge, *_kind_of_piece(line.told, shelf)),
        note="; ".join(filter(None, (_due(line.horizon), published_on(line.citations[0], shelf)))) or None,
        cue=line.condition if line.told is None else None,
        parts=tuple(Part("proposed as evidence", receipt.passage, (receipt,)) for receipt in proposed),
        below=tuple(_forecast(each, below, shelf) for each in below.get(line.id, ())),
    )


def _foretold(line: ForecastLine) -> str:
    return line.claim if line.told is None else line.told.text


def _due(horizon: str | None) -> str | None:
    """Until when a claim is to come true."""
    if horizon is None:
        return None
    first, _, last = horizon.partition("/")
    return f"due by {write_time(last)}" if last else f"due on {write_time(first)}"
