"""The kinds of notifications that have words, and who says them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.notifications.speakers.bills import BillSpeaker
from bot.notifications.speakers.debts import DebtSpeaker
from bot.notifications.speakers.dues import DueSpeaker
from bot.notifications.speakers.limits import LimitSpeaker
from bot.notifications.speakers.outages import OutageSpeaker
from bot.notifications.speakers.payments import PaymentSpeaker
from bot.notifications.speakers.readings import ReadingSpeaker
from bot.notifications.speakers.tariffs import TariffSpeaker
from bot.notifications.speakers.verifications import VerificationSpeaker
from core.notifications.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.config.keys.notifications import Reminders
    from bot.dialogs.desk import Desk
    from bot.notifications.speaker import Speaker


def speakers_of(desk: Desk, given: Reminders) -> Mapping[Kind, Speaker]:
    """Every kind that is said; one of no speaker is dropped when it is due."""
    least = 100 * given.least
    return MappingProxyType(
        {
            Kind.READING: ReadingSpeaker(desk),
            Kind.BILL: BillSpeaker(desk),
            Kind.DUE: DueSpeaker(least),
            Kind.DEBT: DebtSpeaker(desk, least, firms=given.debts_organisations),
            Kind.FORECAST: LimitSpeaker(desk),
            Kind.TARIFF: TariffSpeaker(),
            Kind.OUTAGE: OutageSpeaker(),
            Kind.VERIFICATION: VerificationSpeaker(unverified=desk.rules.readings.accept_unverified),
            Kind.PAYMENT: PaymentSpeaker(desk.time_zone),
        }
    )
