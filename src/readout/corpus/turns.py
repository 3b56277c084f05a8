"""Lines that takeaways and changes share: a meeting, a position that moved, a point told differently."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from readout.codes import Agreement, Factuality, MeetingStatus, Movement
from readout.corpus.actors import Directory
from readout.corpus.likeness import content_stems
from readout.corpus.standing import stands_alone, write_plain_line
from readout.corpus.templates import is_cited, make_line, passage_slots, span_slot, time_slot
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
    Telling,
)
from readout.spans import cite, covers, passage

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
SHOWN = frozenset({"leaders", "ministers"})  # levels: "officials" may be ministers told of vaguely
LEVELLED = frozenset({"meeting_next", "meeting_then"})
AHEAD = frozenset({MeetingStatus.AGREED, MeetingStatus.PROPOSED, MeetingStatus.POSTPONED})
GAP = " … "
SAME = 0.75  # share of the content stems of two wordings that both hold
LONGEST = 240  # characters of a passage that a line may quote
ENOUGH = 4  # words that say by themselves what differs


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What lines are filled from: articles and analyses by id, actors, the names of outlets by id, and what the stories
    are of by id: their meeting, and their first day, ISO.
    """

    articles: Mapping[str, Article]
    analyses: Mapping[str, Analysis]
    directory: Directory
    outlets: Mapping[str, str]
    meetings: Mapping[str, CalendarLine] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)


class Disputed(NamedTuple):
    """A point told differently and the story that it is of."""

    story_id: str
    point: Point


def meeting_line(template: str, line: CalendarLine, ground: Ground) -> SourcedSentence | None:
    """A meeting in the words of its summary, with its day where a cited passage names it; None if it has no summary."""
    if line.summary.template != "meeting":
        return None
    slots = [slot for slot in line.summary.slots if slot.name in ("parties", "what", "did", "where", "place")]
    citations = list(line.summary.citations)
    if line.place and not any(slot.name in ("where", "place") for slot in slots):
        place = _find_words("place", line.place, line.citations, ground)
        if place is not None and place.citation is not None:
            slots.append(place)
            citations += [one for one in line.citations if is_cited(place.citation, (one,)) and one not in citations][
                :1
            ]
    for citation in dict.fromkeys((*citations, *line.citations)):
        if (day := _day_slot(line.when, citation, ground)) is not None:
            slots.append(day)
            if citation not in citations:
                citations.append(citation)
            break
    if template in LEVELLED and (level := _level_slot(line, ground)) is not None and level.citation is not None:
        slots.append(level)
        citations += [level.citation] if level.citation not in citations else []
    return make_line(template, slots, citations)


def _level_slot(line: CalendarLine, ground: Ground) -> Slot | None:
    """At which level states meet, where a cited passage tells it; None where persons meet, who are named."""
    if any((known := ground.directory.by_id.get(one)) is None or known.kind == "person" for one in line.party_ids):
        return None
    for citation in line.citations:
        for meeting in ground.analyses[citation.article_id].meetings:
            same = frozenset(meeting.party_ids) == frozenset(line.party_ids)
            if meeting.level in SHOWN and same and covers(citation.span, meeting.evidence):
                return Slot("level", "level", meeting.level, citation)
    return None


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
    if line.told is None or not all(_reads_alone(one, ground) for one in _wordings(line, ground)):
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


def _wordings(line: PositionLine, ground: Ground) -> Iterator[Citation]:
    for words, cited in ((line.previous_wording or "", line.previous_citations), (line.wording, line.citations)):
        slot = _find_words("words", words, cited, ground)
        if slot is not None and slot.citation is not None:
            yield slot.citation


def _reads_alone(words: Citation, ground: Ground) -> bool:
    article = ground.articles[words.article_id]
    return stands_alone(article, ground.analyses[article.id], (words.span,), ground.directory)


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


def point_line(disputed: Disputed, ground: Ground) -> SourcedSentence | None:
    """
    A point told differently, of what and when, two outlets by name; None where no day is known or either's words lean
    on what is not printed.
    """
    point = disputed.point
    template = DIFFERING.get(point.conflict or "")
    if template is None or len(point.tellings) < 2 or point.agreement not in (Agreement.CONFLICT, Agreement.UPDATE):
        return None
    one, other = (telling.citation for telling in _most_different(point, ground))
    if point.conflict == "denied" and not _are_of_one_deed(one, other, ground):
        return None
    tellers = outlet_slot("teller", one, ground), outlet_slot("another", other, ground)
    told = _tell("one", one, point, ground), _tell("other", other, point, ground)
    if tellers[0] is None or tellers[1] is None or not all(told) or tellers[0].value == tellers[1].value:
        return None
    occasion = _occasion_slots(disputed, (one, other), ground)
    if occasion is None:
        return None
    speaker = _speaker_slot(one, ground) if point.conflict == "wording" else None
    slots = (*((speaker,) if speaker else ()), *occasion, tellers[0], *told[0], tellers[1], *told[1])
    antecedents = [slot.citation for slot in slots if slot.citation and not is_cited(slot.citation, (one, other))]
    return make_line(template, slots, tuple(dict.fromkeys((one, other, *antecedents))))


def _occasion_slots(disputed: Disputed, told: Iterable[Citation], ground: Ground) -> tuple[Slot, ...] | None:
    """The meeting that a story is of, with its day, else the day of the story; None where no cited words give one."""
    meeting = ground.meetings.get(disputed.story_id)
    if meeting is not None and meeting.summary.template == "meeting":
        named = tuple(
            slot for slot in meeting.summary.slots if slot.name in ("parties", "what", "did", "where", "place")
        )
        days = (_day_slot(meeting.when, one, ground) for one in (*meeting.summary.citations, *meeting.citations))
        day = next((slot for slot in days if slot is not None), None)
        return None if day is None else (*named, day)
    days = (_day_slot(ground.days.get(disputed.story_id, ""), one, ground) for one in told)
    day = next((slot for slot in days if slot is not None), None)
    return None if day is None else (day,)


def _speaker_slot(citation: Citation, ground: Ground) -> Slot | None:
    """Who is quoted in a passage, where it or the words before it name him."""
    article = ground.articles[citation.article_id]
    for one in ground.analyses[article.id].statements:
        quoted = any(covers(citation.span, span) or covers(span, citation.span) for span in one.quotes)
        if quoted and one.source is not None and one.source_id is not None:
            return Slot("holder", "actor", ground.directory.name(one.source_id), cite(article, one.source))
    return None


def day_line(point: Point, ground: Ground) -> SourcedSentence | None:
    """A happening that two outlets put on two days, both days and both tellings side by side; None for other points."""
    if point.conflict != "date" or point.agreement is not Agreement.CONFLICT or len(point.tellings) < 2:
        return None
    told = _most_different(point, ground)
    one, other = (telling.citation for telling in told)
    days = [_marked_day(name, telling, ground) for name, telling in zip(("day", "second"), told, strict=True)]
    tellers = outlet_slot("teller", one, ground), outlet_slot("another", other, ground)
    beside = tuple(slot.value[:10] for slot in days if slot is not None)
    words = _tell_whole("one", one, ground, beside), _tell_whole("other", other, ground, beside)
    slots = [slot for slot in (*days, *tellers, *words[0], *words[1]) if slot is not None]
    if None in (*days, *tellers) or not all(words) or slots[0].value == slots[1].value:
        return None
    antecedents = [slot.citation for slot in slots if slot.citation and not is_cited(slot.citation, (one, other))]
    return make_line("dated_twice", slots, tuple(dict.fromkeys((one, other, *antecedents))))


def _marked_day(name: str, telling: Telling, ground: Ground) -> Slot | None:
    """The day that a telling's marked words name."""
    article = ground.articles[telling.citation.article_id]
    for timex in ground.analyses[article.id].timexes:
        if timex.span in telling.marks:
            return time_slot(name, article, timex)
    return None


def _tell_whole(name: str, citation: Citation, ground: Ground, beside: Sequence[str] = ()) -> tuple[Slot, ...]:
    article, analysis = ground.articles[citation.article_id], ground.analyses[citation.article_id]
    line = write_plain_line(article, analysis, citation.span, ground.directory, longest=LONGEST, beside=beside)
    return () if line is None else passage_slots(name, line)


def _most_different(point: Point, ground: Ground) -> tuple[Telling, Telling]:
    """The first telling and the first of another outlet that marks other words; else the first and the last."""
    first = point.tellings[0]
    for telling in point.tellings[1:]:
        if telling.outlet_id != first.outlet_id and _marked(telling, ground) != _marked(first, ground):
            return first, telling
    return first, point.tellings[-1]


def _marked(telling: Telling, ground: Ground) -> tuple[str, ...]:
    text = ground.articles[telling.citation.article_id].text
    return tuple(fold(passage(text, span)).casefold() for span in telling.marks)


def _are_of_one_deed(one: Citation, other: Citation, ground: Ground) -> bool:
    """Whether two sentences tell of deeds of one type, of which one is denied."""
    coded = [
        {(event.event_type, event.factuality) for event in ground.analyses[citation.article_id].events
         if covers(citation.span, event.evidence)}
        for citation in (one, other)
    ]  # fmt: skip
    denied = [{kind for kind, fact in each if fact is Factuality.DENIED} for each in coded]
    told = [{kind for kind, fact in each if fact is not Factuality.DENIED} for each in coded]
    return bool(denied[0] & told[1] or denied[1] & told[0])


def outlet_slot(name: str, citation: Citation, ground: Ground) -> Slot | None:
    """Who published a passage; None where no name is known."""
    article = ground.articles[citation.article_id]
    known = ground.outlets.get(article.outlet_id or "") or article.outlet_name
    return Slot(name, "outlet", known, citation) if known else None


def _tell(name: str, citation: Citation, point: Point, ground: Ground) -> tuple[Slot, ...]:
    """The words that differ, where they say enough by themselves, else their sentence made plain; () where it leans."""
    article, analysis = ground.articles[citation.article_id], ground.analyses[citation.article_id]
    for piece in point.text.split(GAP):
        words = _find_words(name, piece, (citation,), ground)
        if words is None or words.citation is None or len(piece.split()) < ENOUGH:
            continue
        line = write_plain_line(article, analysis, words.citation.span, ground.directory, longest=LONGEST)
        if line is not None:
            return passage_slots(name, line)
    return _tell_whole(name, citation, ground)


def points_told_differently(comparisons: Iterable[Comparison]) -> Iterator[Disputed]:
    """The points in conflict with their stories, in order; of those of one passage and kind only the first."""
    seen: set[tuple[str | None, Citation]] = set()
    for story_id, point in ((one.story_id, point) for one in comparisons for point in one.points):
        own = {(point.conflict, one.citation) for one in point.tellings}
        if point.agreement is Agreement.CONFLICT and not own & seen:
            seen |= own
            yield Disputed(story_id, point)


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
