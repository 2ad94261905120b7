"""What readers see of a verdict, without signing in."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from claims.models import Claim, Document
from tests.factories import (
    ClaimantFactory,
    SourceFactory,
    assigned,
    editor,
    fresh,
    reviewer,
    with_evidence,
)
from tests.verification.reports.published import (
    drafted_verdict,
    published_report,
    signed_verdict,
)
from verification.models import Contact, Source
from verification.operations.reports import publish, retract
from verification.operations.reviews import reopen_review
from verification.operations.signoff import sign_off
from verification.reports.page import surroundings
from verification.reports.values import web_address

pytestmark = pytest.mark.django_db


def page_of(client, report) -> str:
    response = client.get(f"/verdicts/{report.review_id}/")
    assert response.status_code == 200
    return response.content.decode()


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(page))


def test_a_reader_sees_the_verdict_without_signing_in(client):
    report = published_report(
        "mostly-true",
        statement="5,000 to 7,000 people have joined.",
        claimant=ClaimantFactory(name="Mira Dane"),
        document={"title": "Thousands", "outlet": "Meridian Wire", "url": "https://wire.example/a"},
        conclusion="The range holds.",
        explanation="The register has 6,300 [1].\n\nA later one is missing.",
        evidence={
            "source": SourceFactory(name="Institute of Counts", tier="1_primary"),
            "excerpt": "Some 6,300 people had joined by then.",
            "url": "https://institute.example/count",
        },
    )
    page = page_of(client, report)
    words = words_of(page)
    assert "5,000 to 7,000 people have joined." in words
    assert "Said by Mira Dane" in words
    assert "The range holds." in words
    assert "“Mostly true” means: Accurate, but needs clarification" in words
    assert "Institute of Counts official, primary record" in words
    assert "Some 6,300 people had joined by then." in words
    assert "Supports" in words
    assert 'href="https://institute.example/count" rel="noopener nofollow"' in page
    assert report.sha256 in words
    assert report.payload["how"]["signed_off_by"] in words


def test_the_explanation_leads_to_the_evidence_it_names_and_to_no_other(client):
    page = page_of(client, published_report(explanation="So [1], and not so [1847]."))
    assert '<a href="#evidence-1">[1]</a>' in page
    assert 'id="evidence-1"' in page
    assert "#evidence-1847" not in page
    assert "and not so [1847]." in page


def test_the_explanation_keeps_its_paragraphs(client):
    page = page_of(client, published_report(explanation="First.\n\nSecond.\n \n\nThird."))
    assert re.findall(r'<p class="read">(.*?)</p>', page)[:3] == [
        "First.", "Second.", "Third.",
    ]  # fmt: skip


def test_what_people_wrote_is_text_and_never_markup(client):
    page = page_of(
        client,
        published_report(
            statement="<script>alert(1)</script> have joined.",
            conclusion="<b>bold</b>",
            explanation="<img src=x onerror=alert(1)> [1]",
            evidence={"excerpt": "<i>sloped</i>"},
        ),
    )
    for tag in ("<script>alert", "<b>", "<img", "<i>"):
        assert tag not in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page


def test_the_page_keeps_to_the_content_security_policy(client):
    response = client.get(f"/verdicts/{published_report().review_id}/")
    page = response.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert " style=" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert "default-src 'self'" in response["Content-Security-Policy"]


def test_only_addresses_of_the_web_are_links(client):
    report = published_report(evidence={"url": "https://good.example/"})
    assert "https://good.example/" in page_of(client, report)
    for address in ("javascript:alert(1)", "data:text/html,x", "//evil.example", "", "https://["):
        assert web_address(address) == ""


def test_it_shows_what_was_signed_whatever_happens_to_the_rows_later(client):
    report = published_report(
        statement="As it was signed.", evidence={"source": SourceFactory(name="The Old Name")}
    )
    Claim.objects.filter(pk=report.review.claim_id).update(statement="Changed behind the back.")
    Source.objects.filter(name="The Old Name").update(name="The New Name")
    Document.objects.update(title="Another title")
    page = page_of(client, report)
    assert "As it was signed." in page
    assert "The Old Name" in page
    for changed in ("Changed behind", "The New Name", "Another title"):
        assert changed not in page


def test_what_is_cited_after_publication_is_not_on_the_page(client):
    report = published_report()
    reopen_review(report.review, by=editor(), reason="an internal reason")
    again = assigned(fresh(report.review), reviewer())
    with_evidence(again, excerpt="a draft of the next round")
    page = page_of(client, report)
    assert "a draft of the next round" not in page
    assert "an internal reason" not in page


def test_own_copy_has_no_public_page(client):
    report = published_report("stands", document={"purpose": "own_copy"})
    assert client.get(f"/verdicts/{report.review_id}/").status_code == 404
    assert client.get(f"/verdicts/{report.review_id}/claimreview.json").status_code == 404
    client.force_login(editor())
    assert client.get(f"/verdicts/{report.review_id}/").status_code == 404


def test_what_is_signed_but_not_published_has_no_public_page(client):
    verdict = signed_verdict()
    published_report()  # another's page must not stand in
    client.force_login(editor())
    assert client.get(f"/verdicts/{verdict.review_id}/").status_code == 404
    assert client.get("/verdicts/999999/").status_code == 404


def test_a_retracted_verdict_says_so_on_top_with_the_reason(client):
    report, other = published_report(), published_report()
    retract(report.review, by=editor(), reason="The register was withdrawn.")
    page = page_of(client, report)
    assert "The register was withdrawn." in page
    assert page.index("Retracted on") < page.index("verdict-claim")
    assert "Until it was retracted: True" in words_of(page)
    assert "rating-true" not in page
    assert "Retracted" not in page_of(client, other)
    reopen_review(fresh(report.review), by=editor(), reason="New register.")
    assert "The register was withdrawn." in page_of(client, report)


def test_the_claim_review_is_linked_where_there_is_one(client):
    rated, unrated = published_report("false"), published_report(None, kind="forecast")
    address = f"/verdicts/{rated.review_id}/claimreview.json"
    assert f'type="application/ld+json" title="ClaimReview" href="{address}"' in page_of(
        client, rated
    )
    answer = client.get(address)
    assert answer["Content-Type"] == "application/ld+json"
    values = json.loads(answer.content)
    assert values["@context"] == "https://schema.org"
    assert values["reviewRating"]["alternateName"] == "False"
    assert "ClaimReview" not in page_of(client, unrated)
    assert client.get(f"/verdicts/{unrated.review_id}/claimreview.json").status_code == 404
    retract(rated.review, by=editor(), reason="Wrong list.")
    assert "ClaimReview" not in page_of(client, rated)
    assert client.get(address).status_code == 410


def test_the_number_line_is_drawn_from_the_published_figures(client):
    verdict = signed_verdict(evidence={"excerpt": "Some 6,300 people had joined by then."})
    report = publish(fresh(verdict.review), by=editor())
    page = page_of(client, report)
    assert "<svg" in page
    assert "lies inside" in words_of(page)
    verdict.review.claim.figures.all().delete()
    assert "lies inside" in words_of(page_of(client, report))


def test_without_figures_there_is_no_number_line(client):
    verdict = drafted_verdict()
    verdict.review.claim.figures.all().delete()
    sign_off(verdict, by=editor())
    page = page_of(client, publish(fresh(verdict.review), by=editor()))
    assert "What the numbers say" not in page


@pytest.mark.parametrize(
    ("text", "before", "shown"),
    [
        ("the rest of a sentence before it ", True, "… rest of a sentence before it "),
        ("paragraph.\n\nShe said that ", True, "She said that "),
        ("Then ", True, "Then "),
        (", she said, and a great deal mor", False, ", she said, and a great deal …"),
        (".\n\nThe next paragraph is another", False, "."),
    ],
)
def test_a_quote_is_shown_with_the_words_next_to_it(text, before, shown):
    assert surroundings(text, before=before) == shown


def test_who_was_asked_is_named_with_the_answer_or_its_absence(client):
    verdict = drafted_verdict()
    review = fresh(verdict.review)
    Contact.objects.create(
        review=review,
        asked_by=editor(),
        whom="Ministry of Ports",
        question="an internal question",
        reply_by=timezone.now() + timedelta(days=1),
    )
    Contact.objects.create(
        review=review, asked_by=editor(), whom="Mira Dane", question="Did you?",
        reply_by=timezone.now(), answer="I stand by it.", answered_at=timezone.now(),
    )  # fmt: skip
    sign_off(verdict, by=editor())
    page = page_of(client, publish(review, by=editor()))
    words = words_of(page)
    assert "We asked Ministry of Ports for comment" in words
    assert "There was no answer when this was published." in words
    assert "I stand by it." in words
    assert "an internal question" not in page


def test_an_earlier_version_is_listed_with_its_fingerprint(client):
    report = published_report(at=timezone.now() - timedelta(days=2))
    second = type(report).objects.create(
        review=report.review, verdict=report.verdict, version=2, is_public=True,
        payload={**report.payload, "version": 2}, sha256="f" * 64,
        published_by=report.published_by,
    )  # fmt: skip
    words = words_of(page_of(client, second))
    assert report.sha256 in words
    assert "f" * 64 in words
    assert "1 replaced" in words


def test_the_page_takes_one_query(client, django_assert_num_queries):
    report = published_report()
    with django_assert_num_queries(1):
        page_of(client, report)
