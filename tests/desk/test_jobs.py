"""Long work beside the desk: one job at a time, told of while it goes on, and asked for once."""

import time

import pytest

from readout.desk import jobs


@pytest.fixture
def foreman(monkeypatch):
    """A foreman of its own, so that what other tests started is not seen."""
    own = jobs.Foreman()
    monkeypatch.setattr(jobs, "foreman", own)
    monkeypatch.setattr("readout.desk.work.foreman", own)
    return own


def wait_for(job: jobs.Job) -> jobs.Job:
    for _ in range(1200):
        if not job.is_running:
            return job
        time.sleep(0.1)
    raise AssertionError(job)


def test_a_job_is_commands_of_readout_on_this_desk(desk, foreman):
    job = wait_for(foreman.ask("How it stands", [("status",)]))
    assert not job.failed
    assert "Articles:   9" in job.told
    page = desk.sign_in("reader").get("/jobs").content.decode()
    assert "How it stands" in page
    assert "Articles:   9" in page


def test_a_job_that_fails_says_why_and_stops(desk, foreman):
    job = wait_for(foreman.ask("Two things", [("diff", "nobody"), ("status",)]))
    assert job.failed
    assert "No article has the id" in job.told
    assert "Articles:" not in job.told
    assert "failed" in desk.sign_in("reader").get("/jobs").content.decode()


def test_the_same_job_is_not_asked_for_twice_and_another_waits(desk, foreman):
    first, again = (foreman.ask("How it stands", [("status",)]) for _ in range(2))
    assert first is again
    other = foreman.ask("An edit", [("status",)])
    wait_for(first)
    assert not wait_for(other).failed


def test_what_is_no_week_is_said_and_nothing_starts(desk, foreman):
    page = desk.sign_in("editor").post("/jobs/brief", {"week": "<b>soon</b>"}, follow=True).content.decode()
    assert "“&lt;B&gt;SOON&lt;/B&gt;” is no week" in page
    assert not foreman.jobs


def test_a_reader_starts_nothing(desk, foreman):
    client = desk.sign_in("reader")
    assert client.post("/jobs/brief", {"week": "2031-W10"}).status_code == 403
    assert client.post("/jobs/example").status_code == 403
