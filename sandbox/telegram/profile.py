"""The bot itself: its identity, commands, descriptions, menu buttons and webhook."""

from __future__ import annotations

import re
from typing import Any

from sandbox.jsontext import Json, encode
from sandbox.ledger import Ledger
from sandbox.settings import Settings
from sandbox.telegram.errors import ApiError

_TOKEN = re.compile(r"[1-9]\d{0,18}:[A-Za-z0-9_-]{1,64}")
# Who the bot is in what people do before it has shown its token.
UNKNOWN_BOT_ID = 1_000_000_001
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
UPDATE_KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    "subscription",
    "stopped_message_generation",
    "guest_message",
)


class BotProfile:
    """One bot per sandbox. Facts: bot.token, bot.set, webhook.set, webhook.deleted, bot.allowed_updates."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.ledger = ledger
        self.settings = settings
        self.token: str | None = None
        self.user: Json = self._user(UNKNOWN_BOT_ID)
        self.values: dict[str, Any] = {}
        self.webhook: Json = {}
        self.allowed: list[str] | None = None
        self.last_error: tuple[int, str] | None = None
        self._become(settings.token)
        ledger.on("bot.token", lambda fact: self._become(fact["token"]))
        ledger.on("bot.set", self._set)
        ledger.on("webhook.set", self._webhook_set)
        ledger.on("webhook.deleted", lambda _: self.webhook.clear())
        ledger.on("bot.allowed_updates", self._allowed)

    def _become(self, token: str | None) -> None:
        if token is None or (self.settings.token is not None and token != self.settings.token):
            return
        self.token = token
        self.user = self._user(int(token.partition(":")[0]))

    def _user(self, bot_id: int) -> Json:
        return {
            "id": bot_id,
            "is_bot": True,
            "first_name": self.settings.bot_name,
            "username": self.settings.bot_username,
        }

    def check_token(self, token: str) -> None:
        """Raises ApiError 401 unless this is the bot's token; without one the first it sees is taken."""
        if token == self.token:
            return
        if not _TOKEN.fullmatch(token):
            raise ApiError(401, "Unauthorized: invalid token specified")
        if self.token is not None:
            raise ApiError(401, "Unauthorized")
        self.ledger.record("bot.token", token=token)

    def me(self) -> Json:
        return {
            **self.user,
            "can_join_groups": True,
            "can_read_all_group_messages": not self.settings.group_privacy,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }

    def put(self, name: str, key: object, value: Any) -> None:
        """Remember one setting (`name` such as commands, `key` its scope and language)."""
        self.ledger.record("bot.set", name=name, key=_key(key), value=value)

    def get(self, name: str, key: object, default: Any) -> Any:
        return self.values.get(name, {}).get(_key(key), default)

    def allow(self, kinds: list[str]) -> None:
        """Remember `allowed_updates`; an empty list means all but three kinds."""
        if kinds != (self.allowed or []):
            self.ledger.record("bot.allowed_updates", kinds=kinds)

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def _set(self, fact: Json) -> None:
        self.values.setdefault(fact["name"], {})[fact["key"]] = fact["value"]

    def _webhook_set(self, fact: Json) -> None:
        self.webhook = dict(fact["webhook"])
        self.last_error = None

    def _allowed(self, fact: Json) -> None:
        self.allowed = fact["kinds"] or None


def _key(key: object) -> str:
    return encode(key).decode()
