"""
Features as columns of whole numbers, one row a token: what the learned model weighs.

A feature is (column, value); values are made of one word's lemma at most, so that no model file
holds a run of words of anybody's text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readout.analysis.statements.cues import FoundCue
from readout.analysis.statements.surface import Relation, Surface
from readout.codebook.cues import CueBook, CueKind

Column = npt.NDArray[np.int64]

COLUMN_BITS = 44  # a feature's key: column number above, value below
KIND_CODES = {kind: number for number, kind in enumerate(CueKind, 1)}
KID_DEPS = (
    "ccomp",
    "xcomp",
    "nsubj",
    "dobj",
    "prep",
    "advcl",
    "parataxis",
    "acomp",
    "neg",
    "aux",
    "mark",
    "relcl",
    "acl",
    "auxpass",
    "poss",
    "agent",
    "prt",
    "dative",
)


@dataclass(frozen=True, slots=True)
class Words:
    """Numbers, from 1, for the lemmas, tags, labels, names and paths a model knows; 0 is anything else."""

    lemmas: Mapping[str, int]
    tags: Mapping[str, int]
    deps: Mapping[str, int]
    entities: Mapping[str, int]
    paths: Mapping[str, int]
    priors: Mapping[str, int]  # how often a lemma is a cue, in seven steps


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of one article that both models combine, one entry a token."""

    lemma: Column
    tag: Column
    dep: Column
    entity: Column
    head: Column
    quoted: Column  # 0 or 1
    mark: Column  # 0 or 1
    kind: Column  # 0, or the codebook's kind of cue with its form
    prior: Column
    kids: Column  # a bit for each label of `KID_DEPS` among the token's children
    position: Column  # number in its sentence
    size: Column  # tokens in its sentence
    sentence_quoted: Column  # 0, 1 where its sentence holds a quotation, 2 where it is one
    rule: Column  # what the rules make of it: 0 nothing, else a code of cue, source and content
    in_rule_content: Column


def write_sheet(
    surface: Surface,
    words: Words,
    book: CueBook,
    cues: Sequence[FoundCue],
    relations: Sequence[Relation],
) -> Sheet:
    """Number everything in an article that a feature may use; `cues` and `relations` are what the rules found."""
    tokens = surface.parse.tokens
    size = len(tokens)
    head = np.fromiter((token.head for token in tokens), np.int64, size)
    dep = np.fromiter((words.deps.get(token.dep, 0) for token in tokens), np.int64, size)
    quoted = np.minimum(np.fromiter(surface.quoted, np.int64, size), 1)
    first = np.zeros(size, np.int64)
    length = np.zeros(size, np.int64)
    sentence_quoted = np.zeros(size, np.int64)
    for start, after in surface.parse.sentences:
        first[start:after] = start
        length[start:after] = after - start
        inside = int(quoted[start:after].sum())
        sentence_quoted[start:after] = 0 if not inside else 2 if inside >= after - start - 3 else 1
    kids = np.zeros(size, np.int64)
    for bit, label in enumerate(KID_DEPS):
        hanging = np.flatnonzero(dep == words.deps.get(label, -1))
        kids[head[hanging]] |= 1 << bit
    return Sheet(
        lemma=np.fromiter((words.lemmas.get(token.lemma, 0) for token in tokens), np.int64, size),
        tag=np.fromiter((words.tags.get(token.tag, 0) for token in tokens), np.int64, size),
        dep=dep,
        entity=np.fromiter((words.entities.get(token.entity, 0) for token in tokens), np.int64, size),
        head=head,
        quoted=quoted,
        mark=np.fromiter(surface.is_mark, np.int64, size),
        kind=_kinds(surface, book),
        prior=np.fromiter((words.priors.get(token.lemma, 0) for token in tokens), np.int64, size),
        kids=kids,
        position=np.arange(size, dtype=np.int64) - first,
        size=length,
        sentence_quoted=sentence_quoted,
        rule=_rule_codes(size, cues, relations),
        in_rule_content=_rule_contents(size, relations),
    )


def _kinds(surface: Surface, book: CueBook) -> Column:
    forms = {"VERB": (1, book.verbs), "AUX": (1, book.verbs), "NOUN": (2, book.nouns)}
    found = np.zeros(len(surface.parse.tokens), np.int64)
    for token in surface.parse.tokens:
        form = forms.get(token.pos)
        if form is not None and token.lemma in form[1]:
            found[token.i] = 16 * form[0] + KIND_CODES[form[1][token.lemma][-1].kind]
        elif token.lower in book.phrases:
            found[token.i] = 48
    return found


def _rule_codes(size: int, cues: Sequence[FoundCue], relations: Sequence[Relation]) -> Column:
    codes = np.zeros(size, np.int64)
    for found in cues:
        codes[list(found.tokens)] = 1
    for relation in relations:
        codes[list(relation.cue)] = 3 if relation.source else 2
    return codes


def _rule_contents(size: int, relations: Sequence[Relation]) -> Column:
    inside = np.zeros(size, np.int64)
    for relation in relations:
        inside[list(relation.content)] = 1
        inside[list(relation.source)] = 2
    return inside


def shift(column: Column, by: int) -> Column:
    """The column as seen from `by` tokens before: entry i is that of token i + by; beyond the ends it is -1."""
    moved = np.full_like(column, -1)
    if by > 0:
        moved[:-by] = column[by:]
    elif by < 0:
        moved[-by:] = column[:by]
    else:
        moved[:] = column
    return moved


def bucket(distance: Column) -> Column:
    """Distances in steps 0, 1, 2, 3 to 5, 6 to 10, more, with their sign, as numbers from 0 to 10."""
    steps = np.searchsorted(np.array([1, 2, 3, 6, 11]), np.abs(distance), side="right")
    return np.where(distance < 0, 5 - steps, 5 + steps)


def number_keys(columns: Sequence[Column]) -> Column:
    """One key a feature, rows by columns: the column's number in the upper bits, its value in the lower."""
    table = np.stack(columns, axis=1) + 1
    return table + (np.arange(len(columns), dtype=np.int64) << COLUMN_BITS)
