"""
Many articles → `Brief`: the steps in order, on one page.

    judgements ─ actors ─ origins │ calendar ─ happenings ─ positions ─ forecasts ─ statements │ bonds ─ stories
    ─ ranking ─ developments ─ accounts ─ quantities │ answer ─ takeaways ─ changes ─ timeline ─ balance ─ questions

Steps are pure and know no other step; nothing is read but what is given. What editors decided comes in as an argument.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from readout.codebook import Codebook
from readout.corpus.accounts import Told, compare_accounts
from readout.corpus.actors import Directory, gather_actors
from readout.corpus.answer import write_answer
from readout.corpus.balance import settle_balance
from readout.corpus.bonds import Bonds
from readout.corpus.calendar import settle_calendar
from readout.corpus.changes import write_changes
from readout.corpus.corrections import correct_items, correct_lines, find_updates
from readout.corpus.coverage import find_gaps, name_uncompared
from readout.corpus.days import choose_stories, weigh_days
from readout.corpus.developments import Shelf, write_items
from readout.corpus.forecasts import settle_forecasts
from readout.corpus.happenings import link_happenings
from readout.corpus.identity import list_findings
from readout.corpus.judgements import (
    Docket,
    id_of,
    judge_analyses,
    judge_directory,
    judge_forecasts,
    judge_lines,
    open_docket,
)
from readout.corpus.merging import StoryModel
from readout.corpus.origins import Origins, find_origins
from readout.corpus.outlets import gather_outlets
from readout.corpus.passages import Passages, gather_passages
from readout.corpus.period import first_publication, is_recent, is_within, last_publication, move_day, was_out
from readout.corpus.positions import TermBook, settle_positions
from readout.corpus.quantities import compare_quantities
from readout.corpus.questions import gather_questions
from readout.corpus.ranking import gather_evidence, rank_stories
from readout.corpus.recasting import name_items, recast_stories
from readout.corpus.sayings import find_variants, gather_sayings
from readout.corpus.statements import gather_statements
from readout.corpus.stories import link_stories
from readout.corpus.takeaways import write_takeaways
from readout.corpus.timeline import write_timeline
from readout.corpus.turns import Ground
from readout.records import (
    Actor,
    Analysis,
    Article,
    Brief,
    CalendarLine,
    Comparison,
    EventLine,
    ForecastLine,
    Item,
    Judgement,
    Outlet,
    PositionLine,
    Problem,
    QuantityLine,
    Rank,
    StatementLine,
    Story,
)

__all__ = ["assemble"]

FORMAT = "readout/1"
MOST_COMPARED = 300  # stories, the weightiest: an edition prints six of them, and a brief's page what differs in all
REACH_BACK = 6  # days; with the day itself a week: what a weekly published that day reports as news


@dataclass(frozen=True, slots=True)
class _Batch:
    """What is assembled: articles and what was found in them as editors judged it, in order of id, and the period."""

    articles: Sequence[Article]
    analyses: Sequence[Analysis]
    by_id: Mapping[str, Article]
    found: Mapping[str, Analysis]
    recent: Sequence[Article]  # published in the period
    since: date | None  # as asked
    first: date | None
    last: date | None
    news_since: date | None
    directory: Directory
    outlets: tuple[Outlet, ...]
    origins: Origins
    passages: Passages
    codebook: Codebook
    docket: Docket
    earlier: Brief | None


@dataclass(frozen=True, slots=True)
class _Ledgers:
    """The lines over all articles, as judged; `met` are the ids of those that the steps made."""

    calendar: tuple[CalendarLine, ...]
    happenings: tuple[EventLine, ...]
    positions: tuple[PositionLine, ...]
    forecasts: tuple[ForecastLine, ...]
    statements: tuple[StatementLine, ...]
    met: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Told:
    """The stories, and what is told of them."""

    stories: tuple[Story, ...]
    ranks: tuple[Rank, ...]
    items: tuple[Item, ...]  # more than are printed: the timeline has them all
    background: tuple[Item, ...]
    comparisons: tuple[Comparison, ...]
    quantities: tuple[QuantityLine, ...]
    uncompared: int  # stories whose accounts were not compared
    met: frozenset[str]  # the ids of the stories that were linked


def assemble(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    codebook: Codebook,
    model: StoryModel,
    since: date | None = None,
    until: date | None = None,
    *,
    earlier: Brief | None = None,
    question: str | None = None,
    unread: Sequence[Problem] = (),
    judgements: Sequence[Judgement] = (),
) -> Brief:
    """
    The brief of a period, both days included.

    Without `since` and `until` the period runs from the first to the last day of publication, and what
    happened in the week up to the first of them is news too. A brief knows nothing that was published after
    `until`; what was published before `since` is background, and what it says is not told again.
    `articles` and `analyses` belong together by id, in any order; `model` tells which sentences are of one
    happening; `unread` are the inputs that could not be read. `judgements` may be all that a desk ever made: the
    latest on each subject counts, and those about what is not here do nothing. Same input, same brief.
    """
    batch = _open_batch(articles, analyses, codebook, (since, until), earlier, open_docket(judgements))
    ledgers = _settle_ledgers(batch)
    told = _tell_stories(batch, ledgers, model)
    budget = codebook.weights.budget
    ground = _lay_ground(batch, ledgers, told)
    updates = find_updates(told.comparisons)
    items = correct_items(told.items, updates, ground)
    met = {*batch.by_id, *ledgers.met, *told.met}
    return Brief(
        format=FORMAT,
        question=question or codebook.standoff.question,
        notice=codebook.standoff.notice,
        outlets=batch.outlets,
        actors=_mentioned_actors(batch.directory, batch.analyses),
        first_day=batch.first,
        last_day=batch.last,
        news_since=batch.news_since,
        recipe=" | ".join((*sorted({one.recipe for one in batch.analyses}), f"stories-{model.digest[:12]}")),
        budget=budget,
        answer=write_answer(
            ledgers.happenings, ledgers.calendar, told.stories, batch.by_id, batch.found, batch.directory,
            codebook.plover, batch.news_since, batch.last,
        ),
        developments=items[: budget.developments],
        background=told.background,
        takeaways=write_takeaways(
            ledgers.positions, ledgers.calendar, told.comparisons, ledgers.forecasts, ground, batch.last
        ),
        changes=write_changes(earlier, ledgers.calendar, ledgers.positions, told.comparisons, ground),
        stories=told.stories,
        ranks=told.ranks,
        comparisons=told.comparisons,
        happenings=ledgers.happenings,
        statements=tuple(correct_lines(ledgers.statements, updates, ground)),
        positions=ledgers.positions,
        calendar=ledgers.calendar,
        forecasts=ledgers.forecasts,
        quantities=tuple(correct_lines(told.quantities, updates, ground)),
        timeline=write_timeline((*told.items, *told.background), told.comparisons, ground, batch.passages),
        balance=settle_balance(ledgers.happenings, codebook.plover, batch.news_since, batch.last),
        questions=gather_questions(batch.recent, batch.found, batch.directory),
        unread=(
            *unread,
            *find_gaps(batch.articles, codebook.standoff.outlets, since, until),
            *name_uncompared(told.uncompared, MOST_COMPARED),
            *(problem for article in batch.recent for problem in batch.found[article.id].problems),
        ),
        judged=_list_followed(batch.docket, analyses, codebook, met),
    )  # fmt: skip


def _lay_ground(batch: _Batch, ledgers: _Ledgers, told: _Told) -> Ground:
    calendar = {line.uid: line for line in ledgers.calendar}
    return Ground(
        batch.by_id,
        batch.found,
        batch.directory,
        {one.id: one.name for one in batch.outlets},
        {one.id: calendar[one.meeting_uids[0]] for one in told.stories if one.meeting_uids},
        {one.id: one.first_day for one in told.stories},
    )


def _open_batch(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    codebook: Codebook,
    period: tuple[date | None, date | None],
    earlier: Brief | None,
    docket: Docket,
) -> _Batch:
    """The articles that were out by the end of the period, with what was found in them and who is spoken of."""
    since, until = period
    articles = sorted((one for one in articles if was_out(one, until)), key=lambda article: article.id)
    by_id = {article.id: article for article in articles}
    found = {one.article_id: one for one in judge_analyses(analyses, docket) if one.article_id in by_id}
    ordered = [found[article.id] for article in articles]
    first, last = since or first_publication(articles), until or last_publication(articles)
    outlets = gather_outlets(articles, codebook)
    return _Batch(
        articles=articles,
        analyses=ordered,
        by_id=by_id,
        found=found,
        recent=[article for article in articles if is_recent(article, since)],
        since=since,
        first=first,
        last=last,
        news_since=since or (move_day(first, -REACH_BACK) if first else None),
        directory=replace(
            judge_directory(gather_actors(codebook.actors, ordered), docket),
            sides={one.id: one.side for one in outlets if one.side},
        ),
        outlets=outlets,
        origins=find_origins(articles, found, codebook.origins, outlets),
        passages=gather_passages(articles, found),
        codebook=codebook,
        docket=docket,
        earlier=earlier,
    )


def _settle_ledgers(batch: _Batch) -> _Ledgers:
    """Meetings, happenings, positions, forecasts and statements over all articles."""
    earlier, last = batch.earlier, batch.last
    calendar = settle_calendar(
        batch.articles, batch.analyses, batch.codebook, batch.news_since, last,
        earlier=earlier.calendar if earlier else (),
    )  # fmt: skip
    happenings = link_happenings(batch.articles, batch.found, batch.directory, batch.passages)
    positions = settle_positions(
        batch.articles, batch.found, batch.directory, batch.news_since, last,
        TermBook(batch.codebook.movements, batch.codebook.quantities),
        earlier=earlier.positions if earlier else (),
    )  # fmt: skip
    forecasts = settle_forecasts(
        batch.articles, batch.analyses, batch.codebook, batch.directory, (batch.since, last),
        earlier.forecasts if earlier else (),
    )  # fmt: skip
    statements = gather_statements(
        batch.recent, batch.analyses, batch.codebook, batch.directory, last, batch.origins.copied
    )
    return _Ledgers(
        judge_lines(calendar, batch.docket),
        judge_lines(happenings, batch.docket),
        judge_lines(positions, batch.docket),
        judge_forecasts(forecasts, batch.docket, batch.by_id),
        judge_lines(statements, batch.docket),
        frozenset(
            {*map(id_of, calendar), *map(id_of, happenings), *map(id_of, positions)}
            | {*map(id_of, forecasts), *map(id_of, statements)}
        ),
    )


def _tell_stories(batch: _Batch, ledgers: _Ledgers, model: StoryModel) -> _Told:
    """The stories, ranked, the sentences that tell the weightiest, and their accounts."""
    weights, budget = batch.codebook.weights, batch.codebook.weights.budget
    bonds = Bonds(batch.articles, batch.passages, model)
    variants = tuple(find_variants(gather_sayings(batch.articles, batch.found)))
    linked = link_stories(
        ledgers.happenings, ledgers.calendar, batch.directory, batch.origins, batch.passages, bonds, variants
    )
    stories = recast_stories(linked, batch.docket, ledgers.happenings, ledgers.calendar, batch.origins)
    happenings = {line.id: line for line in ledgers.happenings}
    calendar = {line.uid: line for line in ledgers.calendar}
    nouns = batch.codebook.meetings.words["parties.anaphors"]
    shelf = Shelf(batch.by_id, batch.found, happenings, calendar, batch.directory, batch.passages, nouns)
    evidence = gather_evidence(
        happenings, calendar, batch.by_id, batch.found, batch.outlets, batch.directory, ledgers.positions,
        batch.earlier, batch.passages.called_off,
    )  # fmt: skip
    ranks = rank_stories(stories, evidence, weights, batch.last)
    by_story = {story.id: story for story in stories}
    news = [one for rank in ranks if is_within(one := by_story[rank.story_id], batch.news_since, batch.last)]
    fresh, recent = {story.id for story in news}, frozenset(article.id for article in batch.recent)
    recalled = [story for story in stories if story.id not in fresh and not recent.isdisjoint(story.article_ids)]
    most = max(budget.days, budget.developments)
    items = tuple(islice(write_items(news, shelf, batch.origins, weights), most))
    firsts = [article for article in batch.articles if batch.origins.copied.get(article.id) == article.id]
    days = weigh_days(firsts, batch.passages, weights.days)
    mattered = choose_stories([story for story in recalled if story.first_day], days, 2 * budget.days)
    background = tuple(islice(write_items(mattered, shelf, batch.origins, weights), budget.days))
    told = Told(batch.by_id, batch.found, happenings, calendar, batch.directory, batch.passages)
    compared = [*news, *(story for story in recalled if not story.first_day)]
    comparisons = compare_accounts(compared[:MOST_COMPARED], told, batch.codebook, batch.origins, variants)
    return _Told(
        stories,
        ranks,
        name_items(items, batch.docket),
        name_items(background, batch.docket),
        comparisons,
        compare_quantities(batch.recent, batch.found, comparisons, batch.directory),
        max(0, len(compared) - MOST_COMPARED),
        frozenset(story.id for story in linked),
    )


def _list_followed(docket: Docket, analyses: Sequence[Analysis], codebook: Codebook, met: set[str]) -> tuple[str, ...]:
    """The subjects of judgements that are of this input: findings and actors as they were found, articles and lines."""
    if not docket.judgements:
        return ()
    found = {each for analysis in analyses for each in list_findings(analysis)}
    actors = {actor.id for analysis in analyses for actor in analysis.actors}
    return docket.follows(met | found | actors | set(codebook.actors.by_id))


def _mentioned_actors(directory: Directory, analyses: Sequence[Analysis]) -> tuple[Actor, ...]:
    ids = {mention.actor_id for analysis in analyses for mention in analysis.mentions if mention.actor_id}
    ids |= {directory.party(key) for key in ids} | set(directory.sides.values())  # a bracket may name their states
    return tuple(directory.by_id[key] for key in sorted(ids) if key in directory.by_id)
