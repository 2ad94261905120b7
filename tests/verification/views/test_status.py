"""The status page: what runs, what waits and why; and the mail in files."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.utils import timezone

from claims.models import ExtractionRun
from newsroom.captures.models import Capture
from newsroom.captures.operations import capture_page
from newsroom.notices import mailbox
from newsroom.notices.models import Letterbox, MailServer, NoticeKind, Webhook
from newsroom.notices.operations import News, announce, choose_mail, tell
from newsroom.pulse.models import CLOCK, START, SWEEP, WORKER, Pulse
from tests.factories import (
    DocumentFactory,
    SnapshotFactory,
    UserFactory,
    admin,
    assigned,
    drafted,
    editor,
    make_overdue,
    open_review_for,
    reviewer,
)
from verification import health
from verification.models import Assignment, ClaimReview
from verification.operations.assigning import assign_reviewers
from verification.operations.signoff import sign_off

pytestmark = pytest.mark.django_db
STATUS = "/status/"


@pytest.fixture(autouse=True)
def redis_is_there(monkeypatch):
    """What is told of Redis must not depend on the machine; one test asks the real thing."""
    monkeypatch.setattr(health, "broker_problem", lambda: "")


@pytest.fixture
def signed_in(client):
    client.force_login(admin())
    return client


@pytest.fixture
def all_running():
    seen(WORKER, "celery@one")
    seen(SWEEP, "claims")
    seen(SWEEP, "captures")
    seen(SWEEP, "verification")
    seen(SWEEP, "notices")


def seen(kind: str, name: str, *, seconds: int = 1) -> None:
    at = timezone.now() - timedelta(seconds=seconds)
    Pulse.objects.update_or_create(kind=kind, name=name, defaults={"seen_at": at})


def words_of(response) -> str:
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


@pytest.mark.parametrize("who", [reviewer, editor, lambda: UserFactory(roles=[])])
def test_only_admins_see_the_status_and_the_mail(client, who, mail_folder):
    send_mail("Secret", "link", None, ["a@desk.example"])
    (letter,) = mailbox.latest()
    client.force_login(who())
    assert client.get(STATUS).status_code == 403
    assert client.get(f"/status/mail/{letter.name}/").status_code == 403


def test_nobody_sees_it_without_signing_in(client):
    assert client.get(STATUS)["Location"].startswith("/account/sign-in/")


def test_all_running_is_one_sentence(signed_in, all_running):
    assert "All running; no job waits." in words_of(signed_in.get(STATUS))


def test_the_oldest_job_is_told_with_its_age(signed_in, all_running):
    run = ExtractionRun.objects.create(
        document=DocumentFactory(), created_at=timezone.now() - timedelta(seconds=12)
    )
    words = words_of(signed_in.get(STATUS))
    assert re.search(r"All running; oldest job 1[23] s\.", words)
    assert "Reading 1" in words
    run.delete()
    assert "All running; no job waits." in words_of(signed_in.get(STATUS))


def test_a_silent_worker_is_said_to_be_silent(signed_in, all_running):
    seen(WORKER, "celery@one", seconds=185)
    ExtractionRun.objects.create(document=DocumentFactory())
    words = words_of(signed_in.get(STATUS))
    assert "No worker has been seen for 3 min; 1 job waits." in words
    assert "python3 manage.py up" in words
    seen(WORKER, "celery@two")
    assert "No worker has been seen" not in words_of(signed_in.get(STATUS))


def test_where_no_worker_was_ever_seen_it_says_for_how_long_at_least(signed_in):
    assert "No worker has been seen for 40 s." in words_of(signed_in.get(STATUS))


def test_a_clock_that_does_not_ring_is_told(signed_in, all_running):
    seen(SWEEP, "verification", seconds=300)
    words = words_of(signed_in.get(STATUS))
    assert "The clock has not rung for 5 min." in words
    assert "Sweep: verification 5 min ago silent" in words


def test_a_clock_never_seen_is_silent_only_once_the_desk_has_been_up_for_a_while(signed_in):
    seen(WORKER, "celery@one")
    seen(START, "celery@one", seconds=5)
    seen(START, "celery@gone", seconds=4000)  # noise: it is not at work
    words = words_of(signed_in.get(STATUS))
    assert "All running; no job waits." in words
    assert ("silent" in words, "The clock has not rung" in words) == (False, False)
    seen(START, "celery@one", seconds=41)
    words = words_of(signed_in.get(STATUS))
    assert "The clock has not rung for 40 s." in words
    assert words.count("silent") == len(health.SWEEPS)
    # A second worker that starts later makes the desk no younger.
    seen(WORKER, "celery@two")
    seen(START, "celery@two", seconds=1)
    assert "The clock has not rung for 40 s." in words_of(signed_in.get(STATUS))


def test_redis_away_is_told_and_nothing_is_lost(signed_in, all_running, monkeypatch):
    monkeypatch.setattr(health, "broker_problem", lambda: "Connection refused")
    words = words_of(signed_in.get(STATUS))
    assert "Redis cannot be reached" in words
    assert "Connection refused" in words


def test_a_broker_nobody_listens_at_is_found_to_be_away(settings, monkeypatch):
    monkeypatch.undo()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert health.broker_problem() != ""


def test_work_left_lying_while_workers_live_is_behind(signed_in, all_running):
    ExtractionRun.objects.create(
        document=DocumentFactory(), created_at=timezone.now() - timedelta(minutes=7)
    )
    words = words_of(signed_in.get(STATUS))
    assert "Running, but reading is 7 min behind." in words
    assert "start another worker" in words


def test_a_claim_nobody_can_take_is_no_job_but_said(signed_in, all_running):
    open_review_for()
    assert health.health().work[1].due == 1
    assign_reviewers()
    work = health.health().work[1]
    assert work.due == 0
    assert "1 claim waits because nobody can take it" in work.cause


def test_a_publication_whose_time_has_come_is_due(all_running):
    verdict = drafted()
    sign_off(verdict, by=editor())
    reviews = ClaimReview.objects.filter(pk=verdict.review_id)
    reviews.update(publish_at=timezone.now() + timedelta(hours=1))
    assert health.health().work[2].due == 0
    reviews.update(publish_at=timezone.now() - timedelta(minutes=2))
    work = health.health().work[2]
    assert (work.due, work.is_late) == (1, True)


def test_mail_that_was_refused_is_told(all_running):
    notice = tell(
        reviewer(), "You are asked to review: a claim", "/claims/1/", kind=NoticeKind.ASKED
    )
    assert health.health().work[3].due == 1
    MailServer.objects.create(
        pk=1, failures=2, because="535 No", not_before=timezone.now() + timedelta(minutes=4)
    )
    work = health.health().work[3]
    assert work.due == 1
    assert work.cause == (
        "The mail server failed 2 times in a row, the last time with “535 No”. It is tried again "
        "in 4 min; everything else goes on."
    )
    MailServer.objects.update(failures=0, sent_at=timezone.now() - timedelta(minutes=3))
    notice.mailed_at = timezone.now()
    notice.save()
    work = health.health().work[3]
    assert (work.due, work.cause) == (0, "Everything is sent. The last mail went out 3 min ago.")


def test_mail_that_waits_for_its_hour_is_not_due(all_running):
    person = reviewer()
    choose_mail(by=person, rhythm="daily")
    tell(person, "You are asked to review: a claim", "/claims/1/", kind=NoticeKind.ASKED)
    assert health.health().work[3].due == 0


def test_an_address_that_goes_on_being_refused_is_named_and_one_refusal_is_not(all_running):
    person = UserFactory(email="ada@desk.example")
    box = Letterbox.objects.create(person=person, refusals=1, refused_because="550 No such user")
    Letterbox.objects.create(person=UserFactory(is_active=False), refusals=9)
    assert health.health().work[3].cause == "Everything is sent."
    box.refusals = 3
    box.save()
    cause = health.health().work[3].cause
    assert cause == (
        "The mail server goes on refusing 1 address: ada@desk.example: “550 No such user”."
    )


def test_webhooks_are_a_kind_of_work_with_what_did_not_arrive(all_running):
    assert health.health().work[6].cause == "There are none, or they are switched off."
    webhook = Webhook.objects.create(name="Chat", url="https://chat.example/x", kinds=["late"])
    announce([News("late", "Late, with Nadia: a claim", "/claims/1/")])
    assert (health.health().work[6].due, health.health().work[6].cause) == (1, "A worker is on it.")
    later = timezone.now() + timedelta(minutes=5)
    webhook.deliveries.update(tries=2, because="chat.example has a fault.", next_at=later)
    work = health.health().work[6]
    assert (work.due, work.cause) == (
        0,
        "1 message did not arrive yet and will be tried again; 0 messages given up. Chat: "
        "chat.example has a fault.",
    )
    webhook.deliveries.update(state="delivered", because="")
    Webhook.objects.update(delivered_at=timezone.now() - timedelta(seconds=90))
    cause = health.health().work[6].cause
    assert cause == "Everything is delivered. The last message arrived 1 min ago."


def test_reminders_and_late_work_are_kinds_of_work(all_running):
    soon, late = assigned(), assigned()
    done = assigned()
    Assignment.objects.filter(pk=soon.pk).update(due_at=timezone.now() + timedelta(hours=1))
    make_overdue(late)
    make_overdue(done)
    Assignment.objects.filter(pk=done.pk).update(state="in_progress", alerted_at=timezone.now())
    reminding, following = health.health().work[7:9]
    assert (reminding.name, reminding.due, reminding.is_late) == ("reminding", 1, True)
    assert (following.name, following.due, following.is_late) == ("late work", 1, True)


def test_a_clock_that_was_started_twice_is_told(signed_in, all_running):
    seen(CLOCK, "gen7@here")
    seen(CLOCK, "gen3@here", seconds=600)
    words = words_of(signed_in.get(STATUS))
    assert "Clock: gen7@here just now Celery beat" in words
    assert "gen3@here" not in words, "it was stopped long ago"
    seen(CLOCK, "gen9@there")
    words = words_of(signed_in.get(STATUS))
    assert words.count("one of 2") == 2
    assert "More than one Celery beat was seen in the last 40 seconds." in words


def test_a_clock_that_was_never_seen_is_told(signed_in, all_running):
    assert "Clock never in the last day none" in words_of(signed_in.get(STATUS))


# -- mail in files -----------------------------------------------------------------------------


@pytest.fixture
def mail_folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def test_mail_in_files_is_listed_and_can_be_read(signed_in, mail_folder):
    send_mail(
        "Invitation für Ilse", "Choose a password:\n\nhttps://x.example/y\n", None, ["i@d.example"]
    )
    page = signed_in.get(STATUS).content.decode()
    assert "Invitation für Ilse" in page
    assert "i@d.example" in page
    assert str(mail_folder) in page
    (letter,) = mailbox.latest()
    assert f'href="/status/mail/{letter.name}/"' in page
    read = signed_in.get(f"/status/mail/{letter.name}/").content.decode()
    assert "Choose a password:" in read
    assert 'href="https://x.example/y"' in read


def test_mail_is_shown_as_text_whatever_is_in_it(signed_in, mail_folder):
    mail = EmailMultiAlternatives(
        "<b>Subject</b>", "<script>alert(1)</script>", None, ["a@b.example"]
    )
    mail.attach_alternative("<script>alert(2)</script>", "text/html")
    mail.send()
    (letter,) = mailbox.latest()
    for page in (signed_in.get(STATUS), signed_in.get(f"/status/mail/{letter.name}/")):
        text = page.content.decode()
        assert "<b>Subject" not in text
        assert "<script>alert" not in text
        assert "alert(2)" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "secret.log",
        "20260101-000000-1.log",
        "..%2F..%2Fetc%2Fpasswd",
        "20260101-000000-1.txt",
    ],
)
def test_no_other_file_can_be_read(signed_in, mail_folder, name):
    mail_folder.mkdir()
    (mail_folder / "secret.log").write_text("Subject: secret\n\nsecret")
    (mail_folder.parent / "20260101-000000-1.log").write_text("Subject: secret\n\nsecret")
    assert signed_in.get(f"/status/mail/{name}/").status_code == 404
    assert "secret" not in signed_in.get(STATUS).content.decode()


def test_the_newest_mails_come_first_and_not_all(mail_folder):
    mail_folder.mkdir()
    for minute in range(30):
        name = f"20260101-00{minute:02}00-1.log"
        (mail_folder / name).write_text(f"Subject: number {minute}\nTo: a@b.example\n\nx")
    assert [letter.subject for letter in mailbox.latest(3)] == [
        "number 29", "number 28", "number 27",
    ]  # fmt: skip


def test_two_mails_in_one_file_are_both_read(mail_folder):
    mail_folder.mkdir()
    part = "Subject: {}\nTo: a@b.example\n\ntext\n" + "-" * 79 + "\n"
    (mail_folder / "20260101-000000-1.log").write_text(part.format("one") + part.format("two"))
    assert [letter.subject for letter in mailbox.read("20260101-000000-1.log")] == ["one", "two"]


def test_with_a_mail_server_no_folder_is_shown(signed_in, mail_folder, settings):
    send_mail("Old mail", "x", None, ["a@b.example"])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    page = signed_in.get(STATUS).content.decode()
    assert "Old mail" not in page
    assert "goes out through the mail server" in page


def test_pages_that_wait_to_be_saved_are_a_kind_of_work(signed_in, all_running):
    capture_page("https://example.org/", by=reviewer())
    Capture.objects.update(asked_at=timezone.now() - timedelta(seconds=90))
    words = words_of(signed_in.get(STATUS))
    assert "Running, but saving pages is 1 min behind." in words
    assert "Saving pages 1" in words
    Capture.objects.update(state="done", snapshot=SnapshotFactory())
    assert "All running; no job waits." in words_of(signed_in.get(STATUS))


def test_a_store_that_cannot_be_written_is_told_with_the_remedy(signed_in, all_running):
    capture = capture_page("https://example.org/", by=reviewer())
    Capture.objects.filter(pk=capture.pk).update(state="running", problem="store")
    assert "The store of saved copies could not be written" in words_of(signed_in.get(STATUS))
    Capture.objects.filter(pk=capture.pk).update(problem="")
    assert "The store of saved copies" not in words_of(signed_in.get(STATUS))


def test_the_sweep_of_captures_is_among_those_that_must_be_seen(signed_in, all_running):
    seen(SWEEP, "captures", seconds=300)
    assert "Sweep: captures 5 min ago silent" in words_of(signed_in.get(STATUS))
