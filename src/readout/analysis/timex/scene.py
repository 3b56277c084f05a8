"""Where an expression stands, and what every reading of one article shares."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from readout.analysis.timex.expressions import Expression
from readout.analysis.timex.joining import is_day
from readout.analysis.timex.tense import find_tense, leads_onward
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
    starts: tuple[int, ...]  # the first character of each sentence

    def next_word(self, expression: Expression) -> str:
        """The word after an expression, in lower case; "" at the end."""
        return self.words.texts[expression.after] if expression.after < len(self.words.texts) else ""

    def sentence(self, expression: Expression) -> int:
        """The number of the sentence that an expression begins in."""
        return self.parse.sentence_of[self.words.tokens[expression.first]]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds the character at `place`, or of the last one that begins before it."""
        return max(bisect_right(self.starts, place) - 1, 0)

    def quotation(self, expression: Expression) -> Span | None:
        """The quotation that an expression stands in."""
        start = self.words.starts[expression.first]
        return next((span for span in self.quotations if span.start <= start < span.end), None)

    def leads_onward(self, expression: Expression) -> bool:
        """Whether an expression is the day of what is called off or arranged: "cancelled Friday's talks"."""
        first, last = self.words.tokens[expression.first], self.words.tokens[expression.after - 1]
        return leads_onward(self.parse, first, last, self.book)

    def gap(self, one: Expression, other: Expression) -> tuple[str, ...]:
        """The words between two expressions."""
        return self.words.texts[one.after : other.first]


def see(found: Sequence[Expression], words: Words, parse: Parse, book: TimeBook) -> Scene:
    """Gather what the reading of an article needs; quotations only where a dated day could govern one."""
    quotations: tuple[Span, ...] = ()
    if any(_is_dated(each) or is_day(each) for each in found) and any(_is_spoken(each) for each in found):
        blocks = [parse.span(first, after) for first, after in parse.blocks]
        quotations = tuple(each.outer for each in outermost(find_quotations(parse.text, blocks)))
    starts = tuple(parse.tokens[first].start for first, _ in parse.sentences)
    return Scene(words, parse, book, found, quotations, starts)


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
        tense=find_tense(scene.parse, token, scene.words.tokens[expression.after - 1], scene.book),
        opens=_opens(number, scene, sentence),
        following=tuple(after),
        said=_find_said(number, scene),
    )


def _opens(number: int, scene: Scene, sentence: int) -> bool:
    """Whether an expression stands at the head of its sentence, other times before it not counted."""
    first = scene.parse.sentences[sentence][0]
    before = scene.words.tokens[scene.found[number].first] - first
    for each in reversed(scene.found[:number]):
        if scene.sentence(each) != sentence:
            break
        before -= scene.words.tokens[each.after - 1] - scene.words.tokens[each.first] + 2
    return before < OPENING


def _find_said(number: int, scene: Scene) -> Expression | None:
    expression = scene.found[number]
    if not scene.quotations or not _is_spoken(expression):
        return None
    quotation = scene.quotation(expression)
    while quotation is not None:
        first, last = scene.sentence_at(quotation.start), scene.sentence_at(quotation.end - 1)
        for each in (*reversed(scene.found[:number]), *scene.found[number + 1 :]):
            if first <= scene.sentence(each) <= last and scene.quotation(each) is None and _dates_words(each, scene):
                return each
        quotation = _continued(quotation, scene)
    return None


def _continued(quotation: Span, scene: Scene) -> Span | None:
    """The quotation that this one goes on with: the one before in its paragraph, when it fills its sentences alone."""
    number = scene.quotations.index(quotation)
    before = scene.quotations[number - 1] if number else None
    first, last = scene.sentence_at(quotation.start), scene.sentence_at(quotation.end - 1)
    outside = scene.parse.sentences[first][0], scene.parse.sentences[last][1]
    alone = all(
        quotation.start <= token.start < quotation.end or token.pos == "PUNCT"
        for token in scene.parse.tokens[slice(*outside)]
    )
    if before is None or not alone or scene.sentence_at(before.start) == first:
        return None
    there = scene.sentence_at(before.start)
    blocks = {scene.parse.block_of[scene.parse.sentences[each][0]] for each in (first, there)}
    return before if len(blocks) == 1 else None


def _is_spoken(expression: Expression) -> bool:
    """Whether the expression counts from the day of speaking: "tomorrow", "last week", "two years ago"."""
    return expression.kind in ("weekday", "reference") or expression.offset is not None or expression.direction == "ago"


def _dates_words(expression: Expression, scene: Scene) -> bool:
    """Whether it is the day of the words beside it: a date with its year, or a day on which somebody "said" so."""
    if _is_dated(expression):
        return True
    if not is_day(expression):
        return False
    token = scene.parse.tokens[scene.words.tokens[expression.after - 1]]
    above = scene.parse.tokens[token.head]
    verb = scene.parse.tokens[above.head] if above.pos == "ADP" else above
    return verb.tag == "VBD" and verb.lemma in scene.book.cues["speaking"]


def _is_dated(expression: Expression) -> bool:
    return expression.kind == "calendar" and expression.month is not None and expression.year is not None
