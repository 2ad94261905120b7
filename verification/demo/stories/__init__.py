"""The demo's claims, each carried to a state of its own, in the order they are told.

All people and figures are invented."""

from .brigades import BRIGADES
from .coalition import COALITION
from .harbour import HARBOUR
from .speech import SPEECH

CLAIMS = (*BRIGADES, *COALITION, *HARBOUR, *SPEECH)

__all__ = ["CLAIMS"]
