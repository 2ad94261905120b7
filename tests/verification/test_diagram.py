from pathlib import Path

from verification.diagram import draw
from verification.states import NEXT_STATES, ReviewState

WORKFLOW = Path(__file__).parents[2] / "docs" / "workflow.md"


def test_the_documented_diagram_is_the_table_of_legal_moves():
    assert draw() in WORKFLOW.read_text(encoding="utf-8")


def test_a_move_more_would_change_the_diagram():
    more = {**NEXT_STATES, ReviewState.OPEN: NEXT_STATES[ReviewState.OPEN] | {ReviewState.DECIDED}}
    assert draw(more) != draw()
