"""Which actors a phrase stands for, by the mentions that cover it or stand beside its head."""

from collections.abc import Iterable, Sequence

from readout.codebook.plover import PloverBook
from readout.grammar import children, coordinated, find_subject
from readout.records import Mention
from readout.tokens import Parse

_BESIDE = ("poss", "amod", "compound", "nmod", "appos")
_SPEAKERS_OWN = frozenset({"it", "they", "we"})
_OF = frozenset({"of", "from", "in", "with", "for", "between"})


class PartyIndex:
    """The actors of a parse by token: what a mention covers is the actor's."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], book: PloverBook) -> None:
        self.parse = parse
        self.book = book
        self.by_token = {
            token: mention.actor_id
            for mention in mentions
            if mention.actor_id is not None
            for token in parse.tokens_in(mention.span)
        }

    def doers(self, heads: Iterable[int]) -> tuple[str, ...]:
        """Who acts: named actors, and countries whose troops, officials or leaders do."""
        return _once(actor for head in heads for actor in self._read(head, acting=True))

    def done_to(self, heads: Iterable[int]) -> tuple[str, ...]:
        """Who is acted on: also the owner of what is hit, named beside it."""
        return _once(actor for head in heads for actor in self._read(head, acting=False))

    def _read(self, head: int, *, acting: bool) -> tuple[str, ...]:
        if head in self.by_token:
            return (self.by_token[head],)
        token = self.parse.tokens[head]
        if token.lower in _SPEAKERS_OWN:
            return self._speaker(head)
        if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return ()
        if acting and not {token.lemma, token.lower} & (self.book.agents | self.book.partitives):
            return ()
        beside = [each for child in children(self.parse, head, *_BESIDE) for each in coordinated(self.parse, child)]
        found = _once(self.by_token[each] for each in beside if each in self.by_token)
        return found or self._under_preposition(head, acting=acting)

    def _speaker(self, pronoun: int) -> tuple[str, ...]:
        """Whom "it" or "they" stands for in "Norland said it had ...": the one who says so; nobody elsewhere."""
        verb = self.parse.tokens[pronoun].head
        clause = self.parse.tokens[verb]
        if self.parse.tokens[pronoun].dep != "nsubj" or clause.dep != "ccomp":
            return ()
        subject = find_subject(self.parse, clause.head)
        if subject is None or subject == pronoun or self.parse.tokens[subject].lower in _SPEAKERS_OWN:
            return ()
        return _once(actor for each in coordinated(self.parse, subject) for actor in self._read(each, acting=True))

    def _under_preposition(self, head: int, *, acting: bool) -> tuple[str, ...]:
        for preposition in children(self.parse, head, "prep"):
            if self.parse.tokens[preposition].lower not in _OF:
                continue
            inner = [
                each for child in children(self.parse, preposition, "pobj") for each in coordinated(self.parse, child)
            ]
            found = _once(actor for each in inner for actor in self._read(each, acting=acting))
            if found:
                return found
        return ()


def _once(actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actors))
