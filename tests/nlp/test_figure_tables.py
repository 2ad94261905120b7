"""What is read as a quantity and what is not, by kind of writing. Each line is a sentence and all
the figures in it, told as ``telling`` says."""

# fmt: off

import pytest

from claims.nlp import read_figures

from .telling import told

DIGITS = [
    ("The barn burned 80, 000 bales.", ["80, 000 bales: 80000 bale"]),
    ("The county has 1 204 300 trees.", ["1 204 300 trees: 1204300 tree"]),
    ("The lake holds 1'250'000 litres.", ["1'250'000 litres: 1250000 litre"]),
    ("The mean was 5,5 points.", ["5,5 points: 5.5 point"]),
    (
        "A light year is 9.46 x 10^12 kilometres.",
        ["9.46 x 10^12 kilometres: 9460000000000 kilometre"],
    ),
    ("It has 2^10 cells.", ["2^10 cells: 1024 cell"]),
    ("The value is -2.5^-1.", ["-2.5^-1: -0.4"]),
    ("The yield was .75 tonnes.", [".75 tonnes: 0.75 tonne"]),
    ("A loss of -4.2 million euros.", ["-4.2 million euros: -4200000 euro"]),
    ("It has 10^5 cells and 1.234.567,8 links.", ["10^5 cells: 100000 cell", "1.234.567,8 links: 1234567.8 link"]),
    ("It sold 4 thousand 3 hundred hats.", ["4 thousand 3 hundred hats: 4300 hat"]),
]
WORDS = [
    (
        "Twenty-one hens and a hundred and one ducks.",
        ["Twenty-one hens: 21 hen", "a hundred and one ducks: 101 duck"],
    ),
    ("It took three and a half hours.", ["three and a half hours: 3.5 hour"]),
    (
        "Three million and a half voters stayed away.",
        ["Three million and a half voters: 3500000 voter"],
    ),
    ("The rate is six point five percent.", ["six point five percent: 6.5 percent"]),
    ("It made two billion and a quarter million tins.", ["two billion and a quarter million tins: 2000250000 tin"]),
    ("They bought 3 dozens.", ["3 dozens: 36"]),
    ("Nineteen hundred sheep grazed there.", ["Nineteen hundred sheep: 1900 sheep"]),
]
FRACTIONS = [
    (
        "Two-thirds of pupils passed.",
        ["Two-thirds of pupils: 0.6666666666666666666666666667 proportion pupil"],
    ),
    (
        "He holds a one - third stake.",
        ["one - third stake: 0.3333333333333333333333333333 proportion stake"],
    ),
    (
        "A twenty-fifth of the fleet was lost.",
        ["A twenty-fifth of the fleet: 0.04 proportion fleet"],
    ),
    ("A hundred trillionths of a gram.", ["A hundred trillionths of a gram: 0.0000000001 gram"]),
    ("Two and 1/4 miles, 3 and 1/5 miles.", ["Two and 1/4 miles: 2.25 mile", "3 and 1/5 miles: 3.2 mile"]),
    ("It fell for two quarters.", ["two quarters: 2 quarter"]),
    ("A pint is 1\u204416 of it.", ["1\u204416: 0.0625 proportion"]),
    ("It cost three quarters billion euros.", ["three quarters billion euros: 750000000 euro"]),
    ("One over twenty is small.", ["One over twenty: 0.05 proportion"]),
    ("A third man came, and he spoke third.", []),
    ("It rained in the second quarter and in the last half.", []),
]
RANGES = [
    ("It costs $200 to $4 million.", ["$200 to $4 million: 200..4000000 US dollar"]),
    ("It costs $2 to $4 million.", ["$2 to $4 million: 2000000..4000000 US dollar"]),
    ("Turnout was 20–30 per cent.", ["20–30 per cent: 20..30 percent"]),
    ("Between the ages of 19 and 22 they serve.", ["19 and 22: 19..22 year of age"]),
    (
        "The barns span from 300 acres up to 700 acres.",
        ["from 300 acres up to 700 acres: 300..700 acre"],
    ),
    (
        "More than 100 and fewer than 300 people came.",
        ["More than 100 and fewer than 300 people: 100..300 person"],
    ),
    ("It is above 1000 and below 1500.", ["above 1000 and below 1500: 1000..1500"]),
    ("The range is 1000 - 5000.", ["1000 - 5000: 1000..5000"]),
    ("At most 90 but at least 20 boats sank.", ["At most 90 but at least 20 boats: 20..90 boat"]),
    ("Two or three dogs barked.", ["Two or three dogs: 2..3 dog"]),
    ("She is in her early fifties.", ["early fifties: 50..53 year of age"]),
    ("He is in his 30s.", ["30s: 30..39 year of age"]),
    ("Youth unemployment is in the mid-30s.", ["mid-30s: 34..36"]),
    ("The late sixties were loud, and so were the 80s.", []),
]
HEDGES = [
    ("No fewer than 40 barges sank.", ["No fewer than 40 barges: >=40 barge"]),
    ("At most 40 barges sank.", ["At most 40 barges: <=40 barge"]),
    ("Not exceeding 40 barges.", ["Not exceeding 40 barges: <=40 barge"]),
    ("It is bigger or equal than 40.", ["bigger or equal than 40: >=40"]),
    ("It is weaker than 9 kg (88 N).", ["9 kg: 9 kilogram", "88 N: 88 newton"]),
    ("It is less than 9 kg (88 N).", ["less than 9 kg: <9 kilogram", "88 N: <88 newton"]),
    ("Just shy of 40 barges sank.", ["Just shy of 40 barges: <40 barge"]),
    ("About 40 or more barges sank.", ["About 40 or more barges: >=40 barge"]),
    ("It lasted 70+ days.", ["70+ days: >=70 day"]),
    ("Some 40-odd barges sank.", ["Some 40-odd barges: ~40 barge"]),
    ("Sales exceeded 3,000 units.", ["exceeded 3,000 units: >3000 unit"]),
    ("It cost $5 billion over six years.", ["$5 billion: 5000000000 US dollar", "six years: 6 year"]),
    ("He waited for over six years.", ["over six years: >6 year"]),
    ("It is bigger than 19 counties.", ["19 counties: 19 county"]),
]
SCALES = [
    ("It needs 8.4m tonnes of fuel.", ["8.4m tonnes: 8400000 tonne"]),
    ("The population grew from 4.5m to 5m.", ["from 4.5m to 5m: 4500000->5000000"]),
    ("The wall is 4.5m high.", ["4.5m: 4.5 metre"]),
    ("A 500mg dose.", ["500mg: 500 milligram"]),
    (
        "Losses of £3tn and 4bn francs.",
        ["£3tn: 3000000000000 pound sterling", "4bn francs: 4000000000 Swiss franc"],
    ),
    ("A fund of $1-billion.", ["$1-billion: 1000000000 US dollar"]),
    ("It sold 2.5k hats.", ["2.5k hats: 2500 hat"]),
]
CHANGES = [
    ("Bids narrowed to 17 bids from 29 bids.", ["17 bids from 29 bids: 29->17 bid"]),
    ("Power jumped from 180 to 195.", ["from 180 to 195: 180->195"]),
    ("The index rose 1.9 percent to 8,415.", ["1.9 percent: by 1.9 percent up", "8,415: 8415"]),
    ("The index rose to 8,415.", ["8,415: 8415 up"]),
    ("Shares fell 3.4%, or $1.20, in a day.", ["3.4%: by 3.4 percent down", "$1.20: by 1.2 US dollar down"]),
    ("It fell to a 50-year low of 3.5%.", ["50-year: 50 year", "3.5%: 3.5 percent down"]),
    ("It eased to 2.1% in May from 2.4% in April.", ["2.1% in May from 2.4%: 2.4->2.1 percent"]),
    ("It rose to 39 boats, up from 24 boats.", ["39 boats: 39 boat up", "24 boats: 24 boat"]),
    ("It grew 0.3% on the quarter and 1.5% on the year.", ["0.3%: by 0.3 percent up", "1.5%: by 1.5 percent up"]),
    ("Oil rose above $70.", ["above $70: >70 US dollar up"]),
    ("Prices have more than tripled since May.", ["more than tripled: by >3 times up"]),
    ("Deaths halved to 1,200.", ["halved: by 0.5 times down", "1,200: 1200"]),
    ("The deficit widened to 8%.", ["8%: 8 percent up"]),
    ("Bread was down 2%, milk by 3%.", ["2%: by 2 percent down", "3%: by 3 percent down"]),
    ("The team gave up 340 yards.", ["340 yards: 340 yard"]),
    ("It ran 10 mph less than planned.", ["10 mph: by 10 mile per hour"]),
    ("Rates moved up to 17 points.", ["17 points: 17 point up"]),
    (
        "It fell by 2 to 3 degrees Celsius (3.6 to 5.4 Fahrenheit).",
        [
            "2 to 3 degrees Celsius: by 2..3 degree Celsius down",
            "3.6 to 5.4 Fahrenheit: by 3.6..5.4 degree Fahrenheit down",
        ],
    ),
    ("It grew faster than 96 percent of firms.", ["96 percent: 96 percent firm"]),
]
MONEY = [
    ("It paid 300 Georgian laris.", ["300 Georgian laris: 300 Georgian lari"]),
    (
        "It paid C$300 and 40 Jamaican dollars.",
        ["C$300: 300 Canadian dollar", "40 Jamaican dollars: 40 Jamaican dollar"],
    ),
    ("It paid 13 dollars and 45 cents.", ["13 dollars and 45 cents: 13.45 US dollar"]),
    ("It paid almost S $2 million.", ["almost S $2 million: ~2000000 Singapore dollar"]),
    ("It paid 75 USD million.", ["75 USD million: 75000000 US dollar"]),
    ("A profit of Y=590 billion.", ["Y=590 billion: 590000000000 Japanese yen"]),
    ("It lost $9 million, a loss of 3 cents a share.", ["$9 million: 9000000 US dollar", "3 cents a share: 3 US cent per share"]),
    ("It paid thirteen dollars forty-five.", ["thirteen dollars forty-five: 13.45 US dollar"]),
    ("It paid 470 pence a share.", ["470 pence a share: 470 penny per share"]),
    ("It paid usd 20.", ["usd 20: 20 US dollar"]),
    ("The fine was 600 pounds.", ["600 pounds: 600 pound sterling"]),
    ("The calf had 600 pounds.", ["600 pounds: 600 pound"]),
]
UNITS = [
    ("Wind of 61 HZ.", ["61 HZ: 61 hertz"]),
    ("A 12 C melting point, 20 (kg).", ["12 C: 12 degree Celsius", "20 (kg): 20 kilogram"]),
    ("A 5 W USB charger.", ["5 W: 5 watt"]),
    ("It was 10.5 celcius.", ["10.5 celcius: 10.5 degree Celsius"]),
    ("A torque of 310 lb-ft.", ["310 lb-ft: 310 pound-foot"]),
    ("A current of 7.5 A/cm2.", ["7.5 A/cm2: 7.5 ampere per square centimetre"]),
    ("He trained for 340 swimming metres.", ["340 swimming metres: 340 metre"]),
    ("He weighs 9st 7lb.", ["9st 7lb: 9.5 stone"]),
    ("It ran 2h 15m.", ["2h 15m: 2.25 hour"]),
    ("He is six foot six.", ["six foot six: 6.5 foot"]),
    ("It was -5 °C.", ["-5 °C: -5 degree Celsius"]),
    ("A 6-foot-6 guard.", ["6-foot-6: 6.5 foot"]),
    ("A 900-square-foot flat.", ["900-square-foot: 900 square foot"]),
    ("It took a minute and a half.", ["a minute and a half: 1.5 minute"]),
    ("She is 6 ft 6 in.", ["6 ft 6 in: 6.5 foot"]),
    ("It took 2 hours and 30 minutes.", ["2 hours and 30 minutes: 2.5 hour"]),
    (
        "He kept 3 years, 2 months and 14 days.",
        ["3 years: 3 year", "2 months: 2 month", "14 days: 14 day"],
    ),
    ("It flew at 30' over the sea.", ["30': 30 foot"]),
]
RATES = [
    ("It burns 40 gallons of jet fuel a minute.", ["40 gallons: 40 gallon per minute"]),
    ("She earns $12-an-hour.", ["$12-an-hour: 12 US dollar per hour"]),
    ("It kills nearly 3,700 a day.", ["nearly 3,700 a day: ~3700 per day"]),
    ("A 1-in-4 chance.", ["1-in-4 chance: 1 chance per 4"]),
    ("Deaths per 100,000 fell from 12 to 9.", ["from 12 to 9: 12->9"]),
    ("It cost $32/trip.", ["$32/trip: 32 US dollar per trip"]),
    ("About one of every six sailors moved.", ["About one of every six sailors: ~1 sailor per 6"]),
    ("The ratio is 3:1.", ["3:1: 3 ratio per 1"]),
    ("They were outnumbered 5-to-2.", ["5-to-2: 5 ratio per 2"]),
    ("The odds of an early vote stand at 7-2.", ["7-2: 7 ratio per 2"]),
    ("She was outspent 5-1.", ["5-1: 5 ratio per 1"]),
]
SCORES = [
    ("They won 3-1 away.", ["3-1: 1..3 score"]),
    ("At 2-0 down they gave up.", ["2-0: 0..2 score"]),
    ("They drew 2-2 away.", ["2-2: 2 score"]),
    ("The panel voted 19-15 along party lines.", ["19-15: 15..19 score"]),
    ("The senate voted 10 to 0.", ["10 to 0: 0..10 score"]),
    ("They won 10-15 seats.", ["10-15 seats: 10..15 seat"]),
]
ROUGH = [
    ("Several hundred police came.", ["Several hundred police: 100..1000 police"]),
    ("A few thousand fans left.", ["A few thousand fans: 1000..10000 fan"]),
    ("A couple of dozen MPs voted.", ["A couple of dozen MPs: 24 MP"]),
    ("Hundreds of thousands marched.", ["Hundreds of thousands: 100000..1000000"]),
]
TOLERANCES = [
    ("The rod is 42 ± 2 cm.", ["42 ± 2 cm: 40..44 centimetre"]),
    ("The margin is plus or minus 3 points.", ["plus or minus 3 points: by -3..3 point"]),
    ("The margin is ±3 percentage points.", ["±3 percentage points: by -3..3 percentage point"]),
]
AGES = [
    ("Ana Ruiz, 44, came.", ["44: 44 year of age"]),
    ("Mr Lee, who is 34, came.", ["34: 34 year of age"]),
    ("At age 78 he fell.", ["78: 78 year of age"]),
    ("A 28 - year - old driver.", ["28 - year - old: 28 year of age"]),
    ("Boys aged three and nine came.", ["three: 3 year of age", "nine: 9 year of age"]),
    ("Boys aged 4, 6 and 9 came.", ["4: 4 year of age", "6: 6 year of age", "9: 9 year of age"]),
    ("Boys aged three and nine cows came.", ["three: 3 year of age", "nine cows: 9 cow"]),
    ("Men aged over 70 came.", ["over 70: >70 year of age"]),
    ("Girls under the age of 5 years came.", ["under the age of 5 years: <5 year of age"]),
    ("The keeper turned 38 in May.", ["38: 38 year of age"]),
    ("The keeper turned 38 boats away.", ["38 boats: 38 boat"]),
    ("Most of them over 60, they left.", ["over 60: >60 year of age"]),
    ("It lies over 60.", ["over 60: >60"]),
    (
        "Girls aged 12, 13 and 14 years old.",
        ["12: 12 year of age", "13: 13 year of age", "14 years old: 14 year of age"],
    ),
]
LEFT_OUT = [
    ("At least 12 people died and more than 40 injured.", ["At least 12 people: >=12 person", "more than 40: >40 person"]),
    ("Some 20 to 30 of the 1,200 refugees left.", ["Some 20 to 30: 20..30 refugee", "1,200 refugees: 1200 refugee"]),
    ("Sales rose by a third, to 12,000.", ["a third: by 0.3333333333333333333333333333 proportion up", "12,000: 12000"]),
    ("There were 312 breakdowns, up from 81 the year before.", ["312 breakdowns: 312 breakdown", "81: 81 breakdown"]),
    ("Half of its 24 wards closed.", ["Half: 0.5 proportion ward", "24 wards: 24 ward"]),
    ("They blamed thousands of $12-an-hour staff.", ["thousands: 1000..10000", "$12-an-hour: 12 US dollar per hour"]),
    ("It raised 40 million of the 2.2 billion pesos.", ["40 million: 40000000 Mexican peso", "2.2 billion pesos: 2200000000 Mexican peso"]),
    ("It sold 60 boats, up from 20.", ["60 boats: 60 boat", "20: 20 boat"]),
    ("It has 900 homes including 150 in Leeds.", ["900 homes: 900 home", "150: 150 home"]),
    ("Against 20 or 30 cows.", ["20 or 30 cows: 20..30 cow"]),
    ("They paid 3, 4 or 5 percent.", ["3: 3 percent", "4 or 5 percent: 4..5 percent"]),
    ("It ended at 8,931, 12 percent above May.", ["8,931: 8931", "12 percent: 12 percent"]),
    (
        "It has 51,200 staff who left within two years and 73,600 who stayed.",
        ["51,200 staff: 51200 staff", "two years: 2 year", "73,600: 73600 staff"],
    ),
]
NOUNS = [
    ("Two of Dane's deputies left.", ["Two of Dane's deputies: 2 Dane deputy"]),
    ("There were 45 flood-related claims.", ["45 flood-related claims: 45 flood related claim"]),
    ("It recalled 730 Saab and Lada lorries.", ["730 Saab and Lada lorries: 730 Saab Lada lorry"]),
    ("It grounded six old 125 Otter planes.", ["six old 125 Otter planes: 6 old 125 Otter plane"]),
    (
        "Half of the bank's customers left.",
        ["Half of the bank's customers: 0.5 proportion bank customer"],
    ),
    ("The rally drew 6.7 million last night.", ["6.7 million: 6700000"]),
    (
        "They count residential burglaries: 90 residential burglaries.",
        ["90 residential burglaries: 90 residential burglary"],
    ),
]
NO_QUANTITIES = [
    "He lives at 131 West 23rd Street.",
    "Call 911, or an 800 number.",
    "They met one-on-one, gave one-sided news and paid time-and-a-half.",
    "Measure 4-712 passed.",
    "Everybody here knows the Big Ten and the Lucky Seven.",
    "On 1 may that year it rained.",
    "Post 602847193350274816 was deleted.",
    "And, number two, I said so.",
    "The 1st, the 22nd, the 103rd, the 11th and the 1,204th of them.",
    "It was kept by Ruiz (4) at the end.",
    "It was all for naught.",
    "The twenty-first century and the thirty-third day.",
    "The Airbus 350s and the Wagon 5s.",
    "The FTSE 100 and the S&P 500 fell.",
    "Flight 93 and the iPhone 11 Pro Max.",
    "See page 12, Article 50 and No. 7.",
    "From 1998 to 2004 he was away.",
    "At 17:45 GMT on 2020-04-01.",
    "The node at 10.20.30.4 runs 2.4.1.",
    "See Section 4.2 and version 10.3.",
    "Terminal 4 and Runway 27 were shut.",
    "He sat in seat 3b and lives at flat 14c.",
    "She won the 200m and the women's 800 metres final.",
]
TABLES = {
    "digits": DIGITS, "words": WORDS, "fractions": FRACTIONS, "ranges": RANGES, "hedges": HEDGES,
    "scales": SCALES, "changes": CHANGES, "money": MONEY, "units": UNITS, "rates": RATES,
    "scores": SCORES, "tolerances": TOLERANCES, "rough": ROUGH, "ages": AGES, "left out": LEFT_OUT, "nouns": NOUNS,
    "no quantities": [(sentence, []) for sentence in NO_QUANTITIES],
}  # fmt: skip
# fmt: on
LINES = [(kind, *line) for kind, table in TABLES.items() for line in table]


@pytest.mark.parametrize(("kind", "sentence", "figures"), LINES, ids=[line[1] for line in LINES])
def test_a_sentence_gives_exactly_these_figures(kind, sentence, figures):
    assert [told(figure) for figure in read_figures(sentence)] == figures, kind


def test_every_step_of_a_figure_names_the_words_it_was_read_from():
    text = "More than 5,000 to 7,000 people came."
    (figure,) = read_figures(text)
    assert [(step.rule, text[step.start : step.end]) for step in figure.steps] == [
        ("range of digits", "5,000 to 7,000"),
        ("counted noun", "people"),
        ("hedge more", "More than"),
    ]


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("The 100m mast fell.", ["100m: 100 metre"]),
        ("He walked the 800 metres to it.", ["800 metres: 800 metre"]),
        ("In that section 2.3 million left.", ["2.3 million: 2300000"]),
        ("In the terminal 4 boats sank.", ["4 boats: 4 boat"]),
    ],
)
def test_what_looks_like_a_name_and_measures_or_counts_is_a_figure(sentence, figures):
    assert [told(figure) for figure in read_figures(sentence)] == figures
