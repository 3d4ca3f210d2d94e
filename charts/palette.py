"""The inks of pictures, by what they are for; one paper for light and dark chats.

`first`, `second` and `third` stand on top of each other in this order from the bottom: neighbours differ in
lightness (3 : 1), so they are told apart without seeing colours, and each differs as much from the paper.
Inks of words differ from the paper by 4.5 : 1 at least.
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
    "first": (50, 138, 206),
    "second": (20, 52, 100),
    "third": (200, 120, 16),
    "before": (126, 134, 146),
    "before-pale": (236, 237, 238),
    "average": (184, 50, 24),
    "mark": (122, 74, 148),
    "first-pale": (196, 221, 240),
    "second-pale": (188, 197, 212),
    "third-pale": (242, 218, 184),
}
"""Red, green, blue. `…-pale`: forecasts of a series, within an edge of its full ink."""
