"""The kinds of notifications that are planned, by the configuration: whom each is for is in storage."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.config.notifications import calendars_of
from bot.notifications.sms_terms import texts
from storage.reminder_plans.bills import BillNews
from storage.reminder_plans.debts import DebtNews
from storage.reminder_plans.dues import DueReminders
from storage.reminder_plans.forecasts import LimitNews
from storage.reminder_plans.money import MoneyRules
from storage.reminder_plans.outages import OutageNews
from storage.reminder_plans.payments import PaymentNews
from storage.reminder_plans.readings import ReadingReminders, ReadingRules
from storage.reminder_plans.tariffs import TariffNews
from storage.reminder_plans.verifications import VerificationNews

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.config import Config
    from core.database import Tx
    from core.notifications.kinds import Kind
    from core.notifications.planning import Source


def sources_of(
    config: Config, foretold: Callable[[Tx, int, int], int] = lambda *_: 0
) -> Mapping[Kind, Source]:
    """Every kind that is planned (`core.notifications.planning.Source`).

    `foretold` is what the month of an account comes to for a person: watt-hours, 0 unknown.
    """
    sources: list[Source] = []
    if config.reminders.readings:
        sources.append(ReadingReminders(reading_rules(config)))
    sources += _money(config)
    sources += _other(config, foretold)
    return MappingProxyType({source.kind: source for source in sources})


def _money(config: Config) -> Iterator[Source]:
    """What is told of bills and payments."""
    given, rules = config.reminders, money_rules(config)
    if given.bills:
        yield BillNews(rules)
    if given.dues:
        yield DueReminders(rules)
    if given.debts:
        yield DebtNews(rules)
    if given.payments:
        yield PaymentNews(rules)


def _other(config: Config, foretold: Callable[[Tx, int, int], int]) -> Iterator[Source]:
    """What is told of wires, prices, consumption and meters."""
    given, calendars, sms = config.reminders, calendars_of(config), texts(config)
    if given.outages:
        yield OutageNews(calendars.usual.zone, sms=sms)
    if given.tariffs:
        yield TariffNews(calendars, sms=sms)
    yield LimitNews(calendars, foretold, sms=sms)
    yield VerificationNews(calendars, sms=sms)


def reading_rules(config: Config) -> ReadingRules:
    """The usual window and when people are reminded, of each group."""
    return ReadingRules(config.readings.window, calendars_of(config), texts(config))


def money_rules(config: Config) -> MoneyRules:
    """When people are told of bills and payments, and from which sum on."""
    given, calendars = config.reminders, calendars_of(config)
    return MoneyRules(calendars, texts(config), given.due_days, 100 * given.least, given.debts_organisations)
