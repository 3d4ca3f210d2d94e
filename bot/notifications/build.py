"""Notifications as the configuration wants them, with their ticks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.assembly import SMS, short_enough, sms_parts
from bot.broadcasts.desk import BroadcastDesk
from bot.broadcasts.dispatch import BroadcastDispatch
from bot.broadcasts.gather import Gather
from bot.broadcasts.words import Press
from bot.config.notifications import calendars_of
from bot.drops.staff import ImportStaff
from bot.notifications.dispatch import Dispatch, still_useful
from bot.notifications.foretold import Foretold
from bot.notifications.planner import Planner
from bot.notifications.rules import NotifyRules
from bot.notifications.sms_terms import sms_terms
from bot.notifications.sources import sources_of
from bot.notifications.speakers import speakers_of
from bot.watching import Reach
from scheduler.polling import Polling

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assembly import Texts
    from bot.config import Config
    from bot.dialogs.desk import Desk
    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store
    from core.records import OutboxRow

DISPATCH_S = 1
PLAN_S = 30
PLAN_FIRST_S = 10
"""After a start somebody may have waited for it already."""


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
        texts: Texts,
    ) -> None:
        """`age_ms` is how old billing's data are, `wake` is called when there is something to be sent."""
        sms = sms_terms(config, partial(sms_parts, texts))
        self.rules = NotifyRules(
            calendars_of(config),
            desk.may_start,
            sms.carries,
            lambda _store, _now_ms: age_ms(),
            speakers_of(desk, config.reminders),
            config.sending.bulk_per_second,
            sms,
            partial(short_enough, texts),
        )
        staff = ImportStaff(database, clock)
        reach = Reach(database, open_store, self.rules, wake)
        self.dispatch = Dispatch(reach, clock.now_ms, staff.tell)
        gather = Gather(reach, clock.now_ms, config.readings.window)
        self.broadcasts = BroadcastDispatch(reach, clock.now_ms, gather)
        price, waits = config.limits.sms_part_kopecks, self.broadcasts.waits
        self.desk = BroadcastDesk(database, open_store, clock.now_ms, price, Press(texts, SMS), waits=waits)
        foretold = Foretold(desk)

        def month(tx: Tx, subscriber_id: int, account_id: int) -> int:
            return foretold(open_store(tx), subscriber_id, account_id, clock.now_ms())

        self.planner = Planner(
            database, sources_of(config, month), clock.now_ms, self.rules.zone, age_ms, staff.tell
        )
        self._ticks = [
            Polling(self.planner, PLAN_S, min(PLAN_S, PLAN_FIRST_S)),
            Polling(self.dispatch, DISPATCH_S),
            Polling(self.broadcasts, DISPATCH_S),
        ]

    def useful(self, store: Store, row: OutboxRow, now_ms: int) -> str:
        """What becomes of a message that is about to leave (`Limits.useful`); asked when it is claimed."""
        return still_useful(self.rules, store, row, now_ms) or self.broadcasts.still_running(
            store, row, now_ms
        )

    def start(self) -> None:
        """Tick for the life of the event loop."""
        for tick in self._ticks:
            tick.start()

    def stop(self) -> None:
        for tick in self._ticks:
            tick.stop()
