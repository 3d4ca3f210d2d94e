"""What status.php adds with all=1 and all=2."""

from __future__ import annotations

from typing import Any

from sandbox.sms.messages import Sms
from sandbox.smsc.times import local
from sandbox.smsc.told import money

NAMES = {
    -1: "Ожидает отправки",
    0: "Передано оператору",
    1: "Доставлено",
    3: "Просрочено",
    20: "Невозможно доставить",
    22: "Неверный номер",
    23: "Запрещено",
    25: "Недоступный номер",
}


def details(sms: Sms, status: int, whole: int) -> dict[str, Any]:
    """What all=1 and all=2 add."""
    told: dict[str, Any] = {
        "send_date": local(sms.at_ms),
        "send_timestamp": sms.at_ms // 1000,
        "phone": sms.phone[1:],
        "cost": money(sms.cost),
        "sender_id": sms.sender,
        "status_name": NAMES.get(status, "Неизвестно"),
        "message": sms.text,
        "comment": "",
        "type": 0,
        "sms_cnt": sms.parts,
    }
    if whole > 1:
        told |= {"country": "Россия", "operator": "Песочница", "operator_orig": "Песочница"}
        told |= {"region": "", "mccmnc": "25001"}
    return told
