"""``[payments]``: the shop that takes card payments."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.config.section import Section, key


class YooKassa(Section, frozen=True):
    """The shop at YooKassa."""

    api_url: Annotated[str, key("Address of the API.")] = "https://api.yookassa.ru/v3"
    shop_id: Annotated[str, key("Number of the shop; empty: no payments in the chat.", example="123456")] = ""
    secret_key: Annotated[str, key("Secret key of the shop.", example="live_...", secret=True)] = ""


class Requisites(Section, frozen=True):
    """The recipient of payments by requisites, for the QR and the bill; empty: neither is offered."""

    name: Annotated[str, key("Name as the bank knows it.", example="AO \"Primer Energosbyt\"")] = ""
    account: Annotated[str, key("Account of 20 digits.", example="40702810900000001234")] = ""
    bank: Annotated[
        str, key("Bank, up to 45 signs with its town.", example="PAO PRIMER BANK, Primersk")
    ] = ""
    bic: Annotated[str, key("BIC of the bank.", example="041117801")] = ""
    corr_account: Annotated[
        str, key("Correspondent account of the bank.", example="30101810900000000801")
    ] = ""
    inn: Annotated[str, key("INN of the recipient.", example="2901000017")] = ""
    kpp: Annotated[str, key("KPP; empty for a sole trader.", example="290101001")] = ""
    charset: Annotated[
        Literal["utf-8", "windows-1251"],
        key("Bytes of the QR; windows-1251 where a terminal of a bank cannot read the other."),
    ] = "utf-8"


class Payments(Section, frozen=True):
    """Payments in the chat."""

    requisites: Requisites = Requisites()

    yookassa: YooKassa = YooKassa()
