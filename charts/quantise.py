"""What matplotlib has drawn, as palette indexes."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from charts.ramps import Indexes, nearest


def indexes_of_figure(figure: Figure) -> Indexes:
    """Draw a figure and take its pixels."""
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    return indexes_of(np.asarray(canvas.buffer_rgba()))


def indexes_of(rgba: npt.NDArray[np.uint8]) -> Indexes:
    """Rows of RGBA pixels (opaque) as palette indexes, each the nearest colour there is."""
    height, width, _ = rgba.shape
    packed = np.ascontiguousarray(rgba).view(np.uint32).reshape(-1)
    # Most pixels equal their neighbour: sort only the first ones of runs.
    starts = np.flatnonzero(np.diff(packed, prepend=~packed[:1]))
    seen, which = np.unique(packed[starts], return_inverse=True)
    parts: npt.NDArray[Any] = seen.view(np.uint8).reshape(-1, 4)[:, :3]
    chosen = nearest(parts.astype(np.int32))[which]
    return np.repeat(chosen, np.diff(starts, append=len(packed))).reshape(height, width)
