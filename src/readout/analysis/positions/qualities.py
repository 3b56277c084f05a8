"""Positions that a judgement takes: "X is unacceptable to Y", "Y regards X as a red line"."""

from readout.analysis.positions.candidates import LIKELY, Candidate, Scene
from readout.analysis.positions.extents import DASHES, find_extent, trim_words
from readout.analysis.positions.voice import judge_voice
from readout.codebook.positions import PositionCue
from readout.grammar import children, find_subject, is_negated
from readout.records import Span
from readout.tokens import Parse

_COPULAS = frozenset({"be", "remain", "stay"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "npadvmod"})


def read_quality(scene: Scene, i: int, cue: PositionCue) -> Candidate | None:
    """Held by the one to whom it is unacceptable, else by the judge, else by whoever says so."""
    parse = scene.parse
    last = i + len(cue.words) - 1
    judge = _find_judge(scene, i, last)
    judged = _find_judged(parse, i, last, judge)
    if judged is None or (parse.tokens[judged].pos == "PRON" and not children(parse, judged, "prep")):
        return None
    holders = _find_holders(scene, last, judge)
    if not holders:
        return None
    predicate = judge if judge is not None else parse.tokens[last].head
    voice = judge_voice(scene, predicate, cue, holders)
    negated = is_negated(parse, last) or is_negated(parse, predicate)
    kind = cue.negated if negated else cue.kind
    if kind is None or not (voice.is_told or negated):
        return None
    content = _find_content(parse, i, judged, judge)
    if content is None:
        return None
    return Candidate(i, judged, kind, holders, content, None, round(LIKELY * voice.sure, 3))


def _find_content(parse: Parse, i: int, judged: int, judge: int | None) -> Span | None:
    """All that stands between "considers" and "unacceptable", or the subject of "is unacceptable"."""
    if judge is not None and all(parse.tokens[each].pos not in ("PUNCT", "CCONJ") for each in range(judge + 1, i)):
        return trim_words(parse, judge + 1, i - (parse.tokens[i - 1].pos == "DET"))
    return find_extent(parse, judged, [each for each in parse.children[judged] if each >= i])


def _find_judge(scene: Scene, i: int, last: int) -> int | None:
    """The verb that holds something for unacceptable; None where a plain "is" says so."""
    parse = scene.parse
    opening = _opening_dash(parse, i)
    if opening is not None and parse.tokens[last].dep == "appos":
        verbs = (each for each in range(opening - 1, -1, -1) if _is_clause_verb(parse, each))
        nearest = next(verbs, None)
        return nearest if nearest is not None and scene.book.has("judging", parse.tokens[nearest].lemma) else None
    for above in parse.ancestors(last):
        token = parse.tokens[above]
        if token.pos == "VERB" and scene.book.has("judging", token.lemma):
            return above
        if token.pos in ("VERB", "AUX") and token.dep not in ("ccomp", "xcomp"):
            return None
    return None


def _is_clause_verb(parse: Parse, i: int) -> bool:
    return parse.tokens[i].pos == "VERB" and parse.tokens[i].dep != "amod"


def _opening_dash(parse: Parse, i: int) -> int | None:
    """Where the parenthesis between dashes opens that closes right before token `i` or its adjectives."""
    first = parse.sentences[parse.sentence_of[i]][0]
    before = next((each for each in range(i - 1, first - 1, -1) if parse.tokens[each].pos != "ADJ"), first)
    if parse.tokens[before].text not in DASHES:
        return None
    return next((each for each in range(before - 1, first, -1) if parse.tokens[each].text in DASHES), None)


def _find_judged(parse: Parse, i: int, last: int, judge: int | None) -> int | None:
    if judge is None:
        verb = parse.tokens[last].head
        is_predicate = parse.tokens[last].dep in ("acomp", "attr", "oprd") and parse.tokens[verb].lemma in _COPULAS
        return next(iter(children(parse, verb, "nsubj")), None) if is_predicate else None
    below = set(parse.subtree(last))
    tops = [
        each
        for each in range(judge + 1, i)
        if parse.tokens[each].dep in _ARGUMENTS
        and parse.tokens[each].pos not in ("VERB", "AUX", "ADJ")
        and (each not in below or parse.tokens[each].dep == "npadvmod")
        and judge in (parse.tokens[each].head, parse.tokens[parse.tokens[each].head].head)
    ]
    return tops[-1] if tops else None


def _find_holders(scene: Scene, last: int, judge: int | None) -> tuple[str, ...]:
    parse = scene.parse
    for word in (last, parse.tokens[last].head):
        for preposition in children(parse, word, "prep"):
            if parse.tokens[preposition].lower in ("to", "for"):
                nouns = children(parse, preposition, "pobj")
                found = tuple(actor for noun in nouns for actor in scene.parties.read(noun))
                if found:
                    return found
    if judge is None:
        return scene.parties.speakers(last)
    subject = find_subject(parse, judge)
    return () if subject is None else scene.parties.read(subject)
