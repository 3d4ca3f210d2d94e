"""Pictures before the moments of their messages: begun early, few at a time, and never waited for in vain."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.channels.render import Rendered
from bot.channels.telegram_ahead import AT_ONCE, DOWN_S, Ahead
from bot.channels.telegram_charts import ChatCharts
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_pictures import Pictures
from bot.channels.telegram_sender import TelegramSender
from bot.dialogs.codec import encode_reply, has_chart
from bot.dialogs.model import Reply, say
from core.background import Background
from core.records import Priority, Result
from tests.dialogs.charts import chart_of
from tests.telegram.fake_api import sent
from tests.telegram.test_answers import row
from tests.telegram.test_charts import PART, PHOTO, Ids, Painter

CHART = chart_of(100_000, 120_000)
WORDS = Reply((say("money-bill-charged"),))
CHARTED = encode_reply(Reply((say("money-bill-charged"),), chart=CHART))


@pytest.fixture
async def background():
    background = Background()
    yield background
    await background.close()


class Easel:
    """Paints when it is told to; `works` whether it can."""

    def __init__(self):
        self.begun, self.go, self.works, self.answers = [], asyncio.Event(), True, []
        self.takes, self.now = 0.0, 100.0

    async def paint(self, drawing):
        self.begun.append(drawing)
        await self.go.wait()
        self.now += self.takes
        return self.answers.pop() if self.answers else self.works


@pytest.fixture
def easel():
    return Easel()


@pytest.fixture
def ahead(easel, background):
    return Ahead(lambda row: f"drawing {row.id}", easel.paint, background, has_chart, lambda: easel.now)


def bill(id_):
    return replace(row(priority=Priority.NOTICE), payload=CHARTED, id=id_)


async def turn():
    for _ in range(6):
        await asyncio.sleep(0)


def test_words_are_told_from_pictures_without_reading_them():
    assert has_chart(CHARTED)
    assert not has_chart(encode_reply(WORDS))
    assert not has_chart(encode_reply(Reply((say("money-bill-charged", account='"g":['),))))


async def test_a_row_is_ready_when_its_picture_is_there(ahead, easel):
    assert ahead.ready(replace(bill(1), payload=encode_reply(WORDS)))
    assert not ahead.ready(bill(1))
    assert not ahead.ready(bill(1))
    await turn()
    assert easel.begun == ["drawing 1"], "once, however often it is looked at"
    easel.go.set()
    await turn()
    assert ahead.ready(bill(1))
    assert not ahead.without(1)


async def test_few_are_painted_at_a_time(ahead, easel):
    """Who asks for a picture finds room."""
    for id_ in range(1, 10):
        ahead.ready(bill(id_))
    await turn()
    assert len(easel.begun) == AT_ONCE
    easel.go.set()
    await turn()
    assert len(easel.begun) == 9


async def fails(ahead, easel, *ids, seconds=8):
    """Each try takes so long, until these rows are given up."""
    easel.works, easel.takes = False, seconds
    easel.go.set()
    for id_ in ids:
        ahead.ready(bill(id_))
    for _ in range(20):
        await turn()


async def test_what_alone_cannot_be_painted_goes_alone_without(ahead, easel):
    await fails(ahead, easel, 1, seconds=0.1)
    assert ahead.without(1)
    easel.works = True
    assert not ahead.ready(bill(2))
    await turn()
    assert ahead.ready(bill(2))
    assert not ahead.without(2)


async def test_who_starts_slowly_is_waited_for(ahead, easel):
    easel.answers, easel.takes = [False] * 4, 8
    ahead.ready(bill(1))
    easel.go.set()
    await turn()
    assert len(easel.begun) == 5
    assert ahead.ready(bill(1))
    assert not ahead.without(1)


async def test_where_nobody_paints_nobody_waits_for_a_minute_and_then_one_tries(ahead, easel):
    await fails(ahead, easel, 1, 2, 3)
    assert all(ahead.ready(bill(id_)) and ahead.without(id_) for id_ in (1, 2, 3))
    tries = len(easel.begun)
    assert ahead.ready(bill(4)), "at once, without its picture"
    assert ahead.without(4)
    assert len(easel.begun) == tries
    easel.now += DOWN_S
    easel.go.clear()
    assert not ahead.ready(bill(5)), "one tries"
    assert ahead.ready(bill(6)), "the others do not wait for what it meets"
    easel.works = True
    easel.go.set()
    await turn()
    assert ahead.ready(bill(5))
    assert not ahead.without(5)
    assert not ahead.ready(bill(7)), "as before"


async def test_what_is_prepared_leaves_at_once_and_is_not_announced(api, session, background):
    painter = Painter()
    sender = TelegramSender(
        session,
        lambda _: Rendered((PART,)),
        Pictures({}),
        Pace(0),
        charts=ChatCharts(painter, Ids(), background),
    )
    api.answer("sendPhoto", PHOTO)
    while not sender.ready(bill(1)):
        await turn()
    assert (await sender.send(bill(1))).result is Result.OK
    assert [call.method for call in api.calls] == ["sendPhoto"]


async def test_what_cannot_be_had_is_said_in_words_at_its_moment(api, session, background):
    painter = Painter()
    painter.broken = True
    sender = TelegramSender(
        session,
        lambda _: Rendered((PART,)),
        Pictures({}),
        Pace(0),
        charts=ChatCharts(painter, Ids(), background),
    )
    while not sender.ready(bill(1)):
        await turn()
    tries = painter.painted
    api.answer("sendMessage", sent(9))
    assert (await sender.send(bill(1))).result is Result.OK
    assert api.called("sendMessage")[0]["text"] == "138 кВт·ч\nКартинки нет."
    assert painter.painted == tries, "it is not tried again at the moment"
