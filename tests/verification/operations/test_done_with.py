"""What is settled goes away by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import tell
from tests.factories import (
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    submitted,
)
from verification.models import ClaimReview
from verification.operations.assignments import decline, start_work, take_back
from verification.operations.contacts import ask_for_comment, record_answer
from verification.operations.done_with import OF_THEIRS, PUT_AWAY
from verification.operations.reviews import close_review
from verification.operations.signoff import sign_off
from verification.operations.verdicts import adjudicate

pytestmark = pytest.mark.django_db


def told(person: User, review: ClaimReview, *kinds: NoticeKind) -> None:
    for kind in kinds:
        tell(person, f"For the test: {kind}", review.get_absolute_url(), kind=kind)


def unseen(person: User) -> list[str]:
    return sorted(person.notices.unseen().values_list("kind", flat=True))


def test_no_step_puts_away_what_is_news_rather_than_a_task():
    kinds = {kind for table in (PUT_AWAY, OF_THEIRS) for step in table.values() for kind in step}
    assert not kinds & {NoticeKind.TAKEN, NoticeKind.PUBLISHED, NoticeKind.PAGE, NoticeKind.OTHER}


def test_being_asked_is_over_once_one_starts_and_only_for_oneself():
    review = open_review_for(reviewers=2)
    first, second = assigned(review), assigned(fresh(review))
    elsewhere = assigned(to=first.reviewer)
    start_work(first, by=first.reviewer)
    assert list(first.reviewer.notices.unseen().values_list("path", flat=True)) == [
        elsewhere.review.get_absolute_url()
    ]
    assert unseen(second.reviewer) == ["asked"]


@pytest.mark.parametrize("how", ["declined", "taken back"])
def test_work_that_is_no_longer_mine_is_not_asked_of_me(how):
    review = open_review_for(reviewers=2)
    mine, others = assigned(review), assigned(fresh(review))
    told(mine.reviewer, review, NoticeKind.DUE)
    if how == "declined":
        decline(mine, by=mine.reviewer, reason="Ill")
        assert unseen(mine.reviewer) == []
    else:
        take_back(mine, by=editor(), reason="Ill")
        assert unseen(mine.reviewer) == ["taken"]
    assert unseen(others.reviewer) == ["asked"]


def test_late_work_that_came_in_is_not_late_any_more():
    desk, work = editor(), assigned(open_review_for(reviewers=1))
    told(work.reviewer, work.review, NoticeKind.DUE, NoticeKind.LATE)
    told(desk, work.review, NoticeKind.LATE, NoticeKind.PAGE)
    submitted(work)
    assert unseen(work.reviewer) == ["verdict"], "and the next step is told"
    assert unseen(desk) == ["page"]


def test_late_work_of_one_stays_late_when_another_hands_theirs_in():
    review, desk = open_review_for(reviewers=2), editor()
    first, second = assigned(review), assigned(fresh(review))
    told(second.reviewer, review, NoticeKind.DUE, NoticeKind.LATE)
    told(desk, review, NoticeKind.LATE)
    submitted(first)
    assert unseen(second.reviewer) == ["asked", "due", "late"]
    assert unseen(desk) == ["late"]
    assert unseen(first.reviewer) == []


def test_a_disagreement_that_an_editor_settled_waits_for_no_reviewer():
    review = open_review_for(reviewers=2)
    first, second = assigned(review), assigned(fresh(review))
    submitted(first, "true")
    submitted(second, "false")
    assert (unseen(first.reviewer), unseen(second.reviewer)) == (["settle"], ["settle"])
    adjudicate(
        fresh(review), by=editor(), rating=rating(review, "half-true"), reasons="Both count."
    )
    left = Notice.objects.unseen().filter(text__startswith="Your findings differ")
    assert not left.exists()


def test_what_one_editor_signed_waits_for_no_other():
    one, other = editor(), editor()
    verdict = drafted()
    assert unseen(other) == ["sign"]
    sign_off(verdict, by=one)
    assert (unseen(one), unseen(other)) == ([], [])


def test_an_answer_ends_that_none_came():
    work = assigned()
    start_work(work, by=work.reviewer)
    contact = ask_for_comment(
        fresh(work.review), by=work.reviewer, whom="The mayor", question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    told(work.reviewer, work.review, NoticeKind.REPLY, NoticeKind.LATE)
    record_answer(contact, by=work.reviewer, answer="312.")
    assert unseen(work.reviewer) == ["late"]


def test_a_closed_review_asks_nothing_of_anybody():
    work, somebody = assigned(), reviewer()
    told(somebody, work.review, NoticeKind.NOBODY, NoticeKind.PUBLISHED)
    close_review(fresh(work.review), by=editor(), reason="No longer news.")
    assert unseen(somebody) == ["published"]
    assert "asked" not in unseen(work.reviewer)
