"""People who pay: they ask for a link in the chat, go by it, and do there what payers do."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.faults.people import Crowd

REASONS = (
    "insufficient_funds", "3d_secure_failed", "general_decline", "card_expired", "call_issuer",
    "issuer_unavailable", "payment_method_restricted", "payment_method_limit_exceeded", "invalid_csc",
    "invalid_card_number", "fraud_suspected", "country_forbidden", "never_heard_of",
)  # fmt: skip
CARDS = ("5555555555554477", "4111111111111111", "2200000000000004")
KEY = base64.b64encode(b"100500:test_sandbox").decode()
IN_VAIN = ("создать не вышло", "не создана", "Время ссылки", "не выполнен")
"""Said where there will be no link: refused, never made, over before it was seen, asked too long ago."""
AGAIN = 2_500
"""Kopecks that a second wish is more."""


def user_of(index: int) -> int:
    return 10_000 + index


def kopecks_of(index: int) -> int:
    """What a person wants to pay: no two the same, nor the same with AGAIN."""
    return 100_000 + index * 137


def typed(kopecks: int) -> str:
    return f"{kopecks // 100},{kopecks % 100:02d}"


def shown(kopecks: int) -> str:
    """As messages write a sum."""
    return f"{kopecks // 100:,}".replace(",", " ") + f",{kopecks % 100:02d}"


class Payer:
    """One person with a telephone and one account."""

    def __init__(self, crowd: Crowd, index: int) -> None:
        self.world, self.chat = crowd.world, crowd.chats[user_of(index)]
        self.index, self.kopecks = index, kopecks_of(index)
        self._seen = 0

    async def says(self, text: str) -> None:
        await self.world.post(f"/control/chats/{user_of(self.index)}/send", text=text)

    async def link(self, kopecks: int) -> str:
        """Ask until there is a link for this sum, or it is paid already; the id of its payment."""
        await self.says(f"оплатить {typed(kopecks)}")
        while True:
            message = await self._next()
            text, payment = plain(message.get("text", "")), payment_of(message)
            if payment and shown(kopecks) in text:
                return payment
            if "получена" in text and shown(kopecks) in text:
                return ""  # somebody was quicker than the answer
            if any(words in text for words in IN_VAIN):
                await self.says(f"оплатить {typed(kopecks)}")

    async def _next(self) -> dict:
        while self._seen >= len(self.chat.messages):
            self.chat.news.clear()
            await self.chat.news.wait()
        self._seen += 1
        return self.chat.messages[self._seen - 1]

    async def act(self, payment: str, act: str, **body: object) -> None:
        """Something that a payer, or the shop's accountant, does; what is over already stays as it is."""
        path = f"/control/yookassa/payments/{payment}/{act}"
        if payment:
            async with self.world.http.post(path, json=body) as answer:
                assert answer.status in {200, 409}, await answer.text()


def plain(text: str) -> str:
    """With ordinary spaces."""
    return re.sub(r"[\u00a0\u202f]", " ", text)


def payment_of(message: dict) -> str:
    """The payment that a message has a button for, "" for none."""
    for row in (message.get("reply_markup") or {}).get("inline_keyboard", []):
        for button in row:
            found = parse_qs(urlsplit(button.get("url", "")).query).get("orderId")
            if found:
                return found[0]
    return ""


async def pays(payer: Payer) -> None:
    payment = await payer.link(payer.kopecks)
    await payer.act(payment, "pay", **({"method": "sbp"} if payer.index % 2 else {}))


async def pays_by_card(payer: Payer) -> None:
    payment = await payer.link(payer.kopecks)
    await payer.act(payment, "pay", card=CARDS[payer.index % len(CARDS)])


async def is_declined(payer: Payer) -> None:
    payment = await payer.link(payer.kopecks)
    await payer.act(payment, "decline", reason=REASONS[payer.index % len(REASONS)])


async def takes_it_back(payer: Payer) -> None:
    """All of it, or twice a part, perhaps before anybody has heard of the payment."""
    payment = await payer.link(payer.kopecks)
    await payer.act(payment, "pay")
    if payer.index % 2:
        await payer.act(payment, "refund")
        return
    for part in (3_000, 4_001):
        await payer.act(payment, "refund", kopecks=part)


async def pays_both_links(payer: Payer) -> None:
    """Of two sums; the first link is not in force any more when it is paid."""
    first = await payer.link(payer.kopecks)
    second = await payer.link(payer.kopecks + AGAIN)
    await payer.act(first, "pay")
    await payer.act(second, "pay")


async def asks_twice(payer: Payer) -> None:
    """Impatient: the same sum again has to be the same payment."""
    await payer.says(f"оплатить {typed(payer.kopecks)}")
    first = await payer.link(payer.kopecks)
    await payer.act(first, "pay")


async def pays_another_sum(payer: Payer) -> None:
    """Money comes with the name of our wish, and is not what was wished: to be held."""
    payment = await payer.link(payer.kopecks)
    if payment:
        async with payer.world.http.get(f"/control/yookassa/payments/{payment}") as answer:
            intent = (await answer.json())["metadata"]["intent"]
        await payer.act(await _made(payer, payer.kopecks + 1_000, {"intent": intent}), "pay")
        await payer.act(payment, "expire")


async def pays_for_nothing(payer: Payer) -> None:
    """Money of no wish of ours: by an invoice of the shop, say."""
    await payer.act(await _made(payer, payer.kopecks, {}), "pay")


async def _made(payer: Payer, kopecks: int, metadata: dict[str, str]) -> str:
    """A payment that the bot did not ask for. Emulated weather hits it like any other call."""
    body: dict[str, Any] = {
        "amount": {"value": f"{kopecks // 100}.{kopecks % 100:02d}", "currency": "RUB"},
        "capture": True,
        "confirmation": {"type": "redirect", "return_url": "https://t.me/example_bot"},
        "metadata": metadata,
    }
    headers = {"Authorization": f"Basic {KEY}", "Idempotence-Key": f"foreign-{payer.index}"}
    while True:
        try:
            async with payer.world.http.post("/v3/payments", json=body, headers=headers) as answer:
                if answer.status == 200 and "id" in (told := await answer.json(content_type=None)):
                    return str(told["id"])
        except (OSError, ValueError):
            pass
        await asyncio.sleep(0.1)


async def is_forged(payer: Payer) -> None:
    """Somebody claims that it was paid; nobody paid."""
    payment = await payer.link(payer.kopecks)
    if payment:
        async with payer.world.http.post("/control/yookassa/forge", json={"payment": payment}) as answer:
            assert answer.status in {200, 400}, await answer.text()  # 400: there is no address just now


async def lets_it_expire(payer: Payer) -> None:
    payment = await payer.link(payer.kopecks)
    await payer.act(payment, "expire")


async def forgets(payer: Payer) -> None:
    """The link's hour passes by itself."""
    await payer.link(payer.kopecks)


Fate = Callable[[Payer], Awaitable[None]]
FATES: tuple[Fate, ...] = (
    pays, is_declined, takes_it_back, pays_both_links, pays_another_sum, asks_twice, pays_by_card,
    pays_for_nothing, is_forged, lets_it_expire, forgets, pays,
)  # fmt: skip
ALWAYS = 5
"""The first of them are in every group; the others take turns."""


def fate_of(index: int, place: int) -> Fate:
    """What becomes of a person; `place` in the group."""
    return FATES[place] if place < ALWAYS else FATES[ALWAYS + index % (len(FATES) - ALWAYS)]
