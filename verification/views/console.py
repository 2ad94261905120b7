"""What an admin looks after, with how it stands, and the way to each page of the admin."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from claims.models import Topic
from newsroom.accounts.models import Role, User
from verification.models import Policy, RatingScale


@dataclass(frozen=True, slots=True)
class Place:
    title: str
    text: str
    url: str


def console() -> list[Place]:
    """Only what the admin shows; how many of each there are."""
    places = (
        Place("People", people_words(), admin_page("accounts_user_changelist")),
        Place(
            "Policies",
            f"{counted(Policy.objects.filter(is_active=True).count(), 'policy', 'policies')} in "
            "force: how a claim is checked, by how many, by when.",
            admin_page("verification_policy_changelist"),
        ),
        Place(
            "Rating scales",
            f"{counted(RatingScale.objects.filter(is_active=True).count(), 'scale')} in force, "
            "with the definitions readers see.",
            admin_page("verification_ratingscale_changelist"),
        ),
        Place(
            "Topics",
            f"{counted(Topic.objects.count(), 'topic')}: reviewers and policies go by them.",
            admin_page("claims_topic_changelist"),
        ),
    )
    return [place for place in places if place.url]


def people_words() -> str:
    roles = [
        role
        for held in User.objects.filter(is_active=True).values_list("roles", flat=True)
        for role in held
    ]
    parts = [counted(roles.count(role), role.label) for role in Role]
    return f"{', '.join(parts[:-1])} and {parts[-1]}."


def counted(count: int, word: str, plural: str = "") -> str:
    return f"{count or 'no'} {word if count == 1 else plural or f'{word}s'}"


def admin_page(name: str) -> str:
    """A page of the admin, or "" where the admin does not show that model."""
    try:
        return reverse(f"admin:{name}")
    except NoReverseMatch:
        return ""
