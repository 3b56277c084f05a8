"""How a statement is printed: the quotation, the sentence that reports it, or its cue and content; None: not at all."""

import re
from collections.abc import Collection

from readout.codes import Quoting
from readout.corpus.actors import Directory
from readout.corpus.settings import is_of_unknown_occasion
from readout.corpus.standing import find_turn, is_readable, stands_alone, write_plain_line
from readout.corpus.templates import make_line, passage_slots, span_slot
from readout.records import Analysis, Article, Mention, SourcedSentence, Span, Statement
from readout.spans import cite, covers, hull, overlaps, passage

FEWEST = 8  # words of a quotation that says something without its occasion
LONGEST = 360  # characters that a line of somebody's words may run to
SHARE = 0.2  # of a sentence that reports somebody's words, how much they are at least
SAID = 6  # words that say who speaks
PRONOUNS = frozenset({"he", "she", "him", "her", "his", "they", "them", "their", "it", "its", "we", "us", "our"})
ANSWERING = re.compile(r"^(?:answer|repl|respond|retort|counter|add)\w*$", re.IGNORECASE)
IN_CLAUSE = re.compile(r"\b(?:in|at|by|to|on|during) which\b")
DESCRIBED = re.compile(r",? (?:an? |the )?[\w -]+ (?:of|at|for|in|with) (?:the )?")  # between a name and whose he is
BESIDE = re.compile(r",\s(?:as|while)\s$")  # before a source that speaks beside what the sentence tells
NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-z]")  # a capital within a sentence
MARKS = frozenset('"“”„«»')


def tell_statement(
    article: Article, analysis: Analysis, statement: Statement, directory: Directory, beside: Collection[str] = ()
) -> SourcedSentence | None:
    """
    The line of one statement, with no word in it that leans on what is not printed; `beside` are its days.

    A quotation of whole sentences stands by itself, since its speaker is named above it. Any other is told by the
    sentence that reports it, with the names that its pronouns stand for; where that leans, by cue and
    content, if the content is a clause. A denial is never told by its content alone.
    """
    if not _names_something(article, analysis, statement):
        return None  # "I would rather say it once," she said: of what, only the occasion tells
    if statement.quoting is Quoting.DIRECT and (line := _quote(article, analysis, statement, directory)):
        return line
    if statement.quoting is Quoting.DIRECT and _is_mere(article, analysis, statement):
        return None  # "No," she said: only what was asked makes it plain
    if statement.cue is not None and ANSWERING.search(passage(article.text, statement.cue)):
        return None  # to what, only the sentence before says
    if _is_nested(analysis, statement) or is_of_unknown_occasion(analysis, statement, directory):
        return None
    line = _report(article, analysis, statement, directory, beside)
    turned = find_turn(analysis, _sentence(analysis, statement)) is not None
    if line is None and statement.source_id is not None and not turned:
        line = _cue(article, analysis, statement, directory)
    return line


def _is_mere(article: Article, analysis: Analysis, statement: Statement) -> bool:
    """Whether a quotation and all of its sentence are too short to tell their occasion."""
    return len(passage(article.text, _sentence(analysis, statement)).split()) < FEWEST + SAID


def _sentence(analysis: Analysis, statement: Statement) -> Span:
    whole = hull(statement.content)
    return next((one.span for one in analysis.sentences if covers(one.span, whole)), whole)


def _names_something(article: Article, analysis: Analysis, statement: Statement) -> bool:
    """Whether a quotation or its sentence names a state, a body, a place or a number: not only who speaks of whom."""
    sentence = _sentence(analysis, statement)
    persons = [one.span for one in analysis.mentions if one.label == "PERSON"]
    others = (
        one
        for one in analysis.mentions
        if covers(sentence, one.span) and not _is_source(one, statement) and not _describes(article, one, statement)
    )
    named = any(one.label != "PERSON" and passage(article.text, one.span).lower() not in PRONOUNS for one in others)
    for span in statement.content:
        capitals = (Span(found.start(), found.end()) for found in NAME.finditer(article.text, span.start, span.end))
        named = named or any(not any(overlaps(one, person) for person in persons) for one in capitals)
    return named or any(overlaps(sentence, one.span) for one in analysis.quantities)


def _describes(article: Article, mention: Mention, statement: Statement) -> bool:
    """Whether a body only tells who speaks: "Ada Orlo, secretary-general of the League, said ..."."""
    source = statement.source
    if source is None or mention.span.start < source.end:
        return False
    return DESCRIBED.fullmatch(article.text, source.end, mention.span.start) is not None


def _is_source(mention: Mention, statement: Statement) -> bool:
    own = mention.actor_id is not None and mention.actor_id == statement.source_id
    return own or (statement.source is not None and overlaps(statement.source, mention.span))


def _is_nested(analysis: Analysis, statement: Statement) -> bool:
    """Whether what is told here is only part of what somebody else says: his line tells it."""
    return statement.cue is not None and any(
        covers(piece, statement.cue) for one in analysis.statements if one.id != statement.id for piece in one.content
    )


def _quote(article: Article, analysis: Analysis, statement: Statement, directory: Directory) -> SourcedSentence | None:
    pieces = [_without_comma(article, span) for span in statement.content]
    text = " ".join(passage(article.text, span) for span in pieces)
    opening = passage(article.text, pieces[0])
    if MARKS & set(text) or len(text) > LONGEST or len(opening.split()) < FEWEST or not text[:1].isupper():
        return None
    if find_turn(analysis, _sentence(analysis, statement)) is not None:
        return None  # what is told to be contradicted is told with the sentence that does it
    if len(pieces) == 1:
        line = write_plain_line(article, analysis, pieces[0], directory, longest=LONGEST)
        if line is None or line.template == "cut":
            return None
        return make_line("quoted", passage_slots("words", line), line.citations)
    if not stands_alone(article, analysis, pieces, directory) or text.rstrip().endswith("?"):
        return None
    slots = [span_slot("words", article, span) for span in pieces]
    return make_line("quoted", slots, (cite(article, hull(pieces)),))


def _without_comma(article: Article, span: Span) -> Span:
    """The words without the comma that only leads on to who said them."""
    return Span(span.start, span.end - 1) if article.text[span.end - 1] in ",;" else span


def _report(
    article: Article, analysis: Analysis, statement: Statement, directory: Directory, beside: Collection[str]
) -> SourcedSentence | None:
    """The sentence that holds the source and what was said; it tells who speaks, and its cue as printed."""
    if statement.source is None:
        return None
    sentence = next((one.span for one in analysis.sentences if covers(one.span, statement.source)), None)
    if sentence is None or not covers(sentence, hull(statement.content)):
        return None
    if statement.cue is not None and IN_CLAUSE.search(article.text, sentence.start, statement.cue.start):
        return None  # "a speech in which he railed against ...": the sentence is about the speech
    said = sum(span.end - span.start for span in statement.content)
    if said < SHARE * (sentence.end - sentence.start):
        return None  # a word of his in a long sentence of somebody else's
    if BESIDE.search(passage(article.text, Span(sentence.start, statement.source.start))):
        return None  # "The ship came home, as the ministry announced that ...": the sentence tells of the ship
    return write_plain_line(article, analysis, sentence, directory, longest=LONGEST, beside=beside)


def _cue(article: Article, analysis: Analysis, statement: Statement, directory: Directory) -> SourcedSentence | None:
    """By cue and content ("… stressed that ..."): a clause that needs no other words, behind the cue that leads it."""
    if statement.cue is None or len(statement.content) != 1 or statement.quoting is not Quoting.INDIRECT:
        return None
    (content,) = statement.content
    between = article.text[statement.cue.end : content.start].lower()
    if between.split()[-1:] != ["that"] or not 0 < len(between) < 60:
        return None
    words = passage(article.text, content)
    if not is_readable(words, LONGEST) or len(words.split()) < FEWEST:
        return None
    if not stands_alone(article, analysis, (content,), directory):
        return None
    slots = (span_slot("cue", article, statement.cue), span_slot("words", article, content))
    return make_line("reported", slots, (cite(article, hull((statement.cue, content))),))
