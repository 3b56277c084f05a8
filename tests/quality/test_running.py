"""The gold of running news holds together: every mark can be read, names parties of its codebook, and much has none."""

import pytest

from quality.running_gold import MarkedEvents, load_running, read_running
from readout.codes import EventType, Factuality

ARTICLES = read_running()
BOOKS = load_running()


@pytest.mark.parametrize("one", ARTICLES, ids=lambda one: one.article.id)
def test_every_mark_names_a_type_and_parties_of_the_codebook(one: MarkedEvents) -> None:
    codebook = BOOKS[one.standoff]
    for line in one.gold:
        assert line.fields["event_type"] in EventType.__members__, line
        assert line.fields["factuality"] in set(Factuality), line
        parties = [*line.fields["actor_ids"], *line.fields["recipient_ids"]]
        assert parties, line
        assert set(parties) <= set(codebook.actors.by_id), line
    assert one.article.outlet_id in {outlet.id for outlet in codebook.standoff.outlets}


def test_the_gold_of_running_news_is_as_large_as_it_says() -> None:
    sure = [line for one in ARTICLES for line in one.gold if not line.unsure]
    assert len(ARTICLES) == 12
    assert len(sure) >= 100
    assert {line.fields["event_type"] for line in sure} >= set(EventType) - {EventType.AID}
