"""Where an expression stands, and what every reading of one article shares."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.analysis.timex.expressions import Expression
from readout.analysis.timex.tense import find_tense
from readout.analysis.timex.words import Words
from readout.codebook.times import TimeBook
from readout.quotations import find_quotations, outermost
from readout.records import Span
from readout.tokens import Parse

OPENING = 3  # words of a sentence within which a date sets the scene for what follows


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where an expression stands: its paragraph, sentence and tense, whether it opens the sentence, and the
    expressions after it in the same sentence. `said` is the dated expression of the sentence outside the
    quotation that the expression stands in, None elsewhere.
    """

    block: int
    sentence: int
    tense: str | None
    opens: bool
    following: tuple[Expression, ...]
    said: Expression | None


@dataclass(frozen=True, slots=True)
class Scene:
    """The words, the parse, the codebook, all expressions, and the outermost quotations of an article."""

    words: Words
    parse: Parse
    book: TimeBook
    found: Sequence[Expression]
    quotations: tuple[Span, ...]

    def next_word(self, expression: Expression) -> str:
        """The word after an expression, in lower case; "" at the end."""
        return self.words.texts[expression.after] if expression.after < len(self.words.texts) else ""

    def sentence(self, expression: Expression) -> int:
        """The number of the sentence that an expression begins in."""
        return self.parse.sentence_of[self.words.tokens[expression.first]]

    def quotation(self, expression: Expression) -> Span | None:
        """The quotation that an expression stands in."""
        start = self.words.starts[expression.first]
        return next((span for span in self.quotations if span.start <= start < span.end), None)

    def gap(self, one: Expression, other: Expression) -> tuple[str, ...]:
        """The words between two expressions."""
        return self.words.texts[one.after : other.first]


def see(found: Sequence[Expression], words: Words, parse: Parse, book: TimeBook) -> Scene:
    """Gather what the reading of an article needs; quotations only where a dated day could govern one."""
    quotations: tuple[Span, ...] = ()
    if any(_is_dated(each) for each in found) and any(_is_spoken(each) for each in found):
        blocks = [parse.span(first, after) for first, after in parse.blocks]
        quotations = tuple(each.outer for each in outermost(find_quotations(parse.text, blocks)))
    return Scene(words, parse, book, found, quotations)


def find_place(number: int, scene: Scene) -> Place:
    """The place of the expression of that number."""
    expression = scene.found[number]
    token = scene.words.tokens[expression.first]
    sentence = scene.parse.sentence_of[token]
    after = []
    for each in scene.found[number + 1 :]:
        if scene.sentence(each) != sentence:
            break
        after.append(each)
    return Place(
        block=scene.parse.block_of[token],
        sentence=sentence,
        tense=find_tense(scene.parse, scene.words.tokens[expression.after - 1], scene.book),
        opens=token - scene.parse.sentences[sentence][0] < OPENING,
        following=tuple(after),
        said=_find_said(number, scene, sentence),
    )


def _find_said(number: int, scene: Scene, sentence: int) -> Expression | None:
    expression = scene.found[number]
    if not scene.quotations or not _is_spoken(expression) or scene.quotation(expression) is None:
        return None
    for each in (*reversed(scene.found[:number]), *scene.found[number + 1 :]):
        if _is_dated(each) and scene.sentence(each) == sentence and scene.quotation(each) is None:
            return each
    return None


def _is_spoken(expression: Expression) -> bool:
    """Whether the expression counts from the day of speaking: "tomorrow", "last week", "two years ago"."""
    return expression.kind in ("weekday", "reference") or expression.offset is not None or expression.direction == "ago"


def _is_dated(expression: Expression) -> bool:
    return expression.kind == "calendar" and expression.month is not None and expression.year is not None
