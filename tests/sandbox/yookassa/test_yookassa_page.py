"""The payment page of the emulated YooKassa: what its script is told and may do. Looks: tests/page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sandbox.yookassa import cards
from sandbox.yookassa.page_routes import FOLDER
from tests.sandbox.yookassa.conftest import DECLINED, GOOD, ONE_LOOP, order

pytestmark = ONE_LOOP
CARD = {"act": "card", "number": GOOD, "month": "12", "year": "2030", "csc": "123"}


def words(table):
    text = (FOLDER / "words.js").read_text("utf-8")
    body = re.search(rf"export const {table} = [{{\[](.*?)[}}\]];", text, re.DOTALL)[1]
    return set(re.findall(r'"?([a-z0-9_]+)"?: "', body)) or set(re.findall(r'"(\w+)"', body))


async def test_the_page_runs_nothing_but_its_own_files(yookassa):
    payment = await yookassa.create()
    async with yookassa.http.get(payment.confirmation.confirmation_url) as page:
        text = await page.text()
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for link in re.findall(r'(?:src|href)="(/[^"]+)"', text):
        async with yookassa.http.get(link) as file:
            assert file.status == 200
            assert file.headers["X-Content-Type-Options"] == "nosniff"
    for name in ("../shop.py", "pay.html", "nothing.js"):
        async with yookassa.http.get(f"/yookassa/page/{name}") as file:
            assert file.status == 404


async def test_it_has_words_for_everything():
    assert words("REASONS") == set(cards.REASONS)
    assert words("TO_CHOOSE") <= set(cards.REASONS)
    source = Path(FOLDER).parent.joinpath("paying.py").read_text("utf-8")
    assert words("HINDRANCES") == set(re.findall(r'CannotPay\("(\w+)"\)', source))


async def test_what_it_shows(yookassa):
    payment = await yookassa.create("1234.56")
    shown = await yookassa.get(f"/yookassa/pay/{payment.id}")
    assert (shown["amount"], shown["recipient"], shown["back"]) == (
        "1234.56",
        "Пример Энергосбыт",
        "https://t.me/example_bot",
    )
    assert shown["methods"] == ["bank_card", "sbp"]
    assert 3_590_000 < shown["left_ms"] <= 3_600_000
    async with yookassa.http.get("/yookassa/pay/nothing") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("value", "more", "methods"),
    [
        ("350000.00", {}, ["bank_card", "sbp"]),
        ("350000.01", {}, ["sbp"]),
        ("10.00", {"capture": False}, ["bank_card"]),
        ("10.00", {"payment_method_data": {"type": "bank_card"}}, ["bank_card"]),
        ("10.00", {"payment_method_data": {"type": "sbp"}}, ["sbp"]),
    ],
)
async def test_ways_to_pay(yookassa, value, more, methods):
    payment = await yookassa.create(value, **more)
    assert (await yookassa.get(f"/yookassa/pay/{payment.id}"))["methods"] == methods


@pytest.mark.parametrize(
    ("changes", "hindrance"),
    [
        ({"number": "4276838748917319"}, "card"),
        ({"number": ""}, "card"),
        ({"month": "13"}, "term"),
        ({"year": "20"}, "term"),
        ({"csc": "12"}, "csc"),
    ],
)
async def test_what_is_in_the_way(yookassa, changes, hindrance):
    """Whatever is not a test card is refused, and its number is kept nowhere."""
    payment = await yookassa.create()
    status, answer = await yookassa.raw(f"/yookassa/pay/{payment.id}", {**CARD, **changes})
    assert (status, answer) == (409, {"error": hindrance})
    assert (await yookassa.find(payment.id)).status == "pending"
    assert "4276838748917319" not in str(await yookassa.facts())


async def test_the_outcomes(yookassa):
    async def act(**body):
        payment = await yookassa.create()
        return await yookassa.post(f"/yookassa/pay/{payment.id}", body)

    assert (await act(**CARD))["status"] == "succeeded"
    assert (await act(act="sbp"))["status"] == "succeeded"
    assert (await act(**{**CARD, "number": DECLINED}))["reason"] == "insufficient_funds"
    declined = await act(act="decline", reason="call_issuer")
    assert (declined["status"], declined["reason"]) == ("canceled", "call_issuer")


async def test_what_is_over_stays_so(yookassa):
    payment_id = await yookassa.paid()
    for body in (CARD, {"act": "sbp"}, {"act": "decline", "reason": "call_issuer"}):
        assert await yookassa.raw(f"/yookassa/pay/{payment_id}", body) == (409, {"error": "over"})
    pending = (await yookassa.create()).id
    for body in ({}, {"act": "steal"}, {"act": "decline", "reason": "whim"}):
        assert (await yookassa.raw(f"/yookassa/pay/{pending}", body))[0] == 400


@pytest.mark.parametrize("url", ["javascript://alert(1)", "data://x"])
async def test_the_way_back_runs_no_script(yookassa, url):
    confirmation = {"type": "redirect", "return_url": url}
    status, made = await yookassa.wire("POST", "/payments", order(confirmation=confirmation))
    assert status == 200
    assert (await yookassa.get(f"/yookassa/pay/{made['id']}"))["back"] == ""


async def test_other_sites_cannot_pay(yookassa):
    payment = await yookassa.create()
    headers = {"Origin": "https://evil.example"}
    async with yookassa.http.post(f"/yookassa/pay/{payment.id}", json=CARD, headers=headers) as answer:
        assert answer.status == 403
