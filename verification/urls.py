from django.urls import path

from .views import (
    contacts,
    evidence,
    exports,
    listing,
    public,
    review,
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
    path("sources/new/", sources.source_new, name="source_new"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("sources/<int:pk>/edit/", sources.source_edit, name="source_edit"),
    path("sources/<int:pk>/confirm/", sources.confirm, name="source_confirm"),
    path("sources/<int:pk>/retire/", sources.retire, name="source_retire"),
    # what was published
    path("reports/", exports.report_list, name="reports"),
    path("reports/export/<slug:kind>/", exports.export, name="export"),
    path("verdicts/<int:pk>/", public.verdict, name="verdict"),
    path("verdicts/<int:pk>/claimreview.json", public.claim_review, name="verdict_claimreview"),
    # the desk itself
    path("status/", status.status, name="status"),
    path("status/mail/<str:name>/", status.mail, name="status_mail"),
]
