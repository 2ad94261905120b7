"""What one was told: the bell, the list, putting away, and how one wants mail. Only one's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .bell import Bell
from .forms import ChoicesForm, SeenForm, WantedForm
from .models import Letterbox
from .operations import choose_mail, put_away, put_back
from .operations.putting_away import put_away_at
from .pages import page_from

UNDO = "notices_put_away"
UNDO_FOR = timedelta(minutes=10)


@never_cache
@require_safe
@login_not_required
def bell(request: HttpRequest) -> HttpResponse:
    """The bell anew where something changed since ``have``, else 204. Asked every 20 seconds by
    each open page, so it answers whoever signed out in a word instead of by the sign-in page."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden("You are signed out.", content_type="text/plain")
    now, had = Bell.of(request.user), Bell.parsed(request.GET.get("have", ""))
    if now == had:
        return HttpResponse(status=204)
    told = now.told_since(had, request.user)
    response = render(request, "notices/bell_answer.html", {"bell": now, "told": told})
    if told:
        response["HX-Trigger"] = "plumbline:told"
    return response


@never_cache
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    form = WantedForm(request.GET)
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    page = page_from(request.user, kind=kind, after=request.GET.get("after", ""))
    context = {
        "nav": "notices",
        "form": form,
        "kind": kind,
        "page": page,
        "is_first": not request.GET.get("after"),
        "undo": undo_offered(request),
    }
    return render(request, "notices/list.html", context)


@require_safe
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where it leads; it is put away by that, except by a browser that only looks ahead."""
    notice = get_object_or_404(request.user.notices, pk=pk)
    looks_ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if request.method == "GET" and not looks_ahead:
        put_away(notice, by=request.user)
    if not url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None):
        return redirect("notices:list")
    return HttpResponseRedirect(notice.path)


@require_POST
def put_away_one(request: HttpRequest, pk: int) -> HttpResponse:
    notice, at = get_object_or_404(request.user.notices, pk=pk), timezone.now()
    remember(request, at, int(put_away(notice, by=request.user, at=at)))
    return back(request)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Put one's own notices away: those up to the newest that the page showed."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Reload the page and put the notices away from there.")
    at = timezone.now()
    remember(request, at, put_away_at(at, request.user, **form.cleaned_data))
    return back(request)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Bring back what was put away last."""
    last = undo_offered(request)
    request.session.pop(UNDO, None)
    count = put_back(last["at"], by=request.user) if last else 0
    if not count:
        messages.info(request, "There is nothing to bring back.")
    return redirect("notices:list")


def choices(request: HttpRequest) -> HttpResponse:
    box = Letterbox.objects.filter(person=request.user).first() or Letterbox(person=request.user)
    form = ChoicesForm(box, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        choose_mail(by=request.user, **form.choice)
        messages.success(request, "Saved. It holds for what waits to be mailed, too.")
        return redirect("notices:choices")
    context = {"nav": "account", "form": form, "box": box}
    return render(request, "notices/choices.html", context)


def remember(request: HttpRequest, at: datetime, count: int) -> None:
    if count:
        request.session[UNDO] = {"at": at.isoformat(), "count": count}


def undo_offered(request: HttpRequest) -> dict[str, Any] | None:
    """What can be brought back: when it was put away, and how many."""
    last = request.session.get(UNDO)
    if last is None:
        return None
    at = datetime.fromisoformat(last["at"])
    return {"at": at, "count": last["count"]} if timezone.now() - at < UNDO_FOR else None


def back(request: HttpRequest) -> HttpResponse:
    """To the page of this site it came from, else to the desk."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(came_from if ours else reverse("desk"))
