"""What kind of value each column of the exchange format holds: which rules of a profile apply to it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a value is written: decides how the supplier's spelling is translated."""

    TEXT = "text"
    ACCOUNT = "account"
    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    PERIOD = "period"
    WORD = "word"
    MOMENT = "moment"


_NAMES: dict[Kind, str] = {
    Kind.ACCOUNT: "account old_account",
    Kind.MONEY: "debt advance overdue penalty amount opening charged paid recalculated closing",
    Kind.NUMBER: "kwh kwh_t1 kwh_t2 kwh_t3 norm_kwh range_upto_kwh t1 t2 t3 price rate zones digits decimals"
    " ratio stage",
    Kind.DATE: "taken_on installed_on removed_on verified_until as_of overdue_since due_on payments_until"
    " paid_on valid_from valid_to",
    Kind.PERIOD: "period receipt_period",
    Kind.WORD: "kind status zone source state automatic result cancelled",
    Kind.TEXT: "holder address phone email inn tariff group receipt_code serial model zone_order place title"
    " reason receipt agent document external_id number hours window network_company dispatcher_phone"
    " meter_owner_text id places",
    Kind.MOMENT: "from until",
}
KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}

# Values that tell of a person; only their shape is ever printed.
PERSONAL = frozenset(
    "account old_account holder address phone email inn receipt_code serial place document".split()  # noqa: SIM905
)
