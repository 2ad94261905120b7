"""What can be refused about saving. Each is a sentence for a person."""

from newsroom.refusals import Refused


class NotSaved(Refused):
    """Nothing was saved, for a reason that lies in what was brought or in the store."""


class NothingToTry(Refused):
    """The capture is on its way or done, so there is nothing to try again."""
