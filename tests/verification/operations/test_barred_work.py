"""What an interest comes to bar after it was declared is let go by the sweep."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Document
from newsroom.notices.models import Notice, NoticeKind
from tests.at_once import Begun
from tests.factories import (
    ClaimantFactory,
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    reviewer,
)
from verification import tasks
from verification.models import ClaimReview
from verification.operations.barred_work import release_barred_work
from verification.operations.declared_interests import declare_interest
from verification.operations.keeping_for import keep_for
from verification.operations.locking import lock_review
from verification.operations.source_import import apply_import, keep_import
from verification.operations.source_merge import merge_sources
from verification.operations.sources import change_source

pytestmark = pytest.mark.django_db
OUTLET, ADDRESS = "The Varland Post", "https://www.varland.example/harbour"


def review_of_the_post() -> ClaimReview:
    review = open_review_for()
    Document.objects.filter(pk=review.claim.document_id).update(outlet=OUTLET, url=ADDRESS)
    return fresh(review)


def merged_into_the_outlets(source, claim):
    merge_sources(source, SourceFactory(name=OUTLET), by=editor(), reason="The same house.")


def merged_into_the_claimants(source, claim):
    into = SourceFactory(name=claim.claimant.name)
    merge_sources(source, into, by=editor(), reason="The same house.")


def renamed(source, claim):
    change_source(source, by=editor(), name=OUTLET.upper())


def known_by_the_address(source, claim):
    change_source(source, by=editor(), domains={"varland.example": True})


def known_by_the_address_from_a_table(source, claim):
    boss = editor()
    table = f"Name,Kind,Tier,Domains\n{source.name},official,authoritative,varland.example\n"
    apply_import(keep_import(table.encode(), "sources.csv", by=boss), by=boss)
    assert source.domains.get().domain == "varland.example"


def claimant_corrected(source, claim):
    Claim.objects.filter(pk=claim.pk).update(claimant=ClaimantFactory(name=source.name))


CHANGES = (
    merged_into_the_outlets,
    merged_into_the_claimants,
    renamed,
    known_by_the_address,
    known_by_the_address_from_a_table,
    claimant_corrected,
)


def work_of_somebody_interested(source):
    """One that is not barred yet, and what goes on beside it: theirs on another claim, another's
    on the same one."""
    person, review = reviewer(), review_of_the_post()
    Claim.objects.filter(pk=review.claim_id).update(claimant=ClaimantFactory())
    review = fresh(review)
    declare_interest(person, by=person, source=source, stake="Owns a part of it.")
    other = review_of_the_post()
    return assigned(review, person), [assigned(to=person), assigned(other, reviewer())]


@pytest.mark.parametrize("change", CHANGES)
def test_work_that_a_change_bars_goes_to_the_next_with_the_sweep(change):
    source = SourceFactory(name="Varland House")
    given, noise = work_of_somebody_interested(source)
    assert release_barred_work() == 0  # control: what is not barred stays
    change(source, fresh(given.review).claim)
    assert release_barred_work() == 1
    given.refresh_from_db()
    assert (given.state, given.end_note) == ("taken_back", "a declared interest")
    assert fresh(given.review).needs_reviewers
    for other in noise:
        other.refresh_from_db()
        assert other.state == "asked"
    told = Notice.objects.filter(kind=NoticeKind.TAKEN)
    assert [(notice.recipient, notice.text.split(":")[0]) for notice in told] == [
        (given.reviewer, "Taken back because of an interest you declared")
    ]
    assert release_barred_work() == 0


def test_what_is_kept_for_them_is_kept_no_more():
    person, source = reviewer(), SourceFactory(name="Varland House")
    barred, other = review_of_the_post(), open_review_for()
    for review in (barred, other):
        keep_for(review, person, by=editor(), reason="Knows the harbour.")
    declare_interest(person, by=person, source=source, stake="Owns a part of it.")
    renamed(source, barred.claim)
    assert release_barred_work() == 1
    assert (fresh(barred).kept_for, fresh(other).kept_for) == (None, person)


def test_the_sweep_asks_and_gives_it_to_somebody_else_at_once():
    source = SourceFactory(name="Varland House")
    given, _ = work_of_somebody_interested(source)
    renamed(source, given.review.claim)
    tasks.sweep()
    again = given.review.assignments.live().get()
    assert again.reviewer != given.reviewer


def test_it_costs_one_query_where_nobody_declared_an_interest_and_as_many_for_one_as_for_many():
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            release_barred_work()
        return len([one for one in asked if "SAVEPOINT" not in one["sql"]])

    assigned(review_of_the_post())
    assert queries() == 1
    costs = []
    for count in (1, 12):
        for _ in range(count):
            work_of_somebody_interested(SourceFactory())
        costs.append(queries())
    assert costs[0] == costs[1]


@pytest.mark.django_db(transaction=True)
def test_a_review_that_somebody_works_on_is_left_for_the_next_sweep():
    source = SourceFactory(name="Varland House")
    given, _ = work_of_somebody_interested(source)
    renamed(source, given.review.claim)
    with transaction.atomic():
        lock_review(given.review_id)
        assert Begun(release_barred_work).answer() == 0
    assert release_barred_work() == 1
