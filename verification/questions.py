"""The questions a claim asks of a finding, and what an answer needs.

A quoted claim has two, "Was it said?" and "Is it so?"; what a document says in its own voice has
the second alone. Where it was not said, the second may stay empty. The check-list and the verb
that hands a finding in read the same needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verification.models import ClaimReview, Finding, WasItSaid


@dataclass(frozen=True, slots=True)
class Need:
    """Something a finding needs: ``sentence`` names it in the check-list, ``words`` end "Before
    you can submit, add …". ``css`` lets the page tick it while one types."""

    sentence: str
    words: str
    is_met: bool
    needed: bool = True
    css: str = ""


def needs_reasons(was_it_said: str) -> bool:
    """Whether an answer to "Was it said?" has to say what shows it."""
    return was_it_said not in ("", WasItSaid.YES)


def may_go_unrated(review: ClaimReview, was_it_said: str) -> bool:
    """Whether "Is it so?" can be left without a rating: of what nobody said, of what gets no
    rating, and where the policy publishes what is known so far."""
    not_said = review.claim.is_quoted and was_it_said == WasItSaid.NO
    return not_said or not review.claim.is_rated or review.policy.what_we_know


def needs_of(review: ClaimReview, finding: Finding | None, departs: str) -> list[Need]:
    """What the answers need. ``departs`` is the sentence that says how the rating departs from
    the numbers, if it does."""
    finding = finding or Finding()
    needs = list(of_the_saying(finding)) if review.claim.is_quoted else []
    if not (review.claim.is_quoted and was_not_said_and_no_more(review, finding)):
        needs += of_the_matter(review, finding)
    if departs:
        because = finding.departs_because.strip()
        words = "why the rating departs from the numbers"
        needs.append(Need(words.capitalize(), words, bool(because), css="check-departs"))
    return needs


def was_not_said_and_no_more(review: ClaimReview, finding: Finding) -> bool:
    """A rating of before the claim's kind was changed to one that gets none does not count."""
    is_rated = review.claim.is_rated and finding.rating_id is not None
    return finding.was_it_said == WasItSaid.NO and not is_rated


def of_the_saying(finding: Finding) -> Iterator[Need]:
    question = "an answer to “Was it said?”"
    yield Need("Whether it was said", question, bool(finding.was_it_said), css="check-said")
    if needs_reasons(finding.was_it_said):
        words = "what shows whether it was said"
        yield Need(
            words.capitalize(), words, bool(finding.said_reasons.strip()), css="check-said-reasons"
        )


def of_the_matter(review: ClaimReview, finding: Finding) -> Iterator[Need]:
    if review.claim.is_rated:
        needed = not review.policy.what_we_know
        yield Need("A rating", "a rating", bool(finding.rating_id), needed, "check-rating")
    yield Need("Your reasons", "your reasons", bool(finding.reasons.strip()), css="check-reasons")
