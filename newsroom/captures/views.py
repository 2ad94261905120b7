"""Saved copies to be read and taken along, and how far one is that is being saved."""

from __future__ import annotations

import re

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from . import operations
from .kinds import CSV, DOCX, HTML, NAMES, PDF, PLAIN, XHTML, XLSX
from .laying_out.blocks import Leaf
from .laying_out.leaves import begins_with, lay_out
from .models import Capture, Snapshot
from .operations.checking import tidy_name
from .reading import Part
from .waiting import Ways, waiting_for

ENDINGS = {
    HTML: (".html", ".htm"),
    XHTML: (".xhtml", ".html", ".htm"),
    PDF: (".pdf",),
    PLAIN: (".txt", ".text", ".md"),
    CSV: (".csv", ".tsv", ".txt"),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
}
# A foreign file is kept by the browser and opened by nobody: not in our origin, not as what it
# says it is.
DOWNLOAD_HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
MOST_LINKS = 30


@require_GET
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The saved copy's text, a leaf at a time: ``around`` a place in it, or at a ``page``."""
    snapshot = through_rights(request, pk)
    parts = snapshot.read_parts()
    marks = [part for part in parts if part.kind in ("page", "sheet")]
    wanted = request.GET.get("page", "").strip()
    found = next((mark for mark in marks if wanted and mark.label == wanted), None)
    if found:
        leaf = lay_out(snapshot.text, parts, around=found.start)
        return redirect(f"{request.path}?around={found.start}#{anchor_of(found, leaf)}")
    leaf = lay_out(snapshot.text, parts, around=place_in(request.GET.get("around", "")))
    context = {
        "nav": "sources",
        "copy": snapshot,
        "leaf": leaf,
        "begins_with_name": begins_with(leaf, snapshot.name),
        "kind": NAMES.get(snapshot.kind, snapshot.kind),
        "headers": sorted(snapshot.headers.items()),
        "doubt": Capture.objects.filter(snapshot=snapshot).exclude(sentence="").first(),
        "page_count": sum(mark.kind == "page" for mark in marks),
        "sheets": [mark for mark in marks if mark.kind == "sheet"][:MOST_LINKS],
        "no_page": wanted,
    }
    return render(request, "captures/copy.html", context)


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came in, to be kept on one's own disk."""
    snapshot = through_rights(request, pk)
    try:
        content = snapshot.open()
    except FileNotFoundError:
        return render(request, "captures/file_lost.html", {"copy": snapshot}, status=404)
    return FileResponse(
        content,
        as_attachment=True,
        filename=download_name(snapshot),
        content_type="application/octet-stream",
        headers=DOWNLOAD_HEADERS,
    )


@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, as a page or, for htmx, as a fragment that asks again; once it is saved it
    leads on."""
    capture = get_object_or_404(Capture.objects.visible_to(request.user), pk=pk)
    wait = waiting_for(capture, Ways.among(request.GET.dict(), request))
    if wait.is_done:
        return led_on(
            request, wait.ways.next or reverse("captures:copy", args=[capture.snapshot_id])
        )
    page = "captures/parts/progress.html" if request.htmx else "captures/capture.html"
    return render(request, page, {"nav": "sources", "wait": wait})


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    capture = get_object_or_404(Capture.objects.visible_to(request.user), pk=pk)
    capture = operations.try_again(capture, by=request.user)
    ways = Ways.among(request.POST.dict(), request)
    if request.htmx:
        context = {"wait": waiting_for(capture, ways)}
        return render(request, "captures/parts/progress.html", context)
    return redirect(reverse("captures:progress", args=[capture.pk]) + ways.query)


def through_rights(request: HttpRequest, pk: int) -> Snapshot:
    copies = Snapshot.objects.visible_to(request.user).select_related("captured_by")
    return get_object_or_404(copies, pk=pk)


def led_on(request: HttpRequest, address: str) -> HttpResponse:
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": iri_to_uri(address)})
    return redirect(address)


def place_in(given: str) -> int:
    """A place in the text as an address has it; the beginning for what is none."""
    return int(given) if re.fullmatch(r"[0-9]{1,9}", given) else 0


def anchor_of(mark: Part, leaf: Leaf) -> str:
    return next(
        (block.anchor for block in leaf.blocks if block.anchor and block.start == mark.start), ""
    )


def download_name(snapshot: Snapshot) -> str:
    """A name that says what the file is, by its content, and which copy it is of."""
    endings: tuple[str, ...] = ENDINGS.get(snapshot.kind, (".bin",))
    name = tidy_name(snapshot.filename) if snapshot.filename else ""
    if name.lower().endswith(endings):
        return name
    stem = name or slugify(snapshot.name)[:80] or "saved-copy"
    return f"{stem}-{snapshot.sha256[:12]}{endings[0]}"
