"""A report says by which rule its evidence stands on the number lines, where that is a question;
one that says nothing is shown as its readers were shown it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import DEPARTS, assigned, drafted, editor, fresh, rating, with_evidence
from tests.verification.views.test_two_figures import of_two_figures, people, points
from verification.errors import PageChanged
from verification.models import Report, Verdict
from verification.operations import signoff
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reports import publish
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.reports.document import build
from verification.reports.page import page_of
from verification.reports.signing import to_be_signed

pytestmark = pytest.mark.django_db


def of_two() -> Verdict:
    """Of people and of points, each with one piece of evidence and one that fits neither."""
    given = assigned(of_two_figures())
    people(given)
    points(given)
    with_evidence(given, excerpt="The pier is 90 metres long.")
    true = rating(given.review, "true")
    save_draft(given, by=given.reviewer, rating=true, reasons="So.", departs_because=DEPARTS)
    submit_finding(given, by=given.reviewer)
    return draft_verdict(
        fresh(given.review), by=given.reviewer, conclusion="It holds.", explanation="See [1].",
        departs_because=DEPARTS,
    )  # fmt: skip


def payload_of(verdict: Verdict) -> dict[str, Any]:
    return to_be_signed(fresh(verdict.review), verdict, signer="Somebody")


def before_the_rule(payload: dict[str, Any]) -> dict[str, Any]:
    """As it was made while every piece stood on every line."""
    return {key: part for key, part in payload.items() if key != "lines"}


def says(payload: dict[str, Any]) -> list[tuple[int, str]]:
    """By line, how many marks stand on it and how its sentence ends."""
    lines = page_of(payload).lines
    return [(len(line.marks), line.says.partition("claimed")[2]) for line in lines]


def test_a_report_from_before_the_rule_has_its_sentences_and_marks_and_a_new_one_the_new():
    payload = payload_of(of_two())
    assert payload["lines"] == "by figure"
    two = "2 measure something else and do not count."
    one = "1 measures something else and does not count."
    assert says(before_the_rule(payload)) == [
        (3, f". {two}"),
        (3, f" without lying wholly inside. {two}"),
    ]
    assert says(payload) == [(2, f". {one}"), (2, f" without lying wholly inside. {one}")]


def test_of_a_claim_with_one_figure_the_report_says_nothing_of_it():
    verdict = drafted()
    payload = payload_of(verdict)
    assert list(payload) == [
        "version", "claim", "appearance", "document", "verdict", "scale", "was_it_said",
        "evidence", "contacts", "how",
    ]  # fmt: skip
    assert page_of({**payload, "lines": "by figure"}) == page_of(payload)


def test_what_was_signed_by_the_old_rule_and_not_published_is_found_changed(monkeypatch):
    verdict = of_two()
    boss = editor()
    with monkeypatch.context() as then:
        then.setattr(
            signoff, "to_be_signed", lambda *of, **who: before_the_rule(to_be_signed(*of, **who))
        )
        sign_off(verdict, by=boss)
    with pytest.raises(PageChanged) as refused:
        publish(fresh(verdict.review), by=editor())
    assert (
        f"{boss.name} signed: since then the rule by which evidence stands on the number lines "
        "(new) changed." in refused.value.sentence
    )
    assert not Report.objects.exists()


def test_what_is_signed_by_the_rule_is_published_with_it():
    verdict = of_two()
    sign_off(verdict, by=editor())
    report = publish(fresh(verdict.review), by=editor())
    assert report.payload["lines"] == "by figure"
    signed = Verdict.objects.get(pk=verdict.pk)
    assert report.payload == build(fresh(verdict.review), signed, version=1)
