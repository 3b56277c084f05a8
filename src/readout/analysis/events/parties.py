"""Which actors a phrase stands for, by the mentions that cover it or stand beside its head."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from readout.analysis.events.things import Things
from readout.codebook.plover import PloverBook
from readout.grammar import children, coordinated, find_subject, governing_verbs
from readout.records import Mention
from readout.tokens import Parse

PARTY = "PARTY"  # what every name of a known actor is, in the lists of a pattern
NOBODYS: Mapping[str, str] = {}
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
_ANY_PAIR = frozenset({"they", "them", "side", "deputy", "negotiator", "delegation", "minister", "party", "diplomat"})
_COUNTRIES = frozenset(
    {"country", "nation", "government", "power", "state", "neighbour", "neighbor", "capital", "side", "party"}
)
_ALONE = frozenset({"party", "side", "neighbour", "neighbor", "capital"})  # two also without a "two"
_TELLING = frozenset({"say", "explain", "inform", "announce", "confirm", "add", "stress", "tell", "report"})
_OWN = frozenset({"its", "their", "his", "her"})
_PAIR_REACH = 6  # sentences
_OFTEN = 3  # times that each of "the two countries" is named in an article that has named no pair
_OF = frozenset({"of", "from", "in", "with", "for", "between"})


class PartyIndex:
    """The actors of a parse by token: what a mention covers is the actor's."""

    def __init__(
        self, parse: Parse, mentions: Sequence[Mention], book: PloverBook, states: Mapping[str, str] = NOBODYS
    ) -> None:
        self.states = states
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
        self.things = Things(parse, self.by_token, book)
        parties = {parse.tokens[token].lower for token in self.by_token}
        self.kinds = self.things.names | {
            word: self.things.names.get(word, frozenset()) | {PARTY} for word in sorted(parties)
        }
        self.joined = _find_joined(parse, self.by_token, self.labels)
        self.main_pair = _find_main_pair(mentions)

    def state_of(self, actor: str) -> str:
        """The state for which somebody speaks and acts; the actor itself where none is known."""
        return self.states.get(actor, actor)

    def doers(self, heads: Iterable[int]) -> tuple[str, ...]:
        """Who acts: named actors, and countries whose troops, officials or leaders do."""
        return _once(actor for head in heads for actor in self._read(head, acting=True))

    def pair_of(self, heads: Iterable[int]) -> tuple[str, ...]:
        """The two for whom "they" or "them" stands where it is said of two that they act with each other."""
        plural = [head for head in heads if self.parse.tokens[head].lower in ("they", "them")]
        return self._pair_before(plural[0], _PAIR_REACH) if plural else ()

    def done_to(self, heads: Iterable[int]) -> tuple[str, ...]:
        """Who is acted on: also the owner of what is hit, named beside it."""
        return _once(actor for head in heads for actor in self._read(head, acting=False))

    def _read(self, head: int, *, acting: bool) -> tuple[str, ...]:
        token = self.parse.tokens[head]
        if head in self.by_token:
            return () if acting and self._is_people(head) else _once((*self._joined_before(head), self.by_token[head]))
        if token.lower in _SPEAKERS_OWN:
            spoken = self._speaker(head) or (self._pair_before(head, 1) if token.lower == "they" else ())
            return spoken or (self._body_before(head) if acting and token.lower == "it" else ())
        if self._is_pair(head):
            return self._apposed(head) or self._pair_before(head, _PAIR_REACH)
        return self._read_noun(head, acting=acting)

    def _apposed(self, head: int) -> tuple[str, ...]:
        """Of "both sides, Norland and Sudmark," the two."""
        named = (each for name in children(self.parse, head, "appos") for each in coordinated(self.parse, name))
        return _once(self.by_token[each] for each in named if each in self.by_token)

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
            return self.things.owners_of(head) if token.lemma in self.book.instruments else ()
        named = _once(self.by_token[each] for each in children(self.parse, head, "appos") if each in self.by_token)
        if named:
            return named  # "the Norlandic president, Hale," is Hale
        beside = self._beside(head)
        found = _once(self.by_token[each] for each in beside if each in self.by_token)
        found = found or self._under_preposition(head, acting=acting) or self._owners(head, acting=acting)
        found = found or self.things.owners_before(head)
        is_counted = acting and token.lemma in self.book.armed and children(self.parse, head, "nummod")
        return found or (self._teller_of(head) if is_counted else ())

    def _beside(self, head: int) -> list[int]:
        """What stands before a noun, and before the noun that names its kind: "the Sudmarkian trawler Elsa"."""
        near = children(self.parse, head, *_BESIDE)
        kinds = [each for each in near if self.parse.tokens[each].pos == "NOUN"]
        near += tuple(each for kind in kinds for each in children(self.parse, kind, *_BESIDE))
        return [each for child in near for each in coordinated(self.parse, child)]

    def _teller_of(self, head: int) -> tuple[str, ...]:
        """Whose unnamed forces are, of which none were told of before: theirs who tell of them."""
        for verb in governing_verbs(self.parse, head):
            if self.parse.tokens[verb].lemma in _TELLING:
                subject = find_subject(self.parse, verb)
                is_below = subject is not None and head not in self.parse.subtree(subject)
                return self._read(subject, acting=True) if subject is not None and is_below else ()
        return ()

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
        return self._subject_before(pronoun) if self.parse.tokens[pronoun].lower in ("it", "its") else ()

    def _body_before(self, pronoun: int) -> tuple[str, ...]:
        """The state or body for which a subject "it" stands: the subject of the clause above or the sentence before."""
        if self.parse.tokens[pronoun].dep != "nsubj":
            return ()
        found = self._owner_above(pronoun)
        return found if len(found) == 1 and self.labels.get(found[0]) != "PERSON" else ()

    def _subject_before(self, pronoun: int) -> tuple[str, ...]:
        """The one state or body that is the subject of the sentence before."""
        number = self.parse.sentence_of[pronoun] - 1
        if number < 0:
            return ()
        first, after = self.parse.sentences[number]
        for i in range(first, after):
            if self.parse.tokens[i].head == i:
                subject = find_subject(self.parse, i)
                found = () if subject is None else self._read(subject, acting=True)
                return found if len(found) == 1 and self.labels.get(found[0]) != "PERSON" else ()
        return ()

    def persons_in_sentence(self, head: int) -> tuple[str, ...]:
        """The two persons whom a sentence names; () where it names more or fewer."""
        first, after = self.parse.sentences[self.parse.sentence_of[head]]
        named = _once(self.by_token[i] for i in range(first, after) if i in self.by_token)
        persons = tuple(actor for actor in named if self.labels.get(actor) == "PERSON")
        return persons if len(persons) == 2 else ()

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
        is_kind = self.parse.tokens[head].lemma in _PEOPLE | _ALONE
        known = "both" in words or {"the", "two"} <= words or (alone and is_kind)
        return known and not names and self.parse.tokens[head].lemma in _PEOPLE | _COUNTRIES

    def _pair_before(self, head: int, reach: int) -> tuple[str, ...]:
        """The last two who acted together, in this sentence or up to `reach` before; () when none fits the noun."""
        lemma = self.parse.tokens[head].lemma
        here = self.parse.sentence_of[head]
        states: tuple[str, ...] = ()
        told = sorted((*self.pairs, *self.joined)) if reach > 1 else self.pairs
        for trigger, pair in reversed(told):
            if trigger >= head or here - self.parse.sentence_of[trigger] > reach:
                continue
            people = [self.labels.get(actor) == "PERSON" for actor in pair]
            if lemma in _ANY_PAIR or (lemma in _PEOPLE and all(people)) or (lemma in _COUNTRIES and not any(people)):
                return pair
            states = states or (pair if not any(people) else ())
        talk = self.talkers_before(head)
        is_of_people = lemma in _PEOPLE and reach > 1 and all(self.labels.get(actor) == "PERSON" for actor in talk)
        if talk and is_of_people:
            return talk
        return states or self.main_pair if reach > 1 else ()

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
        word = self.parse.tokens[pronoun].lower
        is_other = word == "it" or (word == "they" and len(found) == 1)  # one person is neither
        return tuple(actor for actor in found if not (is_other and self.labels.get(actor) == "PERSON"))

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


def _find_joined(
    parse: Parse, by_token: Mapping[int, str], labels: Mapping[str, str]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Where two actors are named side by side ("Norland and Sudmark"), or one person says or does to another."""
    found = []
    for i, actor in by_token.items():
        if parse.tokens[i].dep == "conj":
            continue
        named = list(dict.fromkeys((actor, *(by_token[each] for each in coordinated(parse, i) if each in by_token))))
        if len(named) == 2:
            found.append((i, (named[0], named[1])))
    for i, actor in by_token.items():
        above = parse.tokens[i].head
        if parse.tokens[i].dep in ("dobj", "dative") and parse.tokens[above].pos == "VERB":
            doers = [by_token[each] for each in children(parse, above, "nsubj") if each in by_token]
            if len(doers) == 1 and doers[0] != actor and {labels[doers[0]], labels[actor]} == {"PERSON"}:
                found.append((i, (doers[0], actor)))
    return tuple(found)


def _find_main_pair(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The two states that an article is about: named often, and any third less than half as often; else ()."""
    named = Counter(each.actor_id for each in mentions if each.actor_id is not None and each.label != "PERSON")
    ranked = sorted(named.items(), key=lambda pair: -pair[1])  # of the same count the first named first
    if len(ranked) < 2 or ranked[1][1] < _OFTEN or (len(ranked) > 2 and ranked[2][1] * 2 > ranked[1][1]):
        return ()
    first = {actor for actor, _ in ranked[:2]}
    return tuple(actor for actor in named if actor in first)  # in the order of the text: no side goes first


def _once(actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actors))
