"""Answers of SMSC as values. Numbers come as numbers or as texts: both are read; other keys are skipped."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Raw, Struct

from bot.channels.sms_port import Status
from bot.channels.smsc_numbers import international, stamp_ms, whole
from bot.channels.smsc_statuses import code_of, state_of

Loose = int | str | None
_NOTHING = Raw(b"")
_NONE = -1000


class Answer(Struct):
    """What every answer may be: an error."""

    error: str = ""
    error_code: Loose = None

    @property
    def code(self) -> int | None:
        """The number of the error, None: no error, -1: an error without one."""
        fine = self.error_code is None and not self.error
        return None if fine else whole(self.error_code, -1)


class Number(Struct):
    """One phone of a list under `op=1`."""

    phone: Loose
    status: Loose = None
    error: Loose = None
    cost: Raw = _NOTHING


class Sent(Answer):
    """Of send.php; also the price alone (`cost=1`) and the balance alone (balance.php), which have no id."""

    id: Loose = None
    cnt: Loose = 0
    cost: Raw = _NOTHING
    balance: Raw = _NOTHING
    phones: list[Number] | None = None


class StatusItem(Answer):
    """Of status.php, alone or in a list."""

    status: Loose = None
    err: Loose = 0
    last_timestamp: Loose = 0
    id: Loose = None
    phone: Loose = None

    @property
    def tells(self) -> bool:
        """Whether it has a status at all. None is not "never seen": that would be sent again."""
        return whole(self.status, _NONE) != _NONE

    def of(self, own_id: str, phone: str) -> Status:
        status, err = whole(self.status, _NONE), whole(self.err, 0)
        state, reason = state_of(status, err)
        return Status(own_id, phone, state, reason, code_of(status, err), stamp_ms(self.last_timestamp))


def statuses_of(keys: Sequence[tuple[str, str]], items: Sequence[StatusItem]) -> tuple[Status, ...]:
    """Statuses of the keys that the answer names; it names them by id and phone, or only by their order."""
    named = {(str(item.id), international(item.phone)): item for item in items if item.id is not None}
    in_order = dict(zip(keys, items, strict=True)) if len(keys) == len(items) and not named else {}
    found = ((key, named.get(key) or in_order.get(key)) for key in keys)
    return tuple(item.of(*key) for key, item in found if item is not None and item.tells)
