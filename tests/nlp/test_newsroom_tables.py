"""What newsrooms write about budgets, markets, courts, sport and hospitals: by family, what must be
read and what must not. Each line is a sentence and all its figures, told as ``telling`` says, and
reads alike with a model and without, save in the tables at the end."""

# fmt: off

import pytest

from claims.nlp import read, read_figures

from .telling import told

SIDE_BY_SIDE = [
    ("The club had 840 five years ago.", ["840: 840", "five years: 5 year"]),
    ("It stood at 12 seven weeks ago.", ["12: 12", "seven weeks: 7 week"]),
    ("It measured forty and seven and one eighth inches.", ["forty and seven and one eighth inches: 47.125 inch"]),
    ("Between forty and seven hundred came.", ["Between forty and seven hundred: 40..700"]),
    ("About 12, 500 fans came.", ["About 12, 500 fans: ~12500 fan"]),
    ("There were 12, 500 fans.", ["12, 500 fans: 12500 fan"]),
    ("It cost $12, 500 dollars.", ["$12, 500 dollars: 12500 US dollar"]),
    ("On page 12, 500 fans are shown.", ["500 fans: 500 fan"]),
    ("By the age of 12, 500 boys had left.", ["12: 12 year of age", "500 boys: 500 boy"]),
    ("They sold 12, 500 and 700 tickets.", ["12: 12", "500: 500 ticket", "700 tickets: 700 ticket"]),
]
HOW_OFTEN = [
    ("Take it twice daily.", ["twice daily: 2 times per day"]),
    ("It runs three times weekly.", ["three times weekly: 3 times per week"]),
    ("It costs $5 million annually.", ["$5 million annually: 5000000 US dollar per year"]),
    ("It prints 300 daily papers.", ["300 daily papers: 300 daily paper"]),
    ("She has scored twice in 34 matches.", ["twice: 2 times", "34 matches: 34 match"]),
    ("It will build 900 more every year.", ["900 more every year: 900 per year"]),
    ("It costs Rs 60 a kg.", ["Rs 60 a kg: 60 Indian rupee per kilogram"]),
    ("It costs 900p per quintal.", ["900p per quintal: 900 penny per quintal"]),
    ("Pay is $12 an hour, up from $10.", ["$12 an hour: 12 US dollar per hour", "$10: 10 US dollar per hour"]),
    ("It has 6.2 deaths per 1,000 births, against 4.1 in May.", ["6.2 deaths per 1,000 births: 6.2 death per 1000 birth", "4.1: 4.1 death per 1000 birth"]),
    ("Pay is $12 an hour and a meal is $10.", ["$12 an hour: 12 US dollar per hour", "$10: 10 US dollar"]),
    ("Some 18 in every 100 cars were sold.", ["Some 18 in every 100 cars: ~18 car per 100"]),
]
BOUNDS = [
    ("The clinic is short of 700 nurses.", ["700 nurses: 700 nurse"]),
    ("The clinic will be short of about 700 nurses.", ["about 700 nurses: ~700 nurse"]),
    ("It was just short of 700 votes.", ["just short of 700 votes: <700 vote"]),
    ("He fell short of 700 votes.", ["short of 700 votes: <700 vote"]),
    ("Output crossed 330 million tonnes.", ["crossed 330 million tonnes: >330000000 tonne"]),
    ("He crossed three bridges.", ["three bridges: 3 bridge"]),
    ("It cost €45m plus €10m in fees.", ["€45m: 45000000 euro", "€10m: 10000000 euro"]),
    ("It cost €45m plus.", ["€45m plus: >=45000000 euro"]),
]
PARTS = [
    ("The play has two halves.", ["two halves: 2 half"]),
    ("The game has four quarters.", ["four quarters: 4 quarter"]),
    ("It took three-quarters of the crowd.", ["three-quarters of the crowd: 0.75 proportion crowd"]),
    ("He cut the deficit in half.", ["in half: by 0.5 times down"]),
    ("He lives in half a house.", ["half a house: 0.5 proportion house"]),
    ("It took an hour and 52 minutes.", ["an hour and 52 minutes: 1.8666666666666666666667 hour"]),
    ("It took an hour and 52 men.", ["52 men: 52 man"]),
    ("It was a one-off payment.", []),
    ("It fell to 2.1% of GDP.", ["2.1%: 2.1 percent GDP down"]),
]
WHERE_IT_LED = [
    ("Its index fell 0.3% to 1,463 points, while the other climbed 0.1% to 1,333.", ["0.3%: by 0.3 percent down", "1,463 points: 1463 point", "0.1%: by 0.1 percent up", "1,333: 1333 point"]),
    ("The firm fell 0.3% to 1,463 points, while profit climbed 0.1% to 12 euros.", ["0.3%: by 0.3 percent down", "1,463 points: 1463 point", "0.1%: by 0.1 percent up", "12 euros: 12 euro"]),
    ("It rallied 655 points to end at 73,651.", ["655 points: by 655 point up", "73,651: 73651 point"]),
    ("It was up 23.4 points, or 0.3%, at 8,215.", ["23.4 points: by 23.4 point up", "0.3%: by 0.3 percent up", "8,215: 8215 point"]),
    ("The rupee slid 12 paise to 83.47.", ["12 paise: by 12 Indian paisa down", "83.47: 83.47"]),
    ("Sales rose 11.5% year-on-year to 40 million euros.", ["11.5%: by 11.5 percent up", "40 million euros: 40000000 euro"]),
    ("He brought it down to 4.4%.", ["4.4%: 4.4 percent down"]),
    ("It boils down to 4.4%.", ["4.4%: 4.4 percent"]),
    ("Output must fall 45% to hold warming to 1.5C.", ["45%: by 45 percent down", "1.5C: 1.5 degree Celsius"]),
    ("It was raised by Rs 150 to Rs 2,275.", ["Rs 150: by 150 Indian rupee up", "Rs 2,275: 2275 Indian rupee"]),
    ("Bills will rise by an average of £109 to £2,171.", ["£109: by 109 pound sterling up", "£2,171: 2171 pound sterling"]),
    ("Bills cost an average of £109 to £171.", ["£109 to £171: 109..171 pound sterling"]),
    ("They raised the fee to Rs 7 lakh from Rs 5 lakh.", ["Rs 7 lakh from Rs 5 lakh: 500000->700000 Indian rupee"]),
    ("Support slumped to just 20 percent from 46 percent.", ["20 percent from 46 percent: 46->20 percent"]),
    ("Output fell to 31 tonnes in the season to September from 32 tonnes.", ["31 tonnes in the season to September from 32 tonnes: 32->31 tonne"]),
    ("It will rise from 24 to 33-35 billion euros.", ["24: 24000000000 euro", "33-35 billion euros: 33000000000..35000000000 euro up"]),
    ("It fell from 2.1-2.3 million tonnes to 1.8 million.", ["from 2.1-2.3 million tonnes: 2100000..2300000 tonne", "1.8 million: 1800000 tonne down"]),
    ("It was 1.5C warmer than in May.", ["1.5C: by 1.5 degree Celsius"]),
    ("It was 1.5C warm.", ["1.5C: 1.5 degree Celsius"]),
    ("It did 1,300 tests, 140 fewer than planned.", ["1,300 tests: 1300 test", "140: by 140 down"]),
]
COUNTED = [
    ("It had 23 fires, compared with just four in 2015.", ["23 fires: 23 fire", "four: 4 fire"]),
    ("It sold 63,150 Model 3s.", ["63,150 Model 3s: 63150 Model 3"]),
    ("It ordered 12 Airbus A320s and two 737s.", ["12 Airbus A320s: 12 Airbus A320", "two 737s: 2 737"]),
    ("It costs 5,000 yen ($45) here and 4,000 ($36) there.", ["5,000 yen: 5000 Japanese yen", "$45: 45 US dollar", "4,000: 4000 Japanese yen", "$36: 36 US dollar"]),
    ("It beat the 980 million forecast.", ["980 million: 980000000"]),
    ("It held 14 forecasts.", ["14 forecasts: 14 forecast"]),
    ("It saw 2.7m combined sales.", ["2.7m combined sales: 2700000 sale"]),
    ("He saved two of three break points.", ["two: 2 break point", "three break points: 3 break point"]),
    ("It fell by three basis points.", ["three basis points: by 3 basis point down"]),
    ("One in ten polled Americans agreed.", ["One in ten polled Americans: 1 polled American per 10"]),
]
SCORES = [
    ("She took the first set 6-4.", ["6-4: 4..6 score"]),
    ("They trail the series 2-1.", ["2-1: 1..2 score"]),
    ("They set 3-5 targets.", ["3-5 targets: 3..5 target"]),
]
AGES = [
    ("The suspect, 19, was held.", ["19: 19 year of age"]),
    ("A retired teacher, 71, was hurt.", ["71: 71 year of age"]),
    ("The bus, 19, was held.", ["19: 19"]),
    ("The court heard that Smith, 27, drove home.", ["27: 27 year of age"]),
    ("They met in Rome, 27, all told.", ["27: 27"]),
    ("Children as young as six worked.", ["as young as six: >=6 year of age"]),
    ("It holds 10- and 11-year-olds.", ["10: 10 year of age", "11-year-olds: 11 year of age"]),
    ("One in six people will be over 65.", ["One in six people: 1 person per 6", "over 65: >65 year of age"]),
    ("The taxes will be over 65.", ["over 65: >65"]),
]
TABLES = {
    "side by side": SIDE_BY_SIDE, "how often": HOW_OFTEN, "bounds": BOUNDS, "parts": PARTS,
    "where it led": WHERE_IT_LED, "counted": COUNTED, "ages": AGES, "scores": SCORES,
}  # fmt: skip
# fmt: on
LINES = [(kind, *line) for kind, table in TABLES.items() for line in table]


@pytest.mark.parametrize(("kind", "sentence", "figures"), LINES, ids=[line[1] for line in LINES])
def test_news_is_read_with_a_model_and_without(kind, sentence, figures):
    assert [told(figure) for figure in read_figures(sentence)] == figures, kind
    assert [told(figure) for figure in read(sentence).figures] == figures, kind


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        ("The top three seeds lost.", "top seeds"),
        ("In the previous two sessions it rose.", "previous sessions"),
        ("The last three seeds lost.", "seeds"),
        ("A third of those screened were ill.", "those screened"),
        ("A third of those were ill.", ""),
    ],
)
def test_what_is_counted_is_kept_in_the_texts_own_words(sentence, spoken):
    (figure,) = read(sentence).figures
    assert figure.spoken == spoken


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("The court fined the firm €797 million.", ["€797 million: 797000000 euro"]),
        ("Prices firmed 3%.", ["3%: by 3 percent up"]),
    ],
)
def test_a_noun_behind_an_article_moves_nothing(sentence, figures):
    assert [told(figure) for figure in read(sentence).figures] == figures
