"""Adding a source and keeping it: its form, and the verbs on its page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from newsroom.refusals import Refused
from verification.forms.review import ReasonForm
from verification.forms.sources import SourceForm
from verification.models import Source, SourceState
from verification.operations import sources as keeping
from verification.operations.domains import verify_domain

from .sources import source_of
from .verbs import accepted


@require_http_methods(["GET", "HEAD", "POST"])
def source_new(request: HttpRequest) -> HttpResponse:
    """Everybody may add one; an editor's or admin's is in use at once."""
    if not request.user.has_perm("verification.propose_source"):
        raise PermissionDenied("Only people of the desk can add sources.")
    form = SourceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        source = keeping.add_source(by=request.user, **form.columns())
        messages.success(
            request,
            f"{source.name} is in use."
            if source.state == SourceState.ACTIVE
            else f"{source.name} is proposed. It can be cited; an editor confirms it.",
        )
        return redirect(source)
    return source_form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def source_edit(request: HttpRequest, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    require_manager(request)
    # The form works on a row of its own: what is shown and compared stays as stored.
    form = SourceForm(posted(request), instance=source_of(request, pk))
    if request.method == "POST" and form.is_valid():
        keeping.change_source(
            source, by=request.user, seen=form.cleaned_data["seen"], **form.columns()
        )
        messages.success(request, "The changes are saved; the old words are in the history.")
        return redirect(source)
    return source_form(request, form, source)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, however little; ``None`` where a page is only looked at."""
    return request.POST if request.method == "POST" else None


def source_form(request: HttpRequest, form: SourceForm, source: Source | None) -> HttpResponse:
    context = {
        "nav": "sources",
        "form": form,
        "source": source,
        "may_manage": request.user.has_perm("verification.manage_sources"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "verification/source_form.html", context, status=status)


def require_manager(request: HttpRequest) -> None:
    if not request.user.has_perm("verification.manage_sources"):
        raise PermissionDenied(
            "Only editors and admins can change sources. You can propose a new one."
        )


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    try:
        keeping.confirm_source(source, by=request.user)
        messages.success(request, f"{source.name} is in use.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(source)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    require_manager(request)
    form = ReasonForm(request.POST)
    if accepted(request, form):
        try:
            keeping.retire_source(source, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, f"{source.name} is retired; what was cited from it stays.")
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    return redirect(source)


@require_POST
def verify(request: HttpRequest, pk: int, domain_pk: int) -> HttpResponse:
    source = source_of(request, pk)
    domain = get_object_or_404(source.domains, pk=domain_pk)
    try:
        verify_domain(domain, by=request.user)
        messages.success(request, f"{domain} is verified as a domain of {source.name}.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(source)
