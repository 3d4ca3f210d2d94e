"""From what a picture shows to where everything stands: a Scene of a Drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from charts.heading import heading, legend
from charts.layout_months import grouped, stacked
from charts.layout_rows import rows
from charts.scene import Scene
from core.charting.drawing import Arrangement, Drawing

_LAYOUTS: Mapping[Arrangement, Callable[[Drawing], Scene]] = {
    Arrangement.STACKED: stacked,
    Arrangement.GROUPED: grouped,
    Arrangement.ROWS: rows,
}


def scene_of(drawing: Drawing) -> Scene:
    """Lay a drawing out. One without bars is its words alone."""
    if not drawing.bars:
        return Scene((*heading(drawing), *legend(drawing)[0]), ())
    return _LAYOUTS[drawing.arrangement](drawing)
