"""
Every party is treated alike: exchange the two sides of the example and the brief is the mirrored brief.

The tagger is a statistical model and reads other names a little differently (`mirror` in floors.json says how
much); here it reads the mirrored text as its original, so that what is left is ours. Lines that tie stand in
the order of names, which are not mirrored; so where lines only list, their order is not compared.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quality.mirrored_tagger import MirroredTagger
from quality.mirroring import find_told, mirror, mirror_folder
from readout.actions.reading import Reading, read_batch
from readout.adapters.codebooks import load_codebook
from readout.adapters.files import load_articles
from readout.adapters.models import load_models, load_story_model
from readout.corpus import assemble
from readout.records import Brief

STRAIT = Path(__file__).parent.parent.parent / "examples" / "strait"


def read(folder: Path, tagger) -> tuple[Reading, Brief]:
    codebook = load_codebook(folder / "standoff")
    articles, _ = load_articles([folder / "articles"], book=codebook.furniture)
    reading = read_batch(articles, tagger, codebook, models=load_models())
    return reading, assemble(reading.articles, reading.analyses, codebook, load_story_model())


@pytest.fixture(scope="module")
def both(tagger, tmp_path_factory):
    """The example and its mirror image, read and assembled."""
    image = tmp_path_factory.mktemp("image")
    mirror_folder(STRAIT, image)
    return read(STRAIT, tagger), read(image, MirroredTagger(tagger))


def tell_in_order(brief: Brief, told: Callable[[str], str]) -> Iterator[str]:
    for item in (*brief.developments, *brief.background):
        yield told(item.headline.text if item.headline else "")
        yield from (told(sentence.text) for sentence in item.sentences)
    yield from (told(line.text) for line in (*brief.answer, *brief.takeaways, *brief.timeline))
    yield from (told(f"{line.summary.text} {line.when} {line.status}") for line in brief.calendar)
    yield from (f"{day.day} {day.cooperation_range} {day.conflict_range}" for day in brief.balance)


def tell_in_any_order(brief: Brief, told: Callable[[str], str]) -> Iterator[str]:
    yield from (told(f"{one.speaker} {one.role} {one.words} {one.said_day}") for one in brief.statements)
    yield from (told(f"{one.kind} {one.wording} {one.movement} {one.previous_wording}") for one in brief.positions)
    yield from (told(f"{one.forecaster} {one.claim} {one.condition} {one.horizon}") for one in brief.forecasts)
    yield from (told(line.text) for line in brief.questions)
    yield from (told(f"{one.of} {one.value} {one.unit} {one.relation}") for one in brief.quantities)
    outlets = {outlet.id for outlet in brief.outlets}  # an article without an outlet stands for itself, by a digest
    for comparison in brief.comparisons:
        for point in comparison.points:
            told_by = sorted(told(one.outlet_id) if one.outlet_id in outlets else "?" for one in point.tellings)
            yield f"{point.agreement} {point.conflict} {told_by} {sorted(map(told, point.absent_from))}"


def test_every_finding_is_found_mirrored(both):
    (here, _), (there, _) = both
    assert find_told(here.articles, here.analyses, str) == find_told(there.articles, there.analyses, mirror)


def test_the_mirrored_brief_tells_the_same_in_the_same_order(both):
    (_, here), (_, there) = both
    assert list(tell_in_order(here, str)) == list(tell_in_order(there, mirror))


def test_the_mirrored_ledgers_and_accounts_list_the_same(both):
    (_, here), (_, there) = both
    assert Counter(tell_in_any_order(here, str)) == Counter(tell_in_any_order(there, mirror))
