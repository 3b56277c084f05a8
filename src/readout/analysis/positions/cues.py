"""Positions that a verb or noun names: "demands", "refused", "ready to", "its offer to"."""

from collections.abc import Iterator

from readout.analysis.positions.candidates import LIKELY, SURE, Candidate, Scene
from readout.analysis.positions.contents import find_head, is_misread
from readout.analysis.positions.deeds import is_vague
from readout.analysis.positions.extents import AHEAD, NEVER, find_afterthoughts, find_condition, find_extent
from readout.analysis.positions.holders import find_holders
from readout.analysis.positions.kinds import settle_kind
from readout.analysis.positions.qualities import read_quality
from readout.analysis.positions.voice import judge_voice
from readout.codebook.positions import PositionCue
from readout.codes import PositionKind
from readout.grammar import children, is_finite, is_infinitive
from readout.records import Span
from readout.spans import hull
from readout.tokens import Parse

_PROMISED = frozenset({PositionKind.OFFER, PositionKind.CONCESSION, PositionKind.COMMITMENT, PositionKind.THREAT})
_UNDONE = frozenset({PositionKind.COMMITMENT, PositionKind.DENIAL})
_FORMS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "PROPN": "adjective", "ADV": "adjective"}


def find_named(scene: Scene) -> Iterator[Candidate]:
    """The positions that the words of positions.csv take, in the order of the text."""
    for token in scene.parse.tokens:
        form = _FORMS.get(token.pos)
        if form is None:
            continue
        cue = _match(scene, token.i, form) or (None if form == "adjective" else _match(scene, token.i, "adjective"))
        if cue is not None:
            is_quality = bool(cue.takes) and cue.takes[0][0] == "subject"
            found = (read_quality if is_quality else _read)(scene, token.i, cue)
            if found is not None:
                yield found


def _match(scene: Scene, i: int, form: str) -> PositionCue | None:
    """The cue that begins at a token, that with most words first."""
    token = scene.parse.tokens[i]
    names = [token.lemma, token.lower]
    if is_misread(scene.parse, i):
        names.append(token.lower.removesuffix("s"))
    return next(
        (cue for name in dict.fromkeys(names) for cue in scene.book.find(form, name) if _goes_on(scene.parse, i, cue)),
        None,
    )


def _goes_on(parse: Parse, i: int, cue: PositionCue) -> bool:
    """Whether the cue's further words follow: at once, or as a particle or preposition of the verb."""
    rest = cue.words[1:]
    if tuple(one.lemma for one in parse.tokens[i + 1 : i + 1 + len(rest)]) == rest:
        return True
    hung = [parse.tokens[each].lower for each in children(parse, i, "prt", "prep") if each > i]
    return len(rest) == 1 and hung[:1] == [rest[0]]


def _read(scene: Scene, i: int, cue: PositionCue) -> Candidate | None:
    parse = scene.parse
    head = find_head(scene, cue, i)
    if head is None or is_vague(parse, head, scene.book) or _is_left_to_modals(scene, i, cue):
        return None
    holders = find_holders(scene, i, cue)
    if not holders:
        return None
    voice = judge_voice(scene, i, cue, holders)
    kind = settle_kind(scene, cue, i, head, voice)
    if kind is None:
        return None
    is_noun = parse.tokens[i].pos == "NOUN"
    condition = find_condition(parse, (head, i), scene.book, NEVER if kind in _PROMISED else NEVER | AHEAD)
    branch = None if condition is None else condition[1]
    if (voice.is_negated and kind in _UNDONE) or (cue.is_state and not is_noun):
        content = _whole(parse, i, head, branch)
    else:
        content = _content(parse, head, branch, i)
    if content is None:
        return None
    sure = round((LIKELY if is_noun else SURE) * voice.sure, 3)
    return Candidate(i, head, kind, holders, content, None if condition is None else condition[0], sure)


def _is_left_to_modals(scene: Scene, i: int, cue: PositionCue) -> bool:
    """Whether "would not accept" stands in a party's own words, where `modals` reads it."""
    has_modal = any(scene.parse.tokens[each].tag == "MD" for each in children(scene.parse, i, "aux"))
    return cue.kind is None and not cue.is_state and has_modal and bool(scene.parties.speakers(i))


def _whole(parse: Parse, i: int, head: int, branch: int | None) -> Span | None:
    """The clause that says so, where the deed alone would not: "did not intend to deploy", "is ready to talk"."""
    token = parse.tokens[i]
    clause = i if token.pos == "VERB" else token.head
    without = [*children(parse, clause, "conj"), *([] if branch is None or branch == head else [branch])]
    found = find_extent(parse, clause, without)
    noun = _relative(parse, i)
    return found if found is None or noun is None else hull((parse.span(_first_left(parse, noun), noun + 1), found))


def _content(parse: Parse, head: int, branch: int | None, i: int) -> Span | None:
    """What is wanted, refused and so on, where the trigger is token `i`."""
    without = find_afterthoughts(parse, head)
    if branch is not None and branch != head:
        without.append(branch)
    if is_infinitive(parse, head) and not is_finite(parse, head):
        without += children(parse, head, "nsubj")
    found = find_extent(parse, head, without)
    if found is None:
        return None
    if parse.tokens[head].pos == "NOUN" and (rest := _that_clause(parse, parse.tokens_in(found)[-1] + 1)):
        found = hull((found, rest))
    return hull((found, parse.span(i + 1, i + 2))) if is_misread(parse, i) else found


def _that_clause(parse: Parse, after: int) -> Span | None:
    """The clause that "that" opens right behind a noun, which the parser hung on the verb: "assurances that ..."."""
    if parse.tokens[after : after + 1] and parse.tokens[after].lower == "that" and parse.tokens[after].dep == "mark":
        return find_extent(parse, parse.tokens[after].head)
    return None


def _relative(parse: Parse, i: int) -> int | None:
    """The noun before the relative clause that token `i` is the predicate of; None when it is of none."""
    here = i if parse.tokens[i].dep == "relcl" else parse.tokens[i].head
    subjects = children(parse, here, "nsubj", "nsubjpass")
    if parse.tokens[here].dep != "relcl" or parse.tokens[i].pos == "NOUN" or not subjects:
        return None
    before = parse.subtree(here)[0] - 1
    own = parse.tokens[subjects[0]].tag not in ("WDT", "WP")
    return before if own and before >= 0 and parse.tokens[before].pos == "NOUN" else None


def _first_left(parse: Parse, noun: int) -> int:
    return min((noun, *(each for each in children(parse, noun, "det", "amod", "compound", "nummod") if each < noun)))
