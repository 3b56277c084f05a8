"""Every address of the server: accounts, then the desk."""

from django.urls import include, path

from readout.web import api
from readout.web.accounts import factors, joining, people, signing

urlpatterns = [
    path("sign-in", signing.sign_in, name="sign-in"),
    path("sign-in/code", signing.check_code, name="check-code"),
    path("sign-out", signing.sign_out, name="sign-out"),
    path("first/<str:token>", joining.make_first, name="first-account"),
    path("join/<str:uid>/<str:token>", joining.join, name="join"),
    path("account", joining.account, name="account"),
    path("account/password", joining.change_password, name="password"),
    path("account/tokens", joining.add_token, name="add-token"),
    path("account/tokens/<int:key>/end", joining.end_token, name="end-token"),
    path("account/second-factor", factors.set_up, name="second-factor"),
    path("account/second-factor/codes", factors.renew_codes, name="recovery-codes"),
    path("people", people.list_people, name="people"),
    path("people/invite", people.invite, name="invite"),
    path("people/<int:key>/role", people.change_role, name="change-role"),
    path("people/<int:key>/revoke", people.revoke, name="revoke"),
    path("people/<int:key>/link", people.renew_link, name="renew-link"),
    path("api/", api.urls),
    path("letters/", include("readout.letters.urls")),
    path("", include("readout.desk.urls")),
]

handler400 = "readout.desk.faults.show_bad_request"
handler403 = "readout.desk.faults.show_forbidden"
handler404 = "readout.desk.faults.show_missing"
handler500 = "readout.desk.faults.show_broken"
