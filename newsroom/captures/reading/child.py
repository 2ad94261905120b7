"""The process that reads one foreign file: bytes on its standard input, JSON on its output.

It takes its limits before it looks at a byte. Run by ``apart.py``:

    python -m newsroom.captures.reading.child MEDIA_TYPE URL SECONDS MEMORY
"""

from __future__ import annotations

import json
import resource
import sys
import traceback

from .parts import copy_as_values
from .readers import read_here
from .unreadable import BROKEN, TOO_HUNGRY, Unreadable


def main(media_type: str, url: str, seconds: str, memory: str) -> None:
    take_limits(int(seconds), int(memory))
    answer = answer_to(sys.stdin.buffer.read(), media_type, url)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def take_limits(seconds: int, memory: int) -> None:
    """Processor time and memory (bytes) for this process; it writes no file and leaves no core."""
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))


def answer_to(content: bytes, media_type: str, url: str) -> dict[str, object]:
    """The copy, or the sentence that says why there is none; the log's part goes to stderr."""
    try:
        return {"copy": copy_as_values(read_here(content, media_type, url))}
    except Unreadable as error:
        print(error.why or error.sentence, file=sys.stderr)
        return {"unreadable": error.sentence}
    except MemoryError:
        print("MemoryError", file=sys.stderr)
        return {"unreadable": TOO_HUNGRY}
    except Exception:
        traceback.print_exc()
        return {"unreadable": BROKEN}


if __name__ == "__main__":
    main(*sys.argv[1:])
