"""One HTTP call to YooKassa: with an end in time and in size, and with nothing out of the environment."""

from __future__ import annotations

import time
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import requests

_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to connect, to the next bytes and to the last; bytes of an answer.

    The server itself answers within 30 seconds, so `read_s` is more than that.
    """

    connect_s: int = 5
    read_s: int = 35
    answer_s: int = 60
    most: int = 4 * 1024 * 1024


class Session(requests.Session):
    """For one call. `status` is that of the answer, 0 while there is none."""

    def __init__(self, patience: Patience) -> None:
        super().__init__()
        # A proxy of the environment leads elsewhere, and .netrc would replace the shop's credentials.
        self.trust_env = False
        self.headers["Accept-Encoding"] = "identity"
        self.status = 0
        self.retry_after = ""
        self._patience = patience

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Follow no redirect: it would turn a POST into a GET. RequestException, HTTPError, OSError."""
        patience = self._patience
        ends_ns = time.monotonic_ns() + patience.answer_s * 1_000_000_000
        with self:
            kwargs |= {"timeout": (patience.connect_s, patience.read_s)}
            kwargs |= {"allow_redirects": False, "stream": True}
            response = super().request(*args, **kwargs)
            self.status = response.status_code
            self.retry_after = response.headers.get("Retry-After", "")
            response.raw = BytesIO(_whole(response.raw, patience.most, ends_ns))
        return response


def _whole(raw: Any, most: int, ends_ns: int) -> bytes:
    body = bytearray()
    # One receipt at a time: the timeout of a socket begins anew with every byte that trickles in.
    while chunk := raw.read1(_CHUNK):
        body += chunk
        if len(body) > most:
            raise requests.exceptions.ContentDecodingError(f"an answer of more than {most} bytes")
        if time.monotonic_ns() > ends_ns:
            raise requests.ReadTimeout("an answer that does not end")
    return bytes(body)
