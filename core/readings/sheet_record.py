"""A filled sheet that came back, and what became of each of its meters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from core.readings.reasons import Reason, Stance, stance
from core.readings.receipts import receipt_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.values import Period


class Fate(StrEnum):
    """What became of a meter of the sheet."""

    TAKEN = "taken"
    SAME = "same"  # this very value was written down before
    DOUBTED = "doubted"  # kept, waits for a word
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A meter of the sheet. `serial` is "" where `named`, as it was written, names none of the account.

    `shown` and `was` are units of the last digit with `decimals`, T1 first; `used` is watt-hours, ratio
    applied, -1 where that cannot be told. Of `was` the day, the source (`known.source_of`) and the state are
    kept. `entry_id` is the entry of the journal, 0 where none was written.
    `kopecks` is what its receipt would say, `least` if that is the least it can be; -1 where nobody may
    see it or it cannot be told, and then `unpriced` says why: a `core.pricing.model.Why`, or "open".
    `over` are doubted entries of others that it ended and who are still to be told of it.
    """

    row: int
    named: str
    seen: str
    fate: Fate
    serial: str = ""
    reasons: tuple[Reason, ...] = ()
    entry_id: int = 0
    shown: tuple[int, ...] = ()
    was: tuple[int, ...] = ()
    decimals: int = 0
    was_on: date | None = None
    was_source: str = ""
    was_state: str = ""
    used: int = -1
    kopecks: int = -1
    least: bool = False
    unpriced: str = ""
    over: tuple[int, ...] = ()

    @property
    def why(self) -> str:
        """The end of the key that says why: the doubt or the refusal; `confirm` where everything is asked."""
        weighty = (reason for reason in self.reasons if stance(reason) is not Stance.NOTED)
        first = next(weighty, None) or next(iter(self.reasons), None)
        return "confirm" if first is None or stance(first) is Stance.NOTED else str(first)


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet that has been read. `source` is its identity: the same one is the same sheet.

    `taken_ms` is the person's own time of the message; `total` how many meters it has values for, `empty` how
    many it has none for.
    """

    source: str
    address: str
    subscriber_id: int
    account_id: int
    taken_ms: int
    total: int
    empty: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with the lines that were judged so far."""

    id: int
    new: NewSheet
    period: Period | None
    lines: tuple[SheetLine, ...]

    @property
    def number(self) -> str:
        """What is read out on the phone, behind the letter that tells it from the receipt of a reading."""
        return receipt_of(self.id)

    def with_lines(self, lines: Iterable[SheetLine]) -> Sheet:
        """The sheet with these lines, each in the place of what it said of the same meter before."""
        found = {line.serial or f"\n{line.named}": line for line in self.lines}
        found.update({line.serial or f"\n{line.named}": line for line in lines})
        return replace(self, lines=tuple(found.values()))

    def of(self, *fates: Fate) -> tuple[SheetLine, ...]:
        """The lines that ended so."""
        return tuple(line for line in self.lines if line.fate in fates)

    @property
    def used(self) -> int:
        """Watt-hours of what was written down, as far as they can be told."""
        return sum(line.used for line in self.of(Fate.TAKEN, Fate.SAME) if line.used > 0)


class Sheets(Protocol):
    """Sheets inside the transaction of a turn."""

    def begin(self, new: NewSheet, now_ms: int) -> Sheet:
        """The sheet of this source, written down if it is new."""

    def get(self, sheet_id: int) -> Sheet | None:
        """One sheet."""

    def before(self, sheet: Sheet) -> Sheet | None:
        """The one that the same person sent for the same account and month before this one."""

    def drop(self, sheet_id: int) -> None:
        """Forget a sheet that says nothing new."""

    def save(self, sheet: Sheet, now_ms: int) -> None:
        """Keep its lines and its month."""
