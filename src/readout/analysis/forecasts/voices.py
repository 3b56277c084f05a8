"""Whose forecast it is: the author's, a quoted judge's by trade, or a party's."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from readout.analysis.forecasts.hedging import OWN, Hedging
from readout.analysis.forecasts.scene import Scene
from readout.codes import Genre, Quoting
from readout.records import Span, Statement
from readout.spans import covers, overlaps

SURE_ENOUGH = 0.5  # what is less sure to have been said is no forecast of its source


class Trade(StrEnum):
    """What kind of voice foretells."""

    COMMENTATOR = "commentator"  # the author of a commentary
    REPORTER = "reporter"  # the author of news
    JUDGE = "judge"  # somebody quoted whose trade is judging what may happen
    PARTY = "party"  # anybody else who is quoted


@dataclass(frozen=True, slots=True)
class Voice:
    """Who foretells; `actor_id` None is the author where `statement` is None, else a source nobody knows."""

    trade: Trade
    actor_id: str | None
    statement: Statement | None


def find_judges(scene: Scene) -> frozenset[str]:
    """The actors whom the article calls an analyst, a historian, an expert: by role, apposition or a name after it."""
    tokens = scene.parse.tokens
    called: list[int] = []
    for token in tokens:
        if not scene.book.has("voices", "judges", token.lower):
            continue
        if token.dep in ("appos", "attr"):
            called.append(token.head if token.dep == "appos" else _subject(scene, token.head))
        elif token.dep in ("compound", "nmod", "amod", "conj"):
            called.append(token.head)
    spans = [Span(tokens[i].start, tokens[i].end) for i in called if i >= 0]
    return frozenset(
        mention.actor_id
        for mention in scene.mentions
        if mention.actor_id and mention.label == "PERSON" and any(overlaps(mention.span, span) for span in spans)
    )


def _subject(scene: Scene, verb: int) -> int:
    subjects = [i for i in scene.parse.children[verb] if scene.parse.tokens[i].dep == "nsubj"]
    return subjects[0] if subjects else -1


def find_voice(scene: Scene, hedging: Hedging, judges: frozenset[str]) -> Voice | None:
    """
    The voice behind a clause. None where nobody can be named for it: a view held by somebody unnamed,
    a statement that was not made or is not sure, or an office's own page, where a party speaks of itself.
    """
    holder = hedging.holder
    statement = _innermost(scene, hedging.verb)
    own = holder is None or scene.parse.tokens[holder].lower in OWN or _is_the_source(scene, statement, holder)
    if statement is not None:
        if not statement.factual or statement.confidence < SURE_ENOUGH or not own:
            return None
        trade = Trade.JUDGE if _is_judge(scene, statement, judges) else Trade.PARTY
        return Voice(trade, statement.source_id, statement)
    if _is_quoted(scene, hedging.verb):
        return None
    if not own:
        assert holder is not None
        actor_id = _actor_at(scene, holder)
        return None if actor_id is None else Voice(Trade.PARTY, actor_id, None)
    if scene.genre is Genre.OFFICIAL:
        return None
    return Voice(Trade.REPORTER if scene.genre is Genre.NEWS else Trade.COMMENTATOR, None, None)


def _is_the_source(scene: Scene, statement: Statement | None, holder: int) -> bool:
    """Whether who holds the view is who is reported to: "Lund thinks that they will sign"."""
    return statement is not None and statement.source_id is not None and holder in _source_tokens(scene, statement)


def _is_quoted(scene: Scene, verb: int) -> bool:
    """Whether a clause stands in quotation marks: somebody's words, whoever it was."""
    at = scene.parse.tokens[verb].start
    return any(one.outer.start <= at < one.outer.end for one in scene.quotations)


def _innermost(scene: Scene, verb: int) -> Statement | None:
    token = scene.parse.tokens[verb]
    inside = Span(token.start, token.end)
    holding = [
        (piece.end - piece.start, number, statement)
        for number, statement in enumerate(scene.statements)
        for piece in statement.content
        if covers(piece, inside) and not _is_authors_own(scene, statement)
    ]
    return min(holding, key=lambda one: one[:2])[2] if holding else None


def _is_authors_own(scene: Scene, statement: Statement) -> bool:
    """Whether "I" outside any quotation is the source: the author speaks."""
    words = [scene.parse.tokens[i].lower for i in _source_tokens(scene, statement)]
    quoted = statement.source is not None and any(
        covers(piece, statement.source) for other in scene.statements for piece in other.content
    )
    return bool(words) and set(words) <= OWN and not quoted


def is_reported(voice: Voice) -> bool:
    """Whether the words are told in reported speech, where "would" and "was" stand for "will" and "is"."""
    return voice.statement is not None and voice.statement.quoting is not Quoting.DIRECT


def _is_judge(scene: Scene, statement: Statement, judges: frozenset[str]) -> bool:
    if statement.source_id is not None and statement.source_id in judges:
        return True
    return any(scene.book.has("voices", "judges", word) for word in words_of(scene, statement))


def words_of(scene: Scene, statement: Statement | None) -> tuple[str, ...]:
    """The words by which a source is called, role included, in lower case; () without a statement."""
    if statement is None:
        return ()
    printed = (scene.parse.tokens[i].lower for i in _source_tokens(scene, statement))
    return (*(statement.role or "").lower().split(), *printed)


def _source_tokens(scene: Scene, statement: Statement) -> tuple[int, ...]:
    return () if statement.source is None else scene.parse.tokens_in(statement.source)


def _actor_at(scene: Scene, i: int) -> str | None:
    token = scene.parse.tokens[i]
    inside = Span(token.start, token.end)
    return next((one.actor_id for one in scene.mentions if one.actor_id and covers(one.span, inside)), None)


def actors_under(scene: Scene, noun: int) -> Iterator[str]:
    """The actors named in a noun phrase, given by its head."""
    below = scene.parse.subtree(noun)
    for mention in scene.mentions:
        if mention.actor_id and any(
            covers(mention.span, Span(scene.parse.tokens[i].start, scene.parse.tokens[i].end)) for i in below
        ):
            yield mention.actor_id
