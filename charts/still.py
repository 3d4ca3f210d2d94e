"""The parts of pictures that stand still, drawn once by matplotlib."""

from __future__ import annotations

import gc
from collections import OrderedDict
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from charts.figure import figure_of
from charts.quantise import indexes_of_figure
from charts.ramps import Indexes
from charts.scene import Scene, Shape

KEPT = 64
"""Parts kept: the scales, lengths and legends that one month's pictures have. One takes some 100 kB."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A page as runs of equal pixels: a twelfth of its bytes, and unrolled in a quarter of a millisecond."""

    indexes: Indexes
    lengths: npt.NDArray[np.uint32]
    width: int

    @classmethod
    def of(cls, page: Indexes) -> Self:
        flat = page.reshape(-1)
        starts = np.flatnonzero(np.diff(flat, prepend=flat[:1] ^ 1))
        return cls(flat[starts], np.diff(starts, append=len(flat)).astype(np.uint32), page.shape[1])

    def page(self) -> Indexes:
        return np.repeat(self.indexes, self.lengths).reshape(-1, self.width)


class StillParts:
    """Palette indexes of still parts; of those kept, the one not wanted for longest goes first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._parts: OrderedDict[tuple[tuple[Shape, ...], int, int], _Part] = OrderedDict()
        self.drawn = 0
        """How many were drawn."""

    def of(self, scene: Scene) -> Indexes:
        """A page of its own to paint on."""
        key = (scene.still, scene.width, scene.height)
        part = self._parts.pop(key, None)
        if part is None:
            part = self._draw(scene)
        self._parts[key] = part
        if len(self._parts) > self._kept:
            self._parts.popitem(last=False)
        return part.page()

    def _draw(self, scene: Scene) -> _Part:
        self.drawn += 1
        drawn = indexes_of_figure(figure_of(scene.still, scene.width, scene.height))
        # A figure is full of cycles: without this the process keeps some hundreds of them, 90 MB.
        gc.collect()
        return _Part.of(drawn)
