"""Functions that take ``by`` and are no verbs."""

from __future__ import annotations

# Take ``by`` but are steps inside a verb, which has asked whether that person may.
STEPS = {
    "claims.operations.documents": {"just_brought_in"},
    "claims.operations.triage": {"require_triage", "lock_for_triage"},
    "claims.operations.corrections": {"lock_figure", "note"},
    "claims.operations.describing": {"describe_in_review"},
    "claims.operations.keeping": {"keep", "keep_parts", "take_back"},
    "claims.operations.topics": {"require_topics"},
    "verification.operations.assignments": {"begin_work", "own_work", "release_work_of"},
    "verification.operations.filling": {"fill", "tell_of_lost_work"},
    "verification.operations.together": {"give_up_together", "end_together", "seen_at_work"},
    "verification.operations.keeping_for": {"record_together"},
    "verification.operations.time_requests": {"locked_request", "decide"},
    "verification.operations.waivers": {
        "locked_request", "decide", "grant", "require_no_part",
    },
    "verification.operations.facts": {
        "refuse_once_in", "check_kind", "end_waivers_of_another_policy",
    },
    "verification.operations.places": {"create_assignment"},
    "verification.operations.giving": {"write_work"},
    "verification.operations.people": {"let_go_of_work"},
    "verification.operations.contacts": {
        "require_contact_right", "open_contact", "end", "refuse_rested_on",
    },
    "verification.operations.evidence": {"own_draft"},
    "verification.operations.deciding": {"decide", "locked"},
    "verification.operations.lineage": {"lock_draft", "note", "readable_piece"},
    "verification.operations.locking": {"require_desk"},
    "verification.operations.own_evidence": {"chosen_inputs", "own_source"},
    "verification.operations.policies": {"require_policies"},
    "verification.operations.availability": {"require_absences"},
    "verification.operations.declared_interests": {"declare_authorship", "require_own_interests"},
    "verification.operations.releasing": {"release"},
    "verification.operations.reports": {"publish_locked", "tell_that_it_went_out"},
    "verification.operations.reviews": {"open_review"},
    "verification.operations.signoff": {"hand_back"},
    "verification.operations.suggestions": {"save_again", "is_suggested_already"},
    "verification.operations.verdict_text": {"able_to_be_named", "check_named_writer"},
    "verification.operations.sources": {"create_source", "lock_source", "require_sources"},
    "verification.operations.source_import": {"add", "change", "event_of"},
    "verification.operations.interests": {"require_interest"},
    "verification.operations.source_domains": {"marked", "set_domains"},
    "verification.operations.interest_bar": {"require_no_interest"},
    "verification.operations.verdicts": {"keep_text_with", "able_to_confirm"},
    "verification.operations.whose_move": {
        "require_settling", "require_adjudicating", "require_wording", "require_adjudicator",
        "require_own_finding", "require_text",
    },
    "newsroom.accounts.operations": {"require_people", "send_invitation"},
    "newsroom.notices.operations.webhooks": {"require_webhooks"},
}  # fmt: skip
