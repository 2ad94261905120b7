"""Bringing documents in, finding them again, reading one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.errors import CopyMissing
from claims.forms import DocumentFilter, DocumentForm
from claims.models import Document
from claims.operations import documents as operations
from newsroom.accounts.rights import require

from .counting import triage_counts
from .document_page import show_document
from .paging import neighbours, page_of
from .reading_state import ReadingState, latest_runs, may_wait_for_ever

PAGE = 30


@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    form = DocumentFilter(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    documents = Document.objects.visible_to(request.user).select_related("added_by")
    if wanted.get("q"):
        documents = documents.filter(title__icontains=wanted["q"])
    if wanted.get("purpose"):
        documents = documents.filter(purpose=wanted["purpose"])
    rows, has_newer, has_older = page_of(
        documents, before=wanted.get("before"), after=wanted.get("after"), size=PAGE
    )
    keys = [row.pk for row in rows]
    counts, runs = triage_counts(keys), latest_runs(keys)
    newer, older = neighbours(request.GET, rows, has_newer, has_older)
    context = {
        "nav": "documents",
        "form": form,
        "is_filtered": bool(wanted.get("q") or wanted.get("purpose")),
        "rows": [
            {
                "document": row,
                "counts": counts[row.pk],
                "reading": ReadingState(runs.get(row.pk), row.language),
            }
            for row in rows
        ],
        "newer": newer,
        "older": older,
        "may_bring_in": request.user.has_perm("claims.capture_document"),
        "may_export_gold": request.user.has_perm("claims.export_gold"),
    }
    return render(request, "claims/documents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def document_new(request: HttpRequest) -> HttpResponse:
    require(
        request.user,
        "claims.capture_document",
        otherwise="Only reviewers and editors can bring in documents.",
    )
    form = DocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        document = operations.capture_document(by=request.user, **form.cleaned_data)
        messages.success(request, "The text is kept exactly as it arrived, and is being read.")
        return redirect(document)
    status = 422 if form.errors else 200
    return render(
        request, "claims/document_new.html", {"nav": "documents", "form": form}, status=status
    )


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    return show_document(request, through_rights(request, pk))


@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading is, for the page that waits for it; the page reloads when it is over."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    reading = ReadingState(document.latest_run, document.language)
    if not reading.is_live:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    context = {
        "document": document,
        "reading": reading,
        "no_worker": may_wait_for_ever(reading),
    }
    return render(request, "claims/parts/progress.html", context)


@require_GET
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The saved copy, byte for byte, to be kept and not to be opened in our own origin."""
    document = through_rights(request, pk)
    try:
        content = document.snapshot.content()
    except FileNotFoundError as error:
        raise CopyMissing(
            "The file of this saved copy is missing from the desk’s store. Its text and its hash "
            "are still in the database; an admin can restore the file from a backup."
        ) from error
    name = f"{slugify(document.title)[:80] or 'document'}-{document.snapshot.sha256[:12]}.txt"
    headers: dict[str, Any] = {
        "Content-Disposition": content_disposition_header(True, name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="text/plain; charset=utf-8", headers=headers)


@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    document = through_rights(request, pk)
    operations.read_again(document, by=request.user)
    messages.success(request, "The document is being read again.")
    return redirect(document)


def through_rights(request: HttpRequest, pk: int) -> Document:
    return get_object_or_404(
        Document.objects.visible_to(request.user).select_related("snapshot", "added_by"), pk=pk
    )
