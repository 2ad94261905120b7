"""Who denies something never claims it; whoever does not is still read as saying it."""

import pytest

from claims.nlp import read


def read_as(text, **how):
    """Of each claim: the statement, who claims it, and the rule."""
    return [
        (claim.statement, [one.name for one in claim.chain], claim.rule)
        for claim in read(text, **how).claims
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ministry denied that it had lost 300 files.", "ministry"),
        ("The ministry denied losing 300 files.", "ministry"),
        ("The mayor doubts that 40% of voters back the plan.", "The mayor"),
        ("Ruiz disputed that 300 boats had sunk.", "Ruiz"),
        ("The ministry refuted the suggestion that 300 people had died.", "ministry"),
        ("It was denied by the ministry that 300 people died.", "ministry"),
        ("Ruiz did not say that 300 boats had sunk.", "Ruiz"),
        ("The union does not believe that 300 jobs are safe.", "union"),
        # What somebody is denied to have said is not said either.
        ("Ruiz denied that the ministry had said 300 boats sank.", "Ruiz"),
    ],
)
def test_a_denial_is_kept_whole_as_a_claim_of_who_denies(text, name):
    assert read_as(text) == [(text, [name], "denial")]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry admitted that 300 files were lost.",
        "The ministry said that 300 files were lost.",
        "The ministry does say that 300 files were lost.",
    ],
)
def test_without_a_denial_the_clause_is_claimed(text):
    assert read_as(text) == [("300 files were lost.", ["ministry"], "reported assertion")]


def test_a_denial_passed_on_is_a_claim_of_who_passes_it_on():
    (claim,) = read("Ruiz said the ministry denied that 300 boats had sunk.").claims
    assert claim.statement == "The ministry denied that 300 boats had sunk."
    assert [one.name for one in claim.chain] == ["Ruiz"]


def test_a_denied_claim_stays_a_claim_of_whoever_made_it():
    (claim,) = read("The minister rejected Brandt's claim that 300 people died.").claims
    assert claim.statement == "300 people died."
    assert [one.name for one in claim.chain] == ["Brandt"]


def test_what_follows_a_denial_behind_a_semicolon_is_not_denied():
    text = "The ministry denied that hundreds of files were lost; at least 14 men were fined."
    assert read_as(text) == [
        ("The ministry denied that hundreds of files were lost.", ["ministry"], "denial"),
        ("At least 14 men were fined.", [], "clause with a figure"),
    ]


def test_an_attribution_tells_that_it_denies():
    (denied,) = read("Ruiz denied that 300 boats had sunk.").attributions
    (said,) = read("Ruiz said that 300 boats had sunk.").attributions
    assert denied.rule == "clause of a verb of saying: denied; a denial"
    assert said.rule == "clause of a verb of saying: said"


def test_without_a_model_a_denial_is_kept_whole_too():
    text = "Police denied that 30 files had been lost."
    assert read_as(text, model="") == [(text, ["Police"], "denial")]
    said = "Police said that 30 files had been lost."
    assert read_as(said, model="") == [
        ("30 files had been lost.", ["Police"], "reported assertion")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "No evidence supports the claim that 300 people voted twice.",
        "Nobody said that 300 boats sank.",
        "None of the judges said that 300 boats sank.",
        "Not one witness said that 300 boats sank.",
    ],
)
def test_no_one_is_no_claimant(text):
    reading = read(text)
    assert reading.attributions == ()
    assert [claim.statement for claim in reading.claims] == [text]


def test_a_name_that_opens_like_no_one_is_a_claimant():
    (claim,) = read("No 10 said that 300 boats sank.").claims
    assert (claim.statement, claim.attribution.name) == ("300 boats sank.", "No 10")
