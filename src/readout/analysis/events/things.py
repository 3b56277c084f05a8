"""Whose a ship, a crew or a decree is that an article names once with its owner, and who acted on it before."""

from collections.abc import Mapping

from readout.codebook.plover import PloverBook
from readout.grammar import DEFINITE, children, coordinated
from readout.tokens import Parse, Token

_BESIDE = ("poss", "amod", "compound", "nmod")
_OWNERS = frozenset({"of", "from", "by"})
_MAKING = frozenset({"sign", "issue", "publish", "propose", "table", "submit", "announce", "adopt", "present"})
_KNOWN = DEFINITE | {"its", "their", "his", "her"}
Key = str


class Things:
    """
    The things of one parse. A thing is known again by its name ("the Elsa") or, told as known ("the ferry",
    "that decree"), by its noun: the last one before that had an owner. Ships of every kind are one noun.
    """

    def __init__(self, parse: Parse, by_token: Mapping[int, str], book: PloverBook) -> None:
        self.parse = parse
        self.by_token = by_token
        self.book = book
        self.names: dict[str, frozenset[str]] = {}
        self._owned: dict[Key, list[tuple[int, tuple[str, ...]]]] = {}
        self._deeds: dict[Key, list[tuple[int, tuple[str, ...]]]] = {}
        for token in parse.tokens:
            if token.pos in ("NOUN", "PROPN") and token.i not in by_token:
                self._note(token.i)

    def _note(self, head: int) -> None:
        token = self.parse.tokens[head]
        kinds = {self.parse.tokens[each].lemma for each in children(self.parse, head, "compound", "nmod", "appos")}
        kinds &= self.book.things
        if is_name(token) and kinds and token.dep != "compound":
            self.names[token.lower] = self.names.get(token.lower, frozenset()) | kinds
        if token.pos == "NOUN" and token.lemma in self.book.things:
            kinds |= {token.lemma}
            for name in children(self.parse, head, "appos"):
                if is_name(self.parse.tokens[name]) and name not in self.by_token:
                    self.names.setdefault(self.parse.tokens[name].lower, frozenset({token.lemma}))
        owners = self._owners(head) if kinds or token.lower in self.names else ()
        if owners:
            for key in self._keys(head, kinds):
                self._owned.setdefault(key, []).append((head, owners))

    def _owners(self, head: int) -> tuple[str, ...]:
        near = children(self.parse, head, *_BESIDE)
        beside = (*near, *(each for kind in near for each in children(self.parse, kind, *_BESIDE)))
        under = [
            noun
            for preposition in children(self.parse, head, "prep", "agent")
            if self.parse.tokens[preposition].lower in _OWNERS
            for noun in children(self.parse, preposition, "pobj")
        ]
        above = self.parse.tokens[self.parse.tokens[head].head]
        is_made = above.lemma in _MAKING or self.parse.tokens[head].lemma in self.book.armed
        makers = children(self.parse, above.i, "nsubj") if is_made and self.parse.tokens[head].dep == "dobj" else ()
        if is_made and not makers and above.dep == "pcomp":  # "accused Norland of sending troops"
            makers = children(self.parse, self.parse.tokens[above.head].head, "dobj")
        found = [self.by_token[each] for each in (*beside, *under, *makers) if each in self.by_token]
        return tuple(dict.fromkeys(found))

    def _keys(self, head: int, kinds: frozenset[str] | set[str]) -> tuple[Key, ...]:
        """A name of its own, and the nouns it goes by."""
        token = self.parse.tokens[head]
        named = [token.lower] if is_name(token) else []
        named += [self.parse.tokens[each].lower for each in children(self.parse, head, "appos")]
        return (*named, *sorted({self._class_of(kind) for kind in kinds}))

    def _class_of(self, kind: str) -> Key:
        """Words that stand for each other: the brigades are the troops, the freighter is the ship."""
        if kind in self.book.armed:
            return "FORCES"
        return "VESSEL" if kind in self.book.vessels else kind

    def _key_of(self, head: int) -> Key | None:
        """By what a phrase is known again; None where it is told as new."""
        token = self.parse.tokens[head]
        if is_name(token) and token.lower in self.names:
            return token.lower
        if token.pos != "NOUN" or token.lemma not in self.book.things:
            return None
        words = {self.parse.tokens[each].lower for each in children(self.parse, head, "det", "poss")}
        is_counted = token.lemma in self.book.armed and children(self.parse, head, "nummod")
        if not (words & _KNOWN or is_counted) or children(self.parse, head, "amod", "compound", "nmod"):
            return None  # "the Westrian ship", "the second ship" may be another one
        return self._class_of(token.lemma)

    def owners_before(self, head: int) -> tuple[str, ...]:
        """Whose the thing is, as an earlier sentence or phrase has it; () when none has."""
        return _last_before(self._owned, self._key_of(head), head)

    def owners_of(self, head: int) -> tuple[str, ...]:
        """Whose a thing is, by what stands beside it or stood before."""
        return self._owners(head) or self.owners_before(head)

    def is_known(self, head: int) -> bool:
        """Whether a phrase stands for a thing that was told of before."""
        key = self._key_of(head)
        return key is not None and any(at < head for at, _ in (*self._owned.get(key, ()), *self._deeds.get(key, ())))

    def doers_before(self, heads: tuple[int, ...], verb: int) -> tuple[str, ...]:
        """Who acted on the same thing before; () when nobody did."""
        for head in heads:
            keys = (self._key_of(head), *self._keys(head, {self.parse.tokens[head].lemma} & self.book.things))
            for key in keys:
                found = _last_before(self._deeds, key, verb)
                if found and self._key_of(head) is not None:
                    return found
        return ()

    def note_deed(self, verb: int, heads: tuple[int, ...], actors: tuple[str, ...]) -> None:
        """Remember who acted on the things that stand at `heads`."""
        for head in (each for top in heads for each in coordinated(self.parse, top)):
            token = self.parse.tokens[head]
            beside = children(self.parse, head, "compound", "nmod")
            kinds = {token.lemma, *(self.parse.tokens[each].lemma for each in beside)} & self.book.things
            for key in self._keys(head, kinds) if kinds or token.lower in self.names else ():
                self._deeds.setdefault(key, []).append((verb, actors))


def is_name(token: Token) -> bool:
    """Whether a word is a name, also where the tagger takes it for a noun: "the trawler Elsa"."""
    return token.pos == "PROPN" or (token.pos == "NOUN" and bool(token.entity) and token.text.istitle())


def _last_before(
    told: Mapping[Key, list[tuple[int, tuple[str, ...]]]], key: Key | None, before: int
) -> tuple[str, ...]:
    if key is None:
        return ()
    return next((actors for at, actors in reversed(told.get(key, ())) if at < before), ())
