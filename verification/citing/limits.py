"""How much evidence may hold. A person cites passages, not books; a page draws what is cited."""

LONGEST = 5_000  # characters of one excerpt
MOST_FIGURES = 50  # of one piece of evidence
MOST_PIECES = 100  # of one finding, those withdrawn too
