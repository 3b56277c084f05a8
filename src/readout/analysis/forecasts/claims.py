"""What is claimed and by when: the clause without its conditions, reasons and neighbours, and its horizon."""

import re
from collections.abc import Sequence

from readout.analysis.forecasts.conditions import Condition
from readout.analysis.forecasts.hedging import Hedging
from readout.analysis.forecasts.scene import Scene
from readout.analysis.forecasts.voices import Voice
from readout.codes import TimexType
from readout.grammar import SUBJECTS, children
from readout.records import Span, Statement, Timex
from readout.spans import covers
from readout.tokens import Parse

BY = frozenset(
    {"by", "before", "until", "till", "within", "in", "during", "this", "next", "over", "on", "after", "from"}
)
REASONS = frozenset({"because", "since", "as", "while", "whereas", "though", "although", "which", "given"})
BREAKS = frozenset({",", "--", "—", "–", "-", ";"})
_DAY_OR_WEEK = re.compile(r"\d{4}-(?:\d\d-\d\d|W\d\d)")
LIMITS = frozenset({"by", "before", "until", "till", "within"})
SPANNING = frozenset({"within", "in", "over", "inside"})  # before a duration: a horizon, not a length


def cut_claim(scene: Scene, one: Hedging, voice: Voice, conditions: Sequence[Condition]) -> tuple[int, int]:
    """The first token of a claim and the one after its last."""
    parse = scene.parse
    drop = {i for condition in conditions for i in condition.tokens}
    drop |= {i for child in _neighbours(scene, one) for i in parse.subtree(child)}
    kept = [i for i in parse.subtree(one.top) if i not in drop]
    if one.frame is None and parse.tokens[one.verb].dep == "relcl":
        kept = [i for i in parse.subtree(parse.tokens[one.verb].head) if i not in drop]  # ", a move that will ..."
    if one.frame is not None and parse.tokens[one.frame].dep == "parataxis":
        kept = sorted({*kept, *parse.subtree(one.frame)})
    first, last = min(kept, default=one.top), max(kept, default=one.top)
    anchor = max(first, min((*children(parse, one.top, *SUBJECTS), one.top)))
    first = _behind_opener(scene, first, anchor)
    while first < anchor and _is_lead(scene, one, first):
        first = next((i for i in kept if i > first), anchor)
    while one.frame is not None and first < one.verb and scene.parse.tokens[first].lower in ("that", ","):
        first += 1
    if voice.statement is not None:
        first, last = _within(scene, voice.statement, one.verb, first, last)
    while last > one.verb and (parse.tokens[last].dep in ("punct", "cc") and parse.tokens[last].text not in '"”’)'):
        last = max((i for i in kept if i < last), default=one.verb)
    return _cut_behind(parse, one, first, last + 1, drop)


def _trail(parse: Parse, first: int, after: int, verb: int) -> int:
    """The token after a claim's last, without a trailing "which" clause or a reason, with the mark that closes it."""
    for i in range(verb + 1, after):
        if parse.tokens[i].dep not in ("relcl", "advcl"):
            continue
        below = parse.subtree(i)
        start, end = below[0], below[-1] + 1
        aside = parse.tokens[i].dep == "relcl" or parse.tokens[start].lower in REASONS
        if aside and verb < start - 1 and end >= after - 1 and parse.tokens[start - 1].text in BREAKS:
            after = start - 1
            break
    while after - 1 > verb and parse.tokens[after - 1].dep in ("punct", "cc", "mark"):
        after -= 1
    words = [token.text for token in parse.tokens[first:after]]
    opened = sum(words.count(mark) for mark in '“"') - words.count("”")
    straight = words.count('"') % 2
    unclosed = straight or opened > words.count('"')
    closes = after < len(parse.tokens) and parse.tokens[after].text in '”"' and unclosed
    return after + 1 if closes else after


def _cut_behind(parse: Parse, one: Hedging, first: int, after: int, drop: set[int]) -> tuple[int, int]:
    """Without what follows a gap behind the verb, so that the claim is one piece of text."""
    inside = max(one.verb, one.top)
    for i in range(inside, after):
        if i in drop:
            after = i
            break
    start = first
    for i in range(first, min(one.verb, one.top)):
        if i in drop:
            start = i + 1
    while start < min(one.verb, one.top) and (parse.tokens[start].dep == "punct" or start in drop):
        start += 1
    return start, _trail(parse, start, after, inside)


def _within(scene: Scene, statement: Statement, verb: int, first: int, last: int) -> tuple[int, int]:
    """What of a claim lies in the words of the source."""
    for piece in statement.content:
        inside = scene.parse.tokens_in(piece)
        if verb in inside:
            return max(first, inside[0]), min(last, inside[-1])
    return first, last


def _behind_opener(scene: Scene, first: int, anchor: int) -> int:
    """The token behind words such as "in other words" that a clause may open with."""
    words = tuple(token.lower for token in scene.parse.tokens[first:anchor])
    for phrase in scene.book.phrases["voices", "openers"]:
        if words[: len(phrase)] == phrase:
            return first + len(phrase)
    return first


def _is_lead(scene: Scene, one: Hedging, i: int) -> bool:
    token = scene.parse.tokens[i]
    own = token.dep in ("cc", "mark") and token.head in (one.top, one.verb)
    return own or token.dep == "punct" or scene.book.has("voices", "lead", token.lower)


def _neighbours(scene: Scene, one: Hedging) -> list[int]:
    """The words whose subtrees are no part of the claim: other clauses, reasons, what sums it up."""
    parse = scene.parse
    found = []
    for i in {one.top, one.verb}:
        for child in parse.children[i]:
            token = parse.tokens[child]
            if child in (one.verb, one.frame):
                continue
            own = any(
                parse.tokens[each].dep in SUBJECTS or parse.tokens[each].tag == "MD" for each in parse.children[child]
            )
            free = token.dep == "conj" and own
            apart = token.dep == "ccomp" and child < i and not children(parse, child, "mark") and own
            aside = token.dep == "advcl" and any(
                scene.book.has("voices", "asides", parse.tokens[mark].lower) for mark in children(parse, child, "mark")
            )
            summing = scene.book.has("chains", "outcomes", token.lemma) and bool(children(parse, child, "relcl"))
            if (
                free
                or apart
                or aside
                or (summing and child > one.verb and parse.tokens[child - 1].dep in ("det", "punct"))
            ):
                found.append(child)
    return found


def find_horizon(scene: Scene, first: int, after: int, condition: Condition | None) -> Timex | None:
    """
    The time by or in which the claim is to come true: the first time ahead among its tokens, one behind
    "by", "before", "within" or "in" before another. None where it names none; a length ("take a year") is none.
    """
    parse = scene.parse
    tokens = parse.tokens
    claim = Span(tokens[first].start, tokens[after - 1].end)
    outside = set(condition.tokens) if condition else set()
    found = []
    for timex in scene.timexes:
        if not covers(claim, timex.span) or timex.type is TimexType.SET:
            continue
        at = parse.tokens_in(timex.span)[0]
        lead = tokens[at - 1].lower if at else ""
        if at in outside or (timex.type is TimexType.DURATION and lead not in SPANNING):
            continue
        if not _is_ahead(timex, scene.article.published):
            continue
        found.append((lead not in BY, at, timex))
    return min(found, key=lambda one: one[:2])[2] if found else None


def is_soon(parse: Parse, timex: Timex | None) -> bool:
    """Whether a time is a day or a week, and no limit ("by Monday"): what comes then is arranged more than foretold."""
    if timex is None or not _DAY_OR_WEEK.match(timex.value):
        return False
    at = parse.tokens_in(timex.span)[0]
    return not (at and parse.tokens[at - 1].lower in LIMITS)


def _is_ahead(timex: Timex, published: str | None) -> bool:
    """Whether a time may lie on or after the day of publication; a time whose year is not known may."""
    if timex.type is TimexType.DURATION:
        return True
    latest = timex.latest or timex.value.rpartition("/")[2]
    if timex.value.startswith(("PRESENT_REF", "PAST_REF")):
        return False
    if published is None or not latest[:4].isdigit():
        return True
    day = published.partition("/")[0][:10]
    size = min(len(day), len(latest.partition("T")[0]), 4 if not latest[5:7].isdigit() else 10)
    return latest[:size] >= day[:size]
