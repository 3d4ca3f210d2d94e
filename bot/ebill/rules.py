"""What the supplier decided about electronic bills, and what their watch works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config.notifications import calendars_of
from bot.watching import Daytime
from core.records import Session
from core.usecases.notices import MayStart

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.config import Config
    from core.ebill.model import Standing
    from core.ports import Store

_DAY_MS = 24 * 3600 * 1000
_TELEGRAM = "telegram:"


@dataclass(frozen=True, slots=True)
class EbillRules(Daytime):
    """`per_look`: messages planned at one look. `wait_ms`: how long a bill waits for a chat to send it to.

    `sums`: whether the data policy lets sums, and files with sums, into a messenger.
    """

    may_start: Callable[[Store, Session], bool]
    per_look: int = 500
    wait_ms: int = 10 * _DAY_MS
    sums: bool = True

    def carries_sums(self, address: str) -> bool:
        """Whether sums may be shown at an address; SMS may in either mode of the policy."""
        return self.sums or not address.startswith(_TELEGRAM)

    def place(self, store: Store, standing: Standing) -> str:
        """The chat that the owner used last; "" when none takes the bill now.

        A phone gets it if they asked for it by SMS, or agreed to SMS that we start (126-ФЗ).
        """
        for address in store.ebills.places(standing.subscriber_id):
            session = Session(address, standing.subscriber_id)
            if address.startswith(f"{standing.channel}:") or self.may_start(store, session):
                return address
        return ""


def ebill_rules(config: Config, look_s: int) -> EbillRules:
    """The rules of a configuration; what one look plans is gone when the next one comes."""
    return EbillRules(
        calendars_of(config),
        MayStart(config.consent.sms_basis == "consent"),
        config.sending.bulk_per_second * look_s,
        config.ebill.wait_days * _DAY_MS,
        config.policy.mode == "open",
    )
