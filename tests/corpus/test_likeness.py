import pytest

from readout.corpus.likeness import content_stems, likeness, stem, weigh_stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("withdraw", "withdrawal"),
        ("collided", "collides"),
        ("inspection", "inspections"),
        ("Northlander", "Northland"),
        ("Arlen’s", "Arlen"),
    ],
)
def test_words_of_one_family_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("sing", "sign"), ("3,000", "300"), ("troops", "trout")])
def test_other_words_have_another(one, other):
    assert content_stems(one) != content_stems(other)


def test_days_months_and_small_words_carry_no_meaning():
    assert content_stems("On Tuesday the 3,000 soldiers had left in March") == content_stems("3000 soldiers left")


def test_what_is_rare_in_the_batch_counts_most():
    passages = [
        content_stems(text) for text in ("ships freighter", "ships radar", "ships treaty", "ships freighter radar")
    ]
    weights = weigh_stems(passages)
    one, other, third, _ = passages
    assert likeness(one, passages[3], weights) > likeness(one, other, weights)
    assert likeness(third, content_stems("grain"), weights) == 0.0


def test_short_sentences_with_one_word_in_common_are_not_copies():
    words = ["the owners paid", "the owners left", "the freighter Olm left the port of Arlen with its crew at noon"]
    passages = [content_stems(text) for text in words]
    weights = weigh_stems(passages)
    assert likeness(passages[0], passages[1], weights) < 0.3
    assert likeness(passages[2], passages[2], weights) > 0.7
