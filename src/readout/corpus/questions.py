"""Questions that authors pose, as lines of the brief; what a quoted source asks is that source's statement."""

from collections.abc import Mapping, Sequence

from readout.corpus.actors import Directory
from readout.corpus.standing import stands_alone, write_plain_line
from readout.corpus.templates import quote_line
from readout.records import Analysis, Article, OpenQuestion, SourcedSentence
from readout.spans import covers, passage

NAMED = 2  # actors and places that a question names


def gather_questions(
    articles: Sequence[Article], analyses: Mapping[str, Analysis], directory: Directory
) -> tuple[SourcedSentence, ...]:
    """The authors' own open questions that can be read alone, in order of article and text, each once."""
    asked = [
        _write(article, analyses[article.id], question, directory)
        for article in sorted(articles, key=lambda one: one.id)
        for question in analyses[article.id].questions
        if question.statement_id is None and _names_enough(analyses[article.id], question)
    ]
    return tuple({line.text: line for line in asked if line is not None}.values())


def _names_enough(analysis: Analysis, asked: OpenQuestion) -> bool:
    """Whether a question names two at least: "Can a threat bring it about?" asks of nobody knows what."""
    span = next((one.span for one in analysis.sentences if covers(one.span, asked.question)), asked.question)
    return len({one.actor_id for one in analysis.mentions if one.actor_id and covers(span, one.span)}) >= NAMED


def _write(article: Article, analysis: Analysis, asked: OpenQuestion, directory: Directory) -> SourcedSentence | None:
    """The question itself, or the sentence around one that is only a clause of it ("whether ...")."""
    if passage(article.text, asked.question)[:1].isupper():
        alone = stands_alone(article, analysis, (asked.question,), directory)
        return quote_line(article, asked.question) if alone else None
    sentence = next((one.span for one in analysis.sentences if covers(one.span, asked.question)), None)
    return None if sentence is None else write_plain_line(article, analysis, sentence, directory)
