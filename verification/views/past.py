"""A claim's history in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from claims.models import Claim, ClaimEvent
from claims.models.event import ClaimVerb
from newsroom.accounts.models import User
from newsroom.dates import moment_words
from verification.models import OF_A_PART, ClaimReview, ReviewVerb

WORDS = {**dict(ClaimVerb.choices), **dict(ReviewVerb.choices)}
V = ReviewVerb
# Where the data says more than the verb alone: the sentence, and what it needs.
FULLER = {
    ClaimVerb.CORRECTED: ("corrected {what}: {now}", "now"),
    V.OPENED: ("opened the review under “{policy}”", "policy"),
    V.ASSIGNED: ("asked {name} to review it", "name"),
    V.STARTED: ("started work", ""),
    V.TAKEN_BACK: ("took the work back from {name}", "name"),
    V.HANDED_OVER: ("handed over to {name}", "name"),
    V.GAVE_TEXT: ("gave the text to {name}", "name"),
    V.KEPT: ("kept it for {name}", "name"),
    V.ASKED_FOR_TIME: ("asked for time until {until}", "until"),
    V.GAVE_TIME: ("gave {name} time until {until}", "until"),
    V.REFUSED_TIME: ("gave {name} no more time", "name"),
    V.ASKED_FOR_WAIVER: ("asked to waive “{what}”", "what"),
    V.WAIVED: ("waived “{what}”", "what"),
    V.REFUSED_WAIVER: ("did not waive “{what}”", "what"),
    V.WITHDREW_WAIVER: ("took back the request to waive “{what}”", "what"),
    V.ENDED_WAIVER: ("asked for “{what}” again", "what"),
    V.DESCRIBED: ("set {what}", "what"),
    V.SET_DUE: ("set it due on {until}", "until"),
    V.OVERDUE: ("noted that the work of {name} is late", "name"),
    V.CITED: ("cited evidence from {source}", "source"),
    V.NOTED_INTEREST: ("noted that {source} has an interest: {stake}", "stake"),
    V.ENDED_INTEREST: ("took back that {source} has an interest: {stake}", "stake"),
    V.CORRECTED: ("corrected a figure of evidence: {now}", "now"),
    V.DERIVED: ("noted that the evidence from {source} repeats {origin}", "origin"),
    V.ALONE: ("noted that the evidence from {source} stands on its own", "source"),
    V.SEPARATE: ("noted that {source} and {origin} do not repeat each other", "origin"),
    V.LEFT_OPEN: ("took back what was noted of {source} and {origin}", "origin"),
    V.ASKED: ("asked {whom} for comment, until {reply_by}", "reply_by"),
    V.MOVED_REPLY: ("gave {whom} time to reply until {reply_by}", "reply_by"),
    V.NO_REPLY: ("noted that no reply came from {whom}", "whom"),
    V.WAITS_NO_MORE: ("stopped waiting for a reply of {whom}", "whom"),
    V.WAITS_AGAIN: ("waited for a reply of {whom} again", "whom"),
    V.ANSWERED: ("recorded the answer of {whom}", "whom"),
    V.PROPOSED: ("proposed how to settle it: {answers}", "answers"),
    V.ADJUDICATED: ("adjudicated: {answers}", "answers"),
    V.SCHEDULED: ("set publication for {publish_at}", "publish_at"),
    V.PUBLISHED: ("published version {version}", "version"),
    V.REOPENED: ("reopened it: round {round}", "round"),
    V.ASKED_AGAIN: ("asked both again: round {round}", "round"),
}


def events_of(claim: Claim, review: ClaimReview | None, user: User) -> Any:
    """The lines this person may read, newest first: of what came to them with the work, too."""
    blind = review.is_blind if review else False
    before = predecessors_of(user, review) if blind and review else ()
    return (
        ClaimEvent.objects.filter(claim=claim)
        .readable_by(user, blind=blind, before=before)
        .select_related("actor")
        .order_by("-id")
    )


def predecessors_of(user: User, review: ClaimReview) -> set[int]:
    """Whose work on the claim this person goes on with. Uses a prefetch of ``assignments``."""
    rows = {assignment.pk: assignment for assignment in review.assignments.all()}
    found: set[int] = set()
    mine = review.standing_assignment_of(user)
    while mine and mine.continues_id:
        mine = rows[mine.continues_id]
        found.add(mine.reviewer_id)
    return found


def told(events: Iterable[ClaimEvent], review: ClaimReview | None, user: User) -> list[ClaimEvent]:
    """The events with a ``sentence`` each, as the history component shows them; why somebody
    gave a part of a blind review back only to those whom that cannot sway."""
    events = list(events)
    withheld = review is not None and review.is_blind and not reads_of_parts(user, review)
    for event in events:
        event.sentence = sentence_of(event.verb, event.data)
        theirs = event.actor_id != user.pk and event.private_to_id is None
        if withheld and event.verb in OF_A_PART and theirs:
            event.note = ""
    return events


def reads_of_parts(user: User, review: ClaimReview) -> bool:
    """Whether somebody may read what is said about another's part of a blind review: an editor
    who has none in it."""
    return user.has_perm("verification.run_desk") and not review.has_a_part(user)


def sentence_of(verb: str, data: dict[str, Any]) -> str:
    sentence, needs = FULLER.get(verb, ("", ""))
    if verb == V.SCHEDULED and not data.get("publish_at"):
        return "took back the set time of publication"
    if not sentence or (needs and not data.get(needs)):
        return WORDS.get(verb, verb.replace("_", " "))
    return sentence.format(**{key: in_words(key, value) for key, value in data.items()})


def in_words(key: str, value: Any) -> Any:
    if key in ("reply_by", "publish_at", "until"):
        return moment_words(datetime.fromisoformat(value))
    return value
