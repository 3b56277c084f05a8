"""The outlets of a batch, with what the standoff tells of them; nobody's side is guessed."""

from collections.abc import Iterable

from readout.codebook import Codebook
from readout.records import Article, Outlet


def gather_outlets(articles: Iterable[Article], codebook: Codebook) -> tuple[Outlet, ...]:
    """One `Outlet` for each that published an article of the batch, in order of id; by its printed name if unknown."""
    known = {outlet.id: outlet for outlet in codebook.standoff.outlets}
    printed = {article.outlet_id: article.outlet_name or article.outlet_id for article in articles if article.outlet_id}
    return tuple(known.get(key) or Outlet(key, printed[key], None, None, None, 0) for key in sorted(printed))
