"""Which sources may be one under two names, and what a domain is."""

from __future__ import annotations

import pytest

from verification.registry.domain_names import (
    NotADomain,
    domain_of,
    host_of,
    in_words,
    read_words,
    shown,
    site_of,
)
from verification.registry.likeness import Named, Twins, core_of, twins_among


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northern Wire", "NORTHERN  WIRE"),
        ("Northern Wire", "The Northern Wire, Ltd."),
        ("Northern Wire", "Northern Wire, The"),
        ("Müller & Söhne GmbH", "Muller and Sohne"),
        ("St. John's Port S.A.", "St Johns Port"),
        ("Open-Borders Watch", "Open Borders Watch e.V."),
    ],
)
def test_spelling_and_legal_form_do_not_tell_sources_apart(one, other):
    assert core_of(one) == core_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northern Wire", "Northern Wires"),
        ("Office of Ports", "Office of Parts"),
        ("The Co", "The Ltd"),
        ("AG", "Ltd"),
        ("統計局", "統計部"),
        ("!", "?"),
    ],
)
def test_other_words_do(one, other):
    assert core_of(one) != core_of(other)


def test_the_older_of_two_stays_and_each_is_suggested_once():
    named = [
        Named(5, "Wire Ltd", "https://www.wire.example/"),
        Named(2, "The Wire", domains=("wire.example",)),
        Named(7, "Other", domains=("w.example",)),
        Named(8, "Else", "http://w.example"),
        Named(9, "A page of theirs", "https://w.example/deeper/"),
        Named(10, "Noise", "https://www.youtube.com/"),
        Named(11, "More noise", "https://www.youtube.com/"),
    ]
    assert twins_among(named) == [
        Twins(2, 5, "the same name but for its spelling"),
        Twins(7, 8, "both at w.example"),
    ]


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("https://www.bbc.co.uk/news?x=1#y", "bbc.co.uk"),
        ("  BBC.co.uk. ", "bbc.co.uk"),
        ("//user:pw@ons.gov.uk:8080/a", "ons.gov.uk"),
        ("ons.gov.uk/census", "ons.gov.uk"),
        ("www.gov.uk", "www.gov.uk"),  # gov.uk alone is everybody's
        ("https://Müller.de/x", "xn--mller-kva.de"),
        ("ＢＢＣ.co.uk", "bbc.co.uk"),  # noqa: RUF001
        ("name.blogspot.com", "name.blogspot.com"),
        ("name.github.io", "name.github.io"),
        ("name.wordpress.com", "name.wordpress.com"),
        ("harbour.example", "harbour.example"),
    ],
)
def test_a_domain_is_bare_whatever_was_pasted(typed, domain):
    assert domain_of(typed) == domain
    assert read_words(shown(domain)) == (domain, True)
    assert read_words(in_words(domain, False).upper()) == (domain, False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("co.uk", "shared by many publishers. Give the whole name, such as name.co.uk"),
        ("https://www.blogspot.com/", "shared by many"),
        ("github.io", "shared by many"),
        ("wordpress.com", "shared by many"),
        ("gov.uk", "shared by many"),
        ("example", "shared by many"),
        ("https://m.facebook.com/desk", "Pages at facebook.com are published by many"),
        ("web.archive.org", "Pages at archive.org are published by many"),
        ("127.0.0.1", "number of a machine"),
        ("http://2130706433/", "number of a machine"),
        ("http://0x7f.1/", "number of a machine"),
        ("[::1]", "number of a machine"),
        ("http://[bad", "not an address"),
        ("", "not a domain"),
        ("a b.example", "not a domain"),
        ("-a.example", "not a domain"),
        ("a..example", "not a domain"),
        ("x" * 300 + ".example", "not a domain"),
        ("javascript:alert(1)", "shared by many"),
        ("a\x00b.example", "not a domain"),
    ],
)
def test_what_is_nobodys_own_is_refused_with_a_sentence(typed, sentence):
    with pytest.raises(NotADomain) as refused:
        domain_of(typed)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("a.b.ons.gov.uk", "ons.gov.uk"),
        ("a.name.github.io", "name.github.io"),
        ("a.name.substack.com", "name.substack.com"),
        ("a.harbour.example", "harbour.example"),
        ("xn--mller-kva.de", "xn--mller-kva.de"),
    ],
)
def test_the_site_of_a_host_is_what_one_publisher_holds(host, site):
    assert site_of(host_of(host)) == site
