"""Reading the stored file of a saved copy again, and saying what that proves."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from claims.anchoring import Selector
from newsroom.accounts.models import User
from newsroom.captures.models import Snapshot
from newsroom.captures.verifying import StoredFile, state_of
from verification.models import ClaimReview, Evidence
from verification.provenance.standing import Verified, verified

from .verbs import verb


@verb
def verify_evidence(
    request: HttpRequest, review: ClaimReview, evidence_pk: int
) -> HttpResponse | None:
    """Read the stored file again and say what that proves. Nothing is changed by it."""
    evidence = get_object_or_404(
        Evidence.objects.filter(review=review, snapshot__isnull=False)
        .readable_by(request.user, review)
        .select_related("snapshot"),
        pk=evidence_pk,
    )
    found = verify(evidence, request.user) if evidence.snapshot else None
    if request.htmx:
        context = {"verified": found, "closed": CLOSED}
        return render(request, "verification/workspace/evidence_verified.html", context)
    if found is None:
        messages.error(request, CLOSED)
    else:
        say = messages.success if found.holds else messages.error
        say(request, " ".join(found.sentences))
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")


CLOSED = "The content of this evidence is closed to you, so its copy was not read."


def verify(evidence: Evidence, user: User) -> Verified:
    copy = evidence.snapshot
    newer = newest_after(copy, user)
    selector = Selector(
        exact=evidence.excerpt,
        prefix=evidence.prefix,
        suffix=evidence.suffix,
        start=evidence.start,
        end=evidence.end,
    )
    return verified(
        selector,
        copy.text,
        state_of(StoredFile(copy.path, copy.sha256, copy.size)),
        newer.text if newer else None,
        newer.captured_at if newer else None,
    )


def newest_after(copy: Snapshot, user: User) -> Snapshot | None:
    """The newest later copy of the same page that is not the same text, if there is one that may be
    read."""
    address = copy.final_url or copy.url
    if not address:
        return None
    return (
        Snapshot.objects.visible_to(user)
        .filter(Q(final_url=address) | Q(url=address), captured_at__gt=copy.captured_at)
        .exclude(sha256=copy.sha256)
        .order_by("-captured_at", "-pk")
        .first()
    )
