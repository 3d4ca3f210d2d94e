"""The inks of pictures, by what they are for; one paper for light and dark chats."""

from __future__ import annotations

from collections.abc import Mapping

PAPER = "paper"
INKS: Mapping[str, tuple[int, int, int]] = {
    PAPER: (250, 250, 247),
    "text": (28, 35, 48),
    "muted": (96, 105, 120),
    "grid": (224, 227, 231),
    "axis": (150, 157, 168),
    "first": (36, 104, 178),
    "second": (20, 60, 112),
    "third": (96, 165, 215),
    "before": (150, 157, 168),
    "average": (196, 84, 26),
    "mark": (122, 74, 148),
    "first-pale": (184, 208, 232),
    "second-pale": (170, 186, 208),
    "third-pale": (210, 230, 244),
}
"""Red, green, blue. `first`, `second`, `third` are series; `…-pale` their forecasts."""
