"""What matters in the accounts of each story of a brief: the happening, what differs, what a readout left out."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from readout.codebook import Codebook
from readout.codes import Agreement
from readout.corpus.accounts.aligning import Aligned, align
from readout.corpus.accounts.asking import find_askings
from readout.corpus.accounts.assertions import Reader
from readout.corpus.accounts.corrections import find_corrections, find_edits, find_rescheduled
from readout.corpus.accounts.denials import Denials
from readout.corpus.accounts.differing import is_alike
from readout.corpus.accounts.disputes import find_disputes, find_lengths, find_set_side_by_side, write_dispute
from readout.corpus.accounts.points import each_once, find_meeting, write_shared
from readout.corpus.accounts.readouts import find_omissions, find_readouts
from readout.corpus.accounts.told import Told
from readout.corpus.accounts.wordings import Wordings
from readout.corpus.origins import Origins
from readout.corpus.period import earliest_day
from readout.corpus.sayings import Saying
from readout.records import Citation, Comparison, Point, Story

MOST_SHARED = 1  # points of one story that a brief says are told by several


def compare_accounts(
    stories: Iterable[Story],
    told: Told,
    codebook: Codebook,
    origins: Origins | None = None,
    variants: Iterable[tuple[Saying, Saying]] | None = None,
) -> tuple[Comparison, ...]:
    """
    One `Comparison` for each story with a point, in the order given.

    A point is SHARED when sentences of two outlets are aligned and do not differ. A CONFLICT is told differently by
    two, who may both be right; an UPDATE differs since one is plainly later; what one official readout tells and the
    text of the other side's was searched for in vain is ONE_SIDED. No outlet weighs more than another, and nothing
    is said of who is right. Of copies of one text the first stands for all, and what has one origin is not shared; with
    `origins` None every article tells for itself. `variants` are those of `find_variants`, where somebody has them.
    """
    reader = Reader(told, codebook.accounts, codebook.quantities)
    denials, wordings = Denials(told, codebook.accounts), Wordings(told, variants)
    told_of = [
        (story.id, point)
        for story in stories
        for point in _points_of(_without_copies(story, told, origins), reader, denials, wordings)
        if point.agreement is not Agreement.SHARED or _has_two_origins(point, origins)
    ]
    kept = {id(point) for point in each_once(point for _, point in told_of)}
    by_story: dict[str, list[Point]] = {}
    for story_id, point in told_of:
        if id(point) in kept:
            by_story.setdefault(story_id, []).append(point)
    return tuple(Comparison(story_id, tuple(points)) for story_id, points in by_story.items())


def _points_of(story: Story, reader: Reader, denials: Denials, wordings: Wordings) -> Iterable[Point]:
    told = reader.told
    own = frozenset(story.citations)
    scope = [reader.read(one) for one in _sentences(story, told)]
    groups = align(scope, reader)
    around = tuple(reader.read_all(story.article_ids))
    disputes, differing = find_disputes(scope, groups, around, reader)
    alike = [one for one in groups if is_alike(one) and not {each.citation for each in one.members} & differing]
    shared = [one for one in alike if _is_told(one, story, told)]
    yield from islice((write_shared(one.members, told) for one in _surest(shared, told)), MOST_SHARED)
    if not shared:
        yield from find_meeting(story, scope, told)
    points = [
        *(find_askings(scope, told, reader.book) if story.meeting_uids else ()),
        *(find_lengths(scope, reader) if story.meeting_uids else ()),
        *(point for dispute in disputes for point in write_dispute(dispute, reader)),
        *(point for point in find_set_side_by_side(scope, around, reader) if _touches(point, own)),
        *find_corrections(scope, around, reader),
        *find_edits(scope, reader),
        *find_rescheduled(scope, reader),
        *denials.find_for(story),
        *wordings.find_for(story.citations),
    ]
    yield from points
    yield from find_omissions(story, reader, {each.citation for point in points for each in point.tellings})


def _without_copies(story: Story, told: Told, origins: Origins | None) -> Story:
    """
    A story without the articles that carry the text of another of it.

    The agency's own stands for all who carry it, else the first published; where that cannot be told, all stay.
    """
    if origins is None:
        return story
    copies: dict[str, list[str]] = {}
    for key in story.article_ids:
        copies.setdefault(origins.copied.get(key, key), []).append(key)
    kept = {key for root, keys in copies.items() for key in _first_of(keys, origins.carried.get(root), told)}
    return replace(
        story,
        article_ids=tuple(key for key in story.article_ids if key in kept),
        citations=tuple(one for one in story.citations if one.article_id in kept),
    )


def _first_of(keys: Sequence[str], agency: str | None, told: Told) -> Sequence[str]:
    own = [key for key in keys if agency is not None and told.articles[key].outlet_id == agency]
    days = {key: earliest_day(told.articles[key].published or "") or date.max for key in keys}
    return own or [key for key in keys if days[key] == min(days.values())]


def _has_two_origins(point: Point, origins: Origins | None) -> bool:
    return origins is None or origins.count(telling.citation for telling in point.tellings) > 1


def _touches(point: Point, own: Container[Citation]) -> bool:
    return any(telling.citation in own for telling in point.tellings)


def _sentences(story: Story, told: Told) -> Iterable[Citation]:
    """The story's sentences, those that follow one of them, and all of an official readout of a meeting, in order."""
    wanted = set(story.citations)
    readouts = set(find_readouts(story, told))
    for key in story.article_ids:
        follows = False
        for citation in told.passages.of_article[key]:
            if citation in wanted or follows or key in readouts:
                yield citation
            follows = citation in wanted


def _is_told(group: Aligned, story: Story, told: Told) -> bool:
    """Whether two outlets tell the point in sentences of the story itself, as news and not beforehand."""
    own = [one for one in group.members if one.citation in story.citations and one.is_told_news and not one.is_denied]
    return len({one.outlet for one in own if not story.first_day or told.is_after(one.citation, story.first_day)}) > 1


def _surest(groups: Iterable[Aligned], told: Told) -> list[Aligned]:
    def order(group: Aligned) -> tuple[int, float, str]:
        outlets = {one.outlet for one in group.members}
        return -len(outlets), -group.score, told.passages.key(one.citation for one in group.members)

    return sorted(groups, key=order)
