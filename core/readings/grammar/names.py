"""Which numbers name an account or a meter, announced by a word or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.grammar.items import Item, Sort
from core.readings.grammar.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.readings.whom import Known

_VALUE = Sort.VALUE
ZONES = frozenset({1, 2, 3})
_NEVER_SHOWN = 9
"""Digits that no display has: such a number names something."""
_SERIAL = 7
"""Digits of the shortest serial that is recognised without being known."""
_NAMED_SERIAL = 5
_TAIL = 4
_LONGEST_ACCOUNT = 20
_DISTRICT = 3
"""Digits of the longest code of a district before an account."""


class Names:
    """The accounts and meters of a person, ready to be looked for."""

    def __init__(self, known: Known) -> None:
        self.meters = known.meters
        self.accounts = known.accounts
        self.zones = frozenset([zones for _, zones in known.meters]) or ZONES
        self._lengths = known.account_lengths
        self._serials: dict[str, tuple[str, int]] | None = None

    @property
    def serials(self) -> dict[str, tuple[str, int]]:
        """Serials as they are compared, with the serial as it is and its zones; few messages need them."""
        if self._serials is None:
            self._serials = {_plain(serial): (serial, zones) for serial, zones in self.meters}
        return self._serials

    @property
    def most(self) -> int:
        """Zones of the meter that has most."""
        return max(self.zones)

    def alone(self, text: str) -> bool:
        """Whether a number that stands alone may be a reading."""
        if len(text) < _SERIAL:
            return text not in self.accounts
        return len(text) < _NEVER_SHOWN and text not in self.accounts and _plain(text) not in self.serials

    def announced(self, text: str, expects: Role | None) -> Sort | None:
        """What a number is that stands behind «лс» or «номер»."""
        if expects is Role.ACCOUNT:
            return Sort.ACCOUNT
        if expects is not Role.NAME:
            return None
        if text in self.accounts or (len(text) in self._lengths and _plain(text) not in self.serials):
            return Sort.ACCOUNT
        return Sort.SERIAL if len(text) >= _NAMED_SERIAL or _plain(text) in self.serials else None

    def shaped(self, text: str) -> Sort | None:
        """What a piece with letters in it, or one that looks like a phone, is after all."""
        if text in self.accounts:
            return Sort.ACCOUNT
        return Sort.SERIAL if _plain(text) in self.serials else None

    def plainly(self, items: Sequence[Item]) -> tuple[str, Sequence[Item]] | None:
        """The account and the rest, where no number of a plain message can be anything but a value.

        None where it takes a closer look (`tell`). It saves most messages most of the work.
        """
        account = items[0].text if items[0].text in self.accounts else ""
        rest = items[1:] if account else items
        count = 0
        for item in rest:
            text = item.text
            if item.sort is _VALUE:
                count += 1
                if len(text) >= _SERIAL or (len(text) in self._lengths and not account):
                    return None
            for own in self.accounts:
                if text and own.endswith(text):
                    return None
        for serial, zones in self.meters:
            if len(serial) < _SERIAL or count > zones:
                return None
        return (account, rest) if 0 < count < 4 and (self.meters or count == 1) else None

    def tell(self, items: Sequence[Item]) -> list[Item]:
        """The items, with the values that are accounts and serials named as such."""
        told = self._joined_accounts(items) if any(item.gap for item in items) else list(items)
        values = sum(item.sort is Sort.VALUE for item in told)
        for place, item in enumerate(told):
            if item.sort is Sort.VALUE and not item.fraction:
                sort = self._unannounced(told, place, values)
                if sort is not None:
                    told[place] = Item(sort, item.text)
                    values -= 1
        return self._without_district(told)

    def _joined_accounts(self, items: Sequence[Item]) -> list[Item]:
        """«1234 567833» is an account of theirs: values with gaps between are put together."""
        told: list[Item] = []
        for item in items:
            told.append(item)
            if not item.gap or item.fraction:
                continue
            joined = item.text
            for back in range(len(told) - 2, -1, -1):
                if told[back].sort is not Sort.VALUE or told[back].fraction:
                    break
                joined = told[back].text + joined
                if len(joined) > _LONGEST_ACCOUNT:
                    break
                if joined in self.accounts:
                    told[back:] = [Item(Sort.ACCOUNT, joined)]
                    break
                if not told[back].gap:
                    break
        return told

    def _unannounced(self, items: list[Item], place: int, values: int) -> Sort | None:
        item = items[place]
        text = item.text
        if text in self.accounts:
            return Sort.ACCOUNT
        known = self.serials.get(_plain(text))
        if known is not None and (values > 1 or len(text) >= _SERIAL):
            return Sort.SERIAL
        before = items[place - 1].sort if place else None
        if len(text) >= _NEVER_SHOWN:
            return Sort.SERIAL if before is Sort.ACCOUNT and values > 1 else Sort.ACCOUNT
        leads = before is None or before in {Sort.ACCOUNT, Sort.BREAK, Sort.ITEM}
        if not leads or values < 2:
            return None
        return self._leading(items, place, values)

    def _leading(self, items: list[Item], place: int, values: int) -> Sort | None:
        """What the first number of several is, by its length and by how many follow."""
        text, behind = items[place].text, items[place + 1] if place + 1 < len(items) else None
        fits = values <= self.most
        first = place == 0 or items[place - 1].sort is not Sort.ACCOUNT
        if behind is None or behind.sort is not Sort.VALUE:
            return None
        if first and len(text) in self._lengths and not (self.accounts and fits):
            return Sort.ACCOUNT
        if first and not fits and any(account[-_TAIL:] == text for account in self.accounts):
            return Sort.ACCOUNT
        longer = len(text) >= _SERIAL and len(behind.text) < _SERIAL and not behind.gap
        longer = longer or (len(text) >= _SERIAL and len(behind.text) < _SERIAL and len(behind.text) != 3)
        return Sort.SERIAL if longer and not (fits and text[0] == "0") else None

    def _without_district(self, items: list[Item]) -> list[Item]:
        """«26 23521 9750»: the code of a district before an account of theirs says nothing."""
        coded = (
            len(items) > 2
            and items[0].sort is Sort.VALUE
            and len(items[0].text) <= _DISTRICT
            and items[1].sort is Sort.ACCOUNT
            and items[1].text in self.accounts
            and any(item.sort is Sort.VALUE for item in items[2:])
        )
        return items[1:] if coded else items

    def zones_of(self, serial: str) -> frozenset[int]:
        """How many zones a reading may have: those of the meter, or of all."""
        found = self.serials.get(_plain(serial)) if serial else None
        return frozenset({found[1]}) if found else self.zones

    def indexed(self, index: str) -> str:
        """The serial of the meter of that number in the list; "" where there is no choice."""
        place = int(index)
        if not self.meters or (len(self.meters) == 1 and place == 1):
            return ""
        return self.meters[place - 1][0] if 1 <= place <= len(self.meters) else index


def without_gap(item: Item) -> Item:
    """The item as the first of its group."""
    return item._replace(gap=False) if item.gap else item


def _plain(serial: str) -> str:
    return serial.casefold().lstrip("0")
