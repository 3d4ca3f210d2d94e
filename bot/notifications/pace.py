"""How much long work one transaction takes, so that nobody's turn waits long behind it."""

from __future__ import annotations

TARGET_S = {"sqlite": 0.004, "postgres": 0.008}
"""What one chunk is to take. On SQLite a turn waits for one at most, on PostgreSQL for none: small ones only
cost more round trips there. The design allows 20 ms."""
REST = 0.25
"""Rest after each chunk as a part of its time, for the turns that came meanwhile and the readers' core."""
_FIRST, _LEAST, _MOST, _STEP = 200, 20, 20_000, 2.0


class ChunkSize:
    """Rows of the next chunk, by how long the last ones took; at most twice as many as the last."""

    def __init__(self, target_s: float) -> None:
        self._target_s = target_s
        self.rows = _FIRST

    def took(self, seconds: float) -> None:
        """Reckon the next from what the last one took."""
        factor = min(max(self._target_s / max(seconds, 1e-6), 1 / _STEP), _STEP)
        self.rows = min(max(int(self.rows * factor), _LEAST), _MOST)
