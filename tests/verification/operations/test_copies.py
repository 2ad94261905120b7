"""Having pages, files and texts saved for one's own claim, and using what the desk has."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from newsroom.captures.errors import NothingToTry, NotSaved
from newsroom.captures.models import Capture, CaptureState
from tests.at_once import at_once
from tests.factories import (
    SnapshotFactory,
    assigned,
    fresh,
    open_review_for,
    reviewer,
    submitted,
    with_evidence,
)
from tests.verification.saving import ADDRESS, TEXT, asked_for, failed_for, saved_for
from verification.errors import NotReady
from verification.models import ClaimCopy
from verification.models.claim_copy import copies_open_to
from verification.operations.copies import (
    save_copy_again,
    save_file,
    save_page,
    save_text,
    use_copy,
)
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db


def open_to(given, *snapshots):
    found = copies_open_to(given.reviewer)
    return [snapshot in found for snapshot in snapshots]


# -- saving --------------------------------------------------------------------------------------


def test_saving_starts_the_work_and_tells_only_that():
    given = assigned()
    copy = asked_for(given)
    assert (copy.assignment, copy.capture.url, copy.capture.asked_by) == (
        given, ADDRESS, given.reviewer,
    )  # fmt: skip
    given.refresh_from_db()
    assert given.state == AssignmentState.STARTED
    told = given.review.claim.events.filter(actor=given.reviewer).values_list("verb", flat=True)
    assert list(told) == ["started"]


def test_a_file_and_a_text_are_kept_at_once():
    given = assigned()
    file = save_file(given, by=given.reviewer, content=TEXT.encode(), filename="register.txt")
    text = save_text(given, by=given.reviewer, text=TEXT, url=ADDRESS)
    assert (file.capture.filename, file.capture.is_live) == ("register.txt", True)
    assert (text.snapshot.text, text.snapshot.url) == (TEXT, ADDRESS)


def test_asked_for_twice_it_is_the_same_copy():
    given = assigned()
    assert asked_for(given) == asked_for(given)
    texts = [save_text(given, by=given.reviewer, text=TEXT) for _ in range(2)]
    assert texts[0] == texts[1]
    assert ClaimCopy.objects.count() == 2
    # Control: another page is another copy.
    asked_for(given, f"{ADDRESS}/2")
    assert ClaimCopy.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_copy():
    given = assigned()
    first, second = at_once(*[lambda: asked_for(given).pk] * 2)
    assert first == second
    assert Capture.objects.count() == ClaimCopy.objects.count() == 1


def test_what_is_on_its_way_for_another_claim_is_said_to_be():
    given = assigned()
    other = assigned(to=given.reviewer)
    asked_for(given)
    with pytest.raises(NotReady, match="for another of your claims"):
        asked_for(other)
    # Control: what is saved already can serve both.
    texts = [save_text(a, by=a.reviewer, text=TEXT) for a in (given, other)]
    assert texts[0].snapshot == texts[1].snapshot
    assert texts[0] != texts[1]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 50])
def test_what_is_no_file_of_a_known_kind_is_refused_and_nothing_starts(content):
    given = assigned()
    with pytest.raises(NotSaved):
        save_file(given, by=given.reviewer, content=content, filename="x.bin")
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED
    assert not ClaimCopy.objects.exists()


def test_an_empty_text_is_refused():
    given = assigned()
    with pytest.raises(NotReady, match="Paste the text"):
        save_text(given, by=given.reviewer, text=" \n ")


def test_what_failed_is_tried_again_as_the_same_copy():
    given = assigned()
    copy = failed_for(given)
    assert save_copy_again(copy, by=given.reviewer) == copy
    copy.capture.refresh_from_db()
    assert copy.capture.state == CaptureState.DUE
    with pytest.raises(NothingToTry):
        save_copy_again(copy, by=given.reviewer)


@pytest.mark.parametrize("who", ["somebody else", "handed in"])
def test_only_who_works_on_the_claim_saves_for_it(who):
    given = assigned()
    copy = failed_for(given)
    desk_s = saved_for(assigned()).snapshot
    by = reviewer() if who == "somebody else" else submitted(given).reviewer
    for attempt in (
        lambda: save_page(given, by=by, url=ADDRESS),
        lambda: save_file(given, by=by, content=b"x", filename="x.txt"),
        lambda: save_text(given, by=by, text="x"),
        lambda: use_copy(given, by=by, snapshot=desk_s),
        lambda: save_copy_again(copy, by=by),
    ):
        with pytest.raises(PermissionDenied, match="not, or no longer"):
            attempt()


# -- using what the desk has ---------------------------------------------------------------------


def test_a_copy_of_another_claim_is_used_without_a_worker_and_once():
    given, desk_s = assigned(), saved_for(assigned()).snapshot
    copy = use_copy(given, by=given.reviewer, snapshot=desk_s)
    assert (copy.snapshot, copy.capture.state) == (desk_s, CaptureState.DONE)
    assert use_copy(given, by=given.reviewer, snapshot=desk_s) == copy
    assert not Capture.objects.awaiting_worker().exists()


def test_files_of_others_are_not_offered_until_evidence_shows_them():
    other, given = assigned(), assigned()
    theirs = save_text(other, by=other.reviewer, text=TEXT).snapshot
    own = save_text(given, by=given.reviewer, text=f"{TEXT} Mine.").snapshot
    page = saved_for(other).snapshot
    document_s = SnapshotFactory()
    assert open_to(given, theirs, own, page, document_s) == [False, True, True, False]
    with pytest.raises(NotReady, match="cannot be used here"):
        use_copy(given, by=given.reviewer, snapshot=theirs)
    with_evidence(other, excerpt=TEXT, snapshot=theirs)
    assert open_to(given, theirs) == [True]


def test_what_was_cited_in_confidence_is_offered_to_nobody():
    other, given = assigned(), assigned()
    page = saved_for(other).snapshot
    assert open_to(given, page) == [True]
    with_evidence(other, excerpt=TEXT, snapshot=page, is_confidential=True, shown_as="An official")
    assert open_to(given, page) == [False]
    assert open_to(other, page) == [False]


def blind_pair():
    review = open_review_for(reviewers=2, blind=True)
    return assigned(review), assigned(fresh(review))


def test_what_the_other_reviewer_saves_is_hidden_until_both_are_in():
    first, second = blind_pair()
    page = saved_for(first).snapshot
    outsider = assigned()
    assert open_to(second, page) == [False]
    assert open_to(first, page) == open_to(outsider, page) == [True]  # the controls
    with pytest.raises(NotReady):
        use_copy(second, by=second.reviewer, snapshot=page)
    submitted(first)
    assert open_to(second, page) == [False]
    submitted(second)
    assert open_to(second, page) == [True]


def test_without_blindness_it_is_offered():
    review = open_review_for(reviewers=2, blind=False)
    first, second = assigned(review), assigned(fresh(review))
    assert open_to(second, saved_for(first).snapshot) == [True]


def test_a_copy_that_the_desk_had_stays_whatever_the_other_does_with_it():
    first, second = blind_pair()
    desk_s = saved_for(assigned()).snapshot
    noise = saved_for(assigned(), "Something else.", f"{ADDRESS}/2").snapshot
    assert open_to(second, desk_s, noise) == [True, True]
    use_copy(first, by=first.reviewer, snapshot=desk_s)
    with_evidence(first, excerpt=TEXT, snapshot=desk_s)
    assert open_to(second, desk_s, noise) == [True, True]
    # Nor does the other's withdrawal of an unseen one show it.
    hidden = saved_for(first, "Hidden.", f"{ADDRESS}/3").snapshot
    assert open_to(second, hidden) == [False]


def test_of_an_earlier_round_everything_is_open():
    first, second = blind_pair()
    page = saved_for(first).snapshot
    type(first.review).objects.filter(pk=first.review_id).update(round=2)
    assert open_to(second, page) == [True]
