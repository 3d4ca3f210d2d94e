"""``[payments]``: the shop that takes card payments."""

from __future__ import annotations

from typing import Annotated

from bot.config.section import Section, key


class YooKassa(Section, frozen=True):
    """The shop at YooKassa."""

    api_url: Annotated[str, key("Address of the API.")] = "https://api.yookassa.ru/v3"
    shop_id: Annotated[str, key("Number of the shop; empty: no payments in the chat.", example="123456")] = ""
    secret_key: Annotated[str, key("Secret key of the shop.", example="live_...", secret=True)] = ""


class Payments(Section, frozen=True):
    """Payments in the chat."""

    yookassa: YooKassa = YooKassa()
