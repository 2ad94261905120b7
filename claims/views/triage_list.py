"""Triage at volume, over all documents: one line per claim, decided together."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, F, OuterRef
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from claims.forms import BulkForm, TriageFilter
from claims.models import Claim, Document, Figure
from claims.operations import bulk as operations

from .counting import TriageCounts, triage_counts
from .paging import address

PAGE = 60
LAST = "last_triage"
WORTH = {"high": 0.6, "medium": 0.3}
DOCUMENT_CHOICES = 100


@require_GET
def triage_list(request: HttpRequest) -> HttpResponse:
    form = TriageFilter(request.GET, documents=documents_to_choose(request))
    form.is_valid()
    wanted = form.cleaned_data
    found = list(
        selected(Claim.objects.visible_to(request.user).to_triage(), wanted)
        .select_related("claimant", "document")
        .prefetch_related("figures")
        .order_by("-checkworthiness", "-id")[: PAGE + 1]
    )
    claims = found[:PAGE]
    counts = triage_counts({claim.document_id for claim in claims})
    last = request.session.get(LAST)
    context = {
        "nav": "triage",
        "form": form,
        "is_filtered": any(wanted.get(name) for name in ("worth", "figures", "document")),
        "groups": groups_of(claims, counts, request.user),
        "shown": len(claims),
        "chosen": counts_of(wanted.get("document")),
        "to_go": Claim.objects.visible_to(request.user).to_triage().count(),
        "first": address(request.GET) if wanted.get("before") else "",
        "older": address(request.GET, before=cursor(claims[-1])) if len(found) > PAGE else "",
        "last": last,
        "here": request.get_full_path(),
        "may_decide": any(
            request.user.has_perm("claims.triage_document", claim.document) for claim in claims
        ),
    }
    return render(request, "claims/triage.html", context)


def documents_to_choose(request: HttpRequest) -> Any:
    """The newest documents with something to triage, and the one that is chosen, which may be
    through by now."""
    documents = Document.objects.visible_to(request.user)
    waiting = documents.filter(
        Exists(Claim.objects.to_triage().filter(document=OuterRef("pk")))
    ).order_by("-pk")
    keys = list(waiting.values_list("pk", flat=True)[:DOCUMENT_CHOICES])
    if re.fullmatch(r"[0-9]{1,18}", chosen := request.GET.get("document", "")):
        keys.append(int(chosen))
    return documents.filter(pk__in=keys)


def selected(claims: Any, wanted: dict[str, Any]) -> Any:
    if wanted.get("worth"):
        claims = claims.filter(checkworthiness__gte=WORTH[wanted["worth"]])
    if wanted.get("figures"):
        claims = claims.filter(Exists(Figure.objects.filter(claim=OuterRef("pk"))))
    if wanted.get("document"):
        claims = claims.filter(document=wanted["document"])
    if wanted.get("before"):
        claims = claims.filter(
            TupleLessThan(Tuple(F("checkworthiness"), F("id")), wanted["before"])
        )
    return claims


def cursor(claim: Claim) -> str:
    return f"{claim.checkworthiness!r}_{claim.pk}"


def groups_of(claims: list[Claim], counts: dict[int, TriageCounts], user: Any) -> list[Any]:
    """The page's claims by document, the documents by their claim most worth checking."""
    groups: dict[int, dict[str, Any]] = {}
    for claim in claims:
        group = groups.setdefault(
            claim.document_id,
            {
                "document": claim.document,
                "counts": counts[claim.document_id],
                "may_triage": user.has_perm("claims.triage_document", claim.document),
                "rows": [],
            },
        )
        figures = [figure.words for figure in claim.figures.all()]
        group["rows"].append({"claim": claim, "figures": figures})
    return list(groups.values())


def counts_of(document: Document | None) -> TriageCounts | None:
    """How far the triage of the chosen document is."""
    return triage_counts([document.pk])[document.pk] if document else None


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    form = BulkForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return back(request)
    verb, keys = form.cleaned_data["verb"], form.cleaned_data["keys"]
    first = keys[0]
    keys = list(
        Claim.objects.visible_to(request.user).filter(pk__in=keys).values_list("pk", flat=True)
    )
    decide = operations.accept_together if verb == "accept" else operations.dismiss_together
    done = decide(keys, by=request.user)
    said = f"{'Accepted' if verb == 'accept' else 'Dismissed'} {in_words(len(done.events))}"
    request.session[LAST] = {
        "said": f"{said}.{passed_over(done)}",
        "events": list(done.events),
        "first": first,
    }
    return back(request)


@require_POST
def undo_bulk(request: HttpRequest) -> HttpResponse:
    last = request.session.pop(LAST, None)
    if not last:
        messages.error(request, "There is nothing left to undo here.")
        return back(request)
    done = operations.undo_together(last["events"], by=request.user)
    messages.success(request, f"Took back {in_words(len(done.events))}.{passed_over(done)}")
    return back(request, f"#claim-{last['first']}" if last.get("first") else "")


def passed_over(done: operations.Together) -> str:
    if not done.passed_over:
        return ""
    return f" Somebody had decided on {in_words(done.passed_over)} meanwhile; those are unchanged."


def in_words(number: int) -> str:
    return "1 claim" if number == 1 else f"{number} claims"


def first_error(form: forms.BaseForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def back(request: HttpRequest, at: str = "") -> HttpResponse:
    """The list as it was filtered, at a line of it; only an address of this list is followed."""
    home = reverse("claims:triage")
    here = request.POST.get("next", "")
    path = re.split("[?#]", here)[0]
    ours = path == home and url_has_allowed_host_and_scheme(here, allowed_hosts=None)
    return redirect(f"{here if ours else home}{at}")
