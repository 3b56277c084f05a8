"""
What plain word overlap makes of the gold of rival accounts: the figure that Readout's comparison has to beat.

    python bench/plain_accounts.py

Sentences of two accounts that share most words with each other are one point; it is a conflict when both hold numbers
and no number in common, else shared; a sentence that finds no partner is one-sided. Nothing was tuned.
"""

import re
import sys
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from quality.accounts_gold import GoldStory, Passage, read_accounts
from quality.accounts_scoring import PredictedPoint, estimate, score_stories

_SENTENCE = re.compile(r"\S.*?(?:(?<!\.[A-Za-z])[.!?][\"”]?(?=\s)|$)", re.MULTILINE)
_WORD = re.compile(r"[a-z]{3,}|\d[\d.,:]*")
_SMALL = frozenset(
    [
        "the",
        "and",
        "that",
        "for",
        "was",
        "were",
        "had",
        "has",
        "have",
        "not",
        "with",
        "from",
        "said",
        "its",
        "his",
        "her",
        "their",
        "they",
        "which",
        "who",
    ]
)
ENOUGH = 0.2  # of the words of both sentences together

Place = tuple[str, Passage]


def main() -> None:
    for held in (False, True):
        stories = read_accounts(held=held)
        figures = estimate(score_stories(stories, {story.id: align(story) for story in stories}))
        print("held stories" if held else "open stories")
        for name, figure in figures.items():
            print(f"  {name:22} {figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]")


def align(story: GoldStory) -> list[PredictedPoint]:
    sentences = {
        outlet: [found.span() for found in _SENTENCE.finditer(article.text)]
        for outlet, article in story.articles.items()
    }
    words = {
        (outlet, span): read_words(story.articles[outlet].text[slice(*span)])
        for outlet, spans in sentences.items()
        for span in spans
    }
    links: dict[Place, list[Place]] = {place: [] for place in words}
    for one, other in combinations(sentences, 2):
        for span in sentences[one]:
            best = find_best((one, span), [(other, each) for each in sentences[other]], words)
            if best and find_best(best, [(one, each) for each in sentences[one]], words) == (one, span):
                links[one, span].append(best)
                links[best].append((one, span))
    points: list[PredictedPoint] = []
    seen: set[Place] = set()
    for place, linked in links.items():
        if place not in seen:
            told = dict([place, *(each for each in linked if each not in seen)])
            seen.update(told.items())
            points.append(PredictedPoint(*name_relation(story, told), told))
    return points


def find_best(place: Place, others: list[Place], words: dict[Place, frozenset[str]]) -> Place | None:
    def share(other: Place) -> float:
        together = words[place] | words[other]
        return len(words[place] & words[other]) / len(together) if together else 0.0

    best = max(others, key=share)
    return best if share(best) >= ENOUGH else None


def name_relation(story: GoldStory, told: dict[str, Passage]) -> tuple[str, str | None]:
    if len(told) == 1:
        return "one-sided", None
    numbers = [
        set(re.findall(r"\d[\d.,:]*", story.articles[outlet].text[slice(*span)])) for outlet, span in told.items()
    ]
    apart = all(numbers) and not set.intersection(*numbers)
    return ("conflict", "number") if apart else ("shared", None)


def read_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _SMALL


if __name__ == "__main__":
    main()
