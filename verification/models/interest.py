"""A stake that a source has in how a claim is answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .review import ClaimReview
from .source import Source


class InterestQuerySet(models.QuerySet["Interest"]):
    def standing(self) -> InterestQuerySet:
        return self.filter(ended_at__isnull=True)

    def readable_by(self, user: Any, review: ClaimReview) -> InterestQuerySet:
        """Of one review, for a page that shows this person the sources cited in it: the same as
        ``visible_to`` says of all at once."""
        rows = self.filter(review=review)
        if review.is_blind:
            return rows.exclude(models.Q(round=review.round) & of_somebody_else(user))
        return rows

    def visible_to(self, user: Any) -> InterestQuerySet:
        """Those of sources that this person may know of. While a review is blind, an interest
        would tell that its source is cited: only one's own of this round are shown, and those of
        whoever cited it for a finding that is one's own now."""
        if not user.has_perm("claims.read"):
            return self.none()
        theirs = models.Q(
            review__in=ClaimReview.objects.blind(), round=models.F("review__round")
        ) & of_somebody_else(user)
        return self.filter(source__in=Source.objects.visible_to(user)).exclude(theirs)


def of_somebody_else(user: Any) -> models.Q:
    """Noted neither by this person nor by whoever cited its source for what is now theirs."""
    from .evidence import Evidence

    came_along = Evidence.objects.filter(
        review=models.OuterRef("review"),
        source=models.OuterRef("source"),
        cited_by=models.OuterRef("recorded_by"),
        round=models.OuterRef("round"),
        finding__reviewer=user,
    )
    return ~models.Q(recorded_by=user) & ~models.Exists(came_along)


class Interest(models.Model):
    """A source's stake in one claim, in words ("it runs the harbour the claim is about"), beside
    what the source declares in general. Put right by ending it, never by changing it. Of one
    source several can stand: reviewers of a blind review do not know of each other's."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="interests")
    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="interests")
    round = models.PositiveSmallIntegerField(default=1)
    stake = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("source", "review", "recorded_by"),
                condition=models.Q(ended_at__isnull=True),
                name="one_interest_per_source_claim_and_person",
            ),
            models.CheckConstraint(condition=~models.Q(stake=""), name="interest_has_a_stake"),
        )

    def __str__(self) -> str:
        return f"{self.source}: {self.stake}"

    @property
    def words(self) -> str:
        """The stake, to go on from with a comma or a semicolon."""
        return self.stake.rstrip(".")
