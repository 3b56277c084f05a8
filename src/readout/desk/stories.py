"""Stories: one happening as each outlet tells it, claim by claim."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readout.codes import Agreement
from readout.corpus.wording import fold, write_time
from readout.desk.access import Right, open_to
from readout.desk.deciding import list_decided
from readout.desk.opened import the_desk
from readout.desk.paging import turn_to
from readout.desk.shelves import load_cited
from readout.desk.weeks import OpenWeek, open_week
from readout.records import Brief, Item, Story
from readout.rendering import accounts
from readout.rendering.receipts import find_citations, show_receipt
from readout.spans import passage

AT_ONCE, DAY = 40, 10  # stories on a page; characters of an ISO day
OTHERS = 60  # stories that one may be merged with, the weightiest
DIFFER = (Agreement.CONFLICT, Agreement.UPDATE)


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in the list: its days in words, and how it is told."""

    story: Story
    headline: str
    days: str
    differs: int  # points told differently or changed
    score: float | None  # its weight; None: it stands outside of the period


def rank_stories(brief: Brief) -> list[tuple[Story, float | None]]:
    """The stories of a brief with their weights, the weightiest first, then those that stand outside of the period."""
    scores = {rank.story_id: rank.score for rank in brief.ranks}
    weighed = [(story, scores.get(story.id)) for story in brief.stories]
    return sorted(weighed, key=lambda pair: (pair[1] is None, -(pair[1] or 0.0), pair[0].id))


def count_differing(brief: Brief) -> dict[str, int]:
    """How many points of each story are told differently or changed, by id."""
    return {one.story_id: sum(each.agreement in DIFFER for each in one.points) for one in brief.comparisons}


def list_cards(brief: Brief, ranked: list[tuple[Story, float | None]] | None = None, most: int = 40) -> list[StoryCard]:
    """At most so many stories as cards, in the order given, else in that of their weights."""
    shown = (rank_stories(brief) if ranked is None else ranked)[:most]
    headlines = write_headlines(brief, [story for story, _ in shown])
    differing = count_differing(brief)
    return [
        StoryCard(story, headlines[story.id], write_days(story), differing.get(story.id, 0), score)
        for story, score in shown
    ]


def write_headlines(brief: Brief, stories: list[Story]) -> dict[str, str]:
    """What each story is called, by id: its headline, else what the brief prints of it, else its first sentence."""
    items = {item.story_id: item for item in (*brief.background, *brief.developments)}
    headlines = {story.id: story.headline or _first_words(items.get(story.id)) for story in stories}
    bare = [story for story in stories if not headlines[story.id] and story.citations]
    latest = the_desk().archive.load_latest([story.citations[0].article_id for story in bare])
    for story in bare:
        version = latest.get(story.citations[0].article_id)
        headlines[story.id] = fold(passage(version.article.text, story.citations[0].span)) if version else ""
    return {key: told or "Of no day that is told" for key, told in headlines.items()}


def _first_words(item: Item | None) -> str:
    if item is None:
        return ""
    told = (*((item.headline,) if item.headline else ()), *item.sentences)
    return told[0].text if told else ""


def write_days(story: Story) -> str:
    """The days of a story in words; one day once."""
    if not story.first_day:
        return "day not told"
    first, last = story.first_day, story.last_day
    if first[:DAY] == last[:DAY]:  # the one may say more of the same day
        return write_time(max(first, last, key=len))
    return f"{write_time(first)} to {write_time(last)}"


@require_safe
@open_to(Right.READ)
def list_stories(request: HttpRequest) -> HttpResponse:
    """The stories of a week, the weightiest first."""
    opened = open_week(request)
    ranked = rank_stories(opened.brief) if opened.brief else []
    only = request.GET.get("only") == "differ"
    if only and opened.brief:
        differing = count_differing(opened.brief)
        ranked = [pair for pair in ranked if differing.get(pair[0].id)]
    page = turn_to(request, ranked, AT_ONCE)
    cards = list_cards(opened.brief, list(page.object_list)) if opened.brief else []
    told = {"opened": opened, "page": page, "cards": cards, "only": only}
    return render(request, "desk/stories.html", told)


@require_safe
@open_to(Right.READ)
def show_story(request: HttpRequest, story_id: str) -> HttpResponse:
    """One story: its accounts side by side, the sentences that tell it, and what is coded of it."""
    opened = open_week(request)
    story = find_story(opened, story_id)
    brief = opened.brief
    assert brief is not None
    comparison = next((one for one in brief.comparisons if one.story_id == story.id), None)
    happenings = [one for one in brief.happenings if one.id in story.happening_ids]
    meetings = [one for one in brief.calendar if one.uid in story.meeting_uids]
    cited = load_cited(
        the_desk().archive,
        brief,
        find_citations((story, *((comparison,) if comparison else ()), *happenings, *meetings)),
    )
    groups = accounts.accounts(replace(brief, comparisons=(comparison,)), cited.shelf) if comparison else ()
    names = cited.shelf.names
    told = {
        "opened": opened,
        "story": story,
        "headline": write_headlines(brief, [story])[story.id],
        "days": write_days(story),
        "points": [line for group in groups for line in group.lines],
        "sentences": [show_receipt(one, cited.shelf) for one in story.citations],
        "happenings": [(one, names(one.actor_ids), names(one.recipient_ids)) for one in happenings],
        "meetings": meetings,
        "rank": _weigh(brief, story),
        "changed": cited.changed,
    }
    if request.user.has_perm(Right.JUDGE):
        told |= _offer(brief, story)
    return render(request, "desk/story.html", told)


def _offer(brief: Brief, story: Story) -> dict[str, object]:
    """What may be decided about a story: which others it may be one with, which parts may be split off."""
    others = [one for one, _ in rank_stories(brief) if one.id != story.id][:OTHERS]
    names = write_headlines(brief, [story, *others])
    happenings = {one.id: f"the event {one.event_type} of {one.day or 'no day'}" for one in brief.happenings}
    meetings = {one.uid: f"the meeting: {one.summary.text}" for one in brief.calendar}
    parts = [(each, f"the article {each}") for each in story.article_ids if len(story.article_ids) > 1]
    lines = (*story.happening_ids, *story.meeting_uids)
    parts += [(each, (happenings | meetings)[each]) for each in lines if each in happenings or each in meetings]
    decided = list_decided(story.id, brief, names | dict(parts))
    return {"others": [(one.id, names[one.id]) for one in others], "parts": parts, "decided": decided}


def _weigh(brief: Brief, story: Story) -> tuple[float, list[tuple[str, float]]] | None:
    """The weight of a story and its named parts; None: it stands outside of the period."""
    rank = next((one for one in brief.ranks if one.story_id == story.id), None)
    return None if rank is None else (rank.score, [(name.replace("_", " "), value) for name, value in rank.parts])


def find_story(opened: OpenWeek, story_id: str) -> Story:
    """The story with an id. Raises Http404."""
    found = next((one for one in (opened.brief.stories if opened.brief else ()) if one.id == story_id), None)
    if found is None:
        raise Http404(story_id)
    return found
