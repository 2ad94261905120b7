from .web import reachable, site

__all__ = ["reachable", "site"]
