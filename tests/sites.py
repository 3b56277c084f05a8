"""A small site of two editions of the whole brief, for tests of what readers meet."""

from dataclasses import replace
from datetime import timedelta

from editions import AT, keep_articles, make_blocks
from memory_archive import MemoryArchive
from readout.actions.building import build_site
from readout.actions.publishing import Ready, correct_edition, publish_edition
from readout.codebook.sites import Site, parse_site
from readout.records import Approval, Correction, Edition
from whole_brief import make_whole_brief

SETTINGS = """
address = "https://brief.example/strait/"
title = "The strait & its shores"
publisher = "The strait desk"
contact = "desk@brief.example"
"""


def make_site(**fields: object) -> Site:
    return replace(parse_site(SETTINGS, "The strait"), **fields)


def publish_weeks(archive: MemoryArchive, number: int) -> list[Edition]:
    """So many editions of the whole brief, a week apart; the articles are kept with the first."""
    keep_articles(archive)
    brief = make_whole_brief()
    made = []
    for week in range(number):
        at = AT + timedelta(weeks=week)
        ready = Ready(
            brief,
            make_blocks(brief),
            f"Talks or war? Week {week + 1}",
            f"2031-w{10 + week}",
            "Ed Itor",
            (Approval("Ap", at),),
        )
        made.append(publish_edition(archive, ready, {}, at))
    return made


def correct_first_line(archive: MemoryArchive, edition: Edition, at=AT + timedelta(days=2)) -> Correction:
    line = edition.blocks[0].lines[0]
    correction = Correction(
        "One passage tells of it, not two.", "Ed Itor", at, line.id, line.sentence.text, "1 passage."
    )
    correct_edition(archive, edition.number, correction)
    return correction


def build(archive: MemoryArchive, site: Site | None = None, **more) -> dict[str, bytes]:
    return dict(build_site(archive, site or make_site(), **more))
