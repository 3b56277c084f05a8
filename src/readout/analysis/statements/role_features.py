"""The features by which the learned model tells, for one cue, which words are its source and which its content."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from readout.analysis.statements.columns import Column, Sheet, Words, bucket, number_keys, shift
from readout.analysis.statements.surface import Surface
from readout.grammar import children

FORWARD, BACKWARD = 6, 4  # sentences with quotations that a cue's window may run on or back
DEEPEST = 4  # governors above a cue that a path may name


class Window(NamedTuple):
    """The tokens looked at for one cue, and what the rules make of each: 0 nothing, 1 content, 2 source, 3 the cue."""

    cue: tuple[int, ...]
    head: int
    first: int
    after: int
    rules: Column


def window_range(surface: Surface, cue: Sequence[int]) -> tuple[int, int]:
    """The cue's sentence and those beside it in its paragraph that hold quoted words."""
    parse = surface.parse
    number = parse.sentence_of[cue[0]]
    block = parse.block_of[cue[0]]

    def joins(other: int) -> bool:
        if not 0 <= other < len(parse.sentences):
            return False
        first, after = parse.sentences[other]
        if parse.block_of[first] < block:
            return False
        same = parse.block_of[first] == block
        if not any(surface.quoted[first:after]):
            return False
        return same or _goes_on(surface, parse.blocks[parse.block_of[first]][0])

    low = high = number
    while high - number < FORWARD and joins(high + 1):
        high += 1
    while number - low < BACKWARD and joins(low - 1):
        low -= 1
    return parse.sentences[low][0], parse.sentences[high][1]


def _goes_on(surface: Surface, first: int) -> bool:
    """Whether a paragraph's first token opens a quotation that the paragraph before announces or leaves open."""
    if first == 0 or not surface.is_mark[first]:
        return False
    if surface.parse.tokens[first - 1].text == ":":
        return True
    return any(quoted.first == first and quoted.quotation.reopens for quoted in surface.quotations)


def role_keys(surface: Surface, sheet: Sheet, words: Words, windows: Sequence[Window], cue_tokens: set[int]) -> Column:
    """The keys of the features of every token of every window, the windows one after another."""
    parts = [_window_columns(surface, sheet, words, window, cue_tokens) for window in windows]
    return number_keys([np.concatenate([part[k] for part in parts]) for k in range(len(parts[0]))])


def _window_columns(surface: Surface, sheet: Sheet, words: Words, window: Window, cue_tokens: set[int]) -> list[Column]:
    within = slice(window.first, window.after)
    place = np.arange(window.first, window.after)
    path = name_paths(surface, words, window)
    start, end = window.cue[0], window.cue[-1]
    side = np.where(place < start, 0, np.where(place > end, 1, 2))
    quoted, tag, dep = sheet.quoted[within], sheet.tag[within], sheet.dep[within]
    lemma, entity, mark = sheet.lemma[within], sheet.entity[within], sheet.mark[within]
    sentence = np.array(surface.parse.sentence_of[window.first : window.after]) - surface.parse.sentence_of[start]
    cuts = _between(mark, place, start, end)
    rivals = _rivals(surface, window, cue_tokens)
    rival_cuts = _between(rivals, place, start, end)
    cue_lemma, cue_kind, cue_tag = sheet.lemma[window.head], sheet.kind[window.head], sheet.tag[window.head]
    cue_kids = sheet.kids[window.head]
    clausal = int(cue_kids & 3) * 4 + int(cue_kids >> 3 & 1) * 2 + int(cue_kids >> 6 & 1)
    rules = window.rules
    beyond = sentence != 0
    place_code = (sentence + 8) * 4 + side
    columns = [
        np.zeros(len(place), np.int64),
        path,
        path * 16384 + cue_lemma,
        path * 64 + cue_kind,
        path * 64 + tag,
        path * 2 + quoted,
        path * 4 + rules,
        path * 32 + clausal,
        place_code,
        place_code * 2 + quoted,
        bucket(place - start) * 4 + side,
        bucket(place - start) * 2 + quoted,
        tag,
        entity,
        dep,
        lemma,
        quoted,
        (np.minimum(cuts, 4) * 4 + side) * 2 + quoted,
        (np.minimum(cuts, 4) * 64 + place_code) * 2 + quoted,
        side * 64 + cue_tag,
        (side * 64 + cue_tag) * 2 + quoted,
        side * 16384 + cue_lemma,
        side * 64 + cue_kind,
        (side * 64 + cue_kind) * 4 + rules,
        rivals,
        np.minimum(rival_cuts, 3) * 4 + side,
        (np.minimum(rival_cuts, 3) * 4 + side) * 4 + rules,
        (np.minimum(rival_cuts, 3) * 4 + side) * 2 + quoted,
        rules,
        rules * 16384 + cue_lemma,
        rules * 64 + dep,
        rules * 64 + tag,
        rules * 2 + quoted,
        rules * 64 + place_code,
        sheet.in_rule_content[within] * 4 + rules,
        sheet.rule[within] * 4 + rules,
        np.where(rules == 0, sheet.prior[within], -1),
        side * 64 + entity,
        np.where(beyond, 2, 0) + quoted + 4 * sheet.sentence_quoted[start],
        sheet.sentence_quoted[within] * 64 + place_code,
        (sheet.sentence_quoted[within] * 64 + place_code) * 2 + _holds(surface, rivals, window),
        path * 64 + entity,
    ]
    for by in (-2, -1, 1, 2):
        columns.append(shift(lemma, by))
        columns.append(shift(tag, by))
        columns.append(shift(path, by))
        columns.append(shift(mark, by) * 4 + side)
        columns.append(shift(rules, by) * 4 + rules)
        columns.append(shift(quoted, by) * 2 + quoted)
    return columns


def _between(marks: Column, place: Column, start: int, end: int) -> Column:
    """How many of `marks` stand between each place and the cue, the place's own counted."""
    running = np.cumsum(marks)
    first = int(place[0])
    before = running[start - first] - running + marks
    behind = running - running[end - first]
    return np.where(place < start, before - marks[start - first], np.where(place > end, behind, 0))


def name_paths(surface: Surface, words: Words, window: Window) -> Column:
    """A number for the way each token hangs under the cue, or under which of the cue's governors it does."""
    parse = surface.parse
    found = np.zeros(window.after - window.first, np.int64)
    known = words.paths
    done = {window.head}
    for child in parse.children[window.head]:
        side = "<" if child < window.head else ">"
        _mark_branch(parse.children, child, known.get(parse.tokens[child].dep + side, 0), window, found, done)
    here = window.head
    for depth in range(1, DEEPEST + 1):
        token = parse.tokens[here]
        if token.head == here:
            break
        above = token.head
        done.add(above)
        if window.first <= above < window.after:
            found[above - window.first] = known.get(f"{depth}{token.dep}=", 0)
        for child in parse.children[above]:
            if child not in done:
                side = "<" if child < window.head else ">"
                label = f"{depth}{token.dep}{side}" if depth > 1 else f"{token.dep}{side}{parse.tokens[child].dep}"
                _mark_branch(parse.children, child, known.get(label, 0), window, found, done)
        here = above
    for i in window.cue:
        found[i - window.first] = known.get("cue", 0)
    return found


def _rivals(surface: Surface, window: Window, cue_tokens: set[int]) -> Column:
    """
    The tokens of other cues, but for a verb with its own subject inside what the rules take for this cue's
    content: what somebody is reported to have said that another said stays whole.
    """
    parse = surface.parse
    found = np.zeros(window.after - window.first, np.int64)
    for i in range(window.first, window.after):
        if i in cue_tokens and i not in window.cue:
            relayed = window.rules[i - window.first] == 1 and bool(children(parse, i, "nsubj"))
            found[i - window.first] = not relayed
    return found


def _holds(surface: Surface, rivals: Column, window: Window) -> Column:
    """For each token, whether its sentence holds another cue."""
    sentences = np.array(surface.parse.sentence_of[window.first : window.after])
    return np.isin(sentences, sentences[rivals == 1]).astype(np.int64)


def _mark_branch(
    children: Sequence[Sequence[int]], top: int, code: int, window: Window, found: Column, done: set[int]
) -> None:
    stack = [top]
    while stack:
        i = stack.pop()
        if i in done:
            continue
        done.add(i)
        if window.first <= i < window.after:
            found[i - window.first] = code
        stack.extend(children[i])
