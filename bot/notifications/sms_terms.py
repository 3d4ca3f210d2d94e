"""Which notifications are worth an SMS, and how much of them a person and a month may cost.

Counted when an SMS is handed over, part by part, over 30 days; answers, codes and broadcasts, whose price
staff confirm, are not. Money may go by SMS under either policy (docs/data-policy.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.limits import Scope
from core.notifications.kinds import TRAITS, Kind
from core.records import Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.config import Config
    from bot.dialogs.model import Reply
    from core.limits import Key
    from core.ports import Store
    from core.records import OutboxRow

PHONE = "tel:"
ROOM = 6
"""Parts that the longest notification has: the cap is never passed by one more."""
_ALL: Key = (Scope.NOTIFY_SMS_ALL, "all")


@dataclass(frozen=True, slots=True)
class SmsTerms:
    """`kinds` may go by SMS beside those the law asks for; `person` SMS and `parts` of all people in 30 days.

    `measure` tells how many parts a reply has. Not `sent`: there is no provider, nothing goes to any phone.
    """

    measure: Callable[[Reply], int]
    kinds: frozenset[Kind] = frozenset(Kind)
    person: int = 1 << 31
    parts: int = 1 << 31
    sent: bool = True

    def carries(self, kind: Kind, address: str) -> bool:
        """Whether a kind may go to an address. Where broadcasts go is chosen for each."""
        return not address.startswith(PHONE) or self.worth(kind)

    def worth(self, kind: Kind) -> bool:
        """Whether a kind may go by SMS at all."""
        return self.sent and (kind in self.kinds or kind is Kind.NEWS or TRAITS[kind].legal)

    def left(self, store: Store, subscriber_id: int, now_ms: int) -> str:
        """Which cap allows no SMS more: "person" or "month"; "" for none."""
        keys = [_one(subscriber_id), _ALL]
        counts = store.attempts.counts(keys, now_ms)
        if counts[keys[0]].month >= self.person:
            return "person"
        return "month" if counts[_ALL].month + ROOM > self.parts else ""

    def count(self, store: Store, subscriber_id: int, reply: Reply, now_ms: int) -> None:
        """One SMS more is handed over."""
        store.attempts.bump([_one(subscriber_id)], now_ms)
        for _ in range(self.measure(reply)):
            store.attempts.bump([_ALL], now_ms)

    def repeats(
        self, store: Store, row: OutboxRow, reply: Reply, result: Result, subscriber_id: int, now_ms: int
    ) -> bool:
        """Whether an SMS is written for a message that a messenger did not deliver; it is counted here.

        Never for a broadcast. Of reminders only what surely did not arrive, is worth it and within the caps.
        """
        if store.broadcasts.of_message(row.id) is not None:
            return False
        carried = store.reminders.of_message(row.id)
        if not carried:
            return True
        worth = result in {Result.BLOCKED, Result.REFUSED} and all(self.worth(one.kind) for one in carried)
        if not worth or self.left(store, subscriber_id, now_ms):
            return False
        self.count(store, subscriber_id, reply, now_ms)
        return True


FREE = SmsTerms(lambda _reply: 1)
"""Everything is worth an SMS and nothing is counted against anybody."""


def sms_terms(config: Config, measure: Callable[[Reply], int]) -> SmsTerms:
    """The terms as configured."""
    given = config.reminders
    kinds = frozenset(map(Kind, given.sms_kinds)) if given.sms else frozenset[Kind]()
    parts = given.sms_month_rub * 100 // max(config.limits.sms_part_kopecks, 1)
    return SmsTerms(measure, kinds, given.sms_person_month, parts, sent=config.sms.provider != "none")


def texts(config: Config) -> bool:
    """Whether those are planned for who can only be told by SMS."""
    return config.reminders.sms and config.sms.provider != "none"


def _one(subscriber_id: int) -> Key:
    return Scope.NOTIFY_SMS, str(subscriber_id)
