"""One HTTP request of an SMS provider: real timeouts, a capped answer, and what a failure means.

What went wrong before the request left is TRANSIENT; after that nobody knows, so it is UNKNOWN for a
request that `sends` and TRANSIENT for one that only asks. Nothing of a request gets into an error: the
library's own exceptions hold the form with its secrets, so they are neither chained nor shown.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError

from bot.channels.sms_port import SmsError, SmsFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 65_536
_BEFORE = (ConnectTimeoutError, NewConnectionError, ssl.SSLCertVerificationError)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a connection, for the next bytes, and for the whole answer."""

    connect_s: float = 5
    read_s: float = 15
    answer_s: float = 30


class _Failed(Exception):
    """`left`: the request may have arrived."""

    def __init__(self, detail: str, *, left: bool = True) -> None:
        super().__init__(detail)
        self.left = left


class SmsHttp:
    """Talks to one provider, by the first of its `bases` that can be reached. For several threads."""

    def __init__(self, bases: Sequence[str], patience: Patience = Patience()) -> None:
        self._bases = tuple(f"{base.rstrip('/')}/" for base in bases)
        self._patience = patience
        self._first = 0
        self._session = requests.Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # A proxy of the environment leads outside, and .netrc would add a password of somebody else.
        self._session.trust_env = not any(_is_local(base) for base in self._bases)
        self._session.auth = _unchanged
        self._session.headers.update({"Accept-Encoding": "identity", "User-Agent": "abonent"})

    def ask(self, method: str, path: str, *, sends: bool, most: int, **what: Any) -> bytes:
        """The body of the answer, of `most` bytes; the next base only when nothing reached the last one.

        Raises `SmsError`, TRANSIENT or UNKNOWN.
        """
        error = SmsError(SmsFault.TRANSIENT, "no address")
        for turn in range(len(self._bases)):
            at = (self._first + turn) % len(self._bases)
            try:
                answer = self._once(method, self._bases[at] + path, most, what)
            except _Failed as failed:
                # Raised below, outside this block: an exception of requests in its context shows the form.
                left, error = failed.left, _error(failed, sends=sends)
            else:
                self._first = at
                return answer
            if left:
                break
        raise error

    def _once(self, method: str, url: str, most: int, what: dict[str, Any]) -> bytes:
        timeout = (self._patience.connect_s, self._patience.read_s)
        try:
            with self._session.request(
                method, url, timeout=timeout, stream=True, allow_redirects=False, **what
            ) as response:
                if response.status_code != requests.codes.ok:
                    raise _Failed(f"HTTP {response.status_code}")
                return self._read(response, most)
        except (requests.RequestException, HTTPError, OSError) as error:
            name, left = type(error).__name__, not _not_sent(error)
        raise _Failed(name, left=left)

    def _read(self, response: requests.Response, most: int) -> bytes:
        ends = time.monotonic() + self._patience.answer_s
        body = bytearray()
        # One receipt at a time: the timeout of a socket begins anew with every byte that trickles in.
        while chunk := response.raw.read1(_CHUNK):
            body += chunk
            if len(body) > most:
                raise _Failed(f"an answer of more than {most} bytes")
            if time.monotonic() > ends:
                raise _Failed("an answer that does not end")
        return bytes(body)


def _is_local(base: str) -> bool:
    return (urlsplit(base).hostname or "") in {"127.0.0.1", "::1", "localhost"}


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _error(failed: _Failed, *, sends: bool) -> SmsError:
    return SmsError(SmsFault.UNKNOWN if sends and failed.left else SmsFault.TRANSIENT, str(failed))


def _not_sent(error: BaseException) -> bool:
    """Whether it is certain that the request did not leave: there was no connection."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    return any(isinstance(cause, _BEFORE) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What an exception of requests was made from; they nest in their arguments."""
    yield error
    inner = error.reason if isinstance(error, MaxRetryError) else (error.args[0] if error.args else None)
    if isinstance(inner, BaseException):
        yield from _causes(inner)
