"""How many requests are being served at once."""

from __future__ import annotations

AT_ONCE = {"send": 15, "status": 5}


class Busy:
    """Counts a request while it is being served; those that hang on purpose are not counted."""

    def __init__(self, counts: dict[str, int], method: str) -> None:
        self._counts = counts
        self._method = method

    def __enter__(self) -> None:
        if self._method in self._counts:
            self._counts[self._method] += 1

    def __exit__(self, *_: object) -> None:
        if self._method in self._counts:
            self._counts[self._method] -= 1
