"""The phone of the page writes: a conversation by SMS, from the page to the bot and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_a_person_writes_from_the_phone(open_page, sandbox):
    sandbox.call("/control/users", {"first_name": "Пишет", "phone": "+79165550022"})
    page = open_page()
    page.locator("#sms-number").select_option("+79165550022")
    page.locator("#sms-text").fill("привет")
    page.get_by_role("button", name="Послать SMS").click()
    expect(page.locator(".sms-message.own")).to_contain_text("привет")
    expect(page.locator(".sms-message:not(.own)")).to_contain_text("Сумма и показания по SMS")
    expect(page.locator("#sms-text")).to_have_value("")
