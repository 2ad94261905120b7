"""What a reviewer asked for and nobody has answered yet ends with their work, and not unsaid: the
reason was theirs, and whoever goes on has another time to do it in."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom.accounts.models import User
from newsroom.dates import moment_words
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import cut, tell_all
from verification.models import Assignment, ClaimReview, ReviewVerb

from .time_requests import decide as decide_time
from .waivers import decide as decide_waiver
from .waivers import who_can_answer


def withdraw_requests(review: ClaimReview, work: Assignment, giver: User) -> list[str]:
    """Withdraw what whoever hands their work over still asks for; answers what it was, in words.
    The caller holds the review's lock."""
    asked = []
    for waiver in work.waivers.open():
        decide_waiver(waiver, by=giver, is_granted=False, reason="")
        review.record(ReviewVerb.WITHDREW_WAIVER, actor=giver, private_to=giver, what=str(waiver))
        asked.append(f"to waive “{waiver}”")
    for request in work.time_requests.open():
        decide_time(request, by=giver, is_granted=False, answer="")
        review.record(ReviewVerb.WITHDREW_TIME, actor=giver)
        asked.append(f"for time until {moment_words(request.until)}")
    return asked


def with_requests(note: str, asked: Sequence[str]) -> str:
    """The note as whoever goes on reads it."""
    if not asked:
        return note
    return f"{note} (I had asked {' and '.join(asked)}; nobody has answered. Ask again if need be.)"


def tell_of_requests(
    review: ClaimReview, asked: Sequence[str], giver: User, taker: User | None
) -> None:
    """The editors who could have answered: there is nothing left to answer."""
    if not asked:
        return
    words = f"{giver.name} handed it over and asks no more {' and '.join(asked)}"
    tell_all(
        Notice(
            recipient=editor,
            kind=NoticeKind.WAIVER if any("waive" in each for each in asked) else NoticeKind.TIME,
            text=cut(f"{words}: {review.claim.statement}", 400),
            path=review.get_absolute_url(),
        )
        for editor in who_can_answer(review, giver)
        if editor != taker
    )
