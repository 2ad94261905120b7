"""Mailing what people were told: once, together, and past a server or an address that fails."""

from __future__ import annotations

from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.notices import tasks
from newsroom.notices.models import Letterbox, MailServer, Notice, NoticeKind
from newsroom.notices.operations import (
    choose_mail,
    deliver,
    mailing,
    mark_seen,
    settle,
    tell,
)
from tests.at_once import at_once, barrier
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def told(person: User | None = None, text: str = "A notice", path: str = "/claims/7/") -> Notice:
    return tell(person or UserFactory(), text, path, kind=NoticeKind.OTHER)


def subjects() -> list[str]:
    return [sent.subject for sent in mail.outbox]


@pytest.fixture
def server(monkeypatch):
    """``server.refuse[address]`` or ``server.down``: what is raised instead of sending."""
    real = mailing.send_mail

    class Server:
        refuse: dict[str, Exception] = {}
        down: Exception | None = None
        asked: list[str] = []

        def __call__(self, subject, body, sender, to):
            self.asked.append(to[0])
            if self.down:
                raise self.down
            if to[0] in self.refuse:
                raise self.refuse[to[0]]
            return real(subject, body, sender, to)

    made = Server()
    made.refuse, made.asked = {}, []
    monkeypatch.setattr(mailing, "send_mail", made)
    return made


def the_wait_is_over() -> None:
    MailServer.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    Letterbox.objects.update(held_until=None)


# -- what is mailed -------------------------------------------------------------------------------


def test_a_notice_is_mailed_once_with_the_way_to_look(settings):
    settings.PUBLIC_URL, settings.DESK_NAME = "https://desk.example", "The Harbour Desk"
    notice = told(UserFactory(email="ilse@desk.example"), "You are asked to review: a claim")
    assert deliver() == 1
    assert deliver() == 0
    (sent,) = mail.outbox
    assert sent.to == ["ilse@desk.example"]
    assert sent.subject == "The Harbour Desk: You are asked to review: a claim"
    assert f"https://desk.example/notices/{notice.pk}/\n" in sent.body
    assert "https://desk.example/notices/choices/\n" in sent.body


def test_several_notices_come_in_one_mail_to_each_person(settings):
    settings.DESK_NAME = "Desk"
    ada, ben = UserFactory(email="ada@desk.example"), UserFactory(email="ben@desk.example")
    tell(ada, "Late, with Ada: Two", "/claims/2/", kind=NoticeKind.LATE)
    tell(ada, "You are asked to review: One", "/claims/1/", kind=NoticeKind.ASKED)
    tell(ada, "You are asked to review: Three", "/claims/3/", kind=NoticeKind.ASKED)
    told(ben, "Only this")
    assert deliver() == 2
    letters = {sent.to[0]: sent for sent in mail.outbox}
    assert letters["ben@desk.example"].subject == "Desk: Only this"
    assert (
        letters["ada@desk.example"].subject == "Desk: 3 things wait for you: yours to review, late"
    )
    assert Notice.objects.filter(mailed_at=None).count() == 0


def test_what_was_seen_or_settled_before_its_mail_is_due_is_not_mailed():
    person = UserFactory()
    told(person, "Seen on the page")
    mark_seen(person)
    told(person, "Settled by somebody else", "/claims/8/")
    assert settle("/claims/8/") == 1
    told(person, "Still new")
    assert deliver() == 1
    assert subjects() == ["Plumbline: Still new"]


def test_a_notice_with_line_ends_cannot_break_the_mails_header():
    told(text="A claim\r\nBcc: all@desk.example\nwith lines")
    assert deliver() == 1
    assert mail.outbox[0].subject.endswith("A claim Bcc: all@desk.example with lines")
    assert mail.outbox[0].bcc == []


def test_somebody_who_left_gets_no_mail():
    told(UserFactory(is_active=False), "Not any more")
    told(text="Still here")
    assert deliver() == 1
    assert "Still here" in mail.outbox[0].subject


def test_mail_is_due_by_the_databases_clock_and_not_by_a_workers(monkeypatch):
    person = UserFactory()
    choose_mail(by=person, rhythm="daily")
    told(person)
    in_two_days = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: in_two_days)
    assert Notice.objects.filter(mail_after__lte=timezone.now()).count() == 1
    assert deliver() == 0


def test_more_than_a_mail_holds_is_sent_in_the_next(monkeypatch):
    monkeypatch.setattr(mailing, "NOTICES", 3)
    person = UserFactory()
    for number in range(4):
        told(person, f"Notice {number}")
    assert (deliver(), deliver(), deliver()) == (1, 1, 0)
    assert "Notice 3" in mail.outbox[1].subject


# -- a server that fails --------------------------------------------------------------------------


def test_a_mail_server_that_is_away_loses_nothing_and_is_asked_once_a_round(server):
    for number in (1, 2, 3):
        told(text=f"Notice {number}")
    server.down = SMTPServerDisconnected("gone")
    assert deliver() == 0
    assert deliver() == 0
    assert len(server.asked) == 1, "the first failure ends the round, and the next one waits"
    server.down = None
    the_wait_is_over()
    assert deliver() == 3
    assert Notice.objects.filter(mailed_at=None).count() == 0


def test_a_server_that_goes_on_failing_is_asked_less_and_less_at_least_hourly(server):
    told()
    server.down = SMTPAuthenticationError(535, b"No")
    waits = []
    for _ in range(9):
        deliver()
        left = MailServer.objects.get().not_before - timezone.now()
        waits.append(round(left.total_seconds() / 60))
        the_wait_is_over()
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert MailServer.objects.get().because == "535 No"
    server.down = None
    assert deliver() == 1
    row = MailServer.objects.get()
    assert (row.failures, row.not_before, row.because) == (0, None, "")
    assert row.sent_at is not None


def test_after_a_failure_only_one_worker_tries_again(server):
    told()
    server.down = TimeoutError("slow")
    deliver()
    the_wait_is_over()
    asked = len(server.asked)

    class Meanwhile(TimeoutError):
        def __init__(self):
            assert deliver() == 0  # the second worker, while the first is at the server

    class Down:
        def __call__(self, *args):
            server.asked.append("again")
            raise Meanwhile()

    server.__class__.__call__ = Down.__call__
    deliver()
    assert len(server.asked) == asked + 1


# -- an address that is refused -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SMTPRecipientsRefused({"ada@desk.example": (550, b"No such user")}), "550 No such user"),
        (SMTPDataError(554, b"Looks like spam"), "554 Looks like spam"),
        (ValueError("Invalid address"), "Invalid address"),
    ],
)
def test_a_refused_address_holds_up_nobody_else(server, error, words):
    ada, ben = UserFactory(email="ada@desk.example"), UserFactory(email="ben@desk.example")
    told(ada, "For Ada")
    told(ben, "For Ben")
    server.refuse = {"ada@desk.example": error}
    assert deliver() == 1
    assert subjects() == ["Plumbline: For Ben"]
    box = ada.letterbox
    assert (box.refusals, box.refused_because) == (1, words)
    told(ben, "For Ben again")
    assert deliver() == 1, "the server is not blamed"
    assert server.asked.count("ada@desk.example") == 1, "and she is left alone for a while"
    server.refuse = {}
    the_wait_is_over()
    assert deliver() == 1
    box.refresh_from_db()
    assert (box.refusals, box.refused_because, box.held_until) == (0, "", None)


def test_a_refusal_shows_that_the_server_is_there_again(server):
    ada = UserFactory(email="ada@desk.example")
    told(ada)
    server.down = TimeoutError("slow")
    deliver()
    the_wait_is_over()
    server.down = None
    server.refuse = {ada.email: SMTPRecipientsRefused({ada.email: (550, b"No")})}
    deliver()
    row = MailServer.objects.get()
    assert (row.failures, row.not_before, row.sent_at) == (0, None, None)


def test_a_server_that_answers_by_the_drop_is_left_after_a_while(monkeypatch):
    told()

    def too_long():
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(mailing, "people_due", too_long)
    MailServer.objects.create(pk=1)
    tasks.deliver()
    row = MailServer.objects.get()
    assert (row.failures, row.because) == (1, "It took longer than 40 seconds.")


def test_an_address_that_goes_on_being_refused_is_tried_less_and_less_at_least_daily(server):
    ada = UserFactory(email="ada@desk.example")
    told(ada)
    server.refuse = {"ada@desk.example": SMTPRecipientsRefused({ada.email: (550, b"No")})}
    minutes = []
    for _ in range(6):
        deliver()
        left = Letterbox.objects.get().held_until - timezone.now()
        minutes.append(round(left.total_seconds() / 60))
        the_wait_is_over()
    assert minutes == [5, 20, 80, 320, 1280, 1440]


# -- never twice ----------------------------------------------------------------------------------


def test_a_worker_that_died_before_the_server_leaves_the_mail_to_be_sent_once(server):
    notice = told()
    server.down = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        deliver()
    server.down = None
    assert deliver() == 0, "its claim still holds"
    notice.refresh_from_db()
    assert notice.mailed_at is None
    left = Letterbox.objects.get().held_until - timezone.now()
    assert timedelta(minutes=4) < left <= timedelta(minutes=5)
    the_wait_is_over()
    assert (deliver(), deliver()) == (1, 0)
    assert len(mail.outbox) == 1


def test_a_worker_that_died_after_the_server_sends_it_once_more_and_no_third_time(monkeypatch):
    told()
    real = mailing.send_mail

    def killed_after(*args):
        real(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "send_mail", killed_after)
        with pytest.raises(KeyboardInterrupt):
            deliver()
    the_wait_is_over()
    assert (deliver(), deliver()) == (1, 0)
    assert len(mail.outbox) == 2


class TestTwoWorkersAtOnce:
    """Real threads, each with a connection of its own, that both find the person due."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def race(self, monkeypatch) -> int:
        told(text="Only once")
        both_know = barrier(2)
        known, sent = mailing.people_due, []

        def people_due():
            found = known()
            both_know.wait()
            return found

        monkeypatch.setattr(mailing, "people_due", people_due)
        monkeypatch.setattr(mailing, "send_mail", lambda *letter: sent.append(letter))

        answers = at_once(deliver, deliver)
        assert all(isinstance(answer, int) for answer in answers), answers
        return len(sent)

    def test_one_of_them_mails(self, monkeypatch):
        assert self.race(monkeypatch) == 1

    def test_control_without_the_claim_both_do(self, monkeypatch):
        both_claimed = barrier(2)
        read = mailing.by_kind
        monkeypatch.setattr(mailing, "claim", lambda person: True)

        def after_both(notices):
            both_claimed.wait()
            return read(notices)

        monkeypatch.setattr(mailing, "by_kind", after_both)
        assert self.race(monkeypatch) == 2
