"""What can be refused about a review. Each is a sentence for a person."""

from newsroom.refusals import Refused


class IllegalTransition(Refused):
    """The review is not in a state from which this can be done."""


class FourEyesViolation(Refused):
    """Whoever worked on a claim does not sign it off."""


class NotReady(Refused):
    """Something that must come first is missing."""


class UnfitText(NotReady):
    """A part of the verdict's text cannot be taken as it is; ``field`` is the column it is of."""

    def __init__(self, sentence: str, *, field: str = "explanation") -> None:
        super().__init__(sentence)
        self.field = field


class UnknownReference(UnfitText):
    """The verdict's text refers to evidence that there is not."""


class Overtaken(Refused):
    """Somebody else was first, or saved in the meantime."""


class PageChanged(Overtaken):
    """What readers would see is no longer what somebody read, or signed."""


class Stale(Overtaken):
    """What somebody changed is not what they had before them any more."""


class OnHold(Refused):
    """A legal hold blocks publication."""
