"""Who may what in the console: every page of every model there, every action, and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from claims.operations.corrections import correct_kind
from newsroom.captures.operations import capture_page
from tests import scenes
from tests.factories import ClaimantFactory, ClaimFactory
from tests.scenes import PEOPLE, Scene
from verification.operations.availability import away_today
from verification.operations.declared_interests import declare_interest

EDITORS = frozenset({"editor", "involved"})
ADMINS = frozenset({"admin"})
BOTH = EDITORS | ADMINS
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Console:
    """Who may read the model's rows, open one that is another person's (as ``read`` if not said),
    add one, change one, and use its actions."""

    model: str
    read: frozenset[str] = BOTH
    opens: frozenset[str] | None = None
    add: frozenset[str] = NONE
    change: frozenset[str] = NONE
    actions: tuple[str, ...] = ()
    act: frozenset[str] = NONE

    def __str__(self) -> str:
        return self.model


TABLE = [
    # what an editor works with
    Console("verification.claimreview", act=EDITORS, actions=(
        "assign_rows", "reassign_rows", "take_back_rows", "keep_rows", "keep_no_more_rows",
        "sign_off_rows", "send_back_rows", "publish_rows", "hold_rows",
        "release_rows", "close_rows", "reopen_rows", "retract_rows",
    )),
    Console("verification.assignment", act=EDITORS, actions=("reassign_rows", "take_back_rows")),
    Console("verification.timerequest", act=EDITORS, actions=("grant_rows", "refuse_rows")),
    Console("verification.verdict", act=EDITORS, actions=("sign_off_rows", "send_back_rows")),
    # what both do
    Console("verification.source", add=BOTH, change=BOTH, act=BOTH,
            actions=("confirm_rows", "merge_rows", "retire_rows")),
    Console("verification.absence", add=BOTH, act=BOTH, actions=("end_rows",)),
    Console("verification.declaredinterest", add=BOTH, act=BOTH, actions=("end_rows",)),
    # what an admin works with
    Console("accounts.user", read=ADMINS, add=ADMINS, change=ADMINS, act=ADMINS,
            actions=("invite_rows_again", "deactivate_rows", "reactivate_rows")),
    Console("verification.policy", read=ADMINS, add=ADMINS, change=ADMINS),
    Console("verification.ratingscale", read=ADMINS, change=ADMINS),
    Console("claims.topic", read=ADMINS, add=ADMINS, change=ADMINS),
    Console("notices.webhook", read=ADMINS, add=ADMINS, change=ADMINS, act=ADMINS,
            actions=("test_rows", "renew_rows")),
    Console("notices.webhookdelivery", read=ADMINS, act=ADMINS, actions=("send_rows_again",)),
    # to be read
    Console("claims.document"),
    Console("claims.documentevent"),
    Console("claims.claim"),
    Console("claims.claimant"),
    Console("claims.claimevent"),
    Console("claims.correction"),
    Console("claims.extractionrun"),
    Console("captures.snapshot"),
    Console("captures.capture", read=EDITORS),
    Console("notices.notice", opens=NONE),
    Console("verification.finding"),
    Console("verification.evidence"),
    Console("verification.contact"),
    Console("verification.settlement"),
    Console("verification.report"),
]  # fmt: skip


def console_of(line: Console) -> admin.ModelAdmin:
    return next(
        console
        for model, console in admin.site._registry.items()
        if model._meta.label_lower == line.model
    )


def everything() -> Scene:
    """A desk on which every model has a row: a settled claim, published."""
    scene = scenes.published()
    differing = scenes.differing()  # two reviews more: noise, and a settlement
    scene.rows["settlement"] = differing.settlement
    scenes.with_webhook()
    ClaimantFactory()
    away_today(scene.people["own"], by=scene.people["own"])
    declare_interest(scene.somebody, by=scene.somebody, outlet="The Post", stake="Owns shares.")
    capture_page("https://example.org/", by=scene.people["own"])
    scenes.asking_for_time()
    correct_kind(ClaimFactory(), by=scene.people["editor"], kind="cause", mood="assertion")
    return scene


def outcome_of(response: HttpResponse) -> bool:
    """Whether the page is open to them. The sign-in page, 403 and 404 are not."""
    if response.status_code in (403, 404):
        return False
    if response.status_code == 302:
        return not response.url.startswith((reverse("accounts:login"), reverse("admin:login")))
    assert response.status_code == 200, response.status_code
    return True


def who_may(client_of: Callable[[str], Client], method: str, address: str) -> frozenset[str]:
    may = set()
    for who in PEOPLE:
        with transaction.atomic():
            if outcome_of(getattr(client_of(who), method)(address)):
                may.add(who)
            transaction.set_rollback(True)
    return frozenset(may)


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_a_model_in_the_console_is_open_to_whom_the_table_says(standing, line):
    standing(everything)
    client_of = standing.clients()
    model = console_of(line).model
    page = "admin:" + line.model.replace(".", "_")
    row = model._default_manager.order_by("pk").first()
    assert row is not None, "without a row the table says nothing"
    assert who_may(client_of, "get", reverse(f"{page}_changelist")) == line.read
    assert who_may(client_of, "get", reverse(f"{page}_changelist") + "?q=a&p=9999") == line.read
    opens = line.read if line.opens is None else line.opens
    assert who_may(client_of, "get", reverse(f"{page}_change", args=[row.pk])) == opens
    assert who_may(client_of, "post", reverse(f"{page}_change", args=[row.pk])) == line.change
    assert who_may(client_of, "get", reverse(f"{page}_history", args=[row.pk])) == opens
    assert who_may(client_of, "get", reverse(f"{page}_add")) == line.add
    assert who_may(client_of, "post", reverse(f"{page}_add")) == line.add
    assert who_may(client_of, "get", reverse(f"{page}_delete", args=[row.pk])) == NONE
    assert who_may(client_of, "post", reverse(f"{page}_delete", args=[row.pk])) == NONE


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_an_action_is_offered_to_whom_the_table_says(standing, line):
    scene = standing(scenes.desk)()
    offered: dict[str, set[str]] = {who: set() for who in PEOPLE if who != "public"}
    for who, actions in offered.items():
        request: Any = RequestFactory().get("/")
        request.user = scene.by(who)
        actions |= set(console_of(line).get_actions(request))
    expected = {who: set(line.actions) if who in line.act else set() for who in offered}
    assert offered == expected


def test_every_model_of_the_console_stands_in_the_table():
    registered = {model._meta.label_lower for model in admin.site._registry}
    assert registered == {line.model for line in TABLE}


@pytest.mark.django_db
def test_no_inline_lets_anybody_delete_a_row_of_its_own():
    """A rating is left out of the next version of its scale; that is no deletion."""
    request: Any = RequestFactory().get("/")
    request.user = scenes.desk().by("admin")
    deletable = {
        inline.model._meta.label_lower
        for console in admin.site._registry.values()
        for inline in (kind(console.model, admin.site) for kind in console.inlines)
        if inline.has_delete_permission(request)
    }
    assert deletable == {"verification.rating"}
