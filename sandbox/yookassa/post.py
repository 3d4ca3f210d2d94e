"""One POST to a shop's address for notifications, on this machine only."""

from __future__ import annotations

import aiohttp
from yarl import URL

from sandbox.jsontext import encode

TIMEOUT_S = 10.0


class Poster:
    """Says who it is as the proxy in front of the bot would: in X-Forwarded-For."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def post(self, url: str, message: object, sender: str) -> tuple[int, str]:
        """The HTTP status, 0 for none, and what went wrong. `sender` "" sends no such header."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S))
        headers = {"Content-Type": "application/json"} | ({"X-Forwarded-For": sender} if sender else {})
        data = message if isinstance(message, bytes) else encode(message)
        try:
            async with self._session.post(
                URL(url, encoded=True), data=data, headers=headers, allow_redirects=False
            ) as answer:
                return answer.status, "" if answer.status == 200 else f"HTTP {answer.status}"
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return 0, type(error).__name__

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
