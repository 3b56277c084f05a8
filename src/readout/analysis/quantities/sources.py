"""Who says a number: the source of the statement it stands in, else one whom its sentence names as counting it."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.codebook.quantities import QuantityBook
from readout.grammar import children, find_subject
from readout.records import Mention, Span, Statement
from readout.spans import covers, overlaps
from readout.tokens import Parse

_BESIDE = ("poss", "amod", "compound", "nmod", "appos")
_LEADS = frozenset({"of", "by", "from", "in"})
_TO = frozenset({"to", "by"})  # "according to the army", "by the army's count"


@dataclass(frozen=True, slots=True)
class Speaker:
    """The statement that a number is said in, if any, and who says it: an actor; None: the outlet, or one unknown."""

    statement_id: str | None
    source_id: str | None


class Speakers:
    """Looks up who says a number. `office` is the party whose office publishes an official page, None for others."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[Mention],
        statements: Sequence[Statement],
        book: QuantityBook,
        office: str | None,
    ) -> None:
        self._parse = parse
        self._statements = statements
        self._book = book
        self._office = office
        self._actors = {
            token: one.actor_id for one in mentions if one.actor_id is not None for token in parse.tokens_in(one.span)
        }

    def find(self, number: Span, head: int) -> Speaker:
        """Who says the number at a span, whose last token is `head`: whose claim it is before whose sentence it is."""
        inside = [one for one in self._statements if any(covers(piece, number) for piece in one.content)]
        claimed = self._owner_of_claim(head)
        if inside:
            innermost = min(inside, key=lambda one: min(p.end - p.start for p in one.content if covers(p, number)))
            return Speaker(innermost.id, claimed or self._source(innermost))
        return Speaker(None, claimed or self._counter(head) or self._goes_on(number, head))

    def _source(self, statement: Statement) -> str | None:
        """The source by id; on an office's page, the office where it calls its own people "the Minister"."""
        if statement.source_id is not None or self._office is None:
            return statement.source_id
        source = statement.source
        heads = [] if source is None else list(self._parse.tokens_in(source))
        return self._office if not heads or self._parse.tokens[heads[0]].lower == "the" else None

    def _owner_of_claim(self, head: int) -> str | None:
        """Whose claim or count it is: "the claim of X that 40 ...", "by X's count", "according to X"."""
        parse = self._parse
        first, after = parse.sentences[parse.sentence_of[head]]
        for noun in range(first, after):
            if not self._book.is_word("counts", parse.tokens[noun].lemma) or parse.tokens[noun].pos != "NOUN":
                continue
            leads = parse.tokens[parse.tokens[noun].head].lower in _TO or head in parse.subtree(noun)
            owner = self._owner(noun)
            if owner is not None and leads:
                return owner
        for preposition in range(first, after):
            if parse.tokens[preposition].lower == "to" and parse.tokens[preposition - 1].lower == "according":
                return next((self._actor(each) for each in children(parse, preposition, "pobj")), None)
        return None

    def _counter(self, head: int) -> str | None:
        """The subject of a verb of counting above a number: "the army counts 53", "Lothen speaks of five"."""
        parse = self._parse
        for above in parse.ancestors(head):
            subject = find_subject(parse, above)
            if self._book.is_word("counting", parse.tokens[above].lemma) and parse.tokens[above].pos == "VERB":
                return None if subject is None else self._actor(subject) or self._carried_on(subject)
            stands_apart = parse.tokens[above].dep in ("conj", "parataxis") or parse.tokens[above].head > above
            if stands_apart and subject is not None and parse.tokens[above].pos in ("VERB", "AUX"):
                return None  # "they pulled out 14, by one count; the other side speaks of five"
        return None

    def _goes_on(self, number: Span, head: int) -> str | None:
        """The source that a sentence named in passing before it went on: "has left, X said, and took 40 men"."""
        parse = self._parse
        sentence = parse.sentence_span(parse.sentence_of[head])
        near = [one for one in self._statements if one.cue is not None and covers(sentence, one.cue)]
        if len(near) != 1 or near[0].cue is None or near[0].content[0].start > sentence.start + 2:
            return None
        cue = near[0].cue
        behind = parse.tokens_in(Span(cue.end, number.start)) if cue.end < number.start else ()
        joins = any(parse.tokens[each].lower == "and" and parse.tokens[each - 1].text == "," for each in behind if each)
        return self._source(near[0]) if joins and near[0].content[-1].end <= cue.start else None

    def _carried_on(self, pronoun: int) -> str | None:
        """Whom an "It" that opens a sentence stands for: the one source of the sentence before, or its subject."""
        parse = self._parse
        number = parse.sentence_of[pronoun]
        if parse.tokens[pronoun].lower != "it" or pronoun != parse.sentences[number][0] or number == 0:
            return None
        before = parse.sentence_span(number - 1)
        if "\n\n" in parse.text[before.start : parse.tokens[pronoun].start]:
            return None
        sources = {one.source_id for one in self._statements if any(overlaps(before, each) for each in one.content)}
        return sources.pop() if len(sources) == 1 else None

    def _owner(self, noun: int) -> str | None:
        """Whose a noun is: named beside it, or behind "of" and its like."""
        parse = self._parse
        beside = list(children(parse, noun, *_BESIDE))
        for preposition in children(parse, noun, "prep"):
            if parse.tokens[preposition].lower in _LEADS:
                beside.extend(children(parse, preposition, "pobj"))
        return next((found for each in beside if (found := self._actor(each)) is not None), None)

    def _actor(self, head: int) -> str | None:
        """The actor that a noun names, or the party of an office such as "the ministry in Corrie"."""
        found = self._actors.get(head)
        if found is None and self._parse.tokens[head].pos in ("NOUN", "PROPN"):
            return self._owner(head)
        return found
