"""Finding quantities in a sentence, by tables and a small grammar over lexemes."""

from .finder import find_figures

__all__ = ["find_figures"]
