"""What breaks each rule: rows written past every verb and guard, on a desk that is in order.

Each answers the row that is to be named.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from claims.models import Claim
from newsroom.notices.models import Notice
from tests.factories import SourceFactory, reviewer
from verification.models import (
    Assignment,
    DeclaredInterest,
    Evidence,
    Explanation,
    Finding,
    Policy,
    Reviewer,
    Settlement,
    SignOff,
    Source,
    SuggestedEdit,
    TimeRequest,
    Waiver,
)

from .desk import Desk


def change(row: Any, **columns: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**columns)


def another(row: Assignment, **columns: Any) -> Assignment:
    """A second row like it, written past every verb; its history line and notice are there."""
    copy = Assignment.objects.get(pk=row.pk)
    copy.pk, copy._state.adding = None, True
    for name, value in columns.items():
        setattr(copy, name, value)
    copy.save()
    copy.review.record("assigned", reviewer=copy.reviewer_id, name=copy.reviewer.name)
    Notice.objects.create(
        recipient=copy.reviewer, kind="asked", path=copy.review.get_absolute_url(), text="You"
    )
    return copy


def too_many(desk: Desk) -> int:
    another(desk.one, reviewer=reviewer(), role="2_second")
    return desk.one.review_id


def filled_twice(desk: Desk) -> int:
    another(desk.second, reviewer=reviewer(), role="2_second")
    return desk.second.review_id


def there_twice(desk: Desk) -> int:
    another(desk.one, role="2_second")
    return desk.one.review_id


def too_much(desk: Desk) -> int:
    change(Reviewer.objects.get(user=desk.one.reviewer), capacity=0)
    return desk.one.reviewer_id


def gone(desk: Desk) -> int:
    change(desk.one.reviewer, is_active=False)
    return desk.one.pk


def without_role(desk: Desk) -> int:
    change(desk.one.reviewer, roles=["admin"])
    return desk.one.pk


def still_live_on_closed(desk: Desk) -> int:
    change(desk.closed, state="started", ended_at=None, started_at=timezone.now())
    return desk.closed.pk


def of_an_earlier_round(desk: Desk) -> int:
    old = Assignment.objects.get(review=desk.again)
    change(old, state="asked", ended_at=None)
    return old.pk


def source_called(name: str, *domains: str) -> Source:
    source = SourceFactory(name=name)
    for domain in domains:
        source.domains.create(domain=domain)
    return source


def merged(name: str, *domains: str) -> Source:
    """Merged into the one that is called so, with an interest that stayed behind."""
    source = source_called("An old name")
    change(source, state="retired", merged_into=source_called(name, *domains))
    return source


# What somebody declares an interest in, of a claim from www.courier.example.
INTERESTS: tuple[tuple[str, str, Callable[[Claim], Any]], ...] = (
    ("its claimant", "claimant", lambda claim: claim.claimant),
    ("its document", "document", lambda claim: claim.document),
    ("its outlet", "outlet", lambda claim: " calderra COURIER"),
    ("its outlet’s source", "source", lambda claim: source_called("Calderra Courier")),
    ("its claimant’s source", "source", lambda claim: source_called(claim.claimant.name.upper())),
    ("its address", "source", lambda claim: source_called("A house", "courier.example")),
    ("its whole address", "source", lambda claim: source_called("A", "www.courier.example")),
    ("what it is merged into", "source", lambda claim: merged("Calderra  courier")),
    ("what holds its address now", "source", lambda claim: merged("B", "courier.example")),
)


def interested(words: str, column: str, find: Callable[[Claim], Any]) -> Callable[[Desk], int]:
    """The person who has ``desk.one`` declares an interest in it."""

    def declare(desk: Desk) -> int:
        person, claim = desk.one.reviewer, desk.one.review.claim
        change(claim.document, outlet="Calderra Courier", url="https://www.courier.example/a?b=1")
        DeclaredInterest.objects.create(
            person=person, declared_by=person, stake="worked there", **{column: find(claim)}
        )
        return desk.one.pk

    declare.__name__ = f"interested in {words}"
    return declare


def kept_for_another(desk: Desk) -> int:
    review = desk.one.review
    change(desk.one, assigned_by=None)
    change(review, kept_for=reviewer(), kept_because="knows it")
    line = review.claim.record("kept", actor=desk.editor)
    change(desk.one, assigned_at=line.at + timedelta(seconds=1))
    return desk.one.pk


def kept_for_who_left(desk: Desk) -> int:
    person = reviewer()
    change(desk.waiting, kept_for=person, kept_because="knows it")
    change(person, is_active=False)
    return desk.waiting.pk


def continues_the_other(desk: Desk) -> int:
    change(desk.second, continues=desk.first)
    return desk.second.pk


def ended_but_live(desk: Desk) -> int:
    change(desk.one, ended_at=timezone.now())
    return desk.one.pk


def half_answered(desk: Desk) -> int:
    return TimeRequest.objects.create(
        assignment=desk.one, until=timezone.now(), because="ill", is_granted=True
    ).pk


def two_open_requests(desk: Desk) -> list[int]:
    return [
        TimeRequest.objects.create(assignment=desk.one, until=timezone.now(), because=words).pk
        for words in ("ill", "still ill")
    ]


def forgotten(desk: Desk) -> int:
    change(desk.waiting, needs_reviewers=False)
    return desk.waiting.pk


def sought_in_vain(desk: Desk) -> int:
    change(desk.one.review, needs_reviewers=True)
    return desk.one.review_id


def open_though_asked(desk: Desk) -> int:
    change(desk.one.review, state="open")
    return desk.one.review_id


def settled_before(desk: Desk, **columns: Any) -> Settlement:
    return Settlement.objects.create(
        review=desk.differing,
        decided_by=desk.editor,
        how="adjudicated",
        reasons="so",
        agreed_by=desk.editor,
        agreed_at=timezone.now(),
        **columns,
    )


def to_settle_though_settled(desk: Desk) -> int:
    return settled_before(desk).review_id


def settled_twice(desk: Desk) -> int:
    settled_before(desk)
    settled_before(desk)
    change(desk.differing, state="in_review")
    return desk.differing.pk


def decided_without_text(desk: Desk) -> int:
    change(desk.differing, state="decided")
    return desk.differing.pk


def signed_without_signature(desk: Desk) -> int:
    SignOff.objects.filter(verdict=desk.verdict)._raw_delete("default")
    return desk.verdict.review_id


def another_text_signed(desk: Desk) -> int:
    change(SignOff.objects.get(verdict=desk.verdict), text_sha256="0" * 64)
    return desk.verdict.review_id


def another_suggestion_taken(desk: Desk) -> int:
    suggestion = SuggestedEdit.objects.create(
        verdict=desk.verdict, by=desk.editor, conclusion="So.", explanation="So.", note="So."
    )
    change(desk.verdict, takes=suggestion)
    return desk.verdict.pk


def published_without_report(desk: Desk) -> int:
    change(desk.verdict.review, state="published")
    return desk.verdict.review_id


def never_due(desk: Desk) -> int:
    change(desk.waiting, due_at=None)
    return desk.waiting.pk


def finding_of_another(desk: Desk) -> int:
    finding = Finding.objects.get(assignment=desk.second)
    change(finding, round=7)
    Evidence.objects.filter(finding=finding).update(round=7)
    return finding.pk


def submitted_without_finding(desk: Desk) -> int:
    change(Finding.objects.get(assignment=desk.first), submitted_at=None)
    return desk.first.pk


def signed_by_its_reviewer(desk: Desk) -> int:
    change(
        SignOff.objects.get(verdict=desk.verdict),
        editor=Assignment.objects.get(review=desk.verdict.review).reviewer,
    )
    return desk.verdict.review_id


def waived_by_whoever_asked(desk: Desk) -> int:
    return waiver_for(desk.one, decided_by=desk.one.reviewer).pk


def waived_in_another_round(desk: Desk) -> int:
    return waiver_for(desk.one, decided_by=desk.editor, round=2).pk


def waiver_for(work: Assignment, **columns: Any) -> Waiver:
    """One that is granted, beside one in order."""
    given = {
        "review": work.review, "round": work.round, "requirement": "origins", "assignment": work,
        "is_granted": True, "reason": "So.", "decided_at": timezone.now(),
    }  # fmt: skip
    Waiver.objects.create(**{**given, "decided_by": reviewer()})
    return Waiver.objects.create(**{**given, **columns})


def handed_in_without_evidence(desk: Desk) -> int:
    change(Evidence.objects.get(finding__assignment=desk.first), withdrawn_at=timezone.now())
    return desk.first.pk


def asking_more(desk: Desk, **needs: Any) -> int:
    """What was handed in was handed in under a policy that asks for more than it has."""
    review = desk.first.review
    policy = Policy.objects.get(pk=review.policy_id)
    policy.pk, policy._state.adding, policy.name = None, True, "One that asks for more"
    for name, value in needs.items():
        setattr(policy, name, value)
    policy.save()
    change(review, policy=policy)
    return desk.first.pk


def handed_in_second_hand(desk: Desk) -> int:
    change(Evidence.objects.get(finding__assignment=desk.first), hand="second")
    return asking_more(desk, first_hand_needed=True)


def handed_in_of_one_origin(desk: Desk) -> int:
    return asking_more(desk, origins_needed=2)


def handed_in_with_nobody_asked(desk: Desk) -> int:
    return asking_more(desk, comment_needed=True)


def no_longer_asked_before(desk: Desk) -> int:
    """Cancelled before it was handed in."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    desk.first.review.contacts.create(
        asked_by=desk.first.reviewer, whom="The mayor", question="How many?",
        reply_by=timezone.now(), answered_at=an_hour_ago, answered_to=desk.first.reviewer,
    )  # fmt: skip
    return asking_more(desk, comment_needed=True)


def waived_too_late(desk: Desk) -> int:
    """The waiver was taken back before it was handed in; the other's is not theirs."""
    work = desk.first
    waived = {"requirement": "evidence", "decided_by": desk.editor}
    waiver_for(work, **waived, ended_at=timezone.now())
    change(Waiver.objects.last(), assignment=desk.second)
    return handed_in_without_evidence(desk)


def assigned_without_line(desk: Desk) -> int:
    review = desk.waiting
    review.claim.events.filter(verb="assigned")._raw_delete("default")
    assignment = Assignment.objects.create(
        review=review, reviewer=reviewer(), role="1_first", due_at=timezone.now()
    )
    change(review, state="in_review", needs_reviewers=False)
    Notice.objects.create(
        recipient=assignment.reviewer, kind="asked", path=review.get_absolute_url(), text="You"
    )
    return review.claim_id


def assigned_in_two_lines(desk: Desk) -> int:
    person = desk.one.reviewer
    desk.one.review.record("assigned", reviewer=person.pk, name=person.name)
    return desk.one.review.claim_id


def said_but_never_given(desk: Desk) -> int:
    desk.waiting.record("assigned", reviewer=reviewer().pk, name="Nobody")
    return desk.waiting.claim_id


def submitted_without_line(desk: Desk) -> int:
    desk.first.review.claim.events.filter(verb="submitted")._raw_delete("default")
    return desk.first.review.claim_id


def declined_twice_in_lines(desk: Desk) -> int:
    desk.declined.review.record("declined", actor=desk.declined.reviewer)
    return desk.declined.review.claim_id


def taken_back_in_silence(desk: Desk) -> int:
    desk.taken_back.review.claim.events.filter(verb="taken_back")._raw_delete("default")
    return desk.taken_back.review.claim_id


def never_told(desk: Desk) -> int:
    Notice.objects.filter(recipient=desk.one.reviewer).delete()
    return desk.one.pk


def explained_before_it_is_in(desk: Desk) -> int:
    return explanation_of(Evidence.objects.get(finding__assignment=desk.one)).pk


def explained_over_its_reviewer(desk: Desk) -> int:
    evidence = Evidence.objects.get(review=desk.verdict.review)
    change(evidence, scope_explained="Both ports.")
    return explanation_of(evidence).pk


def explanation_of(evidence: Evidence) -> Explanation:
    """One written past the guards, beside one in order."""
    in_order = Evidence.objects.filter(finding__submitted_at__isnull=False, scope_explained="")
    Explanation.objects.create(evidence=in_order.first(), words="So.", by=evidence.cited_by)
    return Explanation.objects.create(evidence=evidence, words="So.", by=evidence.cited_by)


def evidence_of_somebody(desk: Desk) -> int:
    evidence = Evidence.objects.get(finding__assignment=desk.one)
    change(evidence, cited_by=reviewer())
    return evidence.pk


def evidence_of_the_other(desk: Desk) -> int:
    evidence = Evidence.objects.get(finding__assignment=desk.second)
    change(evidence, cited_by=desk.first.reviewer)
    return evidence.pk


def line_for_everybody(desk: Desk) -> int:
    line = desk.first.review.claim.events.get(verb="submitted")
    change(line, private_to=None)
    return line.pk


# The rule, the column that tells its rows apart, what breaks it, and which other rules that
# cannot but break too.
BREAKS: tuple[tuple[str, str, Callable[[Desk], Any], set[str]], ...] = (
    ("places", "review", too_many, set()),
    ("one_each", "review", filled_twice, {"places"}),
    ("once_each", "review", there_twice, {"places"}),
    ("capacity", "user", too_much, set()),
    ("able", "assignment", gone, set()),
    ("able", "assignment", without_role, set()),
    ("present", "assignment", still_live_on_closed, set()),
    ("present", "assignment", of_an_earlier_round, set()),
    *(("interest", "assignment", interested(*case), set()) for case in INTERESTS),
    ("kept", "assignment", kept_for_another, set()),
    ("keeper", "review", kept_for_who_left, set()),
    ("continues", "assignment", continues_the_other, set()),
    ("moments", "assignment", ended_but_live, set()),
    ("time", "request", half_answered, set()),
    ("time", "request", two_open_requests, set()),
    ("needs", "review", forgotten, set()),
    ("needs", "review", sought_in_vain, set()),
    ("open", "review", open_though_asked, {"present"}),
    ("settling", "review", to_settle_though_settled, set()),
    ("settled_once", "review", settled_twice, set()),
    ("decided", "review", decided_without_text, set()),
    ("signed", "review", signed_without_signature, set()),
    ("signed", "review", another_text_signed, set()),
    ("takes", "verdict", another_suggestion_taken, set()),
    ("published", "review", published_without_report, set()),
    ("due", "review", never_due, set()),
    ("finding", "finding", finding_of_another, set()),
    ("submitted", "assignment", submitted_without_finding, set()),
    ("waived", "waiver", waived_by_whoever_asked, set()),
    ("waived", "waiver", waived_in_another_round, set()),
    ("handed_in_short", "assignment", handed_in_without_evidence, set()),
    ("handed_in_short", "assignment", waived_too_late, set()),
    ("handed_in_short", "assignment", handed_in_second_hand, set()),
    ("handed_in_short", "assignment", handed_in_of_one_origin, set()),
    ("handed_in_short", "assignment", handed_in_with_nobody_asked, set()),
    ("handed_in_short", "assignment", no_longer_asked_before, set()),
    ("explained", "explanation", explained_before_it_is_in, set()),
    ("explained", "explanation", explained_over_its_reviewer, set()),
    ("clean_hands", "review", signed_by_its_reviewer, set()),
    ("assigned_lines", "claim_id", assigned_without_line, set()),
    ("assigned_lines", "claim_id", assigned_in_two_lines, set()),
    ("unheld_lines", "claim_id", said_but_never_given, set()),
    ("own_lines", "claim_id", submitted_without_line, set()),
    ("own_lines", "claim_id", declined_twice_in_lines, set()),
    ("taken_back_lines", "claim_id", taken_back_in_silence, set()),
    ("told", "assignment", never_told, set()),
    ("own_evidence", "evidence", evidence_of_somebody, set()),
    ("other_evidence", "evidence", evidence_of_the_other, {"own_evidence"}),
    ("private_lines", "line", line_for_everybody, set()),
)  # fmt: skip
