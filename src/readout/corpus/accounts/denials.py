"""A deed that one outlet tells and the denial of that same deed in another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from readout.codebook.accounts import AccountBook
from readout.codes import Agreement, EventType, Factuality
from readout.corpus.accounts.assertions import Assertion, Reader, is_denial
from readout.corpus.accounts.differing import APART, Difference, judge_denial
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.corpus.likeness import stem
from readout.corpus.period import earliest_day, latest_day, move_day
from readout.records import Citation, Event, Point, Story
from readout.spans import passage

DONE = frozenset({Factuality.HAPPENED, Factuality.ONGOING, Factuality.ALLEGED})
MATERIAL = frozenset({
    EventType.RETREAT, EventType.MOBILIZE, EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.AID,
})  # fmt: skip
LIKE = 0.3  # likeness of two sentences that are about one thing whatever was coded
LONG = 31  # days, the first of those on which an article may have been published, in which a denial is looked for
OPENING = 4  # letters that two triggers of one family share: "pulled back", "pullback"


@dataclass(frozen=True, slots=True)
class _Coding:
    citation: Citation
    event: Event
    trigger: str


class Denials:
    """The denials of a batch, found once and asked for story by story."""

    def __init__(self, told: Told, book: AccountBook) -> None:
        """Gather every coding of a deed and of a denial."""
        self._told, self._book = told, book
        self._denied: list[_Coding] = []
        self._near: dict[tuple[EventType, date], list[int]] = {}  # numbers of denials by type and days near publication
        self._done: dict[Citation, list[_Coding]] = {}
        for citation in told.passages.citations:
            for coding in _codings(citation, told):
                if coding.event.factuality is Factuality.DENIED:
                    for day in _days_near(told.published(citation) or ""):
                        self._near.setdefault((coding.event.event_type, day), []).append(len(self._denied))
                    self._denied.append(coding)
                elif coding.event.factuality in DONE:
                    self._done.setdefault(citation, []).append(coding)

    def find_for(self, story: Story) -> Iterator[Point]:
        """At most one point: the nearest in time of the denials of a deed of the story, told by another outlet."""
        told = self._told
        deeds = [coding for citation in story.citations for coding in self._done.get(citation, ())]
        pairs = sorted(
            (
                told.passages.days_apart(deed.citation, denial.citation),
                told.passages.key((deed.citation, denial.citation)),
                number,
                agreement,
                deed.citation,
                denial.citation,
            )
            for number, (deed, denial) in enumerate((one, other) for one in deeds for other in self._denials_near(one))
            if told.outlet(deed.citation) != told.outlet(denial.citation)
            and (agreement := _judge(deed, denial, told)) is not None
            and is_same_deed(deed, denial, told)
        )
        found = [(agreement, deed, denial) for *_, agreement, deed, denial in pairs] or list(self._within(story))
        for agreement, deed, denial in found[:1]:
            yield write_point(agreement, "denied", dated_first(tell_by((deed, denial), told), told), told)

    def _denials_near(self, deed: _Coding) -> Iterator[_Coding]:
        """The denials of deeds of its type that were published about when a deed was told, in order."""
        days = _days_of(self._told.published(deed.citation) or "")
        found = {number for day in days for number in self._near.get((deed.event.event_type, day), ())}
        return (self._denied[number] for number in sorted(found))

    def _within(self, story: Story) -> Iterator[tuple[Agreement, Citation, Citation]]:
        """Reports that nobody coded and denials among the story's sentences: joined, since they are of one thing."""
        told = self._told
        sentences = [one for one in story.citations if one in told.passages.stems]
        denied = [one for one in sentences if is_denial(one, told, self._book)]
        pairs = sorted(
            (-told.passages.alike(deed, denial), told.passages.key((deed, denial)), number, deed, denial)
            for number, (deed, denial) in enumerate((one, other) for one in sentences for other in denied)
            if deed not in denied
            and deed not in self._done
            and deed in told.passages.reports
            and told.outlet(deed) != told.outlet(denial)
            and told.passages.alike(deed, denial) >= LIKE
        )
        for *_, deed, denial in pairs:
            agreement = judge_denial(deed, denial, told.passages.days[deed], told)
            if agreement is not None:
                yield agreement, deed, denial


def _days_of(published: str) -> list[date]:
    """The days on which something may have been published; of a long time the first ones."""
    first, last = earliest_day(published), latest_day(published)
    if first is None or last is None:
        return []
    return [move_day(first, step) for step in range(min((last - first).days, LONG) + 1)]


def _days_near(published: str) -> set[date]:
    """The days that lie so near to a publication that what is told then may be denied in it."""
    return {move_day(day, step) for day in _days_of(published) for step in range(-APART, APART + 1)}


def find_denied_pairs(scope: Sequence[Assertion], reader: Reader) -> Iterator[Difference]:
    """A deed that one account tells and the denial of it in another, the nearest in time first."""
    told = reader.told
    coded = [(one, coding) for one in scope for coding in _codings(one.citation, told)]
    found = []
    for one, deed in coded:
        for other, denial in coded if deed.event.factuality in DONE else ():
            if denial.event.factuality is not Factuality.DENIED or one.outlet == other.outlet:
                continue
            if _judge(deed, denial, told) is not None and is_same_deed(deed, denial, told):
                days = told.passages.days_apart(one.citation, other.citation)
                key = told.passages.key((one.citation, other.citation))
                words = (deed.event.trigger,), (denial.event.trigger,)
                found.append((days, key, Difference("denied", one, other, *words)))
    for *_, difference in sorted(found, key=lambda each: each[:2]):
        yield difference


def _codings(citation: Citation, told: Told) -> Iterator[_Coding]:
    article = told.articles[citation.article_id]
    for event in told.analyses[article.id].events:
        if citation.span == event.evidence:
            yield _Coding(citation, event, passage(article.text, event.trigger))


def _judge(deed: _Coding, denial: _Coding, told: Told) -> Agreement | None:
    days = [day] if (day := deed.event.day) else sorted(told.passages.days[deed.citation])
    return judge_denial(deed.citation, denial.citation, days, told)


def is_same_deed(deed: _Coding, denial: _Coding, told: Told) -> bool:
    """
    Whether a denial speaks of a deed: one type, one side, recipients that agree or are not named, and besides a
    trigger of one family or, for a material deed, one PLOVER mode and a like sentence.

    What is denied as a plan ("did not intend to deploy") denies no deed; and words are only denied in like words.
    """
    one, other = deed.event, denial.event
    parties = told.directory.parties
    if one.event_type is not other.event_type or not parties(one.actor_ids) & parties(other.actor_ids):
        return False
    mine, theirs = parties(one.recipient_ids), parties(other.recipient_ids)
    if (mine and theirs and not mine & theirs) or _is_plan(denial, told):
        return False
    like = told.passages.alike(deed.citation, denial.citation) >= LIKE
    family = stem(deed.trigger)[:OPENING] == stem(denial.trigger)[:OPENING]
    if one.event_type not in MATERIAL:
        return family and like
    return family or (one.mode is not None and one.mode == other.mode and (like or bool(mine & theirs)))


def _is_plan(denial: _Coding, told: Told) -> bool:
    text = told.articles[denial.citation.article_id].text
    return text[: denial.event.trigger.start].rstrip().endswith((" to", " of"))
