"""What each feature of check-worthiness adds to a sentence's score, before the logistic curve.

Fitted by logistic regression on ClaimBuster (Arslan, Hassan, Li and Tremayne, 2020: sentences of
US presidential debates, labelled check-worthy or not), which its authors published for this use.
With five folds these features sort that set at an average precision of 0.77.
"""

from __future__ import annotations

BIAS = -2.59
WEIGHTS = {
    "figure": 1.55,
    "share": 1.95,
    "large": 0.99,
    "figures": 0.4,
    "money": 0.46,
    "change": 0.83,
    "many_people": 0.53,
    "past": 1.14,
    "perfect": 0.33,
    "have": 0.06,
    "comparison": 1.03,
    "superlative": 0.96,
    "cause": 0.15,
    "public_matter": 0.89,
    "names": 0.94,
    "third": 0.47,
    "length": 0.54,
    "promise": 0.14,
    "negation": -0.05,
    "short": -0.13,
    "you": -0.36,
    "forecast": -0.67,
    "modal": -0.79,
    "first_person": -0.88,
    "opinion": -0.95,
    "wish": -1.25,
    "question": -1.67,
}
