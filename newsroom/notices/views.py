from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from .operations import mark_seen


class SeenForm(forms.Form):
    up_to = forms.IntegerField(min_value=0, max_value=2**62)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Put one's own notices away: those up to the newest that the page showed."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Reload the desk and put the notices away from there.")
    mark_seen(request.user, up_to=form.cleaned_data["up_to"])
    return redirect("desk")
