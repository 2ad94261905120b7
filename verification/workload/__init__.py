"""Choosing reviewers from plain values: who can take a claim, who takes it, and why.

No database, no clock, no user: the caller passes what is known, the answer is the same for the
same input, in whichever order the reviewers are given.
"""

from .planning import plan
from .values import Candidate, Choice, Need, Plan, Shortage, obstacle

__all__ = ["Candidate", "Choice", "Need", "Plan", "Shortage", "obstacle", "plan"]
