"""Moments in a claim's life, with the people of the desk around it: for the table of rights.

Whoever is asked about: ``public`` (not signed in), ``nobody`` (signed in, without a role),
``reviewer`` (of other claims), ``own`` (brought the document in and reviews the claim), ``editor``
(took no part in it), ``involved`` (an editor who is the claim's other reviewer) and ``admin``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.utils import timezone

from claims.models import Claim, ExtractionRun, Figure
from claims.operations.documents import capture_document
from claims.operations.triage import accept_claim, add_claim
from claims.states import RunState
from newsroom.accounts.models import Role, User
from newsroom.captures.models import Capture
from newsroom.captures.operations import capture_page, capture_text
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from newsroom.notices.operations.webhooks import add_webhook, send_test
from tests.verification.saving import failed_for, saved_for
from verification.models import (
    ChangedFigure,
    ClaimReview,
    Contact,
    Evidence,
    Reviewer,
    SourceDomain,
)
from verification.operations.availability import away_today
from verification.operations.contacts import ask_for_comment, cancel_contact
from verification.operations.deciding import does_not_matter
from verification.operations.declared_interests import declare_interest
from verification.operations.evidence import withdraw_evidence
from verification.operations.evidence_scope import set_scope
from verification.operations.findings import save_draft, submit_finding
from verification.operations.interests import record_interest
from verification.operations.keeping_for import keep_for
from verification.operations.reports import publish
from verification.operations.reviews import close_review, hold_review, reopen_review
from verification.operations.signoff import sign_off
from verification.operations.source_import import keep_import
from verification.operations.suggestions import suggest_edits
from verification.operations.time_requests import ask_for_time
from verification.operations.verdicts import confirm_verdict, draft_verdict, propose_settlement
from verification.operations.waivers import ask_for_waiver, grant_waiver

from .factories import (
    TEXT,
    SourceFactory,
    TopicFactory,
    UserFactory,
    assigned,
    fresh,
    open_review_for,
    rating,
    with_evidence,
)

PEOPLE = ("public", "nobody", "reviewer", "own", "editor", "involved", "admin")


@dataclass
class Scene:
    """The people by what they are here, and the rows that stand around as attributes."""

    people: dict[str, Any]
    rows: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["rows"][name]  # a copy that is being made has none yet
        except KeyError as error:
            raise AttributeError(name) from error

    def by(self, who: str) -> Any:
        user = self.people[who]
        return user if isinstance(user, AnonymousUser) else User.objects.get(pk=user.pk)


def desk() -> Scene:
    people = {
        "public": AnonymousUser(),
        "nobody": UserFactory(roles=[]),
        "reviewer": UserFactory(),
        "own": UserFactory(),
        "editor": UserFactory(roles=[Role.EDITOR]),
        "involved": UserFactory(roles=[Role.REVIEWER, Role.EDITOR]),
        "admin": UserFactory(roles=[Role.ADMIN]),
    }
    for who in ("reviewer", "own", "involved"):
        Reviewer.objects.create(user=people[who])
    scene = Scene(people)
    scene.rows["source"] = SourceFactory(state="proposed")
    scene.rows["domain"] = SourceDomain.objects.create(
        source=scene.source, domain=f"register{scene.source.pk}.example"
    )
    scene.rows["topic"] = TopicFactory()
    scene.rows["today"] = timezone.localdate()
    scene.rows["somebody"] = UserFactory()
    Reviewer.objects.create(user=scene.somebody)
    return scene


def with_own_matters() -> Scene:
    """``own`` is away today (``absence``) and has a stake in an outlet (``declared``)."""
    scene = desk()
    own = scene.people["own"]
    scene.rows["absence"] = away_today(own, by=own)
    scene.rows["declared"] = declare_interest(own, by=own, outlet="The Post", stake="Shares.")
    return scene


def to_triage() -> Scene:
    """A document that ``own`` brought in: ``claim`` and ``other`` to be triaged, ``kept``
    accepted, its reading failed."""
    scene = desk()
    document = capture_document(TEXT, by=scene.people["own"], title="A speech")
    ExtractionRun.objects.filter(document=document).update(state=RunState.FAILED)
    quotes = ("5,000 to 7,000 people", "The 65-member coalition", "Unemployment fell")
    claims = [add_claim(document, quote, by=scene.people["own"]) for quote in quotes]
    for claim in claims[:2]:
        Claim.objects.filter(pk=claim.pk).update(state="detected")
        claim.refresh_from_db()
    scene.rows |= {"document": document, "claim": claims[0], "other": claims[1], "kept": claims[2]}
    return scene


def saving() -> Scene:
    """``own`` had a text saved as ``copy``, and a page that could not be saved: ``capture``."""
    scene = desk()
    own = scene.people["own"]
    scene.rows["copy"] = capture_text("It rained 65 mm.", by=own).snapshot
    capture = capture_page("https://example.org/rain", by=own)
    Capture.objects.filter(pk=capture.pk).update(state="failed", problem="gone", sentence="Gone.")
    scene.rows["capture"] = capture
    return scene


def triaged() -> Scene:
    """``claim`` was accepted, so that there is a step to undo."""
    scene = to_triage()
    scene.rows["claim"] = accept_claim(scene.claim, by=scene.people["own"])
    scene.rows["events"] = [scene.claim.events.last().pk]
    return scene


def unassigned(**policy: Any) -> Scene:
    scene = to_triage()
    review = open_review_for(scene.kept, **{"reviewers": 2, **policy})
    scene.rows |= {"review": review, "claim": scene.kept}
    return scene


def under_way(**policy: Any) -> Scene:
    """``own`` and ``involved`` have each a draft that could be submitted; nothing is answered."""
    scene = unassigned(**policy)
    for who in ("own", "involved"):
        given = assigned(fresh(scene.review), scene.people[who])
        evidence = with_evidence(given)
        finding = save_draft(
            given, by=given.reviewer, rating=rating(scene.review, "true"), reasons="Two registers."
        )
        if who == "own":
            scene.rows |= {"assignment": given, "evidence": evidence, "finding": finding}
        else:
            scene.rows |= {"other_assignment": given, "other_evidence": evidence}
    scene.rows["contact"] = ask_for_comment(
        fresh(scene.review),
        by=scene.people["own"],
        whom="The ministry",
        question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )
    scene.rows["review"] = fresh(scene.review)
    return scene


def kept() -> Scene:
    """The claim that nobody has waits for ``somebody``."""
    scene = unassigned()
    keep_for(scene.review, scene.somebody, by=scene.people["editor"], reason="Knows the case.")
    scene.rows["review"] = fresh(scene.review)
    return scene


def asking_for_time() -> Scene:
    """As ``under_way``; ``own`` asks for more time: ``request``."""
    scene = under_way()
    scene.rows["request"] = ask_for_time(
        scene.assignment,
        by=scene.people["own"],
        until=timezone.now() + timedelta(days=30),
        because="The register answers on Friday.",
    )
    return scene


def to_waive() -> Scene:
    """As ``under_way``; first-hand evidence is asked for, and nobody has any."""
    scene = under_way(first_hand_needed=True)
    Evidence.objects.filter(review=scene.review).update(hand="second")
    return scene


def asking_for_waiver() -> Scene:
    """As ``to_waive``; ``own`` asks for it: ``waiver``."""
    scene = to_waive()
    scene.rows["waiver"] = ask_for_waiver(
        scene.assignment,
        by=scene.people["own"],
        requirement="first_hand",
        because="The register is not public.",
    )
    return scene


def waived() -> Scene:
    """``waiver`` is granted, by an editor who takes no other part."""
    scene = asking_for_waiver()
    scene.rows["waiver"] = grant_waiver(
        scene.waiver, by=UserFactory(roles=[Role.EDITOR]), reason="It is not public."
    )
    return scene


def unanswered() -> Scene:
    """The time to answer ``contact`` has passed."""
    scene = under_way()
    Contact.objects.filter(pk=scene.contact.pk).update(reply_by=timezone.now() - timedelta(hours=1))
    return scene


def stuck() -> Scene:
    """Nobody can take the claim."""
    scene = unassigned()
    ClaimReview.objects.filter(pk=scene.review.pk).update(
        nobody_because="Everybody is away.", would_help="Somebody back from an absence."
    )
    return scene


def citing() -> Scene:
    """``own`` has had a page saved for the claim (``copy``) and one that could not be (``failed``);
    ``desk_copy`` was saved for another claim."""
    scene = under_way()
    scene.rows |= {
        "copy": saved_for(scene.assignment),
        "failed": failed_for(scene.assignment, "https://register.example/gone"),
        "desk_copy": saved_for(assigned(), address="https://other.example/").snapshot,
    }
    return scene


def differing() -> Scene:
    """Both have submitted, and differ; ``involved`` has proposed how to settle it."""
    scene = under_way()
    save_draft(
        scene.assignment,
        by=scene.people["own"],
        rating=rating(scene.review, "false"),
        reasons="Another register.",
    )
    hand_in_both(scene)
    scene.rows["settlement"] = propose_settlement(
        scene.review,
        by=scene.people["involved"],
        rating=rating(scene.review, "half-true"),
        reasons="Both registers count.",
    )
    return scene


def hand_in_both(scene: Scene) -> None:
    submit_finding(scene.assignment, by=scene.people["own"])
    submit_finding(scene.other_assignment, by=scene.people["involved"])
    scene.rows["review"] = fresh(scene.review)


def descending() -> Scene:
    """As ``under_way``; ``evidence`` has a saved copy and repeats another piece of ``own``."""
    scene = under_way()
    text = "Some 7,100 boats, they say."
    scene.rows["evidence"] = with_evidence(
        scene.assignment, excerpt=text, derives_from=scene.evidence,
        snapshot=capture_text(text, by=scene.people["own"]).snapshot,
    )  # fmt: skip
    return scene


def undoable() -> Scene:
    """As ``under_way``; ``own`` has withdrawn ``evidence``, and waits for ``contact`` no longer."""
    scene = under_way()
    own = scene.people["own"]
    scene.rows["evidence"] = withdraw_evidence(scene.evidence, by=own, reason="A typo.")
    scene.rows["contact"] = cancel_contact(scene.contact, by=own, reason="Not asked after all.")
    return scene


def with_copy() -> Scene:
    """Both are in, so that everybody may read ``evidence``, which has a saved copy."""
    scene = descending()
    hand_in_both(scene)
    return scene


def agreeing() -> Scene:
    scene = under_way()
    hand_in_both(scene)
    return scene


def reserving() -> Scene:
    """Both are in; ``evidence`` of ``own`` holds for another place, and says not why it counts:
    the claim has a figure that it could be compared with."""
    scene = under_way()
    Figure.objects.create(
        snapshot=scene.document.snapshot, claim=scene.claim, start=0, end=17,
        text="Some 6,000 people", low=6000, high=6000, counted="person",
    )  # fmt: skip
    scene.rows["evidence"] = set_scope(
        scene.evidence, by=scene.people["own"], scope={"place": "different"}, explained=""
    )
    hand_in_both(scene)
    return scene


def with_confidence() -> Scene:
    """Both are in; ``secret`` is confidential evidence that ``own`` has cited."""
    scene = under_way()
    scene.rows["secret"] = with_evidence(
        scene.assignment, excerpt="A secret 6,666 people.", is_confidential=True,
        shown_as="An internal memo",
    )  # fmt: skip
    hand_in_both(scene)
    return scene


def interested() -> Scene:
    """It is noted that the source of ``evidence`` has an interest in the claim."""
    scene = agreeing()
    scene.rows["interest"] = record_interest(
        scene.evidence.source, scene.review, by=scene.people["own"], stake="It runs the harbour."
    )
    return scene


def worded() -> Scene:
    """``own`` has worded the verdict; ``involved`` has yet to confirm it."""
    scene = agreeing()
    scene.rows["verdict"] = draft_verdict(
        scene.review, by=scene.people["own"], conclusion="It holds.", explanation="[1]"
    )
    scene.rows["review"] = fresh(scene.review)
    return scene


def decided() -> Scene:
    scene = worded()
    confirm_verdict(scene.verdict, by=scene.people["involved"])
    scene.rows["review"] = fresh(scene.review)
    return scene


def suggested() -> Scene:
    """``editor`` sent it back with another wording: ``suggestion``."""
    scene = decided()
    scene.rows["suggestion"] = suggest_edits(
        scene.verdict, by=scene.people["editor"], conclusion="It nearly holds.",
        explanation="So [1].", note="Say how near.",
    )  # fmt: skip
    scene.rows["review"] = fresh(scene.review)
    return scene


def signed() -> Scene:
    scene = decided()
    sign_off(scene.verdict, by=UserFactory(roles=[Role.EDITOR]))
    scene.rows["review"] = fresh(scene.review)
    return scene


def on_hold() -> Scene:
    scene = signed()
    hold_review(scene.review, by=scene.people["editor"], reason="A letter came.")
    return scene


def published() -> Scene:
    scene = signed()
    scene.rows["report"] = publish(scene.review, by=scene.people["editor"])
    scene.rows["review"] = fresh(scene.review)
    return scene


def changed() -> Scene:
    """A figure that ``own`` cited for what is published has changed: ``change``."""
    scene = published()
    scene.rows["change"] = ChangedFigure.objects.create(
        evidence=scene.evidence, kind="figure", new_passage="Some 6,400.", changes=["So."]
    )
    return scene


def change_decided() -> Scene:
    scene = changed()
    does_not_matter(scene.change, by=scene.people["editor"], reason="A later year.")
    return scene


def closed() -> Scene:
    scene = under_way()
    close_review(scene.review, by=scene.people["editor"], reason="No longer news.")
    scene.rows["review"] = fresh(scene.review)
    return scene


def reopened() -> Scene:
    """The claim is worked on again, by ``own``; ``evidence`` is of the round before."""
    scene = closed()
    reopen_review(scene.review, by=scene.people["editor"], reason="It is news again.")
    scene.rows["assignment"] = assigned(fresh(scene.review), scene.people["own"])
    scene.rows["review"] = fresh(scene.review)
    return scene


def invited() -> Scene:
    """``newcomer`` has not chosen a password; ``gone`` is deactivated."""
    scene = desk()
    newcomer, gone = UserFactory(), UserFactory(is_active=False)
    newcomer.set_unusable_password()
    newcomer.save()
    scene.rows |= {"newcomer": newcomer, "gone": gone}
    return scene


def in_use() -> Scene:
    """The proposed source is confirmed."""
    scene = desk()
    scene.source.state = "active"
    scene.source.save()
    return scene


def with_import() -> Scene:
    """A table with one new source waits to be imported."""
    scene = desk()
    table = b"Name,Kind,Tier\nHarbour Board,official,reliable\n"
    scene.rows["upload"] = keep_import(table, "sources.csv", by=scene.people["editor"])
    return scene


def with_letter() -> Scene:
    """A letter lies in the folder that mail is written to; the test names the folder."""
    scene = desk()
    mail.EmailMessage("Hello", "Text", to=["a@desk.example"]).send()
    scene.rows["letter"] = next(iter(settings.EMAIL_FILE_PATH.iterdir())).name
    return scene


def told() -> Scene:
    """``own`` was told something, by a ``notice`` of their own."""
    scene = desk()
    scene.rows["notice"] = tell(
        scene.people["own"], "You are asked to review: a claim", "/", kind=NoticeKind.ASKED
    )
    return scene


def with_webhook() -> Scene:
    """A webhook, by an admin, with one ``delivery`` that was given up."""
    scene = desk()
    admin = scene.people["admin"]
    scene.rows["webhook"] = add_webhook(by=admin, name="The channel", url="https://203.1.1.1/x")
    scene.rows["delivery"] = send_test(scene.webhook, by=admin)
    scene.webhook.deliveries.update(state="given_up")
    return scene


def soon() -> str:
    return (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")


def in_a_month() -> str:
    return (timezone.localtime() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")


Make = Callable[[], Scene]
