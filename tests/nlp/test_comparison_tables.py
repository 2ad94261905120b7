"""By how much one thing is more or less than another, and what only looks like it. Each line is a
sentence and all the figures in it, told as ``telling`` says."""

# fmt: off

import pytest

from claims.nlp import read, read_figures

from .telling import told

THIRD = "0.3333333333333333333333333333"
THIRDS = "0.6666666666666666666666666667"
MORE_OR_FEWER = [
    ("There were two-thirds fewer ships.", [f"two-thirds fewer ships: by {THIRDS} proportion ship down"]),
    ("There were two thirds of ships there.", [f"two thirds of ships: {THIRDS} proportion ship"]),
    ("It found 40 per cent fewer ships.", ["40 per cent: by 40 percent ship down"]),
    ("It found 40 per cent of ships.", ["40 per cent: 40 percent ship"]),
    ("There were 20 to 30 per cent fewer ships.", ["20 to 30 per cent: by 20..30 percent ship down"]),
    ("They used 20 per cent less energy.", ["20 per cent: by 20 percent down"]),
    ("A third more people came.", [f"A third more people: by {THIRD} proportion person up"]),
    ("It sold a third more.", [f"a third: by {THIRD} proportion up"]),
    ("Some 30 per cent more patients waited.", ["Some 30 per cent: by ~30 percent patient up"]),
    ("Three times more people came.", ["Three times: by 3 times person up"]),
    ("It had ten times fewer cases.", ["ten times: by 10 times case down"]),
    ("Growth was 20 per cent less growth than May.", ["20 per cent: by 20 percent down"]),
    ("Deaths fell by 40 per cent more than in May.", ["40 per cent: by 40 percent down"]),
    ("It needs 30 per cent more or less.", ["30 per cent: 30 percent"]),
]
# So many jobs more came; that they are more than elsewhere only a "than" says.
COUNTS = [
    ("It has 5,000 fewer jobs.", ["5,000 fewer jobs: by 5000 job down"]),
    ("It has 5,000 more jobs.", ["5,000 more jobs: 5000 job"]),
    ("It has 5,000 more jobs than in May.", ["5,000 more jobs: by 5000 job up"]),
    ("The team won three more games.", ["three more games: 3 game"]),
    ("There is one less thing to do.", ["one less thing: by 1 thing down"]),
    ("It needs two more years.", ["two more years: 2 year"]),
    ("It needs two more years than planned.", ["two more years: by 2 year up"]),
    ("It has two fewer hours than planned.", ["two fewer hours: by 2 hour down"]),
    ("It cost $5 more than in May.", ["$5: by 5 US dollar"]),
    ("It won 20 more or less.", ["20: 20"]),
]
SIZES = [
    ("Rents are a tenth cheaper.", ["a tenth: by 0.1 proportion down"]),
    ("It is a third higher than in May.", [f"a third: by {THIRD} proportion up"]),
    ("Trains are ten per cent longer.", ["ten per cent: by 10 percent up"]),
    ("It is ten times smaller than Malta.", ["ten times: by 10 times down"]),
    ("A third longer strike began.", []),
    ("It came two years later.", ["two years: 2 year"]),
]
AS_MANY = [
    ("It sold twice as many tickets.", ["twice: 2 times"]),
    ("It sold half as many tickets.", ["half: 0.5 proportion"]),
    ("It is a quarter as large as Malta.", ["a quarter: 0.25 proportion"]),
    ("He ate half as an adult.", []),
]
PARTS = [
    ("There was a drop of nearly a quarter.", ["nearly a quarter: by ~0.25 proportion down"]),
    ("There was an increase of a fifth in rents.", ["a fifth: by 0.2 proportion up"]),
    ("A rise in fares of a fifth is planned.", ["a fifth: by 0.2 proportion up"]),
    ("There was a decline of two fifths.", ["two fifths: by 0.4 proportion down"]),
    ("There was a cut of half.", ["half: by 0.5 proportion down"]),
    ("There was a jump of a half.", ["a half: by 0.5 proportion up"]),
    ("There was a slump of almost a third.", [f"almost a third: by ~{THIRD} proportion down"]),
    ("It was down by almost a third.", [f"almost a third: by ~{THIRD} proportion down"]),
    ("Sales were down a quarter.", ["a quarter: by 0.25 proportion down"]),
    ("Sales fell almost a quarter last year.", ["almost a quarter: by ~0.25 proportion down"]),
    ("There was a drop of a third kind.", []),
    ("There was a drop of 5 in the quarter.", ["5: by 5 down"]),
    ("It fell a third time.", []),
    ("It fell a fifth straight month.", []),
    ("It rose a quarter later.", []),
    ("It is the size of a quarter.", []),
]
APART = [
    ("It was 1.3 points above the national rate.", ["1.3 points: by 1.3 percentage point up"]),
    ("It was 1.3 points below the national rate.", ["1.3 points: by 1.3 percentage point down"]),
    ("Turnout was 61 per cent, two points lower than in May.", ["61 per cent: 61 percent", "two points: by 2 percentage point down"]),
    ("Support is at 41 per cent, up three points.", ["41 per cent: 41 percent", "three points: by 3 percentage point up"]),
    ("Credit is at 4 per cent, up 30 points.", ["4 per cent: 4 percent", "30 points: by 30 point up"]),
    ("The index rose 0.6 per cent, 30 points higher than in May.", ["0.6 per cent: by 0.6 percent up", "30 points: by 30 point up"]),
    ("The jobless rate is half a point lower.", ["half a point: by 0.5 percentage point down"]),
    ("They are three points behind.", ["three points: by 3 point down"]),
    ("It was 1.3 points above 70.", ["1.3 points: by 1.3 point up", "70: 70"]),
    ("They took three points ahead of the match.", ["three points: 3 point"]),
    ("Use is still a quarter below its level of May.", ["a quarter: by 0.25 proportion down"]),
    ("With a third below the poverty line, it is poor.", [f"a third: {THIRD} proportion"]),
    ("It is 300 metres above the sea.", ["300 metres: 300 metre"]),
]
TABLES = {
    "more or fewer": MORE_OR_FEWER, "counts": COUNTS, "sizes": SIZES, "as many": AS_MANY,
    "parts": PARTS, "apart": APART,
}  # fmt: skip
# fmt: on
LINES = [(kind, *line) for kind, table in TABLES.items() for line in table]


@pytest.mark.parametrize(("kind", "sentence", "figures"), LINES, ids=[line[1] for line in LINES])
def test_a_comparison_is_read_with_a_model_and_without(kind, sentence, figures):
    assert [told(figure) for figure in read_figures(sentence)] == figures, kind
    assert [told(figure) for figure in read(sentence).figures] == figures, kind
