"""Claims that a text holds at arm's length or that somebody denies; the label goes wherever the claim goes."""

from collections.abc import Iterable, Iterator, Sequence

from readout.codebook.contested import ContestBook
from readout.codebook.cues import CueBook, CueKind
from readout.records import Article, ContestedClaim, Span, Statement
from readout.spans import covers, finding_id, hull, passage
from readout.tokens import Parse

MOST_WORDS = 4  # of a label
FEWEST = 2  # words of a claim that is denied: "denied this" tells none


def find_contested(
    article: Article, parse: Parse, statements: Sequence[Statement], book: ContestBook, cues: CueBook
) -> tuple[ContestedClaim, ...]:
    """
    Claims with their label, in the order of the text.

    "the baseless claim that ..." is labelled by whoever's voice it stands in; the content of a denial
    ("denied that ...") is labelled by the cue, and by the one who denies.
    """
    found = [*_labelled(article, parse, statements, book), *_denied(article, parse, statements, cues)]
    kept = {(one.claim, one.label): one for one in found}
    return tuple(kept[key] for key in sorted(kept))


def _labelled(
    article: Article, parse: Parse, statements: Sequence[Statement], book: ContestBook
) -> Iterator[ContestedClaim]:
    for token in parse.tokens:
        for form, words in book.labels_at(tuple(one.lower for one in parse.tokens[token.i : token.i + MOST_WORDS])):
            claim = _claim_of(parse, token.i + len(words) - 1, form, book)
            if claim is not None:
                yield _make(article, claim, parse.span(token.i, token.i + len(words)), statements)
                break


def _claim_of(parse: Parse, i: int, form: str, book: ContestBook) -> Span | None:
    """What the label that ends at token `i` is put on; None when that is no claim."""
    head = parse.tokens[parse.tokens[i].head]
    if form == "phrase":
        return parse.sentence_span(parse.sentence_of[i])
    if form == "adverb":
        return _clause_of(parse, head.i) if head.pos == "VERB" else None
    is_claim = head.pos in ("NOUN", "PROPN") and (form == "prefix" or head.lemma in book.nouns)
    return _clause_of(parse, head.i) if is_claim else None


def _clause_of(parse: Parse, head: int) -> Span:
    """What the labelled word holds: the "that" clause or the "of" phrase on it, else its own words."""
    inside = [child for child in parse.children[head] if child > head and parse.tokens[child].dep in _HOLDS]
    words = parse.subtree(inside[0]) if inside else parse.subtree(head)
    return parse.span(words[0], words[-1] + 1)


_HOLDS = frozenset({"acl", "ccomp", "relcl", "prep", "appos", "xcomp"})


def _denied(article: Article, parse: Parse, statements: Iterable[Statement], cues: CueBook) -> Iterator[ContestedClaim]:
    for statement in statements:
        if statement.cue is None or not statement.factual:
            continue
        lemmas = [parse.tokens[i].lemma for i in parse.tokens_in(statement.cue)]
        found = [cue for lemma in lemmas for form in ("verb", "noun") for cue in cues.find(lemma, form)]
        if any(cue.kind is CueKind.DENY for cue in found):
            claim = hull(statement.content)
            if len(passage(article.text, claim).split()) < FEWEST:
                continue
            key = finding_id("contested", article.id, passage(article.text, claim), " ".join(lemmas))
            yield ContestedClaim(key, claim, statement.cue, statement.source_id, statement.id)


def _make(article: Article, claim: Span, label: Span, statements: Iterable[Statement]) -> ContestedClaim:
    inside = next((one for one in statements if any(covers(piece, label) for piece in one.content)), None)
    return ContestedClaim(
        id=finding_id("contested", article.id, passage(article.text, claim), passage(article.text, label)),
        claim=claim,
        label=label,
        by_id=inside.source_id if inside else None,
        statement_id=inside.id if inside else None,
    )
