"""Palette indexes as a PNG file."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from charts.ramps import Indexes, table

LEVEL = 3
"""Of compression; docs/adr/0073 has what the others cost."""


def png_of(page: Indexes) -> bytes:
    """Encode a page with the palette of `ramps`, one byte a pixel."""
    image = Image.fromarray(page)
    image.putpalette(table())
    sink = BytesIO()
    image.save(sink, "PNG", compress_level=LEVEL)
    return sink.getvalue()
