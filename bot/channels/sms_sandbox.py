"""The SMS phone of the sandbox page.

POST {url}/send   {"id": "outbox-17", "phone": "+79000000001", "text": "…"} → {"id", "parts", "cost"}
GET  {url}/status?id=outbox-17 → {"state": "sent" | "delivered" | "failed" | "unknown"}
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import requests

from bot.channels.sms_port import Accepted, OutgoingSms, SmsError, SmsFault, SmsState, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIMEOUT_S = (3.0, 10.0)
_STATES = {state.value: state for state in SmsState} | {"unknown": SmsState.MISSING}
_DUPLICATE = 9


class SandboxSms:
    """A provider that shows messages on the phone of the sandbox."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._session = requests.Session()

    def send(self, sms: OutgoingSms) -> Accepted:
        body = {"id": sms.own_id, "phone": sms.phone, "text": sms.text}
        answer = self._ask("POST", f"{self._url}/send", json=body)
        if "error" in answer:
            rate = answer.get("code") == _DUPLICATE
            raise SmsError(
                SmsFault.RATE if rate else SmsFault.DENIED, str(answer["error"]), 60_000 if rate else 0
            )
        parts = answer.get("parts")
        return Accepted(
            str(answer.get("id", sms.own_id)),
            parts if isinstance(parts, int) else 1,
            _kopecks(answer.get("cost")),
        )

    def statuses(self, keys: Sequence[tuple[str, str]]) -> tuple[Status, ...]:
        return tuple(self._status(own_id, phone) for own_id, phone in keys)

    def _status(self, own_id: str, phone: str) -> Status:
        answer = self._ask("GET", f"{self._url}/status", params={"id": own_id})
        return Status(own_id, phone, _STATES.get(str(answer.get("state")), SmsState.MISSING))

    def _ask(self, method: str, url: str, **what: object) -> dict[str, object]:
        try:
            response = self._session.request(method, url, timeout=_TIMEOUT_S, **what)  # type: ignore[arg-type]
            answer = response.json()
        except requests.ConnectTimeout as error:
            raise SmsError(SmsFault.TRANSIENT, "the sandbox does not answer") from error
        except (requests.RequestException, ValueError) as error:
            raise SmsError(SmsFault.UNKNOWN, type(error).__name__) from error
        if not isinstance(answer, dict) or response.status_code >= 500:
            raise SmsError(SmsFault.UNKNOWN, f"HTTP {response.status_code}")
        return answer


def _kopecks(cost: object) -> int:
    try:
        return int(Decimal(str(cost)) * 100)
    except (InvalidOperation, ValueError):
        return 0
