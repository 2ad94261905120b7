"""Changing how the desk works: policies and rating scales, as rows with versions.

What reviews rest on is not edited but superseded by its next version: a review keeps the policy
it started with, and a verdict the scale it was given under.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from claims.models import Purpose
from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, Policy, Rating, RatingScale


@transaction.atomic
def add_policy(*, by: User, **columns: Any) -> Policy:
    """Put a new policy into force; ``columns`` are the model's."""
    require_policies(by)
    lock_policies()
    refuse_taken_name(columns["name"])
    policy = Policy.objects.create(**columns, version=next_version(columns["name"]))
    keep_a_fallback()
    return policy


@transaction.atomic
def revise_policy(policy: Policy, *, by: User, **columns: Any) -> Policy:
    """Change a policy: in its row as long as no review rests on it, else as its next version,
    which takes its place for reviews that open from now on. Answers the row that holds."""
    require_policies(by)
    lock_policies()
    policy = Policy.objects.get(pk=policy.pk)
    changed = {name: value for name, value in columns.items() if getattr(policy, name) != value}
    if not changed:
        return policy
    newer = Policy.objects.filter(name=policy.name, version__gt=policy.version)
    if newer.exists():
        raise Overtaken(
            f"{policy} has been superseded, so it was not changed. Open the newest version."
        )
    name = changed.get("name", policy.name)
    if name != policy.name:
        refuse_taken_name(name)
    rests_on_it = ClaimReview.objects.filter(policy=policy).exists()
    if rests_on_it and set(changed) != {"is_active"}:
        Policy.objects.filter(pk=policy.pk).update(is_active=False)
        policy.pk = None
        policy._state.adding = True
        policy.version = next_version(name)
    for column, value in changed.items():
        setattr(policy, column, value)
    policy.save()
    keep_a_fallback()
    return policy


def lock_policies() -> None:
    """Two admins change policies one after the other: versions and the fallback are about all."""
    list(Policy.objects.select_for_update().order_by("pk").values_list("pk"))


def next_version(name: str) -> int:
    latest = Policy.objects.filter(name=name).order_by("-version").first()
    return latest.version + 1 if latest else 1


def refuse_taken_name(name: str) -> None:
    if Policy.objects.filter(name=name, is_active=True).exists():
        raise Overtaken(f"There is already a policy called {name}. Choose another name.")


def keep_a_fallback() -> None:
    """Every claim must find a policy: one that names neither topic nor priority stays in force."""
    purposes = set(
        Policy.objects.filter(is_active=True, topic=None, priority="").values_list(
            "purpose", flat=True
        )
    )
    if "" not in purposes and not purposes.issuperset(Purpose.values):
        raise NotReady(
            "Nothing was changed: no policy would be left for claims that have no special one. "
            "Keep one in force that names no topic and no priority."
        )


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One rating as an admin writes it. ``position`` is empty for one outside the order."""

    slug: str
    label: str
    definition: str
    position: int | None = None


@transaction.atomic
def revise_scale(
    scale: RatingScale, *, by: User, name: str, ratings: Sequence[RatingLine]
) -> RatingScale:
    """Change a scale and its ratings: in place as long as no review rests on it, else as its next
    version, under which reviews open from now on. Answers the scale that holds."""
    require_policies(by)
    scale = RatingScale.objects.select_for_update().get(pk=scale.pk)
    if name == scale.name and set(ratings) == set(lines_of(scale)):
        return scale
    check_lines(ratings)
    if not scale.is_active:
        raise Overtaken(
            f"{scale} has been superseded, so it was not changed. Open the newest version."
        )
    if ClaimReview.objects.filter(scale=scale).exists():
        scale.is_active = False
        scale.save(update_fields=["is_active"])
        scale = RatingScale(purpose=scale.purpose, version=scale.version + 1)
    else:
        scale.ratings.all().delete()  # nothing rests on them yet, so nothing is lost
    scale.name = name
    scale.save()
    Rating.objects.bulk_create(
        Rating(
            scale=scale,
            slug=line.slug,
            label=line.label,
            definition=line.definition,
            position=line.position,
        )
        for line in ratings
    )
    return scale


def lines_of(scale: RatingScale) -> list[RatingLine]:
    return [
        RatingLine(rating.slug, rating.label, rating.definition, rating.position)
        for rating in scale.ratings.all()
    ]


def check_lines(lines: Sequence[RatingLine]) -> None:
    if len(lines) < 2:
        raise NotReady("A scale needs at least two ratings. Nothing was changed.")
    positions = [line.position for line in lines if line.position is not None]
    for values, what in (([line.slug for line in lines], "name"), (positions, "position")):
        if len(set(values)) != len(values):
            raise NotReady(f"Two ratings have the same {what}. Nothing was changed.")


def require_policies(by: User) -> None:
    require(
        by,
        "verification.manage_policies",
        otherwise="Only admins can change policies and rating scales.",
    )
