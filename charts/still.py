"""The parts of pictures that stand still, drawn once by matplotlib."""

from __future__ import annotations

import gc
from collections import OrderedDict

from charts.figure import figure_of
from charts.quantise import indexes_of_figure
from charts.ramps import Indexes
from charts.scene import Scene, Shape

KEPT = 16
"""Parts kept; one takes a byte for each pixel, 1.2 MB."""
_Key = tuple[tuple[Shape, ...], int, int]


class StillParts:
    """Palette indexes of still parts; of those kept, the one not wanted for longest goes first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._parts: OrderedDict[_Key, Indexes] = OrderedDict()
        self.drawn = 0
        """How many were drawn."""

    def of(self, scene: Scene) -> Indexes:
        """A copy to paint on."""
        key = (scene.still, scene.width, scene.height)
        part = self._parts.pop(key, None)
        if part is None:
            part = self._draw(scene)
        self._parts[key] = part
        if len(self._parts) > self._kept:
            self._parts.popitem(last=False)
        return part.copy()

    def _draw(self, scene: Scene) -> Indexes:
        self.drawn += 1
        drawn = indexes_of_figure(figure_of(scene.still, scene.width, scene.height))
        # A figure is full of cycles: without this the process keeps some hundreds of them, 90 MB.
        gc.collect()
        return drawn
