"""What one side's official readout of a meeting tells and the other side's does not: said only after a search."""

from collections.abc import Iterator

from readout.codes import Agreement, Genre
from readout.corpus.accounts.told import Told, tell_by, write_point
from readout.records import Citation, Point, Story
from readout.spans import covers

MOST = 3  # a readout's omissions, the weightiest first
ALIKE = 0.08  # likeness from which a sentence of the other readout may tell the same
SUBSTANCE = 4  # content stems that a sentence needs to be missed


def find_omissions(story: Story, told: Told) -> Iterator[Point]:
    """
    ONE_SIDED points of a held meeting: sentences of an official readout, with a demand, an offer or a deed in
    them, of which no sentence of any other official readout of it is alike. Press reports are not asked.
    """
    official = [key for key in story.article_ids if told.analyses[key].genre is Genre.OFFICIAL]
    own = [key for key in official if any(_is_held_there(citation, story, told) for citation in _of(key, story))]
    if not story.meeting_uids or len({told.passages.outlets[key] for key in own}) < 2:
        return
    for key in sorted(own, key=lambda one: told.passages.key(_of(one, story))):
        others = [other for other in own if told.passages.outlets[other] != told.passages.outlets[key]]
        theirs = [one for other in others for one in told.passages.of_article[other]]
        mine = [one for one in told.passages.of_article[key] if _matters(one, told)]
        missing = [one for one in mine if all(told.passages.alike(one, other) < ALIKE for other in theirs)]
        silent = tuple(dict.fromkeys(told.passages.outlets[other] for other in others))
        for citation in missing[:MOST]:
            yield write_point(Agreement.ONE_SIDED, None, tell_by((citation,), told), told, absent=silent)


def _of(key: str, story: Story) -> tuple[Citation, ...]:
    return tuple(citation for citation in story.citations if citation.article_id == key)


def _is_held_there(citation: Citation, story: Story, told: Told) -> bool:
    return told.is_after(citation, story.first_day)


def _matters(citation: Citation, told: Told) -> bool:
    analysis = told.analyses[citation.article_id]
    if len(told.passages.stems[citation]) < SUBSTANCE:
        return False
    spans = [*(one.evidence for one in analysis.positions), *(one.evidence for one in analysis.events)]
    return any(covers(citation.span, span) for span in spans)
