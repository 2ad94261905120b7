from tests.newsroom.captures.web import reachable, site

__all__ = ["reachable", "site"]
