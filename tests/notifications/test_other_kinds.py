"""New prices, limits of consumption and verification: whom a plan finds and what people read."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.notifications.speakers.limits import LimitSpeaker
from bot.notifications.speakers.tariffs import TariffSpeaker
from bot.notifications.speakers.verifications import VerificationSpeaker
from core.notifications.kinds import Kind
from storage.reminder_plans.forecasts import LimitNews
from storage.reminder_plans.tariffs import TariffNews
from storage.reminder_plans.verifications import VerificationNews
from tests.notifications.planned import RULES, at, put
from tests.notifications.telling import Telling

MOSCOW = ZoneInfo("Europe/Moscow")
NOON = at(23, 12)
MINUTE = 60_000
HOW = "О пределе в этом месяце больше не напишем. Сменить: «предел 350», убрать: «без предела»."
BOTH = pytest.mark.parametrize("engine", ["sqlite", "postgres"], indirect=True)
TEL = "tel:+79161234567"


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


class Month:
    """A forecast that is what the test says."""

    def __init__(self):
        self.watt_hours = 0

    def __call__(self, *_given):
        return self.watt_hours


class Others(Telling):
    def __init__(self, database):
        super().__init__(database)
        self.month = Month()
        limits = LimitSpeaker(self.desk)
        limits._foretold = self.month
        self.sources = {
            Kind.TARIFF: TariffNews(RULES.calendars, sms=True),
            Kind.FORECAST: LimitNews(RULES.calendars, self.month, sms=True),
            Kind.VERIFICATION: VerificationNews(RULES.calendars, sms=True),
        }
        self.speakers = {
            Kind.TARIFF: TariffSpeaker(), Kind.FORECAST: limits,
            Kind.VERIFICATION: VerificationSpeaker(unverified=True),
        }  # fmt: skip

    async def run(self, sql, **given):
        return await self.do(lambda s: s.tx.run(sql, **given))

    async def prices(self, day, *prices, tariff="city", zone="all", until=None):
        """A list from a day on: one price for each range."""

        def work(store):
            if not store.tx.one("SELECT 1 FROM dataset_generation WHERE dataset = 'tariffs'"):
                put(store.tx, "dataset_generation", dataset="tariffs", period="", generation=1)
            for upto, price in zip((3900, 6000, 0) if len(prices) > 1 else (0,), prices, strict=True):
                row = {"tariff": tariff, "valid_from": day, "valid_to": until, "zone": zone, "price": price}
                put(store.tx, "tariff", generation=1, range_upto_kwh=upto * 1000, title="Город", **row)

        await self.do(work)


@pytest.fixture
async def world(database):
    made = await Others(database).begin()
    await made.household(1, zone_order="all")
    await made.run("UPDATE account_card SET tariff = 'city'")
    return made


async def changing(world):
    await world.prices("2026-01-01", 610_000, 872_000, 1_171_000, until="2026-11-30")
    await world.prices("2026-12-01", 650_000, 900_000, 1_200_000)


@BOTH
async def test_new_prices_are_told_to_all_accounts_of_the_tariff_once(world):
    await changing(world)
    await world.household(2)
    assert await world.tell(at(16, 12)) == []  # fifteen days before
    (said,) = await world.tell(at(17, 12))
    assert said.splitlines() == [
        "С 1 декабря новые цены на электроэнергию: счёт *0001.",
        "За кВт·ч: было 6,10 / 8,72 / 11,71, будет 6,50 / 9,00 / 12,00 руб.",
        "Через дробь цены диапазонов: чем больше расход за месяц, тем выше.",
    ]
    assert await world.tell(at(18, 12)) == []


@pytest.mark.parametrize("kept", [(610_000, 872_000, 1_171_000), ()])
async def test_prices_that_stay_are_no_news(world, kept):
    await world.prices("2026-01-01", 610_000, 872_000, 1_171_000, until="2026-11-30")
    if kept:
        await world.prices("2026-12-01", *kept)
    assert await world.tell(at(20, 12)) == []


async def test_prices_of_the_zones_that_the_meter_has(world):
    await world.run("UPDATE meter SET zones = 2, zone_order = 'day,night'")
    for zone, price in (("all", 600_000), ("day", 700_000), ("night", 300_000)):
        await world.prices("2026-01-01", price, zone=zone, until="2026-11-30")
        await world.prices("2026-12-01", price + 50_000 * (zone != "night"), zone=zone)
    (said,) = await world.tell(at(20, 12))
    assert said.splitlines()[1:] == ["День: было 7,00, будет 7,50 руб."]


async def test_new_prices_by_sms_and_for_several_accounts(world):
    await world.run("UPDATE address SET address = :tel WHERE subscriber_id = 1", tel=TEL)
    await changing(world)
    assert await world.tell(at(20, 12)) == [
        "*0001: с 01.12 новые цены. Цена 6,50/9,00/12,00 руб. 1-ТАРИФ, 2-МЕНЮ"
    ]
    await world.account(2, zone_order="all")
    await world.account(3, zone_order="all")
    await world.person(7, 2, 3)
    await world.run("UPDATE account_card SET tariff = 'rural' WHERE account_id > 1")
    await world.prices("2026-01-01", 300_000, tariff="rural", until="2026-11-30")
    await world.prices("2026-12-01", 350_000, tariff="rural")
    (said,) = await world.tell(at(20, 13))
    assert said.splitlines()[-1] == "Те же цены ещё по вашим счетам, всего: 1."


async def limited(world, kwh=300, month=340):
    await world.do(lambda s: s.wishes.limit(1, 1, kwh * 1000, 1))
    world.month.watt_hours = month * 1000


@BOTH
async def test_a_month_that_will_pass_the_limit_is_told_once(world):
    await limited(world)
    (said,) = await world.tell(at(23, 10, 1))
    assert said.splitlines() == [
        "Прогноз на ноябрь выше вашего предела: счёт *0001.",
        "Выйдет примерно 340 кВт·ч, предел 300 кВт·ч.",
        HOW,
    ]
    for day in (23, 24):
        assert await world.tell(at(day, 16, 1)) == []
    (again,) = await world.tell(at(1, 10, 1, month=12))
    assert again.startswith("Прогноз на декабрь")


@pytest.mark.parametrize(("kwh", "month"), [(340, 340), (400, 340), (300, 0)])
async def test_a_month_within_the_limit_is_no_news(world, kwh, month):
    await limited(world, kwh, month)
    assert await world.tell(at(23, 10, 1)) == []


async def test_a_reading_or_an_import_is_looked_at_the_same_day(world):
    await limited(world, month=200)
    assert await world.tell(at(23, 10, 1)) == []
    world.month.watt_hours = 340_000
    assert await world.tell(at(23, 13, 1)) == []  # nobody did anything
    await world.sent(1, 1, at_ms=at(23, 14))
    assert len(await world.tell(at(23, 16, 1))) == 1


async def test_a_limit_that_was_raised_meanwhile_is_not_passed(world):
    await limited(world)
    await world.tell(at(23, 10, 1))
    assert await world.useful() == [True]
    await limited(world, kwh=350)
    assert await world.useful() == [False]


async def test_a_limit_by_sms(world):
    await world.run("UPDATE address SET address = :tel WHERE subscriber_id = 1", tel=TEL)
    await limited(world)
    (said,) = await world.tell(at(23, 10, 1))
    assert said == "*0001: за месяц примерно 340 кВт.ч, предел 300. Сменить: ПРЕДЕЛ 350"


async def verified(world, until="2027-01-22", owner=None):
    await world.run("UPDATE meter SET verified_until = :until", until=until)
    if owner:
        await world.group("A", "15-25")
        await world.run("UPDATE grp SET meter_owner_text = :owner", owner=owner)
        await world.run("UPDATE account_card SET grp = 'A'")


@BOTH
async def test_verification_is_told_to_those_who_asked_two_months_and_two_weeks_before(world):
    await verified(world, owner="Счётчик меняет поставщик, бесплатно.")
    await world.do(lambda s: s.wishes.choose(1, Kind.VERIFICATION, 1, wanted=True))
    (said,) = await world.tell(at(24, 12))  # a day late, as the bot was down
    assert said.splitlines() == [
        "Поверка счётчика № m1 действует до 22 января 2027.",
        "Счёт *0001.",
        "Счётчик меняет поставщик, бесплатно.",
        "Показания по-прежнему принимаем.",
    ]
    assert await world.tell(at(24, 13)) == []
    await verified(world, "2026-12-09")
    (said,) = await world.tell(at(25, 13))
    assert said.startswith("Поверка счётчика № m1 действует до 9 декабря.")


async def test_verification_is_off_for_who_chose_nothing(world):
    await verified(world)
    assert await world.tell(NOON) == []


async def test_a_meter_that_was_replaced_meanwhile_is_not_told_of(world):
    await verified(world)
    await world.do(lambda s: s.wishes.choose(1, Kind.VERIFICATION, 1, wanted=True))
    await world.tell(at(23, 12))
    assert await world.useful() == [True]
    await verified(world, "2042-01-22")
    assert await world.useful() == [False]


@pytest.mark.parametrize("kind", [Kind.TARIFF, Kind.FORECAST, Kind.VERIFICATION])
async def test_who_switched_it_off_hears_nothing(world, kind):
    await changing(world)
    await limited(world)
    await verified(world)
    await world.do(lambda s: s.wishes.choose(1, kind, 1, wanted=False))
    told = " ".join(await world.tell(at(23, 12)))
    words = {Kind.TARIFF: "новые цены", Kind.FORECAST: "Прогноз", Kind.VERIFICATION: "поверки"}
    assert words[kind] not in told
    assert told
