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
from verification.timing import STAGES

NAMED = ("adjudicators", "signers")
MOST_HOURS = 2000


@transaction.atomic
def add_policy(*, by: User, **columns: Any) -> Policy:
    """Put a new policy into force; ``columns`` are the model's, ``adjudicators`` and ``signers``
    among them as people."""
    require_policies(by)
    lock_policies()
    refuse_taken_name(columns["name"])
    named = {column: list(columns.pop(column, ())) for column in NAMED}
    policy = Policy(**columns, version=next_version(columns["name"]))
    check_editors([person for people in named.values() for person in people])
    save_policy(policy, named)
    return policy


@transaction.atomic
def revise_policy(policy: Policy, *, by: User, **columns: Any) -> Policy:
    """Change a policy: in its row as long as no review rests on it, else as its next version,
    which takes its place for reviews that open from now on. Answers the row that holds."""
    require_policies(by)
    lock_policies()
    policy = Policy.objects.get(pk=policy.pk)
    had = {column: list(getattr(policy, column).all()) for column in NAMED}
    named = {column: list(columns.pop(column, had[column])) for column in NAMED}
    changed = {name: value for name, value in columns.items() if getattr(policy, name) != value}
    newly = {column: set(named[column]) - set(had[column]) for column in NAMED}
    same_people = all(set(named[column]) == set(had[column]) for column in NAMED)
    if not changed and same_people:
        return policy
    check_editors([person for people in newly.values() for person in people])
    newer = Policy.objects.filter(name=policy.name, version__gt=policy.version)
    if newer.exists():
        raise Overtaken(
            f"{policy} has been superseded, so it was not changed. Open the newest version."
        )
    name = changed.get("name", policy.name)
    if name != policy.name:
        refuse_taken_name(name)
    rests_on_it = ClaimReview.objects.filter(policy=policy).exists()
    if rests_on_it and not (set(changed) == {"is_active"} and same_people):
        Policy.objects.filter(pk=policy.pk).update(is_active=False)
        policy.pk = None
        policy._state.adding = True
        policy.version = next_version(name)
    for column, value in changed.items():
        setattr(policy, column, value)
    save_policy(policy, named)
    return policy


def save_policy(policy: Policy, named: dict[str, list[User]]) -> None:
    """The row with whom it names, if it makes sense."""
    check_hours(policy)
    refuse_taken_scope(policy)
    policy.save()
    for column, people in named.items():
        getattr(policy, column).set(people)
    keep_a_fallback()


def check_hours(policy: Policy) -> None:
    """Raise ``NotReady`` for a step that has no time, or more than anybody plans for."""
    for column in STAGES.values():
        if not 1 <= getattr(policy, column) <= MOST_HOURS:
            label = column.replace("_", " ").capitalize()
            raise NotReady(f"{label}: from 1 to {MOST_HOURS:,}. Nothing was changed.")
    if policy.remind_hours >= policy.review_hours:
        raise NotReady(
            f"Somebody who has {policy.review_hours} hours cannot be reminded "
            f"{policy.remind_hours} hours before. Give fewer remind hours than review hours; 0 "
            "reminds nobody. Nothing was changed."
        )


def check_editors(people: Sequence[User]) -> None:
    """Only editors adjudicate and sign: naming somebody gives no right."""
    others = [person.name for person in people if not person.is_editor]
    if others:
        raise NotReady(
            f"{', '.join(others)}: not an active editor, so they could neither adjudicate nor "
            "sign off. Choose among the editors. Nothing was changed."
        )


def lock_policies() -> None:
    """Two admins change policies one after the other: versions and the fallback are about all."""
    list(Policy.objects.select_for_update().order_by("pk").values_list("pk"))


def next_version(name: str) -> int:
    latest = Policy.objects.filter(name=name).order_by("-version").first()
    return latest.version + 1 if latest else 1


def refuse_taken_name(name: str) -> None:
    if Policy.objects.filter(name=name, is_active=True).exists():
        raise Overtaken(f"There is already a policy called {name}. Choose another name.")


def refuse_taken_scope(policy: Policy) -> None:
    """Raise ``Overtaken`` where another policy in force is for exactly the same claims: which of
    the two a claim got would be chance."""
    if not policy.is_active:
        return
    other = (
        Policy.objects.filter(
            is_active=True, topic=policy.topic, priority=policy.priority, purpose=policy.purpose
        )
        .exclude(pk=policy.pk)
        .first()
    )
    if other:
        raise Overtaken(
            f"{other} is in force for exactly the same claims: {scope_words(policy)}. Change that "
            "one, put it out of force first, or name another topic, priority or purpose. Nothing "
            "was changed."
        )


def scope_words(policy: Policy) -> str:
    """ "all that no closer policy fits", "topic Harbours, priority high"."""
    named = (
        ("topic", policy.topic and policy.topic.name),
        ("priority", policy.get_priority_display()),
        ("purpose", policy.get_purpose_display()),
    )
    words = [f"{what} {value}" for what, value in named if value]
    return ", ".join(words) or "all that no closer policy fits"


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
