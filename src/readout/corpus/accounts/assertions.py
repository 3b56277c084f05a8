"""A sentence of an account in typed slots: who, what, when, where, how many, who says so, said or denied."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from readout.codebook.accounts import AccountBook
from readout.codebook.quantities import QuantityBook
from readout.codes import EventType, Factuality, MeetingStatus
from readout.corpus.accounts.counts import Count, find_counts
from readout.corpus.accounts.told import Told
from readout.corpus.likeness import stem
from readout.records import Citation, Mention, Span
from readout.spans import covers, passage, without_dateline

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
_WHERE = re.compile(r"\b(in|at|near|off|on|outside|north|south|east|west)(?: of| the)* $", re.IGNORECASE)
_AHEAD = frozenset({Factuality.SCHEDULED, Factuality.HYPOTHETICAL})
_DUE = frozenset({MeetingStatus.AGREED, MeetingStatus.PROPOSED})


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a sentence puts something in or at, as printed, and its span in the article."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Assertion:
    """
    One sentence of one outlet in slots. `stems` are its content words, each as the word that stands for all of one
    meaning; `names` the ids of those it names, or their names in lower case; `parties` their sides.

    `acts` are the PLOVER types coded there, `days` ISO days that it names, `done_on` those of what is coded, `voice`
    who it is attributed to (None: the outlet itself), `outcome` "agreed" or "discussed". `is_ahead`: what it tells
    had not happened when it was written.
    """

    citation: Citation
    outlet: str
    stems: frozenset[str]
    names: frozenset[str]
    parties: frozenset[str]
    acts: frozenset[EventType]
    days: frozenset[str]
    done_on: frozenset[str]
    places: tuple[Place, ...]
    counts: tuple[Count, ...]
    voice: str | None
    outcome: str | None
    is_denied: bool
    is_negated: bool
    is_ahead: bool
    is_told_news: bool


class Reader:
    """Reads sentences of a batch into slots, each once, and weighs their words."""

    def __init__(self, told: Told, book: AccountBook, counting: QuantityBook) -> None:
        """`book` says which words are one, `counting` how numbers are written."""
        self.told, self.book, self._counting = told, book, counting
        self._read: dict[Citation, Assertion] = {}
        self._mass_of: dict[frozenset[str], float] = {}

    @cached_property
    def _same(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for word, first in self.book.same.items():
            for form in (word, f"{word}s"):
                found.setdefault(stem(form), f"~{first}")
        return found

    @cached_property
    def _masses(self) -> Mapping[str, float]:
        """A word that stands for several weighs as the commonest of them, others as the batch says."""
        masses: dict[str, float] = {}
        for key, mass in self.told.passages.weights.squared.items():
            name = self._same.get(key, key)
            masses[name] = min(mass, masses.get(name, mass))
        return masses

    def meaning(self, word: str) -> str:
        """The stem of a word, or that of the word that stands for all which outlets use for one thing."""
        return self.same(stem(word))

    def same(self, key: str) -> str:
        """The stem that stands for all of one meaning."""
        return self._same.get(key, key)

    def mass(self, keys: Iterable[str]) -> float:
        """The sum of the squares of how rare some words are in the batch; one that no sentence holds is the rarest."""
        masses, rarest = self._masses, self.rarest
        return math.fsum([masses.get(key, rarest) for key in keys])

    def mass_of(self, one: Assertion) -> float:
        """The mass of a sentence's words, summed once."""
        found = self._mass_of.get(one.stems)
        if found is None:
            found = self._mass_of[one.stems] = self.mass(one.stems)
        return found

    @cached_property
    def rarest(self) -> float:
        """The greatest square of a weight in the batch."""
        return self.told.passages.weights.greatest or 1.0

    def read_all(self, article_ids: Iterable[str]) -> Iterator[Assertion]:
        """Every sentence of some articles, in order of article and text."""
        of_article = self.told.passages.of_article
        return (self.read(one) for key in sorted(article_ids) for one in of_article[key])

    def read(self, citation: Citation) -> Assertion:
        """A sentence of the prose in slots."""
        if citation not in self._read:
            self._read[citation] = self._assert(citation)
        return self._read[citation]

    def _assert(self, citation: Citation) -> Assertion:
        told = self.told
        article, analysis = told.articles[citation.article_id], told.analyses[citation.article_id]
        body = without_dateline(article.text, citation.span)
        text = passage(article.text, body)
        mentions = [one for one in analysis.mentions if covers(body, one.span)]
        events = [one for one in analysis.events if one.evidence == citation.span]
        due = [one for one in analysis.meetings if one.evidence == citation.span]
        days = told.passages.days[citation]
        ahead = [one.factuality in _AHEAD for one in events] + [one.status in _DUE for one in due]
        agreed, discussed = bool(self.book.agreed.search(text)), bool(self.book.discussed.search(text))
        return Assertion(
            citation=citation,
            outlet=told.outlet(citation),
            stems=frozenset(self.same(key) for key in told.passages.stems[citation] if not key.startswith("=")),
            names=frozenset(_names(article.text, mentions)),
            parties=told.directory.parties(one.actor_id for one in mentions if one.actor_id),
            acts=frozenset(one.event_type for one in events),
            days=days,
            done_on=frozenset(one.day for one in events if one.day) or days,
            places=tuple(_places(article.text, body, mentions)),
            counts=find_counts(article, analysis, body, self._counting, self.meaning),
            voice=told.voice(citation),
            outcome="discussed" if discussed else "agreed" if agreed else None,
            is_denied=is_denial(citation, told, self.book),
            is_negated=bool(self.book.negated.search(text)),
            is_ahead=bool(ahead) and all(ahead),
            is_told_news=citation in told.passages.reports,
        )


def is_denial(citation: Citation, told: Told, book: AccountBook) -> bool:
    """Whether a sentence denies a deed: in so many words, or since all that is coded there is denied."""
    analysis = told.analyses[citation.article_id]
    coded = {one.factuality for one in analysis.events if citation.span == one.evidence}
    contested = any(one.by_id and covers(citation.span, one.claim) for one in analysis.contested)
    return contested or coded == {Factuality.DENIED} or bool(book.denied.search(told.passages.text(citation)))


def _names(text: str, mentions: Iterable[Mention]) -> Iterator[str]:
    for mention in mentions:
        if mention.actor_id:
            yield mention.actor_id
        elif mention.label in NAMED:
            yield passage(text, mention.span).lower().removesuffix("’s").removesuffix("'s")


def _places(text: str, body: Span, mentions: Iterable[Mention]) -> Iterator[Place]:
    for mention in mentions:
        lead = text[max(body.start, mention.span.start - 16) : mention.span.start]
        if mention.label in PLACES and _WHERE.search(lead):
            yield Place(passage(text, mention.span), mention.span)
