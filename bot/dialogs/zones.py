"""«Выгодно ли день и ночь»: from which share of the night several zones cost less, and the own year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.forecast import forecasts, roubles, rounded
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import say
from core.forecasting.switch import ONE
from core.usecases.zones import CompareZones
from core.usecases.zones import of as named
from core.values import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.forecasting.switch import Switched
    from core.usecases.zones import Compared

_LIKE = Money(100)
"""Less than a rouble a year is no difference."""


def zones(turn: Turn, target: str) -> Done:
    """Tell where the prices meet, and what other zones would have cost last year."""
    opened = open_account(turn, target, sums=False)
    if isinstance(opened, Done):
        return opened
    if opened.card.account.closed:
        return done(say("forecast-none-closed", account=opened.account), choices=(MENU,))
    found = CompareZones(forecasts(turn))(turn.store, opened.card, turn.desk.today(turn.now))
    choices = (of("tariffs", "button-tariffs", opened), of("forecast", "button-forecast", opened), MENU)
    if not found.zones:
        return done(say("zones-no-meter", account=opened.account), choices=choices)
    if found.two is None and found.three is None and not found.others:
        return done(say("zones-unknown", account=opened.account), choices=choices)
    return done(*_phrases(opened, found), choices=choices)


def _phrases(opened: Opened, found: Compared) -> Iterator[Phrase]:
    yield _two(opened, found)
    mine = next((one for one in found.others if one.to == ONE and one.night is not None), None)
    if mine is not None:
        yield say("zones-own-night", share=percent(mine.night or 0), count=len(mine.months))
    if opened.card.role.sees_money:
        yield from map(_other, found.others)
    if named(found.zones) == "one":
        yield from _unmeasured(found)
    yield say("zones-for-own" if found.own else "zones-for-typical", energy=rounded(found.energy))


def _two(opened: Opened, found: Compared) -> Phrase:
    two = found.two
    if two is None:
        return say("zones-no-two", account=opened.account)
    if two.share is None:
        return say("zones-never", account=opened.account)
    if not two.share:
        return say("zones-always", account=opened.account)
    return say("zones-two", account=opened.account, share=percent(two.share))


def _unmeasured(found: Compared) -> Iterator[Phrase]:
    """What else is known where nobody knows how much of it is the night's."""
    if found.night is not None:
        yield say("zones-even", share=percent(found.night))
    three = found.three
    if three is not None and three.share and found.peak is not None:
        yield say("zones-three", share=percent(three.share), percent=percent(found.peak))


def _other(found: Switched) -> Phrase:
    to, saved = "one" if found.to == ONE else "two", found.saved
    if abs(saved.kopecks) < _LIKE.kopecks:
        return say(f"zones-like-{to}", count=len(found.months))
    much = roubles(Money(abs(saved.kopecks)))
    if saved.kopecks < 0:
        return say(f"zones-more-{to}", roubles=much, count=len(found.months))
    return say(f"zones-less-{to}", roubles=much, count=len(found.months))


def percent(thousandths: int) -> int:
    """Whole per cent, half up."""
    return (thousandths + 5) // 10
