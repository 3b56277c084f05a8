"""The page of a story: what was told of it, the accounts side by side, and how many tell it. No scores."""

from dataclasses import dataclass

from readout.codebook.sites import Site
from readout.codes import Agreement, BlockKind
from readout.corpus.wording import fold, write_time
from readout.records import Comparison, Point, Story
from readout.rendering.accounts import write_absence, write_teller
from readout.rendering.receipts import Receipt, show_receipt
from readout.rendering.site.frames import Frame, fill_page
from readout.rendering.site.gathering import Gathered
from readout.rendering.site.lookups import Lead, Lookup, Part, name_folder, render_lookup
from readout.rendering.site.published import Doors, Published, open_receipt
from readout.rendering.site.traces import Trace
from readout.spans import finding_id

STORIES = "stories"
_AGREEMENT = {
    Agreement.SHARED: "told by several",
    Agreement.ONE_SIDED: "told by one",
    Agreement.CONFLICT: "told differently",
    Agreement.UPDATE: "changed with a later report",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One account's telling of a point: by whom, in which words, with its receipt."""

    by: str
    text: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One point with a cell for each outlet; `absence` says where it was looked for in vain."""

    id: str
    text: str
    kind: str
    cells: tuple[tuple[str, tuple[Told, ...]], ...]  # the outlet's name, what it tells
    absence: str


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in the list: where its page lies, what it is called, and its first day."""

    folder: str
    name: str
    about: str
    day: str


def render_stories(
    published: Published, traces: tuple[Trace, ...], site: Site
) -> tuple[dict[str, bytes], list[StoryCard]]:
    """The pages of the stories that an edition tells of or compares, and their cards."""
    brief = published.edition.brief
    told: dict[str, list[Trace]] = {}
    for trace in traces:
        if trace.kind in (BlockKind.DEVELOPMENT, BlockKind.BACKGROUND) and trace.subject_id:
            told.setdefault(trace.subject_id, []).append(trace)
    compared = {one.story_id: one for one in brief.comparisons if one.points}
    files: dict[str, bytes] = {}
    cards = []
    for story in brief.stories:
        if story.id in told or story.id in compared:
            lines = told.get(story.id, [])
            card = _make_card(story, lines, compared.get(story.id))
            files |= _render_story(story, card, lines, compared.get(story.id), published, site)
            cards.append(card)
    return files, cards


def _make_card(story: Story, lines: list[Trace], comparison: Comparison | None) -> StoryCard:
    told = [*(line.text for line in lines), *(point.text for point in (comparison.points if comparison else ()))]
    heading = next((one.heading for one in lines if one.heading), None)
    name = heading or fold(story.headline).strip() or _cut(told[0] if told else story.id)
    outlets = len(dict.fromkeys(outlet for line in lines for outlet in line.outlet_ids))
    number = f"{len(story.article_ids)} article{'s' if len(story.article_ids) != 1 else ''}"
    about = ", ".join(filter(None, (_days(story), number, f"{outlets} outlets" if outlets > 1 else "")))
    return StoryCard(name_folder(STORIES, story.id), name, about, story.first_day)


def _cut(text: str, most: int = 90) -> str:
    words = fold(text).strip()
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def _days(story: Story) -> str:
    if not story.first_day:
        return ""
    first, last = write_time(story.first_day), write_time(story.last_day)
    return first if first == last else f"{first} to {last}"


def _render_story(
    story: Story, card: StoryCard, lines: list[Trace], comparison: Comparison | None, published: Published, site: Site
) -> dict[str, bytes]:
    about = f"{card.name}: what each outlet tells of it, side by side."
    frame = Frame(site, card.folder, card.name, about, published.edition.brief.notice)
    rows = () if comparison is None else tuple(_make_row(point, published) for point in comparison.points)
    cited = {one.article_id for one in story.citations} | {article for line in lines for article in line.article_ids}
    articles = [
        (published.shelf.outlet(one.outlet_id), one)
        for one in published.edition.sources
        if one.article_id in cited or one.article_id in story.article_ids
    ]
    outlets = len({one.outlet_id for _, one in articles})
    counts = (
        f"{story.origins} independent origin{'s' if story.origins != 1 else ''}, "
        f"{len(story.article_ids)} article{'s' if len(story.article_ids) != 1 else ''}, "
        f"{outlets} outlet{'s' if outlets != 1 else ''} cited"
    )
    return fill_page(
        "story.html.j2",
        frame,
        story=story,
        days=_days(story),
        counts=counts,
        lines=lines,
        rows=rows,
        columns=[name for name, _ in rows[0].cells] if rows else [],
        articles=sorted(articles, key=lambda one: (one[0], one[1].published or "", one[1].article_id)),
        write_day=lambda day: write_time(day) if day else "day not known",
        doors=Doors(site, frame.address, card.name),
        edition=published.edition,
    )


def _make_row(point: Point, published: Published) -> Row:
    shelf = published.shelf
    comparison = next(one for one in published.edition.brief.comparisons if point in one.points)
    outlets = dict.fromkeys(
        each
        for one in comparison.points
        for each in (*(telling.outlet_id for telling in one.tellings), *one.absent_from)
    )
    cells = []
    for outlet in outlets:
        told = []
        for telling in point.tellings:
            if telling.outlet_id == outlet:
                receipt = open_receipt(show_receipt(telling.citation, shelf), published)
                told.append(Told(write_teller(telling, shelf.outlet(outlet)), receipt.passage, (receipt,)))
        cells.append((shelf.outlet(outlet), tuple(told)))
    kind = _AGREEMENT[point.agreement]
    return Row(
        f"p-{finding_id('point', point.text)}",
        point.text,
        f"{kind}: {point.conflict.replace('_', ' ')}" if point.conflict else kind,
        tuple(cells),
        write_absence(point, shelf.outlet),
    )


def render_story_list(cards: dict[str, StoryCard], gathered: Gathered, site: Site) -> dict[str, bytes]:
    """The list of all stories, by month, the latest first."""
    notice = None if gathered.latest is None else gathered.latest.edition.brief.notice
    months: dict[str, list[Lead]] = {}
    for card in sorted(cards.values(), key=lambda one: (one.day, one.folder), reverse=True):
        months.setdefault(card.day[:7] or "of no day", []).append(Lead(card.folder, card.name, card.about))
    parts = [
        Part(
            f"m-{month}" if month[:1].isdigit() else "undated",
            write_time(month),
            f"{len(leads)} stories",
            leads=tuple(leads),
        )
        for month, leads in months.items()
    ]
    if not parts:
        parts = [Part("none", "No story yet", "", empty="What several articles tell of will stand here.")]
    about = "What happened, story by story; each with the accounts of it side by side."
    return render_lookup(Frame(site, "stories/", "Stories", about, notice), Lookup(about, tuple(parts)))
