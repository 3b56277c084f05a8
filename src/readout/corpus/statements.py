"""Who said what over all articles: a line for each statement, the same words once with all their receipts."""

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from readout.codebook import Codebook, Weights
from readout.codebook.cues import CueBook, CueKind, Takes
from readout.codes import Quoting
from readout.corpus.actors import Directory
from readout.corpus.likeness import content_stems
from readout.corpus.period import latest_day
from readout.corpus.repeats import Occurrence, group_repeats, mark_differing
from readout.corpus.speakers import Weighed, order_statements
from readout.corpus.telling import LONGEST, tell_statement
from readout.records import Actor, Analysis, Article, Citation, SourcedSentence, Span, Statement, StatementLine, Wording
from readout.spans import cite, covers, digest_text, finding_id, hull, overlaps, passage

UNATTRIBUTED = "unattributed"
GAP = " … "  # between pieces of one statement that stand apart in the article
SURE_ENOUGH = 0.5  # what is less sure to have been said is kept in the analysis and not printed
FAR = 400  # characters that a receipt may run to take in its cue and source
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who", "him", "her", "them", "his", "their"})
WEEK = 7
MOST_RECEIPTS = 2  # beyond the first
_MET = re.compile(r"\b(?:held|holds?|holding|met|meets?|meeting)$", re.IGNORECASE)
_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")


def gather_statements(
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    codebook: Codebook,
    directory: Directory,
    last: date | None,
    copied: Mapping[str, str] = MappingProxyType({}),
) -> tuple[StatementLine, ...]:
    """
    The statements of a batch: those to print, in the order of `order_statements`; then those that cannot be printed.
    What was not said as a fact is left out.

    The same words of the same speaker, in two articles or twice in one, are one line with several receipts; so are
    one quotation in two wordings and one report in several articles, whose words then stand among the variants.
    `speaker` is the codebook's name or the name as printed; a pronoun that nobody could resolve, like a
    source that is not named, is "unattributed" and not printed. No sentence is printed twice. `said_day` is None
    where the text names no day. `copied` leads from a reprint to the article that it prints again: both are one receipt
    when a line is weighed.
    """
    by_article = {analysis.article_id: analysis for analysis in analyses}
    known = dict(codebook.actors.by_id)
    found: list[Occurrence] = []
    for article in articles:
        if article.id in by_article:
            found.extend(_read_article(article, by_article[article.id], known, codebook.cues))
    groups = sorted(
        ((_weigh(group, codebook.weights, last, copied), _place(group), group) for group in group_repeats(found)),
        # by whom it is told, before through whom; what is told in two wordings before what its sentence tells besides
        key=lambda one: (bool(one[2][0].via), not _wordings(_fullest(one[2]), one[2]), -one[0], one[1]),
    )
    lines: list[Weighed] = []
    printed: dict[str, list[Span]] = {}
    for weight, place, group in groups:
        line = _write_line(group, directory, printed)
        lines.append(Weighed(weight, place, line))
        if line.told is not None:
            cited = line.told.citations[0]
            printed.setdefault(cited.article_id, []).append(cited.span)
    return order_statements(lines)


def _weigh(group: Sequence[Occurrence], weights: Weights, last: date | None, copied: Mapping[str, str]) -> float:
    """How much a statement matters to a reader: named parts of [statement] in weights.toml, alike for all."""
    one = max(group, key=lambda each: len(each.key))
    published = latest_day(one.article.published or "")
    age = WEEK if published is None or last is None else (last - published).days
    printed = {copied.get(each.article.id, each.article.id) for each in group}
    parts = {
        "verbatim": float(any(each.statement.quoting is not Quoting.INDIRECT for each in group)),
        "position": float(
            any(each.statement.id == stand.statement_id for each in group for stand in each.analysis.positions)
        ),
        "receipts": float(min(MOST_RECEIPTS, len(printed) - 1)),
        "recency": max(0.0, 1 - age / WEEK),
        "brief": max(0.0, 1 - len(one.words) / LONGEST),
    }
    return round(sum(weights.statement[name] * value for name, value in parts.items()), 3)


def _place(group: Sequence[Occurrence]) -> tuple[str, int, int, str]:
    return min(
        (
            one.article.published or "9999",
            hull(one.statement.content).start,
            len(one.words.split()),
            digest_text(one.words),
        )
        for one in group
    )


def _read_article(article: Article, analysis: Analysis, known: dict[str, Actor], cues: CueBook) -> Iterator[Occurrence]:
    actors = ChainMap(known, {actor.id: actor for actor in analysis.actors})
    by_id = {statement.id: statement for statement in analysis.statements}
    for statement in analysis.statements:
        if not statement.factual or statement.confidence < SURE_ENOUGH or _is_deed(article, statement, cues):
            continue
        words = GAP.join(_fold(passage(article.text, span)) for span in statement.content)
        through = by_id.get(statement.via_id) if statement.via_id else None
        via = None if through is None else name_speaker(article, through, actors)
        key = " ".join(re.findall(r"\w+", words.lower()))
        speaker = name_speaker(article, statement, actors)
        role = statement.role or _printed_office(article, statement, speaker)
        label, stems = _label(statement, analysis), frozenset(content_stems(words))
        yield Occurrence(article, analysis, statement, speaker, role, via, words, key, label, stems)


def _is_deed(article: Article, statement: Statement, cues: CueBook) -> bool:
    """Whether a word of saying has "to" and a verb behind it that it does not take: "agreed to free ships" is done."""
    if statement.cue is not None and _MET.search(passage(article.text, statement.cue)):
        return True  # "held talks as he sought a way out"
    if statement.cue is None or not passage(article.text, statement.content[0]).startswith("to "):
        return False
    word = passage(article.text, statement.cue).lower().split()[-1]
    stems = (word, word.removesuffix("d"), word.removesuffix("ed"), word.removesuffix("s"))
    found = [cue for lemma in stems for cue in cues.find(lemma, "verb") if len(cue.words) == 1]
    return any(cue.kind is CueKind.SAY and Takes.INFINITIVE not in cue.takes for cue in found)


def _label(statement: Statement, analysis: Analysis) -> Span | None:
    """What contests the words: the denial that they are the content of, before a word such as "baseless" in them."""
    labels = [one.label for one in analysis.contested if any(overlaps(one.claim, span) for span in statement.content)]
    return next((label for label in labels if label == statement.cue), labels[0] if labels else None)


def name_speaker(article: Article, statement: Statement, actors: Mapping[str, Actor]) -> str:
    """The name readers know a source by: the actor's, else as printed; "unattributed" where nobody is sure."""
    if statement.source_id is not None and statement.source_id in actors:
        return actors[statement.source_id].name
    if statement.source is None:
        return UNATTRIBUTED
    printed = _print_name(passage(article.text, statement.source))
    return UNATTRIBUTED if printed.lower() in PRONOUNS else printed


def _printed_office(article: Article, statement: Statement, speaker: str) -> str | None:
    """The name printed for a source that readers know by another: the seat of power that stands for a state."""
    if statement.source is None or speaker == UNATTRIBUTED:
        return None
    printed = _print_name(passage(article.text, statement.source))
    told = printed.lower() in PRONOUNS or any(word in printed for word in speaker.split())
    return None if told else printed


def _print_name(text: str) -> str:
    """A source as printed, without "the", a possessive's ending or the "who" or "which" of its relative clause."""
    return re.sub(r"(?:'s|’s|,? (?:who|which|that))$", "", re.sub(r"^[Tt]he ", "", _fold(text)))


def _write_line(
    group: Sequence[Occurrence], directory: Directory, printed: Mapping[str, Sequence[Span]]
) -> StatementLine:
    fullest = _fullest(group)
    ordered = [fullest, *(one for one in group if one is not fullest)]
    days = [day for one in ordered if not _says_more(one) for day in _days(one.statement)]
    others = _wordings(fullest, group)
    return StatementLine(
        id=finding_id("statement-line", fullest.speaker, fullest.key),
        speaker=fullest.speaker,
        role=next((one.role for one in ordered if one.role), None),
        via=next((one.via for one in ordered if one.via), None),
        words=fullest.words,
        quoting=fullest.statement.quoting,
        said_day=days[0] if days else None,
        citations=tuple(_cite(one) for one in group),
        cue=_words_near(fullest, fullest.statement.cue),
        speaker_id=fullest.statement.source_id,
        told=None if fullest.speaker == UNATTRIBUTED else _tell(ordered, directory, printed, days[:1]),
        label=next((words for one in ordered if (words := _words_near(one, one.label))), None),
        differing=_differing(fullest, others),
        variants=tuple(Wording(one.words, _differing(one, [fullest]), _cite(one)) for one in others),
    )


def _says_more(one: Occurrence) -> bool:
    """Whether the sentence goes on to what was said another day: its own day would then stand above both."""
    if one.statement.cue is None or one.statement.quoting is Quoting.DIRECT:
        return False
    cue = one.statement.cue
    sentence = next((each.span for each in one.analysis.sentences if covers(each.span, cue)), cue)
    return any(
        other.cue is not None
        and other.id != one.statement.id
        and covers(sentence, other.cue)
        and _days(other) != _days(one.statement)
        and not any(covers(piece, other.cue) for piece in one.statement.content)
        and not any(covers(piece, cue) for piece in other.content)
        for other in one.analysis.statements
    )


def _differing(one: Occurrence, others: Sequence[Occurrence]) -> tuple[Span, ...]:
    """The words of a quotation that others print otherwise; reports differ anyway, and nothing is marked in them."""
    reported = one.statement.quoting is Quoting.INDIRECT
    return () if reported else mark_differing(one.words, [other.words for other in others])


def _fullest(group: Sequence[Occurrence]) -> Occurrence:
    return max(group, key=lambda one: len(one.key))


def _wordings(fullest: Occurrence, group: Sequence[Occurrence]) -> list[Occurrence]:
    """
    Those of a group that print the words otherwise, each wording once; a part of the fullest is no other wording,
    nor are other words around the same quotation.
    """
    told = {one.key: one for one in reversed(group) if f" {one.key} " not in f" {fullest.key} "}
    same = _quoted(fullest)
    return [one for one in group if told.get(one.key) is one and not (same and _quoted(one) == same)]


def _quoted(one: Occurrence) -> str:
    """The words within marks alone, in lower case; empty for reported words."""
    words = " ".join(passage(one.article.text, span) for span in one.statement.quotes)
    return " ".join(re.findall(r"\w+", words.lower()))


def _tell(
    group: Sequence[Occurrence], directory: Directory, printed: Mapping[str, Sequence[Span]], beside: Sequence[str]
) -> SourcedSentence | None:
    """The first telling that can be printed and whose passage no other line prints; `beside` is the line's day."""
    lines = (tell_statement(one.article, one.analysis, one.statement, directory, beside) for one in group)
    return next((line for line in lines if line is not None and not _is_printed(line.citations[0], printed)), None)


def _is_printed(cited: Citation, printed: Mapping[str, Sequence[Span]]) -> bool:
    """Whether a line before prints the passage already."""
    return any(covers(span, cited.span) for span in printed.get(cited.article_id, ()))


def _words_near(one: Occurrence, span: Span | None) -> str | None:
    """The words of a span that the line's receipt holds; None for one that stands too far from what was said."""
    if span is None or not covers(_cite(one).span, span):
        return None
    return _fold(passage(one.article.text, span))


def _days(statement: Statement) -> list[str]:
    return _DAY.findall(statement.said.value) if statement.said else []


def _cite(one: Occurrence) -> Citation:
    """The passage from cue and source to the last word, where they stand near; else the words alone."""
    content = hull(one.statement.content)
    near = [
        span
        for span in (one.statement.source, one.statement.cue, one.label)
        if span is not None and _distance(span, content) <= FAR
    ]
    return cite(one.article, hull((content, *near)))


def _distance(span: Span, content: Span) -> int:
    return 0 if covers(content, span) else max(span.start - content.end, content.start - span.end)


def _fold(text: str) -> str:
    return " ".join(text.split())
