"""
Whether the text says that a deed took place: done, going on, ahead, supposed, denied, alleged.

A deed's own words (auxiliaries, "not", "if") give a first reading; then every word that governs it, from
the nearest up, has its say by the effect that `modality.csv` gives it. Where two layers meet the outer one
rules what it supposes or denies ("no sign that they would": denied; "feared that they would not":
hypothetical; a denial of a denial: hypothetical); otherwise the further from done wins, in the order
happened, ongoing, alleged, scheduled, denied, hypothetical.
"""

from readout.codebook.modality import Effect, ModalityBook
from readout.codes import Factuality
from readout.grammar import SUBJECTS, auxiliaries, children, is_definite, is_finite, is_infinitive
from readout.tokens import Parse, Token

_ORDER = (
    Factuality.HAPPENED,
    Factuality.ONGOING,
    Factuality.ALLEGED,
    Factuality.SCHEDULED,
    Factuality.DENIED,
    Factuality.HYPOTHETICAL,
)
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
_NOT_NO = frozenset({"only", "just", "merely", "simply", "least"})  # "not only met but ..." denies nothing
_WHEN = frozenset({"day", "moment", "week", "month", "hour", "time", "minute"})
_UNTIL = frozenset({"when", "once", "until", "after", "if"})
_AWAITING = frozenset({"until", "till", "once", "before"})
_INVERTED = frozenset({"had", "should", "were"})
_BE = frozenset({"be", "become", "remain", "seem", "appear", "look", "prove", "stand"})
_OCCURRING = frozenset({"take", "happen", "occur", "proceed"})  # "the meeting did not take place"
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acl", "csubj", "csubjpass", "oprd"})
_ROLES = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "oprd", "dative"})

# What an effect makes of a deed, plain and with "not" before the governing word.
_OUTCOMES = {
    Effect.SUPPOSED: (Factuality.HYPOTHETICAL, Factuality.HYPOTHETICAL),
    Effect.INTENDED: (Factuality.HYPOTHETICAL, Factuality.DENIED),
    Effect.PLANNED: (Factuality.HYPOTHETICAL, Factuality.DENIED),
    Effect.CONDITIONAL: (Factuality.HYPOTHETICAL, Factuality.DENIED),
    Effect.SCHEDULED: (Factuality.SCHEDULED, Factuality.DENIED),
    Effect.DENIED: (Factuality.DENIED, Factuality.HYPOTHETICAL),
    Effect.RESISTED: (Factuality.DENIED, Factuality.HYPOTHETICAL),
    Effect.FAILED: (Factuality.DENIED, Factuality.HAPPENED),
    Effect.ALLEGED: (Factuality.ALLEGED, Factuality.HYPOTHETICAL),
    Effect.ONGOING: (Factuality.ONGOING, Factuality.DENIED),
    Effect.IMPLIED: (Factuality.HAPPENED, Factuality.DENIED),
    Effect.FACTIVE: (Factuality.HAPPENED, Factuality.HAPPENED),
    Effect.RAISED: (Factuality.HYPOTHETICAL, Factuality.HYPOTHETICAL),
    Effect.SAID: (Factuality.HAPPENED, Factuality.HYPOTHETICAL),
}
_ASSERTING = frozenset({Effect.SAID, Effect.FACTIVE, Effect.ALLEGED})  # their own modality is not their clause's


def judge_modality(parse: Parse, verb: int, book: ModalityBook) -> Factuality:
    """
    What the words around token `verb` say of its deed; `verb` may also be a noun that names one ("the invasion").

    ALLEGED only where a word says so ("claimed that", "reportedly"): what a statement asserts is for those
    who know the statements. A noun on its own reads as HAPPENED.
    """
    if parse.tokens[parse.sentences[parse.sentence_of[verb]][1] - 1].text == "?":
        return Factuality.HYPOTHETICAL
    return _Walk(parse, book, verb).judge()


def _within(outer: Factuality, inner: Factuality) -> Factuality:
    if outer is Factuality.HYPOTHETICAL:
        return outer
    if outer is Factuality.DENIED:
        return Factuality.HYPOTHETICAL if inner is Factuality.DENIED else outer
    return max(outer, inner, key=_ORDER.index)


class _Walk:
    """The way from a deed up to the root of its sentence."""

    def __init__(self, parse: Parse, book: ModalityBook, deed: int) -> None:
        self.parse = parse
        self.book = book
        self.tokens = parse.tokens
        self.deed = deed
        self.ahead = self._is_appointment(deed)  # whether "will" makes it scheduled
        self.state = self.read_word(deed)

    def judge(self) -> Factuality:
        """The reading after every governing word had its say."""
        here: int | None = self.deed
        while here is not None:
            outer, here = self._climb(here)
            self.state = _within(outer, self.state)
        return self.state

    def _is_appointment(self, deed: int) -> bool:
        own = (deed, *children(self.parse, deed, "dobj", "nsubj", "nsubjpass"))
        if any(self.book.effect("deed", self.tokens[word].lemma) for word in own):
            return True
        below = (each for child in children(self.parse, deed, "prep", "npadvmod") for each in self.parse.subtree(child))
        return any(self.tokens[each].entity in ("DATE", "TIME") for each in below)

    # What a word says of itself.

    def read_word(self, i: int, *, with_negation: bool = True, below: int | None = None) -> Factuality:
        """
        The word's own reading: auxiliaries, adverbs, "not", "no", "if"; nothing that governs it.

        `below` is the part of it that the walk came from: its "no" has been counted there.
        """
        if self.tokens[i].pos in ("VERB", "AUX"):
            return self._read_verb(i, with_negation and self.is_negated(i, below))
        return self._read_noun(i, with_negation)

    def _read_verb(self, i: int, negated: bool) -> Factuality:
        state = Factuality.DENIED if negated else Factuality.HAPPENED
        effects = [(effect, negated) for effect in self._effects_of_auxiliaries(i)]
        for child in children(self.parse, i, "advmod", "npadvmod", "mark"):
            kind = "mark" if self.tokens[child].dep == "mark" else "adverb"
            effect = self.book.effect(kind, self.tokens[child].lower)
            stray = kind == "mark" and self.tokens[i].tag == "VBD" and self.tokens[i].dep == "ROOT"
            stray = stray or (effect is Effect.ONGOING and self._opens_sentence(child))
            if effect is not None and effect is not Effect.DENIED and not stray:
                effects.append((effect, False))
        if self._is_conditional(i) or self._is_command(i) or self._is_inverted(i):
            effects.append((Effect.SUPPOSED, False))
        for effect, is_negated in effects:
            state = max(state, self._outcome(effect, is_negated), key=_ORDER.index)
        return state

    def _opens_sentence(self, i: int) -> bool:
        """Whether a word stands first: "Still, he left" is about the sentence before, not about lasting."""
        return i == self.parse.sentences[self.parse.sentence_of[i]][0]

    def _effects_of_auxiliaries(self, i: int) -> list[Effect]:
        words = auxiliaries(self.parse, i)
        found = [effect for word in words if (effect := self.book.effect("auxiliary", word.lower)) is not None]
        if Effect.CONDITIONAL in found and self._is_reported_in_past(i) and not _is_perfect(words):
            found = [Effect.PLANNED if effect is Effect.CONDITIONAL else effect for effect in found]
        lemmas = [word.lemma for word in words]
        if "to" in lemmas and not found and _is_perfect(words) and ("be" in lemmas or self._is_below_be(i)):
            found.append(Effect.DENIED)  # "was to have met": it did not come to it
        elif "be" in lemmas and "to" in lemmas and not found:
            found.append(Effect.SCHEDULED)
        elif _is_progressive(self.tokens[i], words) and not found and not self._is_over(i, words):
            found.append(Effect.ONGOING)
        return found

    def _is_below_be(self, i: int) -> bool:
        token = self.tokens[i]
        return token.dep == "xcomp" and self.tokens[token.head].lower in ("was", "were") and token.tag == "VBN"

    def _is_over(self, i: int, words: tuple[Token, ...]) -> bool:
        """Whether "was doing" is past: everywhere but after a past report, where it stands for "is doing"."""
        return any(word.lower in ("was", "were") for word in words) and not self._is_reported_in_past(i)

    def _is_reported_in_past(self, i: int) -> bool:
        token = self.tokens[i]
        above = self.tokens[token.head]
        if token.dep == "conj" and above.dep == "ccomp":
            return self._is_reported_in_past(above.i)
        is_report = token.dep == "ccomp" and above.tag in ("VBD", "VBN")
        return is_report and not self._is_conditional(i) and self._effect(above.i, "verb") is not Effect.IMPLIED

    def _is_conditional(self, i: int) -> bool:
        if self.tokens[i].tag == "VBD" or any(word.lower == "had" for word in auxiliaries(self.parse, i)):
            return False
        return any(
            self.book.effect("mark", self.tokens[mark].lower) is not None
            for clause in children(self.parse, i, "advcl")
            for mark in children(self.parse, clause, "mark")
        )

    def _is_inverted(self, i: int) -> bool:
        """Whether a clause is an "if" by its order alone: "Had Norland attacked, ..."."""
        if self.tokens[i].dep not in ("advcl", "ccomp"):
            return False
        first = min((*children(self.parse, i, "aux"), i))
        subjects = children(self.parse, i, "nsubj", "nsubjpass")
        return self.tokens[first].lower in _INVERTED and bool(subjects) and first < min(self.parse.subtree(subjects[0]))

    def _is_command(self, i: int) -> bool:
        token = self.tokens[i]
        return (
            token.tag == "VB"
            and token.dep == "ROOT"
            and not auxiliaries(self.parse, i)
            and not children(self.parse, i, *SUBJECTS)
        )

    def _read_noun(self, i: int, with_negation: bool) -> Factuality:
        state = Factuality.HAPPENED
        for child in children(self.parse, i, "det", "amod", "compound", "nmod"):
            token = self.tokens[child]
            effect = self.book.effect("determiner" if token.dep == "det" else "attribute", token.lower)
            if effect is not None and (with_negation or effect is not Effect.DENIED):
                state = max(state, self._outcome(effect, negated=False), key=_ORDER.index)
        return state

    def is_negated(self, i: int, below: int | None = None) -> bool:
        """Whether "not" or "never" hangs on a word, or "no" on it, its subject or its object (but for `below`)."""
        token = self.tokens[i]
        near = (child for child in self.parse.children[i] if child <= i + 1 or token.pos == "AUX")
        if any(self._is_no(child) for child in near):
            return True
        parts = children(self.parse, i, "nsubj", "nsubjpass", "dobj", "attr", "acomp", "dative")
        if any(self.tokens[part].lower in _NOBODY or self._has_no(part) for part in parts if part != below):
            return True
        shares = token.dep == "conj" and token.tag == self.tokens[token.head].tag and token.pos in ("VERB", "AUX")
        return shares and not children(self.parse, i, "aux", "auxpass", *SUBJECTS) and self.is_negated(token.head)

    def _has_no(self, part: int) -> bool:
        return any(self.tokens[det].lower in ("no", "neither") for det in children(self.parse, part, "det", "preconj"))

    def _is_no(self, child: int) -> bool:
        token = self.tokens[child]
        if token.dep == "neg" or token.lower == "never":
            after = child + 1
            return not (after < len(self.tokens) and self.tokens[after].lower in _NOT_NO)
        if token.dep == "det":
            return token.lower in ("no", "neither")
        if token.dep not in ("advmod", "preconj"):
            return False
        if token.lower == "yet":
            return self.tokens[token.head].lemma in ("have", "be") and bool(children(self.parse, token.head, "xcomp"))
        effect = self.book.effect("adverb", token.lower)
        longer = any(self.tokens[each].lower == "no" for each in self.parse.children[child])
        return effect is Effect.DENIED or token.lower in ("neither", "nor") or longer

    # What the words above say.

    def _climb(self, here: int) -> tuple[Factuality, int | None]:
        """What the next word above makes of the deed, and where the walk goes on; None: it ends there."""
        token = self.tokens[here]
        if token.head == here:
            return Factuality.HAPPENED, None
        if token.dep in ("conj", "appos"):
            return Factuality.HAPPENED, token.head
        if token.dep in _COMPLEMENTS and token.pos in ("VERB", "AUX") and not self._is_finite_acl(here):
            return self._through_complement(here, token.head)
        through = {
            "pobj": self._through_preposition,
            "pcomp": self._through_preposition,
            "relcl": self._through_clause,
            "advcl": self._through_clause,
            "acl": self._through_clause,
            "compound": self._through_compound,
            "nmod": self._through_compound,
            "poss": self._through_compound,
        } | dict.fromkeys(_ROLES, self._through_role)
        step = through.get(token.dep)
        return (Factuality.HAPPENED, None) if step is None else step(here, token.head)

    def _is_finite_acl(self, here: int) -> bool:
        return self.tokens[here].dep == "acl" and is_finite(self.parse, here)

    def _through_compound(self, here: int, governor: int) -> tuple[Factuality, int | None]:
        return self._apply(self._effect(governor, "noun"), governor, here)

    def _apply(self, effect: Effect | None, governor: int, below: int) -> tuple[Factuality, int | None]:
        if effect is None:
            return Factuality.HAPPENED, None
        outcome = self._outcome(effect, self.is_negated(governor, below))
        is_word = self.tokens[governor].pos == "VERB" and effect in (Effect.INTENDED, Effect.PLANNED)
        if is_word and self.state is Factuality.DENIED:
            outcome = Factuality.HAPPENED  # "promised not to" denies as much as "not" does
        if effect in _ASSERTING:
            return outcome, governor
        return _within(self.read_word(governor, with_negation=False), outcome), governor

    def _fold(self, governor: int, below: int) -> tuple[Factuality, int | None]:
        state = self.read_word(governor, below=below)
        if self.tokens[governor].lemma in _BE:
            for child in children(self.parse, governor, "acomp"):
                effect = self._effect(child, "adjective") if child != below else None
                if effect is not None:
                    state = max(state, self._outcome(effect, negated=False), key=_ORDER.index)
        return state, governor

    def _outcome(self, effect: Effect, negated: bool) -> Factuality:
        if effect is Effect.PLANNED and self.ahead and not negated:
            return Factuality.SCHEDULED
        return _OUTCOMES[effect][negated]

    def _effect(self, governor: int, kind: str, after: str | None = None, below: int | None = None) -> Effect | None:
        """The effect of a governing word on its part `below`; `after` is what follows it: a preposition, or "to"."""
        token = self.tokens[governor]
        if token.pos in ("VERB", "AUX") and kind not in ("noun", "adjective"):
            return self._effect_of_verb(token, kind, after, below)
        if token.pos in ("NOUN", "PROPN"):
            return self.book.effect("noun", token.lemma, token.lower)
        if token.pos == "ADJ" or kind == "adjective":
            return self.book.effect("adjective", token.lower) or self.book.effect("attribute", token.lower)
        return None

    def _effect_of_verb(self, token: Token, kind: str, after: str | None, below: int | None) -> Effect | None:
        if token.lemma in _BE:
            for child in children(self.parse, token.i, "acomp", "attr"):
                if child == below:
                    continue
                effect = self._effect(child, "adjective" if self.tokens[child].pos == "ADJ" else "noun")
                if effect is not None:
                    return effect
        if token.lemma in ("have", "be") and any(
            self.tokens[each].lower == "yet" for each in self.parse.children[token.i]
        ):
            return Effect.INTENDED  # "has yet to": negated, by what `is_negated` sees
        particles = [self.tokens[each].lower for each in children(self.parse, token.i, "prt")]
        lemmas = [f"{token.lemma} {word}" for word in (*particles, *([after] if after else []))]
        if children(self.parse, token.i, "auxpass") and kind == "verb":
            passive = self.book.effect("adjective", token.lower)
            if passive is not None:
                return passive
        if particles or (after is not None and after != "to"):
            return self.book.effect("verb", *lemmas)
        return self.book.effect(kind, *lemmas, token.lemma) or self.book.effect("verb", *lemmas, token.lemma)

    def _through_complement(self, here: int, governor: int) -> tuple[Factuality, int | None]:
        if is_finite(self.parse, here):
            return self._through_finite_clause(here, governor)
        if self.tokens[here].tag == "VBN" and self.tokens[here].dep == "acl":
            return Factuality.HAPPENED, None
        to = is_infinitive(self.parse, here)
        effect = self._effect(governor, "verb", "to" if to else None, here)
        if effect is None and (to or self.tokens[here].tag == "VB"):
            effect = Effect.SUPPOSED
        if effect is None:
            return (
                self._fold(governor, here)
                if self.tokens[governor].pos in ("VERB", "AUX")
                else (Factuality.HAPPENED, None)
            )
        return self._apply(effect, governor, here)

    def _through_finite_clause(self, here: int, governor: int) -> tuple[Factuality, int | None]:
        if self.tokens[here].dep in ("csubj", "csubjpass"):
            return Factuality.HAPPENED, None
        if self._asks_whether(here):
            return Factuality.HYPOTHETICAL, None
        told = self._effect(governor, "clause", None, here) or Effect.SAID
        is_settled = self._effect(governor, "verb", None, here) is Effect.SCHEDULED and here == self.deed
        if is_settled and self.state is Factuality.HYPOTHETICAL and self._has_word(here, "should", "shall"):
            self.state = Factuality.SCHEDULED  # "agreed that they should meet"
        if here < governor and told not in _ASSERTING:
            return Factuality.HAPPENED, None  # "X accuses Y, a charge Y denies": two clauses side by side
        return self._apply(told, governor, here)

    def _has_word(self, verb: int, *words: str) -> bool:
        return any(word.lower in words for word in auxiliaries(self.parse, verb))

    def _asks_whether(self, here: int) -> bool:
        marks = children(self.parse, here, "mark")
        return any(self.tokens[mark].lower == "whether" for mark in marks)

    def _through_clause(self, here: int, governor: int) -> tuple[Factuality, int | None]:
        """A relative or adverbial clause stands on its own, but for "if", an aim, and the present of what may be."""
        dep = self.tokens[here].dep
        if dep == "acl":
            effect = self._effect(governor, "noun")
            return self._apply(effect, governor, here)
        if self.tokens[governor].lemma in _WHEN and dep == "relcl":
            return Factuality.HAPPENED, governor  # "offered to stop on the day that it opened": what holds of the day
        if is_finite(self.parse, here):
            return self._read_finite_clause(here, governor), None
        to = is_infinitive(self.parse, here)
        adjoining = dep == "advcl" and self._adjoins(governor, here)
        effect = self._effect(governor, "verb", "to" if to else None, here) if to or adjoining else None
        if effect is not None:
            return self._apply(effect, governor, here)
        if to:
            return Factuality.HYPOTHETICAL, None
        return self._fold(governor, here) if dep == "advcl" else (Factuality.HAPPENED, None)

    def _read_finite_clause(self, here: int, governor: int) -> Factuality:
        """What the clause above makes of a finite relative or adverbial clause."""
        is_adverbial = self.tokens[here].dep == "advcl"
        is_open = self.tokens[here].tag in ("VBZ", "VBP") and self.read_word(governor) is Factuality.HYPOTHETICAL
        if is_open or (is_adverbial and self._is_told_ahead(governor, here)):
            return Factuality.HYPOTHETICAL
        if is_adverbial and self._is_awaited(here):
            return Factuality.SCHEDULED if self.ahead else Factuality.HYPOTHETICAL
        return Factuality.HAPPENED

    def _is_told_ahead(self, governor: int, here: int) -> bool:
        """Whether the past of a clause is that of a report: "would end when the last soldier had left"."""
        marks = {self.tokens[each].lower for each in children(self.parse, here, "mark", "advmod")}
        words = {word.lower for word in auxiliaries(self.parse, governor)}
        return bool(words & {"would", "could"}) and bool(marks & _UNTIL)

    def _is_awaited(self, here: int) -> bool:
        """Whether the present of a clause lies ahead: "until the ministers meet"."""
        marks = {self.tokens[each].lower for each in children(self.parse, here, "mark", "advmod")}
        return self.tokens[here].tag in ("VBZ", "VBP") and bool(marks & _AWAITING)

    def _adjoins(self, governor: int, here: int) -> bool:
        """Whether only a particle stands between, as in "ruled out sending": an object that the parser missed."""
        return all(self.tokens[each].dep == "prt" for each in range(governor + 1, here)) and governor < here

    def _through_preposition(self, here: int, preposition: int) -> tuple[Factuality, int | None]:
        word = self.tokens[preposition]
        governor = word.head
        above = self.tokens[governor]
        before = self.tokens[preposition - 1].lower if preposition else ""
        effect = self.book.effect("preposition", f"{before} {word.lower}", word.lower)
        if effect is not None and (self.tokens[here].pos in ("VERB", "AUX") or effect is not Effect.SUPPOSED):
            return self._outcome(effect, negated=False), None
        effect = None if above.lemma == "be" else self._effect(governor, "verb", word.lower)
        deed = self.tokens[here]
        is_verb = deed.pos in ("VERB", "AUX")
        if effect is not None and not self._is_spared(here, effect):
            return self._apply(effect, governor, here)
        is_known = not is_verb and is_definite(self.parse, here) and deed.lemma not in _WHEN
        if above.pos in ("VERB", "AUX") and not is_known:
            return self._fold(governor, here)
        return Factuality.HAPPENED, None

    def _through_role(self, here: int, governor: int) -> tuple[Factuality, int | None]:
        """A noun as subject or object: what is done to it counts, what it does only where it is no known deed."""
        dep = self.tokens[here].dep
        effect = self._effect(governor, "object", None, here)
        if dep in ("nsubj", "nsubjpass") and self.tokens[governor].lemma in _OCCURRING:
            return self._fold(governor, here)
        if dep == "nsubj":
            effect = self._effect_of_subject(here, governor)
        if effect is not None and not self._is_spared(here, effect):
            return self._apply(effect, governor, here)
        if effect is not None or is_definite(self.parse, here):
            return Factuality.HAPPENED, None
        return self._fold(governor, here)

    def _effect_of_subject(self, here: int, governor: int) -> Effect | None:
        effect = self._effect(governor, "verb", None, here)
        if self.tokens[governor].lemma in _BE:
            return effect
        return effect if effect is Effect.IMPLIED else None

    def _is_spared(self, here: int, effect: Effect) -> bool:
        known = is_definite(self.parse, here) and self.tokens[here].pos not in ("VERB", "AUX")
        if effect is Effect.RESISTED and any(is_finite(self.parse, each) for each in children(self.parse, here, "acl")):
            return False  # "rejected the suggestion that it had given in"
        return known and effect in (Effect.RAISED, Effect.RESISTED)


def _is_perfect(words: tuple[Token, ...]) -> bool:
    return any(word.lemma == "have" for word in words)


def _is_progressive(verb: Token, auxiliary: tuple[Token, ...]) -> bool:
    being = any(word.lower == "being" for word in auxiliary) and len(auxiliary) > 1
    return being or (verb.tag == "VBG" and any(word.lemma == "be" for word in auxiliary))
