"""Accounts weighed by a learned model: what it reads, what it joins, and that no name and no order decides."""

from dataclasses import replace

import pytest

from factories import make_actor, make_analysis, make_article, span_of
from readout.adapters.models import load_point_model
from readout.codes import Agreement
from readout.corpus.accounts import Reader, contrast_accounts, contrasting, gather_told, make_point_model
from readout.corpus.accounts.point_model import FORMAT
from readout.corpus.accounts.signs import gather_pairs, sign_relation
from readout.corpus.accounts.veiling import veil_names
from readout.records import Mention, Sentence

NAMES = {
    "Ada Orlo": ("PERSON", "ada-orlo"),
    "Bero Tal": ("PERSON", "bero-tal"),
    "She": ("PERSON", "ada-orlo"),
    "Northland": ("GPE", "northland"),
    "Southmark": ("GPE", "southmark"),
    "Compact": ("ORG", "compact"),
}
ACTORS = (
    make_actor("ada-orlo", "Ada Orlo", country="northland"),
    make_actor("bero-tal", "Bero Tal", country="southmark"),
    make_actor("northland", "Northland", country="northland"),
    make_actor("southmark", "Southmark", country="southmark"),
    make_actor("compact", "Compact", country=None),
)


def tell(outlet, *sentences, published="2031-03-04"):
    article = make_article(" ".join(sentences), id=f"{outlet}-1", outlet_id=outlet, published=published)
    spans = [span_of(article, one) for one in sentences]
    mentions = tuple(
        Mention(span_of(article, name, span.start), label, key)
        for span in spans
        for name, (label, key) in NAMES.items()
        if name in article.text[span.start : span.end]
    )
    return article, make_analysis(article, sentences=tuple(map(Sentence, spans)), mentions=mentions, actors=ACTORS)


def read(codebook, *accounts):
    told = gather_told([one for one, _ in accounts], [two for _, two in accounts], codebook)
    return Reader(told, codebook.accounts, codebook.quantities)


def contrast(codebook, *accounts, model):
    told = read(codebook, *accounts).told
    return contrast_accounts({one.outlet_id: (one.id,) for one, _ in accounts}, told, codebook, model)


@pytest.fixture(scope="module")
def model():
    return load_point_model()


def test_people_and_states_are_veiled_by_whatever_name_and_bodies_are_not(codebook):
    account = tell("north", "Ada Orlo of Northland met the Compact.", "She left Southmark’s envoy waiting.")
    reader = read(codebook, account)
    assert list(veil_names(reader.told.passages.citations, reader.told).values()) == [
        "Adams of Norland met the Compact.",
        "Adams left Sutland’s envoy waiting.",
    ]


def test_exchanging_two_parties_veils_to_the_same_sentences(codebook):
    words = ("Ada Orlo wrote to Bero Tal.", "Northland gave Southmark a week.")
    turned = ("Bero Tal wrote to Ada Orlo.", "Southmark gave Northland a week.")
    veiled = []
    for sentences in (words, turned):
        reader = read(codebook, tell("north", *sentences))
        veiled.append(list(veil_names(reader.told.passages.citations, reader.told).values()))
    assert veiled[0] == veiled[1]


def test_the_signs_of_a_pair_are_the_same_in_either_order(codebook, model):
    accounts = (
        tell("north", "The ferry sank off Olm with 12 men."),
        tell("south", "Twelve sailors went down with the ferry.", published="2031-03-05"),
    )
    reader = read(codebook, *accounts)
    scope = list(reader.read_all(one.id for one, _ in accounts))
    there, back = (gather_pairs(each, reader, model.encoder) for each in (scope, scope[::-1]))
    assert [pair.values for pair in there] == [pair.values for pair in back]
    assert sign_relation(*scope, reader) == sign_relation(*scope[::-1], reader)


def test_what_two_accounts_tell_in_other_words_is_shared_and_what_one_tells_is_searched_for(codebook, model):
    accounts = (
        tell(
            "north",
            "A patrol boat stopped a trawler off the cape on Monday.",
            "The skipper had been fined twice for nets of the wrong mesh.",
        ),
        tell("south", "On Monday a trawler was halted by a patrol boat off the cape.", "Bread rose by a tenth."),
    )
    points = contrast(codebook, *accounts, model=model)
    shared = [point for point in points if point.agreement is Agreement.SHARED]
    assert [{telling.outlet_id for telling in point.tellings} for point in shared] == [{"north", "south"}]
    alone = [point for point in points if point.agreement is Agreement.ONE_SIDED]
    searched = {(point.tellings[0].outlet_id, search.outlet_id) for point in alone for search in point.searched}
    assert searched == {("north", "south"), ("south", "north")}
    assert contrast(codebook, *accounts[::-1], model=model) == points


def test_a_model_of_other_signs_is_refused(model):
    with pytest.raises(ValueError, match="train it again"):
        make_point_model({"format": _Number(FORMAT), "signs": _Names(["words"])}, model.encoder, "")


def test_one_account_alone_has_no_points_to_weigh(codebook, model):
    article, found = tell("north", "A patrol boat stopped a trawler off the cape on Monday.")
    assert contrast(codebook, (article, replace(found, mentions=())), model=model) == ()


class _Number(int):
    """As an array of no dimension reads."""


class _Names(list):
    """As an array of names reads."""

    def tolist(self):
        return list(self)


def test_a_comparison_of_very_many_sentences_is_left_to_the_rules(codebook, model, monkeypatch):
    accounts = (
        tell("north", "A patrol boat stopped a trawler off the cape on Monday."),
        tell("south", "On Monday a trawler was halted by a patrol boat off the cape."),
    )
    monkeypatch.setattr(contrasting, "MOST_WEIGHED", 1)
    assert contrast(codebook, *accounts, model=model) == contrast(codebook, *accounts, model=None)
