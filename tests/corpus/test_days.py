from datetime import date

from factories import make_analysis, make_article, span_of
from readout.corpus.days import DaySentence, DaySigns, choose_stories, count_days, sign_days, weigh_days
from readout.corpus.passages import gather_passages
from readout.records import Sentence, Story

FIRST = date(2031, 3, 4).toordinal()


def test_the_weights_are_those_of_the_signs(codebook):
    assert set(codebook.weights.days) == set(DaySigns._fields)


def tell(*days, stems=()):
    return [DaySentence(each, stems) for each in days]


def test_a_day_is_counted_by_sentences_and_once_by_each_article():
    counts = count_days([(FIRST + 9, tell([FIRST], [FIRST], [])), (FIRST + 1, tell([FIRST]))])
    one = counts[FIRST]
    assert (one.mentions, one.articles, one.told_after, one.recalled, one.fresh) == (3, 2, 3, 2, 1)


def test_an_opening_sentence_without_a_day_tells_of_the_day_of_publication(codebook):
    text = "Envoys met in Arlen. They had met before. Nothing was signed. It rained. The harbour froze."
    article = make_article(text, published="2031-03-04")
    cut = tuple(Sentence(span_of(article, f"{one}.")) for one in text.rstrip(".").split(". "))
    passages = gather_passages([article], {article.id: make_analysis(article, sentences=cut)})
    assert set(weigh_days([article], passages, codebook.weights.days)) == {"2031-03-04"}


def test_signs_are_shares_of_the_day_that_is_told_of_most():
    signs = sign_days(count_days([(FIRST + 2, tell([FIRST], [FIRST], [FIRST + 1], []))]), FIRST, FIRST + 2)
    assert signs[FIRST].mentions == 1.0 > signs[FIRST + 1].mentions > 0
    assert signs[FIRST].stands_out > 0 > signs[FIRST + 1].stands_out


def test_a_day_that_tells_what_the_day_before_told_is_not_new():
    told = [*tell([FIRST], stems=("ferry", "sank")), *tell([FIRST + 1], stems=("ferry", "sank"))]
    told += tell([FIRST + 2], stems=("tariff", "voted"))
    signs = sign_days(count_days([(FIRST + 2, told)]), FIRST, FIRST + 2)
    assert signs[FIRST].novel == signs[FIRST + 2].novel == 1.0
    assert signs[FIRST + 1].novel < 0.01


def test_a_day_is_held_against_the_weeks_around_it():
    quiet = [(FIRST + day, tell([FIRST + day])) for day in range(1, 5)]
    signs = sign_days(count_days([(FIRST, tell([FIRST], [FIRST])), (FIRST, tell([FIRST])), *quiet]), FIRST, FIRST + 4)
    assert signs[FIRST].weeks_rank == 1.0 > signs[FIRST + 1].weeks_rank
    assert signs[FIRST].above_weeks > 0.5 > signs[FIRST + 1].above_weeks


def test_no_article_gives_no_sign():
    assert sign_days(count_days([]), FIRST, FIRST + 3) == {}


def make_story(name, day, origins=1):
    return Story(name, "", ("a",), (), (), (), origins, day, day)


def test_stories_of_the_heaviest_days_are_chosen_and_stay_in_order():
    stories = [make_story("one", "2031-03-01"), make_story("two", "2031-03-02"), make_story("three", "2031-03-03")]
    chosen = choose_stories(stories, {"2031-03-01": 1.0, "2031-03-02": 0.2, "2031-03-03": 2.0}, 2)
    assert [story.id for story in chosen] == ["one", "three"]


def test_of_one_day_the_story_with_more_origins_is_chosen():
    stories = [make_story("one", "2031-03-01"), make_story("many", "2031-03-01", origins=3)]
    assert [story.id for story in choose_stories(stories, {"2031-03-01": 1.0}, 1)] == ["many"]
