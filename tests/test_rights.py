"""Who may what, over every address of the desk and every verb: the table, and that it is whole.

Each line is tried as every kind of person (see ``tests/scenes.py``), with input that would work
for whoever may. A person in neither ``may`` nor ``told`` is kept out: sent to the sign-in page,
answered 403 or 404, or refused by the verb with ``PermissionDenied``. ``told`` are those who have
the right as such, but not on this claim, and are told why.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

import claims.operations
import newsroom.captures.operations
import newsroom.notices.operations
import verification.operations
from claims.operations import bulk, corrections, documents, topics, triage
from claims.quantities import Quantity
from newsroom.accounts import operations as accounts
from newsroom.captures.operations import asking
from newsroom.notices.operations import choices as mail_choices
from newsroom.notices.operations import putting_away, webhooks
from newsroom.refusals import Refused
from tests import scenes
from tests.factories import TEXT, SourceFactory, rating, with_evidence
from tests.scenes import PEOPLE, Scene
from tests.trying import expected, outcome_of, short, tried_by_everybody
from tests.verification.signing import signing
from verification.models import Policy, RatingScale
from verification.operations import (
    asking_again,
    assignments,
    availability,
    citing_again,
    contacts,
    copies,
    deciding,
    declared_interests,
    domains,
    evidence,
    evidence_figures,
    evidence_scope,
    facts,
    findings,
    handing_over,
    interests,
    keeping_for,
    lineage,
    own_evidence,
    people,
    policies,
    reports,
    reviews,
    signoff,
    source_import,
    source_merge,
    sources,
    suggestions,
    time_requests,
    together,
    undoing,
    verdict_text,
    verdicts,
    waivers,
)

pytestmark = pytest.mark.django_db

EVERYBODY = frozenset(PEOPLE)
SIGNED_IN = EVERYBODY - {"public"}
HERE = SIGNED_IN - {"nobody"}
BRING_IN = HERE - {"admin"}
TRIAGE = frozenset({"own", "editor", "involved"})
REVIEWERS = frozenset({"own", "involved"})
ABLE = REVIEWERS | {"reviewer"}
OWN = frozenset({"own"})
EDITORS = frozenset({"editor", "involved"})
ASKER = OWN | EDITORS
CLEAN = frozenset({"editor"})
INVOLVED = frozenset({"involved"})
ADMINS = frozenset({"admin"})
KEEPERS = EDITORS | ADMINS
ROLELESS = frozenset({"nobody"})
NONE: frozenset[str] = frozenset()


@pytest.fixture(autouse=True)
def nothing_leaves_the_test(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }


@dataclass(frozen=True)
class Page:
    """An address: ``about`` gives its parts, ``data`` makes it a POST of what the form wants.
    Of a list that answers everybody, but empty, ``shows`` is what only those who may must see."""

    name: str
    may: frozenset[str]
    scene: Callable[[], Scene] = scenes.desk
    about: Callable[[Scene], list[Any]] = lambda s: []
    data: Callable[[Scene], dict[str, Any]] | None = None
    told: frozenset[str] = NONE
    shows: Callable[[Scene], str] | None = None

    def __str__(self) -> str:
        return f"{'GET' if self.data is None else 'POST'} {self.name}"


def claim(s: Scene) -> list[Any]:
    return [s.claim.pk]


def document(s: Scene) -> list[Any]:
    return [s.document.pk]


def capture(s: Scene) -> list[Any]:
    return [s.capture.pk]


def source(s: Scene) -> list[Any]:
    return [s.source.pk]


def change(s: Scene) -> list[Any]:
    return [s.change.pk]


def why(s: Scene) -> dict[str, Any]:
    return {"reason": "For the test.", "meant": "on"}


def nothing(s: Scene) -> dict[str, Any]:
    return {}


def finding(s: Scene) -> dict[str, Any]:
    return {"version": 1, "rating": rating(s.review, "true").pk, "reasons": "Two registers."}


def wording(s: Scene) -> dict[str, Any]:
    return {"conclusion": "It holds.", "explanation": "[1]"}


def settling(s: Scene) -> dict[str, Any]:
    return {"rating": rating(s.review, "half-true").pk, "reasons": "Both count."}


def the_verdict(s: Scene) -> dict[str, Any]:
    return signing(s.verdict, note="")


def suggested_words(s: Scene) -> dict[str, Any]:
    return {"verdict": s.verdict.pk, "conclusion": "It nearly holds.", "explanation": "So [1].",
            "note": "Say how near."}  # fmt: skip


def the_suggestion(s: Scene) -> list[Any]:
    return [s.claim.pk, s.suggestion.pk]


def source_columns(s: Scene) -> dict[str, Any]:
    return {"name": "A new register", "kind": "official", "tier": "1_primary"}


def bring_in(s: Scene) -> dict[str, Any]:
    return {"title": "An article", "text": TEXT, "purpose": "others_claims"}


def edited(s: Scene) -> dict[str, Any]:
    return {"statement": "It is so.", "kind": "number", "attribution": "own", "priority": "normal"}


def a_figure(s: Scene) -> list[Any]:
    return [s.claim.pk, s.claim.figures.get().pk]


def corrected(s: Scene) -> dict[str, Any]:
    return {"typed": "6,000 people", "comparator": "exact", "nature": "level", "change": "none"}


def passage(s: Scene) -> dict[str, Any]:
    return {"source": SourceFactory().pk, "stance": "supports", "hand": "first",
            "answers": "is_it_so", "excerpt": "Some 6,300 people."}  # fmt: skip


def talk(s: Scene) -> dict[str, Any]:
    return {**passage(s), "kind": "interview", "held_with": "Anna Berg", "held_on": "2026-01-05"}


def cited_figure(s: Scene) -> list[Any]:
    return [s.claim.pk, s.evidence.pk, s.evidence.figures.first().pk]


def evidence_of(s: Scene) -> list[Any]:
    return [s.claim.pk, s.evidence.pk]


def another(s: Scene) -> Any:
    """A further piece that ``own`` cites, each time from another source."""
    return with_evidence(s.assignment, excerpt="The register has 7,100 boats.")


def another_piece(s: Scene) -> dict[str, Any]:
    return {"other": another(s).pk}


def question(s: Scene) -> dict[str, Any]:
    return {"whom": "The mayor", "question": "How many?", "reply_by": scenes.soon()}


def contact(s: Scene) -> list[Any]:
    return [s.claim.pk, s.contact.pk]


def a_waiver(s: Scene) -> list[Any]:
    return [s.claim.pk, s.waiver.pk]


def waiving(s: Scene) -> dict[str, Any]:
    return {"requirement": "first_hand", "because": "It is not public.", **why(s)}


def time_asked(s: Scene) -> list[Any]:
    return [s.claim.pk, s.request.pk]


def a_table(s: Scene) -> dict[str, Any]:
    return {"table": ContentFile(b"Name,Kind,Tier\nCensus,data,reliable\n", "sources.csv")}


def an_upload(s: Scene) -> list[Any]:
    return [s.upload.pk]


PAGES = [
    # the front door, one's own account
    Page("healthz", EVERYBODY),
    Page("desk", SIGNED_IN),
    Page("accounts:login", EVERYBODY),
    Page("accounts:account", SIGNED_IN),
    Page("accounts:theme", EVERYBODY, data=lambda s: {"theme": "dark"}),
    Page("accounts:password_change", SIGNED_IN),
    Page("accounts:password_reset", EVERYBODY),
    Page("accounts:password_reset_done", EVERYBODY),
    Page("accounts:password_reset_confirm", EVERYBODY, about=lambda s: ["MQ", "no-token"]),
    Page("accounts:password_reset_complete", EVERYBODY),
    Page("verification:availability", HERE),
    Page("verification:set_hours", HERE, data=lambda s: {"week": "mon 9:00-17:00"}),
    Page("verification:note_absence", HERE, data=lambda s: {"first_day": s.today}),
    Page("verification:away_today", HERE, data=nothing),
    Page("verification:end_absence", OWN, scenes.with_own_matters,
         lambda s: [s.absence.pk], nothing),
    Page("verification:declare_interest", HERE,
         data=lambda s: {"q": "The Post", "what": "outlet-The Post", "stake": "Owns shares."}),
    Page("verification:end_declared_interest", OWN, scenes.with_own_matters,
         lambda s: [s.declared.pk], nothing),
    # what one was told: everybody has their own page, and nobody another's notice
    Page("notices:list", OWN, scenes.told, shows=lambda s: s.notice.text),
    Page("notices:bell", SIGNED_IN),
    Page("notices:open", OWN, scenes.told, lambda s: [s.notice.pk]),
    Page("notices:put_away", OWN, scenes.told, lambda s: [s.notice.pk], nothing),
    Page("notices:seen", SIGNED_IN, data=lambda s: {"up_to": 1}),
    Page("notices:undo", SIGNED_IN, data=nothing),
    Page("notices:choices", SIGNED_IN),
    Page("notices:choices", SIGNED_IN, data=lambda s: {"rhythm": "daily", "hour": 9}),
    # saved copies
    Page("captures:copy", HERE, scenes.saving, lambda s: [s.copy.pk]),
    Page("captures:file", HERE, scenes.saving, lambda s: [s.copy.pk]),
    Page("captures:progress", ASKER, scenes.saving, capture),
    Page("captures:again", ASKER, scenes.saving, capture, nothing),
    # documents and triage
    Page("claims:documents", HERE, scenes.to_triage, shows=lambda s: s.document.title),
    Page("claims:document_new", BRING_IN),
    Page("claims:document_new", BRING_IN, data=bring_in),
    Page("claims:document", HERE, scenes.to_triage, document),
    Page("claims:document_progress", HERE, scenes.to_triage, document),
    Page("claims:document_original", HERE, scenes.to_triage, document),
    Page("claims:document_read_again", TRIAGE, scenes.to_triage, document, nothing),
    Page("claims:claim_add", TRIAGE, scenes.to_triage, document,
         lambda s: {**edited(s), "exact": "met on Friday"}),
    Page("claims:document_send", TRIAGE, scenes.to_triage, document, nothing),
    Page("claims:triage", HERE, scenes.to_triage, shows=lambda s: s.claim.statement),
    Page("claims:triage_bulk", TRIAGE, scenes.to_triage,
         data=lambda s: {"claim": [s.claim.pk], "accept": "ticked"}, told=ROLELESS),
    Page("claims:triage_bulk_undo", TRIAGE, scenes.triaged, data=nothing),
    Page("claims:claim_accept", TRIAGE, scenes.to_triage, claim, nothing),
    Page("claims:claim_dismiss", TRIAGE, scenes.to_triage, claim, nothing),
    Page("claims:claim_edit", TRIAGE, scenes.to_triage, claim),
    Page("claims:claim_edit", TRIAGE, scenes.to_triage, claim, edited),
    Page("claims:claim_merge", TRIAGE, scenes.to_triage, claim),
    Page("claims:claim_merge", TRIAGE, scenes.to_triage, claim, lambda s: {"into": s.other.pk}),
    Page("claims:claim_undo", TRIAGE, scenes.triaged, claim, nothing),
    # correcting what was read
    Page("claims:figure", TRIAGE, scenes.to_triage, a_figure),
    Page("claims:figure", TRIAGE, scenes.to_triage, a_figure, corrected),
    Page("claims:figure_add", TRIAGE, scenes.to_triage, claim),
    Page("claims:figure_add", TRIAGE, scenes.to_triage, claim,
         lambda s: {**corrected(s), "words": "brigades", "low": "2"}),
    Page("claims:figure_off", TRIAGE, scenes.to_triage, a_figure, lambda s: {"why": "name"}),
    Page("claims:figure_move", TRIAGE, scenes.to_triage, a_figure,
         lambda s: {"to": s.other.pk}),
    Page("claims:claim_claimant", TRIAGE, scenes.to_triage, claim),
    Page("claims:claim_claimant", TRIAGE, scenes.to_triage, claim,
         lambda s: {"name": "Mira Dane", "kind": "person", "how": "indirect"}),
    Page("claims:claim_kind", TRIAGE, scenes.to_triage, claim),
    Page("claims:claim_kind", TRIAGE, scenes.to_triage, claim,
         lambda s: {"kind": "cause", "mood": "assertion"}),
    Page("claims:gold", KEEPERS, scenes.triaged),
    Page("claims:document_gold", KEEPERS, scenes.triaged, document),
    # a claim's review: to be read
    Page("verification:claims", HERE, scenes.under_way, shows=lambda s: s.claim.statement),
    Page("verification:claim", HERE, scenes.under_way, claim),
    Page("verification:history", HERE, scenes.under_way, claim),
    Page("verification:here", HERE, scenes.under_way, claim, nothing),
    # the reviewers' verbs
    Page("verification:save_draft", REVIEWERS, scenes.under_way, claim, finding),
    Page("verification:submit", REVIEWERS, scenes.under_way, claim, finding),
    Page("verification:decline", REVIEWERS, scenes.under_way, claim, why),
    Page("verification:take_on", ABLE, scenes.unassigned, claim, nothing),
    Page("verification:hand_over", REVIEWERS, scenes.under_way, claim,
         lambda s: {"note": "The register is cited; call the port."}),
    Page("verification:ask_for_time", REVIEWERS, scenes.under_way, claim,
         lambda s: {"until": scenes.in_a_month(), "because": "They answer on Friday."}),
    Page("verification:withdraw_time_request", OWN, scenes.asking_for_time, time_asked, nothing),
    Page("verification:ask_for_waiver", REVIEWERS, scenes.to_waive, claim, waiving),
    Page("verification:withdraw_waiver_request", OWN, scenes.asking_for_waiver, a_waiver, nothing),
    Page("verification:describe", ASKER, scenes.under_way, claim,
         lambda s: {"kind": "quote", "topic": "", "priority": s.claim.priority}),
    Page("verification:declare_own_interest", HERE, scenes.under_way, claim,
         lambda s: {"what": f"document-{s.document.pk}", "stake": "Wrote it.", "meant": "on"}),
    Page("verification:cite", REVIEWERS, scenes.under_way, claim, passage),
    Page("verification:calculate", REVIEWERS, scenes.under_way, claim,
         lambda s: {"formula": "a × 2", "stance": "context"}),
    Page("verification:conversation", REVIEWERS, scenes.under_way, claim, talk),
    Page("verification:seen", EDITORS, scenes.with_confidence,
         lambda s: [s.claim.pk, s.secret.pk], nothing),
    Page("verification:withdraw_evidence", OWN, scenes.under_way,
         lambda s: [s.claim.pk, s.evidence.pk], why),
    Page("verification:restore_evidence", OWN, scenes.undoable, evidence_of, nothing),
    Page("verification:cite_again", OWN, scenes.reopened, evidence_of, nothing),
    Page("verification:scope", OWN, scenes.under_way, evidence_of, nothing),
    Page("verification:derives", OWN, scenes.under_way, evidence_of, another_piece),
    Page("verification:stands_alone", OWN, scenes.descending, evidence_of, nothing),
    Page("verification:separate", OWN, scenes.under_way, evidence_of, another_piece),
    Page("verification:leave_open", OWN, scenes.descending, evidence_of,
         lambda s: {"other": s.evidence.derives_from_id}),
    Page("verification:verify_evidence", HERE, scenes.with_copy, evidence_of, nothing),
    Page("verification:verify_evidence", OWN, scenes.descending, evidence_of, nothing),
    Page("verification:record_interest", REVIEWERS | EDITORS, scenes.agreeing,
         lambda s: [s.claim.pk, s.evidence.pk], lambda s: {"stake": "It runs the harbour."}),
    Page("verification:record_interest", OWN, scenes.under_way,
         lambda s: [s.claim.pk, s.evidence.pk], lambda s: {"stake": "It runs the harbour."}),
    Page("verification:end_interest", REVIEWERS | EDITORS, scenes.interested,
         lambda s: [s.claim.pk, s.interest.pk], nothing),
    Page("verification:copies_offered", REVIEWERS, scenes.under_way, claim),
    Page("verification:save_copy", REVIEWERS, scenes.under_way, claim,
         lambda s: {"address": "https://register.example/new"}),
    Page("verification:use_copy", REVIEWERS, scenes.citing,
         lambda s: [s.claim.pk, s.desk_copy.pk], nothing),
    Page("verification:citing", OWN, scenes.citing, lambda s: [s.claim.pk, s.copy.pk]),
    Page("verification:citing", OWN, scenes.citing, lambda s: [s.claim.pk, s.copy.pk],
         lambda s: {"start": 0, "end": 20, "stance": "context", "hand": "first",
                    "source": SourceFactory().pk}),
    Page("verification:save_copy_again", OWN, scenes.citing,
         lambda s: [s.claim.pk, s.failed.pk], nothing),
    Page("verification:evidence_figure", OWN, scenes.under_way, cited_figure),
    Page("verification:evidence_figure", OWN, scenes.under_way, cited_figure, corrected),
    Page("verification:evidence_figure_add", OWN, scenes.under_way,
         lambda s: [s.claim.pk, s.evidence.pk]),
    Page("verification:evidence_figure_add", OWN, scenes.under_way,
         lambda s: [s.claim.pk, s.evidence.pk], corrected),
    Page("verification:evidence_figure_off", OWN, scenes.under_way, cited_figure, nothing),
    Page("verification:ask_for_comment", REVIEWERS, scenes.under_way, claim, question),
    Page("verification:record_answer", REVIEWERS | EDITORS, scenes.under_way,
         lambda s: [s.claim.pk, s.contact.pk], lambda s: {"answer": "312."}),
    Page("verification:note_no_reply", REVIEWERS | EDITORS, scenes.unanswered, contact, nothing),
    Page("verification:move_reply_by", REVIEWERS | EDITORS, scenes.under_way, contact,
         lambda s: {"reply_by": scenes.in_a_month()}),
    Page("verification:cancel_contact", REVIEWERS | EDITORS, scenes.under_way, contact, why),
    Page("verification:wait_again", REVIEWERS | EDITORS, scenes.undoable, contact, nothing),
    Page("verification:propose_settlement", REVIEWERS, scenes.differing, claim, settling),
    Page("verification:agree_to_settlement", OWN, scenes.differing, claim,
         lambda s: {"settlement": s.settlement.pk}, told=INVOLVED),
    Page("verification:draft_verdict", REVIEWERS, scenes.agreeing, claim, wording),
    Page("verification:confirm_verdict", INVOLVED, scenes.worded, claim, the_verdict, told=OWN),
    Page("verification:preview", HERE, scenes.worded, claim),
    Page("verification:preview", REVIEWERS, scenes.agreeing, claim, wording),
    Page("verification:take_suggestion", REVIEWERS, scenes.suggested, the_suggestion, nothing),
    Page("verification:leave_suggestion", REVIEWERS, scenes.suggested, the_suggestion,
         lambda s: {"reply": "It holds as it is."}),
    # the editor's verbs
    Page("verification:assign", EDITORS, scenes.unassigned, claim,
         lambda s: {"reviewer": s.somebody.pk, "reason": ""}),
    Page("verification:take_back", EDITORS, scenes.under_way,
         lambda s: [s.claim.pk, s.assignment.pk], why),
    Page("verification:reassign", EDITORS, scenes.under_way,
         lambda s: [s.claim.pk, s.assignment.pk],
         lambda s: {"reviewer": s.somebody.pk, **why(s)}),
    Page("verification:keep", EDITORS, scenes.unassigned, claim,
         lambda s: {"reviewer": s.somebody.pk, **why(s)}),
    Page("verification:keep_no_more", EDITORS, scenes.kept, claim, nothing),
    Page("verification:give_text", EDITORS, scenes.agreeing, claim,
         lambda s: {"writer": s.somebody.pk, **why(s)}),
    Page("verification:grant_time", EDITORS, scenes.asking_for_time, time_asked, nothing),
    Page("verification:refuse_time", EDITORS, scenes.asking_for_time, time_asked, why),
    Page("verification:waive", CLEAN, scenes.to_waive, claim, waiving),
    Page("verification:grant_waiver", CLEAN, scenes.asking_for_waiver, a_waiver, why),
    Page("verification:refuse_waiver", CLEAN, scenes.asking_for_waiver, a_waiver, why),
    Page("verification:end_waiver", CLEAN, scenes.waived, a_waiver, nothing),
    Page("verification:set_due", EDITORS, scenes.under_way, claim,
         lambda s: {"due_at": scenes.soon(), **why(s)}),
    Page("verification:by_hand", EDITORS, scenes.unassigned,
         data=lambda s: {"what": "assign", "claim": [s.claim.pk], "reviewer": s.somebody.pk}),
    Page("verification:nobody", KEEPERS, scenes.stuck, shows=lambda s: s.claim.statement),
    Page("verification:adjudicate", CLEAN, scenes.differing, claim, settling),
    Page("verification:ask_again", CLEAN, scenes.differing, claim, why),
    Page("verification:sign_off", EDITORS, scenes.decided, claim),
    Page("verification:sign_off", CLEAN, scenes.decided, claim, the_verdict, told=INVOLVED),
    Page("verification:suggest", EDITORS, scenes.decided, claim, suggested_words),
    Page("verification:send_back", EDITORS, scenes.decided, claim, why),
    Page("verification:publish", EDITORS, scenes.signed, claim, why),
    Page("verification:schedule", EDITORS, scenes.signed, claim,
         lambda s: {"publish_at": scenes.soon()}),
    Page("verification:hold", EDITORS, scenes.signed, claim, why),
    Page("verification:release", EDITORS, scenes.on_hold, claim, why),
    Page("verification:close", EDITORS, scenes.under_way, claim, why),
    Page("verification:reopen", EDITORS, scenes.closed, claim, why),
    Page("verification:retract", EDITORS, scenes.published, claim, why),
    # sources
    Page("verification:sources", HERE, shows=lambda s: s.source.name),
    Page("verification:source", HERE, about=source),
    Page("verification:source_new", HERE),
    Page("verification:source_new", HERE, data=source_columns),
    Page("verification:source_edit", KEEPERS, about=source),
    Page("verification:source_edit", KEEPERS, about=source, data=source_columns),
    Page("verification:source_confirm", KEEPERS, about=source, data=nothing),
    Page("verification:source_retire", KEEPERS, scenes.in_use, source, why),
    Page("verification:source_merge", KEEPERS, about=source),
    Page("verification:source_merge", KEEPERS, about=source,
         data=lambda s: {"into": SourceFactory().pk, **why(s)}),
    Page("verification:source_verify_domain", KEEPERS,
         about=lambda s: [s.source.pk, s.domain.pk], data=nothing),
    Page("verification:sources_import", KEEPERS),
    Page("verification:sources_import", KEEPERS, data=a_table),
    Page("verification:source_import", KEEPERS, scenes.with_import, an_upload),
    Page("verification:source_import_apply", KEEPERS, scenes.with_import, an_upload, nothing),
    *(Page(f"verification:source_{what}", HERE, about=lambda s, kind=kind: [kind])
      for what in ("export", "template") for kind in ("csv", "xlsx")),
    # changed figures
    Page("verification:changed", HERE, scenes.changed, shows=lambda s: s.evidence.source.name),
    Page("verification:change", HERE, scenes.changed, change),
    Page("verification:change_take_up", EDITORS, scenes.changed, change, why),
    Page("verification:change_no_matter", ASKER, scenes.changed, change, why),
    Page("verification:change_again", ASKER, scenes.change_decided, change, nothing),
    # what was published
    Page("verification:reports", HERE, scenes.published),
    *(Page("verification:export", HERE, scenes.published, lambda s, kind=kind: [kind])
      for kind in ("csv", "json", "claimreview")),
    Page("verification:verdict", EVERYBODY, scenes.published, lambda s: [s.review.pk]),
    Page("verification:verdict_claimreview", EVERYBODY, scenes.published,
         lambda s: [s.review.pk]),
    Page("verification:verdict", NONE, scenes.signed, lambda s: [s.review.pk]),
    Page("verification:verdict_claimreview", NONE, scenes.signed, lambda s: [s.review.pk]),
    # the desk itself
    Page("verification:agreement", EDITORS),
    Page("verification:settled", HERE, scenes.differing),
    Page("verification:pace", EDITORS),
    Page("verification:status", ADMINS),
    Page("verification:status_mail", ADMINS, scenes.with_letter, lambda s: [s.letter]),
    # the console's frame; its pages stand in tests/verification/admin/test_rights_in_console.py
    Page("admin:index", KEEPERS),
    Page("admin:login", KEEPERS),
    Page("admin:password_change", KEEPERS),
    Page("admin:password_change_done", KEEPERS),
    Page("admin:jsi18n", KEEPERS),
    Page("admin:app_list", KEEPERS, about=lambda s: ["verification"]),
]  # fmt: skip
# Asked about only through pages of the console, which say themselves who may.
CONSOLE_HELPERS = {"admin:autocomplete", "admin:view_on_site"}
# Lead everybody to the sign-in page, which here means being kept out: they have their own test.
SIGN_OUT = {"accounts:logout", "admin:logout"}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_an_address_answers_whom_the_table_says_and_nobody_else(page):
    scene = page.scene()
    address = reverse(page.name, args=page.about(scene))

    def attempt(who: str) -> str:
        client = Client()
        if who != "public":
            client.force_login(scene.by(who))
        if page.name == "claims:triage_bulk_undo" and who != "public":
            session = client.session
            session["last_triage"] = {"said": "", "events": scene.events}
            session.save()
        if page.data is None:
            response = client.get(address)
            if page.shows and response.status_code == 200:
                return "may" if page.shows(scene) in response.text else "kept out"
            return outcome_of(response)
        return outcome_of(client.post(address, page.data(scene)))

    outcomes = tried_by_everybody(attempt)
    assert short(outcomes) == expected(page), outcomes


@pytest.mark.parametrize("name", sorted(SIGN_OUT))
def test_signing_out_signs_out(client, name):
    scene = scenes.desk()
    client.force_login(scene.by("editor"))
    client.post(reverse(name))
    assert client.get(reverse("desk")).status_code == 302


def names_in(patterns: Any, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names_in(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}"


def test_every_address_stands_in_the_table():
    of_models = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in admin.site._registry
        for page in ("changelist", "add", "history", "delete", "change")
    }
    names = set(names_in(get_resolver().url_patterns)) - of_models
    assert names == {page.name for page in PAGES} | CONSOLE_HELPERS | SIGN_OUT


# -- verbs ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verb:
    """An operation and a call of it that works for whoever may."""

    operation: Callable[..., Any]
    may: frozenset[str]
    scene: Callable[[], Scene]
    call: Callable[[Scene, Any], Any]
    told: frozenset[str] = NONE

    def __str__(self) -> str:
        return f"{self.operation.__module__}.{self.operation.__name__}"


REASON = {"reason": "For the test."}


def verb(
    operation: Callable[..., Any],
    may: frozenset[str],
    scene: Callable[[], Scene],
    *of: str,
    told: frozenset[str] = NONE,
    **rest: Any,
) -> Verb:
    """A call on rows of the scene, by name; values that are functions are asked about the scene."""

    def call(s: Scene, by: Any) -> Any:
        extra = {name: value(s) if callable(value) else value for name, value in rest.items()}
        return operation(*(getattr(s, name) for name in of), by=by, **extra)

    return Verb(operation, may, scene, call, told)


def the_figure(s: Scene) -> Any:
    return s.claim.figures.get()


def six_thousand(s: Scene) -> Quantity:
    return Quantity(text="6,000", low=Decimal(6000), high=Decimal(6000))


def half_true(s: Scene) -> Any:
    return rating(s.review, "half-true")


WORDS = {"conclusion": "It holds.", "explanation": "[1]"}
PERSON = {"name": "New Name", "email": "new@desk.example", "roles": ["reviewer"]}

VERBS = [
    # saved copies
    verb(asking.capture_page, BRING_IN, scenes.desk, url="https://example.org/"),
    verb(asking.capture_file, BRING_IN, scenes.desk, content=b"It rained.", filename="a.txt"),
    verb(asking.capture_text, BRING_IN, scenes.desk, text="It rained."),
    verb(asking.try_again, ASKER, scenes.saving, "capture"),
    # claims
    Verb(documents.capture_document, BRING_IN, scenes.desk,
         lambda s, by: documents.capture_document(TEXT, by=by, title="A speech")),
    verb(documents.read_again, TRIAGE, scenes.to_triage, "document"),
    verb(triage.accept_claim, TRIAGE, scenes.to_triage, "claim"),
    verb(triage.dismiss_claim, TRIAGE, scenes.to_triage, "claim"),
    verb(triage.edit_claim, TRIAGE, scenes.to_triage, "claim", statement="So.", kind="number"),
    verb(triage.merge_claims, TRIAGE, scenes.to_triage, "claim", "other"),
    verb(triage.undo, TRIAGE, scenes.triaged, "claim"),
    verb(corrections.correct_figure, TRIAGE, scenes.to_triage, figure=the_figure,
         quantity=six_thousand),
    verb(corrections.take_off_figure, TRIAGE, scenes.to_triage, figure=the_figure),
    verb(corrections.add_figure, TRIAGE, scenes.to_triage, "claim", words="brigades",
         quantity=six_thousand),
    verb(corrections.move_figure, TRIAGE, scenes.to_triage, figure=the_figure,
         to=lambda s: s.other),
    verb(corrections.correct_claimant, TRIAGE, scenes.to_triage, "claim", name="Mira Dane"),
    verb(corrections.correct_kind, TRIAGE, scenes.to_triage, "claim", kind="cause",
         mood="assertion"),
    verb(triage.add_claim, TRIAGE, scenes.to_triage, "document", quote="met on Friday"),
    Verb(triage.send_to_review, TRIAGE, scenes.to_triage,
         lambda s, by: triage.send_to_review([s.kept], by=by)),
    Verb(bulk.accept_together, TRIAGE, scenes.to_triage,
         lambda s, by: bulk.accept_together([s.claim.pk], by=by)),
    Verb(bulk.dismiss_together, TRIAGE, scenes.to_triage,
         lambda s, by: bulk.dismiss_together([s.claim.pk], by=by)),
    verb(bulk.undo_together, TRIAGE, scenes.triaged, "events"),
    verb(topics.add_topic, ADMINS, scenes.desk, name="Harbours"),
    verb(topics.rename_topic, ADMINS, scenes.desk, "topic", name="Harbours"),
    # the reviewers'
    verb(assignments.start_work, OWN, scenes.under_way, "assignment"),
    verb(assignments.decline, OWN, scenes.under_way, "assignment", **REASON),
    verb(handing_over.take_on, ABLE, scenes.unassigned, "review"),
    verb(handing_over.hand_over, OWN, scenes.under_way, "assignment", note="Call the port."),
    verb(time_requests.ask_for_time, OWN, scenes.under_way, "assignment",
         until=timezone.now() + timedelta(days=30), because="They answer on Friday."),
    verb(waivers.ask_for_waiver, OWN, scenes.to_waive, "assignment", requirement="first_hand",
         because="It is not public."),
    verb(waivers.withdraw_waiver_request, OWN, scenes.asking_for_waiver, "waiver"),
    verb(facts.describe, ASKER, scenes.under_way, "review", kind="quote", topic=None),
    verb(evidence.cite, OWN, scenes.under_way, "assignment", source=lambda s: s.source,
         stance="supports", excerpt="Some 6,300."),
    verb(own_evidence.cite_calculation, OWN, scenes.under_way, "assignment", formula="a × 2",
         inputs=lambda s: {"a": (s.evidence, 0)}, stance="context"),
    verb(own_evidence.cite_conversation, OWN, scenes.under_way, "assignment",
         source=lambda s: s.source, stance="supports", excerpt="Some 6,300.", kind="interview",
         held_with="Anna Berg", held_on=date(2026, 1, 5)),
    verb(evidence_scope.set_scope, OWN, scenes.under_way, "evidence",
         scope={}, explained="Of all."),
    verb(lineage.say_it_derives, OWN, scenes.under_way, "evidence", origin=another),
    verb(lineage.say_it_stands_alone, OWN, scenes.descending, "evidence"),
    verb(lineage.say_they_are_separate, OWN, scenes.under_way, "evidence", other=another),
    verb(undoing.restore_evidence, OWN, scenes.undoable, "evidence"),
    verb(undoing.leave_open, OWN, scenes.descending, "evidence",
         other=lambda s: s.evidence.derives_from),
    verb(undoing.wait_again, REVIEWERS | EDITORS, scenes.undoable, "contact"),
    verb(citing_again.cite_again, OWN, scenes.reopened, "evidence", "assignment"),
    verb(evidence.withdraw_evidence, OWN, scenes.under_way, "evidence", **REASON),
    verb(evidence_figures.correct_evidence_figure, OWN, scenes.under_way,
         figure=lambda s: s.evidence.figures.first(), quantity=six_thousand),
    verb(evidence_figures.take_off_evidence_figure, OWN, scenes.under_way,
         figure=lambda s: s.evidence.figures.first()),
    verb(evidence_figures.add_evidence_figure, OWN, scenes.under_way, "evidence",
         quantity=six_thousand),
    verb(copies.save_page, OWN, scenes.under_way, "assignment", url="https://register.example/"),
    verb(copies.save_file, OWN, scenes.under_way, "assignment", content=b"Some 6,300.",
         filename="register.txt"),
    verb(copies.save_text, OWN, scenes.under_way, "assignment", text="Some 6,300."),
    verb(copies.use_copy, OWN, scenes.citing, "assignment", snapshot=lambda s: s.desk_copy),
    verb(copies.save_copy_again, OWN, scenes.citing, "failed"),
    verb(contacts.ask_for_comment, REVIEWERS, scenes.under_way, "review", whom="The mayor",
         question="How many?", reply_by=timezone.now() + timedelta(days=30)),
    verb(contacts.record_answer, REVIEWERS | EDITORS, scenes.under_way, "contact", answer="312."),
    verb(contacts.note_no_reply, REVIEWERS | EDITORS, scenes.unanswered, "contact"),
    verb(contacts.move_reply_by, REVIEWERS | EDITORS, scenes.under_way, "contact",
         reply_by=timezone.now() + timedelta(days=30)),
    verb(contacts.cancel_contact, REVIEWERS | EDITORS, scenes.under_way, "contact", **REASON),
    verb(findings.save_draft, OWN, scenes.under_way, "assignment", rating=None, reasons="So."),
    verb(findings.submit_finding, OWN, scenes.under_way, "assignment"),
    verb(verdicts.propose_settlement, REVIEWERS, scenes.differing, "review", rating=half_true,
         reasons="Both count."),
    verb(verdicts.agree_to_settlement, OWN, scenes.differing, "settlement", told=INVOLVED),
    verb(verdicts.draft_verdict, REVIEWERS, scenes.agreeing, "review", **WORDS),
    verb(verdicts.confirm_verdict, INVOLVED, scenes.worded, "verdict", told=OWN),
    verb(suggestions.take_suggestion, REVIEWERS, scenes.suggested, "suggestion"),
    verb(suggestions.leave_suggestion, REVIEWERS, scenes.suggested, "suggestion", reply="No."),
    # one's own matters, and others' by whom they are
    verb(availability.set_hours, OWN | ADMINS, scenes.desk, person=lambda s: s.people["own"],
         week="mon 9:00-17:00"),
    verb(availability.note_absence, OWN | KEEPERS, scenes.desk, person=lambda s: s.people["own"],
         first_day=lambda s: s.today),
    verb(availability.away_today, OWN | KEEPERS, scenes.desk, person=lambda s: s.people["own"]),
    verb(availability.end_absence, OWN | KEEPERS, scenes.with_own_matters, "absence"),
    verb(declared_interests.declare_interest, OWN | KEEPERS, scenes.desk,
         person=lambda s: s.people["own"], outlet="The Post", stake="Owns shares."),
    verb(declared_interests.end_declared_interest, OWN | KEEPERS, scenes.with_own_matters,
         "declared"),
    # the editor's
    verb(own_evidence.mark_seen, EDITORS, scenes.with_confidence, "secret"),
    verb(assignments.assign, EDITORS, scenes.unassigned, "review", "somebody"),
    verb(assignments.take_back, EDITORS, scenes.under_way, "assignment", **REASON),
    verb(assignments.reassign, EDITORS, scenes.under_way, "assignment", "somebody", **REASON),
    Verb(together.assign_together, EDITORS, scenes.unassigned,
         lambda s, by: together.assign_together([s.review.pk], s.somebody, by=by)),
    Verb(together.reassign_together, EDITORS, scenes.under_way,
         lambda s, by: together.reassign_together([s.assignment.pk], s.somebody, by=by, **REASON)),
    Verb(together.take_back_together, EDITORS, scenes.under_way,
         lambda s, by: together.take_back_together([s.assignment.pk], by=by, **REASON)),
    verb(keeping_for.keep_for, EDITORS, scenes.unassigned, "review", "somebody", **REASON),
    verb(keeping_for.keep_for_nobody, EDITORS, scenes.kept, "review"),
    Verb(keeping_for.keep_for_together, EDITORS, scenes.unassigned,
         lambda s, by: keeping_for.keep_for_together([s.review.pk], s.somebody, by=by, **REASON)),
    Verb(keeping_for.keep_for_nobody_together, EDITORS, scenes.kept,
         lambda s, by: keeping_for.keep_for_nobody_together([s.review.pk], by=by)),
    verb(verdict_text.give_text, EDITORS, scenes.agreeing, "review", "somebody", **REASON),
    verb(time_requests.withdraw_time_request, OWN, scenes.asking_for_time, "request"),
    verb(time_requests.grant_time, EDITORS, scenes.asking_for_time, "request"),
    verb(time_requests.refuse_time, EDITORS, scenes.asking_for_time, "request", answer="No."),
    verb(waivers.grant_waiver, CLEAN, scenes.asking_for_waiver, "waiver", **REASON),
    verb(waivers.refuse_waiver, CLEAN, scenes.asking_for_waiver, "waiver", **REASON),
    verb(waivers.waive, CLEAN, scenes.to_waive, "review", requirement="first_hand", **REASON),
    verb(waivers.end_waiver, CLEAN, scenes.waived, "waiver"),
    verb(facts.set_due, EDITORS, scenes.under_way, "review",
         due_at=timezone.now() + timedelta(days=2), **REASON),
    verb(verdicts.adjudicate, CLEAN, scenes.differing, "review", rating=half_true, reasons="So."),
    verb(asking_again.ask_again, CLEAN, scenes.differing, "review", **REASON),
    verb(signoff.sign_off, CLEAN, scenes.decided, "verdict", told=INVOLVED),
    verb(suggestions.suggest_edits, EDITORS, scenes.decided, "verdict",
         conclusion="It nearly holds.", explanation="So [1].", note="Say how near."),
    verb(signoff.send_back, EDITORS, scenes.decided, "review", **REASON),
    verb(reports.publish, EDITORS, scenes.signed, "review"),
    verb(reports.retract, EDITORS, scenes.published, "review", **REASON),
    verb(reviews.close_review, EDITORS, scenes.under_way, "review", **REASON),
    verb(reviews.reopen_review, EDITORS, scenes.closed, "review", **REASON),
    verb(reviews.hold_review, EDITORS, scenes.signed, "review", **REASON),
    verb(reviews.release_review, EDITORS, scenes.on_hold, "review"),
    verb(reviews.schedule_publication, EDITORS, scenes.signed, "review",
         publish_at=timezone.now() + timedelta(days=30)),
    # changed figures
    verb(deciding.take_up, EDITORS, scenes.changed, "change", **REASON),
    verb(deciding.does_not_matter, ASKER, scenes.changed, "change", **REASON),
    verb(deciding.look_again, ASKER, scenes.change_decided, "change"),
    # sources
    verb(sources.add_source, HERE, scenes.desk, name="A register", kind="official"),
    verb(sources.change_source, KEEPERS, scenes.desk, "source", name="A register"),
    verb(sources.confirm_source, KEEPERS, scenes.desk, "source"),
    verb(sources.retire_source, KEEPERS, scenes.desk, "source", **REASON),
    Verb(domains.propose_for, HERE, scenes.desk,
         lambda s, by: domains.propose_for("https://harbour.example/", by=by)),
    verb(domains.verify_domain, KEEPERS, scenes.desk, "domain"),
    verb(source_merge.merge_sources, KEEPERS, scenes.desk, "source",
         into=lambda s: SourceFactory(), **REASON),
    Verb(source_import.keep_import, KEEPERS, scenes.desk,
         lambda s, by: source_import.keep_import(
             b"Name,Kind,Tier\nCensus,data,reliable\n", "sources.csv", by=by)),
    verb(source_import.apply_import, KEEPERS, scenes.with_import, "upload"),
    verb(interests.record_interest, REVIEWERS | EDITORS, scenes.agreeing,
         source=lambda s: s.evidence.source, review=lambda s: s.review, stake="It runs it."),
    verb(interests.end_interest, REVIEWERS | EDITORS, scenes.interested, "interest"),
    # what one was told, and webhooks
    verb(putting_away.put_away, OWN, scenes.told, "notice"),
    Verb(putting_away.put_back, SIGNED_IN, scenes.told,
         lambda s, by: putting_away.put_back(timezone.now(), by=by)),
    verb(mail_choices.choose_mail, SIGNED_IN, scenes.desk, rhythm="never"),
    verb(webhooks.add_webhook, ADMINS, scenes.desk, name="Slack", url="https://203.1.1.1/x"),
    verb(webhooks.change_webhook, ADMINS, scenes.with_webhook, "webhook", name="Other",
         url="https://203.1.1.1/x", kinds=(), is_active=True),
    verb(webhooks.make_new_secret, ADMINS, scenes.with_webhook, "webhook"),
    verb(webhooks.send_test, ADMINS, scenes.with_webhook, "webhook"),
    verb(webhooks.redeliver, ADMINS, scenes.with_webhook, "delivery"),
    # people, policies, scales
    verb(accounts.invite, ADMINS, scenes.invited, **PERSON),
    verb(accounts.invite_again, ADMINS, scenes.invited, "newcomer"),
    verb(accounts.change_person, ADMINS, scenes.invited, "newcomer", **PERSON),
    verb(accounts.deactivate, ADMINS, scenes.invited, "somebody"),
    verb(accounts.reactivate, ADMINS, scenes.invited, "gone"),
    verb(people.invite_person, ADMINS, scenes.invited, **PERSON),
    verb(people.change_person, ADMINS, scenes.invited, "newcomer", **PERSON),
    verb(people.deactivate_person, ADMINS, scenes.invited, "somebody", **REASON),
    verb(people.reactivate_person, ADMINS, scenes.invited, "gone"),
    verb(people.set_reviewing, ADMINS, scenes.desk, "somebody", capacity=3),
    verb(policies.add_policy, ADMINS, scenes.desk,
         name="Elections", priority="high", purpose="own_copy"),
    verb(policies.revise_policy, ADMINS, scenes.desk,
         policy=lambda s: Policy.objects.get(name="Standard"), review_hours=12),
    verb(policies.revise_scale, ADMINS, scenes.desk,
         scale=lambda s: RatingScale.objects.get(purpose="own_copy"), name="Ours",
         ratings=lambda s: policies.lines_of(RatingScale.objects.get(purpose="own_copy"))),
]  # fmt: skip
# Take ``by`` but are steps inside a verb, which has asked whether that person may.
STEPS = {
    "claims.operations.documents": {"just_brought_in"},
    "claims.operations.triage": {"require_triage", "lock_for_triage"},
    "claims.operations.corrections": {"lock_figure", "note"},
    "claims.operations.describing": {"describe_in_review"},
    "claims.operations.keeping": {"keep", "keep_parts", "take_back"},
    "claims.operations.topics": {"require_topics"},
    "verification.operations.assignments": {"own_work", "release_work_of"},
    "verification.operations.filling": {"fill", "tell_of_lost_work"},
    "verification.operations.together": {"give_up_together", "end_together", "seen_at_work"},
    "verification.operations.keeping_for": {"record_together"},
    "verification.operations.time_requests": {"locked_request", "decide"},
    "verification.operations.waivers": {
        "locked_request", "decide", "grant", "require_no_part",
    },
    "verification.operations.facts": {"refuse_once_in", "check_kind"},
    "verification.operations.places": {"create_assignment"},
    "verification.operations.giving": {"write_work"},
    "verification.operations.people": {"let_go_of_work"},
    "verification.operations.contacts": {"require_contact_right", "open_contact", "end"},
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
    "verification.operations.suggestions": {"save_again"},
    "verification.operations.verdict_text": {"able_to_be_named", "check_named_writer"},
    "verification.operations.sources": {"create_source", "lock_source", "require_sources"},
    "verification.operations.source_import": {"add", "change", "event_of"},
    "verification.operations.interests": {"require_interest"},
    "verification.operations.source_domains": {"marked", "set_domains"},
    "verification.operations.interest_bar": {"require_no_interest"},
    "verification.operations.verdicts": {
        "require_adjudicator", "require_own_finding", "require_text", "keep_text_with",
        "able_to_confirm",
    },
    "newsroom.accounts.operations": {"require_people", "send_invitation"},
    "newsroom.notices.operations.webhooks": {"require_webhooks"},
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_a_verb_obeys_whom_the_table_says_and_nobody_else(verb):
    scene = verb.scene()

    def attempt(who: str) -> str:
        try:
            with transaction.atomic():
                verb.call(scene, scene.by(who))
        except PermissionDenied as denied:
            return "kept out" if str(denied).endswith(".") else "kept out without a sentence"
        except Refused as refused:
            return f"told: {refused}"
        return "may"

    outcomes = tried_by_everybody(attempt)
    assert short(outcomes) == expected(verb), outcomes


def operations_modules() -> Iterator[Any]:
    yield accounts
    packages = (
        newsroom.captures.operations,
        newsroom.notices.operations,
        claims.operations,
        verification.operations,
    )
    for package in packages:
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(module.name)


def test_every_verb_stands_in_the_table():
    verbs = {
        f"{module.__name__}.{name}"
        for module in operations_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "by" in inspect.signature(function).parameters
        and name not in STEPS.get(module.__name__, ())
    }
    assert verbs == {str(line) for line in VERBS}
