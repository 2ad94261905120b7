"""The life of a review as a Mermaid diagram, drawn from the table of legal moves."""

from __future__ import annotations

from collections.abc import Mapping

from .states import NEXT_STATES, ReviewState


def draw(moves: Mapping[ReviewState, set[ReviewState]] = NEXT_STATES) -> str:
    """One line per state and per move, in the order of the table."""
    order = list(ReviewState)
    lines = ["stateDiagram-v2", f"    [*] --> {order[0].value}"]
    lines += [f"    {state.value}: {state.label}" for state in order]
    lines += [
        f"    {state.value} --> {following.value}"
        for state in order
        for following in sorted(moves[state], key=order.index)
    ]
    return "\n".join(lines)
