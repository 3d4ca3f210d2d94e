"""When is a set of files complete? When its marker is there, or when nothing has changed for a while.

Files come over SMB, slowly and in any order, so every change of any file starts the wait anew. Only what is
seen counts, by our own clock: the times of the other machine say nothing but "changed" or "not".
"""

from __future__ import annotations

from collections.abc import Mapping

from billing.source import Stamp


class Settling:
    """Watches one folder. With a `marker` its file must be there, and one more look must find no change."""

    def __init__(self, quiet_ms: int, marker: str = "") -> None:
        self._quiet_ms = quiet_ms
        self._marker = marker.casefold()
        self._seen: Mapping[str, Stamp] = {}
        self._since_ms = 0

    def look(self, seen: Mapping[str, Stamp], now_ms: int) -> bool:
        """Whether the set is complete; `now_ms` of a clock that never goes back."""
        if seen != self._seen:
            self._seen, self._since_ms = dict(seen), now_ms
            return False
        names = {name.casefold() for name in seen}
        if self._marker:
            return self._marker in names and len(names) > 1
        return bool(names) and now_ms - self._since_ms >= self._quiet_ms
