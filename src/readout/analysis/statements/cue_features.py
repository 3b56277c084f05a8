"""The features by which the learned model tells a cue."""

import numpy as np

from readout.analysis.statements.columns import KID_DEPS, Column, Sheet, bucket, number_keys, shift
from readout.analysis.statements.surface import Surface


def cue_keys(surface: Surface, sheet: Sheet) -> Column:
    """The keys of every token's features: tokens by columns."""
    head, size = sheet.head, len(sheet.lemma)
    subject = _subjects(surface, size)
    has_subject = subject >= 0
    subject_entity = np.where(has_subject, sheet.entity[subject], -1)
    subject_tag = np.where(has_subject, sheet.tag[subject], -1)
    left = (head < np.arange(size)).astype(np.int64)
    columns = [
        np.zeros(size, np.int64),
        sheet.lemma,
        sheet.tag,
        sheet.dep,
        sheet.lemma[head],
        sheet.dep[head] * 2 + left,
        sheet.quoted,
        sheet.prior,
        sheet.kind,
        sheet.rule,
        sheet.rule * 4 + sheet.in_rule_content,
        sheet.lemma * 64 + sheet.tag,
        sheet.lemma * 64 + sheet.dep,
        sheet.lemma * 4 + sheet.rule,
        sheet.lemma * 2 + sheet.quoted,
        sheet.prior * 64 + sheet.dep,
        sheet.prior * 64 + sheet.tag,
        sheet.prior * 4 + sheet.rule,
        sheet.kind * 64 + sheet.dep,
        sheet.kind * 4 + sheet.rule,
        sheet.tag * 64 + sheet.dep,
        sheet.dep * 64 + sheet.tag[head],
        subject_entity,
        subject_tag,
        np.where(has_subject, sheet.lemma[subject], -1),
        sheet.prior * 64 + subject_entity + 1,
        sheet.prior * 64 + subject_tag + 1,
        sheet.sentence_quoted * 8 + sheet.prior,
        bucket(sheet.position),
        bucket(sheet.size - sheet.position),
        np.minimum(np.array(surface.parse.block_of, dtype=np.int64), 1),
        sheet.prior[head] * 8 + sheet.prior,
        sheet.prior[head] * 64 + sheet.dep,
        sheet.rule[head],
        sheet.in_rule_content * 64 + sheet.dep,
        sheet.kids,
    ]
    for bit in range(len(KID_DEPS)):
        has = (sheet.kids >> bit) & 1
        columns.append(np.where(has == 1, sheet.lemma, -1))
        columns.append(np.where(has == 1, sheet.prior * 64 + sheet.kind, -1))
    for by in (-3, -2, -1, 1, 2, 3):
        columns.append(shift(sheet.lemma, by))
        columns.append(shift(sheet.mark, by))
        if abs(by) < 3:
            columns.append(shift(sheet.tag, by))
            columns.append(shift(sheet.mark, by) * 8 + sheet.prior)
            columns.append(shift(sheet.prior, by))
            columns.append(shift(sheet.rule, by))
    return number_keys(columns)


def _subjects(surface: Surface, size: int) -> Column:
    found = np.full(size, -1, np.int64)
    for token in surface.parse.tokens:
        if token.dep in ("nsubj", "nsubjpass") and token.head != token.i:
            found[token.head] = token.i
    return found
