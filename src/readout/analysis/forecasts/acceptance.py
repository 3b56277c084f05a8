"""Whether a clause is a forecast: a judgement of what will happen, not a plan, a timetable, a wish or a saying."""

from readout.analysis.forecasts.conditions import Condition
from readout.analysis.forecasts.hedging import BE, Hedging
from readout.analysis.forecasts.parties import could_not, is_somebodys_offer, party_foretells, subjects_of
from readout.analysis.forecasts.scene import Scene
from readout.analysis.forecasts.voices import Trade, Voice, is_reported
from readout.codebook.forecasts import ForecastBook
from readout.grammar import SUBJECTS, children, find_objects
from readout.tokens import Parse


def is_forecast(
    scene: Scene, one: Hedging, voice: Voice, condition: Condition | None, *, dated: bool, soon: bool, onward: bool
) -> bool:
    """
    Whether a hedged clause is a forecast of its voice. `dated`: the clause names a time ahead, and `soon`: a day
    or a week; `onward`: it opens with words that stand for a condition ("in that case").

    A bare "will" is a judgement in a commentary and with a judge by trade; in the news it tells a plan unless
    likelihood is spoken of. A party's words about itself are its plans and threats, never forecasts.
    """
    parse, book = scene.parse, scene.book
    if (
        not _stands_free(parse, book, one, voice)
        or _is_past(parse, one, voice)
        or _is_saying(parse, book, one)
        or _is_general(parse, one)
    ):
        return False
    comes = voice.trade is Trade.COMMENTATOR and book.has("happenings", "verbs", parse.tokens[one.verb].lemma)
    if _is_timetable(parse, book, one, condition, soon=soon and not comes) or _is_definition(parse, one, condition):
        return False
    if voice.trade is Trade.PARTY:
        return party_foretells(scene, one, voice, condition, dated=dated, onward=onward)
    return not _is_own_plan(parse, one) and _is_ahead(scene, one, voice, condition, dated=dated, onward=onward)


def _is_ahead(
    scene: Scene, one: Hedging, voice: Voice, condition: Condition | None, *, dated: bool, onward: bool
) -> bool:
    """Whether the modal verb speaks of what lies ahead, in the voice that it stands in."""
    parse = scene.parse
    if one.modal == "conditional":
        moved = is_reported(voice) and parse.tokens[one.verb].lemma not in BE  # "would" for "will"
        named = onward or condition is not None or one.frame is not None or one.is_adverb
        if voice.trade is Trade.REPORTER and is_somebodys_offer(scene, one):
            return False
        return named or moved or (voice.trade is not Trade.REPORTER and _supposes(parse, one))
    if one.modal == "possible" and one.frame is None:
        return _may_happen(parse, scene.book, one, voice, condition, dated=dated or onward)
    return one.modal != "bare" or voice.trade is not Trade.REPORTER or one.is_judged


def _is_past(parse: Parse, one: Hedging, voice: Voice) -> bool:
    """What was likely or expected then, unless a report in the past tense makes "was" of "is"."""
    word = one.top if one.frame is None else _above_frame(parse, one)
    verbs = (parse.tokens[word], *(parse.tokens[aux] for aux in children(parse, word, "aux", "auxpass")))
    past = one.frame is not None and any(verb.tag == "VBD" for verb in verbs)
    return past and (not is_reported(voice) or (parse.tokens[one.verb].lemma in BE and not one.is_nominal))


def _stands_free(parse: Parse, book: ForecastBook, one: Hedging, voice: Voice) -> bool:
    """Whether the clause is asserted: a main clause, one joined to it, or one in a frame that is a main clause."""
    word = one.top if one.frame is None else _above_frame(parse, one)
    for _ in range(6):
        token = parse.tokens[word]
        if token.dep == "ROOT":
            return True
        if token.dep == "relcl" and book.has("chains", "outcomes", parse.tokens[token.head].lemma):
            return _sums_up(parse, token.head)
        if token.dep == "ccomp" and word < token.head and not _marks(parse, word):
            if _is_cue(parse, token.head, voice):
                return True
            word = token.head  # two main clauses with a semicolon or a dash between them
            continue
        if token.dep in ("ccomp", "parataxis") and _is_cue(parse, token.head, voice):
            return True
        if token.dep not in ("conj", "parataxis") or parse.tokens[token.head].pos not in ("VERB", "AUX"):
            return False
        word = token.head
    return False


def _is_cue(parse: Parse, word: int, voice: Voice) -> bool:
    """Whether a word is the cue of the statement that holds the clause: what is said is asserted by its source."""
    cue = voice.statement.cue if voice.statement else None
    return cue is not None and cue.start <= parse.tokens[word].start < cue.end


def _above_frame(parse: Parse, one: Hedging) -> int:
    assert one.frame is not None
    frame = one.frame
    if parse.tokens[frame].dep == "parataxis":
        return one.verb
    return frame if parse.tokens[frame].pos in ("VERB", "AUX") and frame != one.verb else parse.tokens[frame].head


def _marks(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[child].lower in ("that", "whether", "if") for child in children(parse, verb, "mark"))


def _sums_up(parse: Parse, noun: int) -> bool:
    """The noun of ", a move that will ..." stands behind a comma and sums up the clause before it."""
    lead = min(parse.subtree(noun))
    return lead > 0 and parse.tokens[lead - 1].text in (",", "–", "—", "-", "--")


def _is_saying(parse: Parse, book: ForecastBook, one: Hedging) -> bool:
    subject = next((i for i in subjects_of(parse, one.verb)), None)
    if subject is None:
        return False
    verb = parse.tokens[one.verb]
    said = f"{parse.tokens[subject].lower} {verb.lemma}"
    shown = f"{parse.tokens[subject].lemma} {verb.lemma}"
    passive = f"{parse.tokens[subject].lower} be {verb.lower}"
    return any(book.has("turns", "sayings", each) for each in (said, shown, passive))


def _is_general(parse: Parse, one: Hedging) -> bool:
    """A truth about anybody: "a minister who goes there will be asked", "you will find", "whoever wins will pay"."""
    for subject in subjects_of(parse, one.verb):
        token = parse.tokens[subject]
        if token.lower in ("you", "one", "whoever", "whatever", "anyone", "anybody", "everyone", "those"):
            return True
        singled = any(parse.tokens[det].lower in ("a", "an", "any") for det in children(parse, subject, "det"))
        told = [parse.tokens[clause].tag for clause in children(parse, subject, "relcl")]
        if singled and told and "VBD" not in told:
            return True
    return False


def _supposes(parse: Parse, one: Hedging) -> bool:
    """Whether the subject is a deed that nobody has done, so that it stands for a condition: "an attack would ..."."""
    if parse.tokens[one.verb].lemma in BE:
        return False
    return any(
        parse.tokens[det].lower in ("a", "an", "any", "another")
        for subject in children(parse, one.verb, *SUBJECTS)
        if parse.tokens[subject].pos == "NOUN" and not children(parse, subject, "relcl")
        for det in children(parse, subject, "det")
    )


def _is_definition(parse: Parse, one: Hedging, condition: Condition | None) -> bool:
    """
    What a supposition amounts to or is worth: "if he wins, he would be the first", "it would be unfair if", "if he
    had promised"; or nothing told at all: "it will be".
    """
    verb = parse.tokens[one.verb]
    told = children(parse, one.verb, "attr", "acomp", "prep", "advmod", "xcomp", "ccomp", "oprd", "npadvmod", "nsubj")
    if verb.lemma in BE and not any(child > one.verb for child in told) and one.frame is None:
        return True
    dummy = any(parse.tokens[subject].lower in ("it", "that", "this") for subject in subjects_of(parse, one.verb))
    if verb.lemma in BE and one.modal == "conditional" and dummy:
        return True
    named = children(parse, one.verb, "attr") if verb.lemma in BE else ()
    if any(parse.tokens[child].lower in ("first", "only", "last") for noun in named for child in parse.children[noun]):
        return True
    return condition is not None and condition.is_past_perfect(parse)


def _is_timetable(parse: Parse, book: ForecastBook, one: Hedging, condition: Condition | None, *, soon: bool) -> bool:
    """What is arranged: "will meet", "talks are expected to begin"; not where its likelihood is judged."""
    if any(book.has("timetables", "marks", parse.tokens[i].lower) for i in parse.children[one.top]):
        return True
    judged = one.range is not None or condition is not None or one.is_nominal or _is_view(parse, one)
    if judged or one.modal in ("possible", "conditional") or (one.modal == "bare" and one.printed is not None):
        return False
    if soon and one.modal in ("", "bare"):
        return True  # "is expected to reopen on Wednesday", "will decide on Monday"
    verb = parse.tokens[one.verb]
    if not book.has("timetables", "light", verb.lemma):
        return book.has("timetables", "verbs", verb.lemma)
    nouns = (*subjects_of(parse, one.verb), *find_objects(parse, one.verb), *_behind_prepositions(parse, one.verb))
    if verb.lemma in BE:
        nouns = subjects_of(parse, one.verb)
        if any(parse.tokens[noun].pos == "PRON" for noun in nouns):
            nouns = children(parse, one.verb, "attr")  # "it will be their first meeting"
    return any(book.has("timetables", "nouns", parse.tokens[noun].lemma) for noun in nouns)


def _behind_prepositions(parse: Parse, verb: int) -> tuple[int, ...]:
    return tuple(noun for prep in children(parse, verb, "prep") for noun in children(parse, prep, "pobj"))


def _is_view(parse: Parse, one: Hedging) -> bool:
    """Whether the frame is somebody's view, "I do not believe", and no passive "is expected to"."""
    return one.frame is not None and (one.holder is not None or parse.tokens[one.frame].tag in ("VB", "VBP"))


def _is_own_plan(parse: Parse, one: Hedging) -> bool:
    """What the speaker means to do, or what somebody needs: "I will ...", "they will need to ..."."""
    needs = parse.tokens[one.verb].lemma == "need" and bool(children(parse, one.verb, "xcomp"))
    return needs or any(parse.tokens[subject].lower == "i" for subject in subjects_of(parse, one.verb))


def _is_ability(parse: Parse, book: ForecastBook, one: Hedging) -> bool:
    """
    What one may say, could not do or might do well to do: "one could argue", "they could not enter", "he could
    help by leaving".
    """
    advised = any(
        parse.tokens[by].lower == "by" and children(parse, by, "pcomp") for by in children(parse, one.verb, "prep")
    )
    return advised or could_not(parse, book, one)


def _may_happen(
    parse: Parse, book: ForecastBook, one: Hedging, voice: Voice, condition: Condition | None, *, dated: bool
) -> bool:
    """
    Whether "may" and "could" speak of what is ahead: no state, no progressive, no turn of an argument.

    In the news they tell what somebody is able or allowed to do, or was, unless a condition of today is named.
    """
    verb = parse.tokens[one.verb]
    passive = bool(children(parse, one.verb, "auxpass"))
    if book.has("present", "looks", verb.lemma) or (condition is None and _is_ability(parse, book, one)):
        return False
    if verb.tag == "VBG" or any(parse.tokens[i].lower == "being" for i in children(parse, one.verb, "auxpass")):
        return False
    if voice.trade is Trade.REPORTER and not one.is_adverb:
        allowed = passive and parse.tokens[one.printed[0] if one.printed else one.verb].lower == "may"
        if condition is None or condition.is_past(parse) or allowed:
            return False
    if verb.lemma in BE and not passive:
        return dated
    if book.has("present", "states", verb.lemma) and verb.tag != "VBN":
        return condition is not None or dated or (verb.lemma == "have" and bool(children(parse, one.verb, "xcomp")))
    return True
