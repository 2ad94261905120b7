"""Who says so."""

from __future__ import annotations

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower


class ClaimantManager(models.Manager["Claimant"]):
    def named(self, name: str, kind: str = "") -> Claimant | None:
        """The claimant of that name, made if new; ``None`` for an empty name (own voice)."""
        name = " ".join(name.split())[:200]
        if not name:
            return None
        # As the constraint does it, in the database: "İ" and "I" differ by upper case only.
        alike = self.annotate(low=Lower("name")).filter(low=Lower(models.Value(name)))
        if known := alike.first():
            return known
        try:
            with transaction.atomic():
                return self.create(name=name, kind=kind or Claimant.Kind.PERSON)
        except IntegrityError:  # somebody was first
            return alike.get()


class Claimant(models.Model):
    """A person or an organisation that is given as saying something."""

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        ORGANISATION = "organisation", "organisation"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PERSON)

    objects = ClaimantManager()

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(Lower("name"), name="one_claimant_per_name"),)

    def __str__(self) -> str:
        return self.name
