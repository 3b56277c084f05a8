"""
Who said what: the statements of one article.

    quotations laid over the tokens ─ cues, sources, contents ─ quotations without a cue
    ─ each made fit to be read ─ one owner for every word ─ role, addressee, medium, day said, relay

Cue, source and content are those of PARC 3.0 and PolNeAR (Newell, Margolin and Ruths 2018); the day said is a TIMEX3.
"""

from collections.abc import Sequence

from readout.analysis.statements.cues import find_cues
from readout.analysis.statements.dressing import dress
from readout.analysis.statements.layout import extend_over_colons, find_laid_out, keep_out
from readout.analysis.statements.learned import find_by_model
from readout.analysis.statements.model import AttributionModel
from readout.analysis.statements.quoting import close_quotations, find_floating, find_overlooked
from readout.analysis.statements.rejected import find_rejected
from readout.analysis.statements.relaying import find_relayers, quote_through
from readout.analysis.statements.rules import find_by_rules
from readout.analysis.statements.settling import find_relayed, settle
from readout.analysis.statements.shaping import shape
from readout.analysis.statements.surface import lay_quotations
from readout.codebook import Codebook
from readout.records import Article, Mention, Statement, Timex
from readout.tokens import Parse

__all__ = ["find_statements"]


def find_statements(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    codebook: Codebook,
    model: AttributionModel | None = None,
) -> tuple[Statement, ...]:
    """
    The statements of an article, in the order of the text; one relayed through another follows it.

    `source` is None where what is quoted has no sure source; `cue` is None where it has no cue.
    Without a `model` the rules work alone.
    """
    surface = lay_quotations(parse)
    cues = find_cues(surface, codebook.cues)
    read = find_by_rules(surface, codebook.cues, cues)
    if model is not None:
        learned = close_quotations(surface, find_by_model(surface, codebook.cues, model, read, cues))
        learned = shape(surface, learned, timexes, codebook.cues)
        relaying = (*find_relayed(learned, read), *find_relayers(surface, learned, read, codebook.cues))
        rejected = find_rejected(surface, learned, read, codebook.cues)
        read = (*learned, *find_overlooked(surface, learned, read), *relaying, *rejected)
    read = quote_through(surface, shape(surface, read, timexes, codebook.cues), codebook.cues)
    laid_out = find_laid_out(surface)
    found = settle(surface, (*laid_out, *keep_out(extend_over_colons(surface, read), laid_out)))
    floating = find_floating(surface, found)
    return dress(article, surface, (*found, *floating), mentions, timexes, codebook)
