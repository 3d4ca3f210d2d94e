"""A small catalogue and the channels that texts are rendered for."""

from __future__ import annotations

import pytest

from bot.channels.base import Capabilities, Form, Markup
from bot.dialogs.model import Sensitivity
from bot.texts.catalogue import RU, Catalogue

FULL = """
head = { $label }, счёт { $account }
    .sensitivity = own
    .instead = head-plain
head-plain = Счёт { $account }
    .sensitivity = account
due = К оплате до { $day }: { $sum }
    .sensitivity = money
who = Договор оформлен на { $name }
    .sensitivity = personal
hint = Подробности: 5 < 6 & 7 > 2
full-only = Только полная
free = { $text }
pay = Оплатить { $sum }
    .sensitivity = money
yes = Да, верно
again = Ввести заново
back = Назад
share = Поделиться номером
long-label = Оплатить все счета сразу и навсегда
call = Звоните { $supplier_phone }
menu-balance = К оплате
menu-readings = Показания
menu-pay = Оплатить
menu-more = Ещё
menu-ready = Меню внизу.
choice-numbered = { $number }. { $option }
policy-instead = Здесь не показываем. Телефон { $supplier_phone }.
policy-instead-page = Это на странице, она открыта { $life }.
policy-more-page = Сумма на странице, она открыта { $life }.
due-plain = К оплате до { $day }
plain-due = К оплате до { $day }: { $sum }
    .sensitivity = money
    .instead = due-plain
policy-ask = Здесь не спрашиваем. Телефон { $supplier_phone }.
policy-ask-page = Спросим на странице, она открыта { $life }.
button-private-page = Открыть страницу
ask-phone = Какой у вас телефон?
    .sensitivity = phone
"""
SHORT = """
head = { $account }:
head-plain = { $account }:
due = к оплате до { $day } { $sum }
who = Договор: { $name }
hint = Справка: ?
full-only = {""}
free = { $text }
pay = ОПЛАТА
yes = ДА
again = НЕТ
back = {""}
share = НОМЕР
long-label = ВСЕ
call = Тел. { $supplier_phone }
menu-balance = {""}
menu-readings = {""}
menu-pay = {""}
menu-more = {""}
menu-ready = {""}
choice-numbered = { $number }-{ $option }
policy-instead = Не показываем. Тел. { $supplier_phone }
policy-instead-page = {""}
policy-more-page = {""}
due-plain = к оплате до { $day }
plain-due = к оплате до { $day } { $sum }
policy-ask = Не спрашиваем. Тел. { $supplier_phone }
policy-ask-page = {""}
button-private-page = {""}
ask-phone = Телефон?
"""


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ru")
    (folder / "a.full.ftl").write_text(FULL, "utf-8")
    (folder / "a.short.ftl").write_text(SHORT, "utf-8")
    (folder / "format.ftl").write_text((RU / "format.ftl").read_text("utf-8"), "utf-8")
    return Catalogue.load(folder)


TELEGRAM = Capabilities(
    name="telegram", form=Form.FULL, markup=Markup.HTML, characters=4096, buttons=8, button_title=24,
    button_data=64, edit=True, pictures=True, menu=True, contact=True, price=0, allowed=Sensitivity.MONEY,
)  # fmt: skip
SMS = Capabilities(
    name="sms", form=Form.SHORT, markup=Markup.PLAIN, characters=670,
    buttons=0, button_title=0, button_data=0,
    edit=False, pictures=False, menu=False, contact=False, price=300, allowed=Sensitivity.MONEY,
)  # fmt: skip
