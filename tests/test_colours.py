"""The palette keeps its promises: text is readable in both themes, dark is one set of values."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parent.parent / "static/css/tokens.css"
RATINGS = [
    "true",
    "mostly-true",
    "half-true",
    "mostly-false",
    "false",
    "missing-context",
    "outdated",
    "unproven",
    "stands",
    "change",
    "cut",
]
GROUNDS = ["paper", "wash", "wash-2"]
TEXT_ON_GROUND = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent") for ground in GROUNDS),
    *((ink, "accent-wash") for ink in ("ink", "ink-2", "ink-3", "accent")),
    *(("ink", mark) for mark in ("mark", "mark-strong", "mark-done", "mark-done-strong")),
    *((word, ground) for word in ("caution", "wrong") for ground in ("paper", "wash")),
    ("caution", "caution-wash"),
    ("ink", "caution-wash"),
    ("wrong", "wrong-wash"),
    ("ink", "wrong-wash"),
    ("on-accent", "accent"),
    ("paper", "ink"),
    *((rating, ground) for rating in RATINGS for ground in ("paper", "wash")),
    *((rating, f"{rating}-wash") for rating in RATINGS),
    *(("on-rating", rating) for rating in RATINGS),
]


def values(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


def themes() -> dict[str, dict[str, str]]:
    css = TOKENS.read_text(encoding="utf-8")
    light = values(re.search(r":root \{(.*?)\n\}", css, re.S).group(1))
    chosen = values(re.search(r'\n\[data-theme="dark"\] \{(.*?)\n\}', css, re.S).group(1))
    wished = values(re.search(r"@media \(prefers-color-scheme: dark\) \{(.*)", css, re.S).group(1))
    return {"light": light, "dark": {**light, **chosen}, "system dark": {**light, **wished}}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of "#rrggbb", from 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_defines_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_is_readable_on_its_ground(theme, text, ground):
    palette = themes()[theme]
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
def test_the_border_of_a_control_can_be_seen(theme, ground):
    palette = themes()[theme]
    assert contrast(palette["edge"], palette[ground]) >= 3


def test_the_dark_a_person_chose_is_the_dark_the_system_asks_for():
    assert themes()["dark"] == themes()["system dark"]
    assert themes()["dark"] != themes()["light"]
