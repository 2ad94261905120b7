"""What the person at the terminal reads: plain lines on the way, one sentence at a refusal."""

import errno
import sys


class Refusal(Exception):
    """Plumbline cannot go on; the text says what happened and what to do, for a person."""


FULL_DISK = (
    "The disk is full ({where}). Nothing that was saved is lost. "
    "Free some space and run the same command again."
)


def say(sentence: str) -> None:
    print(sentence, flush=True)


def mention(sentence: str) -> None:
    """Say on the way to something else, beside what the command itself writes or pipes on."""
    print(sentence, file=sys.stderr, flush=True)


def complain(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def about(error: OSError) -> str:
    """The sentence for an error the operating system reported."""
    where = error.filename or "no file was named"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL_DISK.format(where=where)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"Plumbline may not write to {where}. Run it as the user who owns that folder, "
            "or copy the checkout to a folder of your own, or point PLUMBLINE_VAR at one."
        )
    return f"The operating system refused: {error.strerror or error} ({where}). Nothing was lost."
