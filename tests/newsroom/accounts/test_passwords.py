"""Coming in: the first admin, an invitation, a forgotten password."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from newsroom.accounts.models import Role, User
from newsroom.accounts.operations import invite
from newsroom.refusals import Refused
from tests.factories import PASSWORD, UserFactory, admin, editor, reviewer

pytestmark = pytest.mark.django_db
NEW = "a new and longer password"


def createadmin(*arguments: str) -> None:
    call_command("createadmin", *arguments, "--password-from-env", "FIRST_PASSWORD")


@pytest.fixture
def first_password(monkeypatch):
    monkeypatch.setenv("FIRST_PASSWORD", PASSWORD)


def test_the_first_admin_can_sign_in_as_admin_and_editor(client, first_password, capsys):
    createadmin("--email", "mara@desk.example", "--name", "Mara Kern")
    mara = User.objects.get(email="mara@desk.example")
    assert set(mara.roles) == {Role.ADMIN, Role.EDITOR}
    assert "Mara Kern can now sign in" in capsys.readouterr().out
    client.post("/account/sign-in/", {"username": mara.email, "password": PASSWORD})
    assert "First steps" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("email", "name", "password", "sentence"),
    [
        ("not an address", "Mara", PASSWORD, "is not an e-mail address"),
        ("MARA@desk.example", "Mara", PASSWORD, "already on the desk"),
        ("new@desk.example", " ", PASSWORD, "needs a name"),
        ("new@desk.example", "Mara", "short", "too short"),
        ("new@desk.example", "Mara", "password1234", "too common"),
        ("new@desk.example", "Mara", "", "too short"),
    ],
)
def test_what_makes_no_admin_is_said_in_a_sentence(monkeypatch, email, name, password, sentence):
    UserFactory(email="mara@desk.example")
    monkeypatch.setenv("FIRST_PASSWORD", password)
    with pytest.raises(CommandError, match=sentence):
        createadmin("--email", email, "--name", name)
    assert User.objects.count() == 1


def test_with_nobody_to_ask_it_says_what_to_give(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    with pytest.raises(CommandError, match="give --email and --name"):
        call_command("createadmin")
    with pytest.raises(CommandError, match="give --password-from-env"):
        call_command("createadmin", "--email", "a@desk.example", "--name", "A")


# -- invitations --------------------------------------------------------------------------------


@pytest.fixture
def invited(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return invite("ilse@desk.example", "Ilse Tarn", [Role.REVIEWER], by=admin())


def link_in(message) -> str:
    return re.search(r"https?://[^/\s]+(/account/password/set/\S+)", message.body)[1]


def choose(client, link: str, password: str = NEW):
    """Follow a link from a mail and choose a password there."""
    form = client.get(link, follow=True)
    if not form.redirect_chain:
        return form
    address = form.redirect_chain[-1][0]
    return client.post(address, {"new_password1": password, "new_password2": password})


def can_sign_in(email: str, password: str) -> bool:
    visitor = Client()
    visitor.post("/account/sign-in/", {"username": email, "password": password})
    return visitor.get("/account/").status_code == 200


def test_who_is_invited_chooses_a_password_and_signs_in(client, invited):
    (message,) = mail.outbox
    assert message.to == ["ilse@desk.example"]
    assert "invites you to" in message.subject
    assert not invited.has_usable_password()
    assert choose(client, link_in(message)).status_code == 302
    assert can_sign_in(invited.email, NEW)


def test_an_invitation_works_once(client, invited):
    link = link_in(mail.outbox[0])
    choose(client, link)
    again = choose(client, link, "an attacker’s password")
    assert "This link no longer works" in again.content.decode()
    assert can_sign_in(invited.email, NEW)


@pytest.mark.parametrize(("days", "works"), [(2.9, True), (3.1, False)])
def test_an_invitation_lapses_after_three_days(client, invited, monkeypatch, days, works):
    later = datetime.now() + timedelta(days=days)
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)
    answer = choose(client, link_in(mail.outbox[0]))
    assert (answer.status_code == 302) is works


def test_whose_invitation_lapsed_gets_a_new_link_from_the_sign_in_page(client, invited):
    client.post("/account/password/forgotten/", {"email": invited.email})
    assert choose(client, link_in(mail.outbox[1])).status_code == 302
    assert can_sign_in(invited.email, NEW)


@pytest.mark.parametrize("password", ["short", "password1234", "ilse@desk.example"])
def test_a_weak_password_is_refused_with_what_is_wrong(client, invited, password):
    answer = choose(client, link_in(mail.outbox[0]), password)
    assert answer.status_code == 200
    assert "Nothing was saved yet" in answer.content.decode()
    assert not can_sign_in(invited.email, password)


@pytest.mark.parametrize("who", [reviewer, editor, lambda: UserFactory(roles=[])])
def test_only_admins_invite(who):
    with pytest.raises(PermissionDenied, match="Only admins can invite"):
        invite("new@desk.example", "New", [Role.ADMIN], by=who())
    assert not User.objects.filter(email="new@desk.example").exists()


def test_nobody_is_invited_twice(invited):
    with pytest.raises(Refused, match="already on the desk"):
        invite("ILSE@desk.example", "Ilse", [Role.EDITOR], by=admin())


def test_an_invitation_that_is_rolled_back_sends_no_mail(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        invite("new@desk.example", "New", [Role.REVIEWER], by=admin())
    assert mail.outbox == []


# -- forgotten passwords ------------------------------------------------------------------------


def test_a_forgotten_password_is_set_anew_by_mail(client):
    person = UserFactory(email="Petra@desk.example", password=PASSWORD)
    UserFactory(password=PASSWORD)
    client.post("/account/password/forgotten/", {"email": "petra@DESK.example"})
    (message,) = mail.outbox
    assert message.to == ["Petra@desk.example"]
    choose(client, link_in(message))
    assert not can_sign_in(person.email, PASSWORD)
    assert can_sign_in(person.email, NEW)


def test_whether_an_address_is_known_cannot_be_told_from_the_answer(client):
    UserFactory(email="petra@desk.example", password=PASSWORD)
    answers = [
        client.post("/account/password/forgotten/", {"email": email}, follow=True)
        for email in ("petra@desk.example", "nobody@desk.example")
    ]
    assert answers[0].content == answers[1].content
    assert len(mail.outbox) == 1


def test_who_was_deactivated_gets_no_link(client):
    UserFactory(email="gone@desk.example", password=PASSWORD, is_active=False)
    client.post("/account/password/forgotten/", {"email": "gone@desk.example"})
    assert mail.outbox == []


def test_a_link_that_was_tampered_with_does_not_work(client, invited):
    link = link_in(mail.outbox[0])
    user_part, token = link.rstrip("/").rsplit("/", 1)
    other = UserFactory(password=PASSWORD)
    others_part = f"{user_part.rsplit('/', 1)[0]}/{urlsafe_base64_encode(force_bytes(other.pk))}"
    assert "no longer works" in choose(client, f"{others_part}/{token}/").content.decode()
    assert can_sign_in(other.email, PASSWORD)


def test_changing_the_password_signs_out_everywhere_else(client):
    person = UserFactory(password=PASSWORD)
    elsewhere = Client()
    for one in (client, elsewhere):
        one.post("/account/sign-in/", {"username": person.email, "password": PASSWORD})
    client.post(
        "/account/password/",
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW},
    )
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
