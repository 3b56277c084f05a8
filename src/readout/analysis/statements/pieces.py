"""Token indices as the stretches of text a reader is shown: joined, trimmed, without stray marks."""

from bisect import bisect_right
from collections.abc import Sequence

from readout.analysis.statements.surface import Relation, Surface
from readout.codes import Quoting
from readout.records import Span
from readout.spans import covers, overlaps

LEADING = frozenset({",", ":", ";", "-", "--", "–", "—", ".", ")", "that"})
TRAILING = frozenset({",", ":", ";", "-", "--", "–", "—", ".", "("})
RELATIVE = frozenset({"WP", "WDT"})
DIRECT, INDIRECT = 0.9, 0.05  # share of a content's letters inside quotation marks, as PolNeAR's scorer draws the line


def join_runs(indices: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The runs of consecutive indices, half-open, in order."""
    runs: list[list[int]] = []
    for i in sorted(indices):
        if runs and runs[-1][1] == i:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return tuple((first, after) for first, after in runs)


def show_content(surface: Surface, relation: Relation) -> tuple[Span, ...]:
    """The stretches of a content: one that is a whole quotation without its marks, any other with them."""
    runs = _paragraph_runs(surface, relation.content)
    if len(runs) > 1 and all(surface.parse.tokens[i].tag in RELATIVE for i in range(*runs[0]) if surface.is_word(i)):
        runs = runs[1:]  # "what officials describe as ...": the pronoun says nothing
    shown = (_show_run(surface, first, after) for first, after in runs)
    return tuple(span for span in shown if span is not None)


def show_quotes(surface: Surface, content: Sequence[Span]) -> tuple[Span, ...]:
    """The verbatim parts that lie in a content's stretches, without the marks or a comma before the closing one."""
    parts: list[Span] = []
    if not content:
        return ()
    first = bisect_right(surface.quotations, content[0].start, key=lambda quoted: quoted.quotation.inner.end)
    for quoted in surface.quotations[first:]:
        if quoted.quotation.inner.start >= content[-1].end:
            break
        inner = _without_comma(surface, quoted.quotation.inner)
        held = [span for span in content if overlaps(span, inner)]
        if held:
            parts.append(Span(max(inner.start, held[0].start), min(inner.end, held[-1].end)))
    return tuple(parts)


def is_turn(surface: Surface, relation: Relation) -> bool:
    """Whether a relation is a turn of a transcript: verbatim by its layout, without marks."""
    told = [surface.parse.tokens[i].text for i in relation.cue]
    return told == [":"] and not any(surface.quoted[i] for i in relation.content)


def tell_quoting(surface: Surface, relation: Relation) -> Quoting:
    """Direct, mixed or indirect, by the share of the content's letters in quotation marks; a turn is direct."""
    if is_turn(surface, relation):
        return Quoting.DIRECT
    letters = quoted = 0
    for i in relation.content:
        count = sum(character.isalnum() for character in surface.parse.tokens[i].text)
        letters += count
        quoted += count if surface.quoted[i] else 0
    share = quoted / letters if letters else 0.0
    return Quoting.DIRECT if share >= DIRECT else Quoting.INDIRECT if share < INDIRECT else Quoting.MIXED


def _paragraph_runs(surface: Surface, indices: Sequence[int]) -> list[tuple[int, int]]:
    found = []
    for first, after in join_runs(indices):
        start = first
        for i in range(first + 1, after):
            if surface.parse.block_of[i] != surface.parse.block_of[start]:
                found.append((start, i))
                start = i
        found.append((start, after))
    return found


def _show_run(surface: Surface, first: int, after: int) -> Span | None:
    tokens = surface.parse.tokens
    first, after = _with_marks(surface, first, after)
    while first < after and (
        tokens[first].lower in LEADING
        or _lacks_partner(surface, first, first, after)
        or (tokens[first].dep == "cc" and tokens[first].text[0].isupper() and not surface.quoted[first])
    ):
        first += 1
    while after > first and (
        (tokens[after - 1].text in TRAILING and not surface.quoted[after - 1])
        or _lacks_partner(surface, after - 1, first, after)
    ):
        after -= 1
    if not any(surface.is_word(i) for i in range(first, after)):
        return None
    span = surface.parse.span(first, after)
    quoted = surface.quotation_at(first)
    whole = quoted is not None and quoted.after - after in (0, 1) and first - quoted.first in (0, 1)
    if quoted is not None and whole and covers(quoted.quotation.outer, span):
        return _without_comma(surface, quoted.quotation.inner)
    return span


def _with_marks(surface: Surface, first: int, after: int) -> tuple[int, int]:
    """A run with the mark right before or after it whose other half lies inside it."""
    before, behind = surface.quotation_at(first - 1) if first else None, surface.quotation_at(after)
    if before is not None and before.first == first - 1 and before.after <= after and surface.is_mark[first - 1]:
        first -= 1
    if behind is not None and behind.after == after + 1 and behind.first >= first and surface.is_mark[after]:
        after += 1
    return first, after


def _lacks_partner(surface: Surface, i: int, first: int, after: int) -> bool:
    """Whether a token is a quotation mark whose other half lies outside the run."""
    if not surface.is_mark[i]:
        return False
    quoted = surface.quotation_at(i)
    if quoted is None:
        return True
    return not (first <= quoted.first and quoted.after <= after) or not quoted.quotation.closed


def _without_comma(surface: Surface, inner: Span) -> Span:
    end = inner.end
    while end - 1 > inner.start and surface.parse.text[end - 1] in ", \n\t\xa0":
        end -= 1
    return Span(inner.start, end)
