"""Saved copies, documents, triage, corrections."""

from __future__ import annotations

from claims.operations import bulk, corrections, documents, topics, triage
from newsroom.captures.operations import asking
from tests import scenes
from tests.factories import TEXT
from tests.rights.inputs import (
    six_thousand,
    the_figure,
)
from tests.rights.kinds import (
    ADMINS,
    ASKER,
    BRING_IN,
    TRIAGE,
    Verb,
    verb,
)

VERBS = [
    # saved copies
    verb(asking.capture_page, BRING_IN, scenes.desk, url="https://example.org/"),
    verb(asking.capture_file, BRING_IN, scenes.desk, content=b"It rained.", filename="a.txt"),
    verb(asking.capture_text, BRING_IN, scenes.desk, text="It rained."),
    verb(asking.try_again, ASKER, scenes.saving, "capture"),
    # claims
    Verb(documents.capture_document, BRING_IN, scenes.desk,
         lambda s, by: documents.capture_document(TEXT, by=by, title="A speech")),
    verb(documents.read_again, TRIAGE, scenes.to_triage, "document"),
    verb(triage.accept_claim, TRIAGE, scenes.to_triage, "claim"),
    verb(triage.dismiss_claim, TRIAGE, scenes.to_triage, "claim"),
    verb(triage.edit_claim, TRIAGE, scenes.to_triage, "claim", statement="So.", kind="number"),
    verb(triage.merge_claims, TRIAGE, scenes.to_triage, "claim", "other"),
    verb(triage.undo, TRIAGE, scenes.triaged, "claim"),
    verb(corrections.correct_figure, TRIAGE, scenes.to_triage, figure=the_figure,
         quantity=six_thousand),
    verb(corrections.take_off_figure, TRIAGE, scenes.to_triage, figure=the_figure),
    verb(corrections.add_figure, TRIAGE, scenes.to_triage, "claim", words="brigades",
         quantity=six_thousand),
    verb(corrections.move_figure, TRIAGE, scenes.to_triage, figure=the_figure,
         to=lambda s: s.other),
    verb(corrections.correct_claimant, TRIAGE, scenes.to_triage, "claim", name="Mira Dane"),
    verb(corrections.correct_kind, TRIAGE, scenes.to_triage, "claim", kind="cause",
         mood="assertion"),
    verb(triage.add_claim, TRIAGE, scenes.to_triage, "document", quote="met on Friday"),
    Verb(triage.send_to_review, TRIAGE, scenes.to_triage,
         lambda s, by: triage.send_to_review([s.kept], by=by)),
    Verb(bulk.accept_together, TRIAGE, scenes.to_triage,
         lambda s, by: bulk.accept_together([s.claim.pk], by=by)),
    Verb(bulk.dismiss_together, TRIAGE, scenes.to_triage,
         lambda s, by: bulk.dismiss_together([s.claim.pk], by=by)),
    verb(bulk.undo_together, TRIAGE, scenes.triaged, "events"),
    verb(topics.add_topic, ADMINS, scenes.desk, name="Harbours"),
    verb(topics.rename_topic, ADMINS, scenes.desk, "topic", name="Harbours"),
]  # fmt: skip
