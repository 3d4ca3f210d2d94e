"""The Bot API as one object: parts, and the way from a method's name to its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.faults import FaultPlan
from sandbox.jsontext import Json, encode
from sandbox.ledger import Ledger
from sandbox.settings import Settings
from sandbox.telegram.callbacks import Callbacks
from sandbox.telegram.errors import ApiError
from sandbox.telegram.files import FileStore, Upload
from sandbox.telegram.flood import Flood
from sandbox.telegram.polling import Polling
from sandbox.telegram.profile import BotProfile
from sandbox.telegram.queue import UpdateQueue
from sandbox.telegram.schema import Table, convert
from sandbox.telegram.webhook import WebhookPump
from sandbox.telegram.webhook_client import Outcome, WebhookClient
from sandbox.telegram.world import World


class BotApi:
    """Everything the emulated Telegram knows; methods get it as their first argument."""

    def __init__(self, settings: Settings, ledger: Ledger, faults: FaultPlan) -> None:
        self.settings = settings
        self.ledger = ledger
        self.clock = ledger.clock
        self.faults = faults
        self.world = World(ledger)
        self.queue = UpdateQueue(ledger)
        self.profile = BotProfile(ledger, settings)
        self.callbacks = Callbacks(ledger, settings.callback_answer_s)
        self.files = FileStore(ledger, settings.data_dir / "files")
        self.flood = Flood(self.clock, enabled=settings.flood)
        self.polling = Polling(self.queue, self.profile, settings)
        self.webhooks = WebhookClient(self.profile, settings, faults)
        self.next_webhook_at = 0.0
        self.pump = WebhookPump(self.queue, self.profile, settings, self.webhooks.post, self._webhook_answer)

    def call(self, method: Method, arguments: Json) -> tuple[int, bytes]:
        """Run one method and write it down; returns HTTP status and body."""
        try:
            typed, uploads = convert(arguments, method.table, strict=self.settings.strict)
            result = method.run(self, typed, uploads)
        except ApiError as error:
            self.log(method.name, arguments, status=error.code, error=error.description)
            return error.code, error.body()
        self.log(method.name, arguments, status=200, message_id=_message_id(result))
        return 200, b'{"ok":true,"result":' + encode(result) + b"}"

    def log(self, method: str, arguments: Json, **verdict: Any) -> None:
        """The ledger line of one call: method, parameters as received, verdict."""
        params = {
            name: {"file": value.name, "size": len(value.data)} if isinstance(value, Upload) else value
            for name, value in arguments.items()
        }
        self.ledger.record("api.call", method=method, params=params, **verdict)

    def _webhook_answer(self, outcome: Outcome) -> None:
        """A method call in the answer of a webhook: carried out, its result is told to nobody."""
        from sandbox.telegram.methods import METHODS

        if method := METHODS.get(outcome.method):
            self.call(method, outcome.arguments)


Run = Callable[[BotApi, Json, dict[str, Upload]], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its name as documented, its parameters, its function."""

    name: str
    table: Table
    run: Run


def _message_id(result: Any) -> int | None:
    return result.get("message_id") if isinstance(result, dict) else None
