"""By the calendar of the account's group: when it is said, and said again; one's own choice goes before."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.channels.telegram_capabilities import TELEGRAM
from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.model import Way
from core.notifications.quiet import Quiet
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import RULES, filled, make_test_desk, put
from tests.notifications.test_put_off import press, rows
from tests.notifications.world import Office
from tests.readings.watched import ZONE, moment

KAMCHATKA = Calendar(ZoneInfo("Asia/Kamchatka"), Times(minute=11 * 60, quiet=Quiet(21 * 60, 10 * 60)))
GROUPS = Calendars(Calendar(ZONE), {"A": KAMCHATKA})
"""Account 1 is of group A; midnight in Kamchatka is 15 o'clock in Moscow."""


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def office(database):
    made = Office(await filled(database))
    made.calendars = GROUPS
    await made.links(1, "telegram:1")
    await made.links(2, "telegram:2")
    return made


@pytest.mark.parametrize(
    ("hour", "east", "here"),
    [
        (3, "sent", moment(20, 9)),
        (11, "sent", "sent"),
        (12, moment(21, 1), "sent"),  # 21 there: until 10 in the morning
        (19, moment(21, 1), "sent"),
        (23, moment(21, 1), moment(21, 9)),
    ],
)
async def test_it_is_told_by_the_day_of_the_group(office, hour, east, here):
    office.now_ms = moment(20, hour)
    made = [await office.plan(person, person) for person in (1, 2)]
    await office.dispatch().run()
    found = [await office.of(one) for one in made]
    assert ["sent" if state == "queued" else due_ms for state, _, due_ms in found] == [east, here]


async def test_quiet_hours_of_ones_own_go_before_those_of_the_group(office):
    office.now_ms = moment(20, 19)  # 4 in the morning there
    await office.do(lambda s: s.wishes.go(1, Way(quiet_from=0, quiet_to=0), 1))
    await office.plan()
    assert await office.dispatch().run() == 1


def metered(store):
    """The account has a meter that is read by hand."""
    put(store.tx, "dataset_generation", dataset="meters", period="", generation=1)
    row = {"zones": 1, "digits": 5, "decimals": 0, "ratio": 1, "automatic": 0}
    put(store.tx, "meter", account_id=1, generation=1, serial="m1", **row)


@pytest.mark.parametrize(
    ("way", "due"),
    [
        (Way(), moment(9, 2)),  # 11 there
        (Way(minute=20 * 60 + 30), moment(9, 11)),  # half past 8
        (Way(minute=9 * 60), moment(9, 1)),  # 10, when its quiet hours end
    ],
)
async def test_tomorrow_is_that_of_the_group(database, way, due):
    supplied = await filled(database)
    desk = make_test_desk(rules=replace(RULES, calendars=GROUPS))
    talk, office = Conversation(supplied, TELEGRAM, desk=desk), Office(supplied)
    await talk.links()
    office.now_ms = int(talk.now.timestamp() * 1000)  # the 8th, 12 in Moscow, 21 there
    await office.do(lambda s: s.wishes.go(1, replace(way, quiet_from=1380, quiet_to=600), 1))
    await office.do(metered)
    made = await office.plan()
    await office.dispatch().run()
    await office.do(lambda s: s.wishes.go(1, way, 1))
    assert "напомним завтра" in await press(talk, made, 0)
    (_, (stage, state, _, due_ms)) = await rows(office)
    assert (stage, state) == ("again-2026-11-09", "planned")
    assert due_ms // 3_600_000 == due // 3_600_000


async def test_an_answer_of_billing_waits_for_the_morning_of_the_group(office):
    bad = await office.exported()
    office.now_ms = moment(20, 15)  # by day here, midnight there
    await office.import_("reading_results", (bad.id, "refused", "Не то"))
    await office.watch(calendars=GROUPS).run()
    assert [at_ms for _, _, at_ms in await office.told()] == [moment(21, 1)]
