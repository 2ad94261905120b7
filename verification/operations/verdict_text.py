"""Whose a verdict's text is: who can be its named writer, and giving it to somebody else when its
writer left, is away or has an interest."""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import User
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, ReviewVerb
from verification.states import ReviewState
from verification.wording import is_on_the_desk, is_to_be_worded, reviewers_of, writer_of

from .barring import barred
from .findings import findings_are_in
from .interest_bar import interest_in
from .locking import lock_person, lock_review, require_desk, require_state
from .reviews import require_reason
from .steps import begin_step


def able_to_be_named(review: ClaimReview, by: User) -> list[User]:
    """Who can be the named writer of a text that this person saves: its reviewers, whoever was
    given the text, and they themselves; here, and without an interest."""
    people = [*reviewers_of(review), *([review.text_by] if review.text_by else []), by]
    here = [person for person in dict.fromkeys(people) if is_on_the_desk(person)]
    bars = barred([review], here).get(review.pk, {}) if here else {}
    return [person for person in here if person.pk not in bars]


def check_named_writer(review: ClaimReview, writer: User | None, *, by: User) -> None:
    """Errors: ``NotReady`` for somebody who cannot stand under the text."""
    if writer is None or writer == by or writer in able_to_be_named(review, by):
        return
    raise NotReady(
        f"{writer.name} cannot be the named writer: only a reviewer of this claim can, or whoever "
        "was given its text, who is on the desk and has no interest in it. Choose somebody else."
    )


@transaction.atomic
def give_text(review: ClaimReview, person: User, *, by: User, reason: str) -> ClaimReview:
    """An editor has somebody else word the verdict, or reword it; themselves, too. A text that
    there is already stays, to start from."""
    require_desk(by, "give the text to somebody else")
    review = lock_review(review.pk)
    require_state(review, ReviewState.IN_REVIEW, to="give the text to somebody else")
    if not findings_are_in(review):
        raise NotReady(
            "The verdict is written once all findings are in, so there is no text to give yet."
        )
    reason = require_reason(reason, "giving the text of")
    person, _ = lock_person(person)
    check_can_write(review, person)
    review.text_by = person
    review.save(update_fields=["text_by"])
    begin_step(review, "verdict", of=person)
    review.record(ReviewVerb.GAVE_TEXT, actor=by, note=reason, name=person.name)
    if person != by:
        tell(
            person,
            f"{by.name} asks you to write the verdict’s text ({reason}): {review.claim.statement}",
            review.get_absolute_url(),
            kind=NoticeKind.VERDICT,
        )
    return review


def check_can_write(review: ClaimReview, person: User) -> None:
    """Errors: ``NotReady`` for somebody who is not here or has an interest, ``Overtaken`` where
    it is theirs to write already."""
    if not is_on_the_desk(person):
        raise NotReady(
            f"{person.name} is no active reviewer or editor. Choose somebody else; the text "
            "stays where it was."
        )
    if interest := interest_in(review, person):
        raise NotReady(
            f"{person.name} has declared an interest ({interest}). Choose somebody else; the "
            "text stays where it was."
        )
    if writer_of(review) == person and is_to_be_worded(review, review.current_verdict):
        raise Overtaken(f"{person.name} is to write it already. There is nothing to change.")
