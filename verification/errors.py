"""What can be refused about a review. Each is a sentence for a person."""

from newsroom.refusals import Refused


class IllegalTransition(Refused):
    """The review is not in a state from which this can be done."""


class FourEyesViolation(Refused):
    """Whoever worked on a claim does not sign it off."""


class NotReady(Refused):
    """Something that must come first is missing."""


class UnknownReference(NotReady):
    """The verdict's text refers to evidence that there is not."""


class Overtaken(Refused):
    """Somebody else was first, or saved in the meantime."""


class OnHold(Refused):
    """A legal hold blocks publication."""
