"""Carrying one of the demo's claims along its way, by the same verbs people use."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from claims.anchoring import occurrences
from claims.models import Claim, Document
from claims.operations import triage
from newsroom.accounts.models import User
from verification.models import Assignment, ClaimReview, Evidence, Rating
from verification.operations import (
    assignments,
    contacts,
    evidence,
    findings,
    handing_over,
    keeping_for,
    reports,
    reviews,
    signoff,
    suggestions,
    time_requests,
    verdicts,
    waivers,
)

from . import clock
from .clock import moved
from .copies import saved_copy
from .desk import Desk
from .shapes import Contact, DemoClaim, Passage, Stage, Work


def carry(desk: Desk, story: DemoClaim) -> None:
    claim = triaged(desk, story)
    if story.stage < Stage.SENT:
        return
    triage.send_to_review([claim], by=desk.jonas)
    review = ClaimReview.objects.get(claim=claim)
    with moved(hours=clock.ASKED * story.haste):
        given = [
            assignments.assign(
                review, desk.people[work.reviewer], by=desk.jonas, reason="knows the subject"
            )
            for work in story.work
        ]
    with moved(hours=clock.BEGUN * story.haste):
        if story.stage > Stage.ASKED:
            for assignment, work in zip(given, story.work, strict=True):
                research(desk, assignment, work)
        for contact in story.contacts:
            ask(review, contact, by=given[0].reviewer)
    with moved(hours=story.hours_ago):
        from_hand_to_hand(desk, story, review, given)
    with moved(hours=clock.HANDED_IN * story.haste):
        hand_in(story, given)
        settle(desk, story, fresh(review))
    decide(desk, story, fresh(review), given)
    with moved(hours=story.hours_ago):
        suggest(desk, story, fresh(review))
        for verb, reason in story.then:
            then(desk, verb, fresh(review), reason)


def triaged(desk: Desk, story: DemoClaim) -> Claim:
    """The claim the pipeline found at the quote, or one added by hand, worded and decided."""
    document = desk.documents[story.document]
    claim = found_at(document, story.quote) or triage.add_claim(
        document, story.quote, by=desk.jonas, claimant=story.claimant
    )
    claim = triage.edit_claim(
        claim,
        by=desk.jonas,
        statement=story.statement,
        kind=story.kind,
        claimant=story.claimant,
        attribution=story.attribution,
        topic=desk.topics.get(story.topic),
        priority=story.priority,
    )
    if story.stage == Stage.DISMISSED:
        return triage.dismiss_claim(claim, by=desk.jonas, note=story.note)
    if story.stage == Stage.MERGED:
        into = Claim.objects.get(document=document, appearances__exact__contains=story.merge_into)
        return triage.merge_claims(claim, into, by=desk.jonas)
    if claim.state != "accepted":
        claim = triage.accept_claim(claim, by=desk.jonas)
    return claim


def found_at(document: Document, quote: str) -> Claim | None:
    start, end = occurrences(document.snapshot.text, quote)[0]
    return (
        document.claims.to_triage()
        .filter(appearances__start__lt=end, appearances__end__gt=start)
        .order_by("appearances__start")
        .first()
    )


def research(desk: Desk, assignment: Assignment, work: Work) -> None:
    reviewer = desk.people[work.reviewer]
    assignments.start_work(assignment, by=reviewer)
    cited: list[Evidence] = []
    for passage in work.passages:
        cited.append(cite(desk, assignment, passage, cited))
    findings.save_draft(
        assignment,
        by=reviewer,
        rating=rating_of(assignment.review, work.rating),
        reasons=work.reasons,
        was_it_said=work.was_it_said if assignment.review.claim.is_quoted else "",
        said_reasons=work.said_reasons,
        departs_because=work.departs_because,
    )
    if work.waiver:
        waive(desk, assignment, *work.waiver)


def waive(desk: Desk, work: Assignment, requirement: str, because: str, reason: str) -> None:
    request = waivers.ask_for_waiver(
        work, by=work.reviewer, requirement=requirement, because=because
    )
    if reason:
        waivers.grant_waiver(request, by=desk.jonas, reason=reason)


def cite(desk: Desk, assignment: Assignment, passage: Passage, cited: list[Evidence]) -> Evidence:
    return evidence.cite(
        assignment,
        by=assignment.reviewer,
        source=desk.sources[passage.source],
        stance=passage.stance,
        excerpt=passage.excerpt,
        hand=passage.hand,
        answers=passage.answers,
        as_of=timezone.localdate() - timedelta(days=passage.days_ago),
        measures_otherwise=passage.measures_otherwise,
        derives_from=None if passage.repeats is None else cited[passage.repeats],
        snapshot=saved_copy(passage.saved_copy, by=desk.jonas) if passage.saved_copy else None,
    )


def ask(review: ClaimReview, contact: Contact, *, by: User) -> None:
    row = contacts.ask_for_comment(
        review,
        by=by,
        whom=contact.whom,
        question=contact.question,
        reply_by=timezone.now() + timedelta(days=2),
    )
    if contact.answer:
        contacts.record_answer(row, by=by, answer=contact.answer)


def from_hand_to_hand(
    desk: Desk, story: DemoClaim, review: ClaimReview, given: list[Assignment]
) -> None:
    for assignment, work in zip(given, story.work, strict=True):
        reviewer = desk.people[work.reviewer]
        if work.more_time:
            until = timezone.now() + timedelta(days=5)
            time_requests.ask_for_time(assignment, by=reviewer, until=until, because=work.more_time)
        if work.handed_over:
            to, note = work.handed_over
            handing_over.hand_over(assignment, by=reviewer, to=desk.people[to], note=note)
    if story.kept_for:
        whom, reason = story.kept_for
        keeping_for.keep_for(review, desk.people[whom], by=desk.jonas, reason=reason)


def hand_in(story: DemoClaim, given: list[Assignment]) -> None:
    if story.stage >= Stage.ALL_IN:
        ready = given
    else:
        ready = given[:1] if story.stage == Stage.ONE_IN else []
    for assignment in ready:
        findings.submit_finding(assignment, by=assignment.reviewer)


def settle(desk: Desk, story: DemoClaim, review: ClaimReview) -> None:
    """Where the findings differ and the story says how that was settled."""
    if story.settled is None:
        return
    both = findings.submitted_findings(review)
    settled = {
        "takes": None if story.settled.takes is None else both[story.settled.takes],
        "rating": rating_of(review, story.settled.rating),
        "reasons": story.settled.reasons,
    }
    if story.settled.by:
        verdicts.adjudicate(review, by=desk.people[story.settled.by], **settled)
    else:
        proposal = verdicts.propose_settlement(review, by=both[1].reviewer, **settled)
        verdicts.agree_to_settlement(proposal, by=both[0].reviewer)


def decide(desk: Desk, story: DemoClaim, review: ClaimReview, given: list[Assignment]) -> None:
    if story.stage < Stage.WORDED:
        return
    writer = given[0].reviewer
    with moved(hours=clock.WORDED * story.haste):
        verdict = verdicts.draft_verdict(
            review,
            by=writer,
            conclusion=story.conclusion,
            explanation=story.explanation,
            said_explanation=story.work[0].said_reasons,
            departs_because=story.work[0].departs_because,
        )
    if story.stage >= Stage.DECIDED:
        with moved(hours=clock.CONFIRMED * story.haste):
            for assignment in given[1:]:
                verdicts.confirm_verdict(verdict, by=assignment.reviewer)
    if story.stage >= Stage.SIGNED:
        with moved(hours=clock.SIGNED * story.haste):
            signoff.sign_off(verdict, by=desk.ilse)
    if story.stage >= Stage.PUBLISHED:
        with moved(hours=clock.PUBLISHED * story.haste):
            reports.publish(review, by=desk.ilse)


def suggest(desk: Desk, story: DemoClaim, review: ClaimReview) -> None:
    if (edits := story.suggested) and (verdict := review.current_verdict):
        suggestions.suggest_edits(
            verdict,
            by=desk.people[edits.by],
            conclusion=edits.conclusion,
            explanation=edits.explanation,
            note=edits.note,
        )


def then(desk: Desk, verb: str, review: ClaimReview, reason: str) -> None:
    match verb:
        case "close":
            reviews.close_review(review, by=desk.jonas, reason=reason)
        case "hold":
            reviews.hold_review(review, by=desk.jonas, reason=reason)
        case "retract":
            reports.retract(review, by=desk.jonas, reason=reason)
        case "tonight":
            tonight = timezone.localtime().replace(hour=23, minute=30)
            soon = timezone.now() + timedelta(minutes=10)
            reviews.schedule_publication(review, max(tonight, soon), by=desk.jonas)
        case "schedule":
            tomorrow = timezone.now() + timedelta(days=1)
            reviews.schedule_publication(review, tomorrow, by=desk.jonas)
        case _:
            raise ValueError(f"The demo knows no verb {verb!r}.")


def rating_of(review: ClaimReview, slug: str) -> Rating | None:
    return review.scale.ratings.get(slug=slug) if slug else None


def fresh(review: ClaimReview) -> ClaimReview:
    return ClaimReview.objects.get(pk=review.pk)
