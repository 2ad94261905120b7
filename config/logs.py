"""What the log leaves out."""

from __future__ import annotations

import logging


def plain_refusals(record: logging.LogRecord) -> bool:
    """A right that somebody lacks is one line and no traceback: nothing is broken."""
    if getattr(record, "status_code", None) == 403:
        record.exc_info = record.exc_text = None
    return True
