"""Who said what by the learned model, with the rules' reading among its features."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from readout.analysis.statements.chain import Scores
from readout.analysis.statements.circumstances import head_of
from readout.analysis.statements.columns import Sheet, write_sheet
from readout.analysis.statements.contents import find_content
from readout.analysis.statements.cue_features import cue_keys
from readout.analysis.statements.cues import FoundCue, find_cues
from readout.analysis.statements.model import AttributionModel
from readout.analysis.statements.role_features import Window, role_keys, window_range
from readout.analysis.statements.signs import Around, sum_up, tell_signs
from readout.analysis.statements.sources import find_source, with_relative
from readout.analysis.statements.surface import Relation, Surface
from readout.codebook.cues import Cue, CueBook, CueKind, Takes

CUE_CHANCE = 0.3  # a token is part of a cue from this probability on
LIKELY = 0.5  # a cue from this probability on counts for the readings of others
KEPT = 0.45  # a reading less likely than this to be right is left out
FEW = 3  # words
CLAUSAL = frozenset({"mark", "nsubj", "aux", "advmod", "prep"})  # what may begin a clause before its verb
ANY = Cue((), CueKind.SAY, frozenset(Takes))  # for a cue the codebook lacks


class Reading(NamedTuple):
    """One reading of a cue with the signs by which it is weighed; its own confidence is that of the cue alone."""

    relation: Relation
    signs: tuple[float, ...]


def find_by_model(
    surface: Surface,
    book: CueBook,
    model: AttributionModel,
    ruled: Sequence[Relation],
    known: Sequence[FoundCue] | None = None,
) -> tuple[Relation, ...]:
    """The likeliest reading of each cue, where it is likely enough to be right; `ruled` are those the rules found."""
    found = []
    for readings in read_relations(surface, book, model, ruled, known):
        relation, sure = max(((one.relation, weigh(model, one.signs)) for one in readings), key=lambda one: one[1])
        if sure >= KEPT:
            found.append(relation._replace(confidence=round(sure, 3)))
    return tuple(found)


def weigh(model: AttributionModel, signs: Sequence[float]) -> float:
    """The probability that a reading with these signs is right."""
    total = sum(weight * sign for weight, sign in zip(model.sureness, signs, strict=True))
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def read_relations(
    surface: Surface,
    book: CueBook,
    model: AttributionModel,
    ruled: Sequence[Relation],
    known: Sequence[FoundCue] | None = None,
) -> tuple[tuple[Reading, ...], ...]:
    """
    For every cue that the model finds its readings: the model's, the rules', and each source with each content.

    `known` are the codebook's cues in the text, where they were looked for already.
    """
    if not surface.parse.tokens:
        return ()
    known = find_cues(surface, book) if known is None else known
    sheet = write_sheet(surface, model.words, book, known, ruled)
    chances = label_cues(surface, sheet, model)
    cues = pick_cues(chances)
    if not cues:
        return ()
    windows = [open_window(surface, cue, ruled) for cue in cues]
    sure = [float(1 - chances[list(cue), 0].min()) for cue in cues]
    taken = {i for cue, chance in zip(cues, sure, strict=True) if chance >= LIKELY for i in cue}
    roles = model.role.marginals(
        model.role.score(role_keys(surface, sheet, model.words, windows, taken)),
        [window.after - window.first for window in windows],
    )
    edges = np.cumsum([0, *(window.after - window.first for window in windows)])
    parts = [roles[a:b] for a, b in pairwise(edges.tolist())]
    learned = [_read_roles(surface, window, part, ruled) for window, part in zip(windows, parts, strict=True)]
    around = _look_around(learned, sure, windows)
    found = []
    for number, window in enumerate(windows):
        readings, ready = _pair(window, learned[number]), sum_up(parts[number])
        told = [
            Reading(
                Relation(window.cue, source, content, round(sure[number], 3)),
                tell_signs(surface, book, window, ready, sure[number], (source, content), by, around[number]),
            )
            for (source, content), by in readings.items()
            if content
        ]
        if told:
            found.append(tuple(told))
    return tuple(found)


Pair = tuple[tuple[int, ...], tuple[int, ...]]


def _pair(window: Window, learned: Pair) -> dict[Pair, tuple[bool, bool, bool, bool]]:
    """Each source with each content that the model or the rules read, with who reads which."""
    place = np.arange(window.first, window.after)
    ruled = tuple(place[window.rules == 2].tolist()), tuple(place[window.rules == 1].tolist())
    found: dict[Pair, tuple[bool, bool, bool, bool]] = {}
    for source in dict.fromkeys((learned[0], ruled[0])):
        for content in dict.fromkeys((learned[1], ruled[1])):
            said = tuple(i for i in content if i not in source)
            by = (source == learned[0], content == learned[1], source == ruled[0], content == ruled[1])
            found.setdefault((source, said), by)
    return found


def _look_around(learned: Sequence[Pair], sure: Sequence[float], windows: Sequence[Window]) -> list[Around]:
    """For each cue the contents and words of the other cues that are likelier than not."""
    likely = [number for number, chance in enumerate(sure) if chance >= LIKELY]
    holders: dict[int, set[int]] = {}
    for number in likely:
        for i in learned[number][1]:
            holders.setdefault(i, set()).add(number)
    cues = {i: number for number in likely for i in windows[number].cue}
    found = []
    for number, window in enumerate(windows):
        near = range(window.first, window.after)
        others = frozenset(i for i in near if holders.get(i, set()) - {number})
        found.append(Around(others, frozenset(i for i in near if cues.get(i, number) != number)))
    return found


def label_cues(surface: Surface, sheet: Sheet, model: AttributionModel) -> Scores:
    """The probability of O, B and I for every token."""
    lengths = [after - first for first, after in surface.parse.sentences]
    return model.cue.marginals(model.cue.score(cue_keys(surface, sheet)), lengths)


def pick_cues(chances: Scores) -> tuple[tuple[int, ...], ...]:
    """The runs of tokens that are likely enough to be a cue; a new one begins where B outweighs I."""
    runs: list[list[int]] = []
    for i in np.flatnonzero(1 - chances[:, 0] >= CUE_CHANCE).tolist():
        if runs and runs[-1][-1] == i - 1 and chances[i, 2] >= chances[i, 1]:
            runs[-1].append(i)
        else:
            runs.append([i])
    return tuple(map(tuple, runs))


def open_window(surface: Surface, cue: tuple[int, ...], ruled: Sequence[Relation]) -> Window:
    """The tokens around a cue, with what the rules say of each."""
    first, after = window_range(surface, cue)
    cue = tuple(i for i in cue if first <= i < after)
    head = head_of(surface.parse, cue)
    rules = np.zeros(after - first, np.int64)
    source, content = _rule_reading(surface, cue, head, ruled)
    for code, indices in ((1, content), (2, source), (3, cue)):
        rules[[i - first for i in indices if first <= i < after]] = code
    return Window(cue, head, first, after, rules)


def _rule_reading(
    surface: Surface, cue: tuple[int, ...], head: int, ruled: Sequence[Relation]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    for relation in ruled:
        if not set(cue).isdisjoint(relation.cue):
            return relation.source, relation.content
    token = surface.parse.tokens[head]
    form = "verb" if token.pos in ("VERB", "AUX") else "noun" if token.pos in ("NOUN", "PROPN") else "phrase"
    found = FoundCue(cue, head, ANY, form)
    return find_source(surface, head, form), find_content(surface, found)


def _read_roles(surface: Surface, window: Window, chances: Scores, ruled: Sequence[Relation]) -> Pair:
    """The model's source and content of a cue."""
    labels = chances.argmax(axis=1)
    place = np.arange(window.first, window.after)
    source = tuple(i for i in place[labels == 1].tolist() if i not in window.cue)
    content = tuple(i for i in place[labels == 2].tolist() if i not in window.cue)
    content = _trim(surface, window.cue, content, ruled)
    if not source:
        source = _fall_back(surface, window)
        if set(source) & set(content):
            source = ()
    named = _without_relative(surface, _without_apposition(surface, source), window.head)
    return with_relative(surface.parse, named, window.head), content


def _fall_back(surface: Surface, window: Window) -> tuple[int, ...]:
    """The source by grammar, for a cue for which the model reads none; of "the words of" it is what follows."""
    tokens, last = surface.parse.tokens, window.cue[-1]
    if tokens[window.head].pos not in ("VERB", "AUX") and tokens[last].tag in ("IN", "TO"):
        return find_source(surface, last, "phrase")
    form = "verb" if tokens[window.head].pos in ("VERB", "AUX") else "noun"
    return find_source(surface, window.head, form)


def _without_relative(surface: Surface, source: tuple[int, ...], cue: int) -> tuple[int, ...]:
    """A source without the "who" at its end, which belongs to what else is told of it."""
    tokens = surface.parse.tokens
    while source and tokens[cue].dep != "relcl" and tokens[source[-1]].tag in ("WP", "WDT", ","):
        source = source[:-1]
    return source


def _without_apposition(surface: Surface, source: tuple[int, ...]) -> tuple[int, ...]:
    """A name up to the comma after it: "Vale, the minister," is Vale; a list, or "the minister, Vale," stays whole."""
    tokens = surface.parse.tokens
    if not source:
        return source
    head = head_of(surface.parse, source)
    if tokens[head].pos != "PROPN" or any(tokens[i].dep == "conj" and tokens[i].head == head for i in source):
        return source
    end = next((i for i in source if i > head and tokens[i].text in (",", "(")), None)
    if end is None or any(tokens[i].tag in ("WP", "WDT") for i in source if i > end):
        return source
    return tuple(i for i in source if i < end)


def _trim(
    surface: Surface, cue: tuple[int, ...], content: tuple[int, ...], ruled: Sequence[Relation]
) -> tuple[int, ...]:
    """A content without a lone conjunction at its end, or a few words before the clause the rules begin it with."""
    tokens = surface.parse.tokens
    while content and tokens[content[-1]].tag in ("IN", "CC", ",") and not surface.quoted[content[-1]]:
        content = content[:-1]
    for relation in ruled:
        if not set(cue).isdisjoint(relation.cue) and set(relation.content) <= set(content):
            before = [i for i in content if i < relation.content[0]]
            if len(before) <= FEW and not any(surface.quoted[i] or tokens[i].dep in CLAUSAL for i in before):
                return content[len(before) :]
    return content
