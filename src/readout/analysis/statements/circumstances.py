"""The circumstances of a statement: the speaker's role, whom it was said to, where it was said, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readout.analysis.statements.surface import Relation
from readout.codebook.cues import CueBook
from readout.codes import TimexType
from readout.grammar import children
from readout.records import Mention, Span, Timex
from readout.spans import overlaps
from readout.tokens import Parse

PLACES = frozenset({"in", "on", "at", "during", "via", "through", "by"})
NAMED_MEDIA = frozenset({"ORG", "WORK_OF_ART", "PRODUCT"})
OPEN_CLAUSES = frozenset({"advcl", "conj", "xcomp", "acl", "relcl", "ccomp", "pcomp"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the steps before found: mentions and times in text order, and a role for each surname and actor id."""

    parse: Parse
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    roles: Mapping[str, str]
    book: CueBook


def head_of(parse: Parse, indices: Sequence[int]) -> int:
    """The token of a phrase that governs the others: the first whose own governor lies outside it."""
    inside = set(indices)
    return next((i for i in indices if parse.tokens[i].head not in inside or parse.tokens[i].head == i), indices[0])


def find_actor(known: Known, indices: Sequence[int]) -> str | None:
    """The actor of the mention that covers the head of a phrase, or the name beside it; None for none or several."""
    if _are_several(known.parse, indices):
        return None
    head = known.parse.tokens[_named_head(known.parse, indices)]
    covering = [
        mention
        for mention in known.mentions
        if mention.actor_id is not None and mention.span.start <= head.start and head.end <= mention.span.end
    ]
    return min(covering, key=lambda mention: mention.span.end - mention.span.start).actor_id if covering else None


def _are_several(parse: Parse, indices: Sequence[int]) -> bool:
    """Whether a phrase joins two or more: "Vale and her ministers"."""
    first = head_of(parse, indices)
    return any(parse.tokens[i].dep == "conj" and parse.tokens[i].head == first for i in indices)


def _named_head(parse: Parse, indices: Sequence[int]) -> int:
    """The head of a phrase, or the name that stands in apposition to it: "the minister Anna Vale"."""
    head = head_of(parse, indices)
    names = [i for i in indices if parse.tokens[i].head == head and parse.tokens[i].dep == "appos"]
    return names[0] if names and parse.tokens[names[0]].pos == "PROPN" else head


def collect_roles(parse: Parse, mentions: Sequence[Mention]) -> dict[str, str]:
    """The role printed at the first mention of each person that has one, by surname and by actor id."""
    roles: dict[str, str] = {}
    named = [parse.tokens_in(mention.span) for mention in mentions if mention.label == "PERSON"]
    ranges = {(within[0], within[-1] + 1) for within in named if within and parse.tokens[within[-1]].pos == "PROPN"}
    for first, after in sorted(ranges.union(_people(parse))):
        role = _printed_role(parse, first, after)
        if role is None:
            continue
        roles.setdefault(parse.tokens[after - 1].lower, role)
        span = parse.span(first, after)
        for mention in mentions:
            if mention.actor_id is not None and mention.label == "PERSON" and overlaps(mention.span, span):
                roles.setdefault(mention.actor_id, role)
    return roles


def find_role(known: Known, relation: Relation, actor_id: str | None) -> str | None:
    """The role as printed with the speaker here or at the first mention."""
    if not relation.source or _are_several(known.parse, relation.source):
        return None
    name = known.parse.tokens[_named_head(known.parse, relation.source)]
    if actor_id is not None and actor_id in known.roles:
        return known.roles[actor_id]
    return known.roles.get(name.lower) if name.pos == "PROPN" else None


def find_addressees(known: Known, relation: Relation) -> tuple[str, ...]:
    """Actors that the statement was made to: the cue's objects, or those after "to"."""
    if not relation.cue:
        return ()
    parse, head = known.parse, head_of(known.parse, relation.cue)
    outside = set(relation.content) | set(relation.source)
    told = list(children(parse, head, "dobj", "dative"))
    for to in (*children(parse, head, "prep", "dative"), *relation.cue):
        if parse.tokens[to].lower in ("to", "with"):
            told.extend(children(parse, to, "pobj"))
    ids = [find_actor(known, [noun]) for noun in told if noun not in outside]
    return tuple(dict.fromkeys(each for each in ids if each is not None))


def find_medium(known: Known, relation: Relation) -> Span | None:
    """The phrase that names where or in what the words were said: "in an article in ...", "at a press briefing"."""
    parse = known.parse
    outside = set(relation.content) | set(relation.source)
    for verb in _own_clause(parse, relation):
        for preposition in children(parse, verb, "prep", "agent"):
            phrase = parse.subtree(preposition)
            if outside.isdisjoint(phrase) and parse.tokens[preposition].lower in PLACES and _is_venue(known, phrase):
                return parse.span(phrase[0], phrase[-1] + 1)
    return None


def find_said(known: Known, relation: Relation) -> Timex | None:
    """The date or time that belongs to the cue's own clause, the nearest to the cue; None when there is none."""
    parse = known.parse
    clause = _own_clause(parse, relation)
    if not clause:
        return None
    outside = set(relation.content) | set(relation.source)
    near: list[tuple[int, int, Timex]] = []
    sentence = parse.sentence_span(parse.sentence_of[clause[0]])
    for timex in known.timexes:
        if timex.type not in (TimexType.DATE, TimexType.TIME) or not overlaps(sentence, timex.span):
            continue
        within = parse.tokens_in(timex.span)
        if not within or not outside.isdisjoint(within):
            continue
        rank = _clause_rank(parse, within[0], clause, outside)
        if rank is not None:
            near.append((rank, abs(within[0] - relation.cue[0]), timex))
    return min(near, key=lambda found: found[:2])[2] if near else None


def _clause_rank(parse: Parse, i: int, clause: Sequence[int], outside: set[int]) -> int | None:
    for above in parse.ancestors(i):
        if above in clause:
            return clause.index(above)
        if above in outside or parse.tokens[above].pos == "VERB":
            return None
    return None


def _own_clause(parse: Parse, relation: Relation) -> list[int]:
    """The cue's governing word, and the verbs whose clause it shares, nearest first."""
    if not relation.cue:
        return []
    found = [head_of(parse, relation.cue)]
    speaking = [child for child in children(parse, found[0], "advcl") if parse.tokens[child].tag == "VBG"]
    while parse.tokens[found[-1]].dep in OPEN_CLAUSES and len(found) < 3:
        token = parse.tokens[found[-1]]
        own = children(parse, token.i, "nsubj", "nsubjpass")
        if own or token.head in relation.content:
            break
        found.append(token.head)
    return [*found, *(child for child in speaking if child not in relation.content)]


def _is_venue(known: Known, phrase: Sequence[int]) -> bool:
    parse = known.parse
    for i in phrase[1:]:
        token = parse.tokens[i]
        if token.lemma in known.book.venues or token.lower in known.book.venues:
            return True
    named = {parse.tokens[i].entity for i in phrase}
    return parse.tokens[phrase[0]].lower in ("in", "on") and bool(named & NAMED_MEDIA)


def _people(parse: Parse) -> list[tuple[int, int]]:
    found, first = [], None
    for token in (*parse.tokens, None):
        inside = token is not None and token.entity == "PERSON" and not (token.starts_entity and first is not None)
        if first is not None and not inside:
            after = token.i if token is not None else len(parse.tokens)
            found.append((first, after))
            first = None
        if token is not None and token.entity == "PERSON" and first is None:
            first = token.i
    return found


def _printed_role(parse: Parse, first: int, after: int) -> str | None:
    """The title before a name or the apposition after it, without its article."""
    name = head_of(parse, range(first, after))
    noun = parse.tokens[parse.tokens[name].head]
    if parse.tokens[name].dep == "appos" and noun.pos == "NOUN" and noun.i == first - 1:
        before = [i for i in parse.subtree(noun.i) if i <= noun.i and parse.tokens[i].dep not in ("det", "punct")]
        return parse.text[parse.tokens[before[0]].start : noun.end]
    start = first
    while start > 0 and _modifies(parse, start - 1, first, after):
        start -= 1
    while start < first and (parse.tokens[start].dep in ("det", "punct", "cc") or parse.tokens[start].tag == "POS"):
        start += 1
    if start < first and any(_is_title(parse, i) for i in range(start, first)):
        return parse.text[parse.tokens[start].start : parse.tokens[first - 1].end]
    for child in children(parse, name, "appos"):
        if child <= after or parse.tokens[child].entity == "PERSON" or parse.tokens[child].pos != "NOUN":
            continue
        phrase = [i for i in parse.subtree(child) if not _in_relative(parse, i, child)]
        while phrase and parse.tokens[phrase[0]].dep in ("det", "punct"):
            phrase = phrase[1:]
        return parse.text[parse.tokens[phrase[0]].start : parse.tokens[phrase[-1]].end]
    return None


def _modifies(parse: Parse, i: int, first: int, after: int) -> bool:
    token = parse.tokens[i]
    if token.dep in ("det", "punct", "cc") and token.text not in ("-", "–"):
        return token.dep == "det" and first <= token.head < after
    above = i
    for _ in range(4):
        if parse.tokens[above].dep not in ("compound", "amod", "nmod", "poss", "case", "punct"):
            return False
        above = parse.tokens[above].head
        if first <= above < after:
            return True
    return False


def _is_title(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    return token.pos in ("NOUN", "PROPN") and token.dep in ("compound", "nmod", "amod") and token.entity in ("", "ORG")


def _in_relative(parse: Parse, i: int, top: int) -> bool:
    while i != top:
        if parse.tokens[i].dep in ("relcl", "advcl"):
            return True
        i = parse.tokens[i].head
    return False
