"""Quantities: the normal form of a number and the arithmetic of comparing two of them."""

from .quantity import Change, Comparator, Nature, Quantity

__all__ = ["Change", "Comparator", "Nature", "Quantity"]
