"""The editor's and the admin's console. Every action and every form calls one verb."""

from . import assignments, people, policies, reading, reviews, sources, verdicts

__all__ = ["assignments", "people", "policies", "reading", "reviews", "sources", "verdicts"]
