import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.errors import NothingToDo
from claims.models import Claim
from claims.operations.bulk import accept_together, dismiss_together, undo_together
from claims.operations.triage import dismiss_claim, send_to_review, undo
from claims.states import ClaimState
from tests.factories import ClaimFactory, DocumentFactory, UserFactory, admin, editor

pytestmark = pytest.mark.django_db
S = ClaimState


def states(*claims: Claim) -> list[str]:
    return [Claim.objects.get(pk=claim.pk).state for claim in claims]


@pytest.mark.parametrize(
    ("decide", "state", "verb"),
    [(accept_together, S.ACCEPTED, "accepted"), (dismiss_together, S.DISMISSED, "dismissed")],
)
def test_claims_of_several_documents_are_decided_together(decide, state, verb):
    person, one, two, noise = editor(), ClaimFactory(), ClaimFactory(), ClaimFactory()
    done = decide([one.pk, two.pk], by=person)
    assert states(one, two, noise) == [state, state, S.DETECTED]
    assert [(e.verb, e.actor, e.pk) for e in one.events.all()] == [(verb, person, done.events[0])]
    assert done.passed_over == 0


def test_what_somebody_decided_meanwhile_is_passed_over():
    one, two = ClaimFactory(), ClaimFactory(state=S.DISMISSED)
    done = accept_together([one.pk, two.pk, 10**9], by=editor())
    assert states(one, two) == [S.ACCEPTED, S.DISMISSED]
    assert (len(done.events), done.passed_over) == (1, 2)


def test_if_nothing_is_left_to_decide_it_is_said():
    with pytest.raises(NothingToDo):
        accept_together([ClaimFactory(state=S.SENT).pk], by=editor())


def test_it_is_refused_as_a_whole_where_one_document_is_anothers():
    mine, theirs = ClaimFactory(), ClaimFactory()
    for person in (mine.document.added_by, admin(), UserFactory()):
        with pytest.raises(PermissionDenied):
            accept_together([mine.pk, theirs.pk], by=person)
    assert states(mine, theirs) == [S.DETECTED, S.DETECTED]


def test_a_reviewer_decides_on_the_documents_they_brought_in():
    claim = ClaimFactory()
    dismiss_together([claim.pk], by=claim.document.added_by)
    assert states(claim) == [S.DISMISSED]


def test_what_was_decided_together_is_taken_back_together():
    person, one, two = editor(), ClaimFactory(), ClaimFactory()
    done = dismiss_together([one.pk, two.pk], by=person)
    back = undo_together(done.events, by=person)
    assert states(one, two) == [S.DETECTED, S.DETECTED]
    assert [event.verb for event in one.events.all()] == ["dismissed", "undone"]
    assert (len(back.events), back.passed_over) == (2, 0)
    with pytest.raises(NothingToDo):
        undo(one, by=person)


def test_claims_with_later_steps_or_in_review_are_left_alone_by_the_undo():
    person, one, two, three = editor(), ClaimFactory(), ClaimFactory(), ClaimFactory()
    done = accept_together([one.pk, two.pk, three.pk], by=person)
    dismiss_claim(one, by=person)
    send_to_review([two], by=person)
    back = undo_together(done.events, by=person)
    assert states(one, two, three) == [S.DISMISSED, S.SENT, S.DETECTED]
    assert (len(back.events), back.passed_over) == (1, 2)
    with pytest.raises(NothingToDo):
        undo_together(done.events, by=person)


def test_the_number_of_queries_does_not_grow_with_the_claims():
    person, document = editor(), DocumentFactory()
    counts = []
    for number in (1, 3):
        keys = [ClaimFactory(document=document).pk for _ in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            done = accept_together(keys, by=person)
            undo_together(done.events, by=person)
        counts.append(len(queries))
    assert counts[0] == counts[1]
