"""What people are told, and the mail that follows."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone

from newsroom.notices import operations
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import RETRY_AFTER, deliver, mark_seen, tell
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_notice_is_mailed_once_with_the_way_to_look(settings):
    settings.PUBLIC_URL, settings.DESK_NAME = "https://desk.example", "The Harbour Desk"
    person = UserFactory(email="ilse@desk.example")
    tell(person, "You are asked to review: a claim", "/claims/7/", kind=NoticeKind.OTHER)
    assert deliver() == 1
    assert deliver() == 0
    (sent,) = mail.outbox
    assert sent.to == ["ilse@desk.example"]
    assert sent.subject == "The Harbour Desk: You are asked to review: a claim"
    assert "https://desk.example/claims/7/" in sent.body


def test_a_notice_with_line_ends_cannot_break_the_mails_header():
    tell(
        UserFactory(),
        "A claim\r\nBcc: all@desk.example\nwith lines",
        "/claims/7/",
        kind=NoticeKind.OTHER,
    )
    assert deliver() == 1
    assert mail.outbox[0].subject.endswith("A claim Bcc: all@desk.example with lines")
    assert mail.outbox[0].bcc == []


def test_a_long_text_is_cut_to_what_a_notice_holds():
    assert len(tell(UserFactory(), "x" * 1000, "/", kind=NoticeKind.OTHER).text) == 400


def test_a_mail_server_that_is_away_loses_nothing(monkeypatch):
    first, second = (tell(UserFactory(), f"Notice {n}", "/", kind=NoticeKind.OTHER) for n in (1, 2))

    def away(*args, **kwargs):
        raise SMTPServerDisconnected("gone")

    with monkeypatch.context() as patch:
        patch.setattr(operations, "send_mail", away)
        assert deliver() == 0
        assert deliver() == 0
    assert deliver() == 0  # both were tried just now
    Notice.objects.update(mail_after=timezone.now())
    assert deliver() == 2
    for notice in (first, second):
        notice.refresh_from_db()
        assert notice.mailed_at


def test_two_workers_do_not_mail_the_same_notice(monkeypatch):
    """The second worker comes while the first is at the mail server."""
    tell(UserFactory(), "Only once", "/", kind=NoticeKind.OTHER)
    sent = []

    def mailing(subject, *args, **kwargs):
        sent.append(subject)
        if len(sent) == 1:
            assert operations.deliver() == 0

    monkeypatch.setattr(operations, "send_mail", mailing)
    assert deliver() == 1
    assert len(sent) == 1


def test_without_the_claim_two_workers_would_mail_it_twice(monkeypatch):
    """The control: the same two workers, each seeing the row as not yet claimed."""
    tell(UserFactory(), "Only once", "/", kind=NoticeKind.OTHER)
    monkeypatch.setattr(operations, "RETRY_AFTER", timedelta(seconds=-1))
    sent = []

    def mailing(subject, *args, **kwargs):
        sent.append(subject)
        if len(sent) == 1:
            operations.deliver()

    monkeypatch.setattr(operations, "send_mail", mailing)
    deliver()
    assert len(sent) == 2


def test_a_worker_that_died_at_the_mail_server_leaves_the_notice_to_be_found(monkeypatch):
    notice = tell(UserFactory(), "A notice", "/", kind=NoticeKind.OTHER)

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(operations, "send_mail", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver()
    notice.refresh_from_db()
    assert notice.mailed_at is None
    assert notice.mail_after > timezone.now() + RETRY_AFTER - timedelta(minutes=1)
    Notice.objects.update(mail_after=timezone.now())
    assert deliver() == 1


def test_somebody_who_left_gets_no_mail():
    tell(UserFactory(is_active=False), "Not any more", "/", kind=NoticeKind.OTHER)
    tell(UserFactory(), "Still here", "/", kind=NoticeKind.OTHER)
    assert deliver() == 1
    assert "Still here" in mail.outbox[0].subject


def test_putting_away_touches_only_ones_own_and_only_what_was_shown():
    person, other = UserFactory(), UserFactory()
    shown = tell(person, "Shown", "/", kind=NoticeKind.OTHER)
    later = tell(person, "Later", "/", kind=NoticeKind.OTHER)
    tell(other, "Another’s", "/", kind=NoticeKind.OTHER)
    assert mark_seen(person, up_to=shown.pk) == 1
    assert list(person.notices.unseen()) == [later]
    assert mark_seen(person) == 1
    assert other.notices.unseen().count() == 1


@pytest.mark.parametrize("garbage", [{}, {"up_to": "x"}, {"up_to": "\x00"}, {"up_to": "9" * 30}])
def test_a_garbled_form_puts_nothing_away(client, garbage):
    person = UserFactory()
    tell(person, "Still here", "/", kind=NoticeKind.OTHER)
    client.force_login(person)
    assert client.post("/notices/seen/", garbage).status_code == 400
    assert person.notices.unseen().count() == 1


def test_notices_are_put_away_by_post_only_and_only_when_signed_in(client):
    person = UserFactory()
    notice = tell(person, "Still here", "/", kind=NoticeKind.OTHER)
    assert client.post("/notices/seen/", {"up_to": notice.pk}).status_code == 302
    assert person.notices.unseen().count() == 1
    client.force_login(person)
    assert client.get("/notices/seen/").status_code == 405
    assert person.notices.unseen().count() == 1


def test_a_subject_is_cut_after_a_whole_word_and_says_so(settings):
    settings.DESK_NAME = "Desk"
    tell(
        UserFactory(), f"{'harbours ' * 17}boats", "/", kind=NoticeKind.OTHER
    )  # 158 letters, 164 with the desk's name
    tell(UserFactory(), "Short enough", "/", kind=NoticeKind.OTHER)
    assert deliver() == 2
    assert sorted(sent.subject for sent in mail.outbox) == [
        "Desk: Short enough",
        f"Desk: {'harbours ' * 15}…",
    ]
