"""Taking back what was done a moment ago, where no verb of its own does."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, Contact, Evidence, LineageDismissal, ReviewVerb
from verification.states import UNDER_WORK

from .assignments import own_work
from .contacts import move_due_times, require_contact_right
from .declared_interests import refuse_own_interest
from .lineage import lock_draft, note, readable_piece
from .locking import lock_review, require_state
from .sources import hold_citable
from .steps import waits_until

A_MOMENT = timedelta(minutes=15)


@transaction.atomic
def restore_evidence(evidence: Evidence, *, by: User) -> Evidence:
    """Put one's own withdrawn evidence back, as long as the finding is a draft. What kept it from
    being cited keeps it from coming back."""
    review = lock_review(evidence.review_id)
    evidence = Evidence.objects.select_related("finding__assignment", "source").get(pk=evidence.pk)
    own_work(evidence.finding.assignment, by)
    if not evidence.is_withdrawn:
        raise Overtaken("This evidence stands already. There was nothing to put back.")
    source = hold_citable(evidence.source)
    refuse_own_interest(by, source)
    same = {"source": source, "excerpt": evidence.excerpt, "stance": evidence.stance}
    if evidence.finding.evidence.standing().filter(**same, answers=evidence.answers).exists():
        raise Overtaken(
            f"You have cited this passage of {source.name} again since. It was not put back beside "
            "itself."
        )
    evidence.withdrawn_at, evidence.withdrawn_because = None, ""
    evidence.save(update_fields=["withdrawn_at", "withdrawn_because"])
    review.record(ReviewVerb.RESTORED, actor=by, private_to=by, evidence=evidence.pk)
    return evidence


@transaction.atomic
def leave_open(evidence: Evidence, other: Evidence, *, by: User) -> Evidence:
    """Take back what was said of where the two come from: neither that one's own repeats the
    other, nor that they are separate. What the words suggest is suggested again."""
    review, evidence = lock_draft(evidence, by)
    other = readable_piece(review, other, by)
    dismissed = LineageDismissal.objects.of(evidence, other)
    if evidence.derives_from_id != other.pk and not dismissed.exists():
        raise Overtaken("Nothing is noted of the two any more. There was nothing to take back.")
    dismissed.delete()
    if evidence.derives_from_id == other.pk:
        evidence.derives_from = None
        evidence.save(update_fields=["derives_from"])
    note(review, ReviewVerb.LEFT_OPEN, by, evidence, origin=other.told_as)
    return evidence


@transaction.atomic
def wait_again(contact: Contact, *, by: User) -> Contact:
    """Wait once more for somebody who was no longer waited for: the clock stands again. Only for
    whoever stopped waiting, within ``A_MOMENT``, and where nothing followed, so that nobody's
    decision is undone and no step is moved that others have gone on from."""
    review = lock_review(contact.review_id)
    require_contact_right(review, by)
    require_state(review, *UNDER_WORK, to="wait for a reply again")
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.is_open:
        raise Overtaken(f"{contact.whom} is waited for already. There was nothing to take back.")
    if not contact.is_cancelled:
        raise NotReady("The answer is already recorded; it was not changed.")
    if contact.answered_to_id != by.pk:
        raise PermissionDenied(
            "Only whoever stopped waiting can take that back. Ask them anew if their answer still "
            "matters."
        )
    if why := what_followed(review, contact):
        raise NotReady(f"{why} Ask {contact.whom} anew if their answer still matters.")
    now = timezone.now()
    stood_until = waits_until(review, now)
    contact.answered_at = contact.answered_to = None
    contact.save(update_fields=["answered_at", "answered_to"])
    move_due_times(review, waits_until(review, now) - stood_until)
    review.record(
        ReviewVerb.WAITS_AGAIN,
        actor=by,
        whom=contact.whom,
        reply_by=contact.reply_by.isoformat(),
    )
    return contact


def what_followed(review: ClaimReview, contact: Contact) -> str:
    """Why a cancelled contact cannot be taken up again, as a sentence, or ""."""
    ended = contact.answered_at
    if ended and timezone.now() - ended > A_MOMENT:
        return f"That was more than {A_MOMENT.seconds // 60} minutes ago."
    if contact.reply_by <= timezone.now():
        return "Their time to reply has passed meanwhile."
    if contact.round != review.round or (ended and review.state_since > ended):
        return "The review has gone on meanwhile."
    if review.contacts.filter(whom=contact.whom, asked_at__gt=ended).exists():
        return "They were asked again meanwhile."
    return ""
