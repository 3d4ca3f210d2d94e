"""Charts to a chat: painted once, sent again by the id Telegram gave, edited in place, never a silence."""

from __future__ import annotations

import pytest

from bot.channels.base import Button, Part
from bot.channels.charted import drawing_of
from bot.channels.render import Rendered
from bot.channels.telegram_charts import ChatCharts
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_pictures import Pictures
from bot.channels.telegram_sender import TelegramSender
from bot.texts.chart_words import ChartWords
from core.background import Background
from core.charting.ports import NoPicture
from core.records import Result
from tests.dialogs.charts import chart_of
from tests.telegram.fake_api import Say, error, sent
from tests.telegram.test_answers import row

DRAWING = drawing_of(chart_of(100_000, 120_000), ChartWords.load())
ROWS = ((Button("За 2 года", "e:chart:a5.24e"),),)
PART = Part("138 кВт·ч", rows=ROWS, drawing=DRAWING, sorry="Картинки нет.")
PHOTO = sent(9, photo=[{"file_id": "small"}, {"file_id": "BIG"}])


class Painter:
    """Stands where processes paint."""

    def __init__(self):
        self.painted, self.broken, self.there = 0, False, set()

    def digest(self, drawing):
        return f"d{hash(drawing)}"

    def kept(self, digest):
        return digest in self.there

    async def image(self, drawing):
        self.there.add(self.digest(drawing))
        self.painted += 1
        if self.broken:
            raise NoPicture("killed twice")
        return b"PNG"


class Ids(dict):
    async def get(self, digest):
        return dict.get(self, digest, "")

    def learn(self, digest, file_id):
        self[digest] = file_id

    def forget(self, digest, file_id):
        assert self.pop(digest) == file_id


@pytest.fixture
async def background():
    background = Background()
    yield background
    await background.close()


@pytest.fixture
def painter():
    return Painter()


@pytest.fixture
def ids():
    return Ids()


@pytest.fixture
def send(session, painter, ids, background):
    charts = ChatCharts(painter, ids, background)

    async def send(part=PART, **fields):
        sender = TelegramSender(session, lambda _: Rendered((part,)), Pictures({}), Pace(0), charts=charts)
        return await sender.send(row(**fields))

    return send


async def test_painted_once_then_sent_by_its_id(api, send, painter):
    api.answer("sendPhoto", PHOTO, PHOTO)
    for _ in range(2):
        attempt = await send()
        assert (attempt.result, attempt.reference) == (Result.OK, "9")
    first, second = [call for call in api.calls if call.method == "sendPhoto"]
    assert first.files == {"photo": b"PNG"}
    assert (second.params["photo"], second.params["caption"], second.files) == ("BIG", "138 кВт·ч", {})
    assert painter.painted == 1


async def test_a_photo_is_announced_only_while_it_is_painted(api, send):
    api.answer("sendPhoto", PHOTO, PHOTO)
    await send()
    await send()
    assert api.called("sendChatAction") == [{"chat_id": 5, "action": "upload_photo"}]


async def test_an_id_that_is_refused_is_forgotten(api, send, painter, ids):
    ids[painter.digest(DRAWING)] = "OLD"
    api.answer("sendPhoto", error(400, "Bad Request: wrong file identifier/HTTP URL specified"), PHOTO)
    assert (await send()).result is Result.OK
    assert painter.painted == 1
    assert list(ids.values()) == ["BIG"]


@pytest.mark.parametrize("edits", [False, True])
async def test_without_a_picture_its_words_go(api, send, painter, edits):
    painter.broken = True
    part = Part("138 кВт·ч", rows=ROWS, drawing=DRAWING, sorry="Картинки нет.", edit=edits)
    assert (await send(part, replaced="7" if edits else "")).result is Result.OK
    (said,) = api.called("sendMessage")
    assert said["text"] == "138 кВт·ч\nКартинки нет."
    assert said["reply_markup"]["inline_keyboard"]
    assert painter.painted == 1
    assert not api.called("sendPhoto") + api.called("editMessageMedia")


async def test_a_picture_that_telegram_does_not_take_is_told_too(api, send):
    api.answer("sendPhoto", error(400, "Bad Request: IMAGE_PROCESS_FAILED"))
    assert (await send()).result is Result.OK
    assert "Картинки нет" in api.called("sendMessage")[0]["text"]


async def test_a_flood_is_no_reason_to_forget(api, send, ids, painter):
    ids[painter.digest(DRAWING)] = "OLD"
    api.answer("sendPhoto", error(429, "Too Many Requests: retry after 7", retry_after=7))
    assert (await send()).result is Result.RETRY
    assert list(ids.values()) == ["OLD"]
    assert painter.painted == 0


EDIT = Part("138 кВт·ч", rows=ROWS, drawing=DRAWING, sorry="Картинки нет.", edit=True)


async def test_a_chart_takes_the_place_of_another(api, send):
    api.answer("editMessageMedia", PHOTO, PHOTO)
    for _ in range(2):
        attempt = await send(EDIT, replaced="7")
        assert (attempt.result, attempt.reference) == (Result.OK, "7")
    first, second = [call for call in api.calls if call.method == "editMessageMedia"]
    assert first.files == {"chart": b"PNG"}
    assert '"media":"attach://chart"' in first.params["media"]
    assert second.params["media"] == {
        "type": "photo", "media": "BIG", "caption": "138 кВт·ч", "parse_mode": "HTML",
    }  # fmt: skip
    assert second.params["message_id"] == 7


@pytest.mark.parametrize("why", ["message to edit not found", "there is no media in the message to edit"])
async def test_where_nothing_can_be_replaced_it_is_a_new_message(api, send, why):
    api.answer("editMessageMedia", error(400, f"Bad Request: {why}"))
    api.answer("sendPhoto", PHOTO)
    assert (await send(EDIT, replaced="7")).reference == "9"


async def test_a_lost_answer_is_unknown(api, send):
    api.answer("sendPhoto", Say(reset=True))
    assert (await send()).result is Result.UNKNOWN


async def test_without_painters_words_go(api, session):
    sender = TelegramSender(session, lambda _: Rendered((PART,)), Pictures({}), Pace(0))
    assert (await sender.send(row())).result is Result.OK
    assert api.called("sendMessage")[0]["text"].endswith("Картинки нет.")
