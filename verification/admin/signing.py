"""Signing from a list: the page shows each text with a way to it as readers will see it, and
exactly what stood on these pages is signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from newsroom.accounts.models import User
from newsroom.console import DeskAdmin, ReasonForm
from verification.errors import NotReady
from verification.models import ClaimReview, SignOff, Verdict
from verification.operations.signoff import send_back, sign_off
from verification.reports.signing import page_digest, to_be_signed

from .forms import SignForm


class Text(NamedTuple):
    """A text on the page for signing, with the hash of the page as readers will see it."""

    verdict: Verdict
    page: str


def hash_of_page(verdict: Verdict, by: User) -> str:
    return page_digest(to_be_signed(verdict.review, verdict, signer=by.name))


class SigningAdmin(DeskAdmin):
    """For rows that are a verdict or have one."""

    may_act = "verification.run_desk"

    def verdict_of(self, row: Any) -> Verdict | None:
        raise NotImplementedError

    def review_of(self, row: Any) -> ClaimReview:
        raise NotImplementedError

    @admin.action(description="Sign off…", permissions=["act"])
    def sign_off_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        rows = list(queryset)
        found = [verdict for row in rows if (verdict := self.verdict_of(row))]
        form, page = self.ask_first(
            request,
            rows,
            SignForm,
            title="Sign off",
            button="Sign off",
            template="admin/sign_off.html",
            texts=(Text(verdict, hash_of_page(verdict, request.user)) for verdict in found),
            without_text=[row for row in rows if self.verdict_of(row) is None],
        )
        if form is None:
            return page
        shown = {verdict.review_id: verdict for verdict in form.cleaned_data["verdicts"]}
        note, pages = form.cleaned_data["note"], form.pages

        def sign(row: Any) -> SignOff:
            verdict = shown.get(self.review_of(row).pk)
            if verdict is None:
                raise NotReady("its verdict’s text was not on the page, so it was not signed.")
            return sign_off(
                verdict, by=request.user, note=note, page=pages.get(str(verdict.pk), "")
            )

        self.each(request, rows, sign, done="signed off")
        return None

    @admin.action(description="Send back…", permissions=["act"])
    def send_back_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        rows: Sequence[Any] = list(queryset)
        form, page = self.ask_first(
            request, rows, ReasonForm, title="Send back to the reviewers", button="Send back"
        )
        if form is None:
            return page
        reason = form.cleaned_data["reason"]
        self.each(
            request,
            rows,
            lambda row: send_back(self.review_of(row), by=request.user, reason=reason),
            done="sent back",
        )
        return None
