"""A batch is read whole: one broken article stops nobody, and articles date each other."""

from factories import make_article
from readout.actions.reading import read_batch
from readout.tokens import Parse

FIRST = """The Week In Kestria: Waiting

President Irena Vosk spoke by telephone with Chancellor Casimir Thode on March 13.

Every Friday, direct to your in-box."""
SECOND = "President Irena Vosk spoke by telephone with Chancellor Casimir Thode on March 13, 2031."


class Stubborn:
    """A tagger that breaks on one word and leaves the rest to the real one."""

    def __init__(self, tagger, word: str) -> None:
        self.tagger = tagger
        self.word = word
        self.recipe = tagger.recipe

    def tag(self, text, blocks) -> Parse:
        if self.word in text:
            raise ValueError(f"cannot tag {self.word}")
        return self.tagger.tag(text, blocks)


def test_one_broken_article_is_told_and_the_rest_is_read(tagger, codebook):
    articles = [make_article("Fog lay over the port.", id="a"), make_article("A bomb of a text.", id="b")]
    seen: list[tuple[int, int]] = []
    reading = read_batch(articles, Stubborn(tagger, "bomb"), codebook, lambda done, total: seen.append((done, total)))
    assert [article.id for article in reading.articles] == ["a"]
    (problem,) = reading.problems
    assert (problem.article_id, problem.step) == ("b", "reading")
    assert "cannot tag bomb" in problem.message
    assert seen == [(1, 2), (2, 2)]


def test_articles_come_back_in_order_with_an_analysis_each(tagger, codebook):
    articles = [make_article("Fog lay over the port.", id=key) for key in ("c", "a", "b")]
    reading = read_batch(articles, tagger, codebook)
    assert [article.id for article in reading.articles] == ["a", "b", "c"]
    assert [analysis.article_id for analysis in reading.analyses] == ["a", "b", "c"]
    assert all(tagger.recipe in analysis.recipe for analysis in reading.analyses)


def test_an_article_without_a_year_takes_it_from_one_that_dates_the_same_call(tagger, codebook):
    alone = read_batch([make_article(FIRST, id="first")], tagger, codebook)
    assert alone.articles[0].published is None
    together = read_batch([make_article(FIRST, id="first"), make_article(SECOND, id="second", published="2031-03-15",
                                                                        published_basis=("metadata",))],
                          tagger, codebook)  # fmt: skip
    dated = together.articles[0]
    assert dated.published == "2031-03-14"
    assert any("second" in reason for reason in dated.published_basis)
    values = [timex.value for timex in together.analyses[0].timexes]
    assert "2031-03-13" in values
