"""Reading a whole article: its claims, who makes them, and where they stand."""

import pytest

from claims.nlp import PIPELINE_NAME, PIPELINE_VERSION, detect_language, read

ARTICLE = """Orlova Says Thousands Left the Valley

  • Drought poses a threat to the harvest, minister says
  • Provinces should share water, Orlova says

Farm Minister Irina Orlova said 3,000 to 4,500 families from the valley and states of the \
former Union have left their land.

Those who stayed “can’t be asked to pay for the water they never got,” Orlova told a summit of \
river states in Varn on Friday. The wells that began to fail Sept. 30 cannot be repaired, she said.

A fund for farmers would also help under a plan for 2016-2020, Orlova said.

Trade Secretary Paul Winter and Orlova held talks on Thursday. Winter countered that the valley \
must make “good on its promise, repeated many times, to feed” the Coast-led, 48-member, union \
that’s also short of grain.

“It was the driest year in a century,” Winter said. “We lost 40 percent of the harvest.”

Is the dam to blame?
"""


@pytest.fixture(scope="module")
def reading():
    return read(ARTICLE)


@pytest.fixture(scope="module")
def without_model():
    return read(ARTICLE, model="")


def claim_with(reading, text):
    return next(
        claim for claim in reading.claims if text in [f.quantity.text for f in claim.figures]
    )


def test_a_range_of_people_is_a_claim_of_who_said_it(reading):
    claim = claim_with(reading, "3,000 to 4,500 families")
    (figure,) = claim.figures
    assert (figure.quantity.low, figure.quantity.high) == (3000, 4500)
    assert (figure.quantity.comparator, figure.quantity.counted) == ("between", "family")
    assert claim.attribution.name == "Irina Orlova"
    assert (claim.attribution.kind, claim.attribution.source_kind) == ("indirect", "person")


def test_a_claim_leaves_out_who_says_it_and_stands_alone(reading):
    claim = claim_with(reading, "3,000 to 4,500 families")
    assert ARTICLE[claim.start : claim.end] == (
        "3,000 to 4,500 families from the valley and states of the former Union have left their "
        "land"
    )
    assert claim.statement == ARTICLE[claim.start : claim.end] + "."


def test_a_hyphenated_figure_after_a_mixed_quote_keeps_its_claimant(reading):
    claim = claim_with(reading, "48-member")
    assert claim.figures[0].quantity.counted == "member"
    assert (claim.attribution.name, claim.attribution.kind) == ("Paul Winter", "mixed")
    assert claim.statement.startswith("The valley must make good on its promise")


def test_neither_a_date_nor_a_period_is_read_as_a_figure(reading):
    assert [figure.quantity.text for figure in reading.figures] == [
        "Thousands",
        "3,000 to 4,500 families",
        "48-member",
        "40 percent",
    ]


def test_a_quote_that_goes_on_keeps_its_speaker(reading):
    claim = claim_with(reading, "40 percent")
    assert (claim.attribution.name, claim.attribution.kind) == ("Paul Winter", "direct")


def test_every_figure_belongs_to_a_claim_unless_it_stands_in_a_question(reading):
    claimed = [figure for claim in reading.claims for figure in claim.figures]
    assert sorted(claimed, key=lambda f: f.start) == list(reading.figures)


def test_a_short_name_and_a_pronoun_lead_back_to_the_full_name(reading):
    names = {
        ARTICLE[start:end]: said.name for said in reading.attributions for start, end in said.source
    }
    assert names["Orlova"] == "Irina Orlova"
    assert names["she"] == "Irina Orlova"
    assert names["Winter"] == "Paul Winter"


def test_a_question_is_no_claim(reading):
    assert "dam" not in " ".join(claim.statement for claim in reading.claims)


def test_a_reading_says_what_made_it(reading):
    assert (reading.pipeline, reading.version) == (PIPELINE_NAME, PIPELINE_VERSION)
    assert reading.model.startswith("en_core_web_sm")
    assert all(figure.rule for figure in reading.figures)
    assert all(said.rule for said in reading.attributions)


def test_without_a_model_rules_read_figures_and_plain_attributions(without_model):
    assert without_model.model == ""
    claim = claim_with(without_model, "3,000 to 4,500 families")
    assert claim.attribution.name == "Irina Orlova"
    assert "48-member" in [figure.quantity.text for figure in without_model.figures]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The bridge cost 40 million euros.", "number"),
        ("Exports will reach 9 million by 2040.", "forecast"),
        ("We promise to build 200 schools.", "promise"),
        ("He committed 12 thefts in June.", "number"),
        ("Varn has the largest port in the region.", "superlative"),
        ("The flood was caused by a broken dam.", "cause"),
    ],
)
def test_a_claim_is_marked_with_its_kind(sentence, kind):
    (claim,) = read(sentence).claims
    assert claim.kind == kind


@pytest.mark.parametrize(
    ("text", "figure", "name", "source_kind"),
    [
        ("According to Ana Ruiz, 300 boats sank.", "300 boats", "Ana Ruiz", "person"),
        ("The ministry reported 300 cases.", "300 cases", "ministry", "organisation"),
        ("“Some 300 boats sank,” said Ana Ruiz.", "Some 300 boats", "Ana Ruiz", "person"),
        ("John Keller spoke. He said 300 boats sank.", "300 boats", "John Keller", "person"),
        (
            "RUIZ: Good evening.\nMORO: Was it many?\nRUIZ: It was 300 boats.",
            "300 boats",
            "RUIZ",
            "",
        ),
    ],
)
def test_a_claimant_is_found_however_the_sentence_names_them(text, figure, name, source_kind):
    claim = claim_with(read(text), figure)
    assert claim.attribution.name == name
    if source_kind:
        assert claim.attribution.source_kind == source_kind


def test_a_sentence_in_the_documents_own_voice_has_no_attribution():
    assert claim_with(read("The town has 12,400 homes."), "12,400 homes").attribution is None


def test_a_figure_and_many_people_make_a_sentence_worth_checking():
    bare, weighty = read(
        "It is nice here.\n\nUnemployment rose by 4,000 workers last year."
    ).sentences
    assert weighty.score > 0.7 > 0.3 > bare.score
    assert {"a figure", "about many people", "a large number"} <= set(weighty.reasons)


def test_progress_is_told_to_the_end_of_a_long_text():
    told = []
    text = "The town has 12,400 homes. " * 4000
    result = read(text, model="", on_progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (len(text), len(text))
    assert len(told) > 2
    assert len(result.figures) == 4000


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council met on Friday and agreed to build three more bridges.", "en"),
        ("Der Rat traf sich am Freitag und beschloss, drei weitere Brücken zu bauen.", "de"),
        ("Le conseil s’est réuni vendredi et a décidé de construire trois ponts.", "fr"),
        ("Совет собрался в пятницу и решил построить ещё три моста.", "ru"),
        ("5,000 people", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_text_is_told(text, language):
    assert detect_language(text) == language
