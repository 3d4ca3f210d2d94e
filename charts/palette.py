"""The inks of pictures, by what they are for; one paper for light and dark chats.

`first` is light, `second` and `third` are dark: where `first` stands between them, neighbours differ in
lightness (3 : 1) and are told apart without seeing colours. Each differs as much from the paper, and inks of
words by 4.5 : 1.
"""

from __future__ import annotations

from collections.abc import Mapping

PAPER = "paper"
INKS: Mapping[str, tuple[int, int, int]] = {
    PAPER: (250, 250, 247),
    "text": (28, 35, 48),
    "muted": (88, 97, 112),
    "grid": (226, 228, 230),
    "axis": (120, 128, 140),
    "first": (58, 148, 216),
    "second": (20, 52, 100),
    "third": (122, 30, 24),
    "before": (138, 144, 152),
    "before-pale": (236, 237, 238),
    "average": (184, 50, 24),
    "mark": (122, 74, 148),
    "first-pale": (196, 221, 240),
    "second-pale": (188, 197, 212),
    "third-pale": (226, 196, 190),
}
"""Red, green, blue. `…-pale`: forecasts of a series, within an edge of its full ink."""
