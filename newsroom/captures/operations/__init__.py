"""Saving pages, files and pasted texts: what somebody asks for, and what a worker then does."""

from .asking import capture_file, capture_page, capture_text, try_again
from .taking import brought_by, sweep, take_capture, write_copy

__all__ = [
    "brought_by",
    "capture_file",
    "capture_page",
    "capture_text",
    "sweep",
    "take_capture",
    "try_again",
    "write_copy",
]
