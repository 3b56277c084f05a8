"""What the product finds in the gold of the ledgers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quality.ledger_gold import LEDGERS, MarkedArticle, read_marked
from quality.ledger_scoring import MOVED, Counts, fit, lies_in, same_value, score_article
from readout.actions.reading import read_batch
from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_models
from readout.adapters.spacy_tagger import SpacyTagger
from readout.codebook import Codebook
from readout.codes import PositionKind
from readout.corpus.actors import gather_actors
from readout.corpus.positions.movements import compare_stands
from readout.corpus.positions.stands import Stand, read_stands
from readout.corpus.positions.terms import TermBook
from readout.records import Analysis, Article, Position, Span
from readout.spans import overlaps

STANDOFFS = LEDGERS.parent / "accounts" / "standoffs"


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """One article of the gold as read; with its positions as the ledger takes them."""

    marked: MarkedArticle
    article: Article
    analysis: Analysis
    counts: Counts
    found: Mapping[str, Stand]  # by the name of the mark that it fits
    marks: Mapping[str, Stand]  # every mark as a position that was read without a mistake


def read_ledgers() -> tuple[LedgerReading, ...]:
    """Every article, each standoff read as a batch of its own, in order of standoff and number."""
    marked = read_marked()
    return tuple(one for name in sorted({each.standoff for each in marked}) for one in _read_standoff(name, marked))


def score_movements(
    readings: Sequence[LedgerReading], movements: Sequence[tuple[str, str, str, str]], *, from_marks: bool = False
) -> Counter[str]:
    """
    Of the pairs of the gold: how many have both positions found (`compared`), of how many of these the ledger names a
    movement or rightly keeps two things apart (`decided`), and how many of these are right. `from_marks` compares the
    marks themselves, all of them, as if every position had been read.
    """
    found: Counter[str] = Counter(pairs=len(movements), compared=0, decided=0, right=0)
    for _, movement, told in compare_movements(readings, movements, from_marks=from_marks):
        found["compared"] += 1
        found["decided"] += told != "unsure" and (told != "different" or movement == "different")
        found["right"] += told == movement
    return found


def compare_movements(
    readings: Sequence[LedgerReading], movements: Sequence[tuple[str, str, str, str]], *, from_marks: bool
) -> Iterator[tuple[tuple[Stand, Stand], str, str]]:
    """The pairs of which both positions are there, with the movement of the gold and that of the ledger."""
    book = load_codebook().movements
    stands = {
        (one.marked.standoff, f"{one.marked.name} {name}"): stand
        for one in readings
        for name, stand in (one.marks if from_marks else one.found).items()
    }
    for standoff, earlier, later, movement in movements:
        before, after = (stands.get((standoff, mark)) for mark in (earlier, later))
        if before is not None and after is not None:
            told = compare_stands(before, after, book)
            yield (before, after), movement, "different" if told is None else str(told.movement or "unsure")


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
    parties = gather_parties(codebook, own.values())
    for article, analysis in zip(reading.articles, reading.analyses, strict=True):
        counts = score_article(own[article.id], article, analysis, parties)
        book = TermBook(codebook.movements, codebook.quantities)
        found, marks = (
            {
                name: stand
                for name, position in told.items()
                for stand in read_stands(
                    (article,), {article.id: replace(analysis, positions=(position,))}, directory, book
                )
            }
            for told in (_found_of(own[article.id], analysis), dict(_read_marks(own[article.id], analysis)))
        )
        yield LedgerReading(own[article.id], article, analysis, counts, found, marks)


def gather_parties(codebook: Codebook, marked: Iterable[MarkedArticle]) -> dict[str, str]:
    """The party of each actor, and of each outlet that is an office's own page."""
    offices = {one.outlet for one in marked if one.genre == "official"}
    parties = {one.id: one.country or one.id for one in codebook.actors.by_id.values()}
    return parties | {one.id: one.side for one in codebook.standoff.outlets if one.side and one.id in offices}


def _address(marked: MarkedArticle) -> str:
    """Outlets print opinion under /opinion/: the genre stands where a reader of the page would see it."""
    return f"https://{marked.outlet}.example/{marked.genre}/{marked.name}"


def _found_of(marked: MarkedArticle, analysis: Analysis) -> dict[str, Position]:
    """The position that was found of each mark."""
    positions = [one for one in analysis.positions if one.kind in MOVED]
    pairs = fit(marked, "p", positions, lambda one: one.content, Counter(), "any")
    return {pair.mark.name: pair.found for pair in pairs}


def _read_marks(marked: MarkedArticle, analysis: Analysis) -> Iterator[tuple[str, Position]]:
    """Each mark as a position; what the marks do not tell (the day, "still") is as it was read."""
    found = _found_of(marked, analysis)
    spans = {mark.name: Span(mark.start, mark.end) for mark in marked.marks}
    for mark in marked.marks:
        if mark.name[0] == "p" and mark.kind in {str(kind) for kind in MOVED}:
            content = spans[mark.name]
            around = next((one.span for one in analysis.sentences if overlaps(one.span, content)), content)
            read = found.get(mark.name)
            yield (
                mark.name,
                Position(
                    id=mark.name,
                    kind=PositionKind(mark.kind),
                    holder_ids=(mark.fields["holder"],),
                    issue_id=None if mark.fields["issue"] == "none" else mark.fields["issue"],
                    content=content,
                    condition=spans.get(mark.fields.get("if", "")),
                    firmness=None,
                    statement_id=None,
                    evidence=around,
                    confidence=1.0,
                    said=None if read is None else read.said,
                    standing=read is not None and read.standing,
                ),
            )


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
