"""Values of a copy: as people read them and as programs do, with names, places and phones hidden by level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from core.masking import mask_account, mask_phone
from core.personal_data import What
from core.privacy import Sensitivity
from core.values import Money

if TYPE_CHECKING:
    from bot.assembly import Texts
    from core.personal_data import Table
    from core.values import Value
    from storage.own_data import Row

_HIDDEN_BELOW_PERSONAL = frozenset({What.NAME, What.POSTAL, What.EMAIL, What.TAX, What.PHONE, What.ACCOUNT})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEPT = 2
"""Characters of a hidden name that stay, so that people know which is meant; of a place three times that."""
PRICE_UNITS = 100_000
"""Units of a price of billing in one rouble."""


def hidden(what: What, value: str) -> str:
    """A name, place or phone of which the most is stars."""
    if what is What.PHONE or value.startswith("tel:"):
        return mask_phone(value)
    if what is What.ACCOUNT:
        return mask_account(value)
    if what is What.POSTAL:
        return f"{value.partition(',')[0][: _KEPT * 3]}***"
    return f"{value[:_KEPT]}***"


@dataclass(frozen=True, slots=True)
class Shown:
    """Writes values. `level`: the most private that may be shown in full."""

    texts: Texts
    level: Sensitivity

    def plain(self, table: Table, row: Row) -> dict[str, Any]:
        """A row for programs."""
        classes = table.classes()
        return {name: self._safe(classes.get(name, What.ACCOUNT), value) for name, value in row.items()}

    def lines(self, name: str, table: Table, columns: list[str], row: Row) -> list[tuple[str, str]]:
        """A row for people: title and value; what is empty is left out."""
        classes = table.classes()
        lines = ((c, self._said(c, classes.get(c, What.ACCOUNT), row.get(c))) for c in columns)
        return [(self._title(name, column), said) for column, said in lines if said]

    def other(self, row: Row) -> dict[str, Any]:
        """Somebody else with the same account: only that they are there."""
        return {**row, "address": f"***{str(row['address'])[-2:]}"}

    def other_lines(self, row: Row) -> list[tuple[str, str]]:
        """The same for people."""
        told = self.other(row)
        return [
            (self._title("link", "role"), self._coded("role", str(told["role"]))),
            (self._title("link", "since_ms"), self.moment(int(told["since_ms"]))),
            (self._title("link", "address"), str(told["address"])),
        ]

    def moment(self, ms: int) -> str:
        """A moment in the supplier's time."""
        local = datetime.fromtimestamp(ms / 1000, UTC).astimezone(self.texts.time_zone)
        return f"{self._text('own-value-day', day=local.date())}, {local:%H:%M}"

    def _said(self, column: str, what: What, value: Any) -> str:
        if value in {None, ""} or (column.endswith("_ms") and value == 0):
            return ""
        if column.endswith("_ms"):
            return self.moment(value)
        if column == "price":
            return f"{value // PRICE_UNITS},{value % PRICE_UNITS:05d}"
        if what is What.MONEY:
            return self._text("own-value-money", amount=Money(value))
        if what is What.USE and column.startswith("kwh"):
            return f"{value // 1000},{value % 1000:03d}"
        if isinstance(value, str) and _DAY.fullmatch(value):
            return self._text("own-value-day", day=date.fromisoformat(value))
        return self._coded(column, str(self._safe(what, value)))

    def _safe(self, what: What, value: Any) -> Any:
        private = what in _HIDDEN_BELOW_PERSONAL or (
            what is What.CHANNEL and isinstance(value, str) and value.startswith("tel:")
        )
        if private and value and self.level < Sensitivity.PERSONAL:
            return hidden(what, str(value))
        return value

    def _coded(self, column: str, value: str) -> str:
        """A word of ours in the words of people, where the catalogue knows it."""
        key = f"own-word-{column.replace('_', '-')}-{value}"
        return self.texts.say(key) if key in self.texts.catalogue else value

    def _title(self, table: str, column: str) -> str:
        own = f"own-column-{table}-{column}".replace("_", "-")
        return self.texts.say(
            own if own in self.texts.catalogue else f"own-column-{column}".replace("_", "-")
        )

    def _text(self, key: str, **values: Value) -> str:
        return self.texts.catalogue.text("full", key, {**self.texts.supplier, **values}, self.texts.today())
