"""The sentences of a batch as things to compare: their stems and weights, the days they name, how alike two are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from readout.codes import Factuality, Genre, MeetingStatus
from readout.corpus.likeness import StemWeights, content_stems, likeness, weigh_stems
from readout.corpus.period import days_between, earliest_day, latest_day
from readout.records import Analysis, Article, Citation, Mention, Span
from readout.spans import cite, covers, passage, without_dateline

REPORTING = frozenset({Genre.NEWS, Genre.NEWSLETTER, Genre.OFFICIAL})
REAL = frozenset({Factuality.HAPPENED, Factuality.ONGOING, Factuality.ALLEGED})
CALLED_OFF = frozenset({MeetingStatus.POSTPONED, MeetingStatus.CANCELLED})
NAMES = frozenset({"PERSON", "ORG", "NORP"})
_TIED = re.compile(r",? (?:\w+|\d+) (?:hour|day|week|month|year)s? (?:after|before|later|earlier)\b")
_TITLE = re.compile(r"(?:\b[A-Z][\w'’]*[ -]){1,4}$")  # "Deputy Foreign Minister " before a name
TELLING = 3  # stems that a sentence needs to tell of anything: a dateline alone does not
ASKED = 40  # sentences of a story that one is held against
FAR = 10_000  # days between two articles one of which is not dated


@dataclass(frozen=True, slots=True)
class Passages:
    """
    Sentences by citation; `stems`, `days` and `places` have an entry for each sentence of the prose.

    `stems` hold the types of the events coded there too ("=RETREAT"); `places` are numbers of sentences in their
    article, from 0; `weights` is the rarity of a stem over all sentences, `lengths` that of each sentence by them.
    `reports` may tell of something done: no question, nothing coded as feared, planned or demanded alone, and of
    news, a newsletter or a readout; `tied` are those whose day only places another happening ("on Monday, a day
    after ..."). `published` is the day of an article as precisely as known, `outlets` its outlet, or itself when that
    is not known; `of_article` has the sentences of an article, in the order of its text; `same` leads each to itself;
    `called_off` tell in a report that a meeting was put off or called off; `keys` are what `key` orders sentences by.
    """

    citations: tuple[Citation, ...]
    stems: Mapping[Citation, Counter[str]]
    days: Mapping[Citation, frozenset[str]]
    weights: StemWeights
    lengths: Mapping[Citation, float]
    reports: frozenset[Citation]
    tied: frozenset[Citation]
    published: Mapping[str, str | None]
    places: Mapping[Citation, int]
    outlets: Mapping[str, str]
    texts: Mapping[str, str]
    of_article: Mapping[str, tuple[Citation, ...]]
    same: Mapping[Citation, Citation]
    called_off: frozenset[Citation]
    keys: Mapping[Citation, str]

    def own(self, citation: Citation) -> Citation:
        """The sentence's own citation, where an equal one was made elsewhere: one object is found faster."""
        return self.same.get(citation, citation)

    def text(self, citation: Citation) -> str:
        """The cited characters, as captured."""
        return passage(self.texts[citation.article_id], citation.span)

    def key(self, citations: Iterable[Citation]) -> str:
        """
        An order for ties: when it was published, how far down it stands, how many words it has, then its digest.
        No name and no id decides, so that exchanging two parties exchanges nothing else.
        """
        return min(map(self._key, citations), default="")

    def _key(self, citation: Citation) -> str:
        known = self.keys.get(citation)
        if known is None:  # no sentence of the prose
            known = _write_key(citation, self.places.get(citation, 0), self.text(citation), self.published)
        return known

    def turn(self, citation: Citation) -> tuple[str, str, int]:
        """An order by day of publication: sentences that are compared follow each other soon."""
        return self.published[citation.article_id] or "9999", citation.article_id, citation.span.start

    def stems_of(self, citation: Citation) -> Counter[str]:
        """The content stems of any passage."""
        found = self.stems.get(citation)
        return content_stems(self.text(citation)) if found is None else found

    def alike(self, one: Citation, other: Citation) -> float:
        """How alike two passages are, 0 to 1."""
        return likeness(
            self.stems_of(one), self.stems_of(other), self.weights, (self._length(one), self._length(other))
        )

    def _length(self, citation: Citation) -> float:
        known = self.lengths.get(citation)
        return self.weights.length(self.stems_of(citation)) if known is None else known

    def mean(self, some: Sequence[Citation], others: Sequence[Citation]) -> float:
        """The mean likeness over all pairs of sentences; of many others those that come first are asked."""
        scores = [self.alike(one, other) for one in some for other in others[:ASKED] if self.are_sentences(one, other)]
        return round(sum(scores) / len(scores), 3) if scores else 0.0

    def are_sentences(self, one: Citation, other: Citation) -> bool:
        """Whether two passages are sentences of the prose: a name cited to make another plain is none."""
        return one in self.stems and other in self.stems

    def days_apart(self, one: Citation, other: Citation) -> int:
        """How many days at least lie between the publication of two articles; `FAR` when one is not dated."""
        apart = days_between(self.published[one.article_id], self.published[other.article_id])
        return FAR if apart is None else apart

    def own_day(self, citation: Citation) -> str | None:
        """The day that a report is of: the only one it names, not after its publication; else None."""
        named = self.days.get(citation, frozenset())
        last = latest_day(self.published[citation.article_id] or "")
        if len(named) != 1 or last is None or citation in self.tied:
            return None
        (day,) = named
        return day if day <= last.isoformat() else None

    def day_published(self, citation: Citation) -> str:
        """The day on which a sentence was published; "" when only a longer stretch of time is known."""
        published = self.published[citation.article_id] or ""
        first, last = earliest_day(published), latest_day(published)
        return first.isoformat() if first is not None and first == last else ""

    def share_a_type(self, some: Iterable[Citation], others: Iterable[Citation]) -> bool:
        """Whether some type of event is coded on both sides, or nothing at all on one of them."""
        mine, theirs = (
            {stem for one in each for stem in self.stems.get(one, ()) if stem.startswith("=")}
            for each in (some, others)
        )
        return not mine or not theirs or bool(mine & theirs)

    def share_a_day(self, one: Citation, other: Citation) -> bool:
        """Whether two sentences name a day in common."""
        return bool(self.days.get(one, frozenset()) & self.days.get(other, frozenset()))

    def tells_of_day(self, citation: Citation, day: str, fresh: int) -> bool:
        """
        Whether a sentence names a day, or none but that of its publication, which may be the day of the telling,
        and was published on it or up to `fresh` days later.
        """
        named = self.days.get(citation, frozenset())
        if day[:10] in named or named - {self.day_published(citation)}:
            return day[:10] in named
        first, last = earliest_day(day), latest_day(self.published[citation.article_id] or "")
        return first is not None and last is not None and 0 <= (last - first).days <= fresh


def _write_key(citation: Citation, place: int, text: str, published: Mapping[str, str | None]) -> str:
    return f"{published[citation.article_id] or '9999'} {place:05} {len(text.split()):04} {citation.digest}"


def gather_passages(articles: Iterable[Article], analyses: Mapping[str, Analysis]) -> Passages:
    """Every sentence of the prose, in order of article and text."""
    ordered = sorted(articles, key=lambda article: article.id)
    stems: dict[Citation, Counter[str]] = {}
    days: dict[Citation, frozenset[str]] = {}
    reports: set[Citation] = set()
    places: dict[Citation, int] = {}
    tied: set[Citation] = set()
    called_off: set[Citation] = set()
    of_article: dict[str, tuple[Citation, ...]] = {}
    published = {article.id: article.published for article in ordered}
    keys: dict[Citation, str] = {}
    for article in ordered:
        analysis, own = analyses[article.id], list[Citation]()
        for span in (sentence.span for sentence in analysis.sentences):
            citation = cite(article, span)
            places[citation] = len(own)
            keys[citation] = _write_key(citation, len(own), passage(article.text, span), published)
            own.append(citation)
            body = without_dateline(article.text, span)
            stems[citation] = content_stems(_without_names(article.text, body, analysis.mentions))
            stems[citation].update({f"={one.event_type}" for one in analysis.events if covers(span, one.evidence)})
            days[citation] = frozenset(
                timex.value[:10] for timex in analysis.timexes if covers(body, timex.span) and _is_day(timex.value[:10])
            )
            if any(covers(body, one.span) and _TIED.match(article.text, one.span.end) for one in analysis.timexes):
                tied.add(citation)
            if analysis.genre in REPORTING and len(stems[citation]) >= TELLING and _may_report(article, analysis, span):
                reports.add(citation)
            off = any(one.status in CALLED_OFF and covers(span, one.evidence) for one in analysis.meetings)
            if off and analysis.genre in REPORTING:
                called_off.add(citation)
        of_article[article.id] = tuple(own)
    weights = weigh_stems(stems.values())
    return Passages(
        tuple(stems),
        stems,
        days,
        weights,
        {citation: weights.length(found) for citation, found in stems.items()},
        frozenset(reports),
        frozenset(tied),
        published,
        places,
        {article.id: article.outlet_id or article.id for article in ordered},
        {article.id: article.text for article in ordered},
        of_article,
        {citation: citation for citation in stems},
        frozenset(called_off),
        keys,
    )


def _may_report(article: Article, analysis: Analysis, span: Span) -> bool:
    if passage(article.text, span).rstrip("”\"’' ").endswith("?"):
        return False
    told = {event.factuality for event in analysis.events if covers(span, event.evidence)}
    return not told or bool(told & REAL)


def _without_names(text: str, span: Span, mentions: Iterable[Mention]) -> str:
    """A sentence without the people and bodies it names and the titles before them: who speaks is not what is told."""
    kept = list(passage(text, span))
    for mention in mentions:
        if mention.label in NAMES and covers(span, mention.span):
            words = passage(text, Span(span.start, mention.span.end))
            start = _TITLE.search(words, 0, mention.span.start - span.start)
            first = mention.span.start - span.start if start is None else start.start()
            kept[first : len(words)] = " " * (len(words) - first)
    return "".join(kept)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2021-12-10")
