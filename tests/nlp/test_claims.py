"""What becomes a claim, by kind of sentence: where a sentence is cut, and where it stays whole."""

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


def test_an_age_that_belongs_to_what_is_told_stays_in_it():
    text = "Ana Ruiz, 44, won 300 votes."
    assert read_claims(text) == [(text[:-1], text, ["44", "300 votes"])]


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
