from .assignment import Assignment, AssignmentRole, TimeRequest
from .changed_figure import ChangedFigure, ChangeKind, Decision
from .claim_copy import ClaimCopy
from .contact import Contact
from .evidence import Evidence, EvidenceKind, Hand, Question, Stance
from .evidence_figure import EvidenceFigure, EvidenceInput
from .explanation import Explanation
from .finding import Finding, WasItSaid
from .interest import Interest
from .lineage_dismissal import LineageDismissal
from .policy import Policy
from .rating import Rating, RatingScale
from .report import Report
from .review import ClaimReview
from .review_verb import OF_A_PART, ReviewVerb
from .reviewer import Absence, DeclaredInterest, Reviewer, Weekday, WorkingHours
from .settlement import Settlement
from .source import Source, SourceDomain, SourceEvent, SourceKind, SourceState, Tier
from .source_import import SourceImport
from .text_draft import TextDraft
from .verdict import Confirmation, SignOff, SuggestedEdit, Verdict
from .waiver import Requirement, Waiver
from .watch import Watch, WatchedHost, WatchState

__all__ = [
    "OF_A_PART",
    "Absence",
    "Assignment",
    "AssignmentRole",
    "ChangeKind",
    "ChangedFigure",
    "ClaimCopy",
    "ClaimReview",
    "Confirmation",
    "Contact",
    "Decision",
    "DeclaredInterest",
    "Evidence",
    "EvidenceFigure",
    "EvidenceInput",
    "EvidenceKind",
    "Explanation",
    "Finding",
    "Hand",
    "Interest",
    "LineageDismissal",
    "Policy",
    "Question",
    "Rating",
    "RatingScale",
    "Report",
    "Requirement",
    "ReviewVerb",
    "Reviewer",
    "Settlement",
    "SignOff",
    "Source",
    "SourceDomain",
    "SourceEvent",
    "SourceImport",
    "SourceKind",
    "SourceState",
    "Stance",
    "SuggestedEdit",
    "TextDraft",
    "Tier",
    "TimeRequest",
    "Verdict",
    "Waiver",
    "WasItSaid",
    "Watch",
    "WatchState",
    "WatchedHost",
    "Weekday",
    "WorkingHours",
]
