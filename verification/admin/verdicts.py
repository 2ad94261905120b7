"""Verdicts: every wording, who wrote it and who stands behind it."""

from __future__ import annotations

from django.contrib import admin
from django.utils.text import Truncator

from newsroom.console import ReadOnlyInline, whether
from verification.models import ClaimReview, Confirmation, SignOff, Verdict

from .signing import SigningAdmin


class ConfirmationInline(ReadOnlyInline):
    model = Confirmation


class SignOffInline(ReadOnlyInline):
    model = SignOff


@admin.register(Verdict)
class VerdictAdmin(SigningAdmin):
    list_display = (
        "text", "rating", "claim", "state", "writer", "drafted_by", "drafted_at", "signed_by",
    )  # fmt: skip
    list_filter = (
        "review__state",
        whether("sign_off", "sign-off", there="signed", missing="not signed"),
        "rating",
        "drafted_at",
    )
    search_fields = ("conclusion", "explanation", "review__claim__statement")
    date_hierarchy = "drafted_at"
    ordering = ("-id",)
    list_select_related = (
        "rating", "review__claim", "writer", "drafted_by", "sign_off__editor",
    )  # fmt: skip
    fields = (
        "review", "round", "rating", "conclusion", "explanation", "writer", "drafted_by",
        "drafted_at", "supersedes", "text_sha256",
    )  # fmt: skip
    readonly_fields = ("text_sha256",)
    inlines = (ConfirmationInline, SignOffInline)
    actions = ("sign_off_rows", "send_back_rows")

    def verdict_of(self, row: Verdict) -> Verdict:
        return row

    def review_of(self, row: Verdict) -> ClaimReview:
        return row.review

    @admin.display(description="conclusion", ordering="conclusion")
    def text(self, row: Verdict) -> str:
        return Truncator(row.conclusion).chars(80)

    @admin.display(description="claim", ordering="review__claim__statement")
    def claim(self, row: Verdict) -> str:
        return Truncator(row.review.claim.statement).chars(60)

    @admin.display(ordering="review__state")
    def state(self, row: Verdict) -> str:
        return row.review.get_state_display()

    @admin.display(description="signed by", ordering="sign_off__editor__name")
    def signed_by(self, row: Verdict) -> str:
        return str(row.sign_off.editor) if row.is_signed else ""
