"""What somebody wants to be told, where and when: chosen in the chat and by SMS."""

from __future__ import annotations

import pytest

from core.notifications.kinds import Kind
from core.notifications.model import USUAL, Way
from storage.store import TxStore


@pytest.fixture
async def linked(talk):
    await talk.links()
    return talk


async def wishes(talk):
    def read(store):
        person = store.sessions.load(talk.address)[0].subscriber_id
        return store.wishes.choices(person), store.wishes.way(person)

    return await talk.database.read(lambda tx: read(TxStore(tx)))


async def test_a_guest_has_nothing_to_choose(talk):
    await talk.says("/start")
    assert "предел" not in (await talk.says("о чём писать")).lower()


async def test_a_kind_is_switched_off_and_on_again(linked):
    await linked.says("о чём писать")
    assert linked.offered == ["readings", "money", "use", "supply", "ebill", "menu"]
    await linked.answers("supply")
    await linked.answers("news")
    assert (await wishes(linked))[0][Kind.NEWS] is False
    assert (await wishes(linked))[0][Kind.OUTAGE] is True
    await linked.answers("news")
    assert (await wishes(linked))[0][Kind.NEWS] is True
    await linked.answers("back")
    assert "о чем" in linked.text.lower().replace("ё", "е")


async def test_the_verification_comes_only_to_those_who_asked(linked):
    assert (await wishes(linked))[0][Kind.VERIFICATION] is False
    await linked.says("о чём писать")
    await linked.answers("readings")
    await linked.answers("verification")
    assert (await wishes(linked))[0][Kind.VERIFICATION] is True


@pytest.mark.parametrize(("typed", "minute"), [("18:30", 1110), ("в 10", 600), ("7 вечера", 1140)])
async def test_the_hour(linked, typed, minute):
    await linked.says("когда и куда")
    await linked.answers("hour")
    await linked.says(typed)
    assert (await wishes(linked))[1] == Way(minute=minute)
    await linked.answers("hour")
    await linked.answers("usual")
    assert (await wishes(linked))[1] == Way()


async def test_an_hour_at_night_is_refused_with_why(linked):
    await linked.says("когда и куда")
    await linked.answers("hour")
    assert "20:00" in await linked.says("23")
    assert (await wishes(linked))[1] == Way()


async def test_quiet_hours_of_ones_own_and_none(linked):
    await linked.says("когда и куда")
    await linked.answers("hour")
    await linked.says("10")
    await linked.answers("quiet")
    await linked.says("с 22 до 11")
    assert (await wishes(linked))[1] == Way(minute=USUAL, quiet_from=1320, quiet_to=660)
    await linked.answers("quiet")
    await linked.answers("none")
    assert (await wishes(linked))[1] == Way(quiet_from=0, quiet_to=0)


async def test_days_before_the_end_of_the_window(linked):
    await linked.says("когда и куда")
    await linked.answers("days")
    await linked.answers("d2")
    assert (await wishes(linked))[1] == Way(days_before=2)


async def test_the_place(linked):
    await linked.says("когда и куда")
    await linked.answers("place")
    await linked.answers("p0")
    assert (await wishes(linked))[1].address == linked.address
    await linked.answers("place")
    await linked.answers("last")
    assert (await wishes(linked))[1].address == ""


async def test_who_said_stop_is_told_that_nothing_comes(linked):
    await linked.says("стоп")
    assert "не пишем" in await linked.says("о чём писать")
    await linked.says("снова")
    assert "не пишем" not in await linked.says("о чём писать")
