"""What becomes a claim, by kind of sentence: its passage, and how it stands alone."""

import pytest

from claims.nlp import read

# sentence -> [(passage, statement, figures)]
CLAUSES = [
    (
        "Harbour fees rose 4% and berth fees fell 3%.",
        [
            ("Harbour fees rose 4%", "Harbour fees rose 4%.", ["4%"]),
            ("berth fees fell 3%", "Berth fees fell 3%.", ["3%"]),
        ],
    ),
    (
        "Rents rose 4%; wages fell 3%.",
        [
            ("Rents rose 4%", "Rents rose 4%.", ["4%"]),
            ("wages fell 3%", "Wages fell 3%.", ["3%"]),
        ],
    ),
    (
        "Turnover grew by nearly 12 percent, but about 40 shops closed.",
        [
            (
                "Turnover grew by nearly 12 percent",
                "Turnover grew by nearly 12 percent.",
                ["nearly 12 percent"],
            ),
            ("about 40 shops closed", "About 40 shops closed.", ["about 40 shops"]),
        ],
    ),
    (
        "The ferry carried 900 passengers, while the train carried 2,000.",
        [
            (
                "The ferry carried 900 passengers",
                "The ferry carried 900 passengers.",
                ["900 passengers"],
            ),
            ("while the train carried 2,000", "The train carried 2,000.", ["2,000"]),
        ],
    ),
    (
        "After sales fell 20%, the mill cut 300 jobs.",
        [
            ("After sales fell 20%", "Sales fell 20%.", ["20%"]),
            ("the mill cut 300 jobs", "The mill cut 300 jobs.", ["300 jobs"]),
        ],
    ),
]
SHARED_SUBJECTS = [
    (
        "Exports rose 4% and beat the forecast by 2 points.",
        [
            ("Exports rose 4%", "Exports rose 4%.", ["4%"]),
            (
                "beat the forecast by 2 points",
                "Exports beat the forecast by 2 points.",
                ["2 points"],
            ),
        ],
    ),
    (
        "The council has built 20 homes and sold 12.",
        [
            (
                "The council has built 20 homes",
                "The council has built 20 homes.",
                ["20 homes"],
            ),
            ("sold 12", "The council has sold 12.", ["12"]),
        ],
    ),
    (
        "The mill was founded by 3 brothers and employs 300 people.",
        [
            (
                "The mill was founded by 3 brothers",
                "The mill was founded by 3 brothers.",
                ["3 brothers"],
            ),
            ("employs 300 people", "The mill employs 300 people.", ["300 people"]),
        ],
    ),
]
INSERTED = [
    (
        "The bakery, which employs 30 people, lost $3m.",
        [
            (
                "The bakery, which employs 30 people, lost $3m",
                "The bakery lost $3m.",
                ["$3m"],
            ),
            ("which employs 30 people", "The bakery employs 30 people.", ["30 people"]),
        ],
    ),
    (
        "The fund, whose 300 members pay $40 a year, lost $3m.",
        [
            (
                "The fund, whose 300 members pay $40 a year, lost $3m",
                "The fund lost $3m.",
                ["$3m"],
            ),
            (
                "whose 300 members pay $40 a year",
                "The fund's 300 members pay $40 a year.",
                ["300 members", "$40 a year"],
            ),
        ],
    ),
    (
        "A storm hit 3 villages, killing 12 people and injuring 40.",
        [
            (
                "A storm hit 3 villages",
                "A storm hit 3 villages.",
                ["3 villages"],
            ),
            ("killing 12 people", "A storm killed 12 people.", ["12 people"]),
            ("injuring 40", "A storm injured 40.", ["40"]),
        ],
    ),
    (
        "Two miners died on Friday, bringing the total to 30.",
        [
            (
                "Two miners died on Friday",
                "Two miners died on Friday.",
                ["Two miners"],
            ),
            (
                "bringing the total to 30",
                "Two miners died on Friday, bringing the total to 30.",
                ["30"],
            ),
        ],
    ),
]
PARTS = [
    (
        "Twelve people drowned, four of whom were children.",
        [
            ("Twelve people drowned", "Twelve people drowned.", ["Twelve people"]),
            (
                "four of whom were children",
                "Four of the twelve people were children.",
                ["four"],
            ),
        ],
    ),
    (
        "The county keeps 15 percent of the country's judges, 30 percent of whom are new.",
        [
            (
                "The county keeps 15 percent of the country's judges",
                "The county keeps 15 percent of the country's judges.",
                ["15 percent"],
            ),
            (
                "30 percent of whom are new",
                "30 percent of the country's judges are new.",
                ["30 percent"],
            ),
        ],
    ),
]
SCOPED = [
    (
        "In 2015, exports rose 4% while imports fell 3%.",
        [
            (
                "In 2015, exports rose 4%",
                "In 2015, exports rose 4%.",
                ["4%"],
            ),
            ("while imports fell 3%", "In 2015, imports fell 3%.", ["3%"]),
        ],
    ),
    (
        "However, 40 percent of voters stayed home.",
        [
            (
                "However, 40 percent of voters stayed home",
                "40 percent of voters stayed home.",
                ["40 percent"],
            )
        ],
    ),
    (
        "Although he lost, the mayor won 40% of the vote.",
        [("the mayor won 40% of the vote", "The mayor won 40% of the vote.", ["40%"])],
    ),
]
# One verdict answers all of these.
WHOLE = [
    ("5,000 to 7,000 of the 65,000 people left the valley.", ["5,000 to 7,000", "65,000 people"]),
    ("Sales rose 4% to $3m.", ["4%", "$3m"]),
    ("The town hired 40 nurses and 30 doctors.", ["40 nurses", "30 doctors"]),
    ("Twelve people, four of them children, drowned.", ["Twelve people", "four"]),
    ("If prices rise 5%, sales will fall by 3%.", ["5%", "3%"]),
    ("Farmers who own 30 goats pay 4% more.", ["30 goats", "4%"]),
    ("The lake rises 3 metres or falls 2 metres.", ["3 metres", "2 metres"]),
]


def read_claims(sentence, **how):
    return [
        (
            sentence[claim.start : claim.end],
            claim.statement,
            [figure.quantity.text for figure in claim.figures],
        )
        for claim in read(sentence, **how).claims
    ]


CUT = [*CLAUSES, *SHARED_SUBJECTS, *INSERTED, *PARTS, *SCOPED]


@pytest.mark.parametrize(("sentence", "expected"), CUT, ids=[sentence for sentence, _ in CUT])
def test_each_assertion_is_a_claim_that_stands_alone(sentence, expected):
    assert read_claims(sentence) == expected


@pytest.mark.parametrize(("sentence", "figures"), WHOLE, ids=[sentence for sentence, _ in WHOLE])
def test_figures_that_one_verdict_answers_make_one_claim(sentence, figures):
    assert read_claims(sentence) == [(sentence[:-1], sentence, figures)]


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        (
            "Rents rose 4%; wages fell 3%.",
            ["Rents rose 4%.", "Wages fell 3%."],
        ),
        (
            "Exports rose 4% and beat the forecast by 2 points.",
            ["Exports rose 4%.", "Exports beat the forecast by 2 points."],
        ),
        (
            "In 2015, exports rose 4% while imports fell 3%.",
            ["In 2015, exports rose 4%.", "In 2015, imports fell 3%."],
        ),
        (
            "The bakery, which employs 30 people, lost $3m.",
            ["The bakery lost $3m.", "The bakery employs 30 people."],
        ),
        (
            "The town hired 40 nurses and 30 doctors.",
            ["The town hired 40 nurses and 30 doctors."],
        ),
    ],
)
def test_without_a_model_marks_and_joining_words_cut_a_sentence(sentence, statements):
    assert [statement for _, statement, _ in read_claims(sentence, model="")] == statements


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


def test_the_chain_of_the_documents_own_voice_is_empty():
    (claim,) = read("The town has 12,400 homes.").claims
    assert (claim.attribution, claim.chain) == (None, ())


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


@pytest.mark.parametrize("model", [None, ""])
def test_every_figure_belongs_to_exactly_one_claim_whatever_the_text(model):
    text = (
        "300 Dead in Varn Blast\n\n• 40 homes lost\n• Is it 5%?\n\nCoal | 23.4% | 12.1\n\n"
        "RUIZ: We had 300 boats, and 40 sank.\nMORO: That is 12%.\nRUIZ: Let us buy 20.\n\n"
        "Exports, which “rose 4%”, made 3 firms rich; imports, he said, “fell 2%, and 3 closed”.\n"
    )
    reading = read(text, model=model)
    claimed = [figure for claim in reading.claims for figure in claim.figures]
    assert sorted(claimed, key=lambda figure: figure.start) == list(reading.figures)
    for claim in reading.claims:
        assert claim.statement[-1] in ".?!"
        assert all(claim.start <= figure.start < claim.end for figure in claim.figures)


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


def test_an_age_that_belongs_to_what_is_told_stays_in_it():
    text = "Ana Ruiz, 44, won 300 votes."
    assert read_claims(text) == [(text[:-1], text, ["44", "300 votes"])]


def test_an_age_alone_leaves_room_for_what_is_said_without_a_figure():
    claims = read("“The harbour has been closed for good,” said Ana Ruiz, 44.").claims
    assert {claim.statement for claim in claims} == {
        "Ana Ruiz is 44.",
        "The harbour has been closed for good.",
    }


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


@pytest.mark.parametrize("end", ["", "\n\nThe ferry firm is in Varn."])
def test_a_headline_says_who_says_it(end):
    claim = read("Ferry Firm Says 300 Jobs Lost" + end).claims[0]
    assert (claim.statement, claim.attribution.name) == ("300 Jobs Lost.", "Ferry Firm")


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        (
            "In 2015, 20 per cent of Danes smoked and 30 per cent drank.",
            ["In 2015, 20 per cent of Danes smoked.", "In 2015, 30 per cent drank."],
        ),
        (
            "In 2015, trawlers made up 20 per cent and ferries made up 30 per cent.",
            ["In 2015, trawlers made up 20 per cent.", "In 2015, ferries made up 30 per cent."],
        ),
        ("He bought trawlers and ferries for $3m.", ["He bought trawlers and ferries for $3m."]),
    ],
)
def test_joined_clauses_are_cut_whatever_their_verbs_were_taken_for(sentence, statements):
    assert [statement for _, statement, _ in read_claims(sentence)] == statements


def test_without_a_model_an_age_beside_who_speaks_is_kept_apart_too():
    text = "“We will buy 1,200 boats,” Ana Ruiz, 44, told growers in Varn."
    claims = read(text, model="").claims
    assert {(claim.statement, claim.attribution is not None) for claim in claims} == {
        ("We will buy 1,200 boats.", True),
        ("Ana Ruiz is 44.", False),
    }
