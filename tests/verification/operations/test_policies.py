"""Which policy a claim gets, and how policies and scales change under reviews that rest on them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from claims.models import Claim, Purpose
from tests.factories import (
    ClaimFactory,
    DocumentFactory,
    TopicFactory,
    admin,
    editor,
    fresh,
    open_review_for,
    reviewer,
)
from verification.errors import NotReady, Overtaken
from verification.models import Policy, RatingScale
from verification.operations.policies import (
    RatingLine,
    add_policy,
    lines_of,
    revise_policy,
    revise_scale,
)
from verification.operations.reviews import close_review, reopen_review

pytestmark = pytest.mark.django_db


def standard() -> Policy:
    return Policy.objects.get(name="Standard", is_active=True)


# -- choice ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("priority", "name"), [("normal", "Standard"), ("high", "High priority"), ("fast", "Fast lane")]
)
def test_a_claim_gets_the_default_policy_of_its_priority(priority, name):
    assert Policy.objects.for_claim(ClaimFactory(priority=priority)).name == name


def test_what_names_the_topic_beats_what_names_the_priority_and_that_the_purpose():
    topic, other = TopicFactory(), TopicFactory()
    document = DocumentFactory(purpose="own_copy")
    claim = ClaimFactory(document=document, topic=topic, priority="high")

    def chosen(claim: Claim) -> str:
        return Policy.objects.for_claim(claim).name

    boss = admin()
    add_policy(by=boss, name="Own copy", purpose="own_copy")
    add_policy(by=boss, name="Other topic", topic=other)  # noise
    assert chosen(claim) == "High priority"
    assert chosen(ClaimFactory(document=document)) == "Own copy"
    assert chosen(ClaimFactory()) == "Standard"
    add_policy(by=boss, name="Topic", topic=topic)
    assert chosen(claim) == "Topic"
    add_policy(by=boss, name="Topic, high", topic=topic, priority="high")
    assert chosen(claim) == "Topic, high"


def test_a_policy_out_of_force_is_not_chosen():
    policy = Policy.objects.get(name="High priority")
    revise_policy(policy, by=admin(), is_active=False)
    assert Policy.objects.for_claim(ClaimFactory(priority="high")) == standard()


# -- policies change -------------------------------------------------------------------------------


def test_a_policy_nothing_rests_on_is_changed_in_place():
    policy = standard()
    revised = revise_policy(policy, by=admin(), review_hours=12)
    assert (revised.pk, revised.version, revised.review_hours) == (policy.pk, 1, 12)


def test_a_policy_that_reviews_rest_on_is_superseded_and_they_keep_theirs():
    review = open_review_for()
    revised = revise_policy(standard(), by=admin(), reviewers=2)
    assert (revised.version, revised.reviewers, revised.is_active) == (2, 2, True)
    assert (fresh(review).policy.version, fresh(review).policy.reviewers) == (1, 1)
    assert open_review_for().policy == revised


def test_a_reopened_review_goes_by_the_policy_in_force_then():
    review, boss = open_review_for(), editor()
    revised = revise_policy(standard(), by=admin(), review_hours=3)
    close_review(review, by=boss, reason="No longer news.")
    assert reopen_review(fresh(review), by=boss, reason="It is again.").policy == revised


def test_a_change_that_changes_nothing_makes_no_version():
    open_review_for()
    policy = standard()
    assert revise_policy(policy, by=admin(), review_hours=policy.review_hours) == policy
    assert Policy.objects.filter(name="Standard").count() == 1


def test_whom_a_policy_names_goes_along_to_its_next_version():
    one, other, third = editor(), editor(), editor()
    revise_policy(standard(), by=admin(), adjudicators=[one], signers=[one, other])
    review = open_review_for()
    revised = revise_policy(standard(), by=admin(), review_hours=12, signers=[other, third])
    assert revised.version == 2
    assert list(revised.adjudicators.all()) == [one]
    assert set(revised.signers.all()) == {other, third}
    old = fresh(review).policy
    assert (old.version, set(old.signers.all())) == (1, {one, other})


def test_naming_somebody_else_is_a_change_and_naming_the_same_is_none():
    one, other = editor(), editor()
    open_review_for()
    first = revise_policy(standard(), by=admin(), signers=[one, other])
    open_review_for()
    assert revise_policy(first, by=admin(), signers=[other, one]) == first
    assert revise_policy(first, by=admin(), signers=[]).version == first.version + 1


def test_who_was_named_and_left_is_no_obstacle_to_another_change():
    one = editor()
    revise_policy(standard(), by=admin(), signers=[one])
    one.is_active = False
    one.save()
    assert list(revise_policy(standard(), by=admin(), review_hours=12).signers.all()) == [one]


def test_only_editors_are_named():
    boss = editor()
    with pytest.raises(NotReady, match="not an active editor"), transaction.atomic():
        revise_policy(standard(), by=admin(), signers=[boss, reviewer()])
    with pytest.raises(NotReady, match="not an active editor"), transaction.atomic():
        add_policy(by=admin(), name="Harbours", adjudicators=[admin()])
    assert not standard().signers.exists()


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"settle_hours": 0}, "Settle hours: from 1 to 2,000. Nothing was changed."),
        ({"verdict_hours": 0}, "Verdict hours: from 1"),
        ({"sign_off_hours": 0}, "Sign off hours: from 1"),
        ({"review_hours": 2001}, "Review hours: from 1 to 2,000"),
        ({"review_hours": 2, "remind_hours": 2}, "Somebody who has 2 hours cannot be reminded 2"),
    ],
)
def test_hours_that_make_no_sense_are_refused(columns, told):
    with pytest.raises(NotReady) as refusal, transaction.atomic():
        revise_policy(standard(), by=admin(), **columns)
    assert str(refusal.value).startswith(told)
    with pytest.raises(NotReady), transaction.atomic():
        add_policy(by=admin(), name="Harbours", **columns)
    assert standard().version == 1


def test_a_superseded_policy_is_left_alone():
    open_review_for()
    old = standard()
    revise_policy(old, by=admin(), review_hours=3)
    with pytest.raises(Overtaken, match="has been superseded"):
        revise_policy(old, by=admin(), review_hours=2)
    assert standard().review_hours == 3


def test_a_name_in_force_is_taken():
    with pytest.raises(Overtaken, match="already a policy called Standard"):
        add_policy(by=admin(), name="Standard")
    with pytest.raises(Overtaken, match="already a policy called Standard"):
        revise_policy(Policy.objects.get(name="Fast lane"), by=admin(), name="Standard")


def test_two_policies_in_force_for_exactly_the_same_claims_are_refused():
    boss, topic = admin(), TopicFactory(name="Harbours")
    scope = {"topic": topic, "priority": "high", "purpose": "own_copy"}
    first = add_policy(by=boss, name="Harbours, high", **scope)
    with pytest.raises(Overtaken) as refusal, transaction.atomic():
        add_policy(by=boss, name="Another", **scope)
    assert str(refusal.value) == (
        "Harbours, high, version 1 is in force for exactly the same claims: topic Harbours, "
        "priority high, purpose own copy. Change that one, put it out of force first, or name "
        "another topic, priority or purpose. Nothing was changed."
    )
    # Each of the three makes another scope, and so does not being in force.
    near = [{**scope, "topic": TopicFactory()}, {**scope, "priority": ""}, {**scope, "purpose": ""}]
    others = [add_policy(by=boss, name=f"Near {n}", **columns) for n, columns in enumerate(near)]
    asleep = add_policy(by=boss, name="Asleep", is_active=False, **scope)
    for policy, change in ((others[1], {"priority": "high"}), (asleep, {"is_active": True})):
        with pytest.raises(Overtaken, match="Harbours, high, version 1"), transaction.atomic():
            revise_policy(policy, by=boss, **change)
    revise_policy(first, by=boss, is_active=False)
    assert revise_policy(asleep, by=boss, is_active=True).is_active


def test_a_policy_is_not_in_its_own_way():
    open_review_for()
    assert revise_policy(standard(), by=admin(), review_hours=12).version == 2
    with pytest.raises(Overtaken, match="Standard, version 2 is in force"), transaction.atomic():
        add_policy(by=admin(), name="Second fallback")


@pytest.mark.parametrize("change", [{"is_active": False}, {"priority": "normal"}])
def test_every_claim_keeps_a_policy(change):
    with pytest.raises(NotReady, match="no policy would be left"), transaction.atomic():
        revise_policy(standard(), by=admin(), **change)
    assert Policy.objects.for_claim(ClaimFactory()) == standard()
    # Control: with another that fits every claim the same change goes through.
    for purpose in Purpose:
        add_policy(by=admin(), name=f"For {purpose}", purpose=purpose)
    revise_policy(standard(), by=admin(), **change)


def test_one_policy_for_each_purpose_is_enough():
    boss = admin()
    add_policy(by=boss, name="Own", purpose="own_copy")
    add_policy(by=boss, name="Others", purpose="others_claims")
    assert not revise_policy(standard(), by=boss, is_active=False).is_active


@pytest.mark.parametrize("columns", [{"reviewers": 3}, {"waive_four_eyes": True}])
def test_postgresql_refuses_a_policy_that_makes_no_sense(columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        add_policy(by=admin(), name="Odd", topic=TopicFactory(), **columns)


# -- scales change ---------------------------------------------------------------------------------


def scale_in_force() -> RatingScale:
    return RatingScale.objects.in_force_for("others_claims")


def test_a_scale_that_reviews_rest_on_is_superseded_with_its_ratings():
    review = open_review_for()
    old = scale_in_force()
    lines = [line for line in lines_of(old) if line.slug != "outdated"]
    new = revise_scale(old, by=admin(), name="Truth", ratings=lines)
    assert (new.name, new.version, scale_in_force()) == ("Truth", 2, new)
    assert fresh(review).scale == old
    assert old.ratings.filter(slug="outdated").exists()
    assert not new.ratings.filter(slug="outdated").exists()
    assert open_review_for().scale == new


def test_a_scale_nothing_rests_on_is_changed_in_place():
    scale = scale_in_force()
    first, *rest = lines_of(scale)
    held = revise_scale(
        scale, by=admin(), name=scale.name, ratings=[replace(first, label="Right"), *rest]
    )
    assert (held.pk, held.version) == (scale.pk, 1)
    assert held.ratings.get(slug=first.slug).label == "Right"
    assert held.ratings.count() == len(rest) + 1


def test_two_ratings_can_change_places():
    scale = scale_in_force()
    first, second, *rest = lines_of(scale)
    swapped = [replace(first, position=2), replace(second, position=1), *rest]
    held = revise_scale(scale, by=admin(), name=scale.name, ratings=swapped)
    assert held.ratings.get(slug=second.slug).position == 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "at least two"),
        ([RatingLine("a", "A", "x", 1), RatingLine("a", "B", "x", 2)], "the same name"),
        ([RatingLine("a", "A", "x", 1), RatingLine("b", "B", "x", 1)], "the same position"),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(lines, told):
    scale = scale_in_force()
    before = lines_of(scale)
    with pytest.raises(NotReady, match=told):
        revise_scale(scale, by=admin(), name=scale.name, ratings=lines)
    assert lines_of(scale_in_force()) == before


def test_many_ratings_may_stand_outside_the_order():
    scale = scale_in_force()
    lines = [RatingLine("a", "A", "x"), RatingLine("b", "B", "x")]
    assert revise_scale(scale, by=admin(), name="Free", ratings=lines).ratings.count() == 2


def test_a_superseded_scale_is_left_alone():
    open_review_for()
    old = scale_in_force()
    revise_scale(old, by=admin(), name="Truth", ratings=lines_of(old))
    with pytest.raises(Overtaken, match="has been superseded"):
        revise_scale(old, by=admin(), name="Again", ratings=lines_of(old))


@pytest.mark.parametrize("somebody", [reviewer, editor])
def test_only_admins_change_policies_and_scales(somebody):
    scale = scale_in_force()
    with pytest.raises(PermissionDenied, match="Only admins"):
        revise_policy(standard(), by=somebody(), review_hours=1)
    with pytest.raises(PermissionDenied, match="Only admins"):
        add_policy(by=somebody(), name="Mine")
    with pytest.raises(PermissionDenied, match="Only admins"):
        revise_scale(scale, by=somebody(), name="Mine", ratings=lines_of(scale))
