"""Saying why handed-in evidence counts although something differs, where its reviewer did not."""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import User
from verification.errors import IllegalTransition, NotReady
from verification.models import ClaimReview, Evidence, Explanation, ReviewVerb
from verification.numbers import is_reserved
from verification.provenance.independence import all_cited
from verification.provenance.own_word import own_words
from verification.provenance.speaker import speaker_of
from verification.states import ReviewState
from verification.wording import is_to_be_worded

from .locking import lock_review, require_state
from .reviews import require_reason
from .seen import refuse_unseen
from .whose_move import require_wording


@transaction.atomic
def explain_reservation(
    evidence: Evidence, *, by: User, words: str, seen: str | None = None
) -> Explanation:
    """Say why it counts all the same, while one words the verdict. What the reviewer handed in
    stays as it is; saying it again corrects what was said, and no words at all take it back.
    ``seen`` is what ``seen_of`` made of ``explained_now`` before: where it is something else by
    now, ``Stale`` is raised."""
    review = lock_review(evidence.review_id)
    require_wording(review, by)
    require_state(review, ReviewState.IN_REVIEW, to="say why evidence counts")
    require_text_to_be_worded(review)
    evidence = Evidence.objects.with_detail().get(pk=evidence.pk)
    require_silent_reviewer(review, evidence)
    if not evidence.explained:
        require_reservation(review, evidence)
    takes_back = bool(evidence.explained) and not words.strip()
    words = "" if takes_back else require_reason(words, "counting")
    if evidence.explained == words:
        return evidence.explanations.latest("pk")
    refuse_unseen(seen, explained_now(evidence), what="Why this evidence counts")
    explanation = Explanation.objects.create(evidence=evidence, words=words, by=by)
    note = "" if evidence.is_confidential else words
    verb = ReviewVerb.UNEXPLAINED if takes_back else ReviewVerb.EXPLAINED
    review.record(verb, actor=by, note=note, evidence=evidence.pk)
    return explanation


def require_text_to_be_worded(review: ClaimReview) -> None:
    """Errors: ``IllegalTransition`` while somebody else looks at the text."""
    if not is_to_be_worded(review, review.current_verdict):
        raise IllegalTransition(
            "The text waits to be confirmed, so what it rests on stays as it is. Nothing was "
            "changed; reword the text, or wait until it is sent back."
        )


def require_silent_reviewer(review: ClaimReview, evidence: Evidence) -> None:
    """Errors: ``NotReady`` for evidence that is not this round's, or was explained with it."""
    counts = evidence.finding.is_submitted and not evidence.is_withdrawn
    if evidence.round != review.round or not counts:
        raise NotReady("This evidence is not part of what the verdict rests on. Nothing changed.")
    if evidence.scope_explained:
        raise NotReady("Its reviewer said why it counts; those words stand. Nothing was changed.")


def require_reservation(review: ClaimReview, evidence: Evidence) -> None:
    """Errors: ``NotReady`` for evidence that no explanation makes count: it counts as it is, it
    cannot be compared, or it is the claimant's own word."""
    claim = review.claim
    if not is_reserved(evidence, claim.figures.all()):
        raise NotReady(
            "No reservation keeps this evidence out of what the numbers say, so there is nothing "
            "to explain. Nothing was changed."
        )
    present = list(Evidence.objects.filter(review=review, round=review.round).with_detail())
    if evidence.pk in own_words(present, all_cited(review), speaker_of(claim)):
        raise NotReady(
            "This evidence is the claimant’s own word, which no explanation makes an independent "
            "source. Nothing was changed."
        )


def explained_now(evidence: Evidence) -> dict[str, str]:
    return {"explained": evidence.explained}
