import pytest

from factories import make_article
from readout.analysis.genre import code_genre
from readout.records import Furniture, Outlet, Span


@pytest.mark.parametrize(
    ("title", "url", "genre"),
    [
        ("Ministers meet in Arlen", "https://example.org/news/ministers-meet", "news"),
        ("Readout of the president's call", None, "official"),
        ("Opinion: Talk, then talk again", None, "opinion"),
        ("Talk again", "https://example.org/opinion/talk-again", "opinion"),
        ("The Week in Kestria: Waiting", None, "newsletter"),
        ("Why the strait matters", None, "analysis"),
        ("A matter of opinions", "https://example.org/opinions-shift-in-poll", "news"),
    ],
)
def test_a_genre_is_told_by_title_and_address(codebook, title, url, genre):
    article = make_article("Ministers met.", title=title, url=url)
    assert code_genre(article, (), None, codebook.genres) == genre


def test_a_disclaimer_makes_an_opinion_and_a_press_office_an_official_text(codebook):
    text = "The article reflects the author’s opinions.\n\nMinisters met."
    marked = (Furniture(Span(0, text.index("\n")), "disclaimer"),)
    office = Outlet("palace", "Palace press service", None, None, None, 0)
    assert code_genre(make_article(text), marked, None, codebook.genres) == "opinion"
    assert code_genre(make_article("Ministers met."), (), office, codebook.genres) == "official"


def test_opinions_that_a_reporter_quotes_make_no_opinion_piece(codebook):
    article = make_article("The views expressed by the minister were not new.", title="Minister speaks")
    assert code_genre(article, (), None, codebook.genres) == "news"
