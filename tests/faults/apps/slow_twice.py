"""The same, and whatever these workers send goes out twice."""

from verification.soak import app_twice  # noqa: F401 (listens to what is sent)

from .slow import app

__all__ = ["app"]
