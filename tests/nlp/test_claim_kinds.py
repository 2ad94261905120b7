"""What kind of claim a sentence is, in which mood, by which rule, and what is none."""

import pytest

from claims.nlp import read


@pytest.mark.parametrize(
    ("sentence", "kind", "mood"),
    [
        ("The bridge cost 40 million euros.", "number", "assertion"),
        ("The project cost 40 million euros.", "number", "assertion"),
        ("Growth was 4%, higher than forecast.", "number", "assertion"),
        ("Half of the fires were due to lightning.", "number", "assertion"),
        ("It was the will of 300 members.", "number", "assertion"),
        ("Did the bridge cost 40 million euros?", "number", "question"),
        ("Ana Ruiz asked whether 300 boats had sunk.", "number", "question"),
        ("“Is it 40 percent?” asked Ana Ruiz.", "number", "question"),
        ("Let us build 200 schools.", "number", "wish"),
        ("The state should spend $3m on roads.", "number", "wish"),
        ("The mill is 5 years behind where it should be.", "number", "assertion"),
        ("Exports will reach 9 million tonnes.", "forecast", "prediction"),
        ("Exports are expected to reach 9 million tonnes.", "forecast", "prediction"),
        ("Ana Ruiz said exports would rise 4%.", "forecast", "prediction"),
        ("Ana Ruiz predicted that exports had peaked at 4%.", "forecast", "prediction"),
        ("We will build 200 schools.", "promise", "assertion"),
        ("Ana Ruiz promised that fares will fall by 3%.", "promise", "assertion"),
        ("Varn has the largest port in the region.", "superlative", "assertion"),
        ("The flood was caused by a broken dam.", "cause", "assertion"),
    ],
)
def test_a_claim_has_a_kind_and_a_mood(sentence, kind, mood):
    (claim,) = read(sentence).claims
    assert (claim.kind, claim.mood) == (kind, mood)


def test_a_question_or_a_wish_sorts_below_the_assertion_it_would_be():
    asserted, asked, wished = (
        read(sentence).claims[0]
        for sentence in (
            "The state spent $3m on roads.",
            "Did the state spend $3m on roads?",
            "Let us spend $3m on roads.",
        )
    )
    assert asserted.score > 2 * max(asked.score, wished.score)
    assert "a question" in asked.reasons
    assert "a wish" in wished.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "Is the dam to blame for the floods?",
        "Let us remember the fallen of the valley.",
        "The council met in the old hall.",
        "He was the first speaker of the evening.",
    ],
)
def test_a_sentence_with_nothing_to_check_is_no_claim(sentence):
    assert read(sentence).claims == ()


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("The town has 12,400 homes.", "sentence with a figure"),
        ("Ana Ruiz said the town has 12,400 homes.", "reported assertion"),
        ("“The town has 12,400 homes,” said Ana Ruiz.", "quoted assertion"),
        ("Did the town have 12,400 homes?", "question with a figure"),
        ("Varn has the largest port in the region.", "superlative"),
    ],
)
def test_a_claim_says_which_rule_made_it(sentence, rule):
    assert [claim.rule for claim in read(sentence).claims] == [rule]


@pytest.mark.parametrize(
    "sentence",
    [
        "Old boats pose a danger when storms come, the minister said.",
        "The minister said that Norway is in talks with Spain about its fleet.",
        "The harbour can't be left to a private owner, Ana Ruiz said.",
    ],
)
def test_a_full_clause_that_somebody_asserts_is_offered_without_a_figure(sentence):
    (claim,) = read(sentence).claims
    assert (claim.kind, claim.mood, claim.rule) == ("quote", "assertion", "reported assertion")


@pytest.mark.parametrize(
    "sentence",
    [
        # A name for something, words that lean on others, a wish, and the writer's own voice.
        "Norway considered it a “duty to take part in the rescue of all the old boats”.",
        "Ana Ruiz said that she was very tired of it.",
        "The harbour should be sold to its workers, the minister said.",
        "Norway is in talks with Spain about its fleet.",
    ],
)
def test_what_asserts_nothing_by_itself_is_not_offered(sentence):
    assert read(sentence).claims == ()
