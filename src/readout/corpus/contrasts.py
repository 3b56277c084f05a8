"""Two accounts of one story → `Contrast`: which sides there are, and every point of them."""

from collections.abc import Sequence

from readout.codebook import Codebook
from readout.corpus.accounts import PointModel, contrast_accounts, gather_told
from readout.corpus.outlets import gather_outlets
from readout.records import Analysis, Article, Contrast, Problem, Side

FORMAT = "readout-compare/1"


def write_contrast(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    sides: Sequence[Sequence[str]],
    codebook: Codebook,
    title: str | None = None,
    unread: Sequence[Problem] = (),
    model: PointModel | None = None,
) -> Contrast:
    """
    The accounts of `sides`, each the ids of its articles, point by point; other articles are left out.

    A side goes by its outlet, where the sides are of different outlets, else by the title of its first article.
    `title` None: the names of the sides; `model` None: rules alone say what is told alike.
    """
    kept = {key for keys in sides for key in keys}
    by_id = {article.id: article for article in articles if article.id in kept}
    found = {analysis.article_id: analysis for analysis in analyses if analysis.article_id in kept}
    ordered = [by_id[key] for key in sorted(by_id)]
    outlets = gather_outlets(ordered, codebook)
    named = _name_sides(sides, by_id, {outlet.id: outlet.name for outlet in outlets})
    told = gather_told(ordered, tuple(found.values()), codebook)
    mentioned = {one.actor_id for analysis in found.values() for one in analysis.mentions if one.actor_id}
    learned = (f"accounts-{model.digest[:12]}",) if model else ()
    return Contrast(
        format=FORMAT,
        title=title or " and ".join(side.name for side in named),
        notice=codebook.standoff.notice,
        outlets=outlets,
        actors=tuple(told.directory.by_id[key] for key in sorted(mentioned) if key in told.directory.by_id),
        sides=named,
        recipe=" | ".join((*sorted({analysis.recipe for analysis in found.values()}), *learned)),
        points=contrast_accounts({side.id: side.article_ids for side in named}, told, codebook, model),
        unread=tuple(unread),
    )


def _name_sides(
    sides: Sequence[Sequence[str]], articles: dict[str, Article], names: dict[str, str]
) -> tuple[Side, ...]:
    ordered = [sorted(keys, key=lambda key: (articles[key].published or "9999", key)) for keys in sides]
    outlets = [{articles[key].outlet_id for key in keys} for keys in ordered]
    single = [next(iter(one)) if len(one) == 1 else None for one in outlets]
    apart = None not in single and len(set(single)) == len(single)
    found = []
    for keys, outlet in zip(ordered, single, strict=True):
        first = articles[keys[0]]
        by_outlet = apart and outlet is not None
        name = names.get(outlet or "", outlet or "") if by_outlet else first.title.strip() or first.id
        found.append(Side(outlet if by_outlet and outlet else first.id, " ".join(name.split()), tuple(keys)))
    return tuple(found)
