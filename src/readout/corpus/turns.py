"""Lines that takeaways and changes share: a meeting, a position that moved, a point told differently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from readout.codes import Agreement, MeetingStatus, Movement
from readout.corpus.likeness import content_stems
from readout.corpus.templates import make_line, span_slot, time_slot
from readout.corpus.wording import fold
from readout.records import (
    Analysis,
    Article,
    CalendarLine,
    Citation,
    Comparison,
    Point,
    PositionLine,
    Slot,
    SourcedSentence,
    Span,
)
from readout.spans import covers, passage

MOVED = {
    Movement.HARDENED: "position_hardened",
    Movement.SOFTENED: "position_softened",
    Movement.CONTRADICTED: "position_contradicted",
}
DIFFERING = {
    "who_asked": "differ_who_asked",
    "agreed_or_discussed": "differ_agreed",
    "number": "differ_number",
    "denied": "differ_denied",
    "wording": "differ_wording",
}
AHEAD = frozenset({MeetingStatus.AGREED, MeetingStatus.PROPOSED, MeetingStatus.POSTPONED})
GAP = " … "
SAME = 0.75  # share of the content stems of two wordings that both hold
LONGEST = 240  # characters of a passage that a line may quote


@dataclass(frozen=True, slots=True)
class Ground:
    """What lines are filled from: articles and analyses, by id."""

    articles: Mapping[str, Article]
    analyses: Mapping[str, Analysis]


def meeting_line(template: str, line: CalendarLine, ground: Ground) -> SourcedSentence | None:
    """A meeting in the words of its summary, with its day where a cited passage names it; None if it has no summary."""
    if line.summary.template != "meeting":
        return None
    slots = [slot for slot in line.summary.slots if slot.name in ("parties", "what", "did", "where", "place")]
    citations = list(line.summary.citations)
    for citation in dict.fromkeys((*citations, *line.citations)):
        if (day := _day_slot(line.when, citation, ground)) is not None:
            slots.append(day)
            if citation not in citations:
                citations.append(citation)
            break
    return make_line(template, slots, citations)


def _day_slot(when: str, citation: Citation, ground: Ground) -> Slot | None:
    for timex in ground.analyses[citation.article_id].timexes:
        if when and timex.value[:10] == when[:10] and covers(citation.span, timex.span):
            return time_slot("day", ground.articles[citation.article_id], timex)
    return None


def position_line(line: PositionLine, ground: Ground) -> SourcedSentence | None:
    """A position that hardened, softened or was contradicted, before and after; None for any other."""
    template = MOVED.get(line.movement)
    if template is None or line.previous_wording is None or _says_the_same(line.wording, line.previous_wording):
        return None
    before = _find_words("before", line.previous_wording, line.previous_citations, ground)
    after = _find_words("after", line.wording, line.citations, ground)
    if before is None or after is None or before.citation is None or after.citation is None:
        return None
    holder = _holder_slot(line, ground)
    slots = (*((holder,) if holder else ()), before, after)
    citations = dict.fromkeys(
        citation
        for slot in slots
        for citation in (*line.previous_citations, *line.citations)
        if slot.citation
        and citation.article_id == slot.citation.article_id
        and covers(citation.span, slot.citation.span)
    )
    return make_line(template, slots, tuple(citations))


def _says_the_same(one: str, other: str) -> bool:
    """Whether two wordings share nearly all of their content: a position told again in other words did not move."""
    mine, theirs = set(content_stems(one)), set(content_stems(other))
    return len(mine & theirs) >= SAME * len(mine | theirs)


def _holder_slot(line: PositionLine, ground: Ground) -> Slot | None:
    """The holder by the name that is printed for him in a cited passage; None where only a pronoun stands for him."""
    for citation in line.citations:
        article = ground.articles[citation.article_id]
        for mention in ground.analyses[article.id].mentions:
            named = mention.actor_id in line.holder_ids and covers(citation.span, mention.span)
            if named and passage(article.text, mention.span)[:1].isupper() and mention.label != "PRONOUN":
                return span_slot("holder", article, mention.span)
    return None


def point_line(point: Point, ground: Ground) -> SourcedSentence | None:
    """A point told differently, one version beside the other; None for a point without a kind of difference."""
    template = DIFFERING.get(point.conflict or "")
    if template is None or len(point.tellings) < 2 or point.agreement not in (Agreement.CONFLICT, Agreement.UPDATE):
        return None
    citations = tuple(telling.citation for telling in point.tellings)
    pieces = point.text.split(GAP)
    if len(pieces) == 1:
        shown = citations[:1] + citations[-1:]
        pieces = [fold(passage(ground.articles[one.article_id].text, one.span)).strip() for one in shown]
    slots = [_find_words(name, words, citations, ground) for name, words in zip(("one", "other"), pieces, strict=False)]
    if len(slots) < 2 or any(slot is None or len(slot.value) > LONGEST for slot in slots):
        return None
    return make_line(template, [slot for slot in slots if slot], citations)


def points_told_differently(comparisons: tuple[Comparison, ...]) -> Iterator[Point]:
    """The points in conflict, in the order of the comparisons."""
    for comparison in comparisons:
        yield from (point for point in comparison.points if point.agreement is Agreement.CONFLICT)


def _find_words(name: str, words: str, citations: tuple[Citation, ...], ground: Ground) -> Slot | None:
    """A slot of the passage in which some words stand as printed, white space aside; None where none holds them."""
    for citation in citations:
        article = ground.articles.get(citation.article_id)
        if article is None:
            continue
        text = passage(article.text, citation.span)
        start = text.find(words)
        if start >= 0 and words:
            found = Span(citation.span.start + start, citation.span.start + start + len(words))
            return span_slot(name, article, found)
        if fold(text).strip() == words:
            return replace(span_slot(name, article, citation.span), value=words)
    return None
