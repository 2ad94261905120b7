"""The life of a review and of an assignment, as tables of legal moves.

Guards, buttons, tests and the diagram in docs/workflow.md all read these.
"""

from __future__ import annotations

from django.db import models


class ReviewState(models.TextChoices):
    OPEN = "open", "open"
    IN_REVIEW = "in_review", "in review"
    ADJUDICATION = "adjudication", "to settle"
    DECIDED = "decided", "decided"
    SIGNED_OFF = "signed_off", "signed off"
    PUBLISHED = "published", "published"
    CLOSED = "closed", "closed without verdict"
    RETRACTED = "retracted", "retracted"


S = ReviewState
NEXT_STATES: dict[ReviewState, set[ReviewState]] = {
    S.OPEN: {S.IN_REVIEW, S.CLOSED},
    S.IN_REVIEW: {S.ADJUDICATION, S.DECIDED, S.CLOSED},
    S.ADJUDICATION: {S.DECIDED, S.IN_REVIEW, S.CLOSED},
    S.DECIDED: {S.SIGNED_OFF, S.IN_REVIEW, S.CLOSED},
    S.SIGNED_OFF: {S.PUBLISHED, S.IN_REVIEW, S.CLOSED},
    S.PUBLISHED: {S.IN_REVIEW, S.RETRACTED},  # reopened: the same review, next round
    S.CLOSED: {S.IN_REVIEW},
    S.RETRACTED: {S.IN_REVIEW},
}
# The states a review is worked on in, in the order the workspace shows them.
PATH = (S.OPEN, S.IN_REVIEW, S.DECIDED, S.SIGNED_OFF, S.PUBLISHED)
UNDER_WORK = (S.OPEN, S.IN_REVIEW, S.ADJUDICATION, S.DECIDED, S.SIGNED_OFF)
# Those in which something is asked of somebody by a time.
WITH_A_STEP = (S.OPEN, S.IN_REVIEW, S.ADJUDICATION, S.DECIDED)


class AssignmentState(models.TextChoices):
    ASKED = "asked", "not started"
    STARTED = "started", "started"
    SUBMITTED = "submitted", "submitted"
    DECLINED = "declined", "declined"
    TAKEN_BACK = "taken_back", "taken back"
    HANDED_OVER = "handed_over", "handed over"


A = AssignmentState
NEXT_ASSIGNMENT_STATES: dict[AssignmentState, set[AssignmentState]] = {
    A.ASKED: {A.STARTED, A.SUBMITTED, A.DECLINED, A.TAKEN_BACK, A.HANDED_OVER},
    A.STARTED: {A.SUBMITTED, A.DECLINED, A.TAKEN_BACK, A.HANDED_OVER},
    A.SUBMITTED: set(),
    A.DECLINED: set(),
    A.TAKEN_BACK: set(),
    A.HANDED_OVER: set(),
}
LIVE_ASSIGNMENTS = (A.ASKED, A.STARTED)
STANDING_ASSIGNMENTS = (A.ASKED, A.STARTED, A.SUBMITTED)
