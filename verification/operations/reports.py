"""Publishing and retracting."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from newsroom.accounts.models import Role, User
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import News, announce, cut, tell
from newsroom.refusals import Refused
from verification.errors import NotReady, OnHold, PageChanged
from verification.models import ClaimReview, Report, ReviewVerb, SignOff, Verdict
from verification.reports.document import build, digest
from verification.reports.signing import changed_since_signing, next_version
from verification.states import ReviewState

from .findings import in_words, submitted_findings
from .locking import lock_review, require_desk, require_state
from .reviews import require_reason


@transaction.atomic
def publish(review: ClaimReview, *, by: User) -> Report:
    """Publish exactly the page that was signed as the next version of the report. Own copy gets
    a report for the newsroom, never a public page."""
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
    version = next_version(review)
    payload = build(review, verdict, version=version)
    check_page_signed(verdict, payload)
    review.move_to(ReviewState.PUBLISHED)
    review.publish_at = None
    review.save(update_fields=["publish_at"])
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


def check_page_signed(verdict: Verdict, payload: dict[str, Any]) -> None:
    """Raise ``PageChanged`` where readers would not see what was signed, with what is otherwise."""
    if changed := changed_since_signing(verdict, payload):
        raise PageChanged(
            f"Not what {verdict.sign_off.editor.name} signed: since then {in_words(changed)} "
            "changed. Nothing was published. Send it back, so that its text is looked at "
            "again and the page signed anew."
        )


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
    """Publish what was signed for a time that has come, in the name of whoever signed it. What is
    refused keeps its signature, loses its time, and is told to the editors."""
    published = 0
    for pk in ClaimReview.objects.due_for_publication().values_list("pk", flat=True)[:100]:
        with transaction.atomic():
            review = lock_review(pk)
            if not ClaimReview.objects.due_for_publication().filter(pk=pk).exists():
                continue
            signature = SignOff.objects.select_related("editor").get(verdict=review.current_verdict)
            try:
                with transaction.atomic():
                    publish_locked(review, by=signature.editor, at_its_time=True)
            except Refused as refusal:
                give_up_the_time(review, refusal.sentence)
            else:
                published += 1
    return published


def give_up_the_time(review: ClaimReview, sentence: str) -> None:
    review.refresh_from_db()
    review.publish_at = None
    review.save(update_fields=["publish_at"])
    review.record(ReviewVerb.SCHEDULED, actor=None, note=sentence, publish_at=None)
    path = review.get_absolute_url()
    for editor in User.objects.with_role(Role.EDITOR):
        tell(
            editor,
            f"Not published at its time ({sentence.rstrip('.')}): {review.claim.statement}",
            path,
            kind=NoticeKind.SIGN,
        )


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
