"""That the other has handed in, and when, is told to no co-reviewer, editor or not, before both
have: the same pages say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import ndiff
from html import unescape
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.accounts.models import Role, User
from newsroom.notices.models import Notice, NoticeKind, Webhook, WebhookDelivery
from newsroom.notices.operations import tell
from tests.factories import (
    UserFactory,
    assigned,
    editor,
    fresh,
    make_overdue,
    open_review_for,
    rating,
    with_evidence,
)
from tests.verification.blind_scene import somebody
from verification.errors import IllegalTransition, Overtaken
from verification.models import Assignment, ClaimReview, TimeRequest
from verification.operations.assignments import reassign, start_work, take_back
from verification.operations.deadlines import follow_up_overdue
from verification.operations.findings import save_draft, submit_finding
from verification.operations.time_requests import ask_for_time, grant_time

pytestmark = pytest.mark.django_db


@dataclass
class Pair:
    """``writer`` is at work and has asked for more time; ``asker`` has the other place."""

    review: ClaimReview
    work: Assignment
    asker: User
    request: TimeRequest
    at: datetime = field(default_factory=timezone.now)  # when it is looked at, each time

    @property
    def writer(self) -> User:
        return self.work.reviewer

    def hand_in(self) -> None:
        save_draft(self.work, by=self.writer, rating=rating(self.review, "true"), reasons="So.")
        submit_finding(self.work, by=self.writer)


def pair(*, blind: bool = True, roles: tuple[str, ...] = (Role.EDITOR,)) -> Pair:
    review = open_review_for(reviewers=2, blind=blind)
    work = assigned(review, somebody())
    with_evidence(work, excerpt="It said 6,100 people.")
    start_work(work, by=work.reviewer)
    until = timezone.now() + timedelta(days=30)
    request = ask_for_time(work, by=work.reviewer, until=until, because="The register is shut.")
    asker = somebody(*roles)
    with_evidence(assigned(fresh(review), asker), excerpt="We counted 6,100 people.")
    return Pair(fresh(review), work, asker, request)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def shown_to(scene: Pair) -> dict[str, str]:
    """What stands on each page on which it might be told, without what changes by itself: the
    tokens of forms, how long ago it was, and how much each has to do, which everybody sees."""
    claim, work = scene.review.claim_id, scene.work
    by_hand = f"/claims/by-hand/?claim={claim}"
    to = f"reviewer={bystander().pk}&reason=x"
    pages = [
        "/claims/", f"/claims/?holder={scene.writer.pk}", "/claims/?asks=on", f"/claims/{claim}/",
        f"/claims/{claim}/history/", "/",
        f"{by_hand}&what=take_back", f"{by_hand}&what=take_back&work={work.pk}",
        f"{by_hand}&what=take_back&reason=x&work={work.pk}",
        f"{by_hand}&what=reassign", f"{by_hand}&what=reassign&work={work.pk}&{to}",
        "/admin/verification/assignment/", f"/admin/verification/assignment/{work.pk}/change/",
        "/admin/verification/assignment/?state__exact=submitted",
        "/admin/verification/timerequest/", "/admin/verification/timerequest/?open=yes",
        "/admin/verification/claimreview/?now=asks",
        f"/admin/verification/claimreview/{scene.review.pk}/change/",
    ]  # fmt: skip
    client = signed_in(scene.asker)
    with mock.patch.object(timezone, "now", return_value=scene.at):
        return {page: plain(client.get(page, follow=True).content.decode()) for page in pages}


def bystander() -> User:
    person = User.objects.filter(name="Bea Stander").first()
    return person or UserFactory(name="Bea Stander", roles=[Role.EDITOR])


def plain(page: str) -> str:
    page = re.sub(r"<(script|style|time|option)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r'csrfmiddlewaretoken" value="[^"]*"|hx-headers=\'[^\']*\'', "", page)
    page = re.sub(r'nonce="[^"]*"|datetime="[^"]*"', "", page)
    page = re.sub(
        r'<section[^>]*aria-labelledby="loads-title".*?</section>', "", page, flags=re.DOTALL
    )
    return " ".join(unescape(page).split())


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    return {
        page: [word for word in ndiff(words.split(), after[page].split()) if word[0] in "+-"]
        for page, words in before.items()
        if words != after[page]
    }


@pytest.mark.parametrize("roles", [(), (Role.EDITOR,), (Role.EDITOR, Role.ADMIN)])
def test_every_page_says_the_same_before_and_after_the_other_handed_in(roles):
    scene = pair(roles=roles)
    before = shown_to(scene)
    scene.hand_in()
    assert fresh(scene.review).is_blind
    assert changed(before, shown_to(scene)) == {}
    if Role.EDITOR in roles:
        assert (
            "is taken back from" in before[next(p for p in before if "take_back&work" in p)].lower()
        )


def test_open_to_each_other_the_pages_tell_it():
    """The control: the same pages of a review that is not blind."""
    scene = pair(blind=False)
    before = shown_to(scene)
    scene.hand_in()
    told = set(changed(before, shown_to(scene)))
    work, claim = scene.work.pk, scene.review.claim_id
    assert told >= {
        "/claims/", "/claims/?asks=on", f"/claims/?holder={scene.writer.pk}", f"/claims/{claim}/",
        "/admin/verification/assignment/", "/admin/verification/timerequest/?open=yes",
        "/admin/verification/claimreview/?now=asks",
        f"/claims/by-hand/?claim={claim}&what=take_back&work={work}",
    }  # fmt: skip


@pytest.mark.parametrize("blind", [True, False], ids=["blind", "control"])
def test_taking_it_back_is_refused_without_saying_why(blind):
    scene = pair(blind=blind)
    scene.hand_in()
    for refused in (
        lambda: take_back(scene.work, by=scene.asker, reason="x"),
        lambda: reassign(scene.work, bystander(), by=scene.asker, reason="x"),
    ):
        with pytest.raises(IllegalTransition) as refusal:
            refused()
        if blind:
            assert refusal.value.sentence == "This cannot be taken back now. Nothing was changed."
        else:
            assert f"The work of {scene.writer.name} is submitted" in refusal.value.sentence
    scene.work.refresh_from_db()
    assert scene.work.state == "submitted"


def test_an_editor_without_a_part_is_told_why():
    scene = pair()
    scene.hand_in()
    with pytest.raises(IllegalTransition, match="is submitted"):
        take_back(scene.work, by=editor(), reason="x")
    with pytest.raises(Overtaken, match="is submitted meanwhile"):
        grant_time(scene.request, by=editor())


@pytest.mark.parametrize("handed_in", [False, True])
def test_more_time_is_given_by_the_co_reviewer_as_before(handed_in):
    scene = pair()
    if handed_in:
        scene.hand_in()
    grant_time(scene.request, by=scene.asker)
    scene.request.refresh_from_db()
    assert scene.request.is_granted is True


def test_open_to_each_other_no_time_is_given_for_what_is_handed_in():
    scene = pair(blind=False)
    scene.hand_in()
    with pytest.raises(Overtaken, match="is submitted meanwhile"):
        grant_time(scene.request, by=scene.asker)


# -- what others are told ------------------------------------------------------------------------

NOTICES = "/admin/notices/notice/"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMIN])
def test_what_others_were_told_is_not_read_in_the_console(role):
    person, other = UserFactory(roles=[role]), UserFactory()
    tell(person, "Qmineq changed", "/", kind=NoticeKind.PAGE)
    theirs = tell(other, "Qtheirsq changed", "/changed/1/", kind=NoticeKind.PAGE)
    client = signed_in(person)
    page = client.get(NOTICES).content.decode()
    assert "Qmineq" in page
    assert "another person’s" in page
    assert other.name in page
    assert "Qtheirsq" not in page
    assert client.get(f"{NOTICES}?q=Qtheirsq").context["cl"].result_count == 0
    assert client.get(f"{NOTICES}?q={other.name}").context["cl"].result_count == 1
    for asked in ("text__icontains=Qtheirsq", "path__contains=changed"):
        assert client.get(f"{NOTICES}?{asked}").status_code == 400
    assert client.get(f"{NOTICES}{theirs.pk}/change/").status_code == 403
    assert client.get(f"{NOTICES}{theirs.pk}/history/").status_code == 403
    own = Notice.objects.get(recipient=person)
    assert "Qmineq" in client.get(f"{NOTICES}{own.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("roles", "reads_all"),
    [
        ((Role.ADMIN,), True),
        ((Role.ADMIN, Role.REVIEWER), False),
        ((Role.ADMIN, Role.EDITOR), False),
    ],
)
def test_an_admin_who_reviews_reads_no_letters_with_what_others_were_told(
    settings, tmp_path, roles, reads_all
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    person = UserFactory(roles=list(roles))
    told = "\n\nhttps://desk.example/notices/7/\n"
    letters = (
        ("Qtheirsq", f"Qbodyq{told}", "nadia@desk.example"),
        ("Qmineq", f"Qownbodyq{told}", person.email.upper()),
        ("Qinvitedq", "https://desk.example/account/x/", "new@desk.example"),
    )
    for number, (subject, body, to) in enumerate(letters):
        letter = f"Subject: {subject}\nTo: {to}\n\n{body}"
        (tmp_path / f"20260101-00000{number}-1.log").write_text(letter)
    client = signed_in(person)
    listed = client.get("/status/").content.decode()
    assert ("Qtheirsq" in listed) is reads_all
    for word in ("Qmineq", "Qinvitedq", "nadia@desk.example"):
        assert word in listed
    names = [f"20260101-00000{number}-1.log" for number in range(3)]
    pages = " ".join(client.get(f"/status/mail/{name}/").content.decode() for name in names)
    assert ("Qtheirsq" in pages, "Qbodyq" in pages) == (reads_all, reads_all)
    for word in ("Qmineq", "Qownbodyq", "Qinvitedq", "/account/x/"):
        assert word in pages


@pytest.mark.parametrize("blind", [True, False], ids=["blind", "control"])
def test_webhooks_hear_that_blind_work_is_late_but_not_with_whom(blind):
    Webhook.objects.create(name="all", url="https://hooks.example/", kinds=["late"])
    scene = pair(blind=blind)
    TimeRequest.objects.all().delete()
    watching = editor()
    make_overdue(scene.work)
    follow_up_overdue()
    statement = scene.review.claim.statement
    named = f"Late, with {scene.writer.name}: {statement}"
    (delivery,) = WebhookDelivery.objects.all()
    assert delivery.text == (f"Late: {statement}" if blind else named)
    assert Notice.objects.filter(recipient=watching, text=named).exists()
