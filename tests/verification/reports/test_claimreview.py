import json

import pytest

from tests.factories import ClaimantFactory, editor
from verification.operations.reports import retract
from verification.reports.claimreview import rating_values
from verification.reports.selection import Selection

from .published import exported, published_report

pytestmark = pytest.mark.django_db


def feed(selection: Selection | None = None) -> dict:
    return json.loads(exported("claimreview", selection))


def test_a_verdict_becomes_a_claim_review(settings):
    settings.PUBLIC_URL, settings.DESK_NAME = "https://desk.example", "The Harbour Desk"
    report = published_report(
        "mostly-true",
        statement="5,000 to 7,000 people have joined.",
        claimant=ClaimantFactory(name="Mira Dane"),
        document={"title": "Thousands", "outlet": "Meridian Wire", "published_on": "2026-05-02",
                  "url": "https://wire.example/a"},
        conclusion="The range holds.",
    )  # fmt: skip
    (item,) = feed()["dataFeedElement"]
    assert item["item"] == {
        "@type": "ClaimReview",
        "url": f"https://desk.example/verdicts/{report.review_id}/",
        "datePublished": report.published_at.date().isoformat(),
        "author": {
            "@type": "Organization", "name": "The Harbour Desk", "url": "https://desk.example",
        },
        "inLanguage": "en",
        "claimReviewed": "5,000 to 7,000 people have joined.",
        "itemReviewed": {
            "@type": "Claim",
            "text": "5,000 to 7,000 people have joined.",
            "author": {"@type": "Person", "name": "Mira Dane"},
            "datePublished": "2026-05-02",
            "appearance": {
                "@type": "CreativeWork",
                "headline": "Thousands",
                "url": "https://wire.example/a",
                "publisher": {"@type": "Organization", "name": "Meridian Wire"},
                "datePublished": "2026-05-02",
            },
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Mostly true",
            "ratingExplanation": "Accurate, but needs clarification or more information.",
            "ratingValue": 4,
            "bestRating": 5,
            "worstRating": 1,
        },
        "reviewBody": "The range holds.",
        "citation": [
            {"@type": "CreativeWork", "name": report.payload["evidence"][0]["source"]["name"]}
        ],
        "version": 1,
    }  # fmt: skip


def test_the_feed_states_filter_time_and_the_scales_definitions():
    published_report("false")
    made = feed(Selection(rating="false"))
    assert made["@context"] == "https://schema.org"
    assert made["@type"] == "DataFeed"
    assert made["description"].startswith("Filter: others’ claims, rated false. As of ")
    assert made["dateModified"] in made["description"]
    (scale,) = made["about"]
    assert scale["hasDefinedTerm"][4] == {
        "@type": "DefinedTerm", "termCode": "false", "name": "False",
        "description": "Not accurate.",
    }  # fmt: skip


def test_retracted_and_unrated_verdicts_and_own_copy_are_left_out_and_counted():
    kept = published_report("false")
    retract(published_report().review, by=editor(), reason="Wrong list.")
    published_report(None, kind="forecast")
    made = feed()
    assert [item["item"]["url"] for item in made["dataFeedElement"]] == [
        f"http://localhost:8000/verdicts/{kept.review_id}/"
    ]
    assert made["description"].endswith(
        "Claim reviews: 1. Left out: 1 retracted, 1 without a rating."
    )
    published_report("stands", document={"purpose": "own_copy"})
    own = feed(Selection(purpose="own_copy"))
    assert own["dataFeedElement"] == []
    assert own["description"].endswith("Left out: 1 own copy.")


def test_a_rating_outside_the_order_has_its_word_and_no_number():
    published_report("unproven")
    (item,) = feed()["dataFeedElement"]
    rating = item["item"]["reviewRating"]
    assert rating["alternateName"] == "Unproven"
    assert not {"ratingValue", "bestRating", "worstRating"} & set(rating)


@pytest.mark.parametrize(("position", "value"), [(1, 3), (2, 2), (3, 1)])
def test_the_truest_rating_has_the_highest_number(position, value):
    scale = [{"position": place} for place in (1, 2, 3, None)]
    rating = {"label": "x", "definition": "y", "position": position}
    made = rating_values(rating, scale)
    assert (made["ratingValue"], made["bestRating"], made["worstRating"]) == (value, 3, 1)


def test_what_somebody_never_said_is_the_outlets_claim():
    report = published_report("false", document={"outlet": "Meridian Wire"})
    report.payload["was_it_said"] = "no"
    from verification.reports.claimreview import claim_values

    assert claim_values(report.payload)["author"]["name"] == "Meridian Wire"
