"""What the product finds in the gold of the ledgers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quality.ledger_gold import LEDGERS, Mark, MarkedArticle, read_marked
from quality.ledger_scoring import MOVED, Counts, fit, lies_in, same_value, score_article, share_words
from readout.actions.reading import read_batch
from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_models
from readout.adapters.spacy_tagger import SpacyTagger
from readout.corpus.actors import gather_actors
from readout.corpus.positions.movements import compare_stands
from readout.corpus.positions.stands import Stand, read_stands
from readout.records import Analysis, Article, Span

STANDOFFS = LEDGERS.parent / "accounts" / "standoffs"


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """One article of the gold as read; `stands` are its positions as the ledger takes them."""

    marked: MarkedArticle
    article: Article
    analysis: Analysis
    counts: Counts
    stands: tuple[Stand, ...]


def read_ledgers() -> tuple[LedgerReading, ...]:
    """Every article, each standoff read as a batch of its own, in order of standoff and number."""
    marked = read_marked()
    return tuple(one for name in sorted({each.standoff for each in marked}) for one in _read_standoff(name, marked))


def score_movements(readings: Sequence[LedgerReading], movements: Sequence[tuple[str, str, str, str]]) -> Counter[str]:
    """Of the pairs of the gold: how many have both positions found, and of these how many move as they do."""
    stands = {
        (one.marked.standoff, f"{one.marked.name} {mark.name}"): stand
        for one in readings
        for mark, stand in _stands_by_mark(one)
    }
    found: Counter[str] = Counter(pairs=len(movements))
    for standoff, earlier, later, movement in movements:
        before, after = (stands.get((standoff, mark)) for mark in (earlier, later))
        if before is not None and after is not None:
            told = compare_stands(before, after)
            found["compared"] += 1
            found["right"] += (told.value if told else "different") == movement
            found["unsure"] += told is None and movement != "different"
    return found


def list_mistakes(readings: Sequence[LedgerReading]) -> Iterator[str]:
    """A line for each mark that was missed and each finding that fits none."""
    for one in readings:
        text, analysis = one.marked.text, one.analysis
        positions = [each for each in analysis.positions if each.kind in MOVED]
        kinds = (
            ("p", positions, [each.content for each in positions]),
            ("f", analysis.forecasts, [each.claim for each in analysis.forecasts]),
            ("q", analysis.quantities, [each.span for each in analysis.quantities]),
        )
        for letter, found, spans in kinds:
            yield from _mistakes(one.marked, letter, text, found, spans)


def _read_standoff(name: str, marked: Sequence[MarkedArticle]) -> Iterator[LedgerReading]:
    codebook = load_codebook(STANDOFFS / name)
    own = {f"{name}-{one.name}": one for one in marked if one.standoff == name}
    articles = tuple(
        Article(key, one.outlet, _address(one), "", (), one.published, ("metadata",), None, "en", one.text)
        for key, one in own.items()
    )
    reading = read_batch(articles, SpacyTagger(), codebook, models=load_models())
    directory = gather_actors(codebook.actors, reading.analyses)
    parties = {one.id: one.country or one.id for one in codebook.actors.by_id.values()}
    parties |= {one.id: one.side for one in codebook.standoff.outlets if one.side and _is_office(one.id, own)}
    for article, analysis in zip(reading.articles, reading.analyses, strict=True):
        counts = score_article(own[article.id], article, analysis, parties)
        stands = read_stands((article,), {article.id: analysis}, directory)
        yield LedgerReading(own[article.id], article, analysis, counts, stands)


def _is_office(outlet_id: str, marked: Mapping[str, MarkedArticle]) -> bool:
    return any(one.genre == "official" for one in marked.values() if one.outlet == outlet_id)


def _address(marked: MarkedArticle) -> str:
    """Outlets print opinion under /opinion/: the genre stands where a reader of the page would see it."""
    return f"https://{marked.outlet}.example/{marked.genre}/{marked.name}"


def _stands_by_mark(one: LedgerReading) -> Iterator[tuple[Mark, Stand]]:
    for mark in one.marked.marks:
        near = [
            (share_words(one.marked.text, mark, receipt.span), -(receipt.span.end - receipt.span.start), number)
            for number, stand in enumerate(one.stands)
            for receipt in stand.receipts[:1]
            if mark.name[0] == "p"
        ]
        if near and max(near)[0] >= 0.5:
            yield mark, one.stands[max(near)[2]]


def _mistakes(
    marked: MarkedArticle, letter: str, text: str, found: Sequence[object], spans: Sequence[Span]
) -> Iterator[str]:
    where = f"{marked.standoff}/{marked.name}"
    fitting = same_value if letter == "q" else (lambda *_: True)
    scratch: Counts = Counter()
    by_id = {id(one): span for one, span in zip(found, spans, strict=True)}
    pairs = fit(marked, letter, found, lambda one: by_id[id(one)], scratch, "any", fitting)
    hit = {pair.mark.name for pair in pairs}
    taken = {id(pair.found) for pair in pairs}
    for mark in marked.marks:
        if mark.name[0] == letter and mark.name not in hit and not mark.left_open:
            yield f"missed {where} {mark.name} ({mark.kind}): {text[mark.start : mark.end]}"
    for one, span in zip(found, spans, strict=True):
        opened = [mark for mark in marked.marks if mark.left_open and mark.name[0] == letter]
        if id(one) not in taken and not lies_in(marked, opened, span):
            yield f"wrong  {where} {letter} ({getattr(one, 'kind', '')}): {text[span.start : span.end]}"
