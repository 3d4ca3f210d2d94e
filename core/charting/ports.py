"""What paints pictures, as those see it who send them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.charting.drawing import Drawing


class NoPicture(Exception):
    """The picture cannot be had now, after all tries: its words have to do."""


class Charts(Protocol):
    """Paints drawings, each once, however many ask for it at a time."""

    def digest(self, drawing: Drawing) -> str:
        """What tells pictures apart: the same drawing painted the same way, now and after a restart."""

    def kept(self, digest: str) -> bool:
        """Whether the picture is there and need not be painted."""

    async def image(self, drawing: Drawing) -> bytes:
        """The picture as a PNG. Raises NoPicture."""
