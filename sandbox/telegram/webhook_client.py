"""One POST of an update to the bot's webhook, and what its answer means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from sandbox.faults import Fault, FaultPlan
from sandbox.jsontext import Json, decode
from sandbox.settings import Settings
from sandbox.telegram.profile import BotProfile
from sandbox.telegram.queue import Entry

TIMEOUT_S = 60
SHORTEST_TIMEOUT_S = 5
_NEVER_ANSWERED = ("deletewebhook", "setwebhook", "close", "logout")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`method` and `arguments` are a call that a successful answer may carry in its body."""

    ok: bool
    status: int = 0
    error: str = ""
    retry_after: int = 0
    method: str = ""
    arguments: Json = field(default_factory=dict)


class WebhookClient:
    """Posts updates; connections are kept. Suffers the faults of target "webhook"."""

    def __init__(self, profile: BotProfile, settings: Settings, faults: FaultPlan) -> None:
        self._profile = profile
        self._faults = faults
        self._seconds = max(SHORTEST_TIMEOUT_S, TIMEOUT_S / settings.retry_scale)
        self._session: aiohttp.ClientSession | None = None

    async def post(self, entry: Entry) -> Outcome:
        lane = entry.lane.partition(":")[2]
        chat_id = int(lane) if lane.lstrip("-").isdigit() else None
        fault = self._faults.take("webhook", entry.kind, chat_id, entry.update_id)
        if fault is None:
            return await self._send(entry)
        return await self._with_fault(entry, fault)

    async def _with_fault(self, entry: Entry, fault: Fault) -> Outcome:
        if fault.kind == "slow":
            await fault.wait()
            return await self._send(entry)
        if fault.kind == "timeout_after_accept":
            await self._send(entry)
        return Outcome(ok=False, error=f"injected fault: {fault.kind}", retry_after=0)

    async def _send(self, entry: Entry) -> Outcome:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=self._seconds)
            )
        webhook = self._profile.webhook
        headers = {"Content-Type": "application/json"}
        if webhook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook["secret_token"]
        try:
            async with self._session.post(
                webhook["url"], data=entry.body, headers=headers, allow_redirects=False
            ) as answer:
                return _outcome(answer, await answer.read())
        except TimeoutError:
            return Outcome(ok=False, error="Read timeout expired")
        except (aiohttp.ClientError, OSError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            return Outcome(ok=False, error="Connection refused" if refused else "Webhook connection closed")

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def _outcome(answer: aiohttp.ClientResponse, body: bytes) -> Outcome:
    if not 200 <= answer.status <= 299:
        error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        after = answer.headers.get("Retry-After", "")
        return Outcome(
            ok=False, status=answer.status, error=error, retry_after=int(after) if after.isdigit() else 0
        )
    arguments = _arguments(answer.content_type, body) if body else {}
    method = str(arguments.pop("method", "")).lower()
    if method in _NEVER_ANSWERED or method.startswith("get"):
        method = ""
    return Outcome(ok=True, status=answer.status, method=method, arguments=arguments)


def _arguments(content_type: str, body: bytes) -> Json:
    """A method call in the body, as JSON or as a form; nothing when it is neither."""
    try:
        if content_type == "application/json":
            value: Any = decode(body)
            return value if isinstance(value, dict) else {}
        if content_type == "application/x-www-form-urlencoded":
            return dict(parse_qsl(body.decode()))
    except ValueError:
        pass
    return {}
