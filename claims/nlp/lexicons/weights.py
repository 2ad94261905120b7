"""What each feature of check-worthiness adds to a sentence's score, before the logistic curve."""

from __future__ import annotations

BIAS = -2.2
WEIGHTS = {
    "figure": 1.3,
    "figures": 0.3,
    "large": 0.4,
    "money": 0.3,
    "share": 0.5,
    "change": 0.4,
    "many_people": 0.3,
    "public_matter": 0.5,
    "comparison": 0.4,
    "superlative": 0.5,
    "cause": 0.3,
    "past": 0.5,
    "perfect": 0.4,
    "have": 0.2,
    "names": 0.4,
    "length": 0.8,
    "third": 0.2,
    "negation": 0.1,
    "question": -2.0,
    "wish": -1.0,
    "greeting": -0.5,
    "opinion": -0.5,
    "promise": -0.6,
    "forecast": -0.5,
    "modal": -0.4,
    "you": -0.4,
    "first_person": -0.4,
    "short": -0.8,
}
