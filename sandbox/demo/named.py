"""Named demo accounts: one for every case worth showing, with everything needed to link it.

The last four digits of the number tell the account. The receipt code of the newest bill is 77 and those
digits, that of the bill before 66 and those digits. What each account holds is in `named_customers`.
"""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "290000"


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """`receipt_codes`: newest bill first. `phone`: on record, '' if none. `about`: one line, Russian."""

    slug: str
    number: str
    receipt_codes: tuple[str, str]
    phone: str
    about: str


def _named(slug: str, tail: str, about: str, phone: str | None = None) -> NamedAccount:
    own = f"+7900000{tail}" if phone is None else phone
    return NamedAccount(slug, PREFIX + tail, (f"77{tail}", f"66{tail}"), own, about)


NAMED: tuple[NamedAccount, ...] = (
    _named("automatic", "1001", "Умный счётчик: показания приходят сами"),
    _named("expired", "1002", "Истёк срок поверки счётчика"),
    _named("replaced", "1003", "Счётчик заменён полгода назад"),
    _named("removed", "1004", "Счётчик снят, начисления по нормативу"),
    _named("closed", "1005", "Лицевой счёт закрыт"),
    _named("renumbered", "1006", "Номер сменился, прежний 0710001006"),
    _named("no_phone", "1007", "Телефона в базе поставщика нет", phone=""),
    _named("shared_first", "1008", "Один телефон на два счёта: первый", phone="+79000001008"),
    _named("shared_second", "1009", "Один телефон на два счёта: второй", phone="+79000001008"),
    _named("several_meters", "1010", "Три счётчика на одном счёте"),
    _named("no_meter", "1011", "Счётчика нет: норматив и повышающий коэффициент"),
    _named("recalculated", "1012", "Перерасчёт с причиной в последнем счёте"),
    _named("benefit", "1013", "Льгота 50 %"),
    _named("calculated", "1014", "Четыре месяца без показаний, начисления по среднему"),
    _named("disputed", "1015", "Последнее показание спорное: меньше предыдущего"),
    _named("no_data", "1016", "Новый счёт, начислений ещё не было"),
    _named("long_names", "1017", "Очень длинные имя и адрес"),
    _named("huge", "1018", "Завод: суммы в десятки миллионов"),
    _named("stale", "1019", "Данные о балансе восьмидневной давности"),
    _named("house", "1020", "Частный дом, показания с 23-го по 25-е"),
    _named("month_end", "1021", "Показания с 28-го по 3-е"),
    _named("heating", "1022", "Электроотопление: зимой все три диапазона"),
    _named("dacha", "1023", "Дача: зимой ноль"),
    _named("decimals", "1024", "Счётчик с цифрой после запятой"),
    _named("odd_order", "1025", "Три зоны, на табло: пик, полупик, ночь"),
    _named("executor", "1026", "Управляющая компания: платит до 15-го"),
    _named("debt_and_advance", "1027", "И долг, и незачтённая переплата"),
    _named("sole_trader", "1028", "Индивидуальный предприниматель"),
    _named("penny", "1029", "Долг пять копеек"),
    _named("part_paid", "1030", "Последний счёт оплачен частично"),
    _named("many_meters", "1031", "Сеть пекарен: 24 счётчика, показания ведомостью"),
    _named("eventful", "1032", "Счётчик прошёл через ноль и заменён двухтарифным; пропуски, возврат денег"),
    _named("ordinary", "1111", "Обычная квартира: есть к оплате, срок не прошёл"),
    _named("overdue", "2222", "Не оплачены два счёта, срок прошёл"),
    _named("overpaid", "3333", "Переплата"),
    _named("zero", "4444", "Всё оплачено, ноль"),
    _named("penalty", "5555", "Долг за полгода, начислены пени"),
    _named("two_zones", "6666", "Две зоны: день и ночь"),
    _named("three_zones", "7777", "Три зоны: пик, ночь, полупик"),
    _named("organisation", "8888", "Организация: трансформаторы тока 200/5, оплата тремя частями"),
    _named("rollover", "9999", "Счётчик вот-вот перейдёт через ноль"),
)

LATER = ("eventful",)
"""Named when the seeds were given already: with seeds of their own, so that others keep their histories."""


def by_slug(slug: str) -> NamedAccount:
    """The account of a case; KeyError if there is no such case."""
    return {account.slug: account for account in NAMED}[slug]
