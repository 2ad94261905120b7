"""Policies: how a claim is to be checked, as rows that an admin edits."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from claims.models import Claim, Priority, Purpose, Topic


class PolicyQuerySet(models.QuerySet["Policy"]):
    def for_claim(self, claim: Claim) -> Policy:
        """The policy in force that fits the claim most closely: what names its topic beats what
        names its priority, and that beats what names only the purpose or nothing."""
        fitting = [
            policy
            for policy in self.filter(is_active=True)
            if policy.topic_id in (None, claim.topic_id)
            and policy.priority in ("", claim.priority)
            and policy.purpose in ("", claim.document.purpose)
        ]
        if not fitting:
            raise Policy.DoesNotExist("No policy in force fits this claim.")
        return max(fitting, key=lambda policy: (*policy.closeness, policy.pk))


class Policy(models.Model):
    """How many reviewers, blind or open, by when, and what a verdict needs.

    A review copies the policy it opened under by pointing at this row; a policy that reviews
    rest on is therefore not edited but superseded by its next version.
    """

    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    is_active = models.BooleanField("in force", default=True)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="policies"
    )
    priority = models.CharField(max_length=8, choices=Priority.choices, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    reviewers = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(2)]
    )
    blind = models.BooleanField(
        default=True, help_text="Two reviewers do not see each other’s work until both submitted."
    )
    review_hours = models.PositiveSmallIntegerField(
        default=24, help_text="From the assignment to the finding."
    )
    settle_hours = models.PositiveSmallIntegerField(
        default=24, help_text="From findings that differ to their settlement."
    )
    verdict_hours = models.PositiveSmallIntegerField(
        default=24, help_text="From the last finding or the settlement to the verdict’s text."
    )
    sign_off_hours = models.PositiveSmallIntegerField(
        default=8, help_text="From the verdict’s text to the signature."
    )
    remind_hours = models.PositiveSmallIntegerField(
        default=2, help_text="So long before a finding is due its reviewer is reminded."
    )
    working_hours = models.BooleanField(
        "count working hours only",
        default=False,
        help_text="The hours above run only while the reviewer, or the desk, is at work.",
    )
    evidence_needed = models.PositiveSmallIntegerField(
        default=1, help_text="Pieces of evidence a finding needs before it can be submitted."
    )
    origins_needed = models.PositiveSmallIntegerField(
        "independent origins needed",
        default=0,
        help_text="Evidence that repeats other evidence counts once. 0: not asked for.",
    )
    first_hand_needed = models.BooleanField(
        "first-hand evidence needed",
        default=False,
        help_text="At least one piece of evidence of a finding must be first-hand.",
    )
    comment_needed = models.BooleanField(
        "claimant asked for comment",
        default=False,
        help_text="Somebody must have been asked for comment before a finding is submitted.",
    )
    agree_within = models.PositiveSmallIntegerField(
        "agree within steps",
        default=0,
        help_text="0: two findings agree if they have the same rating; 1: or the next one.",
    )
    what_we_know = models.BooleanField(
        "may publish “What we know so far”",
        default=False,
        help_text="An unrated report may be published while the facts are still coming in.",
    )
    waive_four_eyes = models.BooleanField(
        "waive clean hands",
        default=False,
        help_text="For a desk too small for the rule: a reviewer of the claim may sign it off.",
    )
    waiver_reason = models.TextField(blank=True)
    adjudicators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name="who may adjudicate",
        help_text="Nobody chosen: every editor who did not review the claim.",
    )
    signers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name="who may sign off",
        help_text="Nobody chosen: every editor with clean hands.",
    )

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "policies"
        ordering = ("name", "-version")
        constraints = (
            models.UniqueConstraint(fields=("name", "version"), name="one_policy_per_version"),
            models.UniqueConstraint(
                fields=("name",),
                condition=models.Q(is_active=True),
                name="one_policy_version_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewers__in=(1, 2)), name="one_or_two_reviewers"
            ),
            models.CheckConstraint(
                condition=models.Q(waive_four_eyes=False) | ~models.Q(waiver_reason=""),
                name="waiver_has_a_reason",
                violation_error_message="A waiver needs a reason; it is kept with each sign-off.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    @property
    def closeness(self) -> tuple[bool, bool, bool]:
        return (self.topic_id is not None, bool(self.priority), bool(self.purpose))
