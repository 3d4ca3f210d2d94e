"""The phone of the page shows what an SMS takes, what it costs and what became of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sandbox.sms.parts import count_parts

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
PHONE = "+79165550077"
TEXTS = ("", "a" * 160, "a" * 161, "a" * 306, "a" * 307, "€" * 80, "€" * 81, "я" * 70, "я" * 71, "я" * 134,
         "я" * 135, "я" * 66 + "😀" + "я" * 66, "№ 5", "a\tb", "{}[]~\\^|€")  # fmt: skip


@pytest.fixture
def phone(open_page, sandbox):
    """The page with a number that nobody has yet."""
    sandbox.call("/control/phones/" + PHONE.replace("+", "%2B"), {"reachable": True})
    page = open_page()
    page.locator("#sms-number").select_option(PHONE)
    yield page
    sandbox.call("/control/phones/" + PHONE.replace("+", "%2B"), {"reachable": True, "sim_replaced": False})


def came(sandbox, number, text):
    sandbox.call("/sms/send", {"id": number, "phone": PHONE, "text": text})


def test_parts_are_counted_as_they_are_paid_for(phone):
    counted = phone.evaluate(
        "async (texts) => { const { countParts } = await import('/page/js/parts.js');"
        " return texts.map((text) => { const { encoding, units, parts } = countParts(text);"
        " return [encoding, units, parts]; }); }",
        list(TEXTS),
    )
    expected = [count_parts(text) for text in TEXTS]
    assert counted == [[one.encoding, one.units, one.parts] for one in expected]


def test_a_counter_goes_along_with_typing(phone):
    field, counter = phone.locator("#sms-text"), phone.locator("#sms-count")
    expect(counter).to_have_text("")
    field.fill("П 15420")
    expect(counter).to_have_text("1 часть, кириллица, ещё 63 зн.")
    field.fill("я" * 71)
    expect(counter).to_have_text("2 части, кириллица, ещё 63 зн.")
    field.fill("P 15420")
    expect(counter).to_have_text("1 часть, латиница, ещё 153 зн.")
    field.fill("")
    expect(counter).to_have_text("")


def test_an_sms_shows_its_parts_its_price_and_its_way(phone, sandbox):
    spent = sandbox.call("/control/sms")["spent"]
    came(sandbox, "shows-1", "Сумма к оплате и ещё много слов, чтобы это сообщение заняло целых две части.")
    bubble = phone.locator(".sms-message").last
    expect(bubble.locator(".sms-size")).to_have_text("2 части, кириллица, 7,00 ₽")
    expect(bubble.locator(".sms-state")).to_contain_text("доставлено")
    expect(phone.locator("#sms-spent")).to_contain_text(f"{(spent + 700) / 100:.2f}".replace(".", ","))
    left = sandbox.call("/control/sms")["balance"]
    expect(phone.locator("#sms-balance")).to_have_text(re.compile(rf"{left // 100 % 1000:03d},\d\d ₽"))


def test_a_replaced_sim_and_a_phone_that_is_off(phone, sandbox):
    phone.get_by_label("SIM заменена").focus()
    phone.keyboard.press("Space")
    expect(phone.get_by_label("SIM заменена")).to_be_checked()
    phone.wait_for_function(
        "async (path) => (await (await fetch(path)).json()).sim_replaced",
        arg=f"/control/phones/{PHONE.replace('+', '%2B')}",
    )
    came(sandbox, "shows-2", "Код 1234")
    sandbox.call("/control/clock", {"advance_s": 5})
    lost = phone.locator(".sms-message.lost")
    expect(lost).to_contain_text("не доставлено: SIM заменена меньше суток назад")
    phone.get_by_label("SIM заменена").uncheck()
    phone.get_by_label("Телефон включён").uncheck()
    phone.wait_for_function(
        "async (path) => !(await (await fetch(path)).json()).reachable",
        arg=f"/control/phones/{PHONE.replace('+', '%2B')}",
    )
    came(sandbox, "shows-3", "Ждёт")
    last = phone.locator(".sms-message", has_text="Ждёт").locator(".sms-state")
    expect(last).to_contain_text("ждёт, пока телефон включат")
    phone.get_by_label("Телефон включён").check()
    expect(last).to_contain_text("доставлено")
