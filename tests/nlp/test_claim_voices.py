"""Who claims what: the chain from who said it first to who passed it on."""

import pytest

from claims.nlp import read


def test_what_one_says_of_two_things_is_two_claims_of_the_same_claimant():
    claims = read("Ana Ruiz said rents rose 4% and wages fell 3%.").claims
    assert [(claim.statement, claim.attribution.name) for claim in claims] == [
        ("Rents rose 4%.", "Ana Ruiz"),
        ("Wages fell 3%.", "Ana Ruiz"),
    ]


def test_what_the_document_says_of_a_speaker_is_not_said_by_the_speaker():
    own, said = read("Ana Ruiz, who leads 300 nurses, said 40 patients had left.").claims
    assert (own.statement, own.attribution) == ("Ana Ruiz leads 300 nurses.", None)
    assert (said.statement, said.attribution.name) == ("40 patients had left.", "Ana Ruiz")


def test_a_chain_leads_from_who_said_it_first_to_who_passed_it_on():
    (claim,) = read("John Keller said that the ministry had reported that 300 men had died.").claims
    assert [one.name for one in claim.chain] == ["ministry", "John Keller"]
    assert claim.attribution == claim.chain[0]
    assert claim.statement == "300 men had died."


@pytest.mark.parametrize("model", [None, ""], ids=["parsed", "by rules"])
@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("Organisers claimed 100,000; police counted 35,000.", ["Organisers", ""]),
        ("The mayor said 40 ships sank; the city’s police recorded 12.", ["The mayor", ""]),
        # No one else speaks behind these, or all of it is told by one voice.
        ("The mayor said rents fell by 5 per cent; wages rose by 9 per cent.", ["The mayor"] * 2),
        ("The mayor said rents fell by 5%; many counted 9 strikes.", ["The mayor"] * 2),
        ("“Rents fell by 5%; police counted 9 strikes,” Ana Ruiz said.", ["Ana Ruiz"] * 2),
        ("Rents fell by 5%; police counted 9 strikes, Ana Ruiz said.", ["Ana Ruiz"] * 2),
    ],
)
def test_what_another_counts_behind_a_semicolon_is_not_said_by_the_first(text, claimants, model):
    claims = read(text, model=model).claims
    assert [one.attribution.name if one.attribution else "" for one in claims] == claimants


def test_the_chain_of_the_documents_own_voice_is_empty():
    (claim,) = read("The town has 12,400 homes.").claims
    assert (claim.attribution, claim.chain) == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        "Some 40 homes burned, 12 km from the port, the Herald quoted Ana Ruiz as saying.",
        "Some 40 homes burned, 12 km from the port, Ana Ruiz was quoted by the Herald as saying.",
        "“Some 40 homes burned, 12 km from the port,” the Herald cited Ana Ruiz as saying in May.",
    ],
)
def test_what_one_source_quotes_another_as_saying_has_both_voices(text):
    (claim,) = read(text).claims
    assert claim.statement == "Some 40 homes burned, 12 km from the port."
    assert [one.name for one in claim.chain] == ["Ana Ruiz", "Herald"]


def test_whom_a_source_is_quoted_by_passes_on_the_clause_behind_it_too():
    (claim,) = read("Ana Ruiz was quoted by the Herald as saying that 40 homes were lost.").claims
    assert claim.statement == "40 homes were lost."
    assert [one.name for one in claim.chain] == ["Ana Ruiz", "Herald"]


def test_whom_somebody_goes_by_is_the_inner_voice():
    (claim,) = read("Ana Ruiz said that, according to the ministry, 300 boats sank.").claims
    assert claim.statement == "300 boats sank."
    assert [one.name for one in claim.chain] == ["ministry", "Ana Ruiz"]


@pytest.mark.parametrize("end", ["", "\n\nThe ferry firm is in Varn."])
def test_a_headline_says_who_says_it(end):
    claim = read("Ferry Firm Says 300 Jobs Lost" + end).claims[0]
    assert (claim.statement, claim.attribution.name) == ("300 Jobs Lost.", "Ferry Firm")
