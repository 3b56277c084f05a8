"""
One article → `Analysis`: the steps in order, on one page.

    furniture ─ parse ─ mentions ─ timexes ─ day of publication        (`prepare`)
    coreference ─ timexes ─ statements ─ events ─ positions ─ meetings ─ quantities ─ contested claims
    ─ questions ─ genre ─ forecasts ─ what was left open                                    (`analyse_prose`)

Every step is a pure function of what stands before it; none knows another. What a step cannot make
sense of becomes a `Problem`, and the rest goes on. To try another step, call the steps yourself:
nothing is registered anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from readout.analysis.abstentions import find_abstentions
from readout.analysis.anaphors import find_anaphors
from readout.analysis.cleaning import find_byline, mark_furniture, split_blocks
from readout.analysis.contested import find_contested
from readout.analysis.coreference import link_mentions
from readout.analysis.dating import date_article
from readout.analysis.entities import find_mentions
from readout.analysis.events import code_events
from readout.analysis.forecasts import find_forecasts
from readout.analysis.genre import code_genre
from readout.analysis.meetings import find_meetings
from readout.analysis.meetings.lending import lend_days
from readout.analysis.positions import find_positions
from readout.analysis.quantities import find_quantities
from readout.analysis.questions import find_questions
from readout.analysis.sentences import find_sentences
from readout.analysis.statements import find_statements
from readout.analysis.statements.model import AttributionModel
from readout.analysis.timex import find_timexes
from readout.analysis.timex.contradictions import find_contradictions
from readout.analysis.timex.derived import find_derived_lengths
from readout.codebook import Codebook
from readout.codes import Genre
from readout.ports import EventModel, Tagger
from readout.records import Analysis, Article, Furniture, Mention, Outlet, Span, Timex
from readout.spans import covers, without_dateline
from readout.tokens import Parse
from readout.version import VERSION

__all__ = ["RULES_ONLY", "Models", "Prose", "analyse", "analyse_prose", "name_recipe", "prepare"]


@dataclass(frozen=True, slots=True)
class Models:
    """The learned models that steps may ask; None: the step works by its rules alone, a mode that is measured too."""

    attribution: AttributionModel | None = None
    events: EventModel | None = None


RULES_ONLY = Models()


@dataclass(frozen=True, slots=True)
class Prose:
    """An article made ready: its furniture marked, its prose parsed, its names found; what costs most, done once."""

    furniture: tuple[Furniture, ...]
    parse: Parse
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]  # read against `read_on`
    read_on: str | None  # the day of publication as it was known before the text told its own


def name_recipe(tagger: Tagger, codebook: Codebook, models: Models = RULES_ONLY, extractor: str | None = None) -> str:
    """What an analysis depends on beside the article: version, codebook, tagger, models, a page's extractor."""
    asked = (("attribution", models.attribution), ("events", models.events))
    learned = (f"{name}-{model.digest[:12]}" for name, model in asked if model)
    parts = (f"readout-{VERSION}", f"codebook-{codebook.digest[:12]}", tagger.recipe, *learned, extractor)
    return "+".join(filter(None, parts))


def prepare(article: Article, tagger: Tagger, codebook: Codebook) -> tuple[Article, Prose]:
    """
    Parse an article and settle, as precisely as its own text allows, when it was published and by whom written.

    The article comes back with `published`, `published_basis` and `byline` filled in where they were not given.
    """
    furniture = mark_furniture(article, codebook.furniture)
    parse = tagger.tag(article.text, split_blocks(article.text, furniture))
    mentions = find_mentions(parse, codebook.actors)
    timexes = find_timexes(parse, article.published, codebook.times)
    published, basis = date_article(article, furniture, timexes, mentions, codebook)
    byline = article.byline or find_byline(article.text, furniture)
    dated = replace(article, published=published, published_basis=basis, byline=byline)
    return dated, Prose(furniture, parse, mentions, timexes, article.published)


def analyse_prose(
    article: Article, prose: Prose, tagger: Tagger, codebook: Codebook, models: Models = RULES_ONLY
) -> Analysis:
    """All that one recipe finds in an article that was made ready by `prepare`."""
    parse = prose.parse
    mentions, actors = link_mentions(parse, prose.mentions, codebook, article.published)
    timexes = prose.timexes
    if article.published != prose.read_on:
        timexes = find_timexes(parse, article.published, codebook.times)
    told = _without_datelines(article, parse, timexes)
    statements = find_statements(article, parse, mentions, told, codebook, models.attribution)
    events = code_events(article, parse, mentions, told, statements, codebook, models.events)
    meetings = find_meetings(article, parse, mentions, told, statements, codebook)
    timexes = lend_days(parse, timexes, meetings)
    genre = code_genre(article, prose.furniture, _outlet_of(article, codebook), codebook.genres)
    return Analysis(
        article_id=article.id,
        recipe=name_recipe(tagger, codebook, models, article.extractor),
        genre=genre,
        furniture=prose.furniture,
        actors=actors,
        sentences=find_sentences(parse),
        anaphors=find_anaphors(parse, mentions, codebook.anaphora, codebook.standoff.question),
        mentions=mentions,
        timexes=(*timexes, *find_derived_lengths(parse, timexes, codebook.times)),
        statements=statements,
        events=events,
        positions=find_positions(article, parse, mentions, actors, statements, codebook, genre, told),
        meetings=meetings,
        forecasts=find_forecasts(article, parse, mentions, timexes, statements, codebook, genre),
        quantities=find_quantities(
            article, parse, mentions, timexes, statements, codebook.quantities, _office_of(article, codebook, genre)
        ),
        contested=find_contested(article, parse, statements, codebook.contested, codebook.cues),
        questions=find_questions(article, parse, statements),
        problems=(
            *find_abstentions(article, parse, mentions, timexes, statements),
            *find_contradictions(article, parse, timexes, codebook.times),
        ),
    )


def _without_datelines(article: Article, parse: Parse, timexes: Sequence[Timex]) -> tuple[Timex, ...]:
    """The times of an article but for those of its datelines: the day of writing is not the day of what is told."""
    openings = []
    for number in range(len(parse.sentences)):
        span = parse.sentence_span(number)
        body = without_dateline(article.text, span)
        if body != span:
            openings.append(Span(span.start, body.start))
    return tuple(one for one in timexes if not any(covers(opening, one.span) for opening in openings))


def _office_of(article: Article, codebook: Codebook, genre: Genre) -> str | None:
    """The party whose office publishes an official page; None for any other article."""
    outlet = _outlet_of(article, codebook)
    return outlet.side if genre is Genre.OFFICIAL and outlet is not None else None


def _outlet_of(article: Article, codebook: Codebook) -> Outlet | None:
    return next((outlet for outlet in codebook.standoff.outlets if outlet.id == article.outlet_id), None)


def analyse(article: Article, tagger: Tagger, codebook: Codebook, models: Models = RULES_ONLY) -> Analysis:
    """All that one recipe finds in one article, dated by its own text alone where it has no day."""
    dated, prose = prepare(article, tagger, codebook)
    return analyse_prose(dated, prose, tagger, codebook, models)
