"""What every page of the desk is given beside its own."""

from typing import Any

from django.http import HttpRequest

from readout.desk.navigation import DOORS
from readout.desk.opened import the_desk
from readout.version import VERSION


def tell_desk(request: HttpRequest) -> dict[str, Any]:
    """The desk's name and notice, the doors that this person may open, and the version."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"readout_version": VERSION, "doors": ()}
    standoff = the_desk().codebook.standoff
    match = request.resolver_match
    return {
        "readout_version": VERSION,
        "desk_name": standoff.name,
        "desk_notice": standoff.notice,
        "doors": [door for door in DOORS if user.has_perm(door.right)],
        "here": match.url_name if match else None,
    }
