"""Who holds a position: actors behind a phrase, and who of them is a party at all."""

from collections.abc import Iterable, Mapping, Sequence

from readout.codebook import Codebook
from readout.grammar import children, coordinated
from readout.records import Actor, Mention, Statement
from readout.spans import covers
from readout.tokens import Parse

_BESIDE = ("poss", "amod", "compound", "nmod")
_SPEAKER = frozenset({"i", "we", "us", "me", "my", "our", "ours"})
_SPEAKERS_SIDE = frozenset({"it", "they", "its", "their"})
_LEADS = frozenset({"of", "from", "for", "in"})
_BODIES = frozenset({"country", "alliance", "organisation", "group"})
_PUBLIC = ("GOV", "MIL", "LEG", "SPY", "IGO", "REB", "SEP", "INS", "COP", "JUD", "OPP")
_PRIVATE = ("NGO", "MNC", "MED", "EDU", "BUS", "JOU")


class Parties:
    """The actors of a parse by token, and the innermost statement that each token stands in."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[Mention],
        statements: Sequence[Statement],
        met: Iterable[Actor],
        codebook: Codebook,
        office: str | None = None,
    ) -> None:
        self.parse = parse
        self.office = () if office is None else (office,)
        self.listed = codebook.actors.by_id
        self.known: Mapping[str, Actor] = {actor.id: actor for actor in met} | dict(self.listed)
        self.agents = codebook.plover.agents | codebook.plover.partitives
        self.roles = frozenset(words.split()[-1] for words in codebook.actors.roles)
        self.observers = codebook.positions.lists["observer"]
        self.by_token = {
            token: mention.actor_id
            for mention in mentions
            if mention.actor_id is not None
            for token in parse.tokens_in(mention.span)
        }
        self.statements = tuple(statements)
        self.inside = _innermost(parse, statements)

    def is_party(self, actor_id: str) -> bool:
        """Whether an actor can hold a position: a state, an alliance, or somebody who speaks for one."""
        actor = self.known.get(actor_id)
        if actor is None:
            return False
        if actor.kind in _BODIES:
            return not any(code[-3:] in _PRIVATE or code[:3] in _PRIVATE for code in actor.codes)
        if actor.kind != "person":
            return False
        if actor.codes:
            return any(mark in code for code in actor.codes for mark in _PUBLIC)
        titles = [office.title.lower() for office in actor.offices if office.of_id]
        watches = any(word in self.observers for title in titles for word in title.split())
        return not watches and (bool(titles) or (actor_id in self.listed and actor.country is not None))

    def side(self, actor_id: str) -> str:
        """The state of a person or body, else the actor itself."""
        actor = self.known.get(actor_id)
        return actor.country if actor and actor.country else actor_id

    def share_side(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether two groups of actors have a side in common."""
        return bool({self.side(one) for one in some} & {self.side(one) for one in others})

    def read(self, head: int) -> tuple[str, ...]:
        """The parties that a phrase stands for, with those joined to it; () when one cannot say."""
        joined = coordinated(self.parse, head)
        found = tuple(dict.fromkeys(actor for each in joined for actor in self._read(each)))
        if len(found) > 1 and self._is_either(joined):
            return ()  # "the League, Norland, or both": nobody can say which
        return tuple(actor for actor in found if self.is_party(actor))

    def _is_either(self, joined: Iterable[int]) -> bool:
        return any(self.parse.tokens[each].lower == "or" for one in joined for each in children(self.parse, one, "cc"))

    def named_beside(self, noun: int) -> tuple[str, ...]:
        """Whose a noun is: "Norland's demand", "the Norlandic demand"."""
        beside = children(self.parse, noun, *_BESIDE)
        return tuple(dict.fromkeys(actor for each in beside for actor in self.read(each)))

    def speakers(self, token: int) -> tuple[str, ...]:
        """The parties who say the innermost statement that a token stands in; the office whose page it is, else."""
        statement = self.inside.get(token)
        return self.office if statement is None else self.sources(statement) or self.office

    def all_speakers(self, token: int) -> tuple[str, ...]:
        """The parties who say any of the statements that a token stands in: of one relayed, the relayer too."""
        at = self.parse.span(token, token + 1)
        around = (one for one in self.statements if any(covers(piece, at) for piece in one.content))
        return tuple(dict.fromkeys((*(actor for one in around for actor in self.sources(one)), *self.office)))

    def sources(self, statement: Statement) -> tuple[str, ...]:
        """The parties who say a statement: by id, or those behind the words that name its source."""
        if statement.source_id is not None:
            return (statement.source_id,) if self.is_party(statement.source_id) else ()
        if statement.source is None:
            return ()
        tokens = self.parse.tokens_in(statement.source)
        heads = [i for i in tokens if self.parse.tokens[i].head not in tokens or self.parse.tokens[i].head == i]
        return tuple(dict.fromkeys(actor for head in heads for actor in self.read(head)))

    def _read(self, head: int) -> tuple[str, ...]:
        token = self.parse.tokens[head]
        if token.lower in _SPEAKER:
            return self.speakers(head)
        if head in self.by_token:
            return (self.by_token[head],)
        if token.lower in _SPEAKERS_SIDE:
            return self._whose(head)
        named = self._officials(head) if {token.lemma, token.lower} & self.agents else ()
        return named or (self.office if self._is_its_own(head) else ())

    def _is_its_own(self, head: int) -> bool:
        """Whether an office's page means its own side: "the Minister", "the Government", with nobody else's name."""
        token = self.parse.tokens[head]
        definite = any(self.parse.tokens[each].lower == "the" for each in children(self.parse, head, "det"))
        others = any(self.parse.tokens[each].lower == "of" for each in children(self.parse, head, "prep"))
        speaks = {token.lemma, token.lower} & (self.agents | self.roles)
        return bool(self.office and definite and speaks and not others and token.text[:1].isupper())

    def _officials(self, head: int) -> tuple[str, ...]:
        """The states whose officials, troops or leaders a noun names; nobody for those who only watch."""
        beside = [each for child in children(self.parse, head, *_BESIDE) for each in coordinated(self.parse, child)]
        if any(self.parse.tokens[each].lemma in self.observers for each in (head, *beside)):
            return ()
        found = tuple(self.by_token[each] for each in beside if each in self.by_token)
        named = tuple(self.by_token[each] for each in children(self.parse, head, "appos") if each in self.by_token)
        return named or found or self._under_preposition(head)

    def _whose(self, pronoun: int) -> tuple[str, ...]:
        """Whom "it" or "its" stands for in what a state or body says: the one who says so."""
        if self.parse.tokens[pronoun].lower not in ("it", "its"):
            return ()
        return tuple(one for one in self.speakers(pronoun) if self._is_body(one)) or self._carried_on(pronoun)

    def _carried_on(self, pronoun: int) -> tuple[str, ...]:
        """The body that the sentence before is about, where "It" opens a sentence as its subject."""
        parse, token = self.parse, self.parse.tokens[pronoun]
        number = parse.sentence_of[pronoun]
        if token.dep != "nsubj" or pronoun != parse.sentences[number][0] or number == 0:
            return ()
        first, after = parse.sentences[number - 1]
        if "\n\n" in parse.text[parse.tokens[first].start : token.start]:
            return ()
        roots = [i for i in range(first, after) if parse.tokens[i].dep == "ROOT"]
        subjects = [each for root in roots for each in children(parse, root, "nsubj")]
        found = tuple(self.by_token[each] for each in subjects if each in self.by_token)
        if not found and subjects and parse.tokens[subjects[0]].lower == "it":
            return self._carried_on(subjects[0])
        return found if len(found) == 1 and self._is_body(found[0]) else ()

    def _is_body(self, actor_id: str) -> bool:
        return actor_id in self.known and self.known[actor_id].kind in _BODIES

    def _under_preposition(self, head: int) -> tuple[str, ...]:
        for preposition in children(self.parse, head, "prep"):
            if self.parse.tokens[preposition].lower in _LEADS:
                nouns = [
                    each
                    for child in children(self.parse, preposition, "pobj")
                    for each in coordinated(self.parse, child)
                ]
                found = tuple(self.by_token[each] for each in nouns if each in self.by_token)
                if found:
                    return found
        return ()


def _innermost(parse: Parse, statements: Iterable[Statement]) -> dict[int, Statement]:
    found: dict[int, Statement] = {}
    spans = [(span, one) for one in statements for span in one.content]
    for span, statement in sorted(spans, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start)):
        found.update(dict.fromkeys(parse.tokens_in(span), statement))
    return found
