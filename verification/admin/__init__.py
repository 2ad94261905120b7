"""The editor's and the admin's console. Every action and every form calls one verb."""

from . import assignments, own_matters, people, policies, reading, reviews, sources, verdicts

__all__ = [
    "assignments",
    "own_matters",
    "people",
    "policies",
    "reading",
    "reviews",
    "sources",
    "verdicts",
]
