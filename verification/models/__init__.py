from .assignment import Assignment, AssignmentRole
from .contact import Contact
from .evidence import Evidence, EvidenceFigure, Hand, Stance
from .finding import Finding, WasItSaid
from .policy import Policy
from .rating import Rating, RatingScale
from .report import Report
from .review import ClaimReview, ReviewVerb
from .reviewer import Reviewer
from .settlement import Settlement
from .source import Source, SourceEvent, SourceKind, SourceState, Tier
from .verdict import Confirmation, SignOff, Verdict

__all__ = [
    "Assignment",
    "AssignmentRole",
    "ClaimReview",
    "Confirmation",
    "Contact",
    "Evidence",
    "EvidenceFigure",
    "Finding",
    "Hand",
    "Policy",
    "Rating",
    "RatingScale",
    "Report",
    "ReviewVerb",
    "Reviewer",
    "Settlement",
    "SignOff",
    "Source",
    "SourceEvent",
    "SourceKind",
    "SourceState",
    "Stance",
    "Tier",
    "Verdict",
    "WasItSaid",
]
