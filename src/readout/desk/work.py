"""Jobs: the work that goes on, how far it has come, what came of it, and what to start."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from readout.actions.weeks import find_week
from readout.desk.access import Right, open_to
from readout.desk.jobs import foreman, start_brief, start_example
from readout.desk.opened import the_desk
from readout.errors import InputError

RUNS = 20  # that are shown


@require_safe
@open_to(Right.READ)
def list_jobs(request: HttpRequest) -> HttpResponse:
    """The job that runs and the runs that were."""
    archive = the_desk().archive
    runs = [(run, archive.list_failures(run.id) if run.failed else ()) for run in archive.list_runs(RUNS)]
    return render(request, "desk/jobs.html", {"job": foreman.latest(), "runs": runs})


@require_POST
@open_to(Right.EDIT)
def load_example(request: HttpRequest) -> HttpResponse:
    """Put the example's articles into the desk and read them."""
    start_example()
    messages.success(request, "The example is being read. Its briefs come in a minute or so.")
    return redirect("jobs")


@require_POST
@open_to(Right.EDIT)
def write_brief(request: HttpRequest) -> HttpResponse:
    """Read and assemble a week."""
    week = request.POST.get("week", "").strip().upper()
    try:
        find_week(week, the_desk().files.schedule.publishing_day)
    except InputError:
        messages.error(request, f"“{week}” is no week: give one such as 2031-W10.")
        return redirect("jobs")
    start_brief(week)
    messages.success(request, f"The brief of {week} is being written.")
    return redirect("jobs")
