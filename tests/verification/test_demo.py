"""The demo newsroom: what a visitor judges the product by in five minutes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import StringIO

from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from claims.anchoring import occurrences
from claims.models import Claim, Document
from claims.quantities import Nature
from claims.states import ClaimState
from newsroom.accounts.demo import DEMO_LOGINS
from newsroom.accounts.models import User
from newsroom.notices.models import Notice
from tests.factories import editor
from verification.demo.telling import tell
from verification.invariants.checking import broken_rules
from verification.models import (
    Absence,
    Assignment,
    ChangedFigure,
    ClaimReview,
    DeclaredInterest,
    Evidence,
    Report,
    Source,
    SuggestedEdit,
    TimeRequest,
    Waiver,
    WorkingHours,
)
from verification.operations.assigning import assign_reviewers
from verification.states import ReviewState


class TheDemo(TestCase):
    """Told once for all tests, since reading its documents takes seconds."""

    @classmethod
    def setUpTestData(cls):
        tell()

    def test_it_shows_a_claim_in_every_state(self):
        assert set(Claim.objects.values_list("state", flat=True)) == set(ClaimState)
        assert set(ClaimReview.objects.values_list("state", flat=True)) == set(ReviewState)
        assert ClaimReview.objects.waiting().exists()
        assert ClaimReview.objects.nobody_can_take().exists()
        assert ClaimReview.objects.filter(held_at__isnull=False).exists()
        assert ClaimReview.objects.filter(publish_at__isnull=False).exists()

    def test_it_breaks_no_rule(self):
        assert broken_rules() == []

    def test_it_happened_over_two_weeks_and_one_step_is_late(self):
        published = Report.objects.order_by("published_at")
        assert published.last().published_at - published.first().published_at > timedelta(days=5)
        assert not Report.objects.filter(published_at__gt=timezone.now()).exists()
        for report in published:
            assert report.review.opened_at < report.verdict.drafted_at < report.published_at
        late = ClaimReview.objects.overdue().get()
        assert late.claim.statement == "Wages in Calderra rose by 5.2 per cent last year."

    def test_it_shows_claims_that_go_from_hand_to_hand(self):
        assert TimeRequest.objects.open().exists()
        assert Waiver.objects.open().exists()
        told = Report.objects.get(review__claim__statement__contains="do not deserve help")
        assert [waiver["requirement"] for waiver in told.payload["how"]["waivers"]] == ["origins"]
        assert ClaimReview.objects.filter(kept_for__isnull=False).exists()
        taken_up = Assignment.objects.get(continues__isnull=False)
        assert taken_up.is_live
        assert taken_up.continues.end_note

    def test_it_shows_edits_that_an_editor_suggested_and_nobody_has_answered(self):
        suggestion = SuggestedEdit.objects.get()
        review = suggestion.verdict.review
        assert review.state == ReviewState.IN_REVIEW
        assert review.current_verdict == suggestion.verdict

    def test_it_has_the_people_sources_and_documents_it_speaks_of(self):
        assert User.objects.filter(is_demo=True).count() == len(DEMO_LOGINS) == 7
        assert Source.objects.count() == 8
        assert Document.objects.count() == 5
        assert Claim.objects.count() >= 24
        assert Report.objects.filter(is_public=False, review__claim__document__purpose="own_copy")

    def test_its_people_have_hours_days_away_and_interests(self):
        assert WorkingHours.objects.values("reviewer").distinct().count() == 2
        assert Absence.objects.exists()
        assert DeclaredInterest.objects.standing().exists()

    def test_the_pipeline_itself_found_nearly_all_of_its_claims(self):
        by_hand = Claim.objects.filter(created_by__isnull=False)
        assert by_hand.count() <= 3

    def test_each_excerpt_stands_in_its_saved_copy(self):
        kept = Evidence.objects.exclude(snapshot=None)
        assert kept.count() > 12
        for evidence in kept:
            assert occurrences(evidence.snapshot.text, evidence.excerpt), evidence.excerpt
            assert evidence.snapshot.is_intact()

    def test_its_evidence_agrees_disagrees_copies_another_and_measures_something_else(self):
        assert set(Evidence.objects.values_list("stance", flat=True)) == {
            "supports",
            "refutes",
            "context",
        }
        assert Evidence.objects.exclude(derives_from=None).exists()
        assert Evidence.objects.exclude(measures_otherwise="").exists()

    def test_the_wages_stand_on_the_wages_number_line_and_the_prices_beside_it(self):
        self.client.force_login(editor())
        review = ClaimReview.objects.get(claim__statement__startswith="Wages in Calderra")
        (line,) = self.client.get(review.get_absolute_url()).context["number_lines"]
        assert line.says == (
            "The one comparable, independent source lies inside what was claimed. "
            "1 measures something else and does not count: Other measure: prices, not wages."
        )
        assert [(mark.quantity.low, mark.comparable) for mark in line.marks] == [
            (Decimal("5.2"), True),
            (Decimal("6.1"), False),
        ]

    def test_the_claim_that_a_newcomer_opens_first_has_a_figure_that_can_be_compared(self):
        mine = Assignment.objects.live().filter(reviewer__name="Nadia Fenn")
        first = mine.order_by("due_at", "pk").first()
        assert first.review.claim.statement.startswith("120,000 jobs")
        self.client.force_login(editor())
        (line,) = self.client.get(first.review.get_absolute_url()).context["number_lines"]
        assert line.says == (
            "The one comparable, independent source overlaps what was claimed without lying "
            "wholly inside."
        )

    def test_the_claimants_own_figure_is_told_as_their_word(self):
        self.client.force_login(editor())
        review = ClaimReview.objects.get(claim__statement__startswith="83 fighters")
        (line,) = self.client.get(review.get_absolute_url()).context["number_lines"]
        assert line.says.startswith(
            "There is no comparable, independent source yet. 1 is the claimant’s own word"
        )

    def test_a_difference_stands_beside_a_level_and_does_not_count(self):
        self.client.force_login(editor())
        review = ClaimReview.objects.get(claim__statement__startswith="The state paid 18 million")
        page = self.client.get(review.get_absolute_url())
        (line,) = page.context["number_lines"]
        assert [mark.quantity.nature for mark in line.marks] == [Nature.LEVEL, Nature.DIFFERENCE]
        assert line.says == (
            "The one comparable, independent source lies inside what was claimed. "
            "1 measures something else and does not count."
        )

    def test_one_figure_that_a_published_verdict_rests_on_has_changed_since(self):
        (change,) = ChangedFigure.objects.all()
        assert (change.kind, change.changes) == ("figure", ["66 became 67."])
        assert change.is_open
        assert change.evidence.review.state == "published"
        assert change.snapshot.is_intact()

    def test_it_owes_nobody_mail_and_leaves_the_planner_nothing_to_do(self):
        assert not Notice.objects.to_mail().exists()
        assert assign_reviewers() == 0

    def test_a_desk_with_people_on_it_is_left_as_it_is(self):
        said = StringIO()
        call_command("load_demo", stdout=said)
        assert "was not loaded" in said.getvalue()
        assert User.objects.count() == 7
