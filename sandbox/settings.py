"""What can be chosen when the emulators are started."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from core.clock import to_ms

DEFAULT_START = "2026-11-20T11:00:00+03:00"
# Names of people who have none of their own: a user made in bulk, a forwarded stranger, a card in a contact.
SOMEBODY, STRANGER, CARD = "Житель", "Сосед", "Контакт"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def start_ms(text: str = DEFAULT_START) -> int:
    """UTC milliseconds of an ISO 8601 instant; raises ValueError when its offset is missing."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset from UTC; write it like {DEFAULT_START}")
    return to_ms(moment)


@dataclass(frozen=True, slots=True)
class Settings:
    """One run of the emulators.

    `time_scale` makes the sandbox clock run faster than the real one (expiry, retries and limits follow it);
    `retry_scale` shortens webhook retry delays, conflict and delivery timeouts only. `token` None: the first
    well-formed token becomes the bot's. `strict` adds refusals that the real service does not make (unknown
    parameters, two actions in one button): they are mistakes all the same, see docs/sandbox.md.
    """

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8090
    token: str | None = None
    bot_username: str = "abonent_sandbox_bot"
    bot_name: str = "Абонент"
    start_ms: int = field(default_factory=start_ms)
    time_scale: float = 1.0
    retry_scale: float = 1.0
    flood: bool = False
    strict: bool = True
    group_privacy: bool = False
    callback_answer_s: int = 15
    sms_price_kopecks: int = 350
    sms_balance_kopecks: int = 10_000_000
    smsc_login: str = "sandbox"
    smsc_password: str = "sandbox-password"  # noqa: S105 - opens an emulator on this machine
    smsc_api_key: str = "sandbox-api-key"
    tls_port: int = 0
    yookassa_shop_id: str = "100500"
    yookassa_secret_key: str = "test_sandbox"  # noqa: S105 - opens an emulator on this machine
    supplier: str = "Пример Энергосбыт"
    page_dir: Path | None = None
    bot_database: Path | None = None
    demo_dir: Path | None = None
    demo_months: int = 36
    bills_dir: Path | None = None
    allow_remote: bool = False
