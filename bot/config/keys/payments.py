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

    name: Annotated[str, key("Name as the bank knows it.", example='AO "Primer Energosbyt"')] = ""
    account: Annotated[str, key("Account of 20 digits.", example="40702810900000001234")] = ""
    bank: Annotated[str, key("Bank, up to 45 signs with its town.", example="PAO PRIMER BANK, Primersk")] = ""
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


class ReceiptRule(Section, frozen=True):
    """Codes of a fiscal receipt from a day to a day, both inclusive."""

    valid_from: str = ""
    valid_to: str = ""
    vat_code: int = 0
    subject: str = "service"
    mode: str = "full_payment"
    measure: str = "another"
    tax_system: int = 0


class Receipts(Section, frozen=True):
    """The fiscal receipt of each payment (54-FZ); empty: the shop has no cash register of its own."""

    item: Annotated[str, key("The line of the receipt, up to 128 signs.", example="Elektroenergiya")] = ""
    needs_email: Annotated[bool, key("Whether the register asks for an e-mail; else a phone does.")] = True
    rules: Annotated[
        tuple[ReceiptRule, ...],
        key(
            "Codes with the dates they hold for; the accountant knows them. vat_code: 11 is 22 %,"
            " 12 is 22/122, 1 none; mode full_payment or advance; tax_system 0: none. valid_to may be empty."
        ),
    ] = ()


class Utilities(Section, frozen=True):
    """Payments told to GIS ZhKKh, if the shop is set up so; to the recipient of [payments.requisites]."""

    purpose: Annotated[
        str,
        key(
            "Purpose of the payment order, with {account} and {period}; empty: no utility payments.",
            example="Elektroenergiya;LS{account};PRD{period}",
        ),
    ] = ""
    kbk: Annotated[str, key("KBK, if there is one.")] = ""
    oktmo: Annotated[str, key("OKTMO, if there is one.")] = ""


class Notifications(Section, frozen=True):
    """What YooKassa tells at <web.public_url>/payments/yookassa. Without it payments are asked after."""

    networks: Annotated[
        tuple[str, ...], key("Addresses that notifications come from, as YooKassa publishes them.")
    ] = (
        "185.71.76.0/27", "185.71.77.0/27", "77.75.153.0/25", "77.75.156.11/32", "77.75.156.35/32",
        "77.75.154.128/25", "2a02:5180::/32",
    )  # fmt: skip


class Payments(Section, frozen=True):
    """Payments in the chat."""

    environment: Annotated[
        Literal["production", "test"],
        key("`test` takes a test_ key and books nothing that is real; `production` only real payments."),
    ] = "production"
    return_url: Annotated[
        str,
        key("Where the payment page leads back to; empty: supplier.site.", example="https://t.me/primer_bot"),
    ] = ""
    commission: Annotated[str, key("Commission as people are told it; empty: none.", example="1 %")] = ""
    organisations: Annotated[bool, key("Whether organisations may pay by link.")] = False
    short_links: Annotated[
        bool, key("Whether an SMS holds a short link of <web.public_url>, good for the day.")
    ] = True
    least_kopecks: Annotated[int, key("Least sum of a payment.", ge=100, le=100_000)] = 100
    most_card_kopecks: Annotated[int, key("Most that a card may pay at once.", ge=100)] = 35_000_000
    most_sbp_kopecks: Annotated[int, key("Most that SBP may pay at once.", ge=100)] = 70_000_000
    links_per_person: Annotated[int, key("Links that one person may ask for in a day.", ge=1)] = 30
    links_per_account: Annotated[int, key("Links for one account in a day.", ge=1)] = 30

    requisites: Requisites = Requisites()
    receipts: Receipts = Receipts()
    utilities: Utilities = Utilities()
    notifications: Notifications = Notifications()
    yookassa: YooKassa = YooKassa()
