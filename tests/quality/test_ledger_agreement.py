from quality.ledger_agreement import compare_annotations, measure_kappa
from quality.ledger_gold import SECOND, read_marked, read_movements
from quality.ledger_scoring import figures


def test_every_article_was_annotated_twice_in_the_same_words():
    first, second = read_marked(), read_marked(SECOND)
    assert [(one.standoff, one.name, one.text.strip()) for one in first] == [
        (one.standoff, one.name, one.text.strip()) for one in second
    ]


def test_an_annotation_agrees_with_itself():
    told = [compare_annotations(one, one, {}) for one in read_marked()]
    scores = figures([each.counts for each in told])
    assert {name: value for name, value in scores.items() if value != 1} == {}
    assert all(measure_kappa(labels) == 1 for each in told for labels in each.labels.values() if labels)


def test_kappa_is_nothing_where_agreement_is_what_chance_would_bring():
    assert measure_kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert measure_kappa([("a", "b"), ("b", "a")]) == -1


def test_the_second_pass_compares_positions_that_it_marked():
    marks = {(one.standoff, f"{one.name} {mark.name}") for one in read_marked(SECOND) for mark in one.marks}
    assert {(standoff, one) for standoff, *pair, _ in read_movements(SECOND) for one in pair} <= marks
