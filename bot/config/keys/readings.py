"""``[readings]``: when readings are taken, what is asked about before they count, what becomes of them."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.config.section import Section, key


class Readings(Section, frozen=True):
    """How readings are taken."""

    window: Annotated[
        str,
        key(
            "Days of a month in which readings are taken, the last one included; 28-3 crosses the end of the"
            " month. A group of accounts may have its own in groups.csv.",
        ),
    ] = "15-25"
    outside: Annotated[
        Literal["next", "refuse"],
        key("A reading sent outside the window: next: kept for the next one; refuse: not taken, with why."),
    ] = "next"
    confirm: Annotated[
        Literal["if_doubtful", "always"],
        key("Which readings are asked about before they count."),
    ] = "if_doubtful"
    compare_with: Annotated[
        Literal["taken", "max"],
        key(
            "taken: compared with the last reading that somebody took; max: with the greatest of it and the"
            " one that billing calculated since.",
        ),
    ] = "taken"
    accept_unverified: Annotated[
        bool, key("Whether a meter past its verification is still read; people are told either way.")
    ] = True
    unanswered: Annotated[
        Literal["export", "hold"],
        key(
            "A doubtful reading that nobody confirmed by the end of the window: export: passed to billing as"
            " unconfirmed; hold: kept here.",
        ),
    ] = "export"
    accept_unlinked: Annotated[
        bool,
        key(
            "Whether a message «account number, reading» is kept for billing from a phone that has no account"
            " linked; the answer is the same for every number and shows nothing.",
        ),
    ] = False
    factor_percent: Annotated[
        int,
        key(
            "How many per cent of what the meter usually uses in as many days are still believed unasked.",
            ge=110,
            le=10_000,
        ),
    ] = 300
    least_limit_kwh: Annotated[
        int, key("Consumption in kWh that is always believed unasked.", ge=0, le=100_000)
    ] = 300
    nudge_hours: Annotated[
        int, key("After how many hours an unanswered doubt is asked about once more.", ge=1, le=240)
    ] = 20
    split: Annotated[
        Literal["proportional", "in_order", "per_zone"],
        key(
            "How the ranges of a month split over zones: by the share of each zone; one zone after another,"
            " the dearest first; or the whole range for each zone.",
        ),
    ] = "proportional"
    spread: Annotated[
        Literal["months", "days"],
        key(
            "Over which days consumption is spread before it is priced. months: the whole months a reading"
            " counts for, as households are billed; days: the days between the two readings.",
        ),
    ] = "months"
    known_method: Annotated[
        bool,
        key(
            "true only if billing spreads consumption over months without readings the way this program does;"
            " otherwise such a receipt has kWh and no roubles.",
        ),
    ] = False
    photo_days: Annotated[int, key("How long photos of meters are kept, days.", ge=1, le=3650)] = 180
    most_bytes: Annotated[
        int, key("The largest file or photo that is taken, bytes.", ge=10_000, le=20_000_000)
    ] = 10_000_000
    sheet_from: Annotated[
        int,
        key(
            "From how many meters on people are offered the sheet, a table to fill in; organisations from 2.",
            ge=2,
            le=500,
        ),
    ] = 4
