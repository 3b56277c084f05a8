"""
Rival accounts of one story, point by point: shared, one-sided, in conflict, updated; one rule for every outlet.

    happening ─ who asked ─ agreed or discussed ─ numbers ─ denials ─ wording ─ official readouts

Each of these finds its points alone and knows no other.
"""

from collections.abc import Iterable

from readout.codebook.accounts import AccountBook
from readout.codes import Agreement
from readout.corpus.accounts.asking import find_askings, find_outcomes
from readout.corpus.accounts.denials import Denials, is_denial
from readout.corpus.accounts.numbers import find_numbers
from readout.corpus.accounts.readouts import find_omissions
from readout.corpus.accounts.told import Told, dated_first, write_point
from readout.corpus.accounts.wordings import Wordings
from readout.records import Comparison, Point, Story, Telling

__all__ = ["Told", "compare_accounts"]


def compare_accounts(stories: Iterable[Story], told: Told, book: AccountBook) -> tuple[Comparison, ...]:
    """
    One `Comparison` for each story with a point, in the order given.

    The happening itself is SHARED when it has a day and two outlets or more tell of it. Of the rest a CONFLICT is told
    differently by two, who may both be right; an UPDATE differs since one is plainly later; what one official
    readout tells and the text of the other side's was searched for in vain is ONE_SIDED. No outlet weighs more
    than another, and nothing is said of who is right.
    """
    denials, wordings = Denials(told, book), Wordings(told)
    found = []
    for story in stories:
        points = [
            *_happening(story, told, book),
            *find_askings(story, told, book),
            *find_outcomes(story, told, book),
            *find_numbers(story, told, book),
            *denials.find_for(story),
            *wordings.find_for(story),
            *find_omissions(story, told),
        ]
        if points:
            found.append(Comparison(story.id, tuple(_each_once(points))))
    return tuple(found)


def _happening(story: Story, told: Told, book: AccountBook) -> Iterable[Point]:
    """
    The happening itself, as each outlet tells it: of its sentences the one that is most like the
    others', from articles of the day or later, else from those that name the day while it is ahead.
    """
    if not story.first_day:
        return
    sentences = [one for one in story.citations if one in told.passages.stems and not is_denial(one, told, book)]
    since = [one for one in sentences if told.is_after(one, story.first_day)]
    named = [one for one in sentences if story.first_day[:10] in told.passages.days[one]]
    kept = since if len({told.outlet(one) for one in since}) > 1 else named
    best: dict[str, Telling] = {}
    for citation in sorted(kept, key=lambda one: (-told.passages.mean((one,), kept), told.passages.key((one,)))):
        best.setdefault(told.outlet(citation), Telling(told.outlet(citation), citation))
    if len(best) > 1:
        yield write_point(Agreement.SHARED, None, dated_first(best.values(), told), told)


def _each_once(points: Iterable[Point]) -> Iterable[Point]:
    """No two points on the same passages."""
    shown: set[tuple[str | None, frozenset[str]]] = set()
    for point in points:
        key = (point.conflict, frozenset(telling.citation.digest for telling in point.tellings))
        if key not in shown:
            shown.add(key)
            yield point
