"""Ids that Telegram gave to pictures, by what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.database import Tx

_PUT = """
INSERT INTO chart_file (digest, file_id, used_ms) VALUES (:digest, :file_id, :now_ms)
ON CONFLICT (digest) DO UPDATE SET file_id = excluded.file_id, used_ms = excluded.used_ms
"""
_GET = "SELECT file_id, used_ms FROM chart_file WHERE digest = :digest"
_DROP = "DELETE FROM chart_file WHERE digest = :digest AND file_id = :file_id"


class ChartFilesGateway:
    """Known pictures inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def get(self, digest: str) -> tuple[str, int] | None:
        """The id of a picture and when it was used (UTC ms); None for one that nobody has sent."""
        row = self._tx.one(_GET, digest=digest)
        return None if row is None else (str(row[0]), int(row[1]))

    def put(self, digest: str, file_id: str, now_ms: int) -> None:
        """Keep the id of a picture; also when it is used again."""
        self._tx.run(_PUT, digest=digest, file_id=file_id, now_ms=now_ms)

    def drop(self, digest: str, file_id: str) -> None:
        """Forget an id that Telegram takes no more; a newer one stays."""
        self._tx.run(_DROP, digest=digest, file_id=file_id)
