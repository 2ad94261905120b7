"""In how many ways English writes a number, a range and a bound. Each line is a sentence and all the figures in it, told as ``telling`` says."""

# fmt: off

import pytest

from claims.nlp import read_figures

from .telling import told

DIGITS = [
    ("The drop was -1 3/8 inches.", ["-1 3/8 inches: -1.375 inch"]),
    ("It moved −12.5 metres.", ["−12.5 metres: -12.5 metre"]),
    ("It read (-4) at dawn.", ["-4: -4"]),
    ("It has 6.1 x 10^8 cells.", ["6.1 x 10^8 cells: 610000000 cell"]),
    ("Light covers 3 × 10⁸ metres.", ["3 × 10⁸ metres: 300000000 metre"]),
    ("A dose of 2·10^-3 grams.", ["2·10^-3 grams: 0.002 gram"]),
    ("It holds 10⁶ seeds.", ["10⁶ seeds: 1000000 seed"]),
    ("A load of 4E5 bytes.", ["4E5 bytes: 400000 byte"]),
    ("It has 62 400 roofs.", ["62 400 roofs: 62400 roof"]),
    ("It paid 4,50,000 rupees.", ["4,50,000 rupees: 450000 Indian rupee"]),
    ("It holds 1 234 567.5 litres.", ["1 234 567.5 litres: 1234567.5 litre"]),
    ("The plot is 234 567.5 metres off.", ["234: 234", "567.5 metres: 567.5 metre"]),
    ("7 thousand 4 hundred and 6 boats sank.", ["7 thousand 4 hundred and 6 boats: 7406 boat"]),
]
# Lines that hold one number and nothing else, as in a table, and the same behind words.
CELLS = [
    ("-2.5 M", ["-2.5 M: -2500000"]),
    ("3b", ["3b: 3000000000"]),
    ("12G", ["12G: 12000000000"]),
    ("half", ["half: 0.5 proportion"]),
    ("30 over 12", ["30 over 12: 2.5 proportion"]),
    ("He ran 30 over 12 days.", ["30: 30", "12 days: 12 day"]),
    ("It was half done.", []),
]
SCALES = [
    ("It cost nine grand.", ["nine grand: 9000"]),
    ("It owes 20 thou.", ["20 thou: 20000"]),
    ("It sold 6 dz eggs.", ["6 dz eggs: 72 egg"]),
    ("He ordered 5 gross of pens.", ["5 gross: 720"]),
    ("They counted four score ships.", ["four score ships: 80 ship"]),
    ("It spent 40 cr on it.", ["40 cr: 400000000"]),
    ("It made 2.5 lac tins.", ["2.5 lac tins: 250000 tin"]),
    ("It has 3 quintillion atoms.", ["3 quintillion atoms: 3000000000000000000 atom"]),
    ("It made two millions of them.", ["two millions: 2000000"]),
    ("It sold two hundred and four dozens.", ["two hundred and four dozens: 2448"]),
    ("Two grand pianos stood there.", ["Two grand pianos: 2 grand piano"]),
    ("It paid $7 mil.", ["$7 mil: 7000000 US dollar"]),
    ("A 5 mil sheet tore.", ["5 mil: 5 mil"]),
]
WORDS = [
    ("They counted two thousand, six hundred and four sheep.", ["two thousand, six hundred and four sheep: 2604 sheep"]),
    ("One million, two hundred thousand homes burned.", ["One million, two hundred thousand homes: 1200000 home"]),
    ("Hundred and fifty people came.", ["Hundred and fifty people: 150 person"]),
    ("One-hundred-and-five goats fled.", ["One-hundred-and-five goats: 105 goat"]),
    ("It lasted two-and-a-half hours.", ["two-and-a-half hours: 2.5 hour"]),
    ("It cost half-a-million pounds.", ["half-a-million pounds: 500000 pound sterling"]),
    ("A half-million people fled.", ["A half-million people: 500000 person"]),
    ("A quarter-million of them left.", ["quarter-million: 250000"]),
    ("A quarter of a million people came.", ["A quarter of a million people: 250000 person"]),
    ("Twenty - one boats sank.", ["Twenty - one boats: 21 boat"]),
    ("It grew by point five percent.", ["point five percent: by 0.5 percent up"]),
    ("It lost minus point two points.", ["minus point two points: by -0.2 point down"]),
    ("The rate is two point oh five percent.", ["two point oh five percent: 2.05 percent"]),
    ("At this point five men left.", ["five men: 5 man"]),
    ("One, two, three boats passed.", ["One: 1 boat", "two: 2 boat", "three boats: 3 boat"]),
    ("It rose a hundredfold.", ["hundredfold: by 100 times up"]),
    ("A dozen and a half eggs broke.", ["A dozen and a half eggs: 18 egg"]),
    ("It has two thousand and three hundred goats.", ["two thousand and three hundred goats: 2300 goat"]),
    ("It has one hundred and five thousand goats.", ["one hundred and five thousand goats: 105000 goat"]),
    ("It cost thousand pounds.", ["thousand pounds: 1000 pound sterling"]),
    ("Hundred percent of them came.", ["Hundred percent: 100 percent"]),
    ("It fell by 3 per thousand people.", ["3 per thousand people: by 3 per 1000 person down"]),
]
FRACTIONS = [
    ("It took one one-thousandth of a second.", ["one one-thousandth of a second: 0.001 second"]),
    ("It is three one-hundredths of an inch.", ["three one-hundredths of an inch: 0.03 inch"]),
    ("It is five ten-thousandths of an inch.", ["five ten-thousandths of an inch: 0.0005 inch"]),
    ("It is a ten-thousandth of an inch.", ["a ten-thousandth of an inch: 0.0001 inch"]),
    ("It is two hundred-thousandths of a gram.", ["two hundred-thousandths of a gram: 0.00002 gram"]),
    ("It is three hundred-thousandths of it.", ["three hundred-thousandths: 0.00003 proportion"]),
    ("It is two hundred twenty-fifths.", ["two hundred twenty-fifths: 8"]),
    ("It is eleven thirty-seconds of an inch.", ["eleven thirty-seconds of an inch: 0.34375 inch"]),
    ("It took 3 fifths of the land.", ["3 fifths of the land: 0.6 proportion land"]),
    ("It took 3 quarters of the town.", ["3 quarters of the town: 0.75 proportion town"]),
    ("It fell for 3 quarters.", ["3 quarters: 3 quarter"]),
    ("It is four and 3 quarters.", ["four and 3 quarters: 4.75"]),
    ("It is 3-1/2 miles.", ["3-1/2 miles: 3.5 mile"]),
    ("It took 7/12 of the land.", ["7/12 of the land: 0.5833333333333333333333333333 proportion land"]),
    ("It is 22/7 or so.", ["22/7 or so: ~3.142857142857142857142857143"]),
    ("It measured 120/80.", ["120/80: 120 per 80"]),
    ("It took 2/3rds of the land.", ["2/3rds of the land: 0.6666666666666666666666666667 proportion land"]),
    ("It is ⅚ of it.", ["⅚: 0.8333333333333333333333333333 proportion"]),
    ("It rose half of one percent.", ["half of one percent: by 0.5 percent up"]),
    ("The one hundred fifth visitor came.", []),
    ("Thirty seconds later it rained.", ["Thirty seconds: 30 second"]),
    ("Third of pupils miss it.", ["Third of pupils: 0.3333333333333333333333333333 proportion pupil"]),
    ("Third of May was wet.", []),
    ("Rates were cut by quarter point.", ["quarter point: 0.25 point"]),
    ("Give the knob a quarter turn.", ["a quarter turn: 0.25 proportion turn"]),
    ("It was a quarter later.", []),
]
RANGES = [
    ("It is a 20- to 30-minute walk.", ["20- to 30-minute: 20..30 minute"]),
    ("It takes two- to three-week breaks.", ["two- to three-week: 2..3 week"]),
    ("Veterans are 18- to 24-year-olds.", ["18- to 24-year-olds: 18..24 year of age"]),
    ("It takes 5 through 10.", ["5 through 10: 5..10"]),
    ("It has 5...10 legs.", ["5...10 legs: 5..10 leg"]),
    ("A quarter to a third of them left.", ["A quarter to a third: 0.25..0.3333333333333333333333333333 proportion"]),
    ("It costs $5 or $10.", ["$5 or $10: 5..10 US dollar"]),
    ("It is above 20, below 30.", ["above 20, below 30: 20..30"]),
    ("Rents sank by 4% to 9%.", ["4% to 9%: by 4..9 percent down"]),
    ("It costs between two hundred and three hundred euros.", ["between two hundred and three hundred euros: 200..300 euro"]),
    ("It costs between one million and four million euros.", ["between one million and four million euros: 1000000..4000000 euro"]),
    ("It has between one hundred and ten and one hundred and forty seats.", ["between one hundred and ten and one hundred and forty seats: 110..140 seat"]),
    ("Wages are 1900 - 8400 pesos.", ["1900 - 8400 pesos: 1900..8400 Mexican peso"]),
    ("It grew in 1900 - 8,400 people came.", ["8,400 people: 8400 person"]),
    ("It grew in 2015 to 3,400 boats.", ["3,400 boats: 3400 boat up"]),
    ("They hand over between $30 and $50.", ["between $30 and $50: 30..50 US dollar"]),
    ("It is 310 or less than 400.", ["310: 310", "less than 400: <400"]),
    ("Take up to 60 but >60 is too much.", ["up to 60: <=60", ">60: >60"]),
    ("It costs $500 million - half a billion dollars.", ["$500 million: 500000000 US dollar", "half a billion dollars: 500000000 US dollar"]),
]
BOUNDS = [
    ("It is not lower than 5.", ["not lower than 5: >=5"]),
    ("It is not above 5.", ["not above 5: <=5"]),
    ("It does not exceed 5 metres.", ["not exceed 5 metres: <=5 metre"]),
    ("It is > 5 metres.", ["> 5 metres: >5 metre"]),
    ("It weighs min. 5 kg.", ["min. 5 kg: >=5 kilogram"]),
    ("It weighs max. 5 kg.", ["max. 5 kg: <=5 kilogram"]),
    ("It is 5 kg max.", ["5 kg max.: <=5 kilogram"]),
    ("The fee is capped at 5 percent.", ["capped at 5 percent: <=5 percent"]),
    ("It is no taller than 5 metres.", ["no taller than 5 metres: <=5 metre"]),
    ("It is considerably more than 5 metres.", ["considerably more than 5 metres: >5 metre"]),
    ("It is a touch over 5 metres.", ["a touch over 5 metres: >5 metre"]),
    ("It is fractionally below 5 metres.", ["fractionally below 5 metres: <5 metre"]),
    ("It is heavier than or equal to 5 kg.", ["heavier than or equal to 5 kg: >=5 kilogram"]),
    ("Not even 5 boats came.", ["Not even 5 boats: <5 boat"]),
    ("Perhaps 5 boats came.", ["Perhaps 5 boats: ~5 boat"]),
    ("He walked for 5 hours at the very least.", ["5 hours at the very least: >=5 hour"]),
    ("It has 5 seats or upwards.", ["5 seats or upwards: >=5 seat"]),
    ("The Pro Max 256GB costs 5 euros.", ["5 euros: 5 euro"]),
    ("It will shed up to 40 ships.", ["up to 40 ships: <=40 ship"]),
    ("It moved up to 40 points.", ["40 points: 40 point up"]),
    ("Bills could top £300.", ["could top £300: >300 pound sterling"]),
    ("It was a top 40 hit.", ["40 hit: 40 hit"]),
    ("In the past 3 years it rose.", ["3 years: 3 year"]),
    ("Two roughly equal halves remained.", ["Two: 2"]),
]
RATES = [
    ("Only one in eight met it.", ["one in eight: 1 per 8"]),
    ("Six out of every ten pounds went.", ["Six out of every ten pounds: 6 pound per 10"]),
    ("About one person in four will be there.", ["About one person in four: ~1 person per 4"]),
    ("Is 2 in 7 or more a fair share?", ["2 in 7 or more: >=2 per 7"]),
    ("He scored one goal in four games.", ["one goal: 1 goal", "four games: 4 game"]),
    ("It opens one day a week.", ["one day a week: 1 day per week"]),
    ("One day a man came.", []),
    ("Eggs cost $4.95 a dozen.", ["$4.95 a dozen: 4.95 US dollar per dozen"]),
    ("It cost thirteen dollars forty-five.", ["thirteen dollars forty-five: 13.45 US dollar"]),
    ("She won 6-4, 6-3 and 7-6.", ["6-4: 4..6 score", "6-3: 3..6 score", "7-6: 6..7 score"]),
    ("They sold 6-4, 6-3 and 7-6.", []),
]
TABLES = {
    "rates and results": RATES,
    "digits": DIGITS,
    "cells": CELLS,
    "scales": SCALES,
    "words": WORDS,
    "fractions": FRACTIONS,
    "ranges": RANGES,
    "bounds": BOUNDS,
}
# fmt: on
LINES = [(kind, *line) for kind, table in TABLES.items() for line in table]


@pytest.mark.parametrize(("kind", "sentence", "figures"), LINES, ids=[line[1] for line in LINES])
def test_a_number_reads_however_it_is_written(kind, sentence, figures):
    assert [told(figure) for figure in read_figures(sentence)] == figures, kind
