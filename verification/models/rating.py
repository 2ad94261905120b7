"""Rating scales: versioned, each rating with a definition that readers see."""

from __future__ import annotations

from django.db import models

from claims.models import Purpose


class RatingScaleQuerySet(models.QuerySet["RatingScale"]):
    def in_force_for(self, purpose: str) -> RatingScale:
        """The newest version of the scale in force for documents of that purpose."""
        return self.filter(purpose=purpose, is_active=True).latest("version")


class RatingScale(models.Model):
    """The ratings a verdict can carry. A version that findings rest on is not edited; a new
    version is made, and verdicts keep the one they were given under."""

    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    version = models.PositiveSmallIntegerField(default=1)
    is_active = models.BooleanField("in force", default=True)

    objects = RatingScaleQuerySet.as_manager()

    class Meta:
        ordering = ("purpose", "-version")
        constraints = (
            models.UniqueConstraint(fields=("purpose", "version"), name="one_scale_per_version"),
            models.UniqueConstraint(
                fields=("purpose",),
                condition=models.Q(is_active=True),
                name="one_scale_in_force_per_purpose",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class RatingQuerySet(models.QuerySet["Rating"]):
    def on_the_keys(self) -> RatingQuerySet:
        """In the order of the scale, those outside it last: the order of the number keys."""
        return self.order_by(models.F("position").asc(nulls_last=True), "id")


class Rating(models.Model):
    """One value of a scale. ``position`` is its place in the order (1 is truest), or empty for
    one outside the order, such as "Unproven"."""

    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="ratings")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    definition = models.TextField()
    position = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ("scale", models.F("position").asc(nulls_last=True), "id")
        constraints = (
            models.UniqueConstraint(fields=("scale", "slug"), name="one_rating_per_slug"),
            models.UniqueConstraint(fields=("scale", "position"), name="one_rating_per_position"),
        )

    def __str__(self) -> str:
        return self.label
