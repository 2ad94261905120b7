"""What an empty desk starts with: the two scales and three policies. Admins change them."""

from __future__ import annotations

from typing import Any

from django.apps import apps as current_apps

from claims.models import Priority, Purpose

OTHERS_CLAIMS_SCALE = (
    ("true", "True", 1, "Accurate, and nothing significant is missing."),
    ("mostly-true", "Mostly true", 2, "Accurate, but needs clarification or more information."),
    ("half-true", "Half true", 3, "Partly accurate, but leaves out or distorts what matters."),
    ("mostly-false", "Mostly false", 4, "Holds a grain of truth, but misleads on the whole."),
    ("false", "False", 5, "Not accurate."),
    (
        "missing-context",
        "Missing context",
        None,
        "Accurate as far as it goes, but gives a wrong impression without what it leaves out.",
    ),
    ("outdated", "Outdated", None, "Was accurate once, but no longer when it was said."),
    ("unproven", "Unproven", None, "The evidence there is neither supports nor refutes it."),
)
OWN_COPY_SCALE = (
    ("stands", "Stands", 1, "The passage can be published as it is."),
    ("change", "Change", 2, "The passage can be published once it is changed as described."),
    ("cut", "Cut", 3, "The passage should not be published."),
)
SCALES = (
    ("Truth of others’ claims", Purpose.OTHERS_CLAIMS, OTHERS_CLAIMS_SCALE),
    ("Own copy", Purpose.OWN_COPY, OWN_COPY_SCALE),
)
POLICIES: tuple[dict[str, Any], ...] = (
    {"name": "Standard", "reviewers": 1, "review_hours": 24, "sign_off_hours": 8},
    {
        "name": "High priority",
        "priority": Priority.HIGH,
        "reviewers": 2,
        "blind": True,
        "review_hours": 24,
        "sign_off_hours": 8,
    },
    {
        "name": "Fast lane",
        "priority": Priority.FAST,
        "reviewers": 1,
        "review_hours": 2,
        "settle_hours": 1,
        "verdict_hours": 1,
        "sign_off_hours": 1,
        "remind_hours": 1,
        "what_we_know": True,
    },
)


def create_defaults(using: str = "default", apps: Any = current_apps, **kwargs: Any) -> None:
    """After a migration: give an empty desk its scales and policies; touch nothing otherwise."""
    scales = apps.get_model("verification", "RatingScale").objects.using(using)
    ratings = apps.get_model("verification", "Rating").objects.using(using)
    policies = apps.get_model("verification", "Policy").objects.using(using)
    if not scales.exists():
        for name, purpose, values in SCALES:
            scale = scales.create(name=name, purpose=purpose)
            for slug, label, position, definition in values:
                ratings.create(
                    scale=scale, slug=slug, label=label, position=position, definition=definition
                )
    if not policies.exists():
        for values in POLICIES:
            policies.create(**values)
