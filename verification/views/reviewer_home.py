"""A reviewer's home: my claims, what I am waited for, whom I wait for, what I brought in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from claims.models import Claim, Document
from newsroom.accounts.models import User
from verification.models import (
    Assignment,
    ClaimReview,
    Reviewer,
    Settlement,
    TimeRequest,
    Verdict,
)
from verification.operations.reviewers import away_until
from verification.pace.lines import Line, drawn
from verification.pace.own import own_pace
from verification.pace.weeks import fortnight
from verification.states import STANDING_ASSIGNMENTS, AssignmentState, ReviewState
from verification.wording import is_to_be_worded, writer_of

from .editor_cards import at_time
from .pace import figures_of

SHOWN = 40
SOON = timedelta(hours=4)
# How the sentence on the desk says how much is mine: of one, of several.
TO_REVIEW = ("to review", "to review")
KEPT = ("kept for you", "kept for you")
NEXT_STEP = ("whose next step is yours", "whose next step is yours")
AFTER_MY_FINDING = (
    ReviewState.IN_REVIEW, ReviewState.ADJUDICATION, ReviewState.DECIDED, ReviewState.SIGNED_OFF,
)  # fmt: skip


@dataclass(slots=True)
class Mine:
    """A claim of mine: what is asked of me, or whom it waits for. ``why`` I was chosen;
    ``notes`` are sentences of what else matters."""

    review: ClaimReview
    due: datetime | None
    task: str = ""
    waits_for: str = ""
    why: str = ""
    notes: list[str] = field(default_factory=list)
    clock_stands: bool = False

    @property
    def is_late(self) -> bool:
        return bool(self.due and not self.clock_stands and self.due < timezone.now())

    @property
    def is_soon(self) -> bool:
        return bool(
            self.due and not self.clock_stands and not self.is_late
            and self.due < timezone.now() + SOON
        )  # fmt: skip


def reviewer_home(user: User, away: str | None = None) -> dict[str, Any]:
    """``asked`` are claims to review, ``handed_on`` those of them that somebody began, ``next``
    those of mine that need another step from me, ``elsewhere`` those where somebody else is
    next, ``kept`` those that wait until I am back. ``away`` says until when I am not here, or "";
    it is asked for where that is not known."""
    asked: list[Mine] = []
    handed_on: list[Mine] = []
    for assignment in live_work(user):
        (handed_on if assignment.continues else asked).append(review_of(assignment))
    steps, elsewhere = [], []
    for review in in_work_again(user):
        mine = next_step(review, user)
        (steps if mine.task else elsewhere).append(mine)
    away = away_until_when(user) if away is None else away
    kept = [kept_for_me(review) for review in kept_for(user)] if away else []
    return {
        "away": away,
        "parts": [
            ("next", "Your next step", "Findings are in.", steps),
            ("handed_on", "Handed to you", "What was gathered came along.", handed_on),
            ("asked", "My claims", f"{len(asked)} to review, the soonest first", asked),
            ("kept", "Kept for you", "Nobody else is given it while you are away.", kept),
            ("elsewhere", "Waiting for somebody else", "Your part is done for now.", elsewhere),
        ],
        "has_claims": bool(asked or handed_on or steps or kept or elsewhere),
        "to_triage": documents_to_triage(user),
        "pace": my_pace(user),
        "claims_waiting": sum(map(len, (asked, handed_on, steps, kept))),
        "waits": [
            (count, words)
            for count, words in (
                (len(asked) + len(handed_on), TO_REVIEW),
                (len(steps), NEXT_STEP),
                (len(kept), KEPT),
            )
            if count
        ],
        "late": sum(item.is_late for item in (*asked, *handed_on, *steps)),
        "soon": sum(item.is_soon for item in (*asked, *handed_on, *steps)),
    }


def away_until_when(user: User) -> str:
    """ "until 5 December", or "" for somebody who is here."""
    noted = Reviewer.objects.filter(user=user, absences__isnull=False)
    reviewer = noted.prefetch_related("absences").first()
    return away_until(reviewer) if reviewer else ""


def kept_for(user: User) -> Any:
    waiting = ClaimReview.objects.awaiting_reviewers().filter(kept_for=user)
    return waiting.with_line_detail().order_by("due_at", "id")[:SHOWN]


def kept_for_me(review: ClaimReview) -> Mine:
    because = [review.kept_because] if review.kept_because else []
    return Mine(review, review.due_at, task="waits for you", notes=because)


def my_pace(user: User) -> Line:
    """My own findings and how long they took, this week and the week before."""
    weeks = fortnight(timezone.localdate(), timezone.get_current_timezone())
    (line,) = drawn([figures_of("Your findings", own_pace(user, weeks))])
    return line


def live_work(user: User) -> Any:
    asked = TimeRequest.objects.open().filter(assignment=OuterRef("pk"))  # one at most
    return (
        Assignment.objects.live()
        .for_reviewer(user)
        .with_queue_detail()
        .select_related("continues__reviewer")
        .annotate(time_asked=Subquery(asked.values("until")[:1]))
        .order_by("due_at", "id")[:SHOWN]
    )


def review_of(assignment: Assignment) -> Mine:
    review = assignment.review
    waiting = [contact.whom for contact in review.contacts.all() if contact.is_waiting]
    state = "not started" if assignment.state == AssignmentState.ASKED else "started"
    role = assignment.get_role_display() if review.policy.reviewers > 1 else ""
    return Mine(
        review=review,
        due=assignment.due_at,
        task=f"{role}, {state}" if role else state,
        why=assignment.reason,
        notes=notes_of(assignment, waiting),
        clock_stands=bool(waiting),
    )


def notes_of(assignment: Assignment, waiting: list[str]) -> list[str]:
    """Who began it, and the note they handed it over with; whom it waits for; what I asked."""
    notes = []
    if before := assignment.continues:
        if before.state == AssignmentState.HANDED_OVER:
            notes.append(f"{before.reviewer.name} handed it over: {before.end_note}")
        else:
            notes.append(f"{before.reviewer.name} began it.")
    if waiting:
        notes.append(f"Waiting for a reply from {', '.join(waiting)}.")
    if assignment.time_asked:
        notes.append(f"You asked for time until {at_time(assignment.time_asked)}; no answer yet.")
    return notes


def in_work_again(user: User) -> Any:
    """Reviews to which I gave my finding, or whose text I was given, and that are with their
    reviewers."""
    return after_findings_of([user.pk])[:SHOWN]


def after_findings_of(people: Iterable[int]) -> Any:
    """The same of all these users, by their keys, the soonest due first."""
    people = list(people)
    found = Assignment.objects.filter(
        review=OuterRef("pk"),
        round=OuterRef("round"),
        reviewer__in=people,
        state=AssignmentState.SUBMITTED,
    )
    return (
        ClaimReview.objects.filter(
            Exists(found) | Q(text_by__in=people), state__in=AFTER_MY_FINDING
        )
        .with_line_detail()
        .prefetch_related(
            Prefetch(
                "verdicts",
                Verdict.objects.filter(round=F("review__round"))
                .select_related("confirmation", "drafted_by")
                .order_by("-id"),
                to_attr="wordings",
            ),
            Prefetch(
                "settlements",
                Settlement.objects.filter(round=F("review__round"))
                .select_related("decided_by")
                .order_by("-id"),
                to_attr="proposals",
            ),
        )
        .order_by("due_at", "id")
    )


def next_step(review: ClaimReview, user: User) -> Mine:
    """What I do next on it, or who does."""
    standing = [
        a for a in review.assignments.all()
        if a.round == review.round and a.state in STANDING_ASSIGNMENTS and not a.is_adjudicator
    ]  # fmt: skip
    submitted = [a for a in standing if a.state == AssignmentState.SUBMITTED]
    if len(submitted) < review.policy.reviewers:
        return Mine(review, review.due_at, waits_for="the other reviewer’s finding")
    if review.state == ReviewState.ADJUDICATION:
        return settling(review, user)
    if review.state == ReviewState.DECIDED:
        return Mine(review, review.due_at, waits_for="an editor to sign it off")
    if review.state == ReviewState.SIGNED_OFF:
        return Mine(review, None, waits_for=its_time(review))
    return wording(review, user)


def its_time(review: ClaimReview) -> str:
    if review.on_hold:
        return "the hold to be released"
    if review.publish_at:
        return f"its time: {at_time(review.publish_at)}"
    return "an editor to publish it"


def settling(review: ClaimReview, user: User) -> Mine:
    proposal = review.proposals[0] if review.proposals else None
    if proposal is None:
        return Mine(review, review.due_at, task="the findings differ: settle it together")
    if proposal.decided_by_id == user.pk:
        return Mine(review, review.due_at, waits_for="the other reviewer to agree")
    return Mine(review, review.due_at, task=f"{proposal.decided_by.name} proposes how to settle it")


def wording(review: ClaimReview, user: User) -> Mine:
    verdict = review.wordings[0] if review.wordings else None
    if verdict is None or is_to_be_worded(review, verdict):
        return to_word(review, user, verdict)
    if verdict.drafted_by_id == user.pk:
        return Mine(review, review.due_at, waits_for="the other reviewer to confirm your text")
    if review.standing_assignment_of(user) is None:
        return Mine(review, review.due_at, waits_for="a reviewer to confirm the text")
    return Mine(review, review.due_at, task=f"confirm the text of {verdict.drafted_by.name}")


def to_word(review: ClaimReview, user: User, verdict: Verdict | None) -> Mine:
    """The text is its writer's; one that came back and that nobody was given is for both."""
    what = "reword the verdict" if verdict else "write the verdict"
    writer = writer_of(review)
    for_both = verdict is not None and review.text_by_id is None
    if writer is not None and not for_both and writer.pk != user.pk:
        return Mine(review, review.due_at, waits_for=f"{writer.name} to {what}")
    was_decided = verdict and (verdict.is_confirmed or review.policy.reviewers == 1)
    return Mine(review, review.due_at, task=f"sent back: {what}" if was_decided else what)


def documents_to_triage(user: User) -> Any:
    """My own documents with claims nobody has decided on, the newest first."""
    to_triage = Claim.objects.to_triage().filter(document=OuterRef("pk"))
    return Document.objects.filter(Exists(to_triage), added_by=user).with_triage_counts()[:SHOWN]
