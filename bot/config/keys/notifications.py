"""``[reminders]``: when people are told something unasked, and how we remind of readings."""

from __future__ import annotations

from typing import Annotated

from msgspec import field

from bot.config.section import Section, key


class GroupTimes(Section, frozen=True):
    """By which clock and when the accounts of one group are told, where it is another than for the rest."""

    zone: (
        Annotated[
            str, key("The time zone; by it go the days of readings, too.", example="Asia/Yekaterinburg")
        ]
        | None
    ) = None
    hour: Annotated[int, key("From which hour on reminders go.", ge=0, le=23, example=11)] | None = None
    spread_hours: (
        Annotated[int, key("Over how many hours those of a day are spread.", ge=0, le=12, example=4)] | None
    ) = None
    days_before: (
        Annotated[int, key("How many days before the last day of the window.", ge=1, le=14, example=3)] | None
    ) = None
    last_day: Annotated[bool, key("Once more on the last day.", example=True)] | None = None
    quiet_from: (
        Annotated[int, key("From this hour on nobody is disturbed unasked.", ge=0, le=23, example=20)] | None
    ) = None
    quiet_until: Annotated[int, key("Until this hour.", ge=0, le=23, example=9)] | None = None


class Reminders(Section, frozen=True):
    """What we begin ourselves (docs/reminders.md). Hours are those of the account's zone."""

    readings: Annotated[bool, key("Whether people are reminded of readings that are not in.")] = True
    days_before: Annotated[
        int,
        key("How many days before the last day of the window, for who chose nothing.", ge=1, le=14),
    ] = 3
    last_day: Annotated[
        bool, key("Once more on the last day: those who sent a reading here within a year.")
    ] = True
    hour: Annotated[int, key("From which hour on reminders go.", ge=0, le=23)] = 10
    spread_hours: Annotated[
        int, key("Over how many hours the reminders of a day are spread.", ge=0, le=12)
    ] = 4
    quiet_from: Annotated[int, key("From this hour on nobody is disturbed unasked.", ge=0, le=23)] = 20
    quiet_until: Annotated[
        int, key("Until this hour; the same as quiet_from: no quiet hours.", ge=0, le=23)
    ] = 9
    sms: Annotated[
        bool, key("Whether reminders also go by SMS, one for a reading; false: to messengers only.")
    ] = True
    sms_kinds: Annotated[
        tuple[str, ...],
        key("Which kinds are worth an SMS, beside those the law asks for; others go to messengers only."),
    ] = ("reading", "result", "due", "debt", "forecast", "tariff", "outage", "verification")
    sms_person_month: Annotated[
        int, key("How many notifications one person gets by SMS in 30 days.", ge=0, le=1_000)
    ] = 10
    sms_month_rub: Annotated[
        int,
        key(
            "What notifications by SMS may cost in 30 days, roubles; after that they go to messengers only.",
            ge=0,
            le=100_000_000,
        ),
    ] = 300_000
    bills: Annotated[bool, key("Whether people are told that the bill of a month is there.")] = True
    dues: Annotated[bool, key("Whether people are told what is to be paid soon.")] = True
    due_days: Annotated[int, key("How many days before the last day to pay.", ge=1, le=14)] = 3
    debts: Annotated[bool, key("Whether people are told what is overdue, once a month at most.")] = True
    debts_organisations: Annotated[bool, key("The same for organisations.")] = False
    least: Annotated[
        int, key("Roubles: of less nobody is told that it is to be paid or overdue.", ge=1, le=100_000)
    ] = 10
    payments: Annotated[
        bool, key("Whether people are told of payments that were not made here, as billing reports them.")
    ] = True
    outages: Annotated[bool, key("Whether people are told of planned outages (outages.csv).")] = True
    tariffs: Annotated[bool, key("Whether people are told of new prices, two weeks before they hold.")] = True
    groups: Annotated[
        dict[str, GroupTimes],
        key(
            "Groups of accounts (groups.csv) that are told by another calendar, each with a table of its"
            " name. What is left out is that of [reminders], the zone supplier.time_zone.",
            example={"North": {"zone": "Asia/Yekaterinburg", "hour": 11}},
        ),
    ] = field(default_factory=dict)
