"""Units of measurement and of money as they are written, and what is counted or named instead. Each line is a sentence and all the figures in it, told as ``telling`` says."""

# fmt: off

import pytest

from claims.nlp import read_figures

from .telling import told

LENGTHS = [
    ("It is 12 in. long.", ["12 in.: 12 inch"]),
    ("A 12-in pipe burst.", ["12-in: 12 inch"]),
    ("There are 12 in all.", ["12: 12"]),
    ("He is 5'10\" tall.", ["5'10\": 5.8333333333333333333333 foot"]),
    ("It is 6 ft. 2 in. tall.", ["6 ft. 2 in.: 6.1666666666666666666667 foot"]),
    ("It is 30 ft/s fast.", ["30 ft/s: 30 foot per second"]),
    ("It is 5 m/s2.", ["5 m/s2: 5 metre per square second"]),
    ("It is 9 decametres long.", ["9 decametres: 9 decametre"]),
    ("It is 4 picometres wide.", ["4 picometres: 4 picometre"]),
]
AREAS = [
    ("A flat of 5 m^2.", ["5 m^2: 5 square metre"]),
    ("A flat of 1,200 sq. ft. is large.", ["1,200 sq. ft.: 1200 square foot"]),
    ("A 1,200-sq-ft flat.", ["1,200-sq-ft: 1200 square foot"]),
    ("It covers 20 sq km.", ["20 sq km: 20 square kilometre"]),
    ("It holds 5 cu ft.", ["5 cu ft: 5 cubic foot"]),
    ("It holds 5 cubic yards.", ["5 cubic yards: 5 cubic yard"]),
]
VOLUMES = [
    ("It takes two cups of rice.", ["two cups: 2 cup"]),
    ("He won two cup finals.", ["two cup finals: 2 cup final"]),
    ("It holds 200 acre-feet.", ["200 acre-feet: 200 acre-foot"]),
    ("It pumps 100,000 bpd.", ["100,000 bpd: 100000 barrel per day"]),
    ("It takes 5 fl oz.", ["5 fl oz: 5 fluid ounce"]),
    ("It takes 3 hectolitres.", ["3 hectolitres: 3 hectolitre"]),
]
MASSES = [
    ("It ships 50,000 MT of wheat.", ["50,000 MT: 50000 tonne"]),
    ("It is 3 long tons.", ["3 long tons: 3 long ton"]),
    ("It is 2 troy ounces.", ["2 troy ounces: 2 troy ounce"]),
    ("It emits 20 Mt of carbon.", ["20 Mt: 20 megatonne"]),
]
SCIENCE = [
    ("It draws 10 kΩ.", ["10 kΩ: 10 kiloohm"]),
    ("It holds 10 µF.", ["10 µF: 10 microfarad"]),
    ("A dose of 5 mSv.", ["5 mSv: 5 millisievert"]),
    ("A dose of 10 mmol.", ["10 mmol: 10 millimole"]),
    ("It is 5 mmol/L.", ["5 mmol/L: 5 millimole per litre"]),
    ("It is 5 µg/m3.", ["5 µg/m3: 5 microgram per cubic metre"]),
    ("It is 2.5 bar.", ["2.5 bar: 2.5 bar"]),
    ("Five bars closed.", ["Five bars: 5 bar"]),
    ("It is 120 mmHg.", ["120 mmHg: 120 millimetre of mercury"]),
    ("It is 3 atm.", ["3 atm: 3 atmosphere"]),
    ("The Bank made two BoE cuts.", ["two BoE cuts: 2 BoE cut"]),
    ("It is 45 N.", ["45 N: 45 newton"]),
    ("It sends 100 Mbit/s.", ["100 Mbit/s: 100 megabit per second"]),
    ("It sends 100 MB/s.", ["100 MB/s: 100 megabyte per second"]),
    ("It has 2 exabytes.", ["2 exabytes: 2 exabyte"]),
    ("It is 300 dpi.", ["300 dpi: 300 dot per inch"]),
    ("It is 5 ℃.", ["5 ℃: 5 degree Celsius"]),
    ("It is 5 ° C.", ["5 ° C: 5 degree Celsius"]),
    ("It is 300 degrees Kelvin.", ["300 degrees Kelvin: 300 kelvin"]),
    ("It lost 3 %-points.", ["3 %-points: by 3 percentage point down"]),
]
TIMES = [
    ("He slept 5 hrs.", ["5 hrs: 5 hour"]),
    ("It lasted 3 mos.", ["3 mos: 3 month"]),
    ("A 45 y/o man came.", ["45 y/o: 45 year of age"]),
    ("She is 3 yrs old.", ["3 yrs old: 3 year of age"]),
]
MONEY = [
    ("It paid R1.5bn.", ["R1.5bn: 1500000000 South African rand"]),
    ("The R500 is a car.", []),
    ("It paid N500 million.", ["N500 million: 500000000 Nigerian naira"]),
    ("It paid NOK500.", ["NOK500: 500 Norwegian krone"]),
    ("PHP8 is out.", []),
    ("It paid Dh500.", ["Dh500: 500 UAE dirham"]),
    ("It paid ฿500.", ["฿500: 500 Thai baht"]),
    ("It paid 500 kroner.", ["500 kroner: 500 Norwegian krone"]),
    ("It paid 500 dong.", ["500 dong: 500 Vietnamese dong"]),
    ("It paid 30 MEUR.", ["30 MEUR: 30000000 euro"]),
    ("It paid 5 kUSD.", ["5 kUSD: 5000 US dollar"]),
    ("It paid rupees 500 crore.", ["rupees 500 crore: 5000000000 Indian rupee"]),
    ("It costs dollar 22.75.", ["dollar 22.75: 22.75 US dollar"]),
    ("He left the dollar 3 years ago.", ["3 years: 3 year"]),
    ("It costs 10 euros 50 cents.", ["10 euros 50 cents: 10.5 euro"]),
    ("It costs 3 pounds 50 pence.", ["3 pounds 50 pence: 3.5 pound sterling"]),
    ("It paid CAN$5.", ["CAN$5: 5 Canadian dollar"]),
    ("It paid 7 $ 35 cents.", ["7 $ 35 cents: 7.35 US dollar"]),
    ("It paid 7 $35 bills.", ["7: 7", "$35: 35 US dollar"]),
    ("It paid 12 USD 30 for it.", ["12 USD 30: 12.3 US dollar"]),
    ("It paid 18 EUR 60.", ["18 EUR 60: 18.6 euro"]),
    ("It paid 12 USD 30 times.", ["12 USD: 12 US dollar", "30 times: 30 times"]),
    ("It paid 12 USD 300.", ["12 USD: 12 US dollar", "300: 300"]),
    ("It costs $5 a bushel.", ["$5 a bushel: 5 US dollar per bushel"]),
    ("On incomes above 300 pounds a week.", ["above 300 pounds a week: >300 pound sterling per week"]),
    ("It paid 12 million euros plus 3 million in fees.", ["12 million euros: 12000000 euro", "3 million: 3000000 euro"]),
]
PARTS = [
    ("It took three hours and a half.", ["three hours and a half: 3.5 hour"]),
    ("It cost five pounds and a quarter.", ["five pounds and a quarter: 5.25 pound sterling"]),
    ("It took an hour and a quarter.", ["an hour and a quarter: 1.25 hour"]),
    ("It took two hours and half the crew.", ["two hours: 2 hour", "half the crew: 0.5 proportion crew"]),
    ("It took a year and half of the next.", ["half: 0.5 proportion"]),
    ("It has 20 percent and a third.", ["20 percent: 20 percent", "a third: 0.3333333333333333333333333333 proportion"]),
]
NEIGHBOURS = [
    ("The yard is 5 x 3 metres.", ["5: 5 metre", "3 metres: 3 metre"]),
    ("It rained 20 mm (0.8 in).", ["20 mm: 20 millimetre", "0.8 in: 0.8 inch"]),
    ("It has 40 cases per million people.", ["40 cases per million people: 40 case per 1000000 person"]),
    ("A 200m-euro fund opened.", ["200m-euro: 200000000 euro"]),
    ("A 3 million-pound barn burned.", ["3 million-pound: 3000000 pound sterling"]),
    ("It was -10 to -15 degrees.", ["-10 to -15 degrees: -15..-10 degree"]),
]
NOUNS = [
    ("It is a 40 page leaflet.", ["40 page: 40 page"]),
    ("It has a four bedroom house.", ["four bedroom: 4 bedroom"]),
    ("It has 300 cabin crew.", ["300 cabin crew: 300 cabin crew"]),
    ("They bought six of the two-storey houses.", ["six of the two-storey houses: 6 two storey house"]),
    ("It was Ana Ruiz 44 who ran it.", ["44: 44 year of age"]),
    ("The index ended at 8,415.20, up 58 points.", ["8,415.20: 8415.2 point", "58 points: by 58 point up"]),
    ("The hall was built for 650 guests but now holds over 1,000.", ["650 guests: 650 guest", "over 1,000: >1000 guest"]),
    ("Some 14 sailors drowned and 31 were saved.", ["Some 14 sailors: ~14 sailor", "31: 31 sailor"]),
    ("The index rose 150 points to 9,400.", ["150 points: by 150 point up", "9,400: 9400 point"]),
    ("Two of their last 9 bids failed.", ["Two: 2 bid", "9 bids: 9 bid"]),
    ("Only one boat sank.", ["one boat: 1 boat"]),
    ("She was the only one in it.", []),
    ("SB 1070 passed.", []),
    ("He wore the number 9 shirt.", []),
]
TABLES = {
    "lengths": LENGTHS,
    "areas": AREAS,
    "volumes": VOLUMES,
    "masses": MASSES,
    "science": SCIENCE,
    "times": TIMES,
    "money": MONEY,
    "parts": PARTS,
    "neighbours": NEIGHBOURS,
    "nouns": NOUNS,
}
# fmt: on
LINES = [(kind, *line) for kind, table in TABLES.items() for line in table]


@pytest.mark.parametrize(("kind", "sentence", "figures"), LINES, ids=[line[1] for line in LINES])
def test_a_unit_reads_however_it_is_written(kind, sentence, figures):
    assert [told(figure) for figure in read_figures(sentence)] == figures, kind
