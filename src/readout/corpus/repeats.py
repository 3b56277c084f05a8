"""Which statements are one: the same words, one quotation in two wordings, or one report told by several articles."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from readout.codes import Quoting
from readout.corpus.period import days_between, earliest_day, latest_day
from readout.records import Analysis, Article, Span, Statement

SAME_WORDS = 6  # quotations of at least so many words are the same when one holds the other
FEWEST = 5  # words of a quotation, or content stems of a report, that can be told again in other words
ALIKE, WITHIN = 0.7, 0.85  # share of words in common, in order, of two wordings in two articles; twice in one
REPORTED = 0.6  # share of all content stems that two reports of one thing have in common
SOON = 10  # days between two reports of one thing
HELD = 40  # groups that a clue leads to
WITNESSES = 12  # occurrences of a group that a new one is compared with
_TURNING = frozenset({"not", "no", "never", "neither", "nor", "without", "cannot", "nobody", "none", "unless", "if"})
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Occurrence(NamedTuple):
    """A statement as it stands in one article, with the names that readers know its speakers by."""

    article: Article
    analysis: Analysis
    statement: Statement
    speaker: str
    role: str | None
    via: str | None
    words: str
    key: str  # the words alone, in lower case, without marks
    label: Span | None  # of a contested claim in the words; the cue itself where it denies them
    stems: frozenset[str]  # of content

    @property
    def denies(self) -> bool:
        """Whether the cue denies the words."""
        return self.label is not None and self.label == self.statement.cue


def group_repeats(found: Iterable[Occurrence]) -> list[list[Occurrence]]:
    """
    Occurrences of one statement of one speaker, in the order of the first of each.

    What is compared is bounded: a clue leads to the first `HELD` groups that share it, and a group is known by its
    first `WITNESSES`, so that a phrase that is used every week costs no more than another.
    """
    groups: list[list[Occurrence]] = []
    near: dict[tuple[str, bool, str], list[int]] = {}  # groups by speaker and a clue that they share
    for one in found:
        clues = [(one.speaker, one.denies, clue) for clue in _clues(one)]
        likely = sorted({number for clue in clues for number in near.get(clue, ())})
        same = next((n for n in likely if any(are_one(one, other) for other in groups[n][:WITNESSES])), None)
        if same is None:
            same = len(groups)
            groups.append([])
        groups[same].append(one)
        for clue in clues:
            known = near.setdefault(clue, [])
            if len(known) < HELD and same not in known:
                known.append(same)
    return groups


def are_one(one: Occurrence, other: Occurrence) -> bool:
    """Whether two occurrences of one speaker are one statement."""
    return _have_same_words(one, other) or _are_wordings(one, other) or _are_reports(one, other)


def mark_differing(words: str, others: Sequence[str]) -> tuple[Span, ...]:
    """The words, as ranges of characters, that one of `others` prints otherwise or leaves out; neighbours joined."""
    places = [Span(found.start(), found.end()) for found in _WORD.finditer(words)]
    mine = _fold_words(words)
    differing = set[int]()
    for other in others:
        matcher = SequenceMatcher(None, mine, _fold_words(other), autojunk=False)
        kept = {i for block in matcher.get_matching_blocks() for i in range(block.a, block.a + block.size)}
        differing.update(set(range(len(mine))) - kept)
    runs: list[list[int]] = []
    for i in sorted(differing):
        if runs and runs[-1][1] == i - 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return tuple(Span(places[first].start, places[last].end) for first, last in runs)


def _clues(one: Occurrence) -> list[str]:
    """What statements that may be one share: a run of `SAME_WORDS` words, or two neighbouring stems of content."""
    words = one.key.split()
    runs = [" ".join(words[i : i + SAME_WORDS]) for i in range(max(1, len(words) - SAME_WORDS + 1))]
    stems = sorted(one.stems)
    return [*runs, *(f"{a} {b}" for a, b in pairwise(stems))]


def _have_same_words(one: Occurrence, other: Occurrence) -> bool:
    if one.key == other.key:
        return True
    if Quoting.INDIRECT in (one.statement.quoting, other.statement.quoting):
        return False
    shorter, longer = sorted((one.key, other.key), key=len)
    return len(shorter.split()) >= SAME_WORDS and f" {shorter} " in f" {longer} "


def _are_wordings(one: Occurrence, other: Occurrence) -> bool:
    """Whether two quotations are one sentence in other words: nearly all words the same, in order, soon after."""
    if one.statement.quoting is not other.statement.quoting or one.statement.quoting is Quoting.INDIRECT:
        return False
    mine, theirs = one.key.split(), other.key.split()
    if min(len(mine), len(theirs)) < FEWEST or not _may_be_one(one, other):
        return False
    least = WITHIN if one.article.id == other.article.id else ALIKE
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= least


def _are_reports(one: Occurrence, other: Occurrence) -> bool:
    """
    Whether two articles report one thing said: of a speaker that the codebook or text knows by name, with most
    content in common, the same numbers, and no "not" or "if" that the other lacks.
    """
    reported = one.statement.quoting is Quoting.INDIRECT and other.statement.quoting is Quoting.INDIRECT
    if not reported or one.article.id == other.article.id:
        return False
    if one.statement.source_id is None or one.statement.source_id != other.statement.source_id:
        return False
    mine, theirs = one.stems, other.stems
    common = len(mine & theirs)
    if common < FEWEST or common < REPORTED * (len(mine) + len(theirs) - common) or not _may_be_one(one, other):
        return False
    return _turns(one) == _turns(other) and _numbers(one) == _numbers(other)


def _may_be_one(one: Occurrence, other: Occurrence) -> bool:
    """
    Whether nothing about their days tells two statements apart: days said that differ, one that was said after the
    other was published, or reports long apart.
    """
    said = [each.statement.said.value for each in (one, other) if each.statement.said is not None]
    if len(set(said)) > 1:
        return False
    for day in said:
        published = [latest_day(each.article.published) for each in (one, other) if each.article.published]
        first = earliest_day(day[: len("2031-02-13")])
        if first is not None and any(last is not None and last < first for last in published):
            return False
    apart = days_between(one.article.published, other.article.published)
    return apart is None or apart <= SOON


def _turns(one: Occurrence) -> set[str]:
    return {word for word in one.key.split() if word in _TURNING}


def _numbers(one: Occurrence) -> set[str]:
    return {word for word in one.key.split() if word[0].isdigit()}


def _fold_words(text: str) -> list[str]:
    return [found[0].lower().replace("’", "'") for found in _WORD.finditer(text)]
