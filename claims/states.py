"""The life of a claim up to review, and of a reading, as tables of legal moves."""

from __future__ import annotations

from django.db import models


class ClaimState(models.TextChoices):
    DETECTED = "detected", "to triage"
    ACCEPTED = "accepted", "accepted"
    DISMISSED = "dismissed", "dismissed"
    MERGED = "merged", "merged"
    SENT = "sent", "sent to review"


S = ClaimState
# Everything but SENT can be undone; from SENT on only the review's own verbs change the claim.
NEXT_STATES: dict[ClaimState, set[ClaimState]] = {
    S.DETECTED: {S.ACCEPTED, S.DISMISSED, S.MERGED},
    S.ACCEPTED: {S.DETECTED, S.DISMISSED, S.MERGED, S.SENT},
    S.DISMISSED: {S.DETECTED, S.ACCEPTED},
    S.MERGED: {S.DETECTED, S.ACCEPTED},
    S.SENT: set(),
}
DECIDED = (S.ACCEPTED, S.DISMISSED, S.MERGED, S.SENT)


class RunState(models.TextChoices):
    """A reading of a document by the pipeline: a row of the to-do list."""

    DUE = "due", "waiting for a worker"
    RUNNING = "running", "being read"
    DONE = "done", "read"
    UNREAD = "unread", "not read: not in English"
    FAILED = "failed", "could not be read"


LIVE_RUNS = (RunState.DUE, RunState.RUNNING)
