"""One sentence of one speaker that two outlets quote in different words, variant beside variant."""

from collections.abc import Iterator

from readout.codes import Agreement
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.corpus.sayings import Saying, find_variants, gather_sayings
from readout.records import Citation, Point, Story


class Wordings:
    """The variants among the quotations of a batch, found once and asked for story by story."""

    def __init__(self, told: Told) -> None:
        """Gather every pair of variants."""
        self._told = told
        self._pairs: dict[Citation, list[tuple[Saying, Saying]]] = {}
        for one, other in find_variants(gather_sayings(told.articles.values(), told.analyses)):
            self._pairs.setdefault(one.citation, []).append((one, other))

    def find_for(self, story: Story) -> Iterator[Point]:
        """A CONFLICT of wording for each pair of variants of one quotation among the story's sentences."""
        told, inside = self._told, set(story.citations)
        pairs = [
            pair for citation in story.citations for pair in self._pairs.get(citation, ()) if pair[1].citation in inside
        ]
        for one, other in sorted(pairs, key=lambda pair: told.passages.key(each.citation for each in pair)):
            tellings = dated_first(tell_by((one.citation, other.citation), told), told)
            words = (one.words, other.words) if tellings[0].citation == one.citation else (other.words, one.words)
            yield write_point(Agreement.CONFLICT, "wording", tellings, told, words)
