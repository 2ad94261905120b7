"""Signing in: by whom, from where, and what stops somebody who guesses."""

from __future__ import annotations

import pytest
from django.conf import settings as configured
from django.utils.html import strip_tags

from newsroom.accounts.demo import PASSWORD as DEMO_PASSWORD
from newsroom.accounts.models import Role, User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"
ELSEWHERE = "203.0.113.7"


@pytest.fixture
def person():
    return UserFactory(email="Ilse@desk.example", password=PASSWORD)


@pytest.fixture
def demo_person():
    return UserFactory(
        email="jonas@demo.example", name="Jonas Whitlow", is_demo=True, password=DEMO_PASSWORD
    )


def sign_in(client, email: str, password: str, **meta: str):
    return client.post(SIGN_IN, {"username": email, "password": password}, **meta)


def is_signed_in(client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize("typed", ["Ilse@desk.example", "ilse@DESK.example", " ilse@desk.example "])
def test_an_address_is_known_in_any_case(client, person, typed):
    response = sign_in(client, typed, PASSWORD)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ilse@desk.example", "wrong password"), ("nobody@desk.example", PASSWORD),
        ("", PASSWORD), ("ilse@desk.example", ""), ("ilse\x00@desk.example", PASSWORD),
    ],
)  # fmt: skip
def test_a_wrong_pair_is_refused(client, person, email, password):
    response = sign_in(client, email, password)
    assert response.status_code == 200
    assert 'class="form-errors" role="alert"' in response.content.decode()
    assert not is_signed_in(client)


def test_whether_an_address_is_known_cannot_be_told_from_the_refusal(client, person):
    said = [
        list(sign_in(client, email, "wrong password").context["form"].non_field_errors())
        for email in (person.email, "nobody@desk.example")
    ]
    assert said[0] == said[1]
    assert "do not fit together" in said[0][0]


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/claims/", "/claims/"), ("https://evil.example/", "/"), ("//evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)  # fmt: skip
def test_signing_in_leads_back_to_this_desk_only(client, person, asked, led):
    response = client.post(SIGN_IN, {"username": person.email, "password": PASSWORD, "next": asked})
    assert response["Location"] == led


def test_every_page_asks_to_sign_in_first(client):
    for address in ("/", "/documents/", "/claims/", "/reports/", "/status/", "/account/"):
        assert client.get(address)["Location"] == f"{SIGN_IN}?next={address}"


def test_signing_out_is_a_post(client, person):
    client.force_login(person)
    assert client.get("/account/sign-out/").status_code == 405
    assert is_signed_in(client)
    assert client.post("/account/sign-out/").status_code == 302
    assert not is_signed_in(client)


def test_where_nobody_works_yet_it_says_how_to_make_the_first_admin(client):
    assert "python3 manage.py createadmin" in client.get(SIGN_IN).content.decode()
    UserFactory()
    assert "createadmin" not in client.get(SIGN_IN).content.decode()


# -- who left -----------------------------------------------------------------------------------


def test_who_is_deactivated_cannot_sign_in(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    sign_in(client, person.email, PASSWORD)
    assert not is_signed_in(client)
    User.objects.filter(pk=person.pk).update(is_active=True)
    sign_in(client, person.email, PASSWORD)
    assert is_signed_in(client)


def test_who_is_deactivated_is_out_at_once(client, person):
    sign_in(client, person.email, PASSWORD)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/")["Location"].startswith(SIGN_IN)
    assert client.post("/account/", {"name": "Still me"})["Location"].startswith(SIGN_IN)
    person.refresh_from_db()
    assert person.name != "Still me"


def test_a_role_taken_away_is_gone_at_once(client):
    person = UserFactory(roles=[Role.ADMIN])
    client.force_login(person)
    assert client.get("/admin/").status_code == 200
    User.objects.filter(pk=person.pk).update(roles=[Role.REVIEWER])
    assert client.get("/admin/").status_code in (302, 403)


# -- the demo's published logins ------------------------------------------------------------------


def test_a_demo_login_works_where_it_is_set_and_from_this_machine(client, demo_person, settings):
    settings.DEMO_LOGINS = True
    for address in ("127.0.0.1", "::1"):
        sign_in(client, demo_person.email, DEMO_PASSWORD, REMOTE_ADDR=address)
        assert is_signed_in(client)
        client.logout()


@pytest.mark.parametrize(
    ("demo_logins", "meta"),
    [
        (False, {}),
        (True, {"REMOTE_ADDR": ELSEWHERE}),
        (True, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": ELSEWHERE}),
        (True, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}),
        (True, {"REMOTE_ADDR": ""}),
    ],
)
def test_a_demo_login_works_nowhere_else(client, demo_person, settings, demo_logins, meta):
    settings.DEMO_LOGINS = demo_logins
    sign_in(client, demo_person.email, DEMO_PASSWORD, **meta)
    assert not is_signed_in(client)
    page = client.get(SIGN_IN, **meta).content.decode()
    assert demo_person.email not in page
    assert DEMO_PASSWORD not in page


def test_the_demo_logins_are_shown_only_where_they_work(client, demo_person, settings):
    settings.DEMO_LOGINS = True
    words = strip_tags(client.get(SIGN_IN).content.decode())
    assert demo_person.email in words
    assert DEMO_PASSWORD in words


def test_other_people_sign_in_from_elsewhere_whatever_the_demo_does(client, person, settings):
    settings.DEMO_LOGINS = False
    sign_in(client, person.email, PASSWORD, REMOTE_ADDR=ELSEWHERE)
    assert is_signed_in(client)


def test_a_demo_session_ends_where_demo_logins_are_switched_off(client, demo_person, settings):
    settings.DEMO_LOGINS = True
    sign_in(client, demo_person.email, DEMO_PASSWORD)
    assert is_signed_in(client)
    settings.DEMO_LOGINS = False
    assert not is_signed_in(client)


# -- who guesses --------------------------------------------------------------------------------


def fail(client, email: str, times: int, **meta: str):
    for _ in range(times):
        response = sign_in(client, email, "wrong password", **meta)
    return response


def test_after_eight_wrong_passwords_the_desk_waits(client, person):
    limit = configured.AXES_FAILURE_LIMIT
    assert limit == 8
    assert fail(client, person.email, limit - 1).status_code == 200
    response = fail(client, person.email, 1)
    assert response.status_code == 429
    assert "That was too often in a short time" in response.content.decode()
    # now the right one does not help either
    assert sign_in(client, person.email, PASSWORD).status_code == 429
    assert not is_signed_in(client)


def test_before_the_eighth_the_right_password_works_and_starts_afresh(client, person):
    fail(client, person.email, 7)
    sign_in(client, person.email, PASSWORD)
    assert is_signed_in(client)
    client.logout()
    assert fail(client, person.email, 7).status_code == 200


def test_who_guesses_locks_out_neither_others_nor_the_person_elsewhere(client, person):
    other = UserFactory(password=PASSWORD)
    fail(client, person.email, 8, REMOTE_ADDR=ELSEWHERE)
    sign_in(client, other.email, PASSWORD, REMOTE_ADDR=ELSEWHERE)
    assert is_signed_in(client)
    client.logout()
    sign_in(client, person.email, PASSWORD, REMOTE_ADDR="198.51.100.4")
    assert is_signed_in(client)


# -- the theme ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("<script>", "system")])
def test_a_theme_is_kept_in_a_cookie_if_there_is_such_a_theme(client, chosen, kept):
    response = client.post(
        "/account/theme/", {"theme": chosen}, headers={"referer": "https://evil.example/"}
    )
    assert response["Location"] == "/"
    assert f'data-theme="{kept}"' in client.get(SIGN_IN).content.decode()
