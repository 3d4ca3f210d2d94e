"""Notifications as the configuration wants them, with their ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.broadcasts.desk import BroadcastDesk
from bot.broadcasts.dispatch import BroadcastDispatch, still_running
from bot.broadcasts.gather import Gather
from bot.drops.staff import ImportStaff
from bot.notifications.dispatch import Dispatch, still_useful
from bot.notifications.foretold import Foretold
from bot.notifications.planner import Planner
from bot.notifications.rules import NotifyRules
from bot.notifications.sources import sources_of
from bot.notifications.speakers import speakers_of
from core.notifications.quiet import Quiet
from scheduler.polling import Polling

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.config import Config
    from bot.dialogs.desk import Desk
    from bot.notifications.sms_terms import SmsTerms
    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store

DISPATCH_S = 1
PLAN_S = 30


class Notifications:
    """What we begin ourselves: planned, judged, put into words."""

    def __init__(
        self,
        config: Config,
        database: Database,
        open_store: Callable[[Tx], Store],
        clock: Clock,
        desk: Desk,
        *,
        age_ms: Callable[[], int],
        wake: Callable[[], None],
        sms: SmsTerms,
    ) -> None:
        """`age_ms` is how old billing's data are, `wake` is called when there is something to be sent."""
        self.rules = NotifyRules(
            ZoneInfo(config.supplier.time_zone),
            Quiet(config.reminders.quiet_from * 60, config.reminders.quiet_until * 60),
            desk.may_start,
            sms.carries,
            lambda _store, _now_ms: age_ms(),
            speakers_of(desk, config.reminders),
            config.sending.bulk_per_second,
            sms,
            {group: ZoneInfo(name) for group, name in config.reminders.zones.items()},
        )
        staff = ImportStaff(database, clock)
        self.dispatch = Dispatch(database, open_store, clock.now_ms, self.rules, wake, staff.tell)
        gather = Gather(database, open_store, clock.now_ms, self.rules, config.readings.window)
        self.broadcasts = BroadcastDispatch(database, open_store, clock.now_ms, self.rules, gather, wake)
        self.desk = BroadcastDesk(database, open_store, clock.now_ms, config.limits.sms_part_kopecks)
        foretold = Foretold(desk)

        def month(tx: Tx, subscriber_id: int, account_id: int) -> int:
            return foretold(open_store(tx), subscriber_id, account_id, clock.now_ms())

        self.planner = Planner(
            database, sources_of(config, month), clock.now_ms, self.rules.zone, age_ms, staff.tell
        )
        self._ticks = [
            Polling(self.planner, PLAN_S),
            Polling(self.dispatch, DISPATCH_S),
            Polling(self.broadcasts, DISPATCH_S),
        ]

    def useful(self, store: Store, outbox_id: int, now_ms: int) -> bool:
        """Whether a message that is about to leave is of use still; asked when it is claimed."""
        return still_useful(self.rules, store, outbox_id, now_ms) and still_running(store, outbox_id)

    def start(self) -> None:
        """Tick for the life of the event loop."""
        for tick in self._ticks:
            tick.start()

    def stop(self) -> None:
        for tick in self._ticks:
            tick.stop()
