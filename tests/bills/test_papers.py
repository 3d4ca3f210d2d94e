"""What stands on the paper of a bill: sums, lines, readings, codes; and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.assembly import Texts
from bot.bills.gathered import Gathered, Register
from bot.bills.paper import PaperMaker
from bot.texts.catalogue import Catalogue
from bot.texts.lexicon import Lexicon
from core.accounts import Account, AccountCard, Balance, Holder
from core.bills import Bill, Line, LineKind
from core.meters import Meter, Source, Taken
from core.payments.qr_text import read_bytes
from core.tariffs import Zone
from core.values import Display, Energy, Money, Period
from tests.dialogs.supplier import KEYS, VALUES
from tests.payments.recipient import RECIPIENT

OCTOBER = Period(2026, 10)
NOON = datetime(2026, 11, 8, 9, tzinfo=UTC)


class Clock:
    def now(self):
        return NOON

    def now_ms(self):
        return int(NOON.timestamp() * 1000)


TEXTS = Texts(
    Catalogue.load(), Lexicon.load(), dict(VALUES), ZoneInfo("Europe/Moscow"), Clock(), "open", KEYS
)
MAKER = PaperMaker(TEXTS, RECIPIENT)
M = Money
BALANCE = Balance(
    date(2026, 11, 8),
    M(231090),
    M(0),
    M(125040),
    M(0),
    date(2026, 10, 16),
    date(2026, 11, 15),
    date(2026, 11, 6),
)  # fmt: skip
LINES = (
    Line(LineKind.OWN, "Электроэнергия, день", M(101_280), Energy(120_000), 844_000),
    Line(LineKind.COMMON, "", M(2_202), Energy(3_000), 734_000),
    Line(LineKind.RECALCULATION, "Перерасчёт", M(-20_000), reason="Отсутствие с 3 по 24 число"),
)
BILL = Bill(
    OCTOBER, M(86_602), M(103_482), M(50_000), M(-20_000), M(1_234), M(121_318), Energy(120_000), LINES
)
CARD = AccountCard(Account(1, "1234567833"), balance=BALANCE)
METER = Meter(
    "011070123456789", "Пример", "щит на площадке", (Zone.DAY, Zone.NIGHT), 5, 0, 1, None, None, None, False
)


def taken(day, *shown, source=Source.SUBSCRIBER):
    return Taken(day, source, tuple(Display(units) for units in shown))


REGISTER = Register(METER, taken(date(2026, 9, 24), 15_282, 9_990), taken(date(2026, 10, 23), 15_382, 10_010))
DATA = Gathered(CARD, BILL, newest=True, registers=(REGISTER,), tariff="Население, город")


def made(link="", **changes):
    return MAKER.make(replace(DATA, **changes), link)


def section(paper, heading):
    return next(one for one in paper.sections if one.heading.startswith(heading))


def test_the_head():
    paper = made()
    assert (paper.title, paper.supplier) == ("Квитанция за октябрь 2026", "Пример Энергосбыт")
    assert [(fact.label, fact.value) for fact in paper.facts] == [
        ("Лицевой счёт", "1234567833"),
        ("Тариф", "Население, город"),
        ("Расход за месяц", "120 кВт·ч"),
    ]
    assert paper.notes == []


def test_the_month_adds_up_before_the_eyes():
    month = section(made(), "Расчёт")
    assert month.rows == [
        ["На начало месяца", "866,02"],
        ["Начислено", "1 034,82"],
        ["Оплачено за месяц", "-500,00"],
        ["Перерасчёт", "-200,00"],
        ["Пени", "12,34"],
        ["Итого за месяц", "1 213,18"],
    ]
    assert month.total
    assert month.notes == []


def test_lines_as_billing_has_them():
    assert section(made(), "Начисления").rows == [
        ["Электроэнергия, день", "120 кВт·ч", "8,44", "1 012,80"],
        ["Общие нужды дома (ОДН)", "3 кВт·ч", "7,34", "22,02"],
        ["Перерасчёт. Причина: Отсутствие с 3 по 24 число", "", "", "-200,00"],
    ]


def test_readings_of_each_zone_once_named():
    assert section(made(), "Показания").rows == [
        [
            "011070123456789, щит на площадке",
            "день",
            "15 282 (24 сентября)",
            "15 382 (23 октября)",
            "100 кВт·ч",
        ],
        ["", "ночь", "9 990 (24 сентября)", "10 010 (23 октября)", "20 кВт·ч"],
    ]  # fmt: skip


def test_a_meter_that_took_the_place_of_another():
    old = replace(METER, serial="1", zones=(Zone.ALL,), removed_on=date(2026, 10, 5))
    new = replace(METER, serial="2", zones=(Zone.ALL,), installed_on=date(2026, 10, 5))
    registers = (
        Register(old, taken(date(2026, 9, 24), 99), taken(date(2026, 10, 5), 120)),
        Register(new, taken(date(2026, 10, 5), 0), taken(date(2026, 10, 23), 70)),
    )
    rows = section(made(registers=registers), "Показания").rows
    assert [row[0] for row in rows] == [
        "1, щит на площадке, снят 5 октября",
        "2, щит на площадке, новый с 5 октября",
    ]
    assert [row[4] for row in rows] == ["21 кВт·ч", "70 кВт·ч"]


def test_a_calculated_reading_is_marked_and_a_ratio_told():
    register = Register(
        replace(METER, zones=(Zone.ALL,), ratio=30),
        taken(date(2026, 9, 24), 100),
        taken(date(2026, 10, 31), 104, source=Source.CALCULATED),
    )
    shown = section(made(registers=(register,)), "Показания")
    assert shown.rows[0][3:] == ["104* (31 октября)", "120 кВт·ч"]
    assert len(shown.notes) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, taken(date(2026, 10, 23), 5)),
        (taken(date(2026, 9, 2), 99_990), taken(date(2026, 10, 3), 5)),  # the display began anew
    ],
)
def test_no_consumption_where_none_can_be_told(before, after):
    register = Register(replace(METER, zones=(Zone.ALL,)), before, after)
    assert section(made(registers=(register,)), "Показания").rows[0][4] == ""


def test_what_is_to_be_paid_now_and_its_code():
    paper = made()
    assert (paper.pay.label, paper.pay.amount) == ("К оплате до 15 ноября 2026", "2 310,90 руб.")
    assert paper.pay.notes[0] == "Из них просрочено с 16 октября 2026: 1 250,40 руб."
    assert "учтены платежи по 6 ноября 2026" in paper.pay.notes[-1]
    read = read_bytes(paper.pay.code.payload)
    assert (read.account, read.amount, read.period) == ("1234567833", M(231090), OCTOBER)
    assert read.fields["purpose"] == "Оплата электроэнергии;ЛС 1234567833;ПРД10.2026"
    assert [fact.value for fact in paper.requisites][:3] == [
        RECIPIENT.name, "2901000017 / 290101001", RECIPIENT.account
    ]  # fmt: skip


def test_why_the_sum_is_not_that_of_the_month():
    same = replace(CARD, balance=replace(BALANCE, debt=BILL.closing))
    assert any("Итог за месяц другой" in note for note in made().pay.notes)
    assert not any("Итог за месяц другой" in note for note in made(card=same).pay.notes)


@pytest.mark.parametrize(
    ("overdue", "since", "said"),
    [
        (0, None, ""),
        (125040, None, "Из них просрочено: 1 250,40 руб."),
        (231090, None, "Срок оплаты прошёл: просрочена вся сумма."),
        (231090, date(2026, 10, 16), "Вся сумма просрочена с 16 октября 2026."),
    ],
)
def test_what_is_overdue_is_said_once(overdue, since, said):
    balance = replace(BALANCE, overdue=M(overdue), overdue_since=since)
    notes = made(card=replace(CARD, balance=balance)).pay.notes
    assert [note for note in notes if "просрочен" in note] == ([said] if said else [])


def test_an_advance_beside_a_debt_explains_why_the_month_is_less():
    """Billing keeps both: the sum to pay is larger than the month came to, and nothing else says why."""
    balance = replace(BALANCE, debt=M(BILL.closing.kopecks + 31_250), advance=M(31_250))
    notes = made(card=replace(CARD, balance=balance)).pay.notes
    assert "Отдельно числится переплата: 312,50 руб." in notes
    assert not any("переплата" in note for note in made().pay.notes)


def test_what_was_paid_here_is_told():
    paper = made(card=replace(CARD, paid_here=M(10_000)))
    assert any("100,00 руб." in note for note in paper.pay.notes)


@pytest.mark.parametrize(("advance", "label"), [(50_000, "Переплата"), (0, "К оплате ничего нет")])
def test_nothing_to_pay_has_no_code_and_no_requisites(advance, label):
    balance = replace(BALANCE, debt=M(0), overdue=M(0), advance=M(advance), due_on=None)
    paper = made(card=replace(CARD, balance=balance))
    assert paper.pay.label == label
    assert paper.pay.code is None
    assert paper.requisites == []


def test_an_older_month_is_not_paid_by_its_paper():
    paper = made(newest=False)
    assert (paper.pay.label, paper.pay.amount) == ("Итого за октябрь 2026", "1 213,18 руб.")
    assert paper.pay.code is None
    assert "стоит в новой" in paper.pay.notes[0]


def test_without_a_balance_the_bill_is_what_is_paid():
    paper = made(card=replace(CARD, balance=None))
    assert paper.pay.amount == "1 213,18 руб."
    assert read_bytes(paper.pay.code.payload).amount == M(121_318)


@pytest.mark.parametrize(
    ("paid", "shown", "code"), [(21_318, "1 000,00 руб.", 100_000), (-10_000, "1 313,18 руб.", 131_318)]
)
def test_without_a_balance_what_was_paid_here_is_not_paid_again(paid, shown, code):
    pay = made(card=replace(CARD, balance=None, paid_here=M(paid))).pay
    assert (pay.label, pay.amount) == (TEXTS.words("billpdf-due", {}), shown)
    assert read_bytes(pay.code.payload).amount == M(code)
    assert any("Вычтено" in note for note in pay.notes) == (paid > 0)


def test_without_a_balance_a_bill_paid_here_has_no_code():
    pay = made(card=replace(CARD, balance=None, paid_here=BILL.closing)).pay
    assert (pay.amount, pay.code) == ("0,00 руб.", None)


def test_without_requisites_no_code():
    assert PaperMaker(TEXTS).make(DATA).pay.code is None


def test_faulty_requisites_make_no_code_and_no_failure():
    assert PaperMaker(TEXTS, replace(RECIPIENT, bic="1")).make(DATA).pay.code is None


def test_sums_that_do_not_add_up_are_said():
    assert "не сходятся" in made(bill=replace(BILL, closing=M(1))).notes[0]
    assert "не сходятся" in made(bill=replace(BILL, lines=LINES[:1])).notes[0]


def test_nobody_is_named_unless_given():
    plain = made()
    assert not any(fact.label in {"Плательщик", "Адрес"} for fact in plain.facts)
    named = made(holder="Иванов  И. И.", postal_address="г. Примерск, ул. Мира, 1")
    assert [fact.value for fact in named.facts][1:3] == ["Иванов И. И.", "г. Примерск, ул. Мира, 1"]
    assert "Иванов" not in read_bytes(named.pay.code.payload).fields.values()


def test_an_organisation_gets_a_bill_by_its_own_name():
    card = replace(CARD, account=replace(CARD.account, kind=Holder.ORGANISATION))
    assert made(card=card).title == "Счёт за октябрь 2026"


def test_the_code_of_the_chat():
    assert made().chat is None
    token = made("https://t.me/bot?start=b_AAAAAAAAAAAAAAAAAAAAAA").chat
    assert token.payload == b"https://t.me/bot?start=b_AAAAAAAAAAAAAAAAAAAAAA"
    assert "подключит" in token.caption
    assert "подключит" not in made("https://t.me/bot").chat.caption
    card = replace(CARD, account=replace(CARD.account, kind=Holder.ORGANISATION))
    firm = made("https://t.me/bot?start=b_A", card=card).chat.caption
    assert "живёт" in token.caption
    assert "живёт" not in firm
    assert "сотрудников" in firm
