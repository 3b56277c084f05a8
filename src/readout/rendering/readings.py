"""What was found in articles, as records a line each or as text to read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec

from readout.errors import OutputError
from readout.records import Actor, Analysis, Article, Span
from readout.rendering.readings_page import render_readings_page
from readout.spans import hull, passage

WIDTH = 96  # characters of a passage that a line of text shows


def render_readings(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    form: str,
    actors: Mapping[str, Actor] = MappingProxyType({}),
    notice: str | None = None,
    outlets: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """
    The readings of some articles, in order: `jsonl` has one object {"article", "analysis"} a line, `text` is
    for the eye, `html` one page with the readings marked. Raises OutputError on another form.

    For the page: `actors` has the codebook's actors by id, `outlets` the names of known outlets by id, and
    `notice` is what every page of a standoff must say.
    """
    pairs = list(zip(articles, analyses, strict=True))
    if form == "jsonl":
        lines = (msgspec.json.encode({"article": article, "analysis": analysis}) for article, analysis in pairs)
        return "".join(line.decode("utf-8") + "\n" for line in lines)
    if form == "text":
        return "\n".join("\n".join(_write_reading(article, analysis)) + "\n" for article, analysis in pairs)
    if form == "html":
        return render_readings_page(articles, analyses, actors, notice, outlets).decode("utf-8")
    raise OutputError(f"readings have no form '{form}'; use jsonl, text or html")


def _write_reading(article: Article, analysis: Analysis) -> Iterator[str]:
    yield f"== {article.title or article.id}"
    yield f"   {article.outlet_id or 'outlet not known'}, {article.published or 'day not known'}"
    yield from (f"   because: {basis}" for basis in article.published_basis)
    for name, lines in _sections(article, analysis):
        if lines:
            yield f"\n-- {name}"
            yield from (f"   {line}" for line in lines)


def _sections(article: Article, analysis: Analysis) -> Iterator[tuple[str, list[str]]]:
    def show(span: Span | None) -> str:
        return "–" if span is None else _shorten(passage(article.text, span))

    claims = {one.id: one.claim for one in analysis.forecasts}
    yield "furniture, not read", [f"{one.kind:12} {show(one.span)}" for one in analysis.furniture]
    yield "times", [f"{one.value:24} {one.type:9} {show(one.span)}" for one in analysis.timexes]
    yield "actors met here", [f"{one.id:24} {one.kind:9} {one.name}" for one in analysis.actors]
    yield (
        "statements",
        [
            f"{one.quoting:9} {_who(one.source_id, show(one.source))} | {show(one.cue)} | "
            f"{show(hull(one.content))}{'' if one.factual else '   (not said, or not yet)'}"
            for one in analysis.statements
        ],
    )
    yield (
        "events",
        [
            f"{one.event_type:10} {one.factuality:12} {_list(one.actor_ids)} → {_list(one.recipient_ids)} "
            f"[{one.day or 'no day'}] {show(one.trigger)} | {show(one.evidence)}"
            for one in analysis.events
        ],
    )
    yield (
        "positions",
        [
            f"{one.kind:16} {_list(one.holder_ids)} [{one.issue_id or 'no issue'}] {show(one.content)}"
            f"{'' if one.condition is None else ' | if: ' + show(one.condition)}"
            for one in analysis.positions
        ],
    )
    yield (
        "meetings",
        [
            f"{one.status:10} {one.when.value if one.when else 'no day'} {_list(one.party_ids)} {one.kind} "
            f"in {show(one.place)} | {show(one.evidence)}"
            for one in analysis.meetings
        ],
    )
    yield (
        "forecasts",
        [
            f"{one.forecaster_id or ('a source' if one.statement_id else 'the author')}: {show(one.claim)}"
            f"{'' if one.condition is None else ' | on: ' + show(one.condition)}"
            f" [{one.horizon.value if one.horizon else 'no time'}] {one.hedge or 'no hedge'}"
            f"{'' if one.probability is None else ' {:g} to {:g}'.format(*one.probability)}"
            f"{'' if one.parent_id is None else ' | follows from: ' + show(claims[one.parent_id])}"
            for one in analysis.forecasts
        ],
    )
    yield "left open", [f"{one.step:12} {one.message}" for one in analysis.problems]


def _who(actor_id: str | None, printed: str) -> str:
    return f"{printed} ({actor_id})" if actor_id else printed


def _list(actor_ids: Iterable[str]) -> str:
    return ", ".join(actor_ids) or "–"


def _shorten(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= WIDTH else folded[: WIDTH - 1] + "…"
