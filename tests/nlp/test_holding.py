"""What a figure holds for, by kind: the date or period, who is counted or asked, the place."""

import pytest

from claims.nlp import read

# sentence -> what is kept for each figure, in order
DATES = [
    ("In 2015, rents rose 4% and wages fell 3%.", ["2015", "2015"]),
    ("Rents rose 4% in 2015 and wages fell 3% in 2016.", ["2015", "2016"]),
    ("The harbour had 300 boats last year.", ["last year"]),
    ("Last year the harbour had 300 boats.", ["last year"]),
    ("Since January, 300 people have died.", ["since January"]),
    ("It has sold 300 boats since 2010.", ["since 2010"]),
    ("Between 2016 and 2020, 40 percent of homes were sold.", ["between 2016 and 2020"]),
    ("From 2011 to 2016 the mill cut 300 jobs.", ["2011 to 2016"]),
    ("By 2030, the city will have 5 million people.", ["by 2030"]),
    ("Rents rose 4% in the first quarter of 2015.", ["the first quarter of 2015"]),
    ("At the end of 2015 it had 300 members.", ["the end of 2015"]),
    ("As of 30 June 2015, 300 cases were known.", ["30 June 2015"]),
    ("On Monday 300 cases were known.", ["Monday"]),
    ("The number of deaths in 2015 was 300.", ["2015"]),
    ("Sales were $3m in 2014, up from $2m a year earlier.", ["2014", "a year earlier"]),
    ("The rate was 4.5% in May 2015, against 5% in May 2014.", ["May 2015", "May 2014"]),
    # "Three months" are part of a period, not measured in it.
    ("In the three months to June, profits fell 12% to $3m.",
     ["", "the three months to June", "the three months to June"]),
    ("The fleet has 300 boats (2021).", ["2021"]),
    # A year of either end, and what is only compared with.
    ("Exports rose to $5m in 2020 from $4m in 2015.", [""]),
    ("The harbour had 300 boats last year, twice as many as in 2015.",
     ["last year", "last year"]),
    ("The fare of $3 is 2 times the fare of 2015.", ["", ""]),
    ("The fare of $3 was 2 times higher in 2015.", ["2015", "2015"]),
    ("Over the past five years, 300 farms closed.", ["", "the past five years"]),
]  # fmt: skip
NO_DATES = [
    # When it was founded, said or compared with is not when it holds.
    "Mills founded in 2010 employ 300 people.",
    "In 2015, Ana Ruiz said 300 boats had sunk.",
    "It was 30 years ago, in 2015 or before.",
    "Rents rose 4% on last year.",
    "Ruiz (2021) counted 300 boats.",
    "Emissions will fall 80 percent from 2005 levels.",
    "The 2015 budget was $3m.",
    "After a flood in 2015, the mill employs 300 people.",
    "The mill, which burned down in 2015, employed 300 people.",
]
POPULATIONS = [
    ("40 percent of registered voters stayed home.", ["registered voters"]),
    ("40 percent of adults in England smoke.", ["adults in England"]),
    ("Half of the voters in Scotland stayed home.", ["voters in Scotland"]),
    ("Some 30% of women aged 25 to 34 smoke.", ["women aged 25 to 34", ""]),
    ("Among women aged 25 to 34, 40% smoke.", ["", "women aged 25 to 34"]),
    ("1 in 5 children under 10 is hungry.", ["children under 10", ""]),
    ("At least 5,000 people from Norway and the Faroe Islands joined.",
     ["people from Norway and the Faroe Islands"]),
    ("40 percent of people from Calderra, Norra and the northern provinces voted.",
     ["people from Calderra, Norra and the northern provinces"]),
    ("40 percent of people from Spain, Norway and Italy voted.",
     ["people from Spain, Norway and Italy"]),
    ("40 percent of people from Spain, Ana Ruiz and Paul Winter said, voted.",
     ["people from Spain"]),
    ("40 percent of people from Spain, the mayor and her aides left.", ["people from Spain"]),
    ("The town had 300 homes.", [""]),
    ("40 percent of exports went to Spain.", [""]),
    ("There were 12 deaths per 100,000 people.", [""]),
    ("The blast killed 12 people in Spain.", [""]),
]  # fmt: skip
PLACES = [
    ("The blast killed 12 people in Iraq.", ["Iraq"]),
    ("Across Wales, 300 homes were lost and 40 farms closed.", ["Wales", "Wales"]),
    ("In northern Spain, 300 homes were lost.", ["northern Spain"]),
    ("The mill had 300 hands in Spain and 40 in Portugal.", ["Spain", "Portugal"]),
    ("It sold 300 boats in France, Spain and Portugal.", ["France, Spain and Portugal"]),
    ("It hired 40 nurses and 30 doctors in Spain.", ["Spain", "Spain"]),
    ("It hired 40 nurses in all its wards, including 30 in Spain.", ["", "Spain"]),
    ("It was -5 °C in Norway.", ["Norway"]),
    ("The University in Spain has 300 nurses.", [""]),
    ("It sold 300 boats.", [""]),
    ("About 5,000 people from Russia joined.", [""]),
    ("At a meeting in France, the minister called 300 farmers lazy.", [""]),
    ("The mill, which has a yard in Spain, sold 300 boats.", [""]),
]


def cases(table):
    return pytest.mark.parametrize(("text", "kept"), table, ids=[text for text, _ in table])


@cases([*DATES, *((text, None) for text in NO_DATES)])
def test_a_figure_holds_for_the_date_of_its_own_clause(text, kept):
    found = [figure.quantity.as_of for figure in read(text).figures]
    assert found == (kept if kept is not None else [""] * len(found))


@cases(POPULATIONS)
def test_a_figure_keeps_who_is_counted_or_asked(text, kept):
    assert [figure.population for figure in read(text).figures] == kept


@cases(PLACES)
def test_a_figure_keeps_the_place_of_its_own_clause(text, kept):
    assert [figure.place for figure in read(text).figures] == kept


@pytest.mark.parametrize(
    ("text", "as_of", "population", "place"),
    [
        (
            "In 2015, 40 percent of adults in England smoked.",
            "2015",
            "adults in England",
            "England",
        ),
        ("The blast killed 12 people in Iraq on Friday.", "Friday", "", "Iraq"),
        (
            "Some 6,300 people from Calderra and the northern provinces joined.",
            "",
            "people from Calderra and the northern provinces",
            "",
        ),
        ("Some 6,300 people from Calderra and the mayor joined.", "", "people from Calderra", ""),
        ("Rents rose 4% in May 2015.", "May 2015", "", ""),
        ("In 2015, Ana Ruiz said 300 boats had sunk.", "", "", ""),
        ("Mills founded in 2010 employ 300 people.", "", "", ""),
    ],
)
def test_without_a_model_only_the_nearest_words_count(text, as_of, population, place):
    (figure,) = read(text, model="").figures
    assert (figure.quantity.as_of, figure.population, figure.place) == (as_of, population, place)


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("300 people from Norway and the northern isles have joined.",
         "people from Norway and the northern isles"),
        ("300 people from Norway, Wales and the border districts have joined.",
         "people from Norway, Wales and the border districts"),
        ("300 people from Norway and the mayor have joined.", "people from Norway"),
        ("300 people from Norway have joined.", "people from Norway"),
    ],
)  # fmt: skip
def test_without_a_model_a_place_goes_on_to_parts_that_have_no_name(text, population):
    (figure,) = read(text, model="").figures
    assert figure.population == population


def test_each_thing_a_figure_holds_for_is_a_step_with_its_words():
    text = "Rain, again. In May 2015, 40 percent of adults in England smoked."
    (figure,) = read(text).figures
    steps = {step.rule: text[step.start : step.end] for step in figure.steps}
    assert steps["as of"] == "In May 2015"
    assert steps["population"] == "adults in England"
    assert steps["place"] == "in England"


def test_a_claim_carries_the_figure_with_what_it_holds_for():
    reading = read("Ana Ruiz said rents rose 4% in 2015.")
    (claim,) = reading.claims
    assert claim.figures == reading.figures
    assert claim.figures[0].quantity.as_of == "2015"
