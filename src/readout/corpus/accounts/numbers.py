"""Two numbers for one thing in one happening: who tells which, and whether the later takes the earlier back."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from readout.codebook.accounts import AccountBook
from readout.codes import Agreement, Genre
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.corpus.likeness import content_stems
from readout.records import Citation, Point, Quantity, Story
from readout.spans import covers, passage

ALIKE = 0.2  # likeness of two sentences of one story whose numbers may be of one thing
NARROW = frozenset({"troops", "vessels", "casualties", "aircraft"})  # units whose words all name one kind of thing
COPIED = 0.6  # likeness of two versions of one sentence in one outlet


@dataclass(frozen=True, slots=True)
class _Number:
    citation: Citation
    quantity: Quantity
    words: str


def find_numbers(story: Story, told: Told, book: AccountBook) -> Iterator[Point]:
    """
    A point for each unit of which two sentences of the story, or of official readouts of it, tell different
    numbers of one thing.

    Both sentences hold one number of that unit, or the later holds both and takes the earlier back. What is
    counted must be named by a common word, and the sentences must be alike. It is an UPDATE when the later
    takes the number back or one outlet changed its own text, and a CONFLICT otherwise.
    """
    official = {key for key in story.article_ids if told.analyses[key].genre is Genre.OFFICIAL}
    cited = {citation.article_id for citation in story.citations if told.is_after(citation, story.first_day)}
    readouts = [one for key in sorted(official & cited) for one in told.passages.of_article[key]]
    numbers = [one for citation in dict.fromkeys((*story.citations, *readouts)) for one in _numbers(citation, told)]
    shown: set[str] = set()
    for one, other in combinations(sorted(numbers, key=lambda each: told.passages.key((each.citation,))), 2):
        if one.quantity.unit in shown or not _are_of_one_thing(one, other, told):
            continue
        if (agreement := _relate(one, other, numbers, told, book)) is not None:
            shown.add(one.quantity.unit)
            tellings = dated_first(tell_by((one.citation, other.citation), told), told)
            words = (one.words, other.words) if tellings[0].citation == one.citation else (other.words, one.words)
            yield write_point(agreement, "number", tellings, told, words)


def _numbers(citation: Citation, told: Told) -> Iterator[_Number]:
    text = told.articles[citation.article_id].text
    for quantity in told.analyses[citation.article_id].quantities:
        if covers(citation.span, quantity.span):
            yield _Number(citation, quantity, passage(text, quantity.span))


def _are_of_one_thing(one: _Number, other: _Number, told: Told) -> bool:
    if one.citation == other.citation or one.quantity.unit != other.quantity.unit:
        return False
    if one.quantity.value == other.quantity.value or not _counted(one, told) & _counted(other, told):
        return False
    same_outlet = told.outlet(one.citation) == told.outlet(other.citation)
    return told.passages.alike(one.citation, other.citation) >= (COPIED if same_outlet else ALIKE)


def _counted(number: _Number, told: Told) -> set[str]:
    """The stems of what is counted: the thing's own words, else those that the number stands with."""
    text = told.articles[number.citation.article_id].text
    words = passage(text, number.quantity.of) if number.quantity.of else number.words
    stems = {word for word in content_stems(words) if not word.isdigit()}
    return stems | {number.quantity.unit} if number.quantity.unit in NARROW else stems


def _relate(one: _Number, other: _Number, numbers: list[_Number], told: Told, book: AccountBook) -> Agreement | None:
    """How two numbers stand to each other; None where they may be of two things after all."""
    early, late = (other, one) if told.is_later(one.citation, other.citation) else (one, other)
    there = [each.quantity.value for each in _of_unit(late, numbers)]
    if len(_of_unit(early, numbers)) > 1 or len(there) > 2:
        return None
    if len(there) == 2:
        takes_back = early.quantity.value in there and book.mended.search(told.passages.text(late.citation))
        return Agreement.UPDATE if takes_back and told.is_later(late.citation, early.citation) else None
    same_outlet = told.outlet(one.citation) == told.outlet(other.citation)
    return Agreement.UPDATE if same_outlet else Agreement.CONFLICT


def _of_unit(number: _Number, numbers: list[_Number]) -> list[_Number]:
    return [one for one in numbers if one.citation == number.citation and one.quantity.unit == number.quantity.unit]
