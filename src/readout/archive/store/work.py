"""The state of long work and of the sources."""

from collections.abc import Mapping, Sequence

from readout.archive import models
from readout.archive.bodies import read_body, write_body
from readout.codes import RunState
from readout.records import Failure, PageCheck, Run, SourceHealth
from readout.spans import digest_text

AT_ONCE = 500  # digests in one question


class WorkShelf:
    """Implements `ports.archive.Work` on one of Django's databases."""

    alias: str

    def keep_run(self, run: Run) -> None:
        """Keep how far a run has come."""
        told = {"verb": run.verb, "told": run.input, "state": run.state.value, "started_at": run.started_at}
        models.Run.objects.using(self.alias).update_or_create(run_id=run.id, defaults={**told, "body": write_body(run)})

    def find_run(self, verb: str, told: str) -> Run | None:
        """The unfinished run of a verb over an input."""
        rows = models.Run.objects.using(self.alias).filter(verb=verb, told=told, state=RunState.RUNNING.value)
        body = rows.order_by("-started_at").values_list("body", flat=True).first()
        return None if body is None else read_body(body, Run)

    def list_runs(self, most: int) -> tuple[Run, ...]:
        """The latest runs."""
        rows = models.Run.objects.using(self.alias).order_by("-started_at", "-run_id").values_list("body", flat=True)
        return tuple(read_body(body, Run) for body in rows[:most])

    def add_failures(self, failures: Sequence[Failure]) -> None:
        """Add what came to nothing."""
        models.Failure.objects.using(self.alias).bulk_create(
            [models.Failure(run_id=one.run_id, number=one.number, body=write_body(one)) for one in failures],
            update_conflicts=True,
            unique_fields=["run_id", "number"],
            update_fields=["body"],
        )

    def list_failures(self, run_id: str) -> tuple[Failure, ...]:
        """What came to nothing in a run."""
        rows = models.Failure.objects.using(self.alias).filter(run_id=run_id).order_by("number")
        return tuple(read_body(body, Failure) for body in rows.values_list("body", flat=True))

    def keep_health(self, health: SourceHealth) -> None:
        """Keep how a source fares."""
        models.SourceHealth.objects.using(self.alias).update_or_create(
            source_id=health.source_id, defaults={"next_try_at": health.next_try_at, "body": write_body(health)}
        )

    def list_health(self) -> tuple[SourceHealth, ...]:
        """How every source fared."""
        rows = models.SourceHealth.objects.using(self.alias).order_by("source_id").values_list("body", flat=True)
        return tuple(read_body(body, SourceHealth) for body in rows)

    def load_checks(self, links: Sequence[str]) -> Mapping[str, PageCheck]:
        """When these pages were asked for."""
        digests = [digest_text(link) for link in set(links)]
        bodies: list[str] = []
        for start in range(0, len(digests), AT_ONCE):
            rows = models.PageCheck.objects.using(self.alias).filter(digest__in=digests[start : start + AT_ONCE])
            bodies.extend(rows.values_list("body", flat=True))
        return {check.link: check for check in (read_body(body, PageCheck) for body in bodies)}

    def keep_checks(self, checks: Sequence[PageCheck]) -> None:
        """Keep when pages were asked for."""
        rows = {
            check.link: models.PageCheck(digest=digest_text(check.link), body=write_body(check)) for check in checks
        }
        models.PageCheck.objects.using(self.alias).bulk_create(
            rows.values(), update_conflicts=True, unique_fields=["digest"], update_fields=["body"]
        )
