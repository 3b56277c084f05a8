"""Anaphors: what in a sentence only the sentences before it explain, and what in the sentence itself may explain it."""

import re
from collections.abc import Iterable, Iterator

from readout.analysis.anaphors.nouns import find_leaning_word
from readout.analysis.anaphors.pronouns import find_pronoun
from readout.analysis.anaphors.scene import DAYS, Scene, find_place_nouns
from readout.analysis.anaphors.settings import OWNERS, find_settings
from readout.codebook.anaphora import AnaphorBook
from readout.codes import AnaphorKind
from readout.quotations import find_quotations
from readout.records import Anaphor, Mention, Span
from readout.spans import without_dateline
from readout.tokens import Parse

__all__ = ["find_anaphors"]

_SHIFTED = re.compile(  # counted from a day that another sentence tells
    r"\b(?:(?:the|that) (?:same|previous|following|next) (?:day|week|month|year|night|morning|evening|hour)"
    r"|(?:the|a|an|one|two|three|four|five|six|\w+ty|\d+|some|several|few|more) ?(?:hour|day|week|month|year|night)s? "
    r"(?:later|earlier|(?:before|after|afterwards)(?=[,.;]|$| (?:that|this)\b))"
    r"|(?:soon|shortly|long) (?:after|before)(?=[,.;]| that\b| this\b)|(?:since|until|by) then|afterwards|at the time"
    r"|(?:the )?(?:day|week|month|year|night) before(?=[,.;]))",
    re.IGNORECASE,
)


def find_anaphors(
    parse: Parse, mentions: Iterable[Mention], book: AnaphorBook, question: str = ""
) -> tuple[Anaphor, ...]:
    """
    The words that lean on what was told before, in order of the text: pronouns, "this" and "such", definite nouns that
    nothing in their sentence tells apart, connectives at its start and beside its verb, times counted from another,
    clauses cut short, offices and forces of no state that is named, meetings of which there may be several.

    `within` is the place earlier in the sentence that may explain them, None when there is none. What an "it"
    or a "the" announces ("it is likely that ...", "the risk of war") is no anaphor, nor is "the strait" where the
    `question` of the brief names the Strait of Orrin.
    """
    blocks = [parse.span(first, after) for first, after in parse.blocks]
    quoted = [one.inner for one in find_quotations(parse.text, blocks)]
    kept = tuple(mentions)
    named = frozenset(i for one in kept if one.label == "PERSON" for i in parse.tokens_in(one.span))
    owners = frozenset(i for one in kept if one.label in OWNERS for i in parse.tokens_in(one.span))
    told = Scene(book, named, owners, quoted, find_place_nouns(parse, kept, question))
    found: set[Anaphor] = set()
    for number, (first, after) in enumerate(parse.sentences):
        span = parse.sentence_span(number)
        found.update(_find_opening(parse, span, book))
        found.update(_find_shifted(parse, span, first, after))
        found.update(find_settings(parse, first, after, told))
        for token in parse.tokens[first:after]:
            found.update(find_pronoun(parse, token, first, told))
            found.update(find_leaning_word(parse, token, first, told))
    return tuple(sorted(found, key=lambda one: (one.span, one.kind)))


def _find_opening(parse: Parse, span: Span, book: AnaphorBook) -> Iterator[Anaphor]:
    body = without_dateline(parse.text, span)
    match = book.opening.match(parse.text, body.start, body.end)
    if match and match.end() < body.end:
        yield Anaphor(Span(body.start, match.end()), AnaphorKind.CONNECTIVE, None)


def _find_shifted(parse: Parse, span: Span, first: int, after: int) -> Iterator[Anaphor]:
    """A time counted from another, which a day named before it or close behind it in the sentence may fix."""
    for match in _SHIFTED.finditer(parse.text, span.start, span.end):
        days = [
            token
            for token in parse.tokens[first:after]
            if token.entity in DAYS and not match.start() <= token.start < match.end()
            and token.pos in ("PROPN", "NUM") and token.start < match.end() + 24
        ]  # fmt: skip
        fixed = Span(days[0].start, days[0].end) if days else None
        yield Anaphor(Span(match.start(), match.end()), AnaphorKind.TIME, fixed)
