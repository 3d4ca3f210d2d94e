"""Who puts a kind of notification into words, and knows whether it is still of use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.dialogs.model import Choice, Phrase
    from core.charting.chart import Chart
    from core.notifications.model import Reminder
    from core.ports import Store


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where something is said: UTC milliseconds, the supplier's day, the address it goes to."""

    now_ms: int
    today: date
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of some reminders of one person and kind.

    The first phrase carries no sum and stands alone in a notification. `about` names the account and meter
    that a number in reply is of. `told` are the ids that it tells; others of those given wait for the next
    message. `steps` are numbers of first phrases, the fewest first, that say it in short where other news are
    to be told in the same message; none: it is said whole.
    """

    phrases: tuple[Phrase, ...]
    told: tuple[int, ...]
    choices: tuple[Choice, ...] = ()
    about: str = ""
    chart: Chart | None = None
    document: str = ""
    steps: tuple[int, ...] = ()


class Speaker(Protocol):
    """One kind. Both are asked inside a transaction, on the state of that moment."""

    def useful(self, store: Store, reminder: Reminder, now_ms: int) -> str:
        """Why it is of no use any more, in one word for the records; "" while it is."""

    def say(self, store: Store, reminders: Sequence[Reminder], moment: Moment) -> Said | None:
        """The words for a person's reminders of this kind, all of them useful; None: there are none now."""
