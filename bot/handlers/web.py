"""Our web server: health, metrics and the webhooks of others, all below `web.prefix`.

Errors are JSON, bodies are bounded, there is no access log (paths of others carry secrets).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec
import structlog
from aiohttp import web

from bot.handlers.metrics import CONTENT_TYPE, Sample, exposition

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

MAX_BODY = 1024 * 1024

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Route:
    """One webhook: its method, its path below the prefix, what answers."""

    path: str
    handle: Callable[[web.Request], Awaitable[web.StreamResponse]]
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is. Milliseconds; `lag_ms` is the age of the oldest event not handled yet.

    `last_poll_ms` is when Telegram last answered a poll (UTC), 0 when the bot does not poll.
    """

    ready: bool
    lag_ms: int = 0
    pending: int = 0
    dead_letters: int = 0
    last_poll_ms: int = 0


class Pulse(Protocol):
    """Tells how the bot is; must not wait for anything slow."""

    async def health(self) -> Health: ...

    async def samples(self) -> Iterable[Sample]: ...


def web_application(prefix: str, version: str, pulse: Pulse, routes: Sequence[Route] = ()) -> web.Application:
    """Build the server: `<prefix>/health`, `<prefix>/metrics` and the routes. Without access log."""

    async def health(_: web.Request) -> web.Response:
        state = await pulse.health()
        return _json(_described(state, version), 200 if state.ready else 503)

    async def metrics(_: web.Request) -> web.Response:
        text = exposition(await pulse.samples())
        return web.Response(body=text.encode(), headers={"Content-Type": CONTENT_TYPE})

    application = web.Application(client_max_size=MAX_BODY, middlewares=[_errors_as_json])
    application.router.add_get(f"{prefix}/health", health)
    application.router.add_get(f"{prefix}/metrics", metrics)
    for route in routes:
        application.router.add_route(route.method, f"{prefix}{route.path}", route.handle)
    return application


def runner_of(application: web.Application) -> web.AppRunner:
    """What runs the server. Nobody we hear sends anything compressed, so nothing is unpacked.

    A body that does not unpack would be a traceback in the log after any answer; one that does, a bomb.
    """
    return web.AppRunner(application, access_log=None, shutdown_timeout=5.0, auto_decompress=False)


def _described(state: Health, version: str) -> dict[str, object]:
    return {
        "ok": state.ready,
        "version": version,
        "lag_ms": state.lag_ms,
        "pending": state.pending,
        "dead_letters": state.dead_letters,
        "last_poll_ms": state.last_poll_ms or None,
    }


@web.middleware
async def _errors_as_json(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as error:
        kept = {k: v for k, v in error.headers.items() if k.lower() in {"retry-after", "allow"}}
        return _json({"ok": False, "error": error.reason}, error.status, kept)
    except Exception:
        # The pattern, not the path: paths and queries carry secrets.
        resource = request.match_info.route.resource
        log.exception("web.failed", path=resource.canonical if resource is not None else "")
        return _json({"ok": False, "error": "Internal Server Error"}, 500)


def _json(content: object, status: int, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(content), status=status, headers=headers, content_type="application/json"
    )
