"""Which clauses foretell: the verb, the words of doubt or certainty on it, and the frame that it hangs in."""

from collections.abc import Iterator
from dataclasses import dataclass

from readout.codebook.forecasts import ForecastBook, Hedge
from readout.grammar import SUBJECTS, children, is_negated
from readout.tokens import Parse

BE = frozenset({"be", "'s", "’s"})
LINKS = frozenset({"be", "seem", "appear", "look", "remain", "become"})
OWN = frozenset({"i", "we"})
FLIPPING = frozenset({"unlikely", "improbable", "doubtful", "no", "little", "almost", "remote", "doubt", "less"})


@dataclass(frozen=True, slots=True)
class Hedging:
    """
    A clause that may foretell.

    `verb` carries what will happen; `top` is the word whose subtree is the claim: the verb, or the frame above it
    where the claim reads on its own only with its frame ("I do not expect them to meet"). `frame` is the
    word of a frame ("think", "risk"), None without one. `modal` is bare, possible, conditional or "".
    `printed` are the tokens of the hedge, first to last; None for a bare "will".
    """

    verb: int
    top: int
    frame: int | None
    modal: str
    printed: tuple[int, int] | None
    range: tuple[float, float] | None
    holder: int | None = None  # subject of the frame's verb: who holds the view
    is_adverb: bool = False  # whether `printed` is an adverb: "will probably", not "could"
    is_nominal: bool = False  # whether a noun says what will happen: "a deal is likely", "a good chance of rain"

    @property
    def is_judged(self) -> bool:
        """Whether likelihood is spoken of outright, not by a modal verb alone."""
        return self.range is not None or self.frame is not None or (self.printed is not None and self.is_adverb)


def find_hedged(parse: Parse, book: ForecastBook) -> Iterator[Hedging]:
    """Every clause that may foretell, in the order of its verb; a question has none."""
    seen: set[int] = set()
    for first, after in parse.sentences:
        if "?" in (token.text for token in parse.tokens[max(first, after - 3) : after]):
            continue
        words = {word for token in parse.tokens[first:after] for word in (token.lower, token.lemma)}
        for i in range(first, after) if words & book.hints else ():
            found = _read_modal(parse, book, i) or _read_going(parse, i) or _read_frame(parse, book, i)
            if found is not None and found.verb not in seen:
                seen.add(found.verb)
                yield found


def _read_modal(parse: Parse, book: ForecastBook, i: int) -> Hedging | None:
    token = parse.tokens[i]
    if token.tag != "MD" or token.dep not in ("aux", "auxpass"):
        return None
    modal = next((name for name in ("bare", "possible", "conditional") if book.has("modals", name, token.lower)), "")
    verb = token.head
    if not modal or parse.tokens[verb].pos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    if (
        _is_perfect(parse, verb)
        or _is_inverted(parse, verb, i)
        or any(own.verb == verb for own in _frames_at(parse, book, verb))
    ):
        return None
    above = _frame_above(parse, book, verb)
    adverb = _find_adverb(parse, book, verb, i)
    if above is None:
        printed, hedge_range = adverb or (None, None)
        if adverb is None and modal != "bare":
            printed = (i, i + 1)
        elif adverb is not None and modal != "bare" and printed is not None and printed[0] == i + 1:
            printed = (i, printed[1])
        return Hedging(verb, verb, None, modal, printed, hedge_range, is_adverb=adverb is not None)
    printed, hedge_range = adverb if adverb and adverb[1] else (above.printed, above.range)
    return Hedging(verb, above.top, above.frame, modal, printed, hedge_range, above.holder)


def _is_inverted(parse: Parse, verb: int, modal: int) -> bool:
    """Whether the subject stands behind the modal verb: "nor will they", "should they", "never would she"."""
    subjects = children(parse, verb, *SUBJECTS)
    return bool(subjects) and modal < subjects[0] < verb


def _read_going(parse: Parse, i: int) -> Hedging | None:
    """What is going to happen: "the truce is going to collapse"."""
    if parse.tokens[i].tag != "VBG" or parse.tokens[i].lower != "going":
        return None
    present = any(parse.tokens[aux].tag in ("VBZ", "VBP") for aux in children(parse, i, "aux"))
    inside = [verb for verb in children(parse, i, "xcomp") if _is_bare_infinitive(parse, verb)]
    if not present or not inside:
        return None
    return Hedging(inside[0], i, None, "bare", None, None)


def _read_frame(parse: Parse, book: ForecastBook, i: int) -> Hedging | None:
    """A frame whose complement has no modal verb: "is likely to fall", "I expect them to meet"."""
    for found in _frames_at(parse, book, i):
        if found.is_nominal or (found.verb != i and not _has_modal(parse, found.verb)):
            return found
    return None


def _frame_above(parse: Parse, book: ForecastBook, verb: int) -> Hedging | None:
    """The frame in which a clause with a modal verb hangs: "I think that X will", "a risk that X could"."""
    token = parse.tokens[verb]
    for child in children(parse, verb, "parataxis"):
        for found in _view(parse, book, child, None):
            return Hedging(verb, verb, child, "", found.printed, None, found.holder)
    if token.dep not in ("ccomp", "acl", "relcl", "xcomp") or token.head == verb:
        return None
    head = token.head
    for found in _frames_at(parse, book, head):
        if found.verb == verb:
            return found
    above = parse.tokens[head].head
    return next((found for found in _frames_at(parse, book, above) if found.verb == verb), None)


def _frames_at(parse: Parse, book: ForecastBook, i: int) -> Iterator[Hedging]:
    token = parse.tokens[i]
    if token.pos not in ("VERB", "AUX"):
        return
    if token.lemma in LINKS or token.lower in ("'s", "’s"):
        yield from _likelihood(parse, book, i)
        yield from _chance(parse, book, i)
    elif token.tag == "VBN" and any(parse.tokens[aux].lemma in BE for aux in children(parse, i, "auxpass")):
        yield from _expected(parse, book, i)
    for complement in _complements(parse, i):
        yield from _view(parse, book, i, complement)
    yield from _no_way(parse, book, i)


def _likelihood(parse: Parse, book: ForecastBook, i: int) -> Iterator[Hedging]:
    """Likelihood said outright: "X is likely to fall", "it is unlikely that X will fall"."""
    for adjective in children(parse, i, "acomp", "oprd", "attr"):
        if parse.tokens[adjective].pos not in ("ADJ", "VERB", "ADV"):
            continue
        hedge = _match(parse, book, "adjective", adjective)
        judged = _match(parse, book, "judgement", adjective)
        if hedge is None and judged is None:
            continue
        hedge = hedge or judged
        assert hedge is not None
        first, found = hedge
        inside = (*children(parse, adjective, "xcomp", "ccomp"), *children(parse, i, "ccomp", "xcomp", "csubj"))
        for verb in inside:
            is_clause = not _is_bare_infinitive(parse, verb)
            lead_is_it = any(parse.tokens[child].lower in ("it", "that") for child in children(parse, i, *SUBJECTS))
            if (is_clause and not (lead_is_it and _has_modal(parse, verb))) or (judged is not None and not is_clause):
                continue
            negative = is_negated(parse, i) or found.words[-1] in FLIPPING
            top = i if not is_clause or negative else verb
            no = min((child for child in children(parse, i, "neg") if child < first), default=first)
            span = (no, adjective + 1)
            own = None if is_negated(parse, i) else found.range
            yield Hedging(verb, top, adjective, "", span, own)
        if not inside and found.range is not None and _is_of_a_happening(parse, i):
            own = None if is_negated(parse, i) else found.range
            yield Hedging(i, i, adjective, "", (first, adjective + 1), own, is_nominal=True)


def _is_of_a_happening(parse: Parse, i: int) -> bool:
    """Whether the subject is a noun that no name and no pronoun stands for: "an agreement", "the first arrests"."""
    subjects = children(parse, i, "nsubj")
    return bool(subjects) and all(parse.tokens[one].pos == "NOUN" and not parse.tokens[one].entity for one in subjects)


def _expected(parse: Parse, book: ForecastBook, i: int) -> Iterator[Hedging]:
    """What is expected, nobody says by whom: "X is expected to fall"."""
    hedge = _match(parse, book, "adjective", i)
    if hedge is None:
        return
    for verb in children(parse, i, "xcomp", "ccomp"):
        lead = min((child for child in children(parse, i, "neg", "auxpass")), default=i)
        first = lead if is_negated(parse, i) else hedge[0]
        yield Hedging(verb, i, i, "", (first, i + 1), None)


def _chance(parse: Parse, book: ForecastBook, i: int) -> Iterator[Hedging]:
    """A noun of chance: "There is a risk that X could", "one possibility is that X would", "the odds are that"."""
    for noun in children(parse, i, "attr", "nsubj"):
        hedge = _match(parse, book, "noun", noun)
        if hedge is None:
            continue
        span = (hedge[0], noun + 1)
        negative = is_negated(parse, i) or is_negated(parse, noun) or hedge[1].words[0] in FLIPPING
        own = None if negative and is_negated(parse, i) else hedge[1].range
        for verb in (*children(parse, noun, "acl", "relcl", "ccomp"), *children(parse, i, "ccomp")):
            if _marked_that(parse, verb) and not _is_told_as_past(parse, verb):
                yield Hedging(verb, i if negative else verb, noun, "", span, own)
        of = [prep for prep in children(parse, noun, "prep") if parse.tokens[prep].lower == "of"]
        if of and len(hedge[1].words) > 1 and _says_there_is(parse, i) and not is_negated(parse, i):
            yield Hedging(i, i, noun, "", span, hedge[1].range, is_nominal=True)


def _says_there_is(parse: Parse, i: int) -> bool:
    return bool(children(parse, i, "expl"))


def _view(parse: Parse, book: ForecastBook, i: int, verb: int | None) -> Iterator[Hedging]:
    """The view of who holds it: "I think that X will", "expect X to fall"; `verb` None: an aside, ", I think,"."""
    token = parse.tokens[i]
    kinds = [kind for kind in ("view", "outlook") if (kind, token.lemma) in book.hedges]
    if not kinds or (verb is not None and not _is_about_what_comes(parse, verb, kinds[0])):
        return
    subjects = children(parse, i, "nsubj")
    holder = subjects[0] if subjects else None
    ordered = holder is None and token.tag in ("VB", "VBP") and token.dep in ("ROOT", "conj")
    if (holder is None and not ordered) or token.tag in ("VBN", "VBG", "VBD"):
        return
    lead = [child for child in parse.children[i] if child < i and parse.tokens[child].dep in ("nsubj", "aux", "neg")]
    lead = [child for child in lead if parse.tokens[child].lower in OWN or parse.tokens[child].dep != "nsubj"]
    negative = is_negated(parse, i) or token.lemma in FLIPPING
    finite = verb is not None and any(parse.tokens[child].tag in ("MD", "VBZ", "VBP") for child in parse.children[verb])
    top = i if verb is None or negative or not finite else verb
    yield Hedging(i if verb is None else verb, top, i, "", (min(lead, default=i), i + 1), None, holder)


def _is_about_what_comes(parse: Parse, verb: int, kind: str) -> bool:
    """Whether a view is of what will be, no view of what is or was so: "I think it will", not "I think it is"."""
    words = [parse.tokens[verb], *(parse.tokens[aux] for aux in children(parse, verb, "aux", "auxpass", "cop"))]
    if any(word.tag == "MD" for word in words):
        return True
    return kind == "outlook" and not any(word.tag in ("VBZ", "VBP", "VBD") for word in words)


def _no_way(parse: Parse, book: ForecastBook, i: int) -> Iterator[Hedging]:
    """What nobody sees coming: "I see no way for X to fall"."""
    token = parse.tokens[i]
    if token.lemma not in ("see", "be"):
        return
    for noun in children(parse, i, "dobj", "attr"):
        hedge = _match(parse, book, "noun", noun)
        if hedge is None:
            continue
        for verb in children(parse, noun, "relcl", "acl"):
            if any(parse.tokens[mark].lower == "for" for mark in children(parse, verb, "mark")):
                holder = next(iter(children(parse, i, "nsubj")), None)
                yield Hedging(verb, i, noun, "", (hedge[0], noun + 1), hedge[1].range, holder)


def _complements(parse: Parse, i: int) -> tuple[int, ...]:
    return tuple(each for each in children(parse, i, "ccomp", "xcomp") if each > i)


def _is_bare_infinitive(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[aux].lower == "to" for aux in children(parse, verb, "aux"))


def _is_told_as_past(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[word].tag == "VBD" for word in (verb, *children(parse, verb, "aux", "auxpass")))


def _marked_that(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[child].lower == "that" for child in parse.children[verb])


def _has_modal(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[aux].tag == "MD" for aux in children(parse, verb, "aux"))


def _is_perfect(parse: Parse, verb: int) -> bool:
    """What did or did not happen, not what will: "would have fallen", "may have left"."""
    return any(parse.tokens[aux].lower in ("have", "'ve", "’ve") for aux in children(parse, verb, "aux"))


def _find_adverb(
    parse: Parse, book: ForecastBook, verb: int, modal: int
) -> tuple[tuple[int, int], tuple[float, float] | None] | None:
    """The hedging adverb of a clause, its tokens and its range; one with a range before one without."""
    found = []
    for child in (*children(parse, verb, "advmod", "npadvmod", "prep"), *children(parse, modal, "advmod")):
        last = max(parse.subtree(child)) if child < verb and parse.children[child] else child
        hedge = _match(parse, book, "adverb", last)
        if hedge is not None and not (hedge[1].words == ("well",) and child > verb):
            found.append(((hedge[0], last + 1), hedge[1].range))
    return min(found, key=lambda one: (one[1] is None, one[0]), default=None)


def _match(parse: Parse, book: ForecastBook, kind: str, last: int) -> tuple[int, Hedge] | None:
    """The longest hedge that ends at a token, and its first token."""
    for hedge in book.hedges.get((kind, parse.tokens[last].lower), ()):
        first = last + 1 - len(hedge.words)
        if first >= 0 and tuple(token.lower for token in parse.tokens[first : last + 1]) == hedge.words:
            return first, hedge
    return None
