"""Several processes read as one does, in the same order; one that dies costs no article but the one that ended two."""

import os
import signal
from itertools import islice

import pytest

from factories import make_article
from readout.actions.reading import Reader, read_batch
from readout.adapters.models import load_models
from readout.adapters.workers import AHEAD, Workers
from readout.adapters.workers.shift import Shift
from readout.errors import InputError
from readout.ports import ArticleReading, ReadingTask

DATED = "President Irena Vosk spoke by telephone with Chancellor Casimir Thode on March 13, 2031."
UNDATED = """The Week In Kestria: Waiting

President Irena Vosk spoke by telephone with Chancellor Casimir Thode on March 13.

Every Friday, direct to your in-box."""
ARTICLES = [
    make_article(UNDATED, id="a"),
    make_article(DATED, id="b", published="2031-03-15", published_basis=("metadata",)),
    *(make_article(f"The port of Arlen closed on Monday. {n} ships wait.", id=f"c{n}") for n in range(4)),
]


def done(number):
    return ArticleReading(make_article(str(number), id=str(number)), None)


def tasks(number):
    return (ReadingTask(make_article(str(n), id=str(n))) for n in range(number))


def test_readings_are_told_in_the_order_of_their_tasks():
    shift = Shift(tasks(3), 8)
    given = [shift.give_out() for _ in range(4)]
    assert [one[0] for one in given if one] == [0, 1, 2]
    shift.hand_in(2, done(2))
    assert not list(shift.tell())
    shift.hand_in(0, done(0))
    assert [one.article.id for one in shift.tell()] == ["0"]
    shift.hand_in(1, done(1))
    assert [one.article.id for one in shift.tell()] == ["1", "2"]
    assert shift.is_done


def test_no_more_is_read_ahead_than_may_wait():
    shift = Shift(tasks(9), 2)
    assert [shift.give_out() is None for _ in range(3)] == [False, False, True]
    shift.hand_in(1, done(1))
    assert shift.give_out() is None
    shift.hand_in(0, done(0))
    list(shift.tell())
    assert shift.give_out() is not None


def test_an_article_that_ends_two_workers_is_a_problem_and_the_rest_is_read():
    shift = Shift(tasks(2), 8)
    shift.give_out()
    shift.report_death(0, "the worker that read it was ended by signal 9")
    assert shift.give_out()[0] == 0
    shift.report_death(0, "the worker that read it was ended by signal 9")
    shift.hand_in(shift.give_out()[0], done(1))
    broken, read = shift.tell()
    assert broken.analysis is None
    assert broken.problem.message == "could not be read: the worker that read it was ended by signal 9"
    assert read.problem is None


def test_two_workers_read_as_one_process_does_though_one_of_them_is_killed(tagger, codebook):
    models = load_models()
    alone = read_batch(ARTICLES, tagger, codebook, models=models)
    with Workers(2, None, Reader(tagger, codebook, models).recipe) as crew:
        assert read_batch(ARTICLES, tagger, codebook, models=models, crew=crew) == alone
        readings = crew.read(map(ReadingTask, ARTICLES[1:] * AHEAD))
        first = list(islice(readings, 3))
        os.kill(crew._workers[0]._child.pid, signal.SIGKILL)
        rest = list(readings)
    assert [one.article.id for one in (*first, *rest)] == [one.id for one in ARTICLES[1:]] * AHEAD
    assert not any(one.problem for one in (*first, *rest))


def test_a_codebook_that_changed_meanwhile_stops_the_reading(tagger, codebook):
    with Workers(2, None, "another recipe") as crew, pytest.raises(InputError, match="changed while articles were"):
        list(crew.read([ReadingTask(ARTICLES[1])]))


def test_a_worker_that_cannot_start_is_told_of(tmp_path):
    (tmp_path / "standoff.toml").write_text("this is no table")
    with Workers(2, tmp_path, "recipe") as crew, pytest.raises(InputError, match="could not start, it ended with code"):
        list(crew.read([ReadingTask(ARTICLES[1])]))
