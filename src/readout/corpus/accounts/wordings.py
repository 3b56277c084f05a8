"""One sentence of one speaker that two outlets quote in different words, variant beside variant."""

from collections.abc import Iterator

from readout.codes import Agreement
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.corpus.sayings import find_variants, gather_sayings
from readout.records import Point, Story


def find_wordings(story: Story, told: Told) -> Iterator[Point]:
    """A CONFLICT of wording for each pair of variants of one quotation among the story's sentences."""
    inside = set(story.citations)
    articles = [told.articles[key] for key in story.article_ids]
    sayings = [one for one in gather_sayings(articles, told.analyses) if one.citation in inside]
    for one, other in sorted(
        find_variants(sayings), key=lambda pair: told.passages.key(each.citation for each in pair)
    ):
        tellings = dated_first(tell_by((one.citation, other.citation), told), told)
        words = (one.words, other.words) if tellings[0].citation == one.citation else (other.words, one.words)
        yield write_point(Agreement.CONFLICT, "wording", tellings, told, words)
