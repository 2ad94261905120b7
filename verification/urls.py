from django.urls import path

from .views import (
    citing,
    contacts,
    copies,
    evidence,
    evidence_figures,
    exports,
    interests,
    listing,
    own_evidence,
    public,
    review,
    source_import,
    source_keeping,
    source_merging,
    sources,
    status,
    workspace,
)

app_name = "verification"

urlpatterns = [
    path("claims/", listing.claim_list, name="claims"),
    path("claims/<int:pk>/", workspace.workspace, name="claim"),
    path("claims/<int:pk>/history/", listing.history, name="history"),
    # the reviewer's verbs
    path("claims/<int:pk>/draft/", workspace.save_draft, name="save_draft"),
    path("claims/<int:pk>/submit/", workspace.submit, name="submit"),
    path("claims/<int:pk>/decline/", workspace.decline, name="decline"),
    path("claims/<int:pk>/evidence/", evidence.cite, name="cite"),
    path(
        "claims/<int:pk>/evidence/<int:evidence_pk>/withdraw/",
        evidence.withdraw_evidence,
        name="withdraw_evidence",
    ),
    path("claims/<int:pk>/evidence/calculate/", own_evidence.calculate, name="calculate"),
    path("claims/<int:pk>/evidence/conversation/", own_evidence.conversation, name="conversation"),
    path("claims/<int:pk>/evidence/<int:evidence_pk>/seen/", own_evidence.seen, name="seen"),
    path(
        "claims/<int:pk>/evidence/<int:evidence_pk>/interest/",
        interests.record_interest,
        name="record_interest",
    ),
    path(
        "claims/<int:pk>/interests/<int:interest_pk>/end/",
        interests.end_interest,
        name="end_interest",
    ),
    # citing from saved copies
    path("claims/<int:pk>/copies/", copies.offered, name="copies_offered"),
    path("claims/<int:pk>/copies/save/", copies.save_copy, name="save_copy"),
    path("claims/<int:pk>/copies/<int:snapshot_pk>/use/", copies.use_copy, name="use_copy"),
    path("claims/<int:pk>/cite/<int:copy_pk>/", citing.citing, name="citing"),
    path("claims/<int:pk>/cite/<int:copy_pk>/again/", copies.save_again, name="save_copy_again"),
    path(
        "claims/<int:pk>/evidence/<int:evidence_pk>/figures/",
        evidence_figures.add_figure,
        name="evidence_figure_add",
    ),
    path(
        "claims/<int:pk>/evidence/<int:evidence_pk>/figures/<int:figure_pk>/",
        evidence_figures.figure,
        name="evidence_figure",
    ),
    path(
        "claims/<int:pk>/evidence/<int:evidence_pk>/figures/<int:figure_pk>/off/",
        evidence_figures.take_off_figure,
        name="evidence_figure_off",
    ),
    path("claims/<int:pk>/contacts/", contacts.ask_for_comment, name="ask_for_comment"),
    path(
        "claims/<int:pk>/contacts/<int:contact_pk>/answer/",
        contacts.record_answer,
        name="record_answer",
    ),
    # both reviewers' verbs, once findings are in
    path("claims/<int:pk>/settle/", review.propose_settlement, name="propose_settlement"),
    path("claims/<int:pk>/settle/agree/", review.agree_to_settlement, name="agree_to_settlement"),
    path("claims/<int:pk>/verdict/", review.draft_verdict, name="draft_verdict"),
    path("claims/<int:pk>/verdict/confirm/", review.confirm_verdict, name="confirm_verdict"),
    # the editor's verbs
    path("claims/<int:pk>/assign/", review.assign, name="assign"),
    path("claims/<int:pk>/take-back/<int:assignment_pk>/", review.take_back, name="take_back"),
    path("claims/<int:pk>/adjudicate/", review.adjudicate, name="adjudicate"),
    path("claims/<int:pk>/ask-again/", review.ask_again, name="ask_again"),
    path("claims/<int:pk>/sign-off/", review.sign_off, name="sign_off"),
    path("claims/<int:pk>/send-back/", review.send_back, name="send_back"),
    path("claims/<int:pk>/publish/", review.publish, name="publish"),
    path("claims/<int:pk>/schedule/", review.schedule, name="schedule"),
    path("claims/<int:pk>/hold/", review.hold, name="hold"),
    path("claims/<int:pk>/release/", review.release, name="release"),
    path("claims/<int:pk>/close/", review.close, name="close"),
    path("claims/<int:pk>/reopen/", review.reopen, name="reopen"),
    path("claims/<int:pk>/retract/", review.retract, name="retract"),
    # sources
    path("sources/", sources.source_list, name="sources"),
    path("sources/new/", source_keeping.source_new, name="source_new"),
    path("sources/import/", source_import.import_sources, name="sources_import"),
    path("sources/import/<int:pk>/", source_import.source_import, name="source_import"),
    path(
        "sources/import/<int:pk>/apply/",
        source_import.source_import_apply,
        name="source_import_apply",
    ),
    path("sources/export/<slug:kind>/", source_import.source_export, name="source_export"),
    path("sources/template/<slug:kind>/", source_import.source_template, name="source_template"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("sources/<int:pk>/edit/", source_keeping.source_edit, name="source_edit"),
    path("sources/<int:pk>/confirm/", source_keeping.confirm, name="source_confirm"),
    path("sources/<int:pk>/retire/", source_keeping.retire, name="source_retire"),
    path("sources/<int:pk>/merge/", source_merging.merge, name="source_merge"),
    path(
        "sources/<int:pk>/domains/<int:domain_pk>/verify/",
        source_keeping.verify,
        name="source_verify_domain",
    ),
    # what was published
    path("reports/", exports.report_list, name="reports"),
    path("reports/export/<slug:kind>/", exports.export, name="export"),
    path("verdicts/<int:pk>/", public.verdict, name="verdict"),
    path("verdicts/<int:pk>/claimreview.json", public.claim_review, name="verdict_claimreview"),
    # the desk itself
    path("status/", status.status, name="status"),
    path("status/mail/<str:name>/", status.mail, name="status_mail"),
]
