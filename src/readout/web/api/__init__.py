"""
Read-only JSON over what the desk knows, under `/api/`; `/api/openapi.json` describes it.

Open to everybody is what is published: editions, with their corrections and receipts. What a week's brief holds is the
desk's working paper: an editor may have taken a line out of the edition, or put its words right. So it is for those who
may read the desk, by their session or by a token.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from readout.errors import ReadoutError
from readout.version import VERSION
from readout.web.api import editions, exports, ledgers
from readout.web.api.entrance import ByPerson, ByPlace, session, token

api = NinjaAPI(
    title="Readout",
    version=VERSION,
    description=__doc__,
    docs_url=None,
    auth=[session, token],
    throttle=[ByPlace("60/m"), ByPerson("600/m")],
    urls_namespace="api",
)
api.add_router("", editions.router)
api.add_router("", ledgers.router)
api.add_router("exports", exports.router)


@api.exception_handler(ReadoutError)
def tell(request: HttpRequest, error: ReadoutError) -> HttpResponse:
    """What the desk's files or archive do wrong, in words."""
    return api.create_response(request, {"detail": str(error)}, status=409)


urls = api.urls  # made once
for _route in urls[0]:  # who comes in is asked by the API itself, in its own way
    _route.callback = login_not_required(_route.callback)
