"""Signing from a list: the page shows each text, and exactly the texts it showed are signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from newsroom.console import DeskAdmin, ReasonForm
from verification.errors import NotReady
from verification.models import ClaimReview, SignOff, Verdict
from verification.operations.signoff import send_back, sign_off

from .forms import SignForm


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
        texts = [verdict for row in rows if (verdict := self.verdict_of(row))]
        form, page = self.ask_first(
            request,
            rows,
            SignForm,
            title="Sign off",
            button="Sign off",
            template="admin/sign_off.html",
            texts=texts,
            without_text=[row for row in rows if self.verdict_of(row) is None],
        )
        if form is None:
            return page
        shown = {verdict.review_id: verdict for verdict in form.cleaned_data["verdicts"]}
        note = form.cleaned_data["note"]

        def sign(row: Any) -> SignOff:
            verdict = shown.get(self.review_of(row).pk)
            if verdict is None:
                raise NotReady("its verdict’s text was not on the page, so it was not signed.")
            return sign_off(verdict, by=request.user, note=note)

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
