"""The blocks of a brief: what an edition begins with, each item with its receipts, in the order of the page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from readout.codes import BlockKind
from readout.corpus.templates import quote_line
from readout.records import (
    Article,
    Block,
    Brief,
    EditionLine,
    ForecastLine,
    Item,
    SourcedSentence,
    StatementLine,
)
from readout.spans import bears_out, finding_id


def split_blocks(brief: Brief, articles: Mapping[str, Article]) -> tuple[Block, ...]:
    """
    The blocks that a draft begins with: what a reader of the brief meets at once, by its budget.

    `articles` are those of the brief by id, for the words of forecasts; a forecast whose passage they do not
    hold is left out. Ids say what a block tells, so that the same brief gives the same blocks.
    """
    budget = brief.budget
    blocks = (
        *_list(BlockKind.ANSWER, brief.answer),
        *(_item(BlockKind.DEVELOPMENT, one) for one in brief.developments),
        *_list(BlockKind.CHANGE, brief.changes),
        *_list(BlockKind.TAKEAWAY, brief.takeaways),
        *_statements(brief),
        *_positions(brief),
        *(_one(BlockKind.MEETING, line.uid, line.summary, line.when) for line in brief.calendar),
        *_forecasts(brief.forecasts, articles, budget.forecasts),
        *(_one(BlockKind.QUANTITY, None, line.told, None) for line in brief.quantities if line.told is not None),
        *(_item(BlockKind.BACKGROUND, one) for one in brief.background[: budget.background]),
        *_list(BlockKind.QUESTION, brief.questions),
    )
    seen: Counter[str] = Counter()
    return tuple(_rename(block, _number(block.id, seen)) for block in blocks)


def _rename(block: Block, own: str) -> Block:
    """A block under another id, its lines with it, where two of a brief say the same."""
    if own == block.id:
        return block
    heading = block.heading and replace(block.heading, id=f"{own}-h")
    lines = tuple(replace(line, id=f"{line.id}{own.removeprefix(block.id)}") for line in block.lines)
    return replace(block, id=own, heading=heading, lines=lines)


def make_block(
    kind: BlockKind,
    subject_id: str | None,
    sentences: Sequence[SourcedSentence],
    *,
    by: str | None = None,
    heading: SourcedSentence | None = None,
    day: str | None = None,
) -> Block:
    """A block of sentences, with ids that say what it tells."""
    told = (subject_id,) if subject_id else tuple(each.text for each in sentences)
    own = f"b-{finding_id('block', kind.value, *told)}"
    seen: Counter[str] = Counter()
    return Block(
        own,
        kind,
        subject_id,
        by,
        None if heading is None else EditionLine(f"{own}-h", heading),
        day,
        tuple(EditionLine(_number(f"l-{finding_id('line', own, each.text)}", seen), each) for each in sentences),
    )


def _number(key: str, seen: Counter[str]) -> str:
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"


def _one(
    kind: BlockKind, subject_id: str | None, sentence: SourcedSentence, day: str | None, by: str | None = None
) -> Block:
    return make_block(kind, subject_id, (sentence,), day=day, by=by)


def _list(kind: BlockKind, sentences: Sequence[SourcedSentence]) -> Iterator[Block]:
    if sentences:
        yield make_block(kind, None, sentences)


def _item(kind: BlockKind, item: Item) -> Block:
    return make_block(kind, item.story_id, item.sentences, heading=item.headline, day=item.day)


def _statements(brief: Brief) -> Iterator[Block]:
    """The words of those who are known by name: the heaviest speakers, and of each the first lines."""
    told: Counter[str] = Counter()
    for line in brief.statements:
        if line.told is None or line.speaker_id is None:
            continue
        if line.speaker_id not in told and len(told) == brief.budget.speakers:
            continue
        told[line.speaker_id] += 1
        if told[line.speaker_id] <= brief.budget.statements:
            yield _one(BlockKind.STATEMENT, line.id, line.told, line.said_day, _speaker(line))


def _speaker(line: StatementLine) -> str:
    return line.speaker if not line.role or line.role in line.speaker else f"{line.speaker}, {line.role}"


def _positions(brief: Brief) -> Iterator[Block]:
    names = {actor.id: actor.name for actor in brief.actors}
    told: Counter[tuple[str, ...]] = Counter()
    for line in brief.positions:
        if line.told is None or (line.holder_ids not in told and len(told) == brief.budget.holders):
            continue
        told[line.holder_ids] += 1
        if told[line.holder_ids] <= brief.budget.positions:
            holders = ", ".join(names.get(each, each) for each in line.holder_ids)
            yield _one(BlockKind.POSITION, line.id, line.told, line.said_day, holders or None)


def _forecasts(lines: Iterable[ForecastLine], articles: Mapping[str, Article], most: int) -> Iterator[Block]:
    """Forecasts in the words of the whole sentence: a claim by itself would be nobody's."""
    kept = 0
    for line in lines:
        cited = line.citations[0] if line.shown and line.citations and kept < most else None
        article = articles.get(cited.article_id) if cited else None
        if cited is None or article is None or not bears_out(cited, article.text):
            continue
        kept += 1
        yield _one(BlockKind.FORECAST, line.id, quote_line(article, cited.span), line.horizon, line.forecaster)
