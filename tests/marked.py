"""Texts with their mentions and times marked inside them, and the invented cast that they speak of."""

import re

from readout.codes import TimexType
from readout.records import Mention, Span, Timex

CAST = """id,name,kind,country,names,codes
norland,Norland,country,,,
sudmark,Sudmark,country,,,
estmark,Estmark,country,,,
league,the League,alliance,,,
vell,Ada Vell,person,norland,,
oram,Joren Oram,person,sudmark,,
"""
LABELS = {"country": "GPE", "person": "PERSON", "alliance": "ORG"}
MARK = re.compile(r"\[([\w-]*)\|([^\]]+)\]|\{([^|}]+)\|([^}]+)\}")


def write_cast(folder):
    """A standoff folder that holds the invented cast alone."""
    (folder / "actors.csv").write_text(CAST, encoding="utf-8")
    return folder


def read_marked(marked, actors):
    """The plain text, its mentions and its times."""
    text, mentions, timexes, at = "", [], [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        actor, printed, value, said = mark.groups()
        span = Span(len(text), len(text) + len(printed or said))
        text += printed or said
        at = mark.end()
        if printed:
            known = actors.by_id.get(actor)
            mentions.append(Mention(span, LABELS[known.kind] if known else "GPE", actor or None))
        else:
            value, _, zone = value.partition("@")
            zone, _, window = zone.partition(":") if zone else ("", "", "")
            if not zone:
                value, _, window = value.partition(":") if "/" in value else (value, "", "")
            first, _, last = window.partition("/")
            kind = TimexType.DURATION if value[0] == "P" else TimexType.TIME if "T" in value else TimexType.DATE
            window = {"earliest": first or None, "latest": last or None, "vague": bool(first)}
            timexes.append(Timex(span, kind, value, zone=zone or None, **window))
    return text + marked[at:], tuple(mentions), tuple(timexes)
