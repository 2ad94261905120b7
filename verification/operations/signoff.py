"""Standing behind a page as readers will see it, or sending it back."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import settle, tell
from verification.clean_hands import among
from verification.errors import FourEyesViolation, NotReady, Overtaken, PageChanged
from verification.models import ClaimReview, Evidence, ReviewVerb, SignOff, Verdict
from verification.reports.signing import page_digest, parts_of, to_be_signed
from verification.states import ReviewState
from verification.wording import writer_of

from .findings import submitted_findings
from .interest_bar import require_no_interest
from .locking import lock_review, require_desk, require_state
from .reviews import require_reason
from .steps import begin_step


@transaction.atomic
def sign_off(verdict: Verdict, *, by: User, note: str = "", page: str | None = None) -> SignOff:
    """An editor stands behind exactly this text, on the page as readers will see it.
    ``page`` is the hash of the page that they read: where it differs from the one there is now,
    ``PageChanged`` is raised. Where none was shown the one there is now is signed.

    The hands must be clean: whoever worded, cited, rated, adjudicated or wrote any of it is
    refused, unless the review's policy waives the rule with a reason, which is then kept. Two
    editors pressing at once is fine: the second waits for the row, finds it signed, and is told.
    """
    require_desk(by, "sign off")
    review = lock_review(verdict.review_id)
    require(
        by,
        "verification.sign_off",
        review,
        otherwise=f"You cannot sign this off.{among(review.policy, 'signers')}",
    )
    if SignOff.objects.filter(verdict=verdict).exists():
        raise Overtaken("Another editor has just signed this off. There is nothing left to do.")
    require_state(review, ReviewState.DECIDED, to="sign it off")
    if review.current_verdict != verdict:
        raise Overtaken("The text was changed in the meantime. Read it again below.")
    require_no_interest(review, by, to="sign it off")
    check_seen(review)
    waiver = ""
    if taint := review.work_of(by):
        if not review.policy.waive_four_eyes:
            raise FourEyesViolation(
                f"You {taint} on this claim, so another editor must sign it off."
            )
        waiver = review.policy.waiver_reason
    if verdict.hash_text() != verdict.text_sha256:
        raise NotReady("The stored text does not match its hash. Send it back and tell an admin.")
    payload = to_be_signed(review, verdict, signer=by.name, waiver=waiver)
    check_page_seen(payload, page)
    signature = SignOff.objects.create(
        verdict=verdict,
        editor=by,
        text_sha256=verdict.text_sha256,
        page_sha256=page_digest(payload),
        note=note,
        waiver=waiver,
    )
    review.move_to(ReviewState.SIGNED_OFF)
    settle(review.get_absolute_url())
    review.record(
        ReviewVerb.SIGNED_OFF,
        actor=by,
        note=note,
        verdict=verdict.pk,
        parts=parts_of(payload),
        **({"waiver": waiver} if waiver else {}),
    )
    return signature


def check_page_seen(payload: dict[str, Any], page: str | None) -> None:
    if page is not None and page != page_digest(payload):
        raise PageChanged(
            "The page has changed since you read it, so it was not signed. Your note is kept. "
            "Read it again as it is now, then sign."
        )


def check_seen(review: ClaimReview) -> None:
    """Raise ``NotReady`` while an editor has not seen what readers will not."""
    unseen = Evidence.objects.unseen().filter(finding__in=submitted_findings(review)).count()
    if unseen:
        what = "A confidential piece" if unseen == 1 else f"{unseen} confidential pieces"
        raise NotReady(
            f"{what} of evidence was not seen by an editor yet. Read it, press “I have seen it” "
            "at its line, then sign off."
        )


@transaction.atomic
def send_back(review: ClaimReview, *, by: User, reason: str) -> ClaimReview:
    """Return a decided or signed review to its reviewers, who reword the verdict."""
    require_desk(by, "send a verdict back")
    review = lock_review(review.pk)
    require_state(review, ReviewState.DECIDED, ReviewState.SIGNED_OFF, to="send it back")
    reason = require_reason(reason, "sending back")
    hand_back(review, by=by, verb=ReviewVerb.SENT_BACK, reason=reason, told="Sent back by")
    return review


def hand_back(
    review: ClaimReview, *, by: User, verb: ReviewVerb, reason: str, told: str, **data: int
) -> None:
    """The text is its writer's again; whoever was at it is told in the words ``told`` and why."""
    review.move_to(ReviewState.IN_REVIEW)
    review.publish_at = None
    review.save(update_fields=["publish_at"])
    review.record(verb, actor=by, note=reason, **data)
    begin_step(review, "verdict", of=writer_of(review))
    for person in at_its_text(review):
        tell(
            person,
            f"{told} {by.name} ({reason}): {review.claim.statement}",
            review.get_absolute_url(),
            kind=NoticeKind.VERDICT,
        )


def at_its_text(review: ClaimReview) -> list[User]:
    """Its reviewers, and whoever was given the text."""
    people = [finding.reviewer for finding in submitted_findings(review)]
    given = review.text_by
    return [*people, given] if given and given not in people else people
