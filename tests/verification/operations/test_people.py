"""Joining the desk, changing roles, leaving with work in hand."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from smtplib import SMTPException

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from newsroom.accounts import operations as accounts
from newsroom.accounts.models import Role, User
from newsroom.accounts.operations import deactivate, invite_again
from newsroom.refusals import Refused
from tests.at_once import Begun, at_once, barrier, somebody_waits_for_us, until
from tests.factories import (
    UserFactory,
    admin,
    assigned,
    editor,
    fresh,
    open_review_for,
    reviewer,
)
from tests.guards import without_guard
from verification.errors import NotReady
from verification.models import Assignment, ClaimReview, Reviewer
from verification.operations import availability, people
from verification.operations.availability import set_hours
from verification.operations.people import (
    change_person,
    deactivate_person,
    invite_person,
    reactivate_person,
    set_reviewing,
)
from verification.operations.reviewers import candidates
from verification.operations.together import assign_together

pytestmark = pytest.mark.django_db


def test_an_invited_reviewer_is_mailed_a_link_and_can_be_asked(
    mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        person = invite_person("ana@desk.example", "Ana Bell", ["reviewer"], by=admin())
    assert person.reviewer.capacity == 8
    assert not person.has_usable_password()
    assert mailoutbox[0].to == ["ana@desk.example"]


def test_an_invited_editor_is_not_asked_by_the_desk(django_capture_on_commit_callbacks):
    person = invite_person("ana@desk.example", "Ana Bell", ["editor"], by=admin())
    assert not hasattr(person, "reviewer")


def test_the_same_address_is_not_invited_twice_whatever_its_case():
    UserFactory(email="ana@desk.example")
    with pytest.raises(Refused, match="already on the desk"):
        invite_person("ANA@desk.example", "Ana Bell", [], by=admin())


def test_a_person_is_kept_where_the_invitation_could_not_be_mailed(
    monkeypatch, django_capture_on_commit_callbacks
):
    def away(*args):
        raise SMTPException("nobody listens")

    monkeypatch.setattr(accounts, "send_mail", away)
    with (
        pytest.raises(Refused, match=r"could not be mailed \(nobody listens\). Send it again"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        invite_person("ana@desk.example", "Ana Bell", ["reviewer"], by=admin())
    assert User.objects.filter(email="ana@desk.example").exists()


def test_an_invitation_is_sent_again_until_a_password_is_chosen(
    mailoutbox, django_capture_on_commit_callbacks
):
    boss = admin()
    person = UserFactory()
    person.set_unusable_password()
    person.save()
    with django_capture_on_commit_callbacks(execute=True):
        invite_again(person, by=boss)
    assert len(mailoutbox) == 1
    person.set_password("correct horse battery")
    person.save()
    with pytest.raises(Refused, match="has already chosen a password"):
        invite_again(person, by=boss)
    gone = UserFactory(is_active=False)
    with pytest.raises(Refused, match="is deactivated"):
        invite_again(gone, by=boss)


def changed(person, by, **columns):
    unchanged = {"name": person.name, "email": person.email, "roles": person.roles}
    return change_person(person, by=by, **{**unchanged, **columns})


def test_an_address_is_its_owners_alone_once_they_chose_a_password():
    boss = admin()
    person = UserFactory(password="correct horse battery")
    with pytest.raises(Refused, match="the address was not changed"):
        changed(person, boss, email="mine@desk.example", name="Anew")
    person.refresh_from_db()
    assert person.name != "Anew"
    # Control: a slip in an invitation that nobody has taken up can be put right.
    newcomer = UserFactory()
    newcomer.set_unusable_password()
    newcomer.save()
    assert changed(newcomer, boss, email="right@desk.example").email == "right@desk.example"


def test_becoming_a_reviewer_makes_one_who_can_be_asked():
    person = editor()
    changed(person, admin(), roles=["editor", "reviewer"])
    assert User.objects.get(pk=person.pk).reviewer.capacity == 8


def test_losing_the_reviewing_roles_hands_live_work_back_and_keeps_what_is_submitted():
    given, noise = assigned(), assigned()
    boss = admin()
    changed(given.reviewer, boss, roles=["editor"])
    assert Assignment.objects.live().count() == 2  # an editor may go on with it
    changed(given.reviewer, boss, roles=[])
    assert list(Assignment.objects.live()) == [noise]
    given.refresh_from_db()
    assert given.end_note == "no longer reviews here"
    assert fresh(given.review).needs_reviewers


def test_deactivating_hands_live_work_back_with_the_reason():
    given = assigned()
    with pytest.raises(NotReady, match="Give a reason"):
        deactivate_person(given.reviewer, by=admin(), reason=" ")
    assert User.objects.get(pk=given.reviewer_id).is_active
    deactivate_person(given.reviewer, by=admin(), reason="Left the paper.")
    given.refresh_from_db()
    assert (given.state, given.end_note) == ("taken_back", "Left the paper.")
    assert not User.objects.get(pk=given.reviewer_id).is_active
    line = given.review.claim.events.get(verb="taken_back")
    assert line.note == "Left the paper."


def test_deactivating_twice_or_oneself_is_refused_and_people_can_come_back():
    boss, person = admin(), reviewer()
    with pytest.raises(Refused, match="cannot deactivate yourself"):
        deactivate_person(boss, by=boss, reason="why")
    deactivate_person(person, by=boss, reason="why")
    with pytest.raises(Refused, match="already deactivated"):
        deactivate_person(person, by=boss, reason="why")
    assert reactivate_person(person, by=boss).is_active
    with pytest.raises(Refused, match="is active already"):
        reactivate_person(person, by=boss)


def test_the_last_admin_stays_one():
    boss = admin()
    UserFactory(roles=[Role.ADMIN], is_active=False)  # noise: one who cannot come in
    with pytest.raises(Refused, match="only admin"):
        changed(boss, boss, roles=["editor"])
    second = admin()
    # Control: with another there the same change goes through.
    assert changed(boss, second, roles=["editor"]).roles == ["editor"]


@pytest.mark.parametrize("somebody", [reviewer, editor, UserFactory])
def test_only_admins_change_people(somebody):
    person = reviewer()
    for verb in (
        partial(deactivate_person, person, reason="why"),
        partial(reactivate_person, person),
        partial(invite_person, "a@desk.example", "A", []),
        partial(set_reviewing, person, capacity=1),
    ):
        with pytest.raises(PermissionDenied, match="Only admins can"):
            verb(by=somebody())


def test_what_a_reviewer_takes_on_is_set_whole():
    person = reviewer(capacity=8, languages=["en"])
    row = set_reviewing(person, by=admin(), capacity=2)
    assert (row.capacity, row.languages, list(row.topics.all())) == (2, [], [])


def test_languages_are_taken_by_name_or_code_and_kept_as_codes():
    person, noise = reviewer(languages=["cy"]), reviewer(languages=["fr"])
    row = set_reviewing(person, by=admin(), capacity=2, languages=["English", "de-AT", "en"])
    assert row.languages == ["en", "de"]
    with pytest.raises(NotReady, match="“Klingonn” is no language"):
        set_reviewing(person, by=admin(), capacity=7, languages=["en", "Klingonn"])
    kept = {row.user_id: row for row in Reviewer.objects.all()}
    assert (kept[person.pk].capacity, kept[person.pk].languages) == (2, ["en", "de"])
    assert kept[noise.pk].languages == ["fr"]


def test_a_language_kept_by_its_name_counts_like_its_code():
    by_name, by_code, other = (reviewer(languages=[word]) for word in ("english", "en", "Welsh"))
    found = {one.id: one.languages for one in candidates([by_name.pk, by_code.pk, other.pk])}
    assert found == {by_name.pk: {"en"}, by_code.pk: {"en"}, other.pk: {"cy"}}


def test_a_lowered_capacity_leaves_work_in_hand_and_says_which_is_beyond_it():
    person = reviewer(capacity=8)
    earlier, later, noise = assigned(to=person), assigned(to=person), assigned()
    set_reviewing(person, by=admin(), capacity=1)
    beyond = dict(Assignment.objects.live().values_list("pk", "beyond_capacity"))
    assert beyond == {earlier.pk: "", later.pk: "capacity lowered to 1", noise.pk: ""}
    assert User.objects.get(pk=person.pk).reviewer.capacity == 1


def test_an_editor_with_much_in_hand_becomes_a_reviewer_and_keeps_it():
    person = editor()
    for _ in range(9):
        assigned(to=person)
    changed(person, admin(), roles=["editor", "reviewer"])
    beyond = Assignment.objects.live().exclude(beyond_capacity="").get()
    assert beyond.beyond_capacity == "now has room for 8"
    assert beyond == Assignment.objects.order_by("pk").last()


def test_what_was_kept_for_somebody_who_leaves_is_kept_for_nobody():
    person, other = reviewer(), reviewer()
    review, noise = open_review_for(), open_review_for()
    for kept, whom in ((review, person), (noise, other)):
        ClaimReview.objects.filter(pk=kept.pk).update(kept_for=whom, kept_because="She knows it.")
    deactivate_person(person, by=admin(), reason="Left.")
    assert (fresh(review).kept_for, fresh(review).kept_because) == (None, "")
    assert review.claim.events.get(verb="kept_no_more").note == "Left."
    assert fresh(noise).kept_for == other


def deactivate_each_other(first, second):
    """Which of them were refused, or let go."""
    outcomes = at_once(partial(deactivate, first, by=second), partial(deactivate, second, by=first))
    return [isinstance(outcome, Refused) or type(outcome) for outcome in outcomes]


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_deactivate_each_other_at_once_do_not_both_succeed():
    outcomes = deactivate_each_other(admin(), admin())
    assert (outcomes.count(User), outcomes.count(True)) == (1, 1)
    assert User.objects.with_role(Role.ADMIN).count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_on_admins_both_are_gone(monkeypatch):
    both_have_read = barrier(2)

    def unlocked(person):
        others = [row for row in User.objects.with_role(Role.ADMIN) if row.pk != person.pk]
        both_have_read.wait()
        return User.objects.get(pk=person.pk), others

    monkeypatch.setattr(accounts, "lock_person_and_admins", unlocked)
    assert deactivate_each_other(admin(), admin()) == [User, User]
    assert not User.objects.with_role(Role.ADMIN).exists()


def claims_in_one_moment(monkeypatch, make_reviewer, *, given_first):
    """An editor says when they work, whereby they become somebody with room for 8, while they are
    given 9 claims with a reason: either transaction is open when the other comes. Answers how many
    of the claims say why they are beyond the room, and how many do not."""
    person, boss = editor(), editor()
    reviews = [open_review_for().pk for _ in range(9)]

    def give():
        assign_together(reviews, person, by=boss, reason="Knows it.")

    def say_when():
        set_hours(person, by=person, week="mon-fri 9:00-17:00")

    def unless_refused():
        with suppress(IntegrityError):
            (say_when if given_first else give)()

    monkeypatch.setattr(availability, "make_reviewer", make_reviewer)
    with transaction.atomic():
        (give if given_first else say_when)()
        other = Begun(unless_refused)
        until(lambda: other.is_done or somebody_waits_for_us())
    other.answer()
    beyond = [bool(given.beyond_capacity) for given in Assignment.objects.live()]
    return beyond.count(True), beyond.count(False), Reviewer.objects.filter(user=person).count()


def make_without_lock(person):
    Reviewer.objects.create(user=person)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("given_first", [True, False])
def test_an_editor_who_becomes_a_reviewer_in_the_same_moment_gets_no_more_than_their_room(
    monkeypatch, given_first
):
    outcome = claims_in_one_moment(monkeypatch, people.make_reviewer, given_first=given_first)
    assert outcome == (1, 8, 1)


@pytest.mark.django_db(transaction=True)
def test_control_without_counting_under_the_lock_the_guard_refuses_the_row(monkeypatch):
    outcome = claims_in_one_moment(monkeypatch, make_without_lock, given_first=True)
    assert outcome == (0, 9, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("given_first", [True, False])
def test_control_without_lock_and_guard_they_get_more_and_nothing_says_why(
    monkeypatch, given_first
):
    with without_guard("verification_reviewer", "capacity_guarded"):
        outcome = claims_in_one_moment(monkeypatch, make_without_lock, given_first=given_first)
    assert outcome == (0, 9, 1)
