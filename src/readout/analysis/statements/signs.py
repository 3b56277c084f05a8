"""The signs by which a reading of a cue is weighed: how likely the model finds it, how it sits in its sentence."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from readout.analysis.statements.chain import Scores
from readout.analysis.statements.role_features import Window
from readout.analysis.statements.shaping import known_cues
from readout.analysis.statements.surface import Surface
from readout.codebook.cues import CueBook, CueKind
from readout.grammar import children

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
LEAST, MOST = 0.01, 0.995  # chances beyond are taken for these, so that no sign outweighs all others
SIGNS = 53


class Chances(NamedTuple):
    """The model's chances in one window (neither, source, content a token), their logarithms and two sums of them."""

    rows: list[list[float]]
    logs: list[list[float]]
    neither: float  # of the logarithms of neither
    content: float  # of the chances of content


def sum_up(chances: Scores) -> Chances:
    """The chances of a window made ready, once for all its readings."""
    logs = np.log(np.maximum(chances, LEAST))
    return Chances(chances.tolist(), logs.tolist(), float(logs[:, 0].sum()), float(chances[:, 2].sum()))


class Around(NamedTuple):
    """What the other cues of an article say of a cue: the words that they have as content, and their own."""

    contents: frozenset[int]  # words that the likeliest readings of other cues have as content
    cues: frozenset[int]  # words of other cues


def tell_signs(
    surface: Surface,
    book: CueBook,
    window: Window,
    chances: Chances,
    sure: float,
    reading: tuple[tuple[int, ...], tuple[int, ...]],
    told_by: tuple[bool, bool, bool, bool],
    around: Around,
) -> tuple[float, ...]:
    """
    The signs of one reading, the first always 1.

    `chances` are the model's for every token of the window (neither, source, content), `sure` that of the cue;
    `reading` is source and content, `told_by` whether the model reads this source and this content, and the rules.
    """
    source, content = reading
    signs = (
        1.0,
        _log_odds(sure),
        sure,
        *map(float, told_by),
        float(told_by[0] and told_by[2]),
        float(told_by[1] and told_by[3]),
        *_chance_signs(window, chances, source, content),
        *_source_signs(surface, window, source),
        *_content_signs(surface, window, content, around),
        *_cue_signs(surface, book, window, around),
    )
    return tuple(round(sign, 4) for sign in signs)


def _chance_signs(window: Window, chances: Chances, source: Sequence[int], content: Sequence[int]) -> tuple[float, ...]:
    """How likely the model finds the labels: their means, the least of the content, its edges, all words together."""
    first, rows, logs = window.first, chances.rows, chances.logs
    told = [i - first for i in source if 0 <= i - first < len(rows)]
    inside = [i - first for i in content if 0 <= i - first < len(rows)]
    whole = chances.neither + sum(logs[i][1] - logs[i][0] for i in told) + sum(logs[i][2] - logs[i][0] for i in inside)
    said = [rows[i][2] for i in inside]
    edges = (_row(rows, content[0] - first - 1), _row(rows, content[-1] - first + 1)) if content else (0.0, 0.0)
    missed = max(chances.content - sum(said), 0.0) / max(len(said), 1)
    return (
        _log_odds(sum(said) / len(said)) if said else 0.0,
        _log_odds(sum(rows[i][1] for i in told) / len(told)) if told else 0.0,
        _log_odds(min(said)) if said else 0.0,
        _log_odds(said[0]) if said else 0.0,
        _log_odds(said[-1]) if said else 0.0,
        *edges,
        whole / len(rows),
        min(missed, 2.0),
    )


def _row(rows: Sequence[Sequence[float]], place: int) -> float:
    """The chance of content at a place of the window; 0 beyond it."""
    return rows[place][2] if 0 <= place < len(rows) else 0.0


def _source_signs(surface: Surface, window: Window, source: Sequence[int]) -> tuple[float, ...]:
    if not source:
        return (0.0,) * 8
    tokens = surface.parse.tokens
    inside = set(source)
    head = next((i for i in source if tokens[i].head not in inside), source[0])
    gap = window.cue[0] - source[-1] if source[0] < window.cue[0] else source[0] - window.cue[-1]
    return (
        1.0,
        float(any(tokens[i].entity in NAMED for i in source)),
        float(tokens[head].pos == "PRON"),
        float(tokens[head].dep in ("nsubj", "agent", "pobj", "poss")),
        float(tokens[head].head == window.head),
        float(source[0] < window.cue[0]),
        math.log1p(abs(gap)),
        math.log1p(len(source)),
    )


def _content_signs(surface: Surface, window: Window, content: Sequence[int], around: Around) -> tuple[float, ...]:
    if not content:
        return (0.0,) * 16
    tokens = surface.parse.tokens
    words = [i for i in content if surface.is_word(i)]
    quoted = sum(bool(surface.quoted[i]) for i in words) / max(len(words), 1)
    runs = 1 + sum(b - a > 1 for a, b in pairwise(content))
    first, last = tokens[content[0]], tokens[content[-1]]
    _, after = surface.sentence(last.i)
    follows = content[0] > window.cue[-1]
    return (
        float(quoted >= 0.9),
        float(0.05 <= quoted < 0.9),
        float(follows),
        float(content[-1] < window.cue[0]),
        float(follows and content[0] - window.cue[-1] <= 1),
        float(follows and content[0] - window.cue[-1] > 5),
        float(first.dep == "mark"),
        float(first.tag == "TO"),
        float(first.pos in ("DET", "PRON", "PROPN", "NOUN")),
        float(last.i >= after - 2),
        float(any(tokens[i].dep in ("nsubj", "nsubjpass") for i in words)),
        math.log1p(len(words)),
        float(runs > 1),
        float(surface.parse.sentence_of[first.i] != surface.parse.sentence_of[last.i]),
        float(not around.cues.isdisjoint(content)),
        sum(i in around.contents for i in content) / len(content),
    )


def _cue_signs(surface: Surface, book: CueBook, window: Window, around: Around) -> tuple[float, ...]:
    parse = surface.parse
    head = parse.tokens[window.head]
    kinds = {cue.kind for cue in known_cues(parse, head.i, book)}
    return (
        float(bool(kinds)),
        float(bool(kinds & {CueKind.SAY, CueKind.WRITE, CueKind.CLAIM})),
        float(bool(kinds & {CueKind.THINK, CueKind.SHOW})),
        float(head.pos in ("VERB", "AUX")),
        float(head.pos == "NOUN"),
        float(head.tag == "VBD"),
        float(head.tag == "VBG"),
        float(head.dep in ("ROOT", "ccomp", "parataxis")),
        float(bool(children(parse, head.i, "ccomp"))),
        float(head.i in around.contents),
        math.log1p(len(window.cue)),
    )


def _log_odds(chance: float) -> float:
    kept = min(max(chance, LEAST), MOST)
    return math.log(kept / (1 - kept))
