"""What one side's official readout of a meeting tells and the other side's does not: said only after a search."""

from collections.abc import Container, Iterator

from readout.codes import Agreement, Genre
from readout.corpus.accounts.aligning import NEAR, score_pair
from readout.corpus.accounts.assertions import Reader
from readout.corpus.accounts.searching import search_in_vain
from readout.corpus.accounts.told import Told, tell_by, write_point
from readout.records import Citation, Point, Story
from readout.spans import covers

MOST = 3  # a readout's omissions, the weightiest first
SUBSTANCE = 4  # content stems that a sentence needs to be missed


def find_readouts(story: Story, told: Told) -> list[str]:
    """The official readouts of a held meeting, by id; none unless two outlets give one."""
    official = [key for key in story.article_ids if told.analyses[key].genre is Genre.OFFICIAL]
    own = [key for key in official if any(_is_held_there(citation, story, told) for citation in _of(key, story))]
    return own if story.meeting_uids and len({told.passages.outlets[key] for key in own}) > 1 else []


def find_omissions(story: Story, reader: Reader, told_of: Container[Citation] = ()) -> Iterator[Point]:
    """
    ONE_SIDED points of a held meeting: sentences of an official readout, with a demand, an offer or a deed in
    them, to which no sentence of any other official readout of it is near, and most of whose words stand nowhere
    in it; not what a point tells of already. Press reports are not asked.
    """
    told = reader.told
    own = find_readouts(story, told)
    for key in sorted(own, key=lambda one: told.passages.key(_of(one, story))):
        others = [other for other in own if told.passages.outlets[other] != told.passages.outlets[key]]
        theirs = list(reader.read_all(others))
        mine = [one for one in told.passages.of_article[key] if _matters(one, told)]
        silent: dict[str, list[str]] = {told.passages.outlets[other]: [] for other in others}
        for other in others:
            silent[told.passages.outlets[other]].append(other)
        missing = (
            (one, [search_in_vain(one, outlet, keys, reader) for outlet, keys in silent.items()])
            for one in map(reader.read, mine)
            if one.citation not in told_of and all(score_pair(one, other, reader) < NEAR for other in theirs)
        )
        kept = [(one, [each for each in found if each]) for one, found in missing if all(found)]
        for one, searched in kept[:MOST]:
            yield write_point(Agreement.ONE_SIDED, None, tell_by((one.citation,), told), told, searched=searched)


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
