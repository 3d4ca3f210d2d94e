"""Pictures as tests compare them: half as wide and high, beside those a person has looked at and approved."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from charts import ramps
from charts.quantise import indexes_of

APPROVED = Path(__file__).with_name("approved")
PAINTING = APPROVED / "painting.txt"
CLEAR, MOST = 48, 25
"""A pixel differs clearly from this difference of one colour on; so many may: less than a digit has."""
MEAN = 0.25


def halved(page):
    """Palette indexes as colours, half as wide and high."""
    image = Image.fromarray(ramps.colours().astype(np.uint8)[page])
    return np.asarray(image.reduce(2))


def small_png(colours):
    """A file of at most 25 kB or so."""
    solid = np.full((*colours.shape[:2], 1), 255, np.uint8)
    image = Image.fromarray(indexes_of(np.concatenate([colours, solid], axis=2)))
    image.putpalette(ramps.table())
    sink = BytesIO()
    image.save(sink, "PNG", compress_level=9)
    return sink.getvalue()


def read(png):
    """The colours of a file, exactly as `small_png` keeps them."""
    return np.asarray(Image.open(BytesIO(png)).convert("RGB"))


def difference(one, other):
    """Why two pictures are not the same to the eye, "" if they are."""
    if one.shape != other.shape:
        return f"{one.shape} instead of {other.shape} pixels"
    apart = np.abs(one.astype(int) - other.astype(int)).max(axis=2)
    clear = int((apart >= CLEAR).sum())
    if clear > MOST or apart.mean() > MEAN:
        rows, columns = np.nonzero(apart >= CLEAR)
        where = f", around x={2 * np.median(columns):.0f} y={2 * np.median(rows):.0f}" if clear else ""
        return f"{clear} pixels differ clearly{where}; the mean difference is {apart.mean():.2f}"
    return ""
