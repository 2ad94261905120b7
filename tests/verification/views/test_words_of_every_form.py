"""Every form of the workspace that words are written into is kept by the browser until it is sent:
whoever signs in again, after the session ended, finds them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests import scenes

pytestmark = pytest.mark.django_db

FORM = re.compile(r"<form([^>]*)>(.*?)</form>", re.DOTALL)
PASTED = "/copies/save/"  # a page's text, which is copied and not written
KEPT = re.compile(r'data-draft="([^"]+)"')
# (scene, who looks, page, what is kept there under a name that begins so)
PAGES = [
    ("to_waive", "own", "claim", ["finding", "ask-waiver", "own-interest", "contact", "decline"]),
    ("under_way", "editor", "claim", ["waive", "due", "take-back", "own-interest"]),
    ("asking_for_waiver", "editor", "claim", ["grant-waiver", "refuse-waiver"]),
    ("asking_for_time", "editor", "claim", ["refuse-time", "reassign"]),
    ("unassigned", "editor", "claim", ["assign", "keep-for"]),
    ("agreeing", "editor", "claim", ["give-text"]),
    ("decided", "editor", "sign_off", ["sign", "suggest", "send-back"]),
    ("suggested", "own", "claim", ["leave", "taken"]),
]


@pytest.mark.parametrize(("scene", "who", "page", "among"), PAGES)
def test_every_form_with_words_is_kept_under_a_name_of_its_own(client, scene, who, page, among):
    given = getattr(scenes, scene)()
    client.force_login(given.by(who))
    shown = client.get(reverse(f"verification:{page}", args=[given.claim.pk])).text
    forms = [(head, body) for head, body in FORM.findall(shown) if PASTED not in head]
    assert [head for head, body in forms if "<textarea" in body and not KEPT.search(head)] == []
    names = [found[1] for head, body in forms if (found := KEPT.search(head))]
    assert len(set(names)) == len(names)
    assert [name for name in among if not any(kept.startswith(name) for kept in names)] == []


def test_signing_in_again_leads_back_to_the_claim(client):
    given = scenes.under_way()
    pressed = reverse("verification:waive", args=[given.claim.pk])
    sign_in = client.post(pressed, {"reason": "Nobody counts them."})["Location"]
    assert sign_in == f"{reverse('accounts:login')}?next={pressed}"
    client.force_login(given.by("editor"))
    assert client.get(pressed)["Location"] == given.review.get_absolute_url()


@pytest.mark.parametrize("typed", ["", "Why not."])
def test_a_note_for_a_page_that_is_no_longer_to_be_signed_is_shown(client, typed):
    given = scenes.under_way()
    client.force_login(given.by("editor"))
    answer = client.post(
        reverse("verification:sign_off", args=[given.claim.pk]),
        {"note": typed, "draft": "sign-1.abcd"},
    )
    assert "taken" not in answer.cookies
    assert answer.status_code == (422 if typed else 302)
    assert (typed in answer.text) or not typed
