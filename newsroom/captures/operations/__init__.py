"""Saving pages, files and pasted texts: what somebody asks for, and what a worker then does."""

from .asking import capture_file, capture_page, capture_text, try_again
from .taking import sweep, take_capture

__all__ = ["capture_file", "capture_page", "capture_text", "sweep", "take_capture", "try_again"]
