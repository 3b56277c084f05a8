"""One telling of a position, with all that two tellings are compared by."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from readout.codes import Genre, PositionKind
from readout.corpus.actors import Directory
from readout.corpus.likeness import content_stems, stem
from readout.corpus.period import earliest_day
from readout.corpus.positions.terms import TermBook, TermReader, Terms
from readout.corpus.settings import is_of_unknown_occasion
from readout.corpus.standing import write_plain_line
from readout.corpus.wording import fold
from readout.records import Analysis, Article, Citation, Position, PositionLine, SourcedSentence, Span, Statement
from readout.spans import bears_out, cite, covers, hull, overlaps, passage

SURE_ENOUGH = 0.5  # what is less sure is kept in the analysis and not printed
NEAR = 60  # characters between a content and its condition that are printed with both
ENOUGH = 2  # stems that two wordings must share to be about one thing
ALIKE = 0.5  # share of the shorter wording's stems that stand in the other
MARKED = 24  # characters before a condition in which its marker stands
_MARKER = re.compile(
    r"\b(if|unless|provided(?: that)?|as long as|so long as|once|until|when|in exchange for|on condition that)\s+$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|half)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:that|to|not|never|and|whether)\s+$", re.IGNORECASE)
_GOES_ON = re.compile(r",?\s+(?:that|which|of|to)\b")
_TO = re.compile(r"\b(to\s)$", re.IGNORECASE)
_NOUN = re.compile(r"(?:the|an?|its|their|his|her|this|these|\w+['’]s?)\s[\w' ]+$")  # no clause: "its own troops"
_VAGUE = re.compile(
    r"(?:some|any|all|most|many|certain|several|none|neither|both)\b|\S*(?:one|body|thing)\b", re.IGNORECASE
)
_ACCORDING = re.compile(r"\baccording to ", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IF = re.compile(
    r"\b(?:if|unless|until|while|once|provided|as (?:long|soon) as|on (?:the )?condition|on the day that|"
    r"in (?:exchange|return) for)\b",
    re.IGNORECASE,
)
_DATED = re.compile(  # what "until" leads to where it says how long, and not on what condition
    r"\s+(?:the\s+)?(?:end|middle|beginning|start|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|next|\d)\b"
)
_BY = re.compile(r"\b(?:by|before|until)\s+(?:the\s+)?$", re.IGNORECASE)


_NAMING = frozenset({PositionKind.DEMAND, PositionKind.GUARANTEE_SOUGHT, PositionKind.OFFER, PositionKind.CONDITION})


@dataclass(frozen=True, slots=True)
class Stand:
    """
    A position as one article tells it. `day` is that of saying, else of publication, "" when neither is known, and
    `said_day` that of saying alone; `standing` where the text tells it as held before; `stems` leave out the names of
    parties; `terms` are what its movement is told by.
    """

    kind: PositionKind
    parties: tuple[str, ...]
    issue_id: str | None
    wording: str
    stems: frozenset[str]
    counted: frozenset[str]  # every number in it, in figures or words
    terms: Terms
    firmness: str | None
    day: str
    said_day: str | None
    standing: bool
    told_by: tuple[str, ...]
    told: SourcedSentence | None  # the wording as a brief may print it
    receipts: tuple[Citation, ...]  # () where the articles at hand do not hold what an earlier edition cited

    def is_alike(self, other: "Stand", least: float = ALIKE) -> bool:
        """Whether two wordings are about one thing."""
        shared = len(self.stems & other.stems)
        return shared >= ENOUGH and shared >= least * min(len(self.stems), len(other.stems))


def read_stands(
    articles: Iterable[Article], analyses: Mapping[str, Analysis], directory: Directory, book: TermBook
) -> tuple[Stand, ...]:
    """Every position sure enough to print, by day, article and place in the text; those without a day first."""
    reader = TermReader(book, name_stems(directory))
    found = [
        (stand, article.id, stand.receipts[0].span)
        for article in articles
        for stand in _read_article(article, analyses[article.id], directory, reader)
    ]
    return tuple(stand for stand, *_ in sorted(found, key=lambda one: (one[0].day, one[1], one[2], one[0].wording)))


def name_stems(directory: Directory) -> frozenset[str]:
    """The stems of the names of all states and bodies: what they share says nothing of what is wanted."""
    named = (actor for actor in directory.by_id.values() if actor.kind not in ("person", "place"))
    return frozenset(stem(word) for one in named for name in (one.name, *one.names) for word in name.split())


def _read_article(article: Article, analysis: Analysis, directory: Directory, reader: TermReader) -> Iterator[Stand]:
    statements = {statement.id: statement for statement in analysis.statements}
    for position in analysis.positions:
        if position.confidence >= SURE_ENOUGH and position.holder_ids:
            said = statements.get(position.statement_id or "")
            through = statements.get(said.via_id or "") if said is not None else None
            told_by = _relayer(article, analysis, position, said) if through is None else through.source_id
            tellers = _tellers(article, said) if told_by is None else (told_by,)
            yield replace(_read(article, analysis, position, said, directory, reader), told_by=tellers)


def _read(
    article: Article,
    analysis: Analysis,
    position: Position,
    statement: Statement | None,
    directory: Directory,
    reader: TermReader,
) -> Stand:
    parties = tuple(sorted(directory.parties(position.holder_ids)))
    span = _wording(article, position)
    words = fold(passage(article.text, span)).strip()
    by_others = _is_told_by_others(statement, parties, directory)
    own = None if by_others else span
    nowhere = statement is not None and is_of_unknown_occasion(analysis, statement, directory)
    said = _said_day(article, analysis, position, statement)
    return Stand(
        kind=position.kind,
        parties=parties,
        issue_id=position.issue_id,
        wording=words,
        stems=frozenset(content_stems(words)) - _names(parties, directory),
        counted=_counted(words),
        terms=_read_terms(article, analysis, position, span, reader),
        firmness=position.firmness,
        day=said or _day_of_print(article),
        said_day=said,
        standing=position.standing,
        told_by=_tellers(article, statement),
        told=None if nowhere else _tell(article, analysis, position, own, directory, (said,) if said else ()),
        receipts=(cite(article, hull((position.evidence, span))),),
    )


AUTHORED = frozenset({Genre.OPINION, Genre.ANALYSIS, Genre.NEWSLETTER})
NEAR_CUE = 24  # characters between a word of saying and its day


def _is_told_by_others(statement: Statement | None, parties: Sequence[str], directory: Directory) -> bool:
    """Whether a source that is not the party says that it is the party's position."""
    if statement is None or statement.source is None:
        return False
    return statement.source_id is None or directory.party(statement.source_id) not in parties


def _tell(
    article: Article,
    analysis: Analysis,
    position: Position,
    span: Span | None,
    directory: Directory,
    beside: Sequence[str],
) -> SourcedSentence | None:
    """
    The wording with names beside its pronouns, where it is a clause or names what is asked for; else the sentence that
    tells it, as where somebody else speaks of it (`span` None). None where both lean on what is not printed.
    """
    told = position.evidence
    whole = next((one.span for one in analysis.sentences if covers(one.span, told)), told)
    line = write_plain_line(article, analysis, whole, directory, beside=beside)
    if line is not None or analysis.genre in AUTHORED:
        return line  # a sentence keeps its "reportedly" and who says so
    if span is None:
        return _tell_whole(article, analysis, told, whole, directory, beside)
    clause = _CLAUSE.search(article.text, max(0, span.start - MARKED), span.start) is not None
    clause = clause and not _NOUN.match(article.text, span.start, span.end)
    if _GOES_ON.match(article.text, span.end):
        return _tell_whole(article, analysis, told, whole, directory, beside)  # cut before what it is about
    if (
        position.kind is not PositionKind.DENIAL
        and (clause or position.kind in _NAMING)
        and not _VAGUE.match(article.text, span.start, span.end)
    ):
        to = _TO.search(article.text, max(0, span.start - 4), span.start)
        if to and (line := _tell_whole(article, analysis, told, whole, directory, beside)):
            return line  # who is "to hand over its maps" stands before the "to"
        words = Span(to.start(1), span.end) if to else span
        line = write_plain_line(article, analysis, words, directory, beside=beside)
        if line is not None:
            return line
    return _tell_whole(article, analysis, told, whole, directory, beside)


def _tell_whole(
    article: Article, analysis: Analysis, told: Span, whole: Span, directory: Directory, beside: Sequence[str]
) -> SourcedSentence | None:
    """The clause that tells of a position; its sentence where the clause opens it and leans on the rest of it."""
    line = write_plain_line(article, analysis, told, directory, within=whole, beside=beside)
    opens = told.start == whole.start and told != whole
    return write_plain_line(article, analysis, whole, directory, beside=beside) if line is None and opens else line


def recall_stand(line: PositionLine, directory: Directory, texts: Mapping[str, str], reader: TermReader) -> Stand:
    """A line of an earlier edition as a telling, with the receipts that the texts at hand (by article id) bear out."""
    return Stand(
        kind=line.kind,
        parties=line.holder_ids,
        issue_id=line.issue_id,
        wording=line.wording,
        stems=frozenset(content_stems(line.wording)) - _names(line.holder_ids, directory),
        counted=_counted(line.wording),
        terms=reader.read(*_without_condition(line.wording), line.wording, line.wording, None),
        firmness=line.firmness,
        day=line.last_day,
        said_day=line.said_day,
        standing=line.standing,
        told_by=line.attributed_to,
        told=line.told,
        receipts=tuple(one for one in line.citations if bears_out(one, texts.get(one.article_id, ""))),
    )


def _wording(article: Article, position: Position) -> Span:
    """The content, with its condition where the two stand side by side; the sentence where the content is bare."""
    content, condition = position.content, position.condition
    if condition is not None and (
        marker := _MARKER.search(article.text, max(0, condition.start - 24), condition.start)
    ):
        condition = Span(marker.start(1), condition.end)  # without its "if" a condition would read as a fact
    if condition is not None and max(condition.start - content.end, content.start - condition.end) <= NEAR:
        content = hull((content, condition))
    bare = len(content_stems(passage(article.text, content))) < ENOUGH
    return position.evidence if bare else content


def _names(parties: Sequence[str], directory: Directory) -> frozenset[str]:
    known = [directory.by_id[party] for party in parties if party in directory.by_id]
    return frozenset(stem(word) for actor in known for name in (actor.name, *actor.names) for word in name.split())


def _read_terms(article: Article, analysis: Analysis, position: Position, wording: Span, reader: TermReader) -> Terms:
    """The terms of content and condition, each by itself; of the whole wording where the reading names no condition."""
    named = {one.span for one in analysis.mentions if one.actor_id is not None}
    clause = [*named, *([] if position.condition is None else [position.condition])]
    content = _without(article.text, position.content, named)
    condition = "" if position.condition is None else passage(article.text, position.condition)
    if not condition:
        content, condition = _without_condition(content)
    told = _without(article.text, position.evidence, clause)
    around = _without(article.text, _surroundings(analysis, position.evidence), named)
    return reader.read(content, condition, told, around, _deadline(article, analysis, wording))


def _without(text: str, span: Span, cut: Iterable[Span]) -> str:
    """The words of a span with those of some others blanked out."""
    words = list(passage(text, span))
    for one in cut:
        if overlaps(one, span):
            first, after = max(one.start - span.start, 0), min(one.end - span.start, len(words))
            words[first:after] = " " * (after - first)
    return "".join(words)


def _surroundings(analysis: Analysis, evidence: Span) -> Span:
    """The sentence of a position, the two before it and the one behind."""
    spans = [one.span for one in analysis.sentences]
    at = next((number for number, span in enumerate(spans) if overlaps(span, evidence)), None)
    return evidence if at is None else hull(spans[max(0, at - 2) : at + 2])


def _without_condition(wording: str) -> tuple[str, str]:
    """A wording and the condition that stands in it, "" for none; parted at the first "if" or its like."""
    found = next((one for one in _IF.finditer(wording) if not _DATED.match(wording, one.end())), None)
    if found is None:
        return wording, ""
    if found.start() > 0:
        return wording[: found.start()], wording[found.start() :]
    condition, comma, rest = wording.partition(",")
    return (rest, condition) if comma else ("", wording)


def _counted(words: str) -> frozenset[str]:
    return frozenset(found[0].lower() for found in _COUNTED.finditer(words))


def _deadline(article: Article, analysis: Analysis, span: Span) -> str | None:
    for timex in analysis.timexes:
        before = article.text[max(0, timex.span.start - 12) : timex.span.start]
        if covers(span, timex.span) and _DAY.fullmatch(timex.value) and _BY.search(before):
            return timex.value
    return None


def _said_day(article: Article, analysis: Analysis, position: Position, statement: Statement | None) -> str | None:
    """The day of saying that the text names, no later than the print; None where it names none."""
    timex = position.said or (None if statement is None else statement.said)
    if timex is not None and position.kind is PositionKind.ENDORSEMENT and timex.span.start > position.content.start:
        timex = None  # "welcomed the talks of March 11": of what is welcomed
    said = "" if timex is None else timex.value[:10]
    if statement is not None and not said:
        said = _day_beside(analysis, position, statement)
    published = earliest_day(article.published or "")
    return said if _DAY.fullmatch(said) and (published is None or said <= published.isoformat()) else None


def _day_of_print(article: Article) -> str:
    published = earliest_day(article.published or "")
    if published is None:
        return ""
    return article.published or "" if "/" in (article.published or "") else published.isoformat()


def _day_beside(analysis: Analysis, position: Position, statement: Statement) -> str:
    """The only day that stands in the sentence outside of what was said: the day of saying; "" where there is none."""
    days = {
        timex.value[:10]
        for timex in analysis.timexes
        if covers(position.evidence, timex.span)
        and _DAY.fullmatch(timex.value[:10])
        and not any(covers(piece, timex.span) for piece in (*statement.content, position.content))
        and (statement.cue is None or _apart(statement.cue, timex.span) <= NEAR_CUE)
    }
    return days.pop() if len(days) == 1 else ""


def _apart(one: Span, other: Span) -> int:
    """The characters between two spans."""
    return max(one.start, other.start) - min(one.end, other.end)


def _relayer(article: Article, analysis: Analysis, position: Position, statement: Statement | None) -> str | None:
    """Whom the sentence names as telling what the source said: "..., according to the aide"; None for nobody."""
    led = _ACCORDING.search(article.text, position.evidence.start, position.evidence.end)
    if led is None or (statement is not None and statement.cue is not None and statement.cue.start >= led.start()):
        return None
    near = [one for one in analysis.mentions if led.end() <= one.span.start <= led.end() + MARKED and one.actor_id]
    return min(near, key=lambda one: one.span).actor_id if near else None


def _tellers(article: Article, statement: Statement | None) -> tuple[str, ...]:
    """Who says that this is the position: the source; the outlet where it was only reportedly said."""
    if statement is not None and statement.factual and statement.source_id is not None:
        return (statement.source_id,)
    return (article.outlet_id,) if article.outlet_id else ()
