"""Questions that authors pose, as lines of the brief; what a quoted source asks is that source's statement."""

from collections.abc import Mapping, Sequence

from readout.corpus.templates import quote_line
from readout.records import Analysis, Article, SourcedSentence


def gather_questions(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> tuple[SourcedSentence, ...]:
    """The authors' own open questions in order of article and text, each once."""
    asked = [
        (article, question)
        for article in sorted(articles, key=lambda one: one.id)
        for question in analyses[article.id].questions
        if question.statement_id is None
    ]
    return tuple({line.text: line for line in (quote_line(one, two.question) for one, two in asked)}.values())
