from django.urls import path

from .views import corrections, documents, gold, triage, triage_list

app_name = "claims"

urlpatterns = [
    path("documents/", documents.document_list, name="documents"),
    path("documents/new/", documents.document_new, name="document_new"),
    path("documents/gold/", gold.of_desk, name="gold"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/progress/", documents.progress, name="document_progress"),
    path("documents/<int:pk>/original/", documents.original, name="document_original"),
    path("documents/<int:pk>/gold/", gold.of_document, name="document_gold"),
    path("documents/<int:pk>/read-again/", documents.read_again, name="document_read_again"),
    path("documents/<int:pk>/claims/", triage.add, name="claim_add"),
    path("documents/<int:pk>/send/", triage.send, name="document_send"),
    path("triage/", triage_list.triage_list, name="triage"),
    path("triage/bulk/", triage_list.bulk, name="triage_bulk"),
    path("triage/bulk/undo/", triage_list.undo_bulk, name="triage_bulk_undo"),
    path("triage/<int:pk>/accept/", triage.accept, name="claim_accept"),
    path("triage/<int:pk>/dismiss/", triage.dismiss, name="claim_dismiss"),
    path("triage/<int:pk>/edit/", triage.edit, name="claim_edit"),
    path("triage/<int:pk>/merge/", triage.merge, name="claim_merge"),
    path("triage/<int:pk>/undo/", triage.undo, name="claim_undo"),
    path("triage/<int:pk>/claimant/", corrections.claimant, name="claim_claimant"),
    path("triage/<int:pk>/kind/", corrections.kind, name="claim_kind"),
    path("triage/<int:pk>/figures/", corrections.add_figure, name="figure_add"),
    path("triage/<int:pk>/figures/<int:figure>/", corrections.figure, name="figure"),
    path(
        "triage/<int:pk>/figures/<int:figure>/off/", corrections.take_off_figure, name="figure_off"
    ),
    path("triage/<int:pk>/figures/<int:figure>/move/", corrections.move_figure, name="figure_move"),
]
