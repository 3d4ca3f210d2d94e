"""«Показать за 3 минуты» runs to its end, twice, and can be held, hurried and left."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
WALK_MS = 280_000
TEXTERS = ("+79000001002", "+79000009999")
"""Phones of those who text in the first and in the second walk."""


def paid(sandbox):
    """Money that has come, in payments."""
    payments = sandbox.call("/control/yookassa?limit=100")["payments"]
    return sum(one["status"] == "succeeded" for one in payments)


@pytest.mark.usefixtures("clock_back")
def test_to_the_end_and_once_more(open_page, sandbox):
    started = sandbox.call("/control/bot")["starts"]
    page, before = open_page(), paid(sandbox)
    # The first pair has had its code a moment ago: the walk must not run into the limit.
    sandbox.call("/sms/send", {"id": "probe", "phone": "+79000002222", "text": "123456"})
    for time in (1, 2):
        page.locator("#walk-start").click()
        page.locator("#walk-speed").select_option("40")
        expect(page.locator("#walk")).not_to_have_attribute("data-state", "running", timeout=WALK_MS)
        state = page.locator("#walk").get_attribute("data-state")
        assert state == "finished", page.locator("#walk-text").inner_text()
        expect(page.locator("#inside-now")).to_contain_text("Подключено счетов: 2")
        expect(page.locator(".person[aria-current] .person-name")).to_contain_text(f"показ {time}")
        expect(page.locator("#messages")).not_to_contain_text("*2222")
        readings = page.locator("#messages").inner_text()
        assert re.search(r"сохранен[оы] и жд[ёу]т", readings), "the doubt about the slip"
        assert re.search(r"Записано.+ за \w+, счёт \*\d{4}|Записано за \w+", readings), "the receipt"
        assert re.search(r"Номер \d\d-\d{3}-\d{3}\.", readings), "the number of the receipt"
        assert re.search(r"Оплата по счёту \*\d{4} получена\.", readings), "the money"
        assert re.search(r"Оплачено здесь.+вычли.: [\d\xa0 ]+,\d\d", readings), "is taken off"
        assert paid(sandbox) == before + time
        phone = sandbox.call(f"/control/phones/{quote(TEXTERS[time - 1])}")["messages"]
        assert [one["text"] for one in phone if one.get("own")][-1] == "РАСХОД"
        assert re.search(r"\*\d{4} \w{3} [\d,]+ кВт\.ч", phone[-1]["text"]), phone
        assert {one["text"].partition(".")[0] for one in phone if one["parts"] > 1} == {"Готово"}
        # The reminder that fell due while the bot was dead, and its answer; it is past when one walks again.
        reminded = re.search(r"ждём показание по счёту.+Записано: [\d\xa0 ]+ за", readings, re.DOTALL)
        assert bool(reminded) is (time == 1)
    # The kills in the middle were real ones, and it came back.
    assert sandbox.call("/control/bot")["starts"] == started + 3


def test_on_a_phone_nothing_sticks_out_while_it_plays(open_page):
    page = open_page(360, 740)
    page.locator("#walk-start").click()
    page.locator("#walk-speed").select_option("4")
    seen = set()
    for _ in range(60):
        seen.add(page.locator(".pane:visible").get_attribute("data-pane"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.wait_for_timeout(250)
        if {"chat", "bill", "sms"} <= seen:
            break
    assert {"chat", "bill", "sms"} <= seen
    page.locator("#walk-end").click()


def test_pause_next_and_end(open_page):
    page = open_page()
    page.locator("#walk-start").click()
    title = page.locator("#walk-title")
    expect(title).to_have_text("Человек находит бота")
    page.locator("#walk-pause").click()
    expect(page.locator("#walk-pause")).to_have_text("Продолжить")
    page.wait_for_timeout(900)
    before = page.locator("#messages .message").count()
    page.wait_for_timeout(900)
    assert page.locator("#messages .message").count() == before
    page.locator("#walk-next").click()
    expect(page.locator("#walk-pause")).to_have_text("Пауза")
    page.locator("#walk-end").click()
    expect(page.locator("#walk")).to_be_hidden()
    expect(page.locator("#walk-start")).to_be_enabled()


@pytest.mark.usefixtures("clock_back")
def test_it_says_so_when_the_bills_are_too_old(open_page, sandbox):
    page = open_page()
    expect(page.locator("#bill-late")).to_be_hidden()
    sandbox.call("/control/clock", {"advance_s": 60 * 86_400})
    expect(page.locator("#bill-late")).to_be_visible()
    page.locator("#walk-start").click()
    expect(page.locator("#walk-text")).to_contain_text("больше не принимаются")
    expect(page.locator("#walk")).to_have_attribute("data-state", "failed")
    expect(page.locator("#walk-start")).to_be_enabled()
