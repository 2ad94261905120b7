"""From a pasted address to the source that publishes there."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from tests.factories import SourceFactory, UserFactory, editor, reviewer
from verification.errors import NotReady, Overtaken
from verification.models import Source, SourceDomain, SourceState
from verification.operations.domains import propose_for, source_for, verify_domain
from verification.operations.sources import add_source, change_source, confirm_source

pytestmark = pytest.mark.django_db


def known(domain: str, *, verified: bool = True, **columns) -> Source:
    source = SourceFactory(**columns)
    by = editor()
    change_source(source, by=by, domains={domain: verified})
    return source


def test_an_address_finds_its_source_by_the_longest_domain():
    office, census = known("stats.example"), known("census.stats.example")
    known("example.org")
    assert source_for("https://www.stats.example/2026?a=1#b") == office
    assert source_for("http://STATS.example:8080") == office
    assert source_for("https://old.census.stats.example/x") == census
    assert source_for("https://notstats.example/") is None


def test_a_verified_domain_wins_over_a_longer_guess():
    office, guess = known("stats.example"), known("data.stats.example", verified=False)
    assert source_for("https://data.stats.example/") == office
    verify_domain(guess.domains.get(), by=editor())
    assert source_for("https://data.stats.example/") == guess


def test_a_guessed_domain_counts_where_there_is_no_other():
    guess = known("stats.example", verified=False)
    assert source_for("https://stats.example/") == guess


@pytest.mark.parametrize("address", ["", "http://[", "https://127.0.0.1/", "not an address", "x"])
def test_what_is_no_address_of_a_site_finds_nothing(address):
    known("stats.example")
    assert source_for(address) is None


def test_a_retired_source_is_not_found_but_a_merged_one_stands_for_the_other():
    old, new = known("old.example"), SourceFactory()
    Source.objects.filter(pk=old.pk).update(state=SourceState.RETIRED)
    assert source_for("https://old.example/") is None
    Source.objects.filter(pk=old.pk).update(merged_into=new)
    assert source_for("https://old.example/") == new


def test_an_unknown_address_proposes_its_site_and_the_next_one_finds_it():
    source = propose_for("https://data.harbour.example/2026/report.html", by=reviewer())
    assert (source.name, source.state, source.kind, source.tier) == (
        "harbour.example", "proposed", "news", "4_care",
    )  # fmt: skip
    assert [(row.domain, row.is_verified) for row in source.domains.all()] == [
        ("harbour.example", False)
    ]
    assert source.events.get().note == ""  # which page it was is not everybody's to read
    assert source_for("https://www.harbour.example/") == source


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://data.gov.uk/x", "official"),
        ("https://www.census.gov/", "official"),
        ("https://www.lse.ac.uk/", "research"),
        ("https://news.mit.edu/", "research"),
        ("https://gov.harbour.example/", "news"),
    ],
)
def test_the_suffix_tells_offices_and_universities(address, kind):
    assert propose_for(address, by=reviewer()).kind == kind


def test_an_editors_proposal_waits_for_confirmation_too_and_confirming_verifies_its_domain():
    boss = editor()
    source = propose_for("https://harbour.example/", by=boss, name="The harbour", kind="data")
    assert (source.name, source.kind, source.state) == ("The harbour", "data", "proposed")
    noise = known("other.example", verified=False)
    confirm_source(source, by=boss)
    row = source.domains.get()
    assert (row.is_verified, row.verified_by) == (True, boss)
    assert not noise.domains.get().is_verified


def test_taking_a_retired_source_up_again_verifies_nothing():
    source = known("harbour.example", verified=False, state="retired")
    confirm_source(source, by=editor())
    assert not source.domains.get().is_verified


def test_a_named_publisher_on_anothers_site_gets_its_whole_host():
    paper = known("paper.example")
    with pytest.raises(Overtaken, match=r"paper\.example is already a domain of"):
        propose_for("https://checks.paper.example/", by=reviewer())
    checks = propose_for("https://checks.paper.example/", by=reviewer(), name="Paper checks")
    assert checks.domains.get().domain == "checks.paper.example"
    with pytest.raises(Overtaken, match=rf"is already a domain of {paper}\. Nothing was added"):
        propose_for("https://paper.example/", by=reviewer(), name="Paper letters")
    assert Source.objects.count() == 2


def test_where_many_publish_a_source_needs_a_name_and_gets_no_domain():
    with pytest.raises(NotReady, match=r"published by many.*Name the source yourself"):
        propose_for("https://www.youtube.com/watch?v=1", by=reviewer())
    source = propose_for("https://www.youtube.com/watch?v=1", by=reviewer(), name="Harbour TV")
    assert not source.domains.exists()
    assert source_for("https://www.youtube.com/watch?v=2") is None


def test_a_retired_sources_domain_is_not_proposed_again():
    known("harbour.example", name="Harbour", state="retired")
    with pytest.raises(Overtaken, match=r"a domain of Harbour, which is retired\. Nothing"):
        propose_for("https://harbour.example/", by=reviewer())


def test_whoever_does_not_work_here_proposes_nothing():
    with pytest.raises(PermissionDenied, match="Only people of the desk"):
        propose_for("https://harbour.example/", by=UserFactory(roles=[]))


def test_a_domain_is_one_sources_and_the_refusal_names_it():
    known("stats.example", name="Statistics")
    other = SourceFactory(name="Census")
    with pytest.raises(Overtaken, match=r"stats\.example is already a domain of Statistics\."):
        change_source(other, by=editor(), domains={"stats.example": True}, owner="The state")
    other.refresh_from_db()
    assert (other.owner, other.domains.count()) == ("", 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceDomain.objects.create(source=other, domain="stats.example")


def test_a_proposers_domains_are_guesses_and_a_keepers_are_verified():
    names = {"one.example": True, "two.example": False}
    guessed = add_source(by=reviewer(), name="A", kind="data", domains=names)
    assert [row.is_verified for row in guessed.domains.all()] == [False, False]
    names = {"three.example": True, "four.example": False}
    kept = add_source(by=editor(), name="B", kind="data", domains=names)
    assert [row.is_verified for row in kept.domains.order_by("-domain")] == [True, False]


def test_a_domain_is_verified_once_and_told_in_the_history():
    source, boss = known("stats.example", verified=False), editor()
    row = source.domains.get()
    verify_domain(row, by=boss)
    assert source.events.last().data == {"domain": "stats.example"}
    with pytest.raises(NotReady, match="already verified"):
        verify_domain(row, by=boss)
    change_source(source, by=boss, domains={})
    with pytest.raises(Overtaken, match="no longer a domain of"):
        verify_domain(row, by=boss)


def test_sources_from_before_domains_were_kept_are_found_by_their_home_page():
    migration = import_module("verification.migrations.0009_source_domains_from_homepages")
    known("taken.example", name="Has one")
    pages = {
        "Office": "https://www.office.example/",
        "Younger": "http://office.example",
        "Deeper": "https://deeper.example/about/us",
        "Platform": "https://www.youtube.com/",
        "Late": "https://taken.example/",
        "None": "",
    }
    made = {name: SourceFactory(name=name, homepage=page) for name, page in pages.items()}
    SourceFactory(homepage="https://closed.example/", state="retired")
    with connection.schema_editor() as schema_editor:
        migration.guess_domains(apps, schema_editor)
    guesses = SourceDomain.objects.filter(verified_at__isnull=True)
    assert [(row.source, row.domain) for row in guesses] == [(made["Office"], "office.example")]
