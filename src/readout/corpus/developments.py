"""Developments as a reader meets them: of each story the sentences that tell it best."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from readout.codebook import Weights
from readout.codes import AnaphorKind, EventType, Genre, MeetingStatus
from readout.corpus.actors import Directory
from readout.corpus.origins import Origins
from readout.corpus.passages import Passages
from readout.corpus.period import days_between, earliest_day, latest_day
from readout.corpus.standing import LONG, Group, write_plain_line
from readout.records import (
    Analysis,
    Article,
    CalendarLine,
    Citation,
    EventLine,
    Item,
    Mention,
    SourcedSentence,
    Span,
    Story,
)
from readout.spans import covers, is_aside, overlaps, passage, without_dateline

MOST_SENTENCES = 3
SHORT = 200  # characters: what reads at a glance
NEW, FEWEST_NEW = 0.5, 4  # share and number of a sentence's stems that those before it do not have
TALKS = frozenset({EventType.CONSULT, EventType.AGREE})
OPENING = 4  # characters of a word before a time that opens a sentence
SOON = 2  # days after a happening within which what is told of it needs no day
MEETING = 2  # parties make a meeting
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COMMA = re.compile(r",?\s+(?=\w)")
_COUNTED_FROM = re.compile(r"\b(?:hour|day|week|month)s? (?:after|before)\b")
AUTHORED = frozenset({Genre.OPINION, Genre.ANALYSIS})
PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a batch holds, by id: articles and what was found in them; `nouns` may stand for those who meet."""

    articles: Mapping[str, Article]
    analyses: Mapping[str, Analysis]
    happenings: Mapping[str, EventLine]
    calendar: Mapping[str, CalendarLine]
    directory: Directory
    passages: Passages
    nouns: frozenset[str]


def write_items(stories: Iterable[Story], shelf: Shelf, origins: Origins, weights: Weights) -> Iterator[Item]:
    """
    One `Item` a story, in the order given; a story none of whose sentences can stand alone is left out.

    An item has at most three sentences, each of another origin and each with something new: the best by [sentence]
    of weights.toml, from articles of the day or later where there are any (before, it was only ahead), made
    plain; those behind the first name its day or were printed soon after. An author's piece gives a sentence only
    where it tells of what is past, and none beside a report. What somebody said stands only beside who said it. The
    headline is the meeting's; another story has none, its first sentence leads.
    An item that would only repeat sentences of those before it is left out. What else was done on a meeting's day,
    and was joined to it, is an item beside it.
    """
    printed: set[str] = set()
    for story in stories:
        headline = shelf.calendar[story.meeting_uids[0]].summary if story.meeting_uids else None
        told = _write_candidates(story, shelf)
        own = [one for one in told if headline is None or one.of_talks]
        beside = [one for one in told if headline is not None and not one.of_talks and _is_dated(one, story, shelf)]
        for name, candidates in ((headline, own), (None, beside)):
            sentences = _choose_sentences(story, candidates, shelf, origins, weights)
            if any(one.text not in printed for one in sentences):
                printed.update(one.text for one in sentences)
                yield _date(Item(story.id, name, story.first_day or None, tuple(sentences)), story, shelf)


def _date(item: Item, story: Story, shelf: Shelf) -> Item:
    """An item under the day of what is said in it, where that is not the story's; what was said another day is not."""
    if story.meeting_uids:
        return item
    days = [_day_said(one, shelf) for one in item.sentences]
    day = item.day if item.day in days or days[0] is None else days[0]
    kept = tuple(one for one, said in zip(item.sentences, days, strict=True) if said in (None, day))
    return replace(item, day=day, sentences=kept)


def _day_said(line: SourcedSentence, shelf: Shelf) -> str | None:
    """The day on which somebody said what a line tells, where the line gives it; None for what the outlet tells."""
    citation = line.citations[0]
    for one in shelf.analyses[citation.article_id].statements:
        if (
            one.cue is None
            or one.said is None
            or not covers(citation.span, one.cue)
            or not covers(citation.span, one.said.span)
        ):
            continue
        if any(covers(citation.span, piece) for piece in one.content) and _DAY.match(one.said.value):
            return one.said.value
    return None


class _Candidate(NamedTuple):
    citation: Citation
    line: SourcedSentence
    of_talks: bool


def _is_dated(one: _Candidate, story: Story, shelf: Shelf) -> bool:
    """Whether a sentence reports, since, a past deed of the very day of a story."""
    since = _is_since(shelf.articles[one.citation.article_id], story.first_day)
    dated = story.first_day[:10] in shelf.passages.days[one.citation]
    return since and dated and _is_past(one.citation, shelf) and not _is_later_word(one.citation, story, shelf)


def _choose_sentences(
    story: Story, candidates: Iterable[_Candidate], shelf: Shelf, origins: Origins, weights: Weights
) -> Sequence[SourcedSentence]:
    found = [
        (-_weigh(story, one.citation, shelf, weights), shelf.passages.key((one.citation,)), one.citation, one.line)
        for one in candidates
    ]
    since = [one for one in found if _is_since(shelf.articles[one[2].article_id], story.first_day)]
    dated = [one for one in since if not _is_said_later(one[2], story, shelf)]
    chosen: list[SourcedSentence] = []
    told: set[str] = set()
    stems: set[str] = set()
    for _, _, citation, line in sorted(dated or since or found, key=lambda one: one[:2]):
        key = origins.of(citation)
        own = set(shelf.passages.stems_of(citation))
        adds = not chosen or len(own - stems) >= max(FEWEST_NEW, NEW * len(own))
        authored = shelf.analyses[citation.article_id].genre in (*AUTHORED, Genre.NEWSLETTER)
        adds = adds and (
            not chosen or (_is_past(citation, shelf) and not authored and _is_of_then(citation, story, shelf))
        )
        if key not in told and len(chosen) < MOST_SENTENCES and adds:
            told.add(key)
            stems |= own
            chosen.append(line)
    return chosen


def _is_said_later(citation: Citation, story: Story, shelf: Shelf) -> bool:
    """Whether a sentence tells what somebody said on a day that is not told, after the day of the story."""
    apart = days_between(story.first_day, shelf.articles[citation.article_id].published) if story.first_day else None
    if story.meeting_uids:
        official = shelf.analyses[citation.article_id].genre is Genre.OFFICIAL
        return official and apart is not None and apart > 0  # its own news is of its own day
    said = [
        one.said
        for one in shelf.analyses[citation.article_id].statements
        if one.cue is not None and covers(citation.span, one.cue) and one.source is not None
    ]
    return bool(said) and not any(said) and apart is not None and apart > 0


def _is_later_word(citation: Citation, story: Story, shelf: Shelf) -> bool:
    """Whether somebody said it days after: a denial on the 11th does not stand under the 5th."""
    analysis = shelf.analyses[citation.article_id]
    apart = days_between(story.first_day, shelf.articles[citation.article_id].published) if story.first_day else None
    said = any(one.cue is not None and covers(citation.span, one.cue) for one in analysis.statements)
    return said and apart is not None and apart > SOON


def _is_of_then(citation: Citation, story: Story, shelf: Shelf) -> bool:
    """Whether a sentence under a day tells that day or was printed soon after it; under a meeting it may be later."""
    if story.meeting_uids or not story.first_day:
        return True
    if shelf.passages.days[citation]:
        return not _is_later_word(citation, story, shelf)
    apart = days_between(story.first_day, shelf.articles[citation.article_id].published)
    return apart is None or apart <= SOON


def _write_candidates(story: Story, shelf: Shelf) -> list[_Candidate]:
    """
    The sentences of a story that may tell it, each as a line that stands alone; its day is cut from before one that
    leans by it only where no other tells the story since.
    """
    whole: list[_Candidate] = []
    cut: list[_Candidate] = []
    parties = [one for key in story.meeting_uids[:1] for one in shelf.calendar[key].party_ids]
    off = _find_called_off(story, shelf)
    for citation in story.citations:
        group = Group(off.get(citation, parties), shelf.nouns)
        article, analysis = shelf.articles[citation.article_id], shelf.analyses[citation.article_id]
        sentence = next((one for one in analysis.sentences if one.span == citation.span), None)
        if sentence is None:
            continue  # a name that makes another passage plain, not a sentence
        if analysis.genre in AUTHORED and not sentence.past:
            continue  # an author's judgement is no happening
        if _is_only_ahead(story, analysis, citation.span) or _hides_its_source(analysis, citation.span):
            continue
        named = shelf.passages.days.get(citation, frozenset())
        if story.first_day and named and not any(_is_near(day, story.first_day) for day in named):
            continue  # it tells of another day
        if parties and _names_it_aside(article, analysis, citation.span, parties):
            continue
        if not story.meeting_uids and _tells_the_day_aside(story, shelf, citation):
            continue
        held = (story.first_day[:10],) if story.meeting_uids else ()
        line = write_plain_line(article, analysis, citation.span, shelf.directory, group=group, held=held)
        of_talks = _tells_of_talks(analysis, citation.span)
        if line is not None:
            whole.append(_Candidate(citation, line, of_talks))
        elif (rest := _without_day(article, analysis, citation.span, story.first_day)) is not None:
            line = write_plain_line(
                article, analysis, rest, shelf.directory, group=group, within=citation.span, held=held
            )
            cut += [_Candidate(citation, line, of_talks)] if line is not None else []
    since = any(_is_since(shelf.articles[one.citation.article_id], story.first_day) for one in whole)
    return whole if since else [*whole, *cut]


def _find_called_off(story: Story, shelf: Shelf) -> Mapping[Citation, Sequence[str]]:
    """The sides of meetings by the sentences of a story that tell that they were put off or called off."""
    told = shelf.passages.called_off.intersection(story.citations)
    lines = shelf.calendar.values() if told and not story.meeting_uids else ()
    return {
        citation: tuple(sorted(shelf.directory.parties(line.party_ids)))
        for line in lines
        for citation in line.citations
        if citation in told
    }


def _without_day(article: Article, analysis: Analysis, span: Span, day: str) -> Span | None:
    """A sentence behind the day of its story that opens it ("A day later, "): the item tells that day; else None."""
    body = without_dateline(article.text, span)
    for timex in analysis.timexes:
        lead = article.text[body.start : timex.span.start].strip()
        if day and timex.value[:10] == day[:10] and covers(body, timex.span) and (not lead or lead.lower() == "on"):
            comma = _COMMA.match(article.text, timex.span.end, body.end)
            return None if comma is None else Span(comma.end(), body.end)
    return None


def _tells_the_day_aside(story: Story, shelf: Shelf, citation: Citation) -> bool:
    """Whether the day of a story stands only in a relative clause of a sentence, which tells of something else."""
    text = shelf.articles[citation.article_id].text
    days = [
        is_aside(text, citation.span, timex.span)
        for timex in shelf.analyses[citation.article_id].timexes
        if covers(citation.span, timex.span) and timex.value.startswith(story.first_day[:10] or "-")
    ]
    return bool(days) and all(days)


def _tells_of_talks(analysis: Analysis, span: Span) -> bool:
    """Whether a sentence tells of a meeting, or of what is said and agreed at one: not of what else was that day."""
    meets = any(covers(span, one.evidence) for one in analysis.meetings)
    return meets or any(one.event_type in TALKS and covers(span, one.evidence) for one in analysis.events)


def _names_it_aside(article: Article, analysis: Analysis, span: Span, parties: Sequence[str]) -> bool:
    """Whether a sentence only counts from a meeting ("two days after the call of ..."): it tells of another."""
    found = _COUNTED_FROM.search(article.text, span.start, span.end)
    if found is None:
        return False
    named = [one for one in _within(analysis, span) if one.actor_id in parties]
    before = {one.actor_id for one in named if one.span.end <= found.start()}
    return len(before) < MEETING <= len({one.actor_id for one in named if one.span.start >= found.end()})


def _is_near(day: str, other: str) -> bool:
    """Whether two days are one or the next: a denial comes a day after what it denies."""
    apart = days_between(day, other)
    return apart is not None and apart <= 1


def _is_past(citation: Citation, shelf: Shelf) -> bool:
    return any(one.past for one in shelf.analyses[citation.article_id].sentences if one.span == citation.span)


def _is_foretold(citation: Citation, shelf: Shelf) -> bool:
    return any(covers(citation.span, one.claim) for one in shelf.analyses[citation.article_id].forecasts)


def _is_only_ahead(story: Story, analysis: Analysis, span: Span) -> bool:
    """Whether a sentence tells of meetings still ahead or put off, where the story is of one that was held."""
    told = {meeting.status for meeting in analysis.meetings if covers(span, meeting.evidence)}
    return bool(story.meeting_uids and told) and MeetingStatus.HELD not in told


def _hides_its_source(analysis: Analysis, span: Span) -> bool:
    """Whether a sentence goes on with somebody's words without saying whose: neither source nor cue stands in it."""
    return any(
        one.source is not None
        and any(overlaps(piece, span) for piece in one.content)
        and not covers(span, one.source)
        and (one.cue is None or not covers(span, one.cue))
        for one in analysis.statements
    )


def _is_since(article: Article, day: str) -> bool:
    first, last = earliest_day(day), latest_day(article.published or "")
    return first is None or last is None or first <= last


def _opens_late(article: Article, analysis: Analysis, span: Span) -> bool:
    """Whether a sentence opens with a time counted from another: "The day before, ..."."""
    start = without_dateline(article.text, span).start
    return any(
        one.kind is AnaphorKind.TIME and one.span.start - start < OPENING
        for one in analysis.anaphors
        if covers(span, one.span)
    )


def _within(analysis: Analysis, span: Span) -> tuple[Mention, ...]:
    return tuple(mention for mention in analysis.mentions if covers(span, mention.span))


def _weigh(story: Story, citation: Citation, shelf: Shelf, weights: Weights) -> float:
    article, analysis = shelf.articles[citation.article_id], shelf.analyses[citation.article_id]
    span, text = citation.span, passage(article.text, citation.span)
    named = {mention.actor_id for mention in _within(analysis, span)}
    parties = {one for key in story.meeting_uids for one in shelf.calendar[key].party_ids}
    parties |= {one for key in story.happening_ids for one in shelf.happenings[key].actor_ids}
    inside = any(overlaps(piece, span) for one in analysis.statements for piece in one.content)
    first_word = text.split()[0].strip("“”\"',").lower()
    parts = {
        "own_voice": float(not inside),
        "has_day": float(
            any(
                covers(without_dateline(article.text, span), timex.span)
                and timex.value.startswith(story.first_day[:10] or "-")
                for timex in analysis.timexes
            )
        ),
        "has_parties": len(parties & named) / len(parties) if parties else 0.0,
        "headline": float(any(citation in shelf.calendar[key].summary.citations for key in story.meeting_uids)),
        "news": float(analysis.genre in (Genre.NEWS, Genre.OFFICIAL)),
        "length": max(0.0, min(1.0, (LONG - len(text)) / (LONG - SHORT))),
        "central": min(1.0, 2 * shelf.passages.mean((citation,), [one for one in story.citations if one != citation])),
        "leans": float(first_word in weights.leaning or first_word in PRONOUNS or _opens_late(article, analysis, span)),
        "past": float(_is_past(citation, shelf)),
        "foretold": float(_is_foretold(citation, shelf)),
    }
    return round(sum(weights.sentence[name] * value for name, value in parts.items()), 3)
