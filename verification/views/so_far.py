"""What was found and decided of a claim so far, as far as somebody may know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from verification.models import (
    Assignment,
    ClaimReview,
    Finding,
    Report,
    ReviewVerb,
    Settlement,
    Verdict,
)
from verification.states import ReviewState


@dataclass(eq=False)
class SoFar:
    """``mine`` is this person's own work, ``readable`` the findings of all rounds that they may
    read, their own draft among them. Everything else is of the present round, and read once."""

    user: User
    review: ClaimReview
    mine: Assignment | None
    readable: list[Finding]

    @cached_property
    def own(self) -> Finding | None:
        """One's own finding, handed in or not."""
        now = (each for each in self.readable if each.round == self.review.round)
        return next((f for f in now if self.mine and f.assignment_id == self.mine.pk), None)

    @cached_property
    def findings(self) -> list[Finding]:
        """Those handed in; of a blind review one's own alone."""
        return [each for each in self.handed_in if each.round == self.review.round]

    @cached_property
    def handed_in(self) -> list[Finding]:
        """Of all rounds."""
        return [each for each in self.readable if each.is_submitted]

    @cached_property
    def open_findings(self) -> list[Finding]:
        """Those handed in, once they are hidden from nobody; before that none."""
        return [] if self.review.is_blind else self.findings

    @cached_property
    def settlements(self) -> list[Settlement]:
        """Of all rounds. There is nothing to settle before two findings are in."""
        if len(self.handed_in) < 2:
            return []
        return list(
            self.review.settlements.select_related(
                "rating", "decided_by", "agreed_by", "takes__reviewer"
            )
        )

    @cached_property
    def proposal(self) -> Settlement | None:
        now = [each for each in self.settlements if each.round == self.review.round]
        return now[-1] if now else None

    @cached_property
    def settled(self) -> Settlement | None:
        now = (each for each in self.settlements if each.round == self.review.round)
        return next((each for each in now if each.agreed_at), None)

    @cached_property
    def verdict(self) -> Verdict | None:
        return current_verdict(self.review) if self.findings else None

    @cached_property
    def sent_back(self) -> ClaimEvent | None:
        """Why the current text must be reworded: the history's line, if it was sent back."""
        if self.verdict is None or self.review.state != ReviewState.IN_REVIEW:
            return None
        since = ClaimEvent.objects.filter(
            claim=self.review.claim_id, at__gte=self.verdict.drafted_at
        )
        sent_back = (ReviewVerb.SENT_BACK, ReviewVerb.SUGGESTED)
        return since.filter(verb__in=sent_back).select_related("actor").last()

    @cached_property
    def report(self) -> Report | None:
        """The latest. It rests on findings, and what was published ends or goes on to another
        round."""
        ended = self.review.state in (ReviewState.PUBLISHED, ReviewState.RETRACTED)
        may_be = self.handed_in and (ended or self.review.round > 1)
        return self.review.latest_report if may_be else None


def so_far(user: User, review: ClaimReview) -> SoFar:
    readable = (
        Finding.objects.readable_by(user, review)
        .filter(review=review)
        .select_related("reviewer", "rating", "assignment")
        .order_by("round", "assignment__role")
    )
    return SoFar(user, review, review.standing_assignment_of(user), list(readable))


def current_verdict(review: ClaimReview) -> Verdict | None:
    return (
        review.verdicts.filter(round=review.round)
        .select_related(
            "rating",
            "writer",
            "drafted_by",
            "confirmation__by",
            "sign_off__editor",
            "takes__by",
            "supersedes",
        )
        .order_by("-id")
        .first()
    )
