"""The reports page and its files."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.factories import UserFactory, admin, editor, reviewer
from tests.verification.reports.published import published_report, rows_of, signed_verdict
from verification.models import Report
from verification.views import exports

pytestmark = pytest.mark.django_db
REPORTS = "/reports/"


@pytest.fixture
def signed_in(client):
    client.force_login(editor())
    return client


def file_of(response) -> str:
    return b"".join(response.streaming_content).decode()


@pytest.mark.parametrize("who", [reviewer, editor, admin])
def test_everybody_who_works_here_sees_the_reports(client, who):
    client.force_login(who())
    assert client.get(REPORTS).status_code == 200
    assert client.get("/reports/export/csv/").status_code == 200


def test_somebody_without_a_role_sees_and_exports_none(client):
    published_report()
    client.force_login(UserFactory(roles=[]))
    assert client.get(REPORTS).status_code == 403
    assert client.get("/reports/export/csv/").status_code == 403


def test_nobody_exports_without_signing_in(client):
    response = client.get("/reports/export/json/")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/sign-in/")


def test_the_list_shows_published_verdicts_and_leads_to_their_pages(signed_in):
    report = published_report("mostly-true", statement="Six thousand have joined.")
    signed_verdict(statement="Signed, not published.")
    page = signed_in.get(REPORTS).content.decode()
    assert "Six thousand have joined." in page
    assert f'href="/verdicts/{report.review_id}/"' in page
    assert "rating-mostly-true" in page
    assert "Signed, not published." not in page


def test_own_copy_is_listed_where_asked_for_and_leads_to_the_workspace(signed_in):
    report = published_report(
        "change", statement="A slip of ours.", document={"purpose": "own_copy"}
    )
    assert "A slip of ours." not in signed_in.get(REPORTS).content.decode()
    page = signed_in.get(REPORTS, {"purpose": "own_copy"}).content.decode()
    assert "A slip of ours." in page
    assert f'href="/claims/{report.review.claim_id}/"' in page
    assert f"/verdicts/{report.review_id}/" not in page
    assert "export/claimreview" not in page


def test_the_files_hold_exactly_what_the_list_shows(signed_in):
    published_report("false", at=datetime(2026, 5, 3, tzinfo=UTC), statement="Wanted.")
    published_report("true", at=datetime(2026, 5, 3, tzinfo=UTC), statement="Other rating.")
    published_report("false", at=datetime(2026, 6, 3, tzinfo=UTC), statement="Other month.")
    wanted = {"since": "2026-05-01", "until": "2026-05-31", "rating": "false"}
    page = signed_in.get(REPORTS, wanted).content.decode()
    assert "Wanted." in page
    assert "Other" not in page
    query = "since=2026-05-01&amp;until=2026-05-31&amp;rating=false"
    for kind in ("csv", "json", "claimreview"):
        assert f'href="/reports/export/{kind}/?{query}"' in page
    sheet = signed_in.get("/reports/export/csv/", wanted)
    assert sheet.streaming
    assert sheet["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        'filename="verdicts_from-2026-05-01_to-2026-05-31_false_as-of-'
        in sheet["Content-Disposition"]
    )
    assert [row["statement"] for row in rows_of(file_of(sheet))] == ["Wanted."]
    plain = json.loads(file_of(signed_in.get("/reports/export/json/", wanted)))
    assert [verdict["report"]["claim"]["statement"] for verdict in plain["verdicts"]] == ["Wanted."]
    feed = json.loads(file_of(signed_in.get("/reports/export/claimreview/", wanted)))
    assert [i["item"]["claimReviewed"] for i in feed["dataFeedElement"]] == ["Wanted."]


def one_report():
    return published_report(statement="Not for this answer.")


@pytest.fixture(scope="class")
def report(standing):
    return standing(one_report)()


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    "garbage",
    [
        {"since": "yesterday"}, {"since": "0000-00-00"}, {"rating": "nonsense"},
        {"rating": "\x00"}, {"purpose": "all"}, {"until": "2026-05-01", "since": "2026-05-02"},
        {"before": "-1"}, {"before": "9" * 40},
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", [REPORTS, "/reports/export/csv/", "/reports/export/json/"])
def test_a_filter_that_cannot_be_read_shows_and_exports_nothing(signed_in, address, garbage):
    response = signed_in.get(address, garbage)
    assert response.status_code == 400
    page = response.content.decode()
    assert "the filter cannot be read" in page
    assert "Not for this answer." not in page


def test_an_unknown_format_is_not_found(signed_in):
    assert signed_in.get("/reports/export/pdf/").status_code == 404


def test_older_reports_are_a_page_further(signed_in, monkeypatch):
    monkeypatch.setattr(exports, "PAGE", 2)
    reports = [published_report(statement=f"Claim number {n}.") for n in range(3)]
    first = signed_in.get(REPORTS).content.decode()
    assert "Claim number 2." in first
    assert "Claim number 0." not in first
    assert f"?before={reports[1].pk}" in first
    second = signed_in.get(REPORTS, {"before": reports[1].pk}).content.decode()
    assert "Claim number 0." in second
    assert "Claim number 2." not in second
    assert "That is all." in second


def test_the_newest_stand_first_by_when_they_were_published(signed_in, monkeypatch):
    """Rows are not always made in that order; two of one moment are parted by their rows."""
    monkeypatch.setattr(exports, "PAGE", 2)
    days = (3, 9, 3, 5)
    reports = [published_report(at=datetime(2026, 5, day, tzinfo=UTC)) for day in days]
    first = signed_in.get(REPORTS)
    assert [row["report"] for row in first.context["reports"]] == [reports[1], reports[3]]
    second = signed_in.get(f"{REPORTS}{first.context['older']}")
    assert [row["report"] for row in second.context["reports"]] == [reports[2], reports[0]]
    assert "older" not in second.context


def test_the_list_takes_the_same_queries_for_one_and_three_reports(
    signed_in, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    published_report()
    signed_in.get(REPORTS)
    with CaptureQueriesContext(connection) as one:
        signed_in.get(REPORTS)
    for _ in range(2):
        published_report()
    with django_assert_num_queries(len(one)):
        page = signed_in.get(REPORTS)
    assert page.content.decode().count("data-item") == Report.objects.count() == 3


def test_an_empty_list_says_what_to_do_next(signed_in):
    page = signed_in.get(REPORTS).content.decode()
    assert "Nothing is published yet" in page
    assert reverse("verification:claims") in page
    assert "No verdict fits this" in signed_in.get(REPORTS, {"rating": "true"}).content.decode()
