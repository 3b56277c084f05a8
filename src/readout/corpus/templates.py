"""
The product's own wording: named templates, filled only from citations, and the lines made of them.

A template's text has holes. `{name}` shows the slots of that name, joined as a list ("A, B and C").
`{name*}` runs them together as they stand, each actor, state and day in brackets (the form for a sentence whose
pronouns, offices and weekdays are made plain), with " … " where the source has more between two of them.
`{name:one|many}` shows a count with the noun that fits it. What stands in `[...]` is dropped when a
hole in it has no slot. `verify` fills every template again, so that a change of wording belongs in a
new version of Readout.

To add a template, add an entry to `TEMPLATES` and a row to `tests/cases/templates.csv`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from readout.corpus.wording import MEETINGS, fold, time_value, write_list, write_of, write_value
from readout.errors import TemplateError
from readout.records import Article, Citation, Slot, SourcedSentence, Span, Timex
from readout.spans import cite, covers, passage

OF_WHAT = "[; {parties}][: {what}][ {did}][ {where}][, {place}][, {day}]"  # which meeting, or only the day
BY_WHOM = "[, by {who}][ against {whom}][, the latest on {day}]"
BOTH = "{teller}: “{one*}”; {another}: “{other*}”"
TEMPLATES = MappingProxyType(
    {
        "resolved": "{passage*}",
        "cut": "… {passage*}",
        "dated": "{day}: {passage*}",
        "dated_cut": "{day}: … {passage*}",
        "corrected": "{passage*} (A later report, {teller}: “{other*}”)",
        "corrected_cut": "… {passage*} (A later report, {teller}: “{other*}”)",
        "dated_twice": "{day} or {second}. {teller}: “{one*}”; {another}: “{other*}”",
        "meeting": "{parties}[: {what}][ {did}][ {where}][, {place}]",
        "said": "{speaker}[, {role}]: {words*}",
        "quoted": "“{words*}”",
        "reported": "… {cue} that {words*}",
        "told_by": "{count:passage tells|passages tell} of this",
        "meetings_held": "Talks: {count:meeting|meetings} held[ ({who})][, the latest on {day}]",
        "calls_held": "Talks: {count:call|calls} held[ ({who})][, the latest on {day}]",
        "threats": "Threats: at least {count:case|cases}" + BY_WHOM,
        "protests": "Protests: at least {count:case|cases}" + BY_WHOM,
        "measures": "Sanctions, seizures and closures: at least {count:case|cases}" + BY_WHOM,
        "moves": "Forces moved, raised or put on alert: at least {count:case|cases}" + BY_WHOM,
        "clashes": "Clashes and attacks: at least {count:case|cases}[, involving {who}][, the latest on {day}]",
        "meetings_ahead": "Ahead: {count:meeting or call|meetings or calls}[, the next on {day}]",
        "meeting_then": "Then: {parties}[: {what}][ {did}][ {where}][, {place}][, {day}][ ({level})]",
        "meeting_next": "Next: {parties}[: {what}][ {did}][ {where}][, {place}][, {day}][ ({level})]",
        "meeting_new": "New: {parties}[: {what}][ {did}][ {where}][, {place}][, {day}]",
        "meeting_moved": "Moved: {parties}[: {what}][ {did}][ {where}][, {place}][, now {day}]",
        "meeting_held": "Held since: {parties}[: {what}][ {did}][ {where}][, {place}][, {day}]",
        "meeting_agreed": "Agreed since: {parties}[: {what}][ {did}][ {where}][, {place}][, {day}]",
        "meeting_postponed": "Postponed: {parties}[: {what}][ {did}][ {where}][, {place}][, {day}]",
        "meeting_cancelled": "Called off: {parties}[: {what}][ {did}][ {where}][, {place}][, {day}]",
        "position_hardened": "Harder[ from {holder}]: “{after}”; before, “{before}”",
        "position_softened": "Softer[ from {holder}]: “{after}”; before, “{before}”",
        "position_contradicted": "At odds with earlier words[ of {holder}]: “{after}”; before, “{before}”",
        "differ_who_asked": f"Told differently, who asked for it{OF_WHAT}. {BOTH}",
        "differ_agreed": f"Told differently, agreed or only discussed{OF_WHAT}. {BOTH}",
        "differ_number": f"Told differently, how many{OF_WHAT}. {BOTH}",
        "differ_denied": f"Told and denied{OF_WHAT}. {BOTH}",
        "differ_wording": f"One quotation[ of {{holder}}] in two wordings{OF_WHAT}. {BOTH}",
        "forecast_due": "Due by now[, foretold in {teller}]: “{claim}”",
    }
)
KINDS = frozenset({"span", "actor", "value", "count", "outlet", "meeting", "state", "level"})
BESIDE = frozenset({"actor", "value", "state"})  # what stands in brackets behind the words that it makes plain

_HOLE = re.compile(r"\{(\w+)(\*|:([^|}]*)\|([^}]*))?\}")
_OPTION = re.compile(r"\[([^\[\]]*)\]")


def fill_template(name: str, slots: Sequence[Slot]) -> str:
    """
    The line that a named template makes of its slots.

    Raises TemplateError on an unknown template or kind of slot, on a hole outside `[...]` that has no
    slot, and on a slot that has no hole.
    """
    text = TEMPLATES.get(name)
    if text is None:
        raise TemplateError(f"there is no template '{name}'; there are {', '.join(sorted(TEMPLATES))}")
    holes = {found[1] for found in _HOLE.finditer(text)}
    for slot in slots:
        if slot.name not in holes:
            raise TemplateError(f"template '{name}' has no hole '{slot.name}'; it has {', '.join(sorted(holes))}")
        if slot.kind not in KINDS:
            raise TemplateError(f"'{slot.kind}' is no kind of slot; use {', '.join(sorted(KINDS))}")
    named = {slot.name for slot in slots}
    kept = _OPTION.sub(lambda part: part[1] if _holes_of(part[1]) <= named else "", text)
    missing = sorted(_holes_of(kept) - named)
    if missing:
        raise TemplateError(f"template '{name}' needs a slot for {', '.join(missing)}")
    return _HOLE.sub(lambda hole: _fill_hole(hole, [slot for slot in slots if slot.name == hole[1]]), kept)


def show_slot(slot: Slot) -> str:
    """A slot as the eye meets it: a value in English, a kind of meeting by its noun, else folded as it stands."""
    if slot.kind == "meeting":
        return MEETINGS.get(slot.value, slot.value)
    return write_value(slot.value) if slot.kind == "value" else fold(slot.value)


def make_line(
    template: str | None,
    slots: Sequence[Slot],
    citations: Sequence[Citation],
    author: str = "readout",
    *,
    text: str | None = None,
) -> SourcedSentence:
    """
    A line of the brief. `template` None: the passage of the only citation, given as `text` (see `quote_line`).

    Raises TemplateError when template and slots do not fit, when a slot is filled from what the line
    does not cite, and when a line without an editor has no citation.
    """
    if author != "editor" and not citations:
        raise TemplateError("a line needs a citation; only an editor's own may stand without")
    if template is None:
        if text is None or slots or (author != "editor" and len(citations) != 1):
            raise TemplateError("a line without a template is the passage of exactly one citation: give its text")
        return SourcedSentence(fold(text).strip(), None, (), author, tuple(citations))
    for slot in slots:
        if slot.citation is not None and not is_cited(slot.citation, citations):
            raise TemplateError(
                f"slot '{slot.name}' of '{template}' is filled from a passage that the line does not cite"
            )
    return SourcedSentence(fill_template(template, slots), template, tuple(slots), author, tuple(citations))


def is_cited(part: Citation, citations: Sequence[Citation]) -> bool:
    """Whether a passage lies within one of those cited."""
    return any(part.article_id == whole.article_id and covers(whole.span, part.span) for whole in citations)


def quote_line(article: Article, span: Span) -> SourcedSentence:
    """A source's own words as a line."""
    return make_line(None, (), (cite(article, span),), text=passage(article.text, span))


def span_slot(name: str, article: Article, span: Span) -> Slot:
    """A slot that holds a passage."""
    return Slot(name, "span", fold(passage(article.text, span)), cite(article, span))


def time_slot(name: str, article: Article, timex: Timex) -> Slot:
    """A slot that holds the value of a time expression, cited by its words."""
    return Slot(name, "value", time_value(timex), cite(article, timex.span))


def passage_slots(name: str, line: SourcedSentence) -> tuple[Slot, ...]:
    """The slots that put a quoted or resolved line, as it stands, into the `{name*}` hole of another template."""
    if line.template is None:
        return (Slot(name, "span", line.text, line.citations[0]),)
    return tuple(replace(slot, name=name) for slot in line.slots)


def plain_slots(
    name: str, article: Article, span: Span, plain: Sequence[tuple[Span, Sequence[Slot]]]
) -> tuple[Slot, ...]:
    """
    Slots for a `{name*}` hole: the passage, with the names of actors after each pronoun or bare role that needs them.

    `plain` has the mention's span and actor slots, in any order; those outside `span` are left out.
    """
    slots: list[Slot] = []
    start = span.start
    for mention, actors in sorted(plain, key=lambda pair: pair[0]):
        if start < mention.end <= span.end and mention.start >= span.start:
            slots.append(span_slot(name, article, Span(start, mention.end)))
            slots.extend(replace(actor, name=name) for actor in actors)
            start = mention.end
    if start < span.end:
        slots.append(span_slot(name, article, Span(start, span.end)))
    return tuple(slots)


def resolve_line(
    article: Article,
    span: Span,
    kept: Span,
    plain: Sequence[tuple[Span, Sequence[Slot]]],
    antecedents: Sequence[Citation] = (),
    cuts: Sequence[Span] = (),
) -> SourcedSentence:
    """
    A source's sentence with its pronouns made plain: "He [Ada Orlo] said ...". Cites the antecedents too.

    `kept` is what is printed of `span`; an ellipsis opens the line where it begins later, and stands where one of
    `cuts` was.
    """
    slots = [slot for piece in cut_span(kept, cuts) for slot in plain_slots("passage", article, piece, plain)]
    cited = tuple(dict.fromkeys((cite(article, span), *antecedents)))
    if kept.start > span.start:
        return make_line("cut", slots, cited)
    if len(slots) == 1:
        return quote_line(article, span)
    return make_line("resolved", slots, cited)


def cut_span(span: Span, cuts: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of a span without the cuts, in order; an empty piece is left out."""
    pieces, start = [], span.start
    for cut in sorted(one for one in cuts if covers(span, one)):
        if cut.start > start:
            pieces.append(Span(start, cut.start))
        start = max(start, cut.end)
    return (*pieces, *((Span(start, span.end),) if start < span.end else ()))


def _holes_of(text: str) -> set[str]:
    return {found[1] for found in _HOLE.finditer(text)}


def _fill_hole(hole: re.Match[str], slots: Sequence[Slot]) -> str:
    if hole[2] == "*":
        return _run_together(slots)
    shown = write_list([show_slot(slot).strip() for slot in slots])
    if hole[2] is None:
        return shown
    return f"{shown} {hole[3] if shown == '1' else hole[4]}"


def _run_together(slots: Sequence[Slot]) -> str:
    shown = ""
    before: Citation | None = None
    beside: list[Slot] = []
    for slot, following in zip(slots, (*slots[1:], None), strict=True):
        if slot.kind in BESIDE:
            beside.append(slot)
            if following is None or following.kind not in BESIDE:
                shown += f" [{_show_beside(beside)}]"
                beside = []
            continue
        if before is not None and slot.citation is not None and not _adjoins(before, slot.citation):
            shown = f"{shown.rstrip()} … "
        shown += show_slot(slot).lstrip() if shown.endswith(" … ") else show_slot(slot)
        before = slot.citation
    return shown.strip()


def _show_beside(slots: Sequence[Slot]) -> str:
    """What a bracket says: who is meant, "of" which state, which day."""
    actors = write_list([show_slot(slot) for slot in slots if slot.kind == "actor"])
    states = [write_of(show_slot(slot)) for slot in slots if slot.kind == "state"]
    days = [show_slot(slot) for slot in slots if slot.kind == "value"]
    return ", ".join(filter(None, (" ".join(filter(None, (actors, *states))), *days)))


def _adjoins(one: Citation, other: Citation) -> bool:
    return one.article_id == other.article_id and one.span.end == other.span.start
