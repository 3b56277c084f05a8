"""A deed that one outlet tells and the denial of that same deed in another."""

from collections.abc import Iterator
from dataclasses import dataclass

from readout.codebook.accounts import AccountBook
from readout.codes import Agreement, EventType, Factuality
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.corpus.likeness import stem
from readout.corpus.period import days_between, earliest_day, latest_day
from readout.records import Citation, Event, Point, Story
from readout.spans import covers, passage

DONE = frozenset({Factuality.HAPPENED, Factuality.ONGOING, Factuality.ALLEGED})
MATERIAL = frozenset({
    EventType.RETREAT, EventType.MOBILIZE, EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.AID,
})  # fmt: skip
APART = 45  # days between two publications beyond which a denial and a deed are not about one thing
REPLY = 3  # days within which a denial answers a report: the two stand against each other
LIKE = 0.3  # likeness of two sentences that are about one thing whatever was coded
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
        self._denied = []
        self._done: dict[Citation, list[_Coding]] = {}
        for citation in told.passages.citations:
            for coding in _codings(citation, told):
                if coding.event.factuality is Factuality.DENIED:
                    self._denied.append(coding)
                elif coding.event.factuality in DONE:
                    self._done.setdefault(citation, []).append(coding)

    def find_for(self, story: Story) -> Iterator[Point]:
        """
        At most one point: the nearest in time of the denials of a deed of the story, told by another outlet.

        It is a CONFLICT when the denial answers the report or is of its day, and an UPDATE when the deed was
        reported later than the denial.
        """
        told = self._told
        deeds = [coding for citation in story.citations for coding in self._done.get(citation, ())]
        pairs = sorted(
            (days, told.passages.key((deed.citation, denial.citation)), number, deed.citation, denial.citation)
            for number, (deed, denial) in enumerate((one, other) for one in deeds for other in self._denied)
            if told.outlet(deed.citation) != told.outlet(denial.citation)
            and (days := _days_apart(deed, denial, told)) is not None
            and is_same_deed(deed, denial, told)
        )
        found = [(deed, denial) for *_, deed, denial in pairs] or list(self._within(story))
        for deed, denial in found[:1]:
            later = told.is_later(deed, denial)
            agreement = Agreement.UPDATE if later else Agreement.CONFLICT
            yield write_point(agreement, "denied", dated_first(tell_by((deed, denial), told), told), told)

    def _within(self, story: Story) -> Iterator[tuple[Citation, Citation]]:
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
            yield deed, denial


def is_denial(citation: Citation, told: Told, book: AccountBook) -> bool:
    """Whether a sentence denies a deed: in so many words, or since all that is coded there is denied."""
    analysis = told.analyses[citation.article_id]
    coded = {one.factuality for one in analysis.events if citation.span == one.evidence}
    contested = any(one.by_id and covers(citation.span, one.claim) for one in analysis.contested)
    return contested or coded == {Factuality.DENIED} or bool(book.denied.search(told.passages.text(citation)))


def _codings(citation: Citation, told: Told) -> Iterator[_Coding]:
    article = told.articles[citation.article_id]
    for event in told.analyses[article.id].events:
        if citation.span == event.evidence:
            yield _Coding(citation, event, passage(article.text, event.trigger))


def _days_apart(deed: _Coding, denial: _Coding, told: Told) -> int | None:
    """Days between the two reports; None where the two cannot be about one thing in time."""
    apart = days_between(told.published(deed.citation), told.published(denial.citation))
    if apart is None or apart > (APART if told.is_later(deed.citation, denial.citation) else REPLY):
        return None
    days = [day] if (day := deed.event.day) else sorted(told.passages.days[deed.citation])
    last = latest_day(told.published(denial.citation) or "")
    starts = [start for one in days if (start := earliest_day(one))]
    if starts and last is not None and min(starts) > last:
        return None  # nobody denies what had not been done
    return apart


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
