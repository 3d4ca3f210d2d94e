"""The phone of the page writes: a conversation by SMS, from the page to the bot and back."""

from __future__ import annotations

import json
import time

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
    heard = sandbox.call("/control/phones/%2B79165550022")["messages"]
    assert [(sms.get("own", False), sms.get("sender")) for sms in heard] == [(True, None), (False, "ABONENT")]


def test_the_bot_speaks_to_smsc_and_is_called_back(sandbox):
    """As a supplier has it: SMSC's protocol, and an address registered for what comes in."""
    told = sandbox.call("/control/sms")
    assert told["callback_url"].endswith("/sms/smsc?charset=utf-8&sha1")
    assert "callback_secret" not in told
    number = sandbox.call("/control/phones/%2B79165550023/send", {"text": "?"})["id"]
    deadline = time.monotonic() + 20
    while not (calls := [fact for fact in facts(sandbox) if fact["call"] == f"incoming-{number}"]):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert [(call["status"], call["over"]) for call in calls] == [(200, True)]


def facts(sandbox):
    lines = (sandbox.folder / "emulators" / "ledger.jsonl").read_text("utf-8").splitlines()
    return [fact for line in lines if (fact := json.loads(line))["kind"] == "sms.callback"]
