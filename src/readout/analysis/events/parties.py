"""Which actors a phrase stands for, by the mentions that cover it or stand beside its head."""

from collections.abc import Iterable, Sequence

from readout.codebook.plover import PloverBook
from readout.grammar import children, coordinated, find_subject, governing_verbs
from readout.records import Mention
from readout.tokens import Parse

_BESIDE = ("poss", "amod", "compound", "nmod")
_SPEAKERS_OWN = frozenset({"it", "they", "we"})
_PEOPLE = frozenset(
    {
        "leader",
        "president",
        "minister",
        "diplomat",
        "man",
        "counterpart",
        "premier",
        "chancellor",
        "deputy",
        "negotiator",
        "delegation",
    }
)
_ANY_PAIR = frozenset({"they", "side", "deputy", "negotiator", "delegation", "minister"})
_COUNTRIES = frozenset(
    {"country", "nation", "government", "power", "state", "neighbour", "neighbor", "capital", "side"}
)
_OWN = frozenset({"its", "their", "his", "her"})
_PAIR_REACH = 6  # sentences
_OF = frozenset({"of", "from", "in", "with", "for", "between"})


class PartyIndex:
    """The actors of a parse by token: what a mention covers is the actor's."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], book: PloverBook) -> None:
        self.parse = parse
        self.book = book
        self.labels = {mention.actor_id: mention.label for mention in mentions if mention.actor_id is not None}
        self.pairs: list[tuple[int, tuple[str, ...]]] = []
        self.talks: list[tuple[int, tuple[str, ...]]] = []
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
        token = self.parse.tokens[head]
        if head in self.by_token:
            return () if acting and self._is_people(head) else _once((*self._joined_before(head), self.by_token[head]))
        if token.lower in _SPEAKERS_OWN:
            return self._speaker(head) or (self._pair_before(head, 1) if token.lower == "they" else ())
        if self._is_pair(head):
            return self._pair_before(head, _PAIR_REACH)
        return self._read_noun(head, acting=acting)

    def _joined_before(self, head: int) -> tuple[str, ...]:
        """Of "Ada Hale and Jon Brandt" the first name, where the parser takes it for a part of the second."""
        if self.parse.tokens[head].pos != "PROPN":
            return ()
        before = [
            each
            for each in children(self.parse, head, "nmod", "compound")
            if self.by_token.get(each, self.by_token[head]) != self.by_token[head]
            and any(self.parse.tokens[mark].lower == "and" for mark in children(self.parse, each, "cc"))
        ]
        return tuple(self.by_token[each] for each in before)

    def _read_noun(self, head: int, *, acting: bool) -> tuple[str, ...]:
        """By the names beside a noun or under it: "Norlandic troops", "the leaders of Norland"."""
        token = self.parse.tokens[head]
        if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return ()
        if acting and not {token.lemma, token.lower} & (self.book.agents | self.book.partitives):
            return ()
        named = _once(self.by_token[each] for each in children(self.parse, head, "appos") if each in self.by_token)
        if named:
            return named  # "the Norlandic president, Hale," is Hale
        beside = [each for child in children(self.parse, head, *_BESIDE) for each in coordinated(self.parse, child)]
        found = _once(self.by_token[each] for each in beside if each in self.by_token)
        return found or self._under_preposition(head, acting=acting) or self._owners(head, acting=acting)

    def _owners(self, head: int, *, acting: bool) -> tuple[str, ...]:
        """Of "its envoy" the subject of the clause, of "the two countries' ministers" the last two countries."""
        if self.parse.tokens[head].dep == "conj":
            return ()  # of "Norland and its partners" these are not Norland
        for child in children(self.parse, head, "poss"):
            if self._is_pair(child):
                return self._pair_before(child, _PAIR_REACH)
            if acting and self.parse.tokens[child].lower in _OWN:
                return self._owner_above(child)
        return ()

    def _owner_above(self, pronoun: int) -> tuple[str, ...]:
        """Whom "its" or "their" stands for: the subject of the nearest clause that has another one."""
        for verb in governing_verbs(self.parse, pronoun):
            subject = find_subject(self.parse, verb)
            if subject is not None and pronoun not in self.parse.subtree(subject):
                found = _once(a for each in coordinated(self.parse, subject) for a in self._read(each, acting=True))
                many = len(found) > 1 or any(self.labels.get(actor) == "ORG" for actor in found)
                fits = many if self.parse.tokens[pronoun].lower == "their" else len(found) == 1
                return found if fits else ()
        return ()

    def _is_people(self, head: int) -> bool:
        """Whether a name means some of a people, not its state: "Norlanders", but not "the Norlanders"."""
        if self.parse.tokens[head].tag not in ("NNPS", "NNS") or self.labels.get(self.by_token[head]) != "NORP":
            return False
        return not any(self.parse.tokens[each].lower == "the" for each in self.parse.children[head])

    def note_pair(
        self, trigger: int, actors: tuple[str, ...], recipients: tuple[str, ...], *, is_talk: bool = False
    ) -> None:
        """Remember that two parties acted with each other, for "the two leaders" or "the call" further on."""
        pair = actors if len(actors) == 2 and not recipients else (*actors, *recipients)
        if len(pair) == 2:
            self.pairs.append((trigger, pair))
            if is_talk:
                self.talks.append((trigger, pair))

    def talkers_before(self, noun: int) -> tuple[str, ...]:
        """Who held the last talk that was told before "the call lasted"; () when none was."""
        return next((pair for trigger, pair in reversed(self.talks) if trigger < noun), ())

    def is_many(self, heads: Iterable[int]) -> bool:
        """Whether a phrase means several who can act with each other: "the allies", "ministers of the Compact"."""
        return any(self.parse.tokens[head].tag in ("NNS", "NNPS") for head in heads)

    def _is_pair(self, head: int) -> bool:
        words = {self.parse.tokens[each].lower for each in children(self.parse, head, "det", "nummod", "predet")}
        names = any(self.parse.tokens[each].dep in ("poss", "compound") for each in self.parse.children[head])
        alone = self.parse.tokens[head].tag == "NNS" and len(self.parse.children[head]) == 1 and "the" in words
        known = "both" in words or {"the", "two"} <= words or (alone and self.parse.tokens[head].lemma in _PEOPLE)
        return known and not names and self.parse.tokens[head].lemma in _PEOPLE | _COUNTRIES

    def _pair_before(self, head: int, reach: int) -> tuple[str, ...]:
        """The last two who acted together, in this sentence or up to `reach` before; () when none fits the noun."""
        lemma = self.parse.tokens[head].lemma
        here = self.parse.sentence_of[head]
        for trigger, pair in reversed(self.pairs):
            if trigger >= head or here - self.parse.sentence_of[trigger] > reach:
                continue
            people = [self.labels.get(actor) == "PERSON" for actor in pair]
            if lemma in _ANY_PAIR or (lemma in _PEOPLE and all(people)) or (lemma in _COUNTRIES and not any(people)):
                return pair
        talk = self.talkers_before(head)
        is_of_people = lemma in _PEOPLE and reach > 1 and all(self.labels.get(actor) == "PERSON" for actor in talk)
        return talk if is_of_people else ()

    def _speaker(self, pronoun: int) -> tuple[str, ...]:
        """Whom "it" or "they" stands for in "Norland said it had ...": the one who says so; nobody elsewhere."""
        verb = self.parse.tokens[pronoun].head
        clause = self.parse.tokens[verb]
        if self.parse.tokens[pronoun].dep != "nsubj" or clause.dep != "ccomp":
            return ()
        subject = find_subject(self.parse, clause.head)
        if subject is None or subject == pronoun or self.parse.tokens[subject].lower in _SPEAKERS_OWN:
            return ()
        found = _once(actor for each in coordinated(self.parse, subject) for actor in self._read(each, acting=True))
        is_it = self.parse.tokens[pronoun].lower == "it"
        return tuple(actor for actor in found if not (is_it and self.labels.get(actor) == "PERSON"))

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
