"""setWebhook, deleteWebhook, getWebhookInfo, and the parameters of getUpdates."""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import urlsplit

from sandbox.jsontext import Json
from sandbox.settings import LOOPBACK
from sandbox.telegram.api import BotApi, Method
from sandbox.telegram.errors import bad, conflict, too_many
from sandbox.telegram.files import Upload
from sandbox.telegram.profile import UPDATE_KINDS
from sandbox.telegram.schema import Table, boolean, file, integer, string, structure

_SECRET = re.compile(r"[A-Za-z0-9_-]*")


def allow(api: BotApi, value: Any) -> None:
    """Remember `allowed_updates`; as on the real server unknown names and a non-array are ignored."""
    if isinstance(value, list):
        api.profile.allow([kind for kind in UPDATE_KINDS if kind in value])


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        raise bad("invalid webhook URL specified") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad("invalid webhook URL specified")
    if parts.hostname not in LOOPBACK:
        raise bad("bad webhook: the sandbox delivers to this machine only (127.0.0.1)")
    return parts.geturl()


def set_webhook(api: BotApi, params: Json, _: dict[str, Upload]) -> bool:
    """Deliver updates to an address of this machine (none: deleteWebhook), once a second at most."""
    url = params.get("url", "")
    if not url:
        return delete_webhook(api, params, _)
    if time.monotonic() < api.next_webhook_at:
        raise too_many(1)
    api.next_webhook_at = time.monotonic() + 1 / api.settings.retry_scale
    secret = params.get("secret_token", "")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    webhook = {
        "url": _checked_url(url),
        "secret_token": secret,
        "max_connections": min(max(params.get("max_connections", 40), 1), 100),
    }
    if params.get("drop_pending_updates"):
        api.queue.clear()
    allow(api, params.get("allowed_updates"))
    if webhook != api.profile.webhook:
        api.ledger.record("webhook.set", webhook=webhook)
        api.polling.abort(conflict("terminated by setWebhook request"))
        api.pump.restart()
    return True


def delete_webhook(api: BotApi, params: Json, _: dict[str, Upload]) -> bool:
    """Back to getUpdates; what waits stays unless it is to be dropped."""
    if params.get("drop_pending_updates"):
        api.queue.clear()
    if api.profile.webhook:
        api.ledger.record("webhook.deleted", why="deleteWebhook")
        api.pump.restart()
    return True


def webhook_info(api: BotApi, _params: Json, _: dict[str, Upload]) -> Json:
    """Address, backlog and last failure."""
    profile = api.profile
    api.queue.expire()
    info: Json = {
        "url": profile.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(api.queue),
    }
    if profile.webhook:
        info |= {"max_connections": profile.webhook["max_connections"], "ip_address": "127.0.0.1"}
    if profile.last_error:
        info |= {"last_error_date": profile.last_error[0], "last_error_message": profile.last_error[1]}
    if profile.allowed:
        info["allowed_updates"] = profile.allowed
    return info


def get_updates(_api: BotApi, _params: Json, _: dict[str, Upload]) -> bool:
    """Only a place in the table: routes.py answers getUpdates, because it waits."""
    raise bad("getUpdates can't be called here")


_SET: Table = {
    "url": string,
    "certificate": file,
    "ip_address": string,
    "max_connections": integer,
    "allowed_updates": structure,
    "drop_pending_updates": boolean,
    "secret_token": string,
}
METHODS = (
    Method("setWebhook", _SET, set_webhook),
    Method("deleteWebhook", {"drop_pending_updates": boolean}, delete_webhook),
    Method("getWebhookInfo", {}, webhook_info),
    Method(
        "getUpdates",
        {"offset": integer, "limit": integer, "timeout": integer, "allowed_updates": structure},
        get_updates,
    ),
)
