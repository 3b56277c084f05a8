"""Whatever its own description allows to be asked, and what it does not, the API answers without breaking."""

import pytest
import schemathesis
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings

from desks import DeskTemplate

EXAMPLES = 12  # of each operation; what schemathesis draws follows a fixed seed
PHASES = (Phase.explicit, Phase.generate)


@pytest.fixture(scope="module")
def asked(desk_template: DeskTemplate, tmp_path_factory):
    """The description, and a token's header."""
    desk = desk_template.open(tmp_path_factory.mktemp("asked") / "desk")
    page = desk.sign_in("reader").post("/account/tokens", {"name": "schemathesis"}).content.decode()
    header = {"Authorization": page.partition("Authorization: ")[2].partition("<")[0], "Host": "testserver"}
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application(), headers=header), header


def try_out(operation, header: dict[str, str]) -> set[int]:
    """The statuses of what one operation answers to what its description allows, and to what it does not."""
    statuses = set()

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, phases=PHASES, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case):
        cache.clear()  # who asks too often is told to wait, which is another test's
        statuses.add(case.call(headers=header).status_code)

    ask()
    return statuses


def test_nothing_that_is_asked_breaks_it(asked):
    schema, header = asked
    tried = {one.ok().path: try_out(one.ok(), header) for one in schema.get_all_operations()}
    assert {path: statuses for path, statuses in tried.items() if max(statuses) >= 500} == {}
    assert len(tried) > 12
    assert sum(200 in statuses for statuses in tried.values()) > 10, tried
