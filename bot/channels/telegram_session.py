"""The HTTP client of the Bot API: aiogram's session with JSON bodies and answers left as they came.

aiogram posts form data and validates every answer into pydantic types: together more than half of the
cost of a short message. Here a call is one JSON body and one answer that `telegram_answer` reads by hand;
aiogram's own typed methods go through the same door (`make_request`) where speed does not matter.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

import msgspec
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
    InvalidURL,
)

from bot.channels.telegram_library import (
    AiohttpSession,
    ClientDecodeError,
    TelegramAPIError,
    TelegramAPIServer,
    TelegramNetworkError,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from aiogram.client.bot import Bot
    from aiogram.methods import TelegramMethod
    from aiogram.methods.base import TelegramType
    from aiohttp import ClientResponse

_JSON = {"Content-Type": "application/json"}
_CONNECT_SECONDS = 5.0
DOWNLOADS = 3
"""Files under way at once."""
_BEFORE_SENDING = (ClientConnectorError, ClientHttpProxyError, ConnectionTimeoutError, InvalidURL)


class NotSent(Exception):
    """The request never left: no name, no connection, no TLS, a proxy that refuses."""


class Lost(Exception):
    """The request left and no answer came: Telegram may or may not have done it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer of the Bot API, or of whatever stands between. `retry_after` is the header, seconds."""

    status: int
    body: bytes
    retry_after: str = ""


class TelegramSession(AiohttpSession):
    """Calls methods of the Bot API for one token.

    `timeout_s` bounds a whole call, `limit` the calls at once. `proxy` is an HTTP proxy
    (`http://user:password@host:port`), "" for none. Errors never carry the URL: it holds the token.
    """

    def __init__(
        self, token: str, base: str, *, timeout_s: float = 20.0, limit: int = 20, proxy: str = ""
    ) -> None:
        # More connections than calls: the long poll must never wait for a place, nor calls for downloads.
        super().__init__(
            limit=limit + 1 + DOWNLOADS, api=TelegramAPIServer.from_base(base), timeout=timeout_s
        )
        self._places = asyncio.Semaphore(limit)
        self._token = token
        self._http_proxy = proxy or None
        self._usual = ClientTimeout(total=timeout_s, connect=min(_CONNECT_SECONDS, timeout_s))
        self._urls: dict[str, str] = {}

    async def call(self, method: str, payload: Mapping[str, object]) -> Answer:
        """Post `payload` as JSON. Raises NotSent or Lost; what the server says is never an exception."""
        body = msgspec.json.encode(payload)
        async with self._places:
            return await self._post(method, body, _JSON, self._usual)

    async def poll(self, payload: Mapping[str, object], wait_s: int) -> Answer:
        """Ask `getUpdates`, which answers within `wait_s` seconds. Raises as `call`, takes no place of it."""
        timeout = ClientTimeout(total=wait_s + self.timeout, connect=_CONNECT_SECONDS)
        return await self._post("getUpdates", msgspec.json.encode(payload), _JSON, timeout)

    async def upload(
        self, method: str, fields: Mapping[str, object], field: str, name: str, content: bytes
    ) -> Answer:
        """Post a file under `field` beside the other fields, as multipart. Raises NotSent or Lost."""
        form = FormData(quote_fields=False)
        for key, value in fields.items():
            form.add_field(key, value if isinstance(value, str) else msgspec.json.encode(value).decode())
        form.add_field(field, BytesIO(content), filename=name)
        async with self._places:
            return await self._post(method, form, None, self._usual)

    @asynccontextmanager
    async def open_file(self, path: str, limit: ClientTimeout) -> AsyncIterator[ClientResponse]:
        """Ask for a file by the path that `getFile` gave. Raises ClientError, TimeoutError or OSError."""
        session = self._session if self._session is not None else await self.create_session()
        url = self.api.file_url(self._token, path)
        async with session.get(url, timeout=limit, proxy=self._http_proxy, allow_redirects=False) as answer:
            yield answer

    async def _post(self, method: str, body: Any, headers: Any, limit: ClientTimeout) -> Answer:
        session = self._session if self._session is not None else await self.create_session()
        try:
            async with session.post(
                self._urls.get(method) or self._url(method),
                data=body,
                headers=headers,
                timeout=limit,
                proxy=self._http_proxy,
                allow_redirects=False,
            ) as answer:
                return Answer(answer.status, await answer.read(), answer.headers.get("Retry-After", ""))
        except _BEFORE_SENDING as error:
            raise NotSent(type(error).__name__) from None
        except (ClientError, TimeoutError, OSError) as error:
            raise Lost(type(error).__name__) from None
        except RuntimeError:
            if session.closed:
                raise NotSent("the session is closed") from None
            raise

    def _url(self, method: str) -> str:
        url = self._urls[method] = self.api.api_url(self._token, method)
        return url

    async def close(self) -> None:
        """Close the client; only TLS needs the quarter of a second that aiogram always takes."""
        if self.api.base.startswith("https:"):
            await super().close()
        elif self._session is not None:
            await self._session.close()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - the signature is aiogram's
    ) -> TelegramType:
        """Carry out a typed method of aiogram. Raises only TelegramAPIError, whatever came back."""
        files: dict[str, Any] = {}
        fields = method.model_dump(warnings=False, exclude_none=True)
        payload = {k: self.prepare_value(v, bot, files, _dumps_json=False) for k, v in fields.items()}
        if files:
            return await super().make_request(bot, method, timeout)
        payload = {key: value for key, value in payload.items() if value is not None}
        try:
            answer = await self.call(method.__api_method__, payload)
            text = answer.body.decode("utf-8", "replace")
            response = self.check_response(bot, method, answer.status, text)
        except (NotSent, Lost) as error:
            raise TelegramNetworkError(method, f"{type(error).__name__}: {error}") from error
        except (ClientDecodeError, TypeError, ValueError) as error:
            # A proxy's page, or JSON without a description: aiogram raises what is no TelegramAPIError.
            raise TelegramAPIError(method, "the answer is not one of the Bot API") from error
        return cast("TelegramType", response.result)
