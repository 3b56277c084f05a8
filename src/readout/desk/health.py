"""`/healthz`: whether the server answers and its database with it."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connections
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from readout.desk.opened import DATABASE
from readout.version import VERSION


@login_not_required
@require_safe
def show_health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when not; it tells nothing of the desk."""
    del request
    try:
        with connections[DATABASE].cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database", "version": VERSION}, status=503)
    return JsonResponse({"status": "fine", "version": VERSION})
