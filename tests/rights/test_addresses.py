"""Every address answers whom its line says, and every address has a line."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.urls import get_resolver, reverse

from tests import scenes
from tests.rights import pages_of_claims, pages_of_reviews, pages_of_sources, pages_of_the_desk
from tests.rights.kinds import (
    in_rows,
    names_in,
)
from tests.trying import expected, outcome_of, short, tried_by_everybody

PAGES = [
    *pages_of_the_desk.PAGES,
    *pages_of_claims.PAGES,
    *pages_of_reviews.PAGES,
    *pages_of_sources.PAGES,
]
# Asked about only through pages of the console, which say themselves who may.
CONSOLE_HELPERS = {"admin:autocomplete", "admin:view_on_site"}
# Lead everybody to the sign-in page, which here means being kept out: they have their own test.
SIGN_OUT = {"accounts:logout", "admin:logout"}


@pytest.mark.parametrize("page", in_rows(PAGES), ids=str)
def test_an_address_answers_whom_the_table_says_and_nobody_else(standing, page):
    fresh = standing(page.scene)
    client_of = standing.clients()

    def attempt(who: str) -> str:
        scene = fresh()
        address = reverse(page.name, args=page.about(scene))
        client = client_of(who)
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


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SIGN_OUT))
def test_signing_out_signs_out(client, name):
    scene = scenes.desk()
    client.force_login(scene.by("editor"))
    client.post(reverse(name))
    assert client.get(reverse("desk")).status_code == 302


def test_every_address_stands_in_the_table():
    of_models = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in admin.site._registry
        for page in ("changelist", "add", "history", "delete", "change")
    }
    names = set(names_in(get_resolver().url_patterns)) - of_models
    assert names == {page.name for page in PAGES} | CONSOLE_HELPERS | SIGN_OUT
