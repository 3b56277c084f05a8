"""Some random histories of a mail list here; `make soak` runs ten thousand (`bench/mail_histories.py`)."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from archives import opened
from histories import History


def test_no_history_breaks_an_invariant(sqlite_template, tmp_path):
    for store in opened(sqlite_template, tmp_path):
        History.alias = store.alias
        run_state_machine_as_test(
            History,
            settings=settings(max_examples=25, stateful_step_count=20, deadline=None, derandomize=True, database=None,
                              suppress_health_check=list(HealthCheck)),
        )  # fmt: skip
