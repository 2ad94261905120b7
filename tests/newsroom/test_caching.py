"""Of the desk's own pages nobody keeps a copy; public ones, and what a view says itself, stay."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import SourceFactory, editor, fresh, reviewer, signed
from verification.operations.reports import publish

pytestmark = pytest.mark.django_db
PRIVATE = "private, no-store"


@pytest.mark.parametrize("path", ["/", "/sources/", "/notices/", "/no/such/page/"])
def test_nobody_keeps_a_page_of_those_who_are_signed_in(client, path):
    client.force_login(reviewer())
    told = client.get(path).headers["Cache-Control"]
    assert told == PRIVATE or {"private", "no-store"} <= set(told.split(", "))


def test_a_form_that_was_refused_and_a_redirect_are_not_kept_either(client):
    client.force_login(editor())
    assert client.post("/sources/new/", {}).headers["Cache-Control"] == PRIVATE
    retired = client.post(reverse("verification:source_retire", args=[SourceFactory().pk]))
    assert retired.headers["Cache-Control"] == PRIVATE


def test_where_one_has_to_sign_in_first_that_is_not_kept(client):
    response = client.get("/sources/")
    assert (response.status_code, response.headers["Cache-Control"]) == (302, PRIVATE)


def test_a_public_page_may_be_kept_whoever_reads_it(client):
    verdict = signed()
    address = publish(fresh(verdict.review), by=editor()).get_absolute_url()
    for person in (None, reviewer()):
        if person:
            client.force_login(person)
        response = client.get(address)
        assert response.status_code == 200
        assert "no-store" not in response.headers.get("Cache-Control", "")


def test_without_the_middleware_a_page_says_nothing_of_it(client, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "PrivatePages" not in name]
    client.force_login(reviewer())
    assert "Cache-Control" not in client.get("/sources/").headers
