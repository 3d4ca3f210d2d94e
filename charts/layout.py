"""From what a picture shows to where everything stands: a Scene of a Drawing."""

from __future__ import annotations

from charts.layout_stacked import stacked
from charts.scene import Scene
from core.charting.drawing import Drawing


def scene_of(drawing: Drawing) -> Scene:
    """Lay a drawing out. A drawing without bars is its words alone."""
    return stacked(drawing)
