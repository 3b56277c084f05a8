"""
Many articles → `Brief`: the steps in order, on one page.

    actors ─ origins ─ calendar ─ happenings ─ bonds ─ stories ─ ranking ─ developments ─ accounts ─ quantities
    ─ statements ─ timeline ─ balance ─ questions ─ answer ─ takeaways ─ changes

Steps are pure and know no other step; nothing is read but what is given.
"""

from collections.abc import Sequence
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
from readout.corpus.coverage import find_gaps
from readout.corpus.days import choose_stories, weigh_days
from readout.corpus.developments import Shelf, write_items
from readout.corpus.forecasts import settle_forecasts
from readout.corpus.happenings import link_happenings
from readout.corpus.merging import StoryModel
from readout.corpus.origins import find_origins
from readout.corpus.outlets import gather_outlets
from readout.corpus.passages import gather_passages
from readout.corpus.period import first_publication, is_recent, is_within, last_publication, move_day, was_out
from readout.corpus.positions import settle_positions
from readout.corpus.quantities import compare_quantities
from readout.corpus.questions import gather_questions
from readout.corpus.ranking import gather_evidence, rank_stories
from readout.corpus.sayings import gather_sayings
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
    Problem,
)

__all__ = ["assemble"]

FORMAT = "readout/1"
REACH_BACK = 6  # days; with the day itself a week: what a weekly published that day reports as news


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
) -> Brief:
    """
    The brief of a period, both days included.

    Without `since` and `until` the period runs from the first to the last day of publication, and what
    happened in the week up to the first of them is news too. A brief knows nothing that was published after
    `until`; what was published before `since` is background, and what it says is not told again.
    `articles` and `analyses` belong together by id, in any order; `model` tells which sentences are of one
    happening; `unread` are the inputs that could not be read. Same input, same brief.
    """
    articles = sorted((one for one in articles if was_out(one, until)), key=lambda article: article.id)
    recent = [article for article in articles if is_recent(article, since)]
    recent_ids = frozenset(article.id for article in recent)
    found = {analysis.article_id: analysis for analysis in analyses}
    by_id = {article.id: article for article in articles}
    ordered = [found[article.id] for article in articles]
    first, last = since or first_publication(articles), until or last_publication(articles)
    news_since = since or (move_day(first, -REACH_BACK) if first else None)
    directory = gather_actors(codebook.actors, ordered)
    outlets = gather_outlets(articles, codebook)
    origins = find_origins(articles, found, codebook.origins, outlets)
    calendar = settle_calendar(
        articles, ordered, codebook, news_since, last, earlier=earlier.calendar if earlier else ()
    )
    passages = gather_passages(articles, found)
    happenings = link_happenings(articles, found, directory, passages)
    bonds = Bonds(articles, passages, model)
    sayings = tuple(gather_sayings(articles, found))
    stories = link_stories(happenings, calendar, directory, origins, passages, bonds, sayings)
    shelf = Shelf(
        by_id,
        found,
        {line.id: line for line in happenings},
        {line.uid: line for line in calendar},
        directory,
        passages,
        codebook.meetings.words["parties.anaphors"],
    )
    positions = settle_positions(
        articles, found, directory, news_since, last, earlier=earlier.positions if earlier else ()
    )
    evidence = gather_evidence(shelf.happenings, shelf.calendar, by_id, found, outlets, directory, positions, earlier)
    ranks = rank_stories(stories, evidence, codebook.weights, last)
    by_story = {story.id: story for story in stories}
    news = [by_story[rank.story_id] for rank in ranks if is_within(by_story[rank.story_id], news_since, last)]
    fresh = {story.id for story in news}
    recalled = [story for story in stories if story.id not in fresh and not recent_ids.isdisjoint(story.article_ids)]
    older = [story for story in recalled if story.first_day]
    budget = codebook.weights.budget
    items = tuple(islice(write_items(news, shelf, origins, codebook.weights), max(budget.days, budget.developments)))
    developments = items[: budget.developments]
    mattered = choose_stories(older, weigh_days(articles, passages, codebook.weights.days), 2 * budget.days)
    background = tuple(islice(write_items(mattered, shelf, origins, codebook.weights), budget.days))
    told = Told(by_id, found, shelf.happenings, shelf.calendar, directory, passages)
    compared = [*news, *(story for story in recalled if not story.first_day)]
    comparisons = compare_accounts(compared, told, codebook, origins)
    quantities = compare_quantities(recent, found, comparisons, directory)
    forecasts = settle_forecasts(
        articles, ordered, codebook, directory, (since, last), earlier.forecasts if earlier else ()
    )
    ground = Ground(by_id, found, directory, {one.id: one.name for one in outlets})
    statements = gather_statements(recent, ordered, codebook, directory, last)
    return Brief(
        format=FORMAT,
        question=question or codebook.standoff.question,
        notice=codebook.standoff.notice,
        outlets=outlets,
        actors=_mentioned_actors(directory, ordered),
        first_day=first,
        last_day=last,
        news_since=news_since,
        recipe=" | ".join((*sorted({analysis.recipe for analysis in ordered}), f"stories-{model.digest[:12]}")),
        budget=budget,
        answer=write_answer(happenings, calendar, stories, by_id, found, directory, codebook.plover, news_since, last),
        developments=developments,
        background=background,
        takeaways=write_takeaways(positions, calendar, comparisons, forecasts, ground, last),
        changes=write_changes(earlier, calendar, positions, comparisons, ground),
        stories=stories,
        ranks=ranks,
        comparisons=comparisons,
        happenings=happenings,
        statements=statements,
        positions=positions,
        calendar=calendar,
        forecasts=forecasts,
        quantities=quantities,
        timeline=write_timeline((*items, *background), by_id, found, passages),
        balance=settle_balance(happenings, codebook.plover, news_since, last),
        questions=gather_questions(recent, found, directory),
        unread=(
            *unread,
            *find_gaps(articles, codebook.standoff.outlets, since, until),
            *(problem for article in recent for problem in found[article.id].problems),
        ),
    )


def _mentioned_actors(directory: Directory, analyses: Sequence[Analysis]) -> tuple[Actor, ...]:
    ids = {mention.actor_id for analysis in analyses for mention in analysis.mentions if mention.actor_id}
    return tuple(directory.by_id[key] for key in sorted(ids) if key in directory.by_id)
