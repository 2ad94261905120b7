"""What people were told, to be read; webhooks, to be looked after by admins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from newsroom.console import DeskAdmin, ReadOnlyInline, whether

from .models import Notice, Webhook, WebhookDelivery, WebhookEvent
from .operations import webhooks
from .operations.announcing import OFFERED


@admin.register(Notice)
class NoticeAdmin(DeskAdmin):
    """Who was told something of which kind, and when. What they were told is theirs to read: it
    may say what others must not know yet, as which page one of two blind reviewers cites."""

    list_display = ("what", "kind", "recipient", "created_at", "seen_at", "mailed_at")
    list_display_links = None
    list_filter = (
        "kind",
        whether("seen_at", "seen", there="seen", missing="not seen yet"),
        whether("mailed_at", "mail", there="mailed", missing="not mailed"),
        "created_at",
    )
    search_fields = ("recipient__name",)
    search_help_text = "Who was told; what others were told is shown to them alone"
    list_select_related = ("recipient",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        is_own = ExpressionWrapper(Q(recipient=request.user), output_field=BooleanField())
        return super().get_queryset(request).annotate(is_own=is_own)

    @admin.display(description="text")
    def what(self, row: Any) -> str:
        return row.text if row.is_own else "another person’s"

    def has_view_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        is_theirs = obj is None or obj.recipient_id == request.user.pk
        return is_theirs and super().has_view_permission(request, obj)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        asks_for_words = {"text", "path"} & set(lookup.split("__"))
        return not asks_for_words and super().lookup_allowed(lookup, value, request)


class WebhookForm(forms.ModelForm):
    kinds = forms.MultipleChoiceField(
        label="What it is told",
        choices=list(OFFERED.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Webhook
        fields = ("name", "url", "kinds", "is_active")
        help_texts = {
            "url": "As in https://hooks.slack.com/services/… Whoever knows it can post there, so "
            "only admins see it.",
            "is_active": "What waits for one that is switched off is given up.",
        }


class WebhookEventInline(ReadOnlyInline):
    model = WebhookEvent
    verbose_name_plural = "history"
    fields = readonly_fields = ("at", "actor", "verb", "data")
    ordering = ("-id",)
    show_change_link = False


@admin.register(Webhook)
class WebhookAdmin(DeskAdmin):
    may_read = may_add = may_change = may_act = "notices.manage_webhooks"
    form = WebhookForm
    list_display = ("name", "host", "is_active", "waiting", "delivered_at", "given_up")
    list_filter = ("is_active",)
    search_fields = ("name",)
    actions = ("test_rows", "renew_rows")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Webhook]:
        count = {
            "open_now": Count("deliveries", filter=Q(deliveries__state__in=("due", "running"))),
            "lost": Count("deliveries", filter=Q(deliveries__state="given_up")),
        }
        return super().get_queryset(request).annotate(**count)

    def get_fields(self, request: HttpRequest, obj: Webhook | None = None) -> Any:
        return ("name", "url", "kinds", *(("is_active",) if obj else ()))

    def get_inlines(self, request: HttpRequest, obj: Webhook | None) -> Any:
        return (WebhookEventInline,) if obj else ()

    @admin.display(description="waits to be sent")
    def waiting(self, row: Any) -> int:
        return row.open_now

    @admin.display(description="given up")
    def given_up(self, row: Any) -> int:
        return row.lost

    def save_model(
        self, request: HttpRequest, obj: Webhook, form: forms.ModelForm, change: bool
    ) -> None:
        answers = form.cleaned_data
        if change:
            saved = webhooks.change_webhook(obj, by=request.user, **answers)
        else:
            saved = webhooks.add_webhook(by=request.user, **answers)
        obj.__dict__.update(saved.__dict__)

    def response_add(self, request: HttpRequest, obj: Webhook, *args: Any) -> HttpResponse:
        return self.secrets_shown(request, [obj])

    def secrets_shown(self, request: HttpRequest, rows: list[Webhook]) -> HttpResponse:
        """In this answer and never again: it is in no message, no session and no cookie."""
        context = {
            **self.admin_site.each_context(request),
            "title": "The secret: keep it now",
            "opts": self.opts,
            "rows": rows,
        }
        return TemplateResponse(request, "admin/notices/secret.html", context)

    @admin.action(description="Send a test", permissions=["act"])
    def test_rows(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> None:
        def test(row: Webhook) -> None:
            webhooks.send_test(row, by=request.user)

        self.each(request, queryset, test, done="tests are on their way")
        messages.info(request, "What came of them stands under “Webhook deliveries”.")

    @admin.action(description="Make a new secret…", permissions=["act"])
    def renew_rows(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> HttpResponse | None:
        form, page = self.ask_first(
            request,
            queryset,
            forms.Form,
            title="Make a new secret; the old one signs nothing from then on",
            button="Make it",
        )
        if form is None:
            return page
        rows = [webhooks.make_new_secret(row, by=request.user) for row in queryset]
        return self.secrets_shown(request, rows)


@admin.register(WebhookDelivery)
class DeliveryAdmin(DeskAdmin):
    may_read = may_act = "notices.manage_webhooks"
    list_display = ("text", "webhook", "state", "told_at", "tries", "status", "because", "next_at")
    list_filter = ("state", "webhook", "kind")
    search_fields = ("text", "message_id")
    list_select_related = ("webhook",)
    actions = ("send_rows_again",)

    @admin.action(description="Send again, from the first try on", permissions=["act"])
    def send_rows_again(self, request: HttpRequest, queryset: QuerySet[WebhookDelivery]) -> None:
        def again(row: WebhookDelivery) -> None:
            webhooks.redeliver(row, by=request.user)

        self.each(request, queryset, again, done="on the way again")
