"""Pictures of drawings: the fast way where it can, the slow one elsewhere; both give the same look."""

from __future__ import annotations

import gc

from charts.figure import figure_of
from charts.layout import scene_of
from charts.png import png_of
from charts.quantise import indexes_of_figure
from charts.ramps import Indexes
from charts.raster import carries, paint
from charts.scene import Scene
from charts.still import StillParts
from core.charting.drawing import Drawing


class Painter:
    """Keeps what pictures share."""

    def __init__(self) -> None:
        self._still = StillParts()

    def png(self, drawing: Drawing) -> bytes:
        """The picture of a drawing. Raises ValueError for a drawing that no layout can carry."""
        return png_of(self.page(scene_of(drawing)))

    def page(self, scene: Scene) -> Indexes:
        """The picture of a scene as palette indexes."""
        if not all(map(carries, scene.moving)):
            return slowly(scene)
        page = self._still.of(scene)
        paint(page, scene.moving)
        return page


def slowly(scene: Scene) -> Indexes:
    """The picture of a scene, drawn wholly by matplotlib."""
    page = indexes_of_figure(figure_of(scene))
    gc.collect()
    return page
