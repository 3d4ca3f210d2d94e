"""What lies behind each named account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from sandbox.demo import names
from sandbox.demo.customer import Customer, ExtraReading, Meter, Payer
from sandbox.demo.months import Span, day
from sandbox.demo.named import NAMED, NamedAccount

Make = Callable[[Customer, Span], Customer]


def named_customers(span: Span) -> tuple[Customer, ...]:
    """All named accounts, by number."""
    return tuple(
        _CASES[account.slug](_plain(account), span) for account in sorted(NAMED, key=lambda a: a.number)
    )


def _plain(account: NamedAccount) -> Customer:
    """A flat with one one-zone meter that pays in time; each case changes what it is about."""
    tail = account.number[-4:]
    return Customer(
        number=account.number,
        holder=f"Примеров{'а' * (int(tail) % 2)} {'АВГДЕИ'[int(tail) % 6]}. {'КЛМНОП'[int(tail[1:]) % 6]}.",
        address=f"г. Примерск, ул. Лампочная, д. {int(tail[:2])}, кв. {int(tail[2:]) + 1}",
        tariff="city-gas",
        group="city",
        receipt_codes=account.receipt_codes,
        phone=account.phone,
        meters=(Meter(f"2000{tail}", 168_000, start=int(tail) + 1000),),
        common_wh=3_400,
    )


def _meter(customer: Customer, **changes: object) -> Customer:
    return replace(customer, meters=(replace(customer.meters[0], **changes),))  # type: ignore[arg-type]


def _same(customer: Customer, _span: Span) -> Customer:
    return customer


def _expired(customer: Customer, span: Span) -> Customer:
    return _meter(customer, verified_until=day(span.last - 4, 14), installed_on=date(2009, 3, 2))


def _replaced(customer: Customer, span: Span) -> Customer:
    old = replace(customer.meters[0], until=6, start=61_000, installed_on=date(2008, 6, 5))
    new = replace(old, serial="30001003", until=None, since=5, start=0, installed_on=day(span.last - 6, 20))
    return replace(customer, meters=(old, replace(new, model="Образец-206", digits=6, decimals=1)))


def _eventful(customer: Customer, span: Span) -> Customer:
    """What a picture of consumption has to bear: rollover, new meter, readings missed, money given back."""
    back = min(14, span.months // 2)
    old = replace(customer.meters[0], until=back, end_at=101_200, installed_on=date(2006, 9, 12))
    new = Meter(
        "30001032", 190_000, zones=2, digits=6, decimals=1, model="Образец-206", since=back - 1, start=0,
        installed_on=day(span.last - back, 20),
    )  # fmt: skip
    reason = "Расчётная ошибка за прошлый год; акт № 32"
    return replace(
        customer,
        meters=(old, new),
        calculated_back=frozenset({7, 8}),
        recalculations=((4, -260_000, reason),),
    )


def _removed(customer: Customer, _span: Span) -> Customer:
    gone = replace(customer.meters[0], until=3)
    return replace(customer, meters=(gone,), norm_wh=130_000)


def _several(customer: Customer, _span: Span) -> Customer:
    first = customer.meters[0]
    garage = replace(first, serial="20001010-2", wh=41_000, place="гараж", start=880)
    sauna = replace(first, serial="20001010-3", wh=66_000, place="баня", zones=2, start=2_300)
    house = replace(first, place="дом", wh=240_000)
    return replace(
        customer, meters=(house, garage, sauna), tariff="rural", group="houses", common_wh=0,
        address="с. Примерное, ул. Садовая Примерная, д. 10",
    )  # fmt: skip


def _no_meter(customer: Customer, _span: Span) -> Customer:
    return replace(customer, meters=(), norm_wh=130_000, coefficient=True, unpaid_bills=1)


def _recalculated(customer: Customer, _span: Span) -> Customer:
    reason = "Временное отсутствие с 3 по 24 число; заявление № 118"
    return replace(customer, recalculations=((0, -48_370, reason),), unpaid_bills=1)


def _disputed(customer: Customer, _span: Span) -> Customer:
    return replace(customer, extra_readings=(ExtraReading(-1, 17, -412, "subscriber", "disputed"),))


def _no_data(customer: Customer, span: Span) -> Customer:
    fresh = replace(
        customer, months=0, without_data=True, receipt_codes=customer.receipt_codes[:1], common_wh=0
    )
    return _meter(fresh, since=-1, start=0, installed_on=day(span.last, 28))


def _long_names(customer: Customer, _span: Span) -> Customer:
    return replace(
        customer,
        holder="Константинопольская-Высоковольтова Александра-Виктория Константиновна-Трансформаторовна",
        address=(
            "Примерская область; Верхнеобразцовский муниципальный район, сельское поселение «Посёлок при "
            "станции Большие Трансформаторы», ул. Имени Сорокалетия Первой Примерной Подстанции, владение "
            "128а, корпус 3, строение 2, подъезд 14, этаж 9, помещение 1017 (вход со двора, домофон "
            '"1017В")'
        ),
    )


def _huge(customer: Customer, _span: Span) -> Customer:
    factory = _organisation(customer, _span)
    return replace(
        factory, holder="АО «Примерский завод высоковольтных гирлянд»", inn=names.inn(1018),
        meters=(replace(factory.meters[0], serial="40001018", wh=3_100_000_000, ratio=6000, automatic=True),),
    )  # fmt: skip


def _organisation(customer: Customer, _span: Span) -> Customer:
    meter = Meter(
        f"4000{customer.number[-4:]}", 14_500_000, shape="office", digits=6, decimals=2, ratio=40,
        model="Образец-306", place="ВРУ-1", start=3_100,
    )  # fmt: skip
    return replace(
        customer, kind="organisation", holder="ООО «Пекарня Пример»", inn=names.inn(8888),
        email="buh@example.ru", tariff="business", group="organisations", payer=Payer.STAGES,
        meters=(meter,), common_wh=0, address="г. Примерск, ул. Трансформаторная, д. 8",
    )  # fmt: skip


def _sole_trader(customer: Customer, _span: Span) -> Customer:
    shop = _organisation(customer, _span)
    return replace(
        shop, holder="ИП Розеткина А. Б.", inn="990000102815",
        meters=(replace(shop.meters[0], ratio=1, wh=860_000, decimals=0),),
    )  # fmt: skip


def _executor(customer: Customer, _span: Span) -> Customer:
    company = _organisation(customer, _span)
    return replace(
        company, holder="УК «Образцовый дом»", inn=names.inn(1026), group="executors", payer=Payer.ON_TIME,
        unpaid_bills=1,
    )  # fmt: skip


def _chain(customer: Customer, _span: Span) -> Customer:
    """Shops with a meter each."""
    chain = _organisation(customer, _span)
    first = replace(chain.meters[0], ratio=1, decimals=0)
    meters = tuple(
        replace(
            first, serial=f"40{at:02}1031", wh=700_000 + 90_000 * at, start=2_000 + 310 * at,
            place=f"пекарня № {at}, ВРУ-1",
        )
        for at in range(1, 25)
    )  # fmt: skip
    return replace(chain, holder="ООО «Пекарни Примера»", inn=names.inn(1031), meters=meters)


def _house(customer: Customer, _span: Span) -> Customer:
    return replace(
        _meter(customer, wh=310_000, place="фасад дома"), tariff="rural", group="houses", common_wh=0,
        address="д. Образцово, ул. Садовая Примерная, д. 20",
    )  # fmt: skip


def _month_end(customer: Customer, span: Span) -> Customer:
    return replace(_house(customer, span), group="villages", address="с. Верхние Амперы, ул. Полевая, д. 21")


def _heating(customer: Customer, span: Span) -> Customer:
    house = replace(_house(customer, span), unpaid_bills=1)
    return _meter(house, wh=3_600_000, shape="heated", zones=2)


def _dacha(customer: Customer, span: Span) -> Customer:
    garden = replace(_month_end(customer, span), address="СНТ «Киловатт», уч. 23", payer=Payer.QUARTERLY)
    return _meter(garden, wh=70_000, shape="dacha", place="опора")


def _odd_order(customer: Customer, _span: Span) -> Customer:
    return _meter(customer, zones=3, order="peak,halfpeak,night", shares=(270, 410, 320))


_CASES: Mapping[str, Make] = {
    "automatic": lambda customer, _span: _meter(customer, automatic=True),
    "expired": _expired,
    "replaced": _replaced,
    "removed": _removed,
    "closed": lambda customer, _span: replace(customer, closed_back=3),
    "renumbered": lambda customer, _span: replace(customer, old_account="0710001006"),
    "no_phone": _same,
    "shared_first": _same,
    "shared_second": _same,
    "several_meters": _several,
    "no_meter": _no_meter,
    "recalculated": _recalculated,
    "benefit": lambda customer, _span: replace(customer, benefit_permille=500, payer=Payer.ROUND_UP),
    "calculated": lambda customer, _span: replace(
        customer, calculated_back=frozenset(range(4)), payer=Payer.LATE
    ),
    "disputed": _disputed,
    "no_data": _no_data,
    "long_names": _long_names,
    "huge": _huge,
    "stale": lambda customer, _span: replace(customer, stale_days=8, unpaid_bills=1),
    "house": _house,
    "month_end": _month_end,
    "heating": _heating,
    "dacha": _dacha,
    "decimals": lambda customer, _span: _meter(customer, digits=4, decimals=1, model="Пример-2"),
    "odd_order": _odd_order,
    "executor": _executor,
    "debt_and_advance": lambda customer, _span: replace(customer, locked_advance=31_250, unpaid_bills=1),
    "sole_trader": _sole_trader,
    "penny": lambda customer, _span: replace(customer, short_by=5),
    "part_paid": lambda customer, _span: replace(customer, unpaid_bills=1, extra_payments=((-1, 40_000),)),
    "many_meters": _chain,
    "eventful": _eventful,
    "ordinary": lambda customer, _span: replace(customer, sent_open=True),
    "overdue": lambda customer, _span: replace(customer, unpaid_bills=2),
    "overpaid": lambda customer, _span: replace(customer, extra_payments=((-1, 250_000),)),
    "zero": _same,
    "penalty": lambda customer, _span: replace(customer, unpaid_bills=6),
    "two_zones": lambda customer, _span: _meter(replace(customer, payer=Payer.ROUND_UP), zones=2, wh=230_000),
    "three_zones": lambda customer, _span: _meter(customer, zones=3, wh=260_000),
    "organisation": _organisation,
    "rollover": lambda customer, _span: _meter(customer, end_at=99_873, installed_on=date(2004, 11, 9)),
}
