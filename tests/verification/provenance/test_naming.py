"""Whether a passage says from whom it has what it says."""

from __future__ import annotations

import pytest

from verification.provenance.naming import names_of, says_it_has_it_from

GAZETTE = "The Harbour Gazette"


@pytest.mark.parametrize(
    ("passage", "source"),
    [
        ("According to the Harbour Gazette, 65 members speak for 7,000.", GAZETTE),
        ("according to Harbour Gazette it is so", GAZETTE),
        ("The Harbour Gazette reported 65 members.", GAZETTE),
        ("It is 65, the ILO said.", "International Labour Organization (ILO)"),
        ("Citing the Statistics Office the wire says 65.", "Statistics Office, Aro"),
        ("As reported by the Harbour\nGazette", GAZETTE),
    ],
)
def test_a_reporting_phrase_names_it(passage, source):
    assert says_it_has_it_from(passage, source)


@pytest.mark.parametrize(
    ("passage", "source"),
    [
        ("The Harbour Gazette has 65 members of staff.", GAZETTE),
        ("According to the harbour master, 65.", GAZETTE),
        ("According to the Harbour Gazettes of old, 65.", GAZETTE),
        ("According to it, 65.", "It"),
        ("According to the Ports Office, 65.", "Office"),
        ("According to (a.*) 65", "Dr. (.*)"),
    ],
)
def test_another_name_or_a_mention_does_not(passage, source):
    assert not says_it_has_it_from(passage, source)


def test_what_a_source_is_called():
    assert names_of("The National Statistics Office (NSO), Aro") == (
        "National Statistics Office, Aro", "National Statistics Office", "NSO",
    )  # fmt: skip
