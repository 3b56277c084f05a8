"""
What each party wants, refuses, offers, threatens or binds itself to, and on what condition.

    words of positions (cues, contents), "will", "must", "never" in a party's own words (modals), "out of the
    question" (phrases), "not before June" (fragments), and what it says was or was not done (blames)
    ─ whose voice (parties, voice) ─ extents and conditions ─ issue and firmness (topics)

A position needs a holder who is a party; what a commentator advises is none, and what one infers
of a party is an assessment. Most sentences hold no position.
"""

from collections.abc import Iterable, Iterator, Sequence

from readout.analysis.positions.blames import find_told
from readout.analysis.positions.candidates import Candidate, Scene
from readout.analysis.positions.clauses import find_clause
from readout.analysis.positions.cues import find_named
from readout.analysis.positions.fragments import find_fragments
from readout.analysis.positions.modals import find_modal
from readout.analysis.positions.parties import Parties
from readout.analysis.positions.phrases import find_phrased
from readout.analysis.positions.saying import find_said, is_standing
from readout.analysis.positions.topics import IssueIndex, find_firmness
from readout.codebook import Codebook, CueBook
from readout.codes import Genre, PositionKind
from readout.records import Actor, Article, Mention, Position, Statement, Timex
from readout.spans import finding_id, overlaps, passage
from readout.tokens import Parse

__all__ = ["find_positions"]


def find_positions(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    actors: Iterable[Actor],
    statements: Sequence[Statement],
    codebook: Codebook,
    genre: Genre = Genre.NEWS,
    timexes: Sequence[Timex] = (),
) -> tuple[Position, ...]:
    """
    The positions of an article in the order of the text, each with its holders.

    `actors` are those first met in this article. What an office's own page says, its party says. Nothing is found
    in an empty parse.
    """
    parties = Parties(parse, mentions, statements, actors, codebook, _office(article, codebook, genre))
    reports = genre in (Genre.NEWS, Genre.OFFICIAL)
    scene = Scene(parse, parties, codebook.positions, codebook.modality, reports)
    found = [
        *find_named(scene),
        *find_modal(scene),
        *find_phrased(scene),
        *find_told(scene),
        *find_fragments(scene),
    ]
    issues = IssueIndex(codebook.standoff.issues)
    kept = _without_doubles(sorted(found, key=lambda one: (one.content, one.trigger)), parties)
    return tuple(_make(article, parse, candidate, parties, issues, codebook, timexes) for candidate in kept)


def _office(article: Article, codebook: Codebook, genre: Genre) -> str | None:
    """The party whose office publishes an official page; None for any other article."""
    sides = {outlet.id: outlet.side for outlet in codebook.standoff.outlets}
    return sides.get(article.outlet_id or "") if genre is Genre.OFFICIAL else None


def _without_doubles(found: Sequence[Candidate], parties: Parties) -> Iterator[Candidate]:
    """One position a kind, holder and stretch: the surer one, then the one that says more."""
    strongest = sorted(found, key=lambda one: (-one.confidence, one.content.start - one.content.end, one.content))
    kept: list[Candidate] = []
    for one in strongest:
        same = (
            other
            for other in kept
            if overlaps(one.content, other.content)
            and (one.kind is other.kind or one.head == other.head)
            and parties.share_side(one.holders, other.holders)
        )
        if next(same, None) is None:
            kept.append(one)
    yield from sorted(kept, key=lambda one: (one.content, one.trigger))


def _is_speech(parse: Parse, statement: Statement, cues: CueBook) -> bool:
    """Whether the source says the content, rather than thinks or shows it."""
    lemmas = () if statement.cue is None else (parse.tokens[i].lemma for i in parse.tokens_in(statement.cue))
    found = [cue for lemma in lemmas for cue in cues.find(lemma, "verb")]
    return not found or any(cue.is_speech for cue in found)


def _make(
    article: Article,
    parse: Parse,
    candidate: Candidate,
    parties: Parties,
    issues: IssueIndex,
    codebook: Codebook,
    timexes: Sequence[Timex],
) -> Position:
    evidence = find_clause(parse, candidate.trigger)
    content = passage(article.text, candidate.content)
    condition = None if candidate.condition is None else passage(article.text, candidate.condition)
    statement = parties.inside.get(candidate.trigger)
    if statement is not None and not _is_speech(parse, statement, codebook.cues):
        statement = None  # "considers the demand ..." does not tell of the demand: the outlet does
    firmness = find_firmness(parse, candidate.trigger, codebook.positions)
    inside = [span for span in (candidate.content, candidate.condition) if span is not None]
    said = None if statement is None else statement.said
    says = (str(candidate.kind), *sorted(candidate.holders), content, condition or "")
    return Position(
        id=finding_id("position", article.id, *says, passage(article.text, evidence)),
        kind=candidate.kind,
        holder_ids=tuple(sorted(candidate.holders)),
        issue_id=issues.find(content, condition or "", passage(article.text, evidence)),
        content=candidate.content,
        condition=candidate.condition,
        firmness="firm" if candidate.kind is PositionKind.RED_LINE else firmness,
        statement_id=None if statement is None else statement.id,
        evidence=evidence,
        confidence=candidate.confidence,
        said=said or find_said(parse, candidate.trigger, inside, timexes),
        standing=is_standing(parse, candidate.trigger, candidate.content, codebook.positions),
    )
