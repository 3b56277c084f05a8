"""What a batch tells, gathered from its articles and analyses alone."""

from collections.abc import Mapping, Sequence

from readout.codebook import Codebook
from readout.corpus.accounts.told import Told
from readout.corpus.actors import gather_actors
from readout.corpus.passages import gather_passages
from readout.records import Analysis, Article


def gather_told(articles: Sequence[Article], analyses: Sequence[Analysis], codebook: Codebook) -> Told:
    """All that accounts are compared by, without the happenings and meetings of a brief."""
    found: Mapping[str, Analysis] = {analysis.article_id: analysis for analysis in analyses}
    ordered = sorted(articles, key=lambda article: article.id)
    directory = gather_actors(codebook.actors, [found[article.id] for article in ordered])
    return Told({article.id: article for article in ordered}, found, {}, {}, directory, gather_passages(ordered, found))
