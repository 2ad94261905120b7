"""A requirement of the policy waived: asked for, granted, refused, given unasked, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from newsroom.accounts.models import Role
from tests.factories import (
    UserFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from verification.errors import NotReady, Overtaken
from verification.invariants.checking import broken_rules
from verification.models import Assignment, Requirement, Waiver
from verification.operations.asking_again import ask_again
from verification.operations.assigning import assign_reviewers
from verification.operations.assignments import decline, reassign, take_back
from verification.operations.contacts import ask_for_comment, cancel_contact
from verification.operations.findings import save_draft, submit_finding
from verification.operations.handing_over import hand_over, take_on
from verification.operations.keeping_for import keep_for
from verification.operations.reports import publish
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.operations.waivers import (
    ask_for_waiver,
    end_waiver,
    grant_waiver,
    refuse_waiver,
    waive,
    withdraw_waiver_request,
)
from verification.requirements import LINES, covered_needs, that_counted
from verification.views.checks import before_submitting

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "evidence_needed": 2,
    "origins_needed": 2,
    "first_hand_needed": True,
    "comment_needed": True,
}


def drafting(**policy):
    """A draft with one piece that is second-hand; nobody was asked for comment."""
    given = assigned(open_review_for(**policy))
    with_evidence(given, hand="second")
    return written(given)


def written(given, slug="true"):
    save_draft(given, by=given.reviewer, rating=rating(given.review, slug), reasons="Registers.")
    return given


def asked(given, requirement="first_hand"):
    return ask_for_waiver(
        given, by=given.reviewer, requirement=requirement, because="It is not public."
    )


def submit(given):
    return submit_finding(given, by=given.reviewer)


def unseen(person):
    return list(person.notices.unseen().filter(kind="waiver").values_list("text", flat=True))


# -- one table -------------------------------------------------------------------------------------


def test_the_table_has_a_line_for_each_requirement_that_can_be_waived():
    assert [line.requirement for line in LINES] == list(Requirement)


@pytest.mark.parametrize("requirement", Requirement.values)
def test_what_the_list_shows_as_open_is_what_the_verb_refuses(requirement):
    given = drafting(**EVERYTHING)
    for other in set(Requirement.values) - {requirement}:
        grant_waiver(asked(given, other), by=editor(), reason="So.")
    review = fresh(given.review)
    own = list(review.evidence.with_detail())
    waivers = list(Waiver.objects.covering(given))
    finding = review.findings.get()
    checks = before_submitting(review, finding, own, own, waivers)
    still_open = [c for c in checks if c.needed and not c.is_met and not c.waived]
    assert [check.need.requirement for check in still_open] == [requirement]
    assert still_open[0].way is not None
    with pytest.raises(NotReady) as refusal:
        submit(given)
    assert f"add {still_open[0].need.lacking}." in str(refusal.value)
    grant_waiver(asked(given, requirement), by=editor(), reason="So.")
    assert submit(given).is_submitted


def test_who_was_not_asked_for_comment_after_all_was_not_asked():
    given = drafting(comment_needed=True)
    contact = ask_for_comment(
        given.review, by=given.reviewer, whom="The mayor", question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    cancel_contact(contact, by=given.reviewer, reason="The wrong mayor.")
    with pytest.raises(NotReady, match="add a request for comment"):
        submit(given)


# -- asked for -------------------------------------------------------------------------------------


def test_a_request_is_told_to_editors_and_granting_it_lets_the_finding_in():
    first, second = editor(), editor()
    given = drafting(first_hand_needed=True)
    request = asked(given)
    text = f"{given.reviewer.name} asks to waive “first-hand evidence”: "
    assert unseen(first) == unseen(second) == [text + given.review.claim.statement]
    with pytest.raises(NotReady):  # asking alone waives nothing
        submit(given)
    grant_waiver(request, by=first, reason="The register is closed.")
    assert unseen(second) == []
    assert unseen(given.reviewer) == [
        "“first-hand evidence” is waived for you (The register is closed.): "
        + given.review.claim.statement
    ]
    assert submit(given).is_submitted
    assert unseen(given.reviewer) == []


def test_a_refusal_gives_a_word_why_and_the_requirement_stays():
    given = drafting(first_hand_needed=True)
    someone = editor()
    with pytest.raises(NotReady, match="Give a reason"):
        refuse_waiver(asked(given), by=someone, reason=" ")
    refuse_waiver(Waiver.objects.get(), by=someone, reason="Ask the port.")
    assert Waiver.objects.get().outcome == "refused"
    assert unseen(given.reviewer)[0].startswith("“first-hand evidence” is not waived (Ask the port")
    with pytest.raises(NotReady, match="first-hand"):
        submit(given)
    asked(given)  # and can be asked for again
    assert Waiver.objects.open().count() == 1


def test_a_request_can_be_taken_back_and_is_then_nobodys_to_answer():
    someone = editor()
    given = drafting(first_hand_needed=True)
    request = withdraw_waiver_request(asked(given), by=given.reviewer)
    assert request.outcome == "withdrawn"
    assert unseen(someone) == []
    with pytest.raises(Overtaken, match="withdrawn already"):
        grant_waiver(request, by=someone, reason="So.")


def test_one_answer_leaves_the_notice_of_another_request_standing():
    someone = editor()
    given = drafting(**EVERYTHING)
    one, other = asked(given, "origins"), asked(given, "comment")
    grant_waiver(one, by=editor(), reason="So.")
    assert len(unseen(someone)) == 2
    grant_waiver(other, by=editor(), reason="So.")
    assert unseen(someone) == []


def test_two_editors_at_once_answer_once():
    given = drafting(first_hand_needed=True)
    request = asked(given)
    stale = Waiver.objects.get(pk=request.pk)
    grant_waiver(request, by=editor(), reason="So.")
    with pytest.raises(Overtaken, match="granted already"):
        refuse_waiver(stale, by=editor(), reason="No.")
    assert Waiver.objects.get().is_granted is True


@pytest.mark.parametrize(
    ("requirement", "prepare", "says"),
    [
        ("comment", lambda given: None, "does not ask for claimant asked for comment"),
        ("nonsense", lambda given: None, "does not ask for this"),
        ("evidence", lambda given: None, "You have met this already"),
        ("first_hand", asked, "You have asked for this already"),
        (
            "first_hand",
            lambda given: grant_waiver(asked(given), by=editor(), reason="So."),
            "This is waived for you already",
        ),
    ],
    ids=["not asked by the policy", "no requirement", "met", "asked", "waived"],
)
def test_what_need_not_be_waived_is_not_asked_for(requirement, prepare, says):
    given = drafting(first_hand_needed=True)
    prepare(given)
    with pytest.raises((NotReady, Overtaken), match=says):
        asked(given, requirement)


def test_where_no_other_editor_is_nothing_is_asked():
    both = UserFactory(roles=[Role.REVIEWER, Role.EDITOR])
    given = drafting(first_hand_needed=True)
    given = reassign(given, both, by=editor(), reason="Knows it.")
    type(both).objects.with_role(Role.EDITOR).exclude(pk=both.pk).update(is_active=False)
    with pytest.raises(NotReady, match="no other editor who could answer"):
        asked(given)
    assert not Waiver.objects.exists()


# -- who decides -----------------------------------------------------------------------------------


@pytest.mark.parametrize("do", [grant_waiver, refuse_waiver])
def test_whoever_reviews_the_claim_answers_no_request_on_it(do):
    both = UserFactory(roles=[Role.REVIEWER, Role.EDITOR])
    review = open_review_for(reviewers=2, blind=False, first_hand_needed=True)
    given = assigned(review)
    assigned(fresh(review), both)
    with pytest.raises(PermissionDenied, match="another editor decides"):
        do(asked(given), by=both, reason="So.")
    do(Waiver.objects.get(), by=editor(), reason="So.")  # the control


def test_of_a_blind_review_who_gave_their_part_back_does_not_decide_either():
    left = UserFactory(roles=[Role.REVIEWER, Role.EDITOR])
    review = open_review_for(reviewers=2, blind=True, first_hand_needed=True)
    decline(assigned(review, left), by=left, reason="No time.")
    given = assigned(fresh(review))
    request = asked(given)
    assert unseen(left) == []
    with pytest.raises(PermissionDenied):
        grant_waiver(request, by=left, reason="So.")


def test_waiving_taints_nobody():
    someone = editor()
    given = drafting(first_hand_needed=True)
    grant_waiver(asked(given), by=someone, reason="So.")
    submit(given)
    verdict = draft_verdict(
        fresh(given.review), by=given.reviewer, conclusion="It holds.", explanation="[1]"
    )
    assert fresh(given.review).work_of(someone) == ""
    assert sign_off(verdict, by=someone).editor == someone


# -- for the claim ---------------------------------------------------------------------------------


def test_an_editor_waives_for_the_claim_and_whoever_asked_is_granted_it():
    review = open_review_for(reviewers=2, blind=False, first_hand_needed=True)
    one, other = (written(assigned(fresh(review))) for _ in range(2))
    for given in (one, other):
        with_evidence(given, hand="second")
    request = asked(one)
    waive(review, by=editor(), requirement="first_hand", reason="It is closed.")
    assert Waiver.objects.get(pk=request.pk).outcome == "granted"
    assert submit(one).is_submitted
    assert submit(other).is_submitted
    with pytest.raises(NotReady, match="nothing left to waive"):
        waive(review, by=editor(), requirement="first_hand", reason="It is closed.")


def test_a_waiver_for_one_is_not_the_others():
    review = open_review_for(reviewers=2, blind=True, first_hand_needed=True)
    one, other = (written(assigned(fresh(review))) for _ in range(2))
    for given in (one, other):
        with_evidence(given, hand="second")
    grant_waiver(asked(one), by=editor(), reason="So.")
    assert submit(one).is_submitted
    with pytest.raises(NotReady, match="first-hand"):
        submit(other)


def test_the_same_is_waived_once_and_only_what_the_policy_asks_for():
    review = open_review_for(first_hand_needed=True)
    waive(review, by=editor(), requirement="first_hand", reason="So.")
    with pytest.raises(Overtaken, match="waived for the claim already"):
        waive(review, by=editor(), requirement="first_hand", reason="So.")
    with pytest.raises(NotReady, match="does not ask for"):
        waive(review, by=editor(), requirement="comment", reason="So.")


def test_a_waiver_counts_for_its_round_only():
    review = open_review_for(reviewers=2, blind=True, first_hand_needed=True)
    waive(review, by=editor(), requirement="first_hand", reason="So.")
    for slug in ("true", "mostly-true"):
        given = assigned(fresh(review))
        with_evidence(given, hand="second")
        submit(written(given, slug))
    ask_again(fresh(review), by=editor(), reason="Look again.")
    again = fresh(review).current_assignments[0]
    (need,) = [n for n in covered_needs(fresh(review), again) if n.requirement == "first_hand"]
    assert need.is_open


# -- taken back ------------------------------------------------------------------------------------


def test_a_waiver_is_taken_back_while_no_finding_rests_on_it():
    given = drafting(first_hand_needed=True)
    waiver = grant_waiver(asked(given), by=editor(), reason="So.")
    end_waiver(waiver, by=editor())
    assert unseen(given.reviewer)[0].startswith("“first-hand evidence” is asked for again")
    with pytest.raises(NotReady, match="first-hand"):
        submit(given)
    with pytest.raises(Overtaken, match="no longer in force"):
        end_waiver(waiver, by=editor())


def test_not_once_a_finding_is_in_that_needed_it():
    review = open_review_for(reviewers=2, blind=True, first_hand_needed=True)
    waiver = waive(review, by=editor(), requirement="first_hand", reason="So.")
    given = written(assigned(review))
    with_evidence(given, hand="second")
    submit(given)
    with pytest.raises(NotReady, match="A finding is in that rests on this waiver"):
        end_waiver(waiver, by=editor())
    assert Waiver.objects.get().ended_at is None


def test_nor_where_what_it_lacked_was_asked_for_since():
    review = open_review_for(reviewers=2, blind=True, comment_needed=True)
    one, other = assigned(review), assigned(fresh(review))
    waiver = waive(fresh(review), by=editor(), requirement="comment", reason="So.")
    with_evidence(one)
    assert submit(written(one)).waived == ["comment"]
    contact = ask_for_comment(
        review, by=other.reviewer, whom="The mayor", question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(NotReady, match="A finding is in that rests on this waiver"):
        end_waiver(waiver, by=editor())
    cancel_contact(contact, by=other.reviewer, reason="The wrong mayor.")
    assert broken_rules() == []
    with_evidence(other)
    assert submit(written(other)).waived == ["comment"]


def test_control_a_finding_that_met_it_does_not_rest_on_it():
    review = open_review_for(reviewers=2, blind=True, first_hand_needed=True)
    waiver = waive(review, by=editor(), requirement="first_hand", reason="So.")
    given = written(assigned(review))
    with_evidence(given, hand="first")
    submit(given)
    assert end_waiver(waiver, by=editor()).ended_at


# -- who decided is not who reviews ----------------------------------------------------------------


def both_roles():
    person = reviewer()
    type(person).objects.filter(pk=person.pk).update(roles=[Role.REVIEWER, Role.EDITOR])
    person.refresh_from_db()
    return person


GIVEN_BY_HAND = {
    "assigned": lambda given, to: assigned(fresh(given.review), to),
    "reassigned": lambda given, to: reassign(given, to, by=editor(), reason="Knows it."),
    "handed over": lambda given, to: hand_over(given, by=given.reviewer, to=to, note="Call."),
    "kept for": lambda given, to: keep_for(
        fresh(given.review), to, by=editor(), reason="Knows it."
    ),
    "taken on": lambda given, to: take_on(fresh(given.review), by=to),
}


@pytest.mark.parametrize("how", GIVEN_BY_HAND)
@pytest.mark.parametrize("blind", [True, False])
def test_who_answered_a_request_is_given_no_place_by_hand(how, blind):
    both = both_roles()
    given = assigned(open_review_for(reviewers=2, blind=blind, first_hand_needed=True))
    refuse_waiver(asked(given), by=both, reason="Ask the port.")
    with pytest.raises(NotReady, match="decided in this round what its reviewers need not do"):
        GIVEN_BY_HAND[how](given, both)


@pytest.mark.parametrize("how", GIVEN_BY_HAND)
def test_control_an_editor_who_answered_none_is(how):
    both = both_roles()
    given = assigned(open_review_for(reviewers=2, blind=True, first_hand_needed=True))
    refuse_waiver(asked(given), by=editor(), reason="Ask the port.")
    GIVEN_BY_HAND[how](given, both)


def test_nor_does_the_desk_give_them_one():
    both = both_roles()
    asked_for = assigned(open_review_for(reviewers=2, blind=True, first_hand_needed=True))
    grant_waiver(asked(asked_for), by=both, reason="So.")
    unasked = open_review_for(first_hand_needed=True)
    waive(unasked, by=both, requirement="first_hand", reason="So.")
    noise = open_review_for(first_hand_needed=True)
    Assignment.objects.filter(pk=asked_for.pk).update(due_at=timezone.now() + timedelta(days=9))
    type(both).objects.filter(pk=asked_for.reviewer_id).update(roles=[])  # only they are left
    assign_reviewers()
    theirs = Assignment.objects.filter(reviewer=both)
    assert [work.review for work in theirs] == [noise]
    assert "had a part in it" in fresh(unasked).nobody_because


def test_who_withdrew_their_own_request_may_be_asked_again():
    both = both_roles()
    given = assigned(open_review_for(first_hand_needed=True), both)
    editor()
    withdraw_waiver_request(asked(given), by=both)
    decline(given, by=both, reason="No time.")
    assert assigned(fresh(given.review), both).is_live


@pytest.mark.parametrize("by_hand", [True, False])
def test_what_an_editor_was_told_is_put_away_once_they_review_it_themselves(by_hand):
    both, another = both_roles(), editor()
    given = assigned(open_review_for(reviewers=2, blind=True, first_hand_needed=True))
    noise = assigned(open_review_for(reviewers=1, first_hand_needed=True))
    asked(given)
    asked(noise)
    assert len(unseen(both)) == len(unseen(another)) == 2
    if by_hand:
        assigned(fresh(given.review), both)
    else:
        assign_reviewers()
    assert fresh(given.review).standing_assignment_of(both)
    assert unseen(both) == [t for t in unseen(another) if noise.review.claim.statement in t]
    assert len(unseen(another)) == 2


# -- from hand to hand, and told to readers --------------------------------------------------------


@pytest.mark.parametrize("how", ["handed over", "taken back", "reassigned"])
def test_what_was_waived_travels_with_the_work(how):
    given, to = drafting(first_hand_needed=True, comment_needed=True), reviewer()
    grant_waiver(asked(given), by=editor(), reason="So.")
    asked(given, "comment")  # nobody answered: whoever has it now asks for themselves
    if how == "handed over":
        hand_over(given, by=given.reviewer, to=to, note="Call the port.")
    elif how == "reassigned":
        reassign(given, to, by=editor(), reason="Knows it.")
    else:
        take_back(given, by=editor(), reason="Away.")
        assigned(fresh(given.review), to)
    now = fresh(given.review).standing_assignment_of(to)
    open_ones = [need.requirement for need in covered_needs(given.review, now) if need.is_open]
    assert open_ones == ["comment"]
    assert not Waiver.objects.open().exists()
    assert asked(now, "comment").assignment == now


def test_a_report_says_what_counted_and_nothing_of_what_was_met_after_all():
    given, someone = drafting(first_hand_needed=True, comment_needed=True), editor()
    grant_waiver(asked(given), by=someone, reason="The register is closed.")
    grant_waiver(asked(given, "comment"), by=someone, reason="They never answer.")
    ask_for_comment(
        given.review, by=given.reviewer, whom="The mayor", question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    finding = submit(given)
    review = fresh(given.review)
    assert [w.requirement for w in that_counted(review, [finding], 1)] == ["first_hand"]
    verdict = draft_verdict(review, by=given.reviewer, conclusion="So.", explanation="[1]")
    sign_off(verdict, by=someone)
    report = publish(fresh(review), by=someone)
    assert report.payload["how"]["waivers"] == [
        {
            "requirement": "first_hand",
            "words": "first-hand evidence",
            "reason": "The register is closed.",
            "for": given.reviewer.name,
            "by": someone.name,
        }
    ]


def test_the_history_of_a_blind_request_is_private_to_whoever_asked():
    review = open_review_for(reviewers=2, blind=True, first_hand_needed=True)
    given = assigned(review)
    assigned(fresh(review))
    grant_waiver(asked(given), by=editor(), reason="So.")
    lines = review.claim.events.filter(verb__in=("asked_for_waiver", "waived"))
    assert [line.private_to for line in lines] == [given.reviewer, given.reviewer]
