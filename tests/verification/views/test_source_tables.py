"""Sources in and out, as tables."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import SourceFactory, assigned, editor, fresh, reviewer, signed, with_evidence
from tests.verification.views.source_pages import text_of, upload
from verification.models import Source, SourceImport
from verification.operations.reports import publish
from verification.operations.sources import change_source, retire_source
from verification.registry.tables import read_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


def test_a_table_is_looked_at_and_then_imported(client, boss):
    SourceFactory(name="Census", kind="data", tier="3_reliable")
    table = b"Name,Kind,Tier\nCensus,data,authoritative\n<b>New</b>,data,reliable\nX,,reliable\n"
    where = upload(client, table)["Location"]
    page = client.get(where)
    assert "3 rows: 1 new, 1 changed, 0 unchanged, 1 refused." in text_of(page)
    assert "Import 2 sources, leave out 1 refused" in text_of(page)
    assert "Tier before: reliable → now: authoritative" in text_of(page)
    assert "<b>New</b>" not in page.content.decode()
    assert [line["name"] for line in client.get(f"{where}?show=refused").context["lines"]] == ["X"]
    assert Source.objects.count() == 1
    client.post(f"{where}apply/")
    assert set(Source.objects.values_list("name", "tier")) == {
        ("Census", "2_authoritative"), ("<b>New</b>", "3_reliable"),
    }  # fmt: skip
    assert "What came of sources.csv" in text_of(client.get(where))


def test_renaming_or_downgrading_a_cited_source_is_marked(client, boss):
    verdict = signed()
    publish(fresh(verdict.review), by=boss)
    office = verdict.review.evidence.get().source
    change_source(office, by=boss, name="Statistics Office", domains={"office.example": True})
    with_evidence(assigned(), source=SourceFactory(name="Bureau", kind="data", tier="1_primary"))
    SourceFactory(name="Noise", kind="data", tier="1_primary")
    table = (
        b"Name,Kind,Tier,Owner,Domains\nSteals Domain,news,reliable,,office.example\n"
        b"Bureau,data,reliable,,\nNoise,data,reliable,,\n"
    )
    where = upload(client, table)["Location"]
    shown = text_of(client.get(where))
    assert "renames Statistics Office to Steals Domain cited in 1 verdict" in shown
    assert "changed cited 1 time Tier before: primary record → now: reliable" in shown
    assert shown.count("cited ") == 2  # nothing of what nobody cites
    assert "Import 2 sources and what is ticked" in shown
    client.post(f"{where}apply/", {"rename": ["x", "9" * 30]})
    office.refresh_from_db()
    assert office.name == "Statistics Office"
    assert "left out" in text_of(client.get(f"{where}?show=renames"))
    where = upload(client, table)["Location"]
    assert "Import what is ticked" in text_of(client.get(where))
    client.post(f"{where}apply/", {"rename": ["2"]})
    office.refresh_from_db()
    assert (office.name, office.kind) == ("Steals Domain", "news")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (b"\x00\x01binary", "This is not a table."),
        (b"x" * (10 * 1024 * 1024), "larger than 5 MB"),
        (b"", "The file is empty."),
        (b"Nme\nA\n", "no column “Name”"),
    ],
)
def test_a_file_that_is_no_table_is_refused_on_the_page(client, boss, table, sentence):
    response = upload(client, table)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not SourceImport.objects.exists()


def test_a_long_plan_comes_in_pages(client, boss):
    rows = "".join(f"Office {n},data,reliable\n" for n in range(150))
    where = upload(client, f"Name,Kind,Tier\n{rows}".encode())["Location"]
    assert len(client.get(where).context["lines"]) == 100
    assert len(client.get(f"{where}?page=2").context["lines"]) == 50
    assert client.get(f"{where}?page=nonsense&show=x").status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_exported_as_filtered(client, kind):
    client.force_login(reviewer())
    source = SourceFactory(name="=1+1", kind="data", languages=["de"])
    change_source(source, by=editor(), domains={"a.example": False})
    SourceFactory(name="Person", kind="person")
    retire_source(SourceFactory(name="Old"), by=editor(), reason="It closed.")
    response = client.get(f"/sources/export/{kind}/?kind=data")
    assert "attachment" in response["Content-Disposition"]
    (row,) = read_table(response.content)
    assert {**row.cells, "Tier": ""} == {
        **dict.fromkeys(row.cells, ""), "Name": "=1+1", "Kind": "data", "Languages": "German",
        "Domains": "a.example (not verified)",
    }  # fmt: skip
    assert len(read_table(client.get(f"/sources/export/{kind}/").content)) == 2
    assert client.get(f"/sources/export/{kind}/?kind=nonsense").status_code == 400
    assert client.get("/sources/export/exe/").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_a_table_that_can_be_imported(client, boss, kind):
    template = client.get(f"/sources/template/{kind}/").content
    where = upload(client, template, f"t.{kind}")["Location"]
    assert [line["action"] for line in client.get(where).context["lines"]] == ["new"]


def test_exporting_takes_the_same_queries_for_one_and_for_thirty(client, boss):
    SourceFactory()
    with CaptureQueriesContext(connection) as one:
        client.get("/sources/export/csv/")
    for _ in range(29):
        SourceFactory()
    with CaptureQueriesContext(connection) as thirty:
        client.get("/sources/export/csv/")
    assert len(one) == len(thirty)
