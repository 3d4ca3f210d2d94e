"""How the cells of an XLSX look: quiet, the places to type in yellow, doubts in orange."""

from __future__ import annotations

FONT = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
BORDER = {"border": 1, "border_color": "#B8B8B8"}
STYLES: dict[str, dict[str, object]] = {
    "": {},
    "input": {"bg_color": "#FFF6D6", "locked": False, "bold": True},
    "off": {"bg_color": "#EFEFEF", "font_color": "#6B6B6B"},
    "doubt": {"bg_color": "#FCE4D6"},
    "name": {"bg_color": "#F8CBAD", "locked": False},
    "fix": {"bg_color": "#F8CBAD", "locked": False, "bold": True},
}
