"""The addresses of the readers' pages, below `/letters/`: what a web server in front opens to the world."""

from django.urls import path

from readout.letters import joining, leaving, owning

urlpatterns = [
    path("", joining.subscribe, name="letters"),
    path("confirm/<str:text>", joining.confirm, name="letters-confirm"),
    path("move/<str:text>", joining.move, name="letters-move"),
    path("not-me/<str:text>", joining.deny, name="letters-deny"),
    path("leave/<str:text>", leaving.leave, name="letters-leave"),
    path("own", owning.ask_for_link, name="letters-own"),
    path("own/<str:text>", owning.own, name="letters-own-link"),
    path("privacy", owning.tell_privacy, name="letters-privacy"),
]
