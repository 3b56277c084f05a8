"""What has been told so far in an article: the time last told of, and the story or speech it belongs to."""

from dataclasses import dataclass
from datetime import date

from readout.analysis.timex.clocks import ToldClock
from readout.analysis.timex.moments import Moment, first_day, of_day

LEAP = 15  # years that a story may jump without having changed its thread


@dataclass(slots=True)
class Telling:
    """What has been told so far: `now` is the day of writing, None when unknown; the rest moves with the text."""

    now: date | None
    narrated: bool = False
    recalls: bool = False
    last: Moment | None = None
    last_day: Moment | None = None
    last_quarter: Moment | None = None
    last_weekday: int | None = None  # the weekday last told of, of a week that nobody can tell
    day_block: int = -1
    past_day: Moment | None = None
    past_block: int = -9
    block: int = -1
    clock: ToldClock | None = None
    aside: int | None = None
    background: Moment | None = None  # the dated event that the text or this paragraph goes back to

    def _is_aside(self, moment: Moment) -> bool:
        """Whether a story's year jumps far and only once: "a book of 1989" in a story of 1916 is no new thread."""
        if self.last is None or self.last.year is None or moment.year is None:
            return False
        if abs(moment.year - self.last.year) <= LEAP:
            self.aside = None
            return False
        again = self.aside is not None and abs(moment.year - self.aside) <= LEAP
        self.aside = moment.year
        return not again

    @property
    def today(self) -> Moment | None:
        """The day of writing as a moment."""
        return None if self.now is None else of_day(self.now)

    def enter(self, block: int) -> None:
        """Begin the next expression; a story told in one paragraph ends with it."""
        if self.narrated:
            if self.last is not None and self.last.year is not None:
                self.background = self.last
        elif block != self.block:
            self.background = None
        self.block = block

    def open_story(self, moment: Moment) -> None:
        """Go back, for the rest of the paragraph, to a dated time that opens a sentence."""
        if not self.narrated and (self.now is None or moment.year != self.now.year):
            self.background = moment

    def close_story(self) -> None:
        """Come back to the day of writing."""
        if not self.narrated:
            self.background = None

    def forget(self, weekday: int | None) -> None:
        """A day of which only the weekday is known was told of: what counts from it is known no better."""
        self.last = self.last_day = None
        self.last_weekday = weekday

    def remember(self, moment: Moment, block: int, *, derived: bool = False) -> None:
        """
        Take a dated moment as the time last told of.

        One that is `derived` from another is not the quarter told of.
        """
        unknown = moment.year is None and moment.number is None
        if unknown or (self.narrated and self._is_aside(moment)):
            return
        self.last = moment
        self.last_weekday = None
        if moment.unit == "day" and moment.number is not None:
            self.last_day, self.day_block = moment, block
            day = first_day(moment)
            if day is not None and self.now is not None and day <= self.now:
                self.past_day, self.past_block = moment, block
        if moment.unit == "quarter" and not derived:
            self.last_quarter = moment
