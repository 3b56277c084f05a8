"""Roles with dates: an editor adds an office to the desk's own codebook, a file that anybody can read and change."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from readout.adapters.desks import add_row
from readout.desk.access import Right, open_to
from readout.desk.opened import the_desk
from readout.errors import CodebookError

FILE = "offices.csv"
COLUMNS = ("actor", "title", "of", "since", "until", "source")


class OfficeForm(forms.Form):
    """An office that an actor holds or held."""

    title = forms.CharField(max_length=120, help_text="As articles print it: “Foreign Minister”.")
    of = forms.CharField(max_length=120, required=False, help_text="The id of the state or body, such as “kestria”.")
    since = forms.DateField(widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}), help_text="Empty: to this day.")
    source = forms.CharField(max_length=300, help_text="Where you have it from.")

    def clean(self) -> dict[str, object]:
        """Held from an earlier day to a later one."""
        told = dict(super().clean() or {})
        since, until = told.get("since"), told.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", "This is before the day on which it began.")
        return told


@require_POST
@open_to(Right.EDIT)
def add_office(request: HttpRequest) -> HttpResponse:
    """Write an office into the desk's codebook; a row that the codebook cannot take is taken out again."""
    actor = request.POST.get("actor", "")
    form = OfficeForm(request.POST)
    if actor not in the_desk().codebook.actors.by_id:
        messages.error(request, "Only an actor of the codebook can hold an office: add it to actors.csv first.")
    elif (of := request.POST.get("of", "").strip()) and of not in the_desk().codebook.actors.by_id:
        messages.error(request, f"No actor has the id “{of}”: the page Actors names those of the week.")
    elif not form.is_valid():
        messages.error(request, " ".join(f"{name}: {errors[0]}" for name, errors in form.errors.items()))
    else:
        row = {name: str(form.cleaned_data.get(name) or "") for name in COLUMNS[1:]} | {"actor": actor}
        try:
            add_row(the_desk().folder / FILE, COLUMNS, row)
            messages.success(request, "The office is in offices.csv. Articles are read again with it: see Jobs.")
        except CodebookError as error:
            messages.error(request, f"The codebook cannot take this: {error}")
    return redirect(f"{reverse('actor')}?{urlencode({'id': actor})}")
