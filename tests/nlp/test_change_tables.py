"""Verbs and nouns that say which way a figure moved, and ones that do not. Each line is a sentence and all the figures in it, told as ``telling`` says."""

# fmt: off

import pytest

from claims.nlp import read_figures

from .telling import told

VERBS = [
    ("Prices shot up 5%.", ["5%: by 5 percent up"]),
    ("Rents came down by 5%.", ["5%: by 5 percent down"]),
    ("They make up 5% of it.", ["5%: 5 percent"]),
    ("It gave up 340 yards.", ["340 yards: 340 yard"]),
    ("Prices nosedived 5%.", ["5%: by 5 percent down"]),
    ("Prices crept up 0.5%.", ["0.5%: by 0.5 percent up"]),
    ("Prices ticked down 0.5%.", ["0.5%: by 0.5 percent down"]),
    ("Output deteriorated by 5%.", ["5%: by 5 percent down"]),
    ("The bank raised rates by half a percentage point.", ["half a percentage point: by 0.5 percentage point up"]),
    ("The bank raised rates to 5%.", ["5%: 5 percent up"]),
    ("The bank raised $5m.", ["$5m: 5000000 US dollar"]),
    ("The bank trimmed its forecast by 5%.", ["5%: by 5 percent down"]),
    ("Inflation cooled to 5%.", ["5%: 5 percent down"]),
    ("Shares gave up 5% and oil put on 3%.", ["5%: by 5 percent down", "3%: by 3 percent up"]),
    ("The rate climbed by a quarter point.", ["a quarter point: by 0.25 point up"]),
    ("Shares lost 5 pence.", ["5 pence: by 5 penny down"]),
    ("The firm lost 5 million pounds.", ["5 million pounds: 5000000 pound sterling"]),
    ("Wages grew by an annual 5.9%.", ["5.9%: by 5.9 percent up"]),
    ("Rates fell to just 3%.", ["3%: 3 percent down"]),
    ("Rents jumped by a fifth.", ["a fifth: by 0.2 proportion up"]),
    ("Rents shrank by more than half.", ["more than half: by >0.5 proportion down"]),
    ("It grew by a quarter to 7.6 million.", ["a quarter: by 0.25 proportion up", "7.6 million: 7600000"]),
    ("It left a quarter later.", []),
    ("It sat by a fifth column.", []),
    ("Output fell by 300 tonnes, or about 6%.", ["300 tonnes: by 300 tonne down", "about 6%: by ~6 percent down"]),
    ("Staff grew by 300 nurses, or 6%.", ["300 nurses: by 300 nurse up", "6%: by 6 percent up"]),
    ("It has 300 nurses, or 6% of all.", ["300 nurses: 300 nurse", "6%: 6 percent"]),
    ("The toll climbed past 2,000.", ["past 2,000: >2000 up"]),
    ("Divers recovered 14 bodies.", ["14 bodies: 14 body"]),
    ("Shares recovered 3%.", ["3%: by 3 percent up"]),
    ("Add 300 ml of milk.", ["300 ml: 300 millilitre"]),
]
MULTIPLES = [
    ("It is double the level of May.", ["double: 2 times"]),
    ("It amounts to triple the sum.", ["triple: 3 times"]),
    ("The mayor plans to double the sum.", ["double: by 2 times up"]),
    ("Rents could double.", ["double: by 2 times up"]),
    ("Rents double in a week.", ["double: by 2 times up"]),
    ("Frost halves crop.", ["halves: by 0.5 times down"]),
    ("Frost doubles the price.", ["doubles: by 2 times up"]),
    ("He won the mixed doubles in Varn.", []),
    ("It is a double room.", []),
    ("Rents double up in it.", []),
    ("Output grew by a factor of six.", ["six: by 6 times up"]),
    ("They differ by a factor of about four.", ["about four: ~4 times"]),
    ("It was a factor in six deaths.", ["six deaths: 6 death"]),
]
# How often, and not by which factor.
OCCASIONS = [
    ("Fares went up 19 times last year.", ["19 times: 19 times"]),
    ("Fares were raised four times.", ["four times: 4 times"]),
    ("The bank raised rates four times.", ["four times: 4 times"]),
    ("Fares rose 19 times.", ["19 times: by 19 times up"]),
    ("Fares grew four times.", ["four times: by 4 times up"]),
]
NOUNS_OF_CHANGE = [
    ("There was a 5% year-on-year drop.", ["5%: by 5 percent down"]),
    ("There was a 5% uptick in rents.", ["5%: by 5 percent up"]),
    ("There was a drop in rents of 5%.", ["5%: by 5 percent down"]),
    ("There was an increase in rents of about 5%.", ["about 5%: by ~5 percent up"]),
    ("There was a rise of only 4%.", ["4%: by 4 percent up"]),
    ("It meant the loss of 300 jobs.", ["300 jobs: 300 job"]),
    ("It made a loss of $5m.", ["$5m: 5000000 US dollar"]),
    ("It pays a 5% tax on growth.", ["5%: 5 percent"]),
]
TRANSITIONS = [
    ("It went down from 20 to 15.", ["from 20 to 15: 20->15"]),
    ("Rates went from 2 to 5 percent.", ["from 2 to 5 percent: 2->5 percent"]),
    ("It was up from 5% to 6%.", ["from 5% to 6%: 5->6 percent"]),
    ("It has grown from just over 5 to nearly 6 million.", ["just over 5 to nearly 6 million: 5000000->6000000"]),
    ("Output slid from 40 to 35 tonnes.", ["from 40 to 35 tonnes: 40->35 tonne"]),
]
TABLES = {
    "verbs": VERBS,
    "nouns of change": NOUNS_OF_CHANGE,
    "multiples": MULTIPLES,
    "occasions": OCCASIONS,
    "transitions": TRANSITIONS,
}
# fmt: on
LINES = [(kind, *line) for kind, table in TABLES.items() for line in table]


@pytest.mark.parametrize(("kind", "sentence", "figures"), LINES, ids=[line[1] for line in LINES])
def test_a_move_is_told_by_its_words(kind, sentence, figures):
    assert [told(figure) for figure in read_figures(sentence)] == figures, kind
