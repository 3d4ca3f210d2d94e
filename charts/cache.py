"""The pictures made last, as many as fit."""

from __future__ import annotations

from collections import OrderedDict


class Pictures:
    """Bytes by key, `most` bytes in all; what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    @property
    def size(self) -> int:
        """Bytes of all that are kept."""
        return self._size

    def get(self, key: str) -> bytes | None:
        """The picture, if it is still there."""
        picture = self._kept.get(key)
        if picture is not None:
            self._kept.move_to_end(key)
        return picture

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture; one that is larger than all room is not kept."""
        self._size += len(picture) - len(self._kept.pop(key, b""))
        self._kept[key] = picture
        while self._size > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped)
