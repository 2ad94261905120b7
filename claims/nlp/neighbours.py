"""The tokens beside a token, which a token at the edge of the text answers too."""

from __future__ import annotations

from spacy.tokens import Token


def mark_before(token: Token) -> str:
    """The text of the token before, or nothing at the start."""
    return str(token.doc[token.i - 1].text) if token.i else ""


def next_to(token: Token) -> Token:
    """The token behind, or the same at the end."""
    return token.doc[min(token.i + 1, len(token.doc) - 1)]


def before(token: Token) -> Token:
    return token.doc[max(token.i - 1, 0)]
