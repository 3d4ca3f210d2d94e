"""What people do, one script a conversation: played on both channels by `test_both_channels`.

A script says what a person says and chooses; `tests/dialogs/channels.py` types it where there are no buttons.
A new dialog or entry gets a script here, or a reason in `test_both_channels`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from core.consents import Basis
from core.people import Role
from core.second_facts import Fact
from core.usecases.consents import GiveConsent
from tests.dialogs.billed import bills, meter
from tests.dialogs.channels import Played
from tests.dialogs.facts import more
from tests.dialogs.lawful import law, lawful_desk
from tests.dialogs.metered import GARAGE, HOUSE, metered_walk, past
from tests.dialogs.scripts_ebill import electronic_bills
from tests.dialogs.scripts_notify import a_limit_or_a_reading, kinds_and_ways
from tests.dialogs.scripts_pay import paying, paying_with_a_receipt
from tests.dialogs.supplier import RULES, make_test_desk

FLAT, OFFICE = 1, 3
IN_WINDOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def linking():
    """A number and a code of the bill, the code by SMS, and the card."""
    played = Played()
    person = played.person()
    person.says("здравствуйте")
    person.proves()
    person.types_the_code("КОД {}")
    person.later(100)
    person.proves("1234567841")
    person.types_the_code()
    person.says("счета")
    return played


def linking_step_by_step():
    """Every question of linking, one at a time, with what goes wrong on the way."""
    played = Played()
    person = played.person(1)
    person.says("подключить")
    person.chooses("yes")
    person.says("123")
    person.says("1234567841")
    person.says("000000")
    person.chooses("no-receipt")
    person.chooses("back")
    person.chooses("back")
    with played.together():
        person.rich.event_text("1234567833 482133")
        person.short.event_text("1234567833 482133")
    person.chooses("not-mine")
    person.chooses("back")
    person.chooses("no-receipt")
    person.chooses("back")
    person.says("отмена")
    person.says("подключить")
    person.chooses("go-on")
    person.chooses("send")
    person.types_the_code("код {}")
    return played


def linking_by_other_facts():
    """A meter and the last payment, or a code of the office; no consent is asked under a contract."""
    rules = replace(RULES, second_facts=tuple(Fact))
    given = law(linking=Basis.CONTRACT)
    desk = replace(make_test_desk(rules=rules), law=given, give_consent=GiveConsent(given))
    played = Played(more, desk=desk)
    person = played.person(1)
    person.says("нет квитанции")
    person.says("ЛС 1234567833")
    person.chooses("no-receipt")
    person.chooses("office")
    person.says("1111")
    person.chooses("no-receipt")
    person.chooses("meter")
    person.says("12345")
    person.says("700")
    person.chooses("send")
    person.types_the_code()
    return played


def account():
    """The card, why so much, its lines, months, payments, prices, penalty."""
    played = Played(bills)
    person = played.person().has(FLAT, HOUSE)
    for text in ("баланс", "почему", "строки", "история", "2025", "платежи", "тариф", "раньше", "позже"):
        person.says(text)
    for text in ("пени", "25.12", "счета"):
        person.says(text)
    person.chooses("account", "1")
    for text in ("почему", "строки", "платежи", "тариф", "раньше", "счетчик", "история"):
        person.says(text)
    person.says("меню")
    person.chooses("balance")
    person.says("пени")
    person.says("25.12")
    person.says("кабинет")
    person.says("пени и платежи")
    person.says("как узнать тариф и пени")
    for text in ("оплата", "график", "расход", "квитанция", "сколько платить и почему"):
        person.says(text)
    return played


def the_month_ahead():
    """What the month will come to, what paying late would cost, and whether other zones pay."""
    played = Played(past, bills)
    for number, account_id in enumerate((GARAGE, FLAT), 1):
        person = played.person(number).has(account_id)
        for text in (
            "сколько выйдет за месяц",
            "выгодно ли перейти на двухтарифный",
            "прогноз",
            "пени",
            "зоны",
        ):
            person.says(text)
    return played


def meters():
    """Meters of an account, their card and their past."""
    played = Played(past)
    person = played.person().has(HOUSE)
    person.says("счетчик")
    person.chooses("meters")
    person.says("история показаний")
    person.says("счетчик")
    person.says("меню")
    alone = played.person(2).has(GARAGE)
    alone.says("история показаний")
    alone.says("2025")
    alone.says("последнее показание")
    return played


def readings_of_one_meter():
    """Normal, doubtful, refused, corrected, taken back."""
    played = Played(past)
    person = played.person().has(GARAGE)
    person.says("15420")
    person.says("исправить")
    person.says("15430")
    person.says("последнее показание")
    person.says("99999")
    person.says("да")
    person.says("1000")
    person.says("прошлое неверно")
    person.says("отозвать показание")
    person.chooses("yes")
    person.says("показания")
    person.says("15 420")
    person.says("да")
    person.says("-5")
    person.says("15420 8077")
    person.says("154200")
    person.says("нет")
    person.says("отмена")
    person.says("оставить")
    person.says("1000")
    person.says("счетчик заменили")
    return played


def readings_of_two_zones():
    """Zones in one message and one after the other; which meter, which account."""
    played = Played(past)
    person = played.person().has(HOUSE)
    person.says("показания")
    person.says("60005678")
    person.says("5350")
    person.says("2200")
    person.says("день 5350 ночь 2200")
    person.says("1100")
    person.says("отмена")
    person.says("9350 2200")
    person.says("нет")
    person.says("5351 2201")
    person.says("60005678")
    person.says("отмена")
    person.says("день 5360")
    person.says("2210")
    person.says("день 2300 ночь 5400")
    person.chooses("reading-as")
    both = played.person(2).has(HOUSE, GARAGE)
    both.says("показания")
    both.says("7841")
    both.says("отмена")
    both.says("15420")
    return played


def sheets():
    """The sheet goes as a file where files go; its lines are typed anywhere."""
    played = Played(metered_walk, now=IN_WINDOW)
    person = played.person().has(OFFICE)
    person.says("ведомость")
    person.says("30001 15400\n30002 99999")
    person.says("30001 15400\n30002 15410\n30001 15400")
    person.says("сомнения")
    person.says("исправлю")
    person.says("30002 15410")
    person.says("все верно")
    person.says("список")
    person.says("csv")
    return played


def settings():
    """What we send, pauses, STOP and its end, leaving."""
    played = Played(desk=lawful_desk())
    person = played.person().has(FLAT)
    for text in ("настройки", "уведомления", "счета и люди", "стоп", "снова", "пауза", "на неделю"):
        person.says(text)
    person.told("pause-over")
    for text in ("пауза на месяц", "старт", "стоп"):
        person.says(text)
    person.chooses("leave")
    return played


def consents():
    """What was agreed to, SMS of our own accord, taking it all back."""
    played = Played(desk=lawful_desk())
    person = played.person()
    person.proves()
    person.types_the_code()
    person.says("согласия")
    person.says("разрешить sms")
    person.chooses("no")
    person.says("разрешить sms")
    person.chooses("yes")
    person.says("запретить sms")
    person.says("новое согласие")
    person.says("отозвать согласие")
    person.chooses("no")
    person.says("отозвать согласие")
    person.chooses("yes")
    person.says("баланс")
    return played


def own_data():
    """What is kept, a copy of it, and its end."""
    played = Played(desk=lawful_desk())
    person = played.person().has(FLAT)
    person.says("мои данные")
    person.says("прислать файл")
    person.says("удалить мои данные")
    person.chooses("no")
    person.says("удалить мои данные")
    person.chooses("on")
    person.chooses("erase")
    return played


def people():
    """Who sees the account; one more is invited, comes, is doubted and removed."""
    played = Played()
    owner, guest = played.person().has(FLAT, HOUSE), played.person(2)
    owner.says("кто подключен")
    owner.chooses("people", "1")
    owner.says("пригласить")
    owner.chooses("invite", "1")
    owner.chooses("reader")
    for one in (0, 1):
        guest.two[one].invitation = owner.two[one].invitation_code()
    guest.says("приглашение")
    with played.together():
        for one in guest.two:
            one.event_text(f"ПРИГЛАШЕНИЕ {one.invitation}")
            if "yes" in one.offered:
                one.choose("yes")
            if "resend" not in one.offered:
                one.event_text("89161234562")
    guest.types_the_code("КОД {}")
    guest.says("баланс")
    owner.says("это не я")
    owner.says("кто подключен")
    owner.says("убрать доступ")
    return played


def removing():
    """Somebody else is taken off the account."""
    played = Played()
    owner, other = played.person().has(FLAT), played.person(2).has(FLAT, role=str(Role.READER))
    owner.says("убрать доступ")
    owner.chooses("remove-person")
    owner.chooses("yes")
    other.says("баланс")
    third = played.person(3).has(FLAT, role=str(Role.PAYER))
    owner.says("это не я")
    third.says("счетчик")
    owner.has(HOUSE)
    played.person(4).has(HOUSE)
    played.person(5).has(HOUSE)
    owner.says("это не я")
    return played


def two_who_send():
    """What one sent, the other may leave as it is."""
    played = Played(past)
    one, other = played.person().has(GARAGE), played.person(2).has(GARAGE)
    one.says("15420")
    other.says("15430")
    other.chooses("reading-leave")
    other.says("ответить по очереди")
    return played


def own_names():
    """Names of accounts, and leaving one."""
    played = Played()
    person = played.person().has(FLAT, HOUSE)
    person.says("назвать")
    person.chooses("label", "1")
    person.says("Дача")
    person.says("назвать 7841 Дом")
    person.says("отключить счет")
    person.chooses("unlink", "2")
    person.chooses("no")
    person.says("отключить счет")
    person.chooses("unlink", "2")
    person.chooses("yes")
    person.says("отключить")
    return played


def everybody():
    """What is said to anybody, linked or not."""
    played = Played()
    for person in (played.person(5), played.person().has(FLAT)):
        for text in ("помощь", "сроки", "офисы", "контакты", "искрит щиток", "меню", "назад", "тариф"):
            person.says(text)
        for text in (
            "кто это",
            "вы ошиблись номером",
            "отмена",
            "спасибо",
            "абырвалг",
            "нет квитанции",
            "показания",
            "15420",
            "код",
        ):
            person.says(text)
        person.says("долг за свет")
    return played


def meters_that_take_nothing():
    """Automatic, removed, closed: the same refusals."""

    def fill(tx):
        meter(tx, FLAT, "1", automatic=1)
        meter(tx, GARAGE, "2", removed_on="2026-11-01")

    played = Played(fill)
    for number, account_id in enumerate((FLAT, GARAGE, 4), 1):
        person = played.person(number).has(account_id)
        person.says("15420")
        person.says("показания")
    return played


SCRIPTS = (
    paying, paying_with_a_receipt, electronic_bills, kinds_and_ways, a_limit_or_a_reading,
    two_who_send,
    linking, linking_step_by_step, linking_by_other_facts, account, meters, the_month_ahead,
    readings_of_one_meter,
    readings_of_two_zones, sheets, settings, consents, own_data, people, removing, own_names, everybody,
    meters_that_take_nothing,
)  # fmt: skip
