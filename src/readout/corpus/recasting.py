"""Stories as editors recast them: left out, split, merged and named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from readout.codes import Verdict
from readout.corpus.judgements import Docket
from readout.corpus.origins import Origins
from readout.corpus.templates import make_line
from readout.records import CalendarLine, Citation, EventLine, Item, Story
from readout.spans import finding_id

Lines = Mapping[str, EventLine | CalendarLine]


def recast_stories(
    stories: Sequence[Story],
    docket: Docket,
    happenings: Iterable[EventLine],
    calendar: Iterable[CalendarLine],
    origins: Origins,
) -> tuple[Story, ...]:
    """
    The stories as judged, in their order; a part that was split off stands behind what it was split from.

    DIFFERENT of a story and an article, a happening or a meeting of it makes a story of that part. SAME of two makes
    one of them, which keeps id and name of the first. What is rejected is left out before anything is merged.
    """
    if docket.subjects.isdisjoint(one.id for one in stories):
        return tuple(stories)
    lines: Lines = {one.id: one for one in happenings} | {one.uid: one for one in calendar}
    kept = [one for one in stories if one.id not in docket.rejected]
    parts = [part for story in kept for part in _split(story, docket, lines, origins)]
    return tuple(_name(story, docket) for story in _merge(parts, docket, origins))


def name_items(items: Iterable[Item], docket: Docket) -> tuple[Item, ...]:
    """Items under the names that editors gave their stories, marked as an editor's words."""
    return tuple(_name_item(item, docket.names.get(item.story_id)) for item in items)


def _name_item(item: Item, name: str | None) -> Item:
    if not name:
        return item
    cited = tuple(dict.fromkeys(citation for line in item.sentences for citation in line.citations))
    return replace(item, headline=make_line(None, (), cited, "editor", text=name))


def _name(story: Story, docket: Docket) -> Story:
    return replace(story, headline=docket.names.get(story.id, story.headline))


def _split(story: Story, docket: Docket, lines: Lines, origins: Origins) -> list[Story]:
    """What is left of a story, and the parts that are not of it."""
    left, parts = story, []
    for pair in docket.pairs[Verdict.DIFFERENT]:
        if story.id not in pair:
            continue
        part = pair[1] if pair[0] == story.id else pair[0]
        away = _cited_by(left, part, lines)
        if away and away != set(left.citations):
            parts.append(_restrict(left, away, lines, origins, part))
            left = _restrict(left, set(left.citations) - away, lines, origins, None)
    return [left, *parts]


def _cited_by(story: Story, part: str, lines: Lines) -> set[Citation]:
    """The sentences of a story that are an article's, or only of one of its happenings or meetings."""
    if part in story.article_ids:
        return {one for one in story.citations if one.article_id == part}
    if part not in (*story.happening_ids, *story.meeting_uids):
        return set()
    others = [lines[key] for key in (*story.happening_ids, *story.meeting_uids) if key != part and key in lines]
    shared = {citation for line in others for citation in line.citations}
    return {one for one in story.citations if part in lines and one in lines[part].citations and one not in shared}


def _restrict(story: Story, citations: set[Citation], lines: Lines, origins: Origins, part: str | None) -> Story:
    """A story of some of the sentences: with the lines that any of them tells, under an id of its own if a part."""
    kept = tuple(one for one in story.citations if one in citations)
    told = {
        key: line
        for key in (*story.happening_ids, *story.meeting_uids)
        if (line := lines.get(key)) is not None and citations.intersection(line.citations)
    }
    days = sorted(day for line in told.values() if (day := _day(line)))
    return replace(
        story,
        id=story.id if part is None else finding_id("story", "part", part, *sorted(one.digest for one in kept)),
        headline=story.headline if part is None else _headline(told),
        article_ids=tuple(sorted({one.article_id for one in kept})),
        happening_ids=tuple(key for key in story.happening_ids if key in told),
        meeting_uids=tuple(key for key in story.meeting_uids if key in told),
        citations=kept,
        origins=origins.count(kept),
        first_day=days[0] if days else story.first_day,
        last_day=days[-1] if days else story.last_day,
    )


def _headline(told: Lines) -> str:
    return next((line.summary.text for line in told.values() if isinstance(line, CalendarLine)), "")


def _day(line: EventLine | CalendarLine) -> str:
    return (line.when if isinstance(line, CalendarLine) else line.day) or ""


def _merge(stories: Sequence[Story], docket: Docket, origins: Origins) -> list[Story]:
    """One story where two are one, in the place of the first of them that stands."""
    into: dict[str, str] = {}
    known = {one.id: one for one in stories}
    for kept, other in docket.pairs[Verdict.SAME]:
        first, second = _last(kept, into), _last(other, into)
        if first != second and first in known and second in known:
            into[second] = first
            known[first] = _join(known[first], known[second], origins)
    placed: dict[str, Story] = {}
    for story in stories:
        own = _last(story.id, into)
        placed.setdefault(own, known[own])
    return list(placed.values())


def _last(key: str, into: Mapping[str, str]) -> str:
    while key in into:
        key = into[key]
    return key


def _join(one: Story, other: Story, origins: Origins) -> Story:
    citations = tuple(sorted({*one.citations, *other.citations}, key=lambda cited: (cited.article_id, cited.span)))
    days = sorted(day for story in (one, other) for day in (story.first_day, story.last_day) if day)
    return replace(
        one,
        headline=one.headline or other.headline,
        article_ids=tuple(sorted({*one.article_ids, *other.article_ids})),
        happening_ids=tuple(sorted({*one.happening_ids, *other.happening_ids})),
        meeting_uids=tuple(dict.fromkeys((*one.meeting_uids, *other.meeting_uids))),
        citations=citations,
        origins=origins.count(citations),
        first_day=days[0] if days else "",
        last_day=days[-1] if days else "",
    )
