"""The bill as PDF: its text is text, its codes are read, it is tagged, it breaks where it must."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pypdfium2
import pytest

from payments.bill_paper import Code, Fact
from payments.bill_pdf import Unprintable, pdf
from tests.house.sources import ROOT
from tests.payments.papers import CHAT, HOLDER, PAYMENT, codes, pages, paper


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(paper())


def test_what_it_says_is_text_in_reading_order(made: bytes) -> None:
    (text,) = pages(made)
    order = [
        "Пример Энергосбыт", "Квитанция за октябрь 2026", "Лицевой счёт: 1234567833", "К оплате до 15 ноября",
        "1 213,18 руб.", "БИК: 041117801", "Суммы не сходятся.", "Итог месяца", "Итого", "Начисления",
        "Электроэнергия, день 3", "Показания", "011070123456789", "Подключить счёт в чате",
    ]  # fmt: skip
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    assert "Страница 1 из 1" in text


def test_both_codes_are_read_from_the_page(made: bytes) -> None:
    assert codes(made) == {PAYMENT, CHAT}


def test_it_is_made_for_those_who_hear_it(made: bytes) -> None:
    assert b"/StructTreeRoot" in made
    assert b"/Lang(ru" in made.replace(b"/Lang (", b"/Lang(")
    assert b"pdfuaid" in made
    with pypdfium2.PdfDocument(made) as document:
        assert document.get_metadata_value("Title") == "Квитанция за октябрь 2026"


def test_fonts_are_inside(made: bytes) -> None:
    assert made.count(b"/FontFile2") + made.count(b"/FontFile3") >= 2
    assert len(made) < 120_000


@pytest.mark.parametrize(("lines", "zones", "count"), [(0, 1, 1), (6, 3, 1), (40, 2, 2)])
def test_a_household_has_one_page_and_forty_lines_two(lines: int, zones: int, count: int) -> None:
    found = pages(pdf(paper(lines, zones)))
    assert len(found) == count
    whole = " ".join(found)
    assert all(f"Электроэнергия, день {at} 120" in whole for at in range(1, lines + 1))
    assert [zone in whole for zone in ("ночь", "пик")] == [zones > 1, zones > 2]
    assert f"Страница {count} из {count}" in found[-1]
    if count > 1:
        assert "Цена, руб." in found[1]  # the heading of the table again


def test_long_texts_are_wrapped_and_stay_whole() -> None:
    long = "Повышающий коэффициент за отсутствие индивидуального прибора " * 4
    (text,) = pages(pdf(paper(2, title=long, holder=HOLDER)))
    assert HOLDER in text
    assert text.count(long.strip()) == 2


def test_a_word_longer_than_the_page_does_not_break_it() -> None:
    assert pages(pdf(paper(1, title="9" * 300)))


def test_texts_are_never_markup() -> None:
    evil = '#panic("x") *b* _i_ $x$ <a> @b //c /*d*/ \\ [e] `f` = g'
    given = msgspec.structs.replace(paper(), facts=[Fact("Имя", evil)], title=evil)
    (text,) = pages(pdf(given))
    assert text.count(evil) >= 2


def test_sums_and_numbers_of_papers_stay_on_one_line() -> None:
    long = "Перерасчёт по заявлению № 118/2026 на сумму 1 234 567,89 руб. за время отсутствия. " * 5
    given = msgspec.structs.replace(paper(1), notes=[long, "я " + long, "ящ " + long, "ящик " + long])
    with pypdfium2.PdfDocument(pdf(given)) as document:
        lines = document[0].get_textpage().get_text_bounded().splitlines()
    assert sum(line.count("№ 118/2026") for line in lines) == 20
    assert sum(line.count("1 234 567,89 руб.") for line in lines) == 20


def test_on_a_phone_a_tap_leads_where_the_code_does() -> None:
    tapped = Code(CHAT, "QR", "Чат", CHAT.decode())
    assert CHAT in pdf(msgspec.structs.replace(paper(), chat=tapped))
    assert CHAT not in pdf(paper())


def test_without_codes() -> None:
    given = paper()
    bare = msgspec.structs.replace(given, chat=None, pay=msgspec.structs.replace(given.pay, code=None))
    assert codes(pdf(bare)) == set()


def test_a_bill_that_cannot_be_heard_is_not_printed() -> None:
    with pytest.raises(Unprintable):
        pdf(msgspec.structs.replace(paper(), title=""))


def test_the_process_prints_the_same(made: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "payments.bill_child"],
        input=msgspec.json.encode(paper()),
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert pages(done.stdout) == pages(made)
    assert codes(done.stdout) == codes(made)


def test_the_same_bill_is_the_same_file(made: bytes) -> None:
    assert pdf(paper()) == made


def test_a_code_of_another_payload_is_another_picture() -> None:
    given = msgspec.structs.replace(paper(), chat=Code(b"https://t.me/x", "QR", "Чат"))
    assert codes(pdf(given)) == {PAYMENT, b"https://t.me/x"}
