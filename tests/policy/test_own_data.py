"""In the strict mode the copy of one's data comes by the private page, whole; nothing of it by the chat."""

from __future__ import annotations

import pytest

from bot.private_rest import Ways
from tests.policy.strict import StrictChat
from tests.policy.test_opening import shown


@pytest.fixture
async def view(home, http):
    """The opened page of somebody who asked for the copy."""
    await home.says("прислать файл")
    return await shown(http, home.urls[-1])


async def holder(chat):
    [[name]] = await chat.rows("SELECT holder FROM account_card WHERE account_id = 1")
    return name


async def test_the_chat_names_the_page_and_carries_nothing(home, view):
    body = home.recorder.bodies[-1].decode()
    assert "закрытой странице" in home.said
    assert "document" not in body
    assert await holder(home) not in body


async def test_the_page_gives_the_file_whole(home, http, view):
    page = await (await http.get(view)).text()
    assert "Копия ваших данных" in page
    assert "Скачать файл" in page
    answer = await http.post(view, data={"do": "file"})
    assert answer.status == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="own-data-2026-11-08.html"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    text = await answer.text()
    assert "Ваши данные" in text
    assert await holder(home) in text
    assert "2310,90" in text.replace("\u00a0", "").replace(" ", "")


async def test_it_dies_with_the_page(home, http, view):
    await http.post(view, data={"do": "close"})
    assert (await http.post(view, data={"do": "file"})).status == 404


async def test_it_dies_after_a_quarter_of_an_hour_and_with_its_person(home, http, view):
    await home.run("UPDATE address SET subscriber_id = 0")
    assert (await http.post(view, data={"do": "file"})).status == 404
    await home.run("UPDATE address SET subscriber_id = 1")
    assert (await http.post(view, data={"do": "file"})).status == 200
    home.later(minutes=15)
    assert (await http.post(view, data={"do": "file"})).status == 404


async def test_a_page_without_a_file_gives_none(home, http):
    await home.says("баланс")
    view = await shown(http, home.urls[-1])
    assert "Скачать файл" not in await (await http.get(view)).text()
    assert (await http.post(view, data={"do": "file"})).status == 404


async def test_without_a_page_it_is_the_office(supplied):
    chat = StrictChat(supplied, Ways("", 5))
    await chat.links()
    await chat.says("прислать файл")
    assert "офис" in chat.said
    found = await chat.rows("SELECT id FROM outbox WHERE topic = 'withheld' AND payload LIKE '%data-file%'")
    assert not found


async def test_a_guest_has_a_copy_too(chat, http):
    await chat.says("прислать файл")
    view = await shown(http, chat.urls[-1])
    assert (await http.post(view, data={"do": "file"})).status == 200
