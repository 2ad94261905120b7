"""How a claim stands alone: one plain sentence, with a name where only one is possible, and the age
of who speaks apart."""

import pytest

from claims.nlp import read


@pytest.mark.parametrize(
    ("sentence", "statement", "name"),
    [
        ("Ana Ruiz said rents rose 4%.", "Rents rose 4%.", "Ana Ruiz"),
        ("“Rents rose 4%,” said Ana Ruiz.", "Rents rose 4%.", "Ana Ruiz"),
        ("According to Ana Ruiz, 300 boats sank.", "300 boats sank.", "Ana Ruiz"),
        (
            "The ministry reported 300 cases.",
            "The ministry reported 300 cases.",
            "ministry",
        ),
    ],
)
def test_a_statement_leaves_out_who_says_it_and_the_quotation_marks(sentence, statement, name):
    (claim,) = read(sentence).claims
    assert (claim.statement, claim.attribution.name) == (statement, name)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("VARN, Sept. 28 (WP) — About 30 men came.", "About 30 men came."),
        ("1. Rents rose 4%.", "Rents rose 4%."),
        ("• And rents rose 4%", "Rents rose 4%."),
        ("300 dead in Varn blast", "300 dead in Varn blast."),
        ("Rents rose 4% (in Varn", "Rents rose 4% in Varn."),
        ("So many as 300 men came.", "So many as 300 men came."),
        ("That cost 300 men their jobs.", "That cost 300 men their jobs."),
        (
            "Varn has the largest port in the region, while Keld is poor.",
            "Varn has the largest port in the region.",
        ),
    ],
)
def test_a_statement_reads_as_one_plain_sentence(text, statement):
    (claim,) = read(text).claims
    assert claim.statement == statement


HEAD = "“We treated 900 patients,” said Ana Ruiz, "


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (HEAD + "chief executive of Varn Trust.", "Varn Trust treated 900 patients."),
        (HEAD + "head of the Varn Trust.", "The Varn Trust treated 900 patients."),
        ("Varn Trust said: “We have 900 beds.”", "Varn Trust has 900 beds."),
        ("“We now employ 900 people,” Varn Trust said.", "Varn Trust now employs 900 people."),
        ("“Our staff grew to 900,” Varn Trust said.", "Varn Trust’s staff grew to 900."),
        ("“We spent £3m of our money,” the ministry said.", "The ministry spent £3m of its money."),
        ("“We met 900 people,” a spokesman for Varn Trust said.", "Varn Trust met 900 people."),
        (
            "Varn Trust: annual report\n\nWe treated 900 patients.",
            "Varn Trust treated 900 patients.",
        ),
        # Left alone: nobody says for whom they speak, a reporter's "we", an "us", a rare verb.
        (HEAD + "a nurse at Varn Trust.", "We treated 900 patients."),
        ("“We treated 900 patients,” said Ana Ruiz.", "We treated 900 patients."),
        ("Varn Trust said we had spent £3m.", "We had spent £3m."),
        ("“We told 900 people to pay us,” Varn Trust said.", "We told 900 people to pay us."),
        ("“We quaff 900 pints,” Varn Trust said.", "We quaff 900 pints."),
        ("Varn Trust is poor\n\nWe treated 900 patients.", "We treated 900 patients."),
    ],
)
def test_we_is_a_body_where_the_text_tells_which(text, statement):
    (claim,) = [claim for claim in read(text).claims if claim.figures]
    assert claim.statement == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("John Keller came late. He sold 300 boats.", "John Keller sold 300 boats."),
        ("John Keller said he had sold 300 boats.", "John Keller had sold 300 boats."),
        ("“I cut 300 jobs,” said John Keller.", "John Keller cut 300 jobs."),
        ("“I have sold 300 boats,” said John Keller.", "John Keller has sold 300 boats."),
        # Left alone: two people, somebody without a name, somebody else's "he", a "my" in it.
        ("John Keller met Paul Winter. He sold 300 boats.", "He sold 300 boats."),
        ("John Keller met a driver. He sold 300 boats.", "He sold 300 boats."),
        ("“He sold 300 boats,” said John Keller.", "He sold 300 boats."),
        ("“I sold 300 of my boats,” said John Keller.", "I sold 300 of my boats."),
    ],
)
def test_a_pronoun_is_led_back_where_only_one_name_is_possible(text, statement):
    (claim,) = [claim for claim in read(text).claims if claim.figures]
    assert claim.statement == statement


@pytest.mark.parametrize(
    ("sentence", "age", "said"),
    [
        (
            "“We will buy 1,200 boats,” minister Ana Ruiz, 44, told growers in Varn.",
            "Minister Ana Ruiz is 44.",
            "We will buy 1,200 boats.",
        ),
        (
            "“The town lost 300 boats,” said Ana Ruiz, 44.",
            "Ana Ruiz is 44.",
            "The town lost 300 boats.",
        ),
        ("Ana Ruiz, 44, said 300 boats sank.", "Ana Ruiz is 44.", "300 boats sank."),
        (
            "Ana Ruiz, a 44-year-old nurse, said 300 boats sank.",
            "Ana Ruiz is a 44-year-old nurse.",
            "300 boats sank.",
        ),
    ],
)
def test_the_age_of_who_speaks_is_a_small_claim_of_its_own(sentence, age, said):
    claims = {claim.statement: claim for claim in read(sentence).claims}
    assert set(claims) == {age, said}
    assert claims[age].attribution is None
    assert claims[said].attribution.name == "Ana Ruiz"
    assert [len(claim.figures) for claim in claims.values()] == [1, 1]
    assert claims[age].score < claims[said].score


def test_an_age_alone_leaves_room_for_what_is_said_without_a_figure():
    claims = read("“The harbour has been closed for good,” said Ana Ruiz, 44.").claims
    assert {claim.statement for claim in claims} == {
        "Ana Ruiz is 44.",
        "The harbour has been closed for good.",
    }


def test_without_a_model_an_age_beside_who_speaks_is_kept_apart_too():
    text = "“We will buy 1,200 boats,” Ana Ruiz, 44, told growers in Varn."
    claims = read(text, model="").claims
    assert {(claim.statement, claim.attribution is not None) for claim in claims} == {
        ("We will buy 1,200 boats.", True),
        ("Ana Ruiz is 44.", False),
    }
