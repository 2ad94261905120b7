"""The desk's whole work on one claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from claims.models import Claim
from verification.errors import IllegalTransition
from verification.states import (
    LIVE_ASSIGNMENTS,
    NEXT_STATES,
    STANDING_ASSIGNMENTS,
    UNDER_WORK,
    WITH_A_STEP,
    AssignmentState,
    ReviewState,
)

from .policy import Policy
from .rating import RatingScale

if TYPE_CHECKING:
    from newsroom.accounts.models import User

    from .assignment import Assignment
    from .report import Report
    from .settlement import Settlement
    from .verdict import Verdict


class ReviewQuerySet(models.QuerySet["ClaimReview"]):
    def visible_to(self, user: Any) -> ReviewQuerySet:
        """Everybody who works here sees which claims are in review; what one reviewer wrote
        stays hidden from the other by ``Finding`` and ``Evidence``."""
        return self if user.has_perm("claims.read") else self.none()

    def under_work(self) -> ReviewQuerySet:
        return self.filter(state__in=UNDER_WORK)

    def awaiting_reviewers(self) -> ReviewQuerySet:
        """The assigning run's to-do list."""
        return self.filter(
            needs_reviewers=True, state__in=(ReviewState.OPEN, ReviewState.IN_REVIEW)
        )

    def nobody_can_take(self) -> ReviewQuerySet:
        return self.awaiting_reviewers().exclude(nobody_because="")

    def due_for_publication(self) -> ReviewQuerySet:
        return self.filter(
            state=ReviewState.SIGNED_OFF, publish_at__lte=timezone.now(), held_at__isnull=True
        )

    def waiting(self) -> ReviewQuerySet:
        """Somebody was asked and may still answer: the clock stands."""
        from .contact import Contact

        awaited = Contact.objects.filter(
            review=models.OuterRef("pk"), answered_at__isnull=True, reply_by__gt=Now()
        )
        return self.under_work().filter(models.Exists(awaited))

    def overdue(self) -> ReviewQuerySet:
        """Those whose present step is late, by the database's clock; ``is_overdue`` says it of
        one."""
        return self.filter(state__in=WITH_A_STEP, due_at__lt=Now()).exclude(
            pk__in=ClaimReview.objects.waiting()
        )

    def with_all_findings(self) -> ReviewQuerySet:
        """Those to which every reviewer whom the policy asks for has submitted."""
        return self.filter(policy__reviewers__lte=Coalesce(models.Subquery(handed_in()), 0))

    def blind(self) -> ReviewQuerySet:
        """Those whose reviewers must not see each other's work yet; ``is_blind`` says it of one."""
        return self.filter(
            models.Q(policy__reviewers__gt=Coalesce(models.Subquery(handed_in()), 0)),
            policy__blind=True,
            policy__reviewers__gt=1,
            state__in=(ReviewState.OPEN, ReviewState.IN_REVIEW),
        )

    def with_a_part_of(self, user: Any) -> ReviewQuerySet:
        """Those that this person reviews in the present round, or had and gave back or lost;
        ``has_a_part`` says it of one."""
        from .assignment import Assignment

        theirs = Assignment.objects.filter(
            review=models.OuterRef("pk"), round=models.OuterRef("round"), reviewer=user
        )
        return self.filter(models.Exists(theirs))

    def with_line_detail(self) -> ReviewQuerySet:
        """What one line of a list shows, in a fixed number of queries."""
        return self.select_related(
            "claim__claimant", "claim__document", "claim__topic", "policy", "text_by"
        ).prefetch_related("claim__figures", "assignments__reviewer", "contacts")


def handed_in() -> models.QuerySet[Any, Any]:
    """How many findings of its present round a review has."""
    from .assignment import Assignment, AssignmentRole

    return (
        Assignment.objects.filter(
            review=models.OuterRef("pk"),
            round=models.OuterRef("round"),
            state=AssignmentState.SUBMITTED,
        )
        .exclude(role=AssignmentRole.ADJUDICATOR)
        .order_by()
        .values("review")
        .annotate(count=models.Count("pk"))
        .values("count")
    )


class ClaimReview(models.Model):
    """The review of one claim, through all its rounds.

    ``needs_reviewers`` is true while fewer assignments stand than the policy asks for;
    ``nobody_because`` and ``would_help`` say why nobody could take it, and what would help.
    ``kept_for`` is the one person it may be given to; ``text_by`` who was given the verdict's
    text in this round. ``due_at`` is when the present step is due: the findings, the settlement,
    the verdict's text, the signature; ``set_due_at`` is what an editor said of this step by hand;
    ``alerted_at`` when it was said that this step is late.
    Waiting, hold and publish-at are facts beside the state, not states.
    """

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="review")
    state = models.CharField(max_length=14, choices=ReviewState.choices, default=ReviewState.OPEN)
    round = models.PositiveSmallIntegerField(default=1)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="reviews")
    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="reviews")
    opened_at = models.DateTimeField(default=timezone.now)
    state_since = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)
    set_due_at = models.DateTimeField(null=True, blank=True)
    needs_reviewers = models.BooleanField(default=True)
    nobody_because = models.TextField(blank=True)
    would_help = models.TextField(blank=True)
    kept_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kept_because = models.TextField(blank=True)
    text_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    alerted_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_because = models.TextField(blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField("reason for closing", blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "review"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(held_at__isnull=True) | ~models.Q(held_because=""),
                name="hold_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(kept_for__isnull=True) | ~models.Q(kept_because=""),
                name="keeping_has_a_reason",
            ),
        )
        indexes = (
            models.Index(
                fields=("id",),
                condition=models.Q(needs_reviewers=True),
                name="reviews_awaiting_reviewers",
            ),
            models.Index(fields=("state", "due_at", "id"), name="reviews_by_state_and_due"),
            models.Index(
                fields=("publish_at",),
                condition=models.Q(state=ReviewState.SIGNED_OFF),
                name="reviews_to_publish",
            ),
        )

    def __str__(self) -> str:
        return self.claim.statement

    def get_absolute_url(self) -> str:
        return self.claim.get_workspace_url()

    # -- what stands -------------------------------------------------------------------------

    @property
    def is_own_copy(self) -> bool:
        return self.claim.document.is_own_copy

    @property
    def on_hold(self) -> bool:
        return self.held_at is not None

    @property
    def current_assignments(self) -> list[Assignment]:
        """Those of this round that stand, first reviewer first. Uses a prefetch if there is one."""
        return sorted(
            (
                assignment
                for assignment in self.assignments.all()
                if assignment.round == self.round and assignment.state in STANDING_ASSIGNMENTS
            ),
            key=lambda assignment: (assignment.role, assignment.pk),
        )

    @property
    def open_contacts(self) -> list[Any]:
        return [contact for contact in self.contacts.all() if contact.is_open]

    @property
    def is_waiting(self) -> bool:
        return any(contact.is_waiting for contact in self.contacts.all())

    @property
    def is_blind(self) -> bool:
        """True as long as two reviewers of this round must not see each other's work."""
        if not (self.policy.blind and self.policy.reviewers > 1):
            return False
        if self.state not in (ReviewState.OPEN, ReviewState.IN_REVIEW):
            return False
        submitted = [
            assignment
            for assignment in self.current_assignments
            if assignment.state == AssignmentState.SUBMITTED and not assignment.is_adjudicator
        ]
        return len(submitted) < self.policy.reviewers

    @property
    def is_overdue(self) -> bool:
        return bool(
            self.due_at
            and self.state in WITH_A_STEP
            and self.due_at < timezone.now()
            and not self.is_waiting
        )

    @property
    def current_verdict(self) -> Verdict | None:
        return self.verdicts.filter(round=self.round).order_by("-id").first()

    @property
    def settlement(self) -> Settlement | None:
        """How a disagreement of this round was settled, if it was."""
        return self.settlements.filter(round=self.round, agreed_at__isnull=False).last()

    @property
    def latest_report(self) -> Report | None:
        return self.reports.order_by("-version").first()

    def standing_assignment_of(self, user: User) -> Assignment | None:
        return next(
            (
                assignment
                for assignment in self.current_assignments
                if assignment.reviewer_id == user.pk
            ),
            None,
        )

    def has_a_part(self, user: User) -> bool:
        """Whether this person reviews it in this round, or had it and gave it back or lost it.
        Uses a prefetch if there is one."""
        return any(
            assignment.reviewer_id == user.pk and assignment.round == self.round
            for assignment in self.assignments.all()
        )

    def is_blind_to(self, user: User) -> bool:
        """Whether what the others of this round do, and how far they are, is hidden from this
        person, editor or not: the review is blind, and they have or had a part in it."""
        return self.is_blind and self.has_a_part(user)

    def work_of(self, user: User) -> str:
        """What this person did on the claim in this round, as the end of "You …", or "".

        A declined or untouched assignment taints nobody, nor does waiting for an answer no
        longer; what somebody cited does, wherever it went since.
        """
        here = {"round": self.round}
        begun = self.assignments.filter(**here, reviewer=user, started_at__isnull=False)
        work = {
            "submitted a finding": self.findings.filter(
                **here, reviewer=user, submitted_at__isnull=False
            ),
            "cited evidence": self.evidence.filter(**here, cited_by=user),
            "said why evidence counts": self.evidence.filter(**here, explanations__by=user),
            "asked for comment": self.contacts.filter(**here, asked_by=user),
            "wrote down an answer": self.contacts.filter(**here, answered_to=user).exclude(
                answer=""
            ),
            "settled the disagreement": self.settlements.filter(**here, decided_by=user),
            "worded the verdict": self.verdicts.filter(**here, drafted_by=user),
            "are the named writer": self.verdicts.filter(**here, writer=user),
            "confirmed the verdict": self.verdicts.filter(**here, confirmation__by=user),
            "are reviewing": begun.filter(state__in=LIVE_ASSIGNMENTS),
            "handed over what you had begun": begun.filter(state=AssignmentState.HANDED_OVER),
        }
        did = ClaimReview.objects.values_list(*map(models.Exists, work.values())).get(pk=self.pk)
        return next((words for words, is_so in zip(work, did, strict=True) if is_so), "")

    # -- steps -------------------------------------------------------------------------------

    def move_to(self, state: ReviewState) -> None:
        """Take a legal step and save it; raises ``IllegalTransition`` with a sentence. Where no
        step is left nothing is due."""
        current = ReviewState(self.state)
        if state not in NEXT_STATES[current]:
            raise IllegalTransition(
                f"This review is {current.label}, so it cannot become {state.label}. "
                "Nothing was changed; reload the page to see where it stands."
            )
        self.state = state
        self.state_since = timezone.now()
        if state not in WITH_A_STEP:
            self.due_at = self.alerted_at = None
        self.save(update_fields=["state", "state_since", "due_at", "alerted_at"])

    def record(self, verb: str, **rest: Any) -> None:
        """Write a line into the claim's history."""
        self.claim.record(verb, **rest)
