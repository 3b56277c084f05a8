"""Every rule of the codebook reads the examples written beside it."""

import re

import pytest

from readout.adapters.codebooks import load_codebook
from readout.analysis.timex import find_timexes

EXAMPLES = [(rule.name, example) for rule in load_codebook().times.rules for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}: {example}" for rule, example in EXAMPLES])
def test_a_rule_reads_its_examples(rule, example, parse, codebook):
    published, marked, answer = (cell.strip() for cell in example.split(" | "))
    start, end = marked.index("["), marked.index("]") - 1
    found = find_timexes(parse(re.sub(r"[\[\]]", "", marked)), published, codebook.times)
    told = {(each.span.start, each.span.end): each for each in found}
    assert (start, end) in told, f"{rule}: found {[(each.span, each.value) for each in found]}"
    timex = told[start, end]
    kind, value, *mod = answer.split()
    assert (timex.type, timex.value, timex.mod) == (kind, value, mod[0] if mod else None)


def test_every_rule_has_an_example():
    rules = load_codebook().times.rules
    assert [rule.name for rule in rules if not rule.examples] == []
