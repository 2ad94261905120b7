"""Saved copies, documents, triage, and correcting what was read."""

from __future__ import annotations

from tests import scenes
from tests.rights.inputs import (
    a_figure,
    bring_in,
    capture,
    claim,
    corrected,
    document,
    edited,
    nothing,
)
from tests.rights.kinds import (
    ASKER,
    BRING_IN,
    HERE,
    KEEPERS,
    ROLELESS,
    TRIAGE,
    Page,
)

PAGES = [
    # saved copies
    Page("captures:copy", HERE, scenes.saving, lambda s: [s.copy.pk]),
    Page("captures:file", HERE, scenes.saving, lambda s: [s.copy.pk]),
    Page("captures:progress", ASKER, scenes.saving, capture),
    Page("captures:again", ASKER, scenes.saving, capture, nothing),
    # documents and triage
    Page("claims:documents", HERE, scenes.to_triage, shows=lambda s: s.document.title),
    Page("claims:document_new", BRING_IN),
    Page("claims:document_new", BRING_IN, data=bring_in),
    Page("claims:document", HERE, scenes.to_triage, document),
    Page("claims:document_progress", HERE, scenes.to_triage, document),
    Page("claims:document_original", HERE, scenes.to_triage, document),
    Page("claims:document_read_again", TRIAGE, scenes.to_triage, document, nothing),
    Page("claims:claim_add", TRIAGE, scenes.to_triage, document,
         lambda s: {**edited(s), "exact": "met on Friday"}),
    Page("claims:document_send", TRIAGE, scenes.to_triage, document, nothing),
    Page("claims:triage", HERE, scenes.to_triage, shows=lambda s: s.claim.statement),
    Page("claims:triage_bulk", TRIAGE, scenes.to_triage,
         data=lambda s: {"claim": [s.claim.pk], "accept": "ticked"}, told=ROLELESS),
    Page("claims:triage_bulk_undo", TRIAGE, scenes.triaged, data=nothing),
    Page("claims:claim_accept", TRIAGE, scenes.to_triage, claim, nothing),
    Page("claims:claim_dismiss", TRIAGE, scenes.to_triage, claim, nothing),
    Page("claims:claim_edit", TRIAGE, scenes.to_triage, claim),
    Page("claims:claim_edit", TRIAGE, scenes.to_triage, claim, edited),
    Page("claims:claim_merge", TRIAGE, scenes.to_triage, claim),
    Page("claims:claim_merge", TRIAGE, scenes.to_triage, claim, lambda s: {"into": s.other.pk}),
    Page("claims:claim_undo", TRIAGE, scenes.triaged, claim, nothing),
    # correcting what was read
    Page("claims:figure", TRIAGE, scenes.to_triage, a_figure),
    Page("claims:figure", TRIAGE, scenes.to_triage, a_figure, corrected),
    Page("claims:figure_add", TRIAGE, scenes.to_triage, claim),
    Page("claims:figure_add", TRIAGE, scenes.to_triage, claim,
         lambda s: {**corrected(s), "words": "brigades", "low": "2"}),
    Page("claims:figure_off", TRIAGE, scenes.to_triage, a_figure, lambda s: {"why": "name"}),
    Page("claims:figure_move", TRIAGE, scenes.to_triage, a_figure,
         lambda s: {"to": s.other.pk}),
    Page("claims:claim_claimant", TRIAGE, scenes.to_triage, claim),
    Page("claims:claim_claimant", TRIAGE, scenes.to_triage, claim,
         lambda s: {"name": "Mira Dane", "kind": "person", "how": "indirect"}),
    Page("claims:claim_kind", TRIAGE, scenes.to_triage, claim),
    Page("claims:claim_kind", TRIAGE, scenes.to_triage, claim,
         lambda s: {"kind": "cause", "mood": "assertion"}),
    Page("claims:gold", KEEPERS, scenes.triaged),
    Page("claims:document_gold", KEEPERS, scenes.triaged, document),
]  # fmt: skip
