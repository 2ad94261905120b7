"""Own calculations: a formula over figures, worked out step by step so that a reader can redo it.

Values in, values out: nothing here imports Django. ``formulas`` reads, ``amounts`` is the
arithmetic of intervals and units, ``figures`` leads from a figure to an amount and back,
``signs`` and ``functions`` say what goes together, and ``working`` takes it step by step.
"""

from .formulas import FUNCTIONS, LONGEST, CannotCalculate, letters_of, read_formula
from .working import Calculation, calculate

__all__ = [
    "FUNCTIONS",
    "LONGEST",
    "Calculation",
    "CannotCalculate",
    "calculate",
    "letters_of",
    "read_formula",
]
