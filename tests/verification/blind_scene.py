"""Two reviewers of one claim, one of whom does everything a reviewer can, each thing under a word
of its own; and all addresses at which somebody else might come upon one of these words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from django.contrib import admin
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from django.utils import timezone

from claims.models import Claim, Document, Figure
from claims.quantities import Quantity
from newsroom.accounts.models import Role, User
from newsroom.captures.models import Capture, CaptureState, Snapshot
from newsroom.notices.models import Notice
from tests.factories import (
    UserFactory,
    assigned,
    fresh,
    quoted_review,
    rating,
    with_evidence,
)
from tests.verification.saving import asked_for, failed_for, saved_for
from verification.models import (
    Absence,
    Assignment,
    ChangedFigure,
    ClaimCopy,
    ClaimReview,
    Contact,
    DeclaredInterest,
    Evidence,
    EvidenceFigure,
    Interest,
    Reviewer,
    Source,
    SourceImport,
    SuggestedEdit,
    TimeRequest,
    Waiver,
)
from verification.operations.assignments import decline, start_work
from verification.operations.contacts import ask_for_comment
from verification.operations.copies import save_file, save_text
from verification.operations.evidence import withdraw_evidence
from verification.operations.evidence_figures import correct_evidence_figure
from verification.operations.findings import save_draft
from verification.operations.handing_over import hand_over
from verification.operations.interests import record_interest
from verification.operations.lineage import say_it_derives
from verification.operations.own_evidence import cite_calculation, cite_conversation
from verification.operations.sources import add_source
from verification.operations.time_requests import ask_for_time
from verification.operations.waivers import ask_for_waiver, grant_waiver, refuse_waiver

# What one of the two writes or brings, each found by a word that stands nowhere else.
MARKS = {
    "reasons": "Qreasonsq",
    "what shows whether it was said": "Qsaidq",
    "reason to depart from the numbers": "Qdepartsq",
    "excerpt": "Qexcerptq",
    "figure": "71,717",
    "corrected figure": "81,818",
    "population": "Qpopulationq",
    "place": "Qplaceq",
    "measures something else": "Qelsewhereq",
    "withdrawn evidence": "Qwithdrawnq",
    "reason to withdraw": "Qbecauseq",
    "calculation": "143,434",
    "interview": "Qinterviewq",
    "with whom": "Qinterviewedq",
    "letter": "Qletterq",
    "name of what is confidential": "Qshownasq",
    "interest": "Qstakeq",
    "proposed source": "Qproposedq",
    "saved page": "qpageq",
    "title of a saved page": "Qtitleq",
    "page that failed": "qfailedq",
    "page on its way": "qwaitingq",
    "file": "qfileq",
    "pasted text": "Qpastedq",
    "reason to decline": "Qdeclinedq",
    "evidence of who declined": "Qbeforeq",
    "note of a handover": "Qhandedq",
    "reason for more time": "Qtimeq",
    "reason for a waiver": "Qaskedq",
    "answer to a waiver": "Qgrantedq",
    "refusal of a waiver": "Qrefusedq",
}
# Shared by design, so that nobody is asked twice: a control that the pages are read at all.
SHARED = "Qcontactq"


@dataclass
class Blind:
    """``writer`` has done everything, going on with what ``gone`` gave back; ``other`` is the
    second reviewer, ``left`` one who had that place before and gave it back."""

    review: ClaimReview
    writer: User
    other: User
    left: User
    gone: User


def somebody(*roles: str) -> User:
    person = UserFactory(roles=[Role.REVIEWER, *roles])
    Reviewer.objects.create(user=person, capacity=9)
    return person


def one_writes_everything(*, blind: bool = True, roles: tuple[str, ...] = ()) -> Blind:
    """``roles`` are those that ``other`` and ``left`` have besides a reviewer's."""
    review = quoted_review(
        reviewers=2, blind=blind, evidence_needed=2, origins_needed=2, comment_needed=True
    )
    writer, gone = somebody(), somebody()
    other, left = somebody(*roles), somebody(*roles)
    before = assigned(review, gone)
    with_evidence(before, excerpt=f"It said {MARKS['evidence of who declined']}.")
    decline(before, by=gone, reason=f"I think it is false: {MARKS['reason to decline']}")
    between = assigned(fresh(review), somebody())
    start_work(between, by=between.reviewer)
    note = f"It is false: {MARKS['note of a handover']}"
    hand_over(between, by=between.reviewer, note=note, to=writer)
    given = fresh(review).standing_assignment_of(writer)
    theirs = assigned(fresh(review), left)
    with_evidence(theirs, excerpt="Nothing of note.")
    decline(theirs, by=left, reason="No time.")
    with_evidence(assigned(fresh(review), other), excerpt="We counted 6,100 people.")
    theirs = fresh(review).standing_assignment_of(other)
    with_evidence(theirs, excerpt="Others counted 6,200 people.")
    write_everything(given)
    return Blind(fresh(review), writer, other, left, gone)


def write_everything(given: Assignment) -> None:
    by = given.reviewer
    ask_for_waivers(given)
    proposed = add_source(by=by, name=f"{MARKS['proposed source']} Board", kind="official")
    page = saved_for(
        given, f"They wrote {MARKS['excerpt']} of 71,717 people.",
        f"https://{MARKS['saved page']}.example/", title=MARKS["title of a saved page"],
    )  # fmt: skip
    first = with_evidence(
        given, source=proposed, stance="refutes", snapshot=page.snapshot,
        excerpt=f"They wrote {MARKS['excerpt']} of 71,717 people.",
        population=MARKS["population"], place=MARKS["place"],
    )  # fmt: skip
    copied = with_evidence(
        given, excerpt="A paper repeats 90,000 people.",
        measures_otherwise=MARKS["measures something else"],
    )  # fmt: skip
    say_it_derives(copied, by=by, origin=first)
    figure = copied.figures.first()
    number = Decimal(81818)
    correct_evidence_figure(
        figure, by=by, quantity=Quantity(MARKS["corrected figure"], number, number)
    )
    gone = with_evidence(given, excerpt=f"A typo: {MARKS['withdrawn evidence']}.")
    withdraw_evidence(gone, by=by, reason=MARKS["reason to withdraw"])
    cite_calculation(
        given, by=by, formula="a × 2", inputs={"a": (first, 0)}, stance="context"
    )  # fmt: skip
    for kind, words in (("interview", "interview"), ("letter", "letter")):
        cite_conversation(
            given, by=by, source=proposed, kind=kind, stance="supports", held_how="by phone",
            excerpt=f"They said {MARKS[words]}.", held_on=date(2026, 1, 5),
            held_with=MARKS["with whom"],
        )  # fmt: skip
    with_evidence(
        given, excerpt="A memo.", is_confidential=True,
        shown_as=MARKS["name of what is confidential"],
    )  # fmt: skip
    record_interest(first.source, given.review, by=by, stake=MARKS["interest"])
    failed_for(given, f"https://{MARKS['page that failed']}.example/")
    asked_for(given, f"https://{MARKS['page on its way']}.example/")
    kept(save_file(given, by=by, content=b"A table.", filename=f"{MARKS['file']}.txt"))
    kept(save_text(given, by=by, text=f"It says {MARKS['pasted text']}."))
    ask_for_time(
        given, by=by, until=given.due_at + timedelta(days=2),
        because=f"I wait for {MARKS['reason for more time']}",
    )  # fmt: skip
    ask_for_comment(
        given.review, by=by, whom=f"The {SHARED} office", question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    save_draft(
        given, by=by, rating=rating(given.review, "mostly-true"), reasons=MARKS["reasons"],
        was_it_said="no", said_reasons=MARKS["what shows whether it was said"],
        departs_because=MARKS["reason to depart from the numbers"],
    )  # fmt: skip


def ask_for_waivers(given: Assignment) -> None:
    """One that is granted, one that is refused, one that nobody has answered; later they meet
    what is asked for."""
    by, editor = given.reviewer, UserFactory(roles=[Role.EDITOR])

    def ask(requirement: str) -> Waiver:
        because = f"There is none: {MARKS['reason for a waiver']}"
        return ask_for_waiver(given, by=by, requirement=requirement, because=because)

    grant_waiver(ask("evidence"), by=editor, reason=MARKS["answer to a waiver"])
    refuse_waiver(ask("origins"), by=editor, reason=MARKS["refusal of a waiver"])
    ask("comment")


def kept(copy: ClaimCopy) -> None:
    """As a worker leaves what was brought."""
    capture = copy.capture
    if capture.snapshot_id:
        return
    snapshot = Snapshot.objects.keep(
        b"A table.", text="A table.", filename=capture.filename, by=capture.asked_by
    )
    Capture.objects.filter(pk=capture.pk).update(state=CaptureState.DONE, snapshot=snapshot)


# -- every address ------------------------------------------------------------------------------

# Not read by their address alone: signing out, and what is asked of the console's own pages.
LEFT_OUT = {
    "accounts:logout", "admin:logout", "admin:autocomplete", "admin:view_on_site", "admin:app_list",
}  # fmt: skip
NOT_TO_BE_READ, LED_ELSEWHERE = 405, 302
LATEST = 25  # rows of a model, each with its page in the console
WORDS = ("csv", "xlsx", "json", "claimreview", "verification", "nothing")
# Whose keys a part of an address is: by its name, and of "pk" by how the address begins.
KEYS = {
    "figure": Figure,
    "evidence_pk": Evidence,
    "figure_pk": EvidenceFigure,
    "copy_pk": ClaimCopy,
    "snapshot_pk": Snapshot,
    "interest_pk": Interest,
    "contact_pk": Contact,
    "assignment_pk": Assignment,
    "request_pk": TimeRequest,
    "suggestion_pk": SuggestedEdit,
    "waiver_pk": Waiver,
}
BEGINNINGS = {
    "desk/availability/away/": Absence,
    "desk/availability/interests/": DeclaredInterest,
    "copies/captures/": Capture,
    "copies/": Snapshot,
    "documents/": Document,
    "triage/": Claim,
    "claims/": Claim,
    "sources/import/": SourceImport,
    "sources/": Source,
    "changed/": ChangedFigure,
    "verdicts/": ClaimReview,
    "notices/": Notice,
}


def model_of(part: str, route: str) -> Any:
    """Fails for an address that this table knows nothing of."""
    if part in KEYS:
        return KEYS[part]
    return next(model for beginning, model in BEGINNINGS.items() if route.startswith(beginning))


def keys_of(model: Any) -> list[int]:
    return list(model.objects.values_list("pk", flat=True))


def patterns(of: Any, prefix: str = "", before: str = "") -> Iterator[tuple[str, str, dict]]:
    """Each address by name and as it is written, with the converters of its parts."""
    for pattern in of:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from patterns(pattern.url_patterns, space, route)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}", route, pattern.pattern.converters


def addresses() -> Iterator[list[str]]:
    """All addresses of the desk, with the key of every row there is: a list for each view."""
    for name, route, converters in patterns(get_resolver().url_patterns):
        if name in LEFT_OUT or (name.startswith("admin:") and converters):
            continue
        choices = [
            keys_of(model_of(part, route)) if isinstance(converter, IntConverter) else WORDS
            for part, converter in converters.items()
        ]
        yield [reverse(name, kwargs=dict(zip(converters, parts, strict=True)))
               for parts in product(*choices)]  # fmt: skip


def console_addresses() -> Iterator[list[str]]:
    """All pages of the console: of each model its list, and of each row its page and history;
    and what its fields would be completed with."""
    apps = {model._meta.app_label for model in admin.site._registry}
    yield [reverse("admin:app_list", args=[app]) for app in sorted(apps)]
    for model, console in admin.site._registry.items():
        page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield [reverse(f"{page}_changelist"), reverse(f"{page}_add")]
        keys = model._default_manager.order_by("-pk").values_list("pk", flat=True)[:LATEST]
        yield [reverse(f"{page}_change", args=[pk]) for pk in keys]
        yield [reverse(f"{page}_history", args=[pk]) for pk in keys[:1]]
        asked = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}"
        yield [
            f"{reverse('admin:autocomplete')}?{asked}&field_name={field}&term="
            for field in console.autocomplete_fields
        ]


def console_searches() -> list[str]:
    """The console's lists that can be searched."""
    return [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model, console in admin.site._registry.items()
        if console.search_fields
    ]


def content_of(response: HttpResponse) -> str:
    content = response.getvalue() if response.streaming else response.content
    return content.decode("utf-8", "replace")


def marks_in(text: str) -> set[str]:
    return {kind for kind, mark in MARKS.items() if mark.lower() in text.lower()}


def is_of_a_verb(client: Client, address: str, response: HttpResponse) -> bool:
    """Whether the address does something by POST, and else leads back to the claim: to any, even
    to one that there is not."""
    if response.status_code != LED_ELSEWHERE:
        return False
    of_none = re.sub(r"^/claims/\d+/", "/claims/999999999/", address)
    return client.get(of_none).headers.get("Location") == "/claims/999999999/"


def is_the_consoles_door(response: HttpResponse) -> bool:
    """Whether it leads to signing in to the console, as all its views do before they look at a row
    with whoever has no business there."""
    return response.headers.get("Location", "").startswith(f"{reverse('admin:login')}?")


def found_by(person: User) -> dict[str, str]:
    """What this person comes upon: a kind of mark, and an address that shows it."""
    client = Client()
    client.force_login(person)
    found: dict[str, str] = {}
    for of_one_view in (*addresses(), *console_addresses()):
        for address in of_one_view:
            response = client.get(address)
            if (
                response.status_code == NOT_TO_BE_READ
                or is_the_consoles_door(response)
                or is_of_a_verb(client, address, response)
            ):
                break
            for kind in marks_in(f"{response.headers} {content_of(response)}"):
                found.setdefault(kind, address)
    return found


def searched(client: Client, address: str, words: str) -> list[str]:
    """How the answer to a search is built, whatever words it repeats: a row more is seen."""
    asked = "address" if address.endswith("/copies/") else "q"
    return re.findall(r"<\w+", content_of(client.get(address, {asked: words})))
