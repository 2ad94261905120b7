from .claim import Appearance, AttributionKind, Claim, ClaimKind, Mood, Priority, Topic
from .claimant import Claimant
from .correction import ClaimPart, Correction, NoFigure
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
    "ClaimPart",
    "ClaimVerb",
    "Claimant",
    "Correction",
    "Document",
    "DocumentEvent",
    "DocumentVerb",
    "ExtractionRun",
    "Figure",
    "Mood",
    "NoFigure",
    "Priority",
    "Purpose",
    "Topic",
]
