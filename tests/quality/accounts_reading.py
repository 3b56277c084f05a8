"""What the product finds in the gold of rival accounts, as points that the gold's scorer can judge."""

from collections.abc import Sequence

from quality.accounts_gold import GoldStory
from quality.accounts_scoring import PredictedPoint
from readout.actions.reading import Reading, read_batch
from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_models, load_point_model
from readout.adapters.spacy_tagger import SpacyTagger
from readout.codebook import Codebook
from readout.corpus.accounts import contrast_accounts, gather_told
from readout.records import Point


def read_story(story: GoldStory, codebook: Codebook) -> Reading:
    """The three articles of a story, read as a batch of their own."""
    return read_batch(tuple(story.articles.values()), SpacyTagger(), codebook, models=load_models())


def find_points(reading: Reading, codebook: Codebook) -> tuple[Point, ...]:
    """The points of three accounts set side by side."""
    sides = {article.outlet_id or article.id: (article.id,) for article in reading.articles}
    told = gather_told(reading.articles, reading.analyses, codebook)
    return contrast_accounts(sides, told, codebook, load_point_model())


def predict(story: GoldStory) -> list[PredictedPoint]:
    """The points that the product finds in a story."""
    codebook = load_codebook(story.standoff)
    return judge_points(find_points(read_story(story, codebook), codebook))


def judge_points(points: Sequence[Point]) -> list[PredictedPoint]:
    """Points as the scorer takes them: the first passage of each outlet, codes with hyphens."""
    predicted = []
    for point in points:
        passages: dict[str, tuple[int, int]] = {}
        for telling in point.tellings:
            passages.setdefault(telling.outlet_id, (telling.citation.span.start, telling.citation.span.end))
        kind = point.conflict.replace("_", "-") if point.conflict else None
        predicted.append(PredictedPoint(point.agreement.value.replace("_", "-"), kind, passages))
    return predicted
