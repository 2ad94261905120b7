"""What editors decide, of claims and of changed figures."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests import scenes
from tests.rights.inputs import (
    REASON,
    half_true,
)
from tests.rights.kinds import (
    ASKER,
    CLEAN,
    EDITORS,
    INVOLVED,
    OWN,
    Verb,
    verb,
)
from verification.operations import (
    asking_again,
    assignments,
    deciding,
    facts,
    keeping_for,
    own_evidence,
    reports,
    reviews,
    signoff,
    suggestions,
    time_requests,
    together,
    verdict_text,
    verdicts,
    waivers,
)

VERBS = [
    # the editor's
    verb(own_evidence.mark_seen, EDITORS, scenes.with_confidence, "secret"),
    verb(assignments.assign, EDITORS, scenes.unassigned, "review", "somebody"),
    verb(assignments.take_back, EDITORS, scenes.under_way, "assignment", **REASON),
    verb(assignments.reassign, EDITORS, scenes.under_way, "assignment", "somebody", **REASON),
    Verb(together.assign_together, EDITORS, scenes.unassigned,
         lambda s, by: together.assign_together([s.review.pk], s.somebody, by=by)),
    Verb(together.reassign_together, EDITORS, scenes.under_way,
         lambda s, by: together.reassign_together([s.assignment.pk], s.somebody, by=by, **REASON)),
    Verb(together.take_back_together, EDITORS, scenes.under_way,
         lambda s, by: together.take_back_together([s.assignment.pk], by=by, **REASON)),
    verb(keeping_for.keep_for, EDITORS, scenes.unassigned, "review", "somebody", **REASON),
    verb(keeping_for.keep_for_nobody, EDITORS, scenes.kept, "review"),
    Verb(keeping_for.keep_for_together, EDITORS, scenes.unassigned,
         lambda s, by: keeping_for.keep_for_together([s.review.pk], s.somebody, by=by, **REASON)),
    Verb(keeping_for.keep_for_nobody_together, EDITORS, scenes.kept,
         lambda s, by: keeping_for.keep_for_nobody_together([s.review.pk], by=by)),
    verb(verdict_text.give_text, EDITORS, scenes.agreeing, "review", "somebody", **REASON),
    verb(time_requests.withdraw_time_request, OWN, scenes.asking_for_time, "request"),
    verb(time_requests.grant_time, EDITORS, scenes.asking_for_time, "request"),
    verb(time_requests.refuse_time, EDITORS, scenes.asking_for_time, "request", answer="No."),
    verb(waivers.grant_waiver, CLEAN, scenes.asking_for_waiver, "waiver", **REASON),
    verb(waivers.refuse_waiver, CLEAN, scenes.asking_for_waiver, "waiver", **REASON),
    verb(waivers.waive, CLEAN, scenes.to_waive, "review", requirement="first_hand", **REASON),
    verb(waivers.end_waiver, CLEAN, scenes.waived, "waiver"),
    verb(facts.set_due, EDITORS, scenes.under_way, "review",
         due_at=timezone.now() + timedelta(days=2), **REASON),
    verb(verdicts.adjudicate, CLEAN, scenes.differing, "review", rating=half_true, reasons="So."),
    verb(asking_again.ask_again, CLEAN, scenes.differing, "review", **REASON),
    verb(signoff.sign_off, CLEAN, scenes.decided, "verdict", told=INVOLVED),
    verb(suggestions.suggest_edits, EDITORS, scenes.decided, "verdict",
         conclusion="It nearly holds.", explanation="So [1].", note="Say how near."),
    verb(signoff.send_back, EDITORS, scenes.decided, "review", **REASON),
    verb(reports.publish, EDITORS, scenes.signed, "review"),
    verb(reports.retract, EDITORS, scenes.published, "review", **REASON),
    verb(reviews.close_review, EDITORS, scenes.under_way, "review", **REASON),
    verb(reviews.reopen_review, EDITORS, scenes.closed, "review", **REASON),
    verb(reviews.hold_review, EDITORS, scenes.signed, "review", **REASON),
    verb(reviews.release_review, EDITORS, scenes.on_hold, "review"),
    verb(reviews.schedule_publication, EDITORS, scenes.signed, "review",
         publish_at=timezone.now() + timedelta(days=30)),
    # changed figures
    verb(deciding.take_up, EDITORS, scenes.changed, "change", **REASON),
    verb(deciding.does_not_matter, ASKER, scenes.changed, "change", **REASON),
    verb(deciding.look_again, ASKER, scenes.change_decided, "change"),
]  # fmt: skip
