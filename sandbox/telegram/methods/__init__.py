"""All methods by lower-case name; an unknown one is answered 404 like on the real server."""

from __future__ import annotations

from sandbox.telegram.api import Method
from sandbox.telegram.methods import bot, callbacks, chats, commands, editing, media, sending, webhooks

_PARTS = (bot, callbacks, chats, commands, editing, media, sending, webhooks)
METHODS: dict[str, Method] = {method.name.lower(): method for part in _PARTS for method in part.METHODS}
