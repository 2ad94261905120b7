"""Every page that lists rows reads as much for thirty rows of a kind as for one, and how much.

One desk is built on which every list has something, and thirty of everything; each page is opened
on it. Then there is one of everything again, and each is opened again. ``LISTS`` is the table:
whoever adds an address adds its line there, or its name below, where it shows no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse

from claims.models import Claimant, Document, Topic
from newsroom.captures.models import Capture
from newsroom.notices.models import Notice, Webhook
from tests import scenes
from tests.multiplied import multiplied
from tests.rights.kinds import names_in
from tests.scenes import Scene
from verification.models import (
    ClaimReview,
    Source,
)
from verification.operations.reviews import close_review, reopen_review

THIRTY = 30
MOST_ON_A_CLAIM, MOST_IN_LATER_ROUNDS = 31, 32
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


@dataclass(frozen=True)
class Listing:
    """A page of rows: ``by`` whom it is opened, where what it needs is ``most`` queries at most.
    ``about`` gives the parts of its address."""

    name: str
    most: int
    by: str = "editor"
    scene: str = "published"
    about: Callable[[Scene], list[Any]] = lambda s: []
    query: Callable[[Scene], str] = lambda s: ""

    def __str__(self) -> str:
        return f"{self.name} {self.by} {self.scene}"

    def address(self, desk: dict[str, Scene]) -> str:
        scene = desk[self.scene]
        return reverse(self.name, args=self.about(scene)) + self.query(scene)


def every_claim(s: Scene) -> str:
    keys = ClaimReview.objects.awaiting_reviewers().values_list("claim_id", flat=True)
    return "?what=assign" + "".join(f"&claim={key}" for key in keys)


ADMINS_ONLY = {
    "accounts.user", "claims.topic", "notices.webhook", "notices.webhookdelivery",
    "verification.policy", "verification.ratingscale",
}  # fmt: skip
LISTS = [
    #       address                at most  opened by, on
    Listing("desk", 14, "own", "under_way"),
    Listing("desk", 39),
    Listing("desk", 33, "admin"),
    Listing("notices:list", 6, "own", "told"),
    Listing("notices:bell", 4, "own", "told"),
    Listing("claims:documents", 7),
    Listing("claims:document", 15, "own", "to_triage", lambda s: [s.document.pk]),
    Listing("claims:triage", 10, "own", "to_triage"),
    Listing("claims:claim_merge", 10, "own", "to_triage", lambda s: [s.claim.pk]),
    Listing("claims:document_gold", 7, about=lambda s: [s.document.pk]),
    Listing("verification:claims", 18),
    Listing("verification:by_hand", 11, scene="unassigned", query=every_claim),
    Listing("verification:claim", MOST_ON_A_CLAIM, "own", "under_way", lambda s: [s.claim.pk]),
    Listing("verification:claim", MOST_ON_A_CLAIM, "editor", "differing", lambda s: [s.claim.pk]),
    Listing("verification:sign_off", MOST_ON_A_CLAIM, "editor", "decided", lambda s: [s.claim.pk]),
    Listing("verification:history", 9, about=lambda s: [s.claim.pk]),
    Listing("verification:copies_offered", 13, "own", "citing", lambda s: [s.claim.pk]),
    Listing("verification:citing", 14, "own", "citing", lambda s: [s.claim.pk, s.copy.pk]),
    Listing("verification:nobody", 9),
    Listing("verification:settled", 5),
    Listing("verification:agreement", 8),
    Listing("verification:pace", 7),
    Listing("verification:availability", 10, "own", "with_own_matters"),
    Listing("verification:changed", 6),
    Listing("verification:reports", 6),
    *(Listing("verification:export", 10, about=lambda s, kind=kind: [kind])
      for kind in ("csv", "json", "claimreview")),
    Listing("verification:sources", 11),
    Listing("verification:source", 16, about=lambda s: [s.evidence.source.pk]),
    Listing("verification:source_merge", 8, about=lambda s: [s.source.pk]),
    *(Listing("verification:source_export", 10, about=lambda s, kind=kind: [kind])
      for kind in ("csv", "xlsx")),
    Listing("verification:status", 27, "admin"),
    *(Listing(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", 26,
              "admin" if model._meta.label_lower in ADMINS_ONLY else "editor")
      for model in admin.site._registry),
]  # fmt: skip
# Addresses that show no rows, or rows of one thing that are never many; and the desk's gold, which
# is sent one document at a time, because texts are long. Those that only take a POST are told by
# their answer.
WITHOUT_ROWS = {
    "healthz", "admin:index", "admin:app_list", "admin:login", "admin:logout", "admin:jsi18n",
    "admin:password_change_done", "admin:autocomplete",
    "admin:view_on_site",
    "accounts:login", "accounts:account", "accounts:password_change", "accounts:password_reset",
    "accounts:password_reset_done", "accounts:password_reset_confirm",
    "accounts:password_reset_complete",
    "notices:open", "notices:choices",
    "captures:copy", "captures:file", "captures:progress",
    "claims:gold", "claims:document_new", "claims:document_original", "claims:document_progress",
    "claims:document_send", "claims:claim_edit", "claims:figure", "claims:figure_add",
    "claims:claim_claimant", "claims:claim_kind",
    "verification:preview", "verification:verify_evidence", "verification:evidence_figure",
    "verification:evidence_figure_add",
    "verification:source_new", "verification:source_edit", "verification:source_import",
    "verification:sources_import", "verification:source_template",
    "verification:change", "verification:verdict", "verification:verdict_claimreview",
    "verification:status_mail",
}  # fmt: skip


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker) -> Iterator[dict[Listing, tuple[int, int]]]:
    """By line of the table, how many queries its page takes with one of each and with thirty."""
    stores = {**settings.STORAGES, "snapshots": IN_MEMORY}
    with django_db_blocker.unblock(), override_settings(STORAGES=stores), transaction.atomic():
        desk = a_desk()
        # Thirty first: a page that reads what is read once in a process cannot look better for it.
        ContentType.objects.get_for_models(*apps.get_models())
        with transaction.atomic():
            thirty_of_everything()
            thirty = [opened(line, desk) for line in LISTS]
            transaction.set_rollback(True)
        one = [opened(line, desk) for line in LISTS]
        yield dict(zip(LISTS, zip(one, thirty, strict=True), strict=True))
        transaction.set_rollback(True)


def a_desk() -> dict[str, Scene]:
    """Scenes by their names, so that every list shows something."""
    names = (
        "published", "changed", "differing", "decided", "under_way", "unassigned", "to_triage",
        "told", "citing", "with_own_matters", "stuck", "signed", "asking_for_time",
        "with_webhook", "with_import",
    )  # fmt: skip
    return {name: getattr(scenes, name)() for name in names}


def opened(line: Listing, desk: dict[str, Scene]) -> int:
    """How many queries the page takes."""
    client = Client()
    client.force_login(desk[line.scene].by(line.by))
    address = line.address(desk)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        if answer.streaming:
            list(answer.streaming_content)
    return len(queries)


def thirty_of_everything() -> None:
    more: dict[str, Any] = {"times": THIRTY - 1}
    used = {"claims.claim", "verification.evidence", "verification.policy"}
    multiplied(*Document.objects.all(), *Capture.objects.all(), **more)
    multiplied(*Notice.objects.all(), *Webhook.objects.all(), **more)
    for model in (Source, Claimant, Topic):
        multiplied(*model.objects.all(), without=used, **more)


@pytest.mark.parametrize("line", LISTS, ids=str)
def test_a_list_takes_as_many_queries_for_thirty_as_for_one(counts, line):
    one, thirty = counts[line]
    assert (one, thirty) == (one, one)
    assert one <= line.most, "more than the table allows"


def workspace(scene: Scene, who: str) -> int:
    desk = {"here": scene}
    line = Listing("verification:claim", MOST_ON_A_CLAIM, who, "here", lambda s: [s.claim.pk])
    opened(line, desk)
    return opened(line, desk)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["own", "editor"])
@pytest.mark.parametrize("make", [scenes.under_way, scenes.agreeing])
def test_a_claim_takes_as_many_queries_for_thirty_pieces_and_contacts(make, who):
    scene = make()
    one = workspace(scene, who)
    multiplied(scene.evidence, scene.contact, times=THIRTY - 1)
    assert scene.review.evidence.count() == THIRTY + 1  # and the other reviewer's
    assert scene.review.contacts.count() == THIRTY
    assert workspace(scene, who) == one
    assert one <= MOST_ON_A_CLAIM


@pytest.mark.django_db
def test_a_claim_takes_as_many_queries_in_its_thirty_first_round_as_in_its_second():
    scene = scenes.agreeing()
    close_review(scene.review, by=scene.people["editor"], reason="No longer news.")
    reopen_review(scene.review, by=scene.people["editor"], reason="It is news again.")
    one = workspace(scene, "own")
    ClaimReview.objects.filter(pk=scene.review.pk).update(round=THIRTY + 1)
    number: dict[int, int] = {}

    def into_a_round_of_its_own(row: Any, copy: int) -> None:
        if hasattr(row, "round"):
            row.round = number.setdefault(copy, len(number) + 2)

    multiplied(
        scene.assignment, scene.other_assignment, times=THIRTY - 1, change=into_a_round_of_its_own
    )
    assert scene.review.findings.submitted().count() == 2 * THIRTY
    assert workspace(scene, "own") == one
    assert one <= MOST_IN_LATER_ROUNDS


def test_every_address_that_shows_rows_stands_in_the_table(db, client):
    client.force_login(scenes.desk().by("editor"))
    listed = {line.name for line in LISTS}
    of_one_row = ("_add", "_history", "_delete", "_change")
    names = {
        name
        for name in names_in(get_resolver().url_patterns)
        if not (name.startswith("admin:") and name.endswith(of_one_row))
    }
    unknown = names - listed - WITHOUT_ROWS
    assert {name for name in unknown if not takes_only_a_post(client, name)} == set()
    assert (listed | WITHOUT_ROWS) - names == set(), "in the table, and gone"


def takes_only_a_post(client: Client, name: str) -> bool:
    """A verb on a claim leads back to it, even to one that there is not."""
    its_claim = reverse("verification:claim", args=[1])
    for parts in range(4):
        try:
            answer = client.get(reverse(name, args=[1] * parts))
        except NoReverseMatch:
            continue
        return answer.status_code == 405 or answer.headers.get("Location") == its_claim
    raise AssertionError(f"{name} takes more parts than are tried here.")
