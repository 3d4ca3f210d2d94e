"""«Сколько выйдет за месяц»: the energy and the bill of this month, with what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import say
from core.forecasting.model import Basis, BillForecast
from core.pricing.model import Why
from core.usecases.forecasts import ShowForecast, Unforeseen
from core.usecases.use_history import ShowUse
from core.values import Energy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Choice, Phrase
    from core.pricing.model import Unpriced
    from core.usecases.forecasts import Foretold
    from core.values import Money

_KWH = 1000
_DIGITS = 4


def forecasts(turn: Turn) -> ShowForecast:
    """The use case, by the supplier's rules."""
    return ShowForecast(ShowUse(turn.desk.rules.readings), turn.desk.take_readings)


def forecast(turn: Turn, target: str) -> Done:
    """Foretell the month of today; who sends readings only is told the energy."""
    opened = open_account(turn, target, sums=False)
    if isinstance(opened, Done):
        return opened
    today, show = turn.desk.today(turn.now), forecasts(turn)
    found = show.energy(turn.store, opened.card, today)
    if isinstance(found, Unforeseen):
        return done(say(f"forecast-none-{found}", account=opened.account), choices=(_chart(opened), MENU))
    bill = None
    if opened.card.role.sees_money:
        bill = show.bill(turn.store, opened.card, found.energy)
    elsewhere = turn.desk.chart_wishes.month(turn.event.text) not in {0, today.month}
    phrases = [say("forecast-only-this")] if elsewhere else []
    return done(*phrases, *_phrases(opened, found, bill), choices=_choices(turn, opened, bill))


def _phrases(opened: Opened, found: Foretold, bill: BillForecast | Unpriced | None) -> Iterator[Phrase]:
    period = found.energy.period
    yield say("forecast-head", account=opened.account, period=period, at=period.month)
    if isinstance(bill, BillForecast):
        yield _sum(bill)
    yield _energy(found, "forecast-energy-too" if isinstance(bill, BillForecast) else "forecast-energy")
    if bill is not None and not isinstance(bill, BillForecast):
        yield say("forecast-no-tariff" if bill.why is Why.NO_TARIFF else "forecast-no-price")
    if found.year_ago is not None:
        yield say("forecast-year-ago", ago=rounded(found.year_ago.total))
    if isinstance(bill, BillForecast):
        yield from _beside(roubles(bill.beside))
    yield _basis(found)


def _sum(bill: BillForecast) -> Phrase:
    if bill.low == bill.high:
        return say("forecast-sum-settled", roubles=roubles(bill.total))
    total, low, high = (about(roubles(money)) for money in (bill.total, bill.low, bill.high))
    return say("forecast-sum", roubles=total, lowest=low, highest=high)


def _beside(whole: int) -> Iterator[Phrase]:
    if whole > 0:
        yield say("forecast-beside", roubles=whole)
    elif whole < 0:
        yield say("forecast-benefit", roubles=-whole)


def _energy(found: Foretold, key: str) -> Phrase:
    energy = found.energy
    if energy.low == energy.high:
        return say("forecast-energy-settled", energy=energy.total)
    total, low, high = map(rounded, (energy.total, energy.low, energy.high))
    return say(key, energy=total, low=low, high=high)


def _basis(found: Foretold) -> Phrase:
    if found.energy.low == found.energy.high:
        return say("forecast-basis-settled")
    if found.energy.basis is Basis.READINGS:
        return say("forecast-basis-readings")
    return say("forecast-basis-season" if found.energy.basis is Basis.SEASON else "forecast-basis-lately")


def _choices(turn: Turn, opened: Opened, bill: BillForecast | Unpriced | None) -> tuple[Choice, ...]:
    """The picture, what paying late costs where something is owed, and other zones."""
    balance, told = opened.card.balance, turn.desk.screens.penalty.told(opened.card.account.kind)
    owes = balance is not None and balance.debt.kopecks > balance.advance.kopecks
    late = (of("penalty", "button-penalty", opened),) if bill is not None and owes and told else ()
    return (_chart(opened), *late, of("zones", "button-zones", opened), MENU)


def _chart(opened: Opened) -> Choice:
    return of("chart", "button-forecast-chart", opened)


def roubles(money: Money) -> int:
    """Whole roubles, half up: kopecks would claim what nobody knows."""
    return (money.kopecks + 50) // 100


def rounded(energy: Energy) -> Energy:
    """To whole kilowatt-hours, half up; a small month as it is."""
    if energy.watt_hours < 10 * _KWH:
        return Energy((energy.watt_hours + 50) // 100 * 100)
    return Energy(about((energy.watt_hours + _KWH // 2) // _KWH) * _KWH)


def about(number: int) -> int:
    """Four digits that count: more would claim what nobody knows."""
    step: int = 10 ** max(len(str(abs(number))) - _DIGITS, 0)
    return (number + step // 2) // step * step
