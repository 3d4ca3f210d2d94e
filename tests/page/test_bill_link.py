"""The QR code of the paper bill: pressed, it links without a number and a code."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.page.people import add_person, press, say, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
# Of its own: a phone gets one code a minute, and other tests ask for one to the usual phone.
NUMBER = "2900001029"


def test_pressing_the_qr_code_links_the_account(open_page):
    page = open_page()
    add_person(page)
    page.locator('[data-tab="bill"]:visible').first.click()
    page.locator("#account").select_option(NUMBER)
    page.locator(".p-qr").click()
    wait_for(page, "согласие")
    press(page, "Согласен")
    wait_for(page, "Шаг 3")
    press(page, "Да, отправить код")
    wait_for(page, "Шаг 4")
    expect(page.locator("#sms-number")).to_have_value(f"+7900000{NUMBER[-4:]}")
    expect(page.locator(".sms-message .code").last).to_be_attached()
    say(page, page.locator(".sms-message .code").last.inner_text())
    expect(page.locator("#messages")).to_contain_text(f"счёт *{NUMBER[-4:]} подключён")
    shows_its_consumption(page)


def shows_its_consumption(page):
    """A picture with its words below, whole on a phone; a button puts another one in its place."""
    wait_for(page, "Начислено")
    say(page, "график")
    wait_for(page, "На графике")
    picture = page.locator("#messages .theirs img").last
    expect(picture).to_have_js_property("naturalWidth", 1280)
    first = picture.get_attribute("src")
    press(page, "В рублях")
    wait_for(page, "Начислено по счёту")
    expect(picture).not_to_have_attribute("src", first)
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator('[data-tab="chat"]:visible').first.click()
    box = picture.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_the_button_beside_the_bill_does_the_same_by_keyboard(open_page):
    page = open_page()
    add_person(page)
    page.locator('[data-tab="bill"]:visible').first.click()
    page.locator("#account").select_option(NUMBER)
    page.locator("#put-qr").press("Enter")
    wait_for(page, f"*{NUMBER[-4:]}")
    wait_for(page, "согласие")
