"""What every part of the search for meetings looks things up in: mentions, times and statements by token."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readout.codebook import Codebook
from readout.codebook.meetings import MeetingBook
from readout.records import Article, Mention, Span, Statement, Timex
from readout.records.known import Actor
from readout.spans import covers
from readout.tokens import Parse, Token

SPOKEN_DAYS = frozenset({"today", "tonight", "tomorrow", "yesterday", "day", "eve", "christmas"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as a range of tokens, half-open."""

    first: int
    after: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Scene:
    """One article with its findings by token; `published` is the day known, None when there is none."""

    parse: Parse
    book: MeetingBook
    actors: Mapping[str, Actor]
    published: str | None
    named: Mapping[int, Named]  # by first token; the longest that begins there
    timed: Mapping[int, tuple[int, Timex]]  # by first token: the token after it, and the time
    statements: tuple[Statement, ...]
    bodies: Mapping[str, str]  # ids of alliances and organisations by their names
    days: frozenset[str]  # words that name a day: weekdays, months, "today"

    def token(self, i: int) -> Token:
        """The token with that index."""
        return self.parse.tokens[i]

    def words(self, key: str) -> frozenset[str]:
        """A plain list of the codebook, "parties.with"."""
        return self.book.words[key]

    def kind_of(self, mention: Mention) -> str:
        """Person, country, organisation, alliance, group or place: by the codebook, else by the label."""
        known = self.actors.get(mention.actor_id or "")
        if known is not None:
            return known.kind
        return {"PERSON": "person", "GPE": "country", "LOC": "place", "FAC": "place", "NORP": "country"}.get(
            mention.label, "organisation"
        )

    def is_body(self, ids: Sequence[str]) -> bool:
        """Whether the only party is an alliance, an organisation or a group, which may meet by itself."""
        if len(ids) != 1:
            return False
        known = self.actors.get(ids[0])
        if known is None:  # a name that the codebook does not know is what the tagger takes it for
            return any(each.mention.actor_id == ids[0] and each.mention.label == "ORG" for each in self.named.values())
        return known.kind in ("alliance", "organisation", "group")

    def party_of(self, mention: Mention) -> str | None:
        """The actor of a mention; of "the Permanent Council of the League", which no codebook knows, the League."""
        if mention.actor_id in self.actors or mention.label != "ORG":
            return mention.actor_id
        words = self.parse.text[mention.span.start : mention.span.end].rpartition(" of ")[2].removeprefix("the ")
        return self.bodies.get(words, mention.actor_id)

    def level_of(self, text: str) -> str | None:
        """The level of the office that some lemmas name; None when they name none."""
        padded = f" {text} "
        return next((level for words, level in self.book.levels if f" {words} " in padded), None)

    def lemmas(self, first: int, after: int) -> str:
        """The lemmas of a range of tokens, with single spaces."""
        return " ".join(token.lemma for token in self.parse.tokens[first:after])


def see(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    codebook: Codebook,
) -> Scene:
    """Look-up tables over one article's findings; findings outside the parsed prose are left out."""
    named: dict[int, Named] = {}
    for mention in mentions:
        covered = parse.tokens_in(mention.span)
        if covered:
            new = Named(covered[0], covered[-1] + 1, mention)
            old = named.get(new.first)
            if old is None or (new.mention.actor_id is not None, new.after) > (
                old.mention.actor_id is not None,
                old.after,
            ):
                named[new.first] = new
    timed: dict[int, tuple[int, Timex]] = {}
    for timex in timexes:
        covered = parse.tokens_in(timex.span)
        if covered and (covered[0] not in timed or timed[covered[0]][0] < covered[-1] + 1):
            timed[covered[0]] = (covered[-1] + 1, timex)
    return Scene(
        parse=parse,
        book=codebook.meetings,
        actors=codebook.actors.by_id,
        published=article.published,
        named=named,
        timed=timed,
        statements=tuple(statements),
        bodies=codebook.actors.bodies,
        days=frozenset().union(*(codebook.times.values.get(name, {}) for name in ("WEEKDAY", "MONTH")), SPOKEN_DAYS),
    )


def statements_at(scene: Scene, span: Span) -> tuple[Statement, ...]:
    """The statements whose reported words hold `span`, the innermost first."""
    held = [
        (min(part.end - part.start for part in statement.content if covers(part, span)), number, statement)
        for number, statement in enumerate(scene.statements)
        if any(covers(part, span) for part in statement.content)
    ]
    return tuple(statement for _, _, statement in sorted(held, key=lambda item: item[:2]))
