"""What can be refused about a document or a claim. Each is a sentence for a person."""

from newsroom.refusals import Refused


class IllegalTransition(Refused):
    """The claim is not in a state from which this can be done."""


class QuoteNotFound(Refused):
    """The pasted quote does not occur in the document's text."""


class NothingToDo(Refused):
    """There is nothing that this verb could act on."""


class Unstorable(Refused):
    """The text holds something that cannot be kept as it is."""


class CopyMissing(Refused):
    """The store has lost the bytes of a saved copy."""


class Overtaken(Refused):
    """Somebody else changed the same part in the meantime."""


class NotSo(Refused):
    """What was typed cannot be a figure, or does not stand where it would have to."""
