"""Publishing and retracting."""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import User
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import News, announce, cut, tell
from verification.errors import NotReady, OnHold
from verification.models import ClaimReview, Report, ReviewVerb, SignOff, Verdict
from verification.reports.document import build, digest
from verification.states import ReviewState

from .findings import submitted_findings
from .locking import lock_review, require_desk, require_state
from .reviews import require_reason


@transaction.atomic
def publish(review: ClaimReview, *, by: User) -> Report:
    """Publish exactly the signed text as the next version of the report. Own copy gets a report
    for the newsroom, never a public page."""
    require_desk(by, "publish")
    return publish_locked(lock_review(review.pk), by=by)


def publish_locked(review: ClaimReview, *, by: User, at_its_time: bool = False) -> Report:
    require_state(review, ReviewState.SIGNED_OFF, to="publish it")
    if review.on_hold:
        raise OnHold(
            f"A legal hold blocks this ({review.held_because}). Release it first; the verdict "
            "stays signed."
        )
    verdict = review.current_verdict
    if verdict is None or not verdict.is_signed:
        raise NotReady("The current text is not signed off. Ask an editor to sign it.")
    if verdict.hash_text() != verdict.sign_off.text_sha256:
        raise NotReady("The text is not the one that was signed. Send it back and sign it again.")
    latest = review.latest_report
    version = latest.version + 1 if latest else 1
    review.move_to(ReviewState.PUBLISHED)
    review.publish_at = None
    review.save(update_fields=["publish_at"])
    payload = build(review, verdict, version=version)
    report = Report.objects.create(
        review=review,
        verdict=verdict,
        version=version,
        is_public=not review.is_own_copy,
        payload=payload,
        sha256=digest(payload),
        published_by=by,
    )
    review.record(
        ReviewVerb.PUBLISHED,
        actor=None if at_its_time else by,
        version=version,
        sha256=report.sha256,
    )
    tell_that_it_went_out(review, verdict, by=by)
    return report


def tell_that_it_went_out(review: ClaimReview, verdict: Verdict, *, by: User) -> None:
    """Tell whoever found it out or worded it, and webhooks."""
    went = "Passed on to the newsroom" if review.is_own_copy else "Published"
    text, path = f"{went}: {review.claim.statement}", review.get_absolute_url()
    people = {finding.reviewer for finding in submitted_findings(review)} | {verdict.writer}
    for person in sorted(people - {by}, key=lambda person: person.pk):
        if person.is_active:
            tell(person, text, path, kind=NoticeKind.PUBLISHED)
    announce([News(NoticeKind.PUBLISHED, cut(text, 400), path)])


def publish_due() -> int:
    """Publish what was signed for a time that has come, in the name of whoever signed it."""
    published = 0
    for pk in ClaimReview.objects.due_for_publication().values_list("pk", flat=True)[:100]:
        with transaction.atomic():
            review = lock_review(pk)
            if not ClaimReview.objects.due_for_publication().filter(pk=pk).exists():
                continue
            signature = SignOff.objects.select_related("editor").get(verdict=review.current_verdict)
            publish_locked(review, by=signature.editor, at_its_time=True)
            published += 1
    return published


@transaction.atomic
def retract(review: ClaimReview, *, by: User, reason: str) -> ClaimReview:
    """Take a published verdict back: its page stays and says so, with the reason."""
    require_desk(by, "retract a report")
    review = lock_review(review.pk)
    reason = require_reason(reason, "retracting")
    review.move_to(ReviewState.RETRACTED)
    review.ended_because = reason
    review.save(update_fields=["ended_because"])
    review.record(ReviewVerb.RETRACTED, actor=by, note=reason)
    return review
