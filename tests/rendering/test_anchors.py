"""A receipt is found again in a changed source, or said to be gone; never is another sentence taken for it."""

import random
from urllib.parse import unquote

import pytest

from factories import make_article, span_of
from readout.records import Span
from readout.rendering.anchors import Standing, find_again, link_passage, write_selectors
from readout.spans import cite
from whole_brief import NORTH

PARAGRAPHS = [
    "Northland and Southmark agreed on 3 March 2031 to hold talks. Ada Orlo welcomed it. More is to come.",
    "The talks are planned for 12 March 2031 in Port Amity. About 4,000 sailors remain in the strait, officials said.",
    "“We will come with open hands,” Orlo said. A spokesman for Southmark declined to comment on the plan.",
    "Two ferries were turned back on Sunday near the lighthouse. Their crews were unharmed, the harbour office said.",
    "Fishing crews on both shores asked for a corridor. Nobody has answered them so far, their union says.",
]
MUTATIONS = 5000


def sentences_of(text: str) -> list[Span]:
    spans, start = [], 0
    for place, mark in enumerate(text):
        if mark in ".\n" and (place + 1 == len(text) or text[place + 1] in " \n"):
            if text[start : place + 1].strip():
                lead = len(text[start:]) - len(text[start:].lstrip())
                spans.append(Span(start + lead, place + 1))
            start = place + 1
    return spans


class Marked:
    """A text whose cited sentence is followed through every mutation, so that the right answer is known."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.text = "\n\n".join(chance.sample(PARAGRAPHS, len(PARAGRAPHS)))
        self.article = make_article(self.text)
        self.cited = chance.choice(sentences_of(self.text))
        self.words = self.text[self.cited.start : self.cited.end]
        self.mark = "\x00" + self.words + "\x01"  # the sentence, carried along
        self.text = self.text[: self.cited.start] + self.mark + self.text[self.cited.end :]

    def mistype(self) -> None:
        place = self.chance.randrange(len(self.text))
        if self.text[place] not in "\x00\x01\n":
            self.text = self.text[:place] + self.chance.choice("aeiou ") + self.text[place + 1 :]

    def move_paragraph(self) -> None:
        paragraphs = self.text.split("\n\n")
        self.chance.shuffle(paragraphs)
        self.text = "\n\n".join(paragraphs)

    def add_likeness(self) -> None:
        words = self.words.split(" ")
        words[self.chance.randrange(len(words))] = self.chance.choice(["perhaps", "later", "never", "all"])
        paragraphs = self.text.split("\n\n")
        paragraphs.insert(self.chance.randrange(len(paragraphs) + 1), " ".join(words))
        self.text = "\n\n".join(paragraphs)

    def quote_in_a_note(self) -> None:
        self.text += f"\n\nAn earlier version of this article said: “{self.words}”"

    def delete(self) -> None:
        paragraphs = self.text.split("\n\n")
        paragraphs.pop(self.chance.randrange(len(paragraphs)))
        self.text = "\n\n".join(paragraphs)

    def delete_sentence(self) -> None:
        start, end = self.text.find("\x00"), self.text.find("\x01")
        if 0 <= start < end:
            self.text = self.text[:start] + self.text[end + 1 :]

    def right_place(self) -> Span | None:
        """Where the very sentence stands, unchanged; None when it is gone or changed."""
        start, end = self.text.find("\x00"), self.text.find("\x01") - 1
        if not 0 <= start < end:
            return None
        told = self.bare()[start:end]
        return Span(start, end) if told == self.words else None

    def bare(self) -> str:
        return self.text.replace("\x00", "").replace("\x01", "")


CHANGES = ("mistype", "move_paragraph", "add_likeness", "quote_in_a_note", "delete", "delete_sentence")


def mutate(number: int) -> Marked:
    chance = random.Random(number)
    marked = Marked(chance)
    for change in chance.choices(CHANGES, k=chance.randrange(1, 4)):
        getattr(marked, change)()
    return marked


def test_five_thousand_mutated_sources_never_answer_with_a_wrong_sentence():
    answers = dict.fromkeys(Standing, 0)
    missed = 0
    for number in range(MUTATIONS):
        marked = mutate(number)
        citation = cite(marked.article, marked.cited)
        found = find_again(citation, marked.article.text, marked.bare())
        answers[found.standing] += 1
        right = marked.right_place()
        if found.span is None:
            missed += right is not None
        else:
            assert found.span == right
            assert (found.standing is Standing.SAME) == (right == marked.cited)
    assert all(answers.values())
    assert missed < MUTATIONS // 20  # what stands there unchanged is nearly always found


@pytest.mark.parametrize(
    ("words", "later", "standing"),
    [
        ("Ada Orlo welcomed it.", "{text}", Standing.SAME),
        ("Ada Orlo welcomed it.", "An update.\n\n{text}", Standing.MOVED),
        ("Ada Orlo", "Others welcomed it. Ada Orlova wept.", Standing.CHANGED),
        ("Ada Orlo", "Ada Orlo resigned.", Standing.CHANGED),  # the name alone tells nothing of what was cited
        ("The talks are planned for 12 March 2031 in Port Amity.", "The talks are planned for 13 March 2031 in Port A.",
         Standing.CHANGED),
    ],
)  # fmt: skip
def test_a_passage_is_where_its_words_and_no_others_stand(words, later, standing):
    article = make_article(PARAGRAPHS[0] + "\n\n" + PARAGRAPHS[1])
    citation = cite(article, span_of(article, words))
    assert find_again(citation, article.text, later.format(text=article.text)).standing is standing


def test_words_that_stand_twice_are_told_apart_by_their_surroundings():
    article = make_article("First. The fleet sails on Monday, the minister said. Second. Third.")
    citation = cite(article, span_of(article, "The fleet sails on Monday, the minister said."))
    twice = "The fleet sails on Monday, the minister said. Zero. " + article.text
    assert find_again(citation, article.text, twice).span == Span(59, 104)
    neither = "The fleet sails on Monday, the minister said. Zero. The fleet sails on Monday, the minister said. One."
    assert find_again(citation, article.text, neither).standing is Standing.CHANGED


def test_a_text_that_was_never_cited_is_refused():
    citation = cite(NORTH, span_of(NORTH, "Ada Orlo"))
    with pytest.raises(ValueError, match="does not hold the cited passage"):
        find_again(citation, "Something else altogether.", "Ada Orlo")


def test_a_short_passage_is_a_fragment_as_a_whole_and_a_long_one_by_its_ends():
    short = link_passage("https://north.example/a?b=1", "She said:  “No-one, ever” & left.")
    assert short.startswith("https://north.example/a?b=1#:~:text=She%20said")
    assert unquote(short.partition("text=")[2]) == "She said: “No-one, ever” & left."
    assert not set("-,&") & set(short.partition("text=")[2])
    long = link_passage("https://north.example/a#top", " ".join(f"word{number}" for number in range(60)))
    assert long.startswith("https://north.example/a#top:~:text=word0%20word1")
    assert long.count(",") == 1
    assert long.endswith("word59")


def test_the_selectors_are_those_of_the_web_annotation_model():
    passage = "The talks are planned for 12 March 2031 in Port Amity."
    target = write_selectors(cite(NORTH, span_of(NORTH, passage)), NORTH)
    quote_selector, position = target["selector"]
    assert quote_selector["exact"] == passage
    assert NORTH.text[position["start"] : position["end"]] == passage
    assert NORTH.text.index(quote_selector["prefix"] + passage + quote_selector["suffix"]) >= 0
    assert target["source"] == NORTH.url
    assert write_selectors(cite(NORTH, span_of(NORTH, passage)), make_article(NORTH.text, id="a b"))["source"] == (
        "urn:readout:article:a%20b"
    )
