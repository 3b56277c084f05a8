"""The week that is asked for, with its brief, what it cites in order, and a stamp that changes with it."""

from dataclasses import dataclass
from functools import cached_property

from ninja import Field, Schema
from ninja.errors import HttpError

from readout.archive.bodies import write_body
from readout.desk.opened import the_desk
from readout.desk.weeks import list_weeks
from readout.records import Brief, Citation
from readout.rendering.receipts import find_citations
from readout.spans import digest_text

AT_HAND = 3
WEEK = Field(None, max_length=40, description="Such as 2031-W10; left out, the latest week of which a brief is kept.")


class Week(Schema):
    """A period of which a brief is kept."""

    week: str
    first_day: str
    last_day: str


@dataclass
class Weekly:
    """A week's brief, and what is made of it once."""

    name: str
    brief: Brief

    @cached_property
    def stamp(self) -> str:
        """A digest of the brief."""
        return digest_text(write_body(self.brief))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every passage that it cites, once, in order of article and place."""
        found = dict.fromkeys(find_citations(self.brief))
        return tuple(sorted(found, key=lambda one: (one.article_id, one.span)))


_at_hand: list[Weekly] = []


def find_week(name: str | None) -> Weekly:
    """The week with a name. Raises HttpError 404 where no brief of it is kept."""
    weeks = list_weeks()
    week = next((one for one in weeks if name is None or one.name == name), None)
    brief = the_desk().archive.find_brief(week.first_day, week.last_day) if week else None
    if week is None or brief is None:
        raise HttpError(404, "No brief is kept." if name is None else "No brief of that week is kept.")
    for one in _at_hand:
        if one.brief is brief:
            return one
    made = Weekly(week.name, brief)
    _at_hand.insert(0, made)
    del _at_hand[AT_HAND:]
    return made
