"""Bills on paper, and what a scanner and a reader of texts find on their pages."""

from __future__ import annotations

import re

import pypdfium2
import zxingcpp

from core.values import Money, Period
from payments.bill_paper import Code, Column, Fact, Paper, Pay, Section
from payments.qr import Order, payload
from tests.payments.recipient import RECIPIENT

PAYMENT = payload(
    RECIPIENT,
    Order("1234567833", Period(2026, 10), "Оплата электроэнергии;ЛС 1234567833;ПРД10.2026", Money(121318)),
)
CHAT = b"https://t.me/abonent_bot?start=b_AAAAAAAAAAAAAAAAAAAAAA"
SUMS = [["На начало месяца", "866,02"], ["Начислено", "1 034,82"], ["Итого", "1 213,18"]]
HOLDER = "Константинопольский-Задунайский Александр Александрович"


def paper(lines: int = 3, zones: int = 1, title: str = "Электроэнергия, день", holder: str = "") -> Paper:
    """A bill with so many lines and registers."""
    facts = [Fact("Лицевой счёт", "1234567833"), *([Fact("Плательщик", holder)] if holder else [])]
    money = [Column("Услуга", 1), Column("Расход, кВт·ч"), Column("Цена, руб."), Column("Сумма, руб.")]
    shown = [Column("Счётчик", 3), Column("Зона", 1), Column("Было"), Column("Стало")]
    registers = [["011070123456789", zone, "15 282", "15 402"] for zone in ("день", "ночь", "пик")[:zones]]
    charged = [[f"{title} {at}", "120", "8,44", "1 012,80"] for at in range(1, lines + 1)]
    sections = [Section("Итог месяца", [Column("Что", 1), Column("Сумма, руб.")], SUMS, total=True)]
    if lines:
        sections.append(Section("Начисления", money, charged))
    sections.append(Section("Показания", shown, registers))
    return Paper(
        title="Квитанция за октябрь 2026", supplier="Пример Энергосбыт", contacts=["8 800 100-20-30"],
        facts=facts,
        pay=Pay("К оплате до 15 ноября", "1 213,18 руб.", [], Code(PAYMENT, "QR-код оплаты", "Оплата")),
        sections=sections, notes=["Суммы не сходятся."],
        recipient="Реквизиты", requisites=[Fact("БИК", RECIPIENT.bic)],
        chat=Code(CHAT, "QR-код чата", "Подключить счёт в чате"),
        footer="Сформировано 8 ноября", page="Страница %n из %m", made_ms=1_762_600_000_123,
    )  # fmt: skip


def pages(made: bytes) -> list[str]:
    """The text layer of each page, in the order in which it stands in the file."""
    with pypdfium2.PdfDocument(made) as document:
        return [_words(page.get_textpage().get_text_bounded()) for page in document]


def _words(text: str) -> str:
    """As a reader hears it: hyphens of a broken word, which PDF marks as soft, are none."""
    return re.sub(r"\s+", " ", re.sub("[\u00ad\ufffe\u0002]\\s*", "", text))


def codes(made: bytes) -> set[bytes]:
    """The bytes of all QRs on the pages, photographed at 150 dots an inch."""
    with pypdfium2.PdfDocument(made) as document:
        seen = [page.render(scale=150 / 72).to_pil() for page in document]
    return {code.bytes for one in seen for code in zxingcpp.read_barcodes(one)}
