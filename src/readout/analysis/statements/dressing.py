"""Relations made into statements: spans, ids, and the circumstances that a reader asks for."""

from collections.abc import Sequence

from readout.analysis.statements.circumstances import (
    Known,
    collect_roles,
    find_actor,
    find_addressees,
    find_medium,
    find_role,
    find_said,
    head_of,
)
from readout.analysis.statements.documents import split_document
from readout.analysis.statements.pieces import is_turn, show_content, show_quotes, tell_quoting
from readout.analysis.statements.rejected import is_counterfactual, is_rejected
from readout.analysis.statements.settling import is_relayed
from readout.analysis.statements.shaping import known_cues
from readout.analysis.statements.sources import report_above
from readout.analysis.statements.surface import Relation, Surface
from readout.codebook import Codebook
from readout.codebook.cues import Cue, CueKind
from readout.codes import Factuality, Quoting
from readout.grammar import SUBJECTS, auxiliaries, is_negated
from readout.modality import judge_modality
from readout.records import Article, Mention, Span, Statement, Timex
from readout.spans import finding_id, passage
from readout.tokens import Parse

REPORTS = frozenset(
    {
        CueKind.SAY,
        CueKind.WRITE,
        CueKind.ASK,
        CueKind.CLAIM,
        CueKind.DENY,
        CueKind.DEMAND,
        CueKind.PROMISE,
        CueKind.REFUSE,
    }
)
SAID = frozenset({Factuality.HAPPENED, Factuality.ONGOING})
LEAST = 0.3  # what is less sure to have been said is left out
NEGATIONS = frozenset({"never", "no", "not", "neither", "nor"})
POINTING = frozenset({"so", "it", "that", "this", "same", "yes", "no", "otherwise"})
EMPTY = frozenset({"do", "be", "will", "would", "can", "to", "again", "the", "as", "much", "have", "not"})


def dress(
    article: Article,
    surface: Surface,
    relations: Sequence[Relation],
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    codebook: Codebook,
) -> tuple[Statement, ...]:
    """The statements that `relations` are, in the order of the text; a relayed one names the one that relays it."""
    parse = surface.parse
    known = Known(parse, tuple(mentions), tuple(timexes), collect_roles(parse, mentions), codebook.cues)
    ordered = sorted(relations, key=lambda each: (min((*each.cue, *each.content)), -len(each.content)))
    ids: dict[int, str] = {}
    taken: set[str] = set()
    holders: dict[int, list[int]] = {}  # by token, those of `ids` that have it in their content
    found: list[Statement] = []
    for number, relation in enumerate(ordered):
        content = show_content(surface, relation)
        if not content:
            continue
        around = holders.get(relation.cue[0], ()) if relation.cue else ()
        outer = [k for k in around if is_relayed(relation, ordered[k])]
        if outer and not (relation.source and _reports(surface, relation, codebook)):
            continue  # what a speaker says that others think, or that is claimed, is the speaker's own
        statement = _dress_one(article, surface, known, relation, content, codebook, taken)
        if statement.confidence < LEAST:
            continue
        if outer:
            statement = _relay(statement, ids[outer[-1]])
        ids[number] = statement.id
        taken.add(statement.id)
        for i in relation.content:
            holders.setdefault(i, []).append(number)
        found.append(statement)
    return tuple(found)


def _relay(statement: Statement, via_id: str) -> Statement:
    return Statement(**{name: getattr(statement, name) for name in Statement.__slots__} | {"via_id": via_id})


def _dress_one(
    article: Article,
    surface: Surface,
    known: Known,
    relation: Relation,
    content: tuple[Span, ...],
    codebook: Codebook,
    taken: set[str],
) -> Statement:
    factual = _is_said(surface, relation, codebook)
    owner, document = split_document(surface.parse, relation.source, codebook.cues)
    relation = relation._replace(source=owner)
    source = _span(surface, relation.source)
    cue = _span(surface, relation.cue)
    actor = find_actor(known, relation.source) if relation.source else None
    quoting = tell_quoting(surface, relation)
    return Statement(
        id=_new_id(article, source, cue, content, taken),
        source=source,
        source_id=actor,
        role=find_role(known, relation, actor),
        cue=cue,
        content=content,
        quotes=content if is_turn(surface, relation) else show_quotes(surface, content),
        quoting=quoting,
        addressee_ids=find_addressees(known, relation),
        medium=document or find_medium(known, relation),
        said=find_said(known, relation),
        via_id=None,
        factual=factual,
        confidence=round(_sureness(surface, relation, quoting, actor, codebook), 3),
    )


def _is_said(surface: Surface, relation: Relation, codebook: Codebook) -> bool:
    """Whether the cue is told as a fact; a colon or dash is, and a question mark inside the words said is theirs."""
    parse = surface.parse
    if not any(surface.is_word(i) for i in relation.cue):
        return True
    head = report_above(parse, _speaking_word(parse, relation.cue, codebook))
    if is_rejected(parse, head, relation.source, codebook.cues) or is_counterfactual(parse, head):
        return False
    judged = judge_modality(parse, head, codebook.modality)
    _, after = surface.sentence(head)
    asked = {after - 1, after - 2} & set(relation.content)
    if judged is Factuality.HYPOTHETICAL and asked and "?" in (parse.tokens[i].text for i in asked):
        return not is_negated(parse, head) and not any(word.tag == "MD" for word in auxiliaries(parse, head))
    return judged in SAID or (judged is Factuality.DENIED and _only_they_deny(parse, head, relation.content))


def _only_they_deny(parse: Parse, head: int, content: Sequence[int]) -> bool:
    """Whether the "never" on a cue is the words said themselves: "Never," said Vale."""
    words = [i for i in parse.children[head] if parse.tokens[i].dep == "neg" or parse.tokens[i].lower in NEGATIONS]
    return bool(words) and set(content).issuperset(words)


def _speaking_word(parse: Parse, cue: Sequence[int], codebook: Codebook) -> int:
    """
    The word of a cue on which it depends whether anything was said: the last that the codebook knows ("refused to
    say"); the one that governs it where speaking is only what another deed was done for ("took the floor to say").
    """
    head = head_of(parse, cue)
    spoken = [i for i in cue if parse.tokens[i].pos == "VERB" and known_cues(parse, i, codebook.cues)]
    if not spoken or spoken[-1] == head:
        return head
    return head if parse.tokens[spoken[-1]].dep == "advcl" and parse.tokens[spoken[-1]].head in cue else spoken[-1]


def _sureness(surface: Surface, relation: Relation, quoting: Quoting, actor: str | None, codebook: Codebook) -> float:
    """
    How sure it is that the source said it in so many words or their like.

    Reported words are half as sure when their cue reports no words ("believe", "praise", "mention"), when a thing
    shows them rather than somebody says them, when they make no clause with its own subject, and when they only
    stand for words told elsewhere ("vowed to do so").
    """
    if quoting is not Quoting.INDIRECT or not any(surface.is_word(i) for i in relation.cue):
        return relation.confidence
    spoken = _reports(surface, relation, codebook)
    if any(cue.kind is CueKind.SHOW for cue in _known_cues(surface, relation, codebook)):
        spoken = spoken or actor is not None or _is_somebody(surface, relation.source)
    whole = spoken and _is_clause(surface, relation) and not _only_points(surface, relation)
    return relation.confidence if whole else relation.confidence / 2


def _only_points(surface: Surface, relation: Relation) -> bool:
    """Whether a content has no words of its own: "to do so", "it again", "yes"."""
    tokens = surface.parse.tokens
    words = [tokens[i] for i in relation.content if surface.is_word(i)]
    points = any(word.lower in POINTING for word in words)
    return points and all(word.lower in POINTING or word.lemma in EMPTY or word.dep in SUBJECTS for word in words)


def _reports(surface: Surface, relation: Relation, codebook: Codebook) -> bool:
    return any(cue.kind in REPORTS for cue in _known_cues(surface, relation, codebook))


def _known_cues(surface: Surface, relation: Relation, codebook: Codebook) -> tuple[Cue, ...]:
    parse = surface.parse
    found = known_cues(parse, head_of(parse, relation.cue), codebook.cues)
    if found or not relation.cue:
        return found
    spoken = [cue for i in relation.cue for cue in known_cues(parse, i, codebook.cues)]
    return (*spoken, *codebook.cues.find(parse.tokens[relation.cue[-1]].lemma, "frame"))


def _is_somebody(surface: Surface, source: Sequence[int]) -> bool:
    if not source:
        return False
    head = surface.parse.tokens[head_of(surface.parse, source)]
    return head.entity in ("PERSON", "ORG", "GPE", "NORP") or head.lower in ("he", "she", "they")


def _is_clause(surface: Surface, relation: Relation) -> bool:
    """Whether a content has a verb with its subject, or an infinitive."""
    tokens, inside = surface.parse.tokens, set(relation.content)
    for i in relation.content:
        token = tokens[i]
        if token.dep in SUBJECTS and token.head in inside and token.head != i:
            return True
        if token.tag == "TO" and tokens[token.head].tag == "VB" and token.head in inside:
            return True
    return False


def _span(surface: Surface, indices: Sequence[int]) -> Span | None:
    return surface.parse.span(indices[0], indices[-1] + 1) if indices else None


def _new_id(article: Article, source: Span | None, cue: Span | None, content: tuple[Span, ...], taken: set[str]) -> str:
    words = [passage(article.text, span) for span in (source, cue, *content) if span is not None]
    found, times = finding_id("statement", article.id, *words), 1
    while found in taken:
        times += 1
        found = finding_id("statement", article.id, *words, str(times))
    return found
