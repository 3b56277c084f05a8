"""Developments as a reader meets them: for each story a headline and the sentences that tell it best."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.codebook import Weights
from readout.codes import Genre
from readout.corpus.actors import Directory
from readout.corpus.passages import Passages
from readout.corpus.period import earliest_day, latest_day
from readout.corpus.templates import make_line, resolve_line, time_slot
from readout.records import (
    Analysis,
    Article,
    CalendarLine,
    Citation,
    EventLine,
    Item,
    Mention,
    Slot,
    SourcedSentence,
    Span,
    Story,
)
from readout.spans import cite, covers, overlaps, passage, without_dateline

MOST_SENTENCES = 3
MOST_PARTIES = 3  # in a headline where nothing was coded
SHORT, LONG = 200, 420  # characters: what reads at a glance, and what nobody reads
_TIED = re.compile(  # opens with a time that only the sentence before it fixes
    r"[“\"]?(?:(?:on|at|in|by|around) )?(?:the|that) same (?:day|time|week|month|hour|evening|morning)\b"
    r"|[“\"]?(?:the|a|an|\w+) (?:hour|day|week|month|year|night)s? (?:before|after|later|earlier)\b",
    re.IGNORECASE,
)
PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a batch holds, by id: articles and what was found in them."""

    articles: Mapping[str, Article]
    analyses: Mapping[str, Analysis]
    happenings: Mapping[str, EventLine]
    calendar: Mapping[str, CalendarLine]
    directory: Directory
    passages: Passages


def write_items(stories: Iterable[Story], shelf: Shelf, origin: Mapping[str, str], weights: Weights) -> Iterator[Item]:
    """
    One `Item` a story, in the order given; a story none of whose sentences can stand alone is left out.

    An item has at most three sentences, each of another origin: the best by [sentence] of weights.toml, from
    articles of the day or later where there are any (before, it was only ahead), with a bracketed name after a
    pronoun whose person is sure. A sentence with a pronoun whose person is not sure, one that opens with
    a time which another fixes ("the day before"), a question, and one with an unpaired quotation mark never stand
    alone. An item that would only repeat sentences of those before
    it is left out.
    """
    printed: set[str] = set()
    for story in stories:
        sentences = _choose_sentences(story, shelf, origin, weights)
        headline = _write_headline(story, shelf)
        if sentences and headline and any(one.text not in printed for one in sentences):
            printed.update(one.text for one in sentences)
            yield Item(story.id, headline, story.first_day or None, tuple(sentences))


def _choose_sentences(
    story: Story, shelf: Shelf, origin: Mapping[str, str], weights: Weights
) -> Sequence[SourcedSentence]:
    scored = []
    for citation in story.citations:
        article, analysis = shelf.articles[citation.article_id], shelf.analyses[citation.article_id]
        if _can_stand_alone(article, analysis, citation.span):
            scored.append((-_weigh(story, citation, shelf, weights), citation))
    since = [pair for pair in scored if _is_since(shelf.articles[pair[1].article_id], story.first_day)]
    scored = sorted(since or scored, key=lambda pair: (pair[0], shelf.passages.key((pair[1],))))
    chosen: list[SourcedSentence] = []
    told: set[str] = set()
    for _, citation in scored:
        key = origin.get(citation.article_id, citation.article_id)
        if key not in told and len(chosen) < MOST_SENTENCES:
            told.add(key)
            chosen.append(_write_sentence(shelf.articles[citation.article_id], shelf.analyses, citation.span, shelf))
    return chosen


def _is_since(article: Article, day: str) -> bool:
    first, last = earliest_day(day), latest_day(article.published or "")
    return first is None or last is None or first <= last


def _can_stand_alone(article: Article, analysis: Analysis, span: Span) -> bool:
    if not any(sentence.span == span for sentence in analysis.sentences):
        return False  # a name that makes another passage plain, not a sentence
    text = passage(article.text, span)
    marks = sum(text.count(mark) for mark in '“”"')  # an opening curly mark may be closed by a straight one
    if text.rstrip().endswith("?") or marks % 2 or len(text) > LONG or _TIED.match(text):
        return False
    return all(
        mention.actor_id or not _is_pronoun(article, mention) for mention in _within(analysis, span)
    ) and not any(
        _is_pronoun_word(word) and not _is_mentioned(analysis, article, span, word) for word in text.split()[:1]
    )


def _within(analysis: Analysis, span: Span) -> tuple[Mention, ...]:
    return tuple(mention for mention in analysis.mentions if covers(span, mention.span))


def _is_pronoun_word(word: str) -> bool:
    return word.strip("“”\"'‘’,.").lower() in PRONOUNS


def _is_pronoun(article: Article, mention: Mention) -> bool:
    return _is_pronoun_word(passage(article.text, mention.span))


def _is_mentioned(analysis: Analysis, article: Article, span: Span, word: str) -> bool:
    """Whether the opening pronoun of a sentence is among the mentions that were resolved."""
    return any(
        mention.actor_id and mention.span.start < span.start + len(word) and _is_pronoun(article, mention)
        for mention in _within(analysis, span)
    )


def _weigh(story: Story, citation: Citation, shelf: Shelf, weights: Weights) -> float:
    article, analysis = shelf.articles[citation.article_id], shelf.analyses[citation.article_id]
    span, text = citation.span, passage(article.text, citation.span)
    named = {mention.actor_id for mention in _within(analysis, span)}
    parties = {one for key in story.meeting_uids for one in shelf.calendar[key].party_ids}
    parties |= {one for key in story.happening_ids for one in shelf.happenings[key].actor_ids}
    inside = any(overlaps(piece, span) for one in analysis.statements for piece in one.content)
    first_word = text.split()[0].strip("“”\"',").lower()
    parts = {
        "own_voice": float(not inside),
        "has_day": float(
            any(
                covers(without_dateline(article.text, span), timex.span)
                and timex.value.startswith(story.first_day[:10] or "-")
                for timex in analysis.timexes
            )
        ),
        "has_parties": len(parties & named) / len(parties) if parties else 0.0,
        "headline": float(any(citation in shelf.calendar[key].summary.citations for key in story.meeting_uids)),
        "news": float(analysis.genre in (Genre.NEWS, Genre.OFFICIAL)),
        "length": max(0.0, min(1.0, (LONG - len(text)) / (LONG - SHORT))),
        "central": min(1.0, 2 * shelf.passages.mean((citation,), [one for one in story.citations if one != citation])),
        "leans": float(first_word in weights.leaning or first_word in PRONOUNS),
    }
    return round(sum(weights.sentence[name] * value for name, value in parts.items()), 3)


def _write_sentence(article: Article, analyses: Mapping[str, Analysis], span: Span, shelf: Shelf) -> SourcedSentence:
    analysis = analyses[article.id]
    plain: list[tuple[Span, str]] = []
    antecedents: list[Citation] = []
    made_plain: set[str] = set()
    for mention in _within(analysis, span):
        if mention.actor_id is None:
            continue
        if not _is_pronoun(article, mention):
            made_plain.add(mention.actor_id)
        elif mention.actor_id not in made_plain and (named := _antecedent(article, analysis, mention)):
            made_plain.add(mention.actor_id)
            plain.append((mention.span, shelf.directory.name(mention.actor_id)))
            antecedents.append(cite(article, named.span))
    return resolve_line(article, span, plain, antecedents)


def _antecedent(article: Article, analysis: Analysis, pronoun: Mention) -> Mention | None:
    """The nearest mention before a pronoun that names its person; None when only pronouns do."""
    before = [
        mention
        for mention in analysis.mentions
        if mention.actor_id == pronoun.actor_id
        and mention.span.end <= pronoun.span.start
        and passage(article.text, mention.span)[:1].isupper()
        and not _is_pronoun(article, mention)
    ]
    return max(before, key=lambda mention: mention.span) if before else None


def _write_headline(story: Story, shelf: Shelf) -> SourcedSentence | None:
    """A held meeting's own summary, else the parties that are named in what is cited, with the day."""
    if story.meeting_uids:
        return shelf.calendar[story.meeting_uids[0]].summary
    ids = {
        one: None
        for key in story.happening_ids
        for one in (*shelf.happenings[key].actor_ids, *shelf.happenings[key].recipient_ids)
    }
    slots = [slot for one in ids or _named_most(story, shelf) if (slot := _actor_slot(one, story, shelf))]
    slots.sort(key=lambda slot: _where(slot, story, shelf))
    if not slots:
        return None
    day = _day_slot(story, shelf)
    return make_line("parties", (*slots, *((day,) if day else ())), story.citations)


def _named_most(story: Story, shelf: Shelf) -> Sequence[str]:
    """The parties that most of the sentences name, at most three, where nothing was coded."""
    counts: Counter[str] = Counter()
    for citation in _in_order(story, shelf):
        for mention in _within(shelf.analyses[citation.article_id], citation.span):
            if mention.actor_id and shelf.directory.party(mention.actor_id) == mention.actor_id:
                counts[mention.actor_id] += 1
    return [one for one, _ in counts.most_common(MOST_PARTIES)]  # of equals, the one named first


def _in_order(story: Story, shelf: Shelf) -> Sequence[Citation]:
    return sorted(story.citations, key=lambda citation: shelf.passages.key((citation,)))


def _where(slot: Slot, story: Story, shelf: Shelf) -> tuple[int, int]:
    """Where a party is named: parties stand in the order of the sentences, not of their names."""
    cited = slot.citation
    for number, citation in enumerate(_in_order(story, shelf)):
        if cited and cited.article_id == citation.article_id and covers(citation.span, cited.span):
            return (number, cited.span.start)
    return (len(story.citations), 0)


def _actor_slot(actor_id: str, story: Story, shelf: Shelf) -> Slot | None:
    for citation in _in_order(story, shelf):
        for mention in _within(shelf.analyses[citation.article_id], citation.span):
            if mention.actor_id == actor_id:
                mentioned = cite(shelf.articles[citation.article_id], mention.span)
                return Slot("parties", "actor", shelf.directory.name(actor_id), mentioned)
    return None


def _day_slot(story: Story, shelf: Shelf) -> Slot | None:
    for citation in story.citations:
        for timex in shelf.analyses[citation.article_id].timexes:
            if story.first_day and timex.value == story.first_day and covers(citation.span, timex.span):
                return time_slot("day", shelf.articles[citation.article_id], timex)
    return None
