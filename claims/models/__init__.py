from .claim import Appearance, AttributionKind, Claim, ClaimKind, Priority, Topic
from .claimant import Claimant
from .document import Document, ExtractionRun, Purpose
from .event import ClaimEvent, ClaimVerb, DocumentEvent, DocumentVerb
from .quantity import AbstractQuantity, Figure

__all__ = [
    "AbstractQuantity",
    "Appearance",
    "AttributionKind",
    "Claim",
    "ClaimEvent",
    "ClaimKind",
    "ClaimVerb",
    "Claimant",
    "Document",
    "DocumentEvent",
    "DocumentVerb",
    "ExtractionRun",
    "Figure",
    "Priority",
    "Purpose",
    "Topic",
]
