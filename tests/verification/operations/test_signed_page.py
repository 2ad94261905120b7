"""What is signed is the page as readers will see it, and that very page is published."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from claims.models import Topic
from newsroom.notices.models import Notice
from tests.factories import ClaimFactory, drafted, editor, fresh, open_review_for, signed
from tests.verification.operations.test_signoff_and_publication import at_once
from tests.verification.signing import ask, page_seen
from verification.errors import PageChanged
from verification.models import ClaimReview, Report, SignOff
from verification.operations import reports, signoff
from verification.operations.contacts import record_answer
from verification.operations.reports import publish, publish_due
from verification.operations.reviews import schedule_publication
from verification.operations.signoff import send_back, sign_off
from verification.operations.suggestions import suggest_edits
from verification.operations.verdicts import draft_verdict
from verification.reports.signing import page_digest
from verification.states import ReviewState

pytestmark = pytest.mark.django_db


def answered(verdict):
    """An answer comes in that readers would see."""
    record_answer(verdict.review.contacts.last(), by=editor(), answer="312, as of today.")


def rename_topic(verdict):
    claim = verdict.review.claim
    claim.topic = Topic.objects.create(name=f"Ports {claim.pk}")
    claim.save()


def rename_source(verdict):
    source = verdict.review.evidence.first().source
    type(source).objects.filter(pk=source.pk).update(name=f"Another {source.pk}")


CHANGES = {
    "what The ministry answered": answered,
    "the claim or its figures": rename_topic,
    "evidence [1]": rename_source,
}


def waiting():
    """A decided verdict with somebody asked, and noise beside it."""
    verdict = drafted()
    ask(verdict)
    ask(drafted())
    return verdict


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_that_changed_between_reading_and_signing_is_not_signed(change):
    verdict = waiting()
    page = page_seen(verdict)
    change(verdict)
    with pytest.raises(PageChanged, match="has changed since you read it"):
        sign_off(verdict, by=editor(), page=page)
    assert not SignOff.objects.exists()
    assert fresh(verdict.review).state == ReviewState.DECIDED
    # Read again, it is signed.
    signature = sign_off(verdict, by=editor(), page=page_seen(verdict))
    assert signature.page_sha256 == page_seen(verdict) != page


def test_control_without_the_guard_a_page_that_nobody_read_is_signed(monkeypatch):
    verdict = waiting()
    page = page_seen(verdict)
    answered(verdict)
    monkeypatch.setattr(signoff, "check_page_seen", lambda payload, page: None)
    assert sign_off(verdict, by=editor(), page=page)


def test_the_hash_is_the_same_whoever_signs_and_whenever():
    verdict = waiting()
    before = page_seen(verdict, editor())
    assert page_seen(verdict, editor()) == before
    sign_off(verdict, by=editor(), page=before)
    payload = publish(fresh(verdict.review), by=editor()).payload
    assert page_digest(payload) == before == SignOff.objects.get().page_sha256


@pytest.mark.parametrize(("named", "change"), CHANGES.items(), ids=CHANGES)
def test_what_changed_after_signing_is_named_and_not_published(named, change):
    verdict = waiting()
    boss = editor()
    sign_off(verdict, by=boss)
    change(verdict)
    with pytest.raises(PageChanged) as refused:
        publish(fresh(verdict.review), by=editor())
    assert f"{boss.name} signed: since then {named} changed" in refused.value.sentence
    assert fresh(verdict.review).state == ReviewState.SIGNED_OFF
    assert not Report.objects.exists()
    # Sent back, worded and signed anew, it goes out.
    send_back(fresh(verdict.review), by=boss, reason="An answer came in.")
    again = draft_verdict(
        fresh(verdict.review), by=verdict.drafted_by, conclusion="It holds.", explanation="So [1].",
        seen=verdict,
    )  # fmt: skip
    sign_off(again, by=boss)
    assert publish(fresh(verdict.review), by=editor()).version == 1


def test_control_without_the_comparison_another_page_is_published(monkeypatch):
    verdict = waiting()
    sign_off(verdict, by=editor())
    answered(verdict)
    monkeypatch.setattr(reports, "check_page_signed", lambda verdict, payload: None)
    payload = publish(fresh(verdict.review), by=editor()).payload
    assert page_digest(payload) != SignOff.objects.get().page_sha256


def test_a_signature_from_before_pages_were_signed_publishes_as_before(monkeypatch):
    verdict = waiting()
    monkeypatch.setattr(signoff, "page_digest", lambda payload: "")
    assert sign_off(verdict, by=editor()).page_sha256 == ""
    answered(verdict)
    assert publish(fresh(verdict.review), by=editor()).version == 1


def test_a_signature_whose_line_lacks_its_parts_still_guards_the_page(monkeypatch):
    verdict = waiting()
    monkeypatch.setattr(signoff, "parts_of", lambda payload: {})
    sign_off(verdict, by=editor())
    answered(verdict)
    with pytest.raises(PageChanged, match="since then the page changed"):
        publish(fresh(verdict.review), by=editor())


def test_a_time_that_comes_for_a_changed_page_passes_and_the_editors_are_told():
    changed, still = signed(), signed()
    soon = timezone.now() + timedelta(minutes=1)
    for verdict in (changed, still):
        schedule_publication(fresh(verdict.review), soon, by=editor())
    people = {editor(), editor()}
    rename_source(changed)
    ClaimReview.objects.filter(publish_at=soon).update(publish_at=timezone.now())
    Notice.objects.all().delete()

    assert publish_due() == 1
    assert fresh(still.review).state == ReviewState.PUBLISHED
    review = fresh(changed.review)
    assert (review.state, review.publish_at) == (ReviewState.SIGNED_OFF, None)
    told = Notice.objects.filter(path=review.get_absolute_url(), kind="sign")
    assert people <= {notice.recipient for notice in told}
    assert "Not published at its time (Not what" in told.first().text
    assert "evidence [1] changed" in told.first().text
    line = review.claim.events.filter(verb="scheduled").last()
    assert (line.actor, "evidence [1]" in line.note) == (None, True)
    # Told once: nothing is due any more.
    assert publish_due() == 0
    assert told.count() == len(told)
    send_back(review, by=editor(), reason="Look again.")
    assert not Notice.objects.unseen().filter(path=review.get_absolute_url(), kind="sign").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_one_signs_and_the_other_s_suggestion_finds_it_signed_or_sent_back():
    verdict = drafted()
    words = {"conclusion": "It nearly holds.", "explanation": "So [1].", "note": "Say how."}
    outcomes = at_once(
        partial(sign_off, verdict, by=editor(), page=page_seen(verdict)),
        partial(suggest_edits, verdict, by=editor(), **words),
    )
    kinds = sorted(type(outcome).__name__ for outcome in outcomes)
    # A signed text may still be sent back with edits; one that was sent back is not signed.
    assert kinds in (["SignOff", "SuggestedEdit"], ["IllegalTransition", "SuggestedEdit"])
    assert fresh(verdict.review).state == ReviewState.IN_REVIEW


def test_own_copy_is_guarded_the_same():
    verdict = drafted(open_review_for(ClaimFactory(document__purpose="own_copy")), "stands")
    sign_off(verdict, by=editor())
    rename_topic(verdict)
    with pytest.raises(PageChanged):
        publish(fresh(verdict.review), by=editor())
