"""What a payload is written in, and read back from: figures, moments, addresses."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from claims.models import AbstractQuantity
from claims.quantities import Change, Comparator, Held, Nature, Quantity

FIGURE_COLUMNS = (
    "text", "comparator", "unit", "counted", "nature", "change", "per", "as_of", "population",
    "place",
)  # fmt: skip


def figure_values(figure: AbstractQuantity) -> dict[str, Any]:
    return {
        **{column: str(getattr(figure, column)) for column in FIGURE_COLUMNS},
        "low": None if figure.low is None else f"{figure.low:f}",
        "high": None if figure.high is None else f"{figure.high:f}",
    }


def held_of(values: dict[str, Any]) -> Held:
    """The same with whom and where it holds for; reports made before that was kept say neither."""
    return Held(quantity_of(values), values.get("population", ""), values.get("place", ""))


def quantity_of(values: dict[str, Any]) -> Quantity:
    """A figure of a payload as the quantity it was made from."""
    return Quantity(
        text=values["text"],
        low=None if values["low"] is None else Decimal(values["low"]),
        high=None if values["high"] is None else Decimal(values["high"]),
        comparator=Comparator(values["comparator"]),
        unit=values["unit"],
        counted=values["counted"],
        nature=Nature(values["nature"]),
        change=Change(values["change"]),
        per=values["per"],
        as_of=values["as_of"],
    )


def iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def web_address(url: str) -> str:
    """The address if a reader can follow it, else "": nothing but http and https is linked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def moment_of(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
