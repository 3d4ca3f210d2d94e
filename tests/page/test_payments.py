"""The payment page as a payer sees it on a phone, and the payments that the sandbox shows beside the chat."""

from __future__ import annotations

import base64
import json
import urllib.request
import uuid

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
WAYS = "#ways:not([hidden])"


def created(sandbox, value="12345.60"):
    """A payment as the bot makes it: (id, its page)."""
    body = {
        "amount": {"value": value, "currency": "RUB"},
        "capture": True,
        "confirmation": {"type": "redirect", "return_url": "https://t.me/abonent_sandbox_bot"},
        "description": "Электроэнергия за октябрь 2026, л/с 290012345678",
    }
    headers = {
        "Authorization": "Basic " + base64.b64encode(b"100500:test_sandbox").decode(),
        "Idempotence-Key": str(uuid.uuid4()),
    }
    request = urllib.request.Request(f"{sandbox.address}/v3/payments", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        payment = json.load(answer)
    return payment["id"], payment["confirmation"]["confirmation_url"].removeprefix(sandbox.address)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_card_with_a_code_from_the_bank(open_page, sandbox):
    _, path = created(sandbox)
    page = open_page(360, 740, path, ready=WAYS, color_scheme="dark")
    expect(page.locator("#amount")).to_have_text("12\u00a0345,60\u00a0₽")
    expect(page.locator(".banner").first).to_contain_text("деньги не списываются")
    page.get_by_label("Проверочная карта").select_option("5555555555554477")
    page.get_by_role("button", name="Оплатить 12").click()
    code = page.get_by_label("Код подтверждения")
    expect(code).to_be_focused()
    for width in (1280, 759, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert fits(page), width
    code.fill("1234")
    page.get_by_role("button", name="Оплатить 12").click()
    expect(page.get_by_role("heading", name="Оплачено")).to_be_focused()
    expect(page.get_by_role("link", name="Вернуться")).to_have_attribute(
        "href", "https://t.me/abonent_sandbox_bot"
    )
    assert fits(page)


def test_a_reason_for_a_decline(open_page, sandbox):
    _, path = created(sandbox)
    page = open_page(360, 740, path, ready=WAYS)
    page.get_by_role("tab", name="СБП").click()
    expect(page.locator("#way-card")).to_be_hidden()
    page.get_by_text("Другой исход").click()
    page.get_by_label("Причина").select_option("call_issuer")
    assert fits(page)
    page.get_by_role("button", name="Отказать").click()
    expect(page.get_by_role("heading")).to_have_text("Платёж не прошёл")
    expect(page.locator("#end-text")).to_contain_text("Банк просит позвонить ему")


def test_payments_beside_the_chat(open_page, sandbox):
    payment_id, _ = created(sandbox, "77.00")
    page = open_page()
    page.locator('[data-tab="money"]').click()
    shown = page.locator(f'[data-payment="{payment_id}"]')
    expect(shown).to_contain_text("ждёт оплаты")
    shown.get_by_role("button", name="Оплатить", exact=True).click()
    expect(shown).to_contain_text("через СБП")
    shown.get_by_role("button", name="Вернуть деньги").click()
    expect(shown).to_contain_text("возвращено 77,00")
