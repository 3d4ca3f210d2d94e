"""Why something is not taken and what to do; each reason has its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU, done, opens
from bot.dialogs.flow import Again, Done, Go
from bot.dialogs.model import say
from bot.dialogs.reading_known import known
from bot.dialogs.reading_told import tail_of
from bot.dialogs.reading_work import DIALOG, Work, packed_options
from core.readings.assign import shortened
from core.readings.heard import Heard, Number, Written
from core.readings.reasons import Reason
from core.readings.whose import in_place, shortest_name
from core.values import Display, Masked, Value

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Choice, Phrase
    from bot.dialogs.reading_heard import Homes
    from bot.dialogs.reading_place import Refused
    from core.meters import Meter
    from core.readings.heard import Unheard
    from core.usecases.readings import Noted

_RETYPE = frozenset(
    {
        Reason.NO_NUMBER,
        Reason.NEGATIVE,
        Reason.SPOILED,
        Reason.TOO_MANY,
        Reason.TOTAL_REGISTER,
        Reason.ZONE_TWICE,
        Reason.ZONE_EXTRA,
        Reason.TOO_LONG,
    }
)
"""What another number mends: the question stays open."""
SEND = opens("readings", "button-send-reading")
_ACCOUNTS = opens("accounts", "button-accounts")


def refused(turn: Turn, found: Refused, work: Work | None = None) -> Move:
    """Say why numbers are of no meter; where typing them again helps, wait for that."""
    phrase = _why(found.reason, found.meter, found)
    if found.reason is Reason.TOO_LONG and work is not None and (cut := _cut(found, work)) is not None:
        return cut
    if found.reason in _RETYPE and found.home is not None and found.meter is not None:
        kept = Work.begun(turn, (), found.home.account.id, found.meter.ref)
        return Go("value", dialog=DIALOG, data={**kept.data(), "why": str(found.reason)}, first=(phrase,))
    return Done(done(phrase, choices=_ways(found)).replies)


def _cut(found: Refused, work: Work) -> Go | None:
    """Offer the number without its red digits, where that makes a reading of it; never silently."""
    if found.home is None or found.meter is None or not work.todo:
        return None
    meant = shortened(work.todo[0], found.meter)
    if meant is None:
        return None
    numbers = tuple(map(_number, meant.shown))
    kept = replace(work, account=found.home.account.id, ref=found.meter.ref)
    options = packed_options((Heard((Written(numbers),)),))
    data = {**kept.data(), "options": options, "why": str(found.reason), "digits": found.meter.digits}
    return Go("means", dialog=DIALOG, data=data)


def _number(shown: Display) -> Number:
    whole, part = divmod(shown.units, 10**shown.decimals)
    return Number(str(whole), f"{part:0{shown.decimals}d}" if shown.decimals else "")


def _ways(found: Refused) -> tuple[Choice, ...]:
    match found.reason:
        case Reason.ACCOUNT_UNKNOWN:
            return (_ACCOUNTS, LINK, MENU)
        case Reason.AUTOMATIC | Reason.METER_REMOVED if found.home is not None:
            return (opens("meters", "button-meters", f"a{found.home.account.id}"), MENU)
    return (CONTACTS, MENU)


def _why(reason: Reason, meter: Meter | None, found: Refused) -> Phrase:
    values: dict[str, Value] = {}
    key = f"reading-no-{reason}"
    match reason:
        case Reason.ZONE_EXTRA:
            if meter is not None and len(meter.zones) > 1:
                return say("reading-no-zone-extra", count=len(meter.zones))
            return say("reading-no-zone-extra-one")
        case Reason.TOO_LONG:
            values = {"digits": meter.digits if meter else 5}
        case Reason.METER_REMOVED if meter is not None and meter.removed_on is not None:
            values = {"tail": tail_of(meter), "day": meter.removed_on}
        case Reason.METER_REMOVED:
            key = "reading-no-refused"
        case Reason.NO_METERS | Reason.ACCOUNT_CLOSED if found.home is not None:
            values = {"account": Masked(found.home.account.number)}
    return say(key, **values)


def not_taken(turn: Turn, noted: Noted) -> Move:
    """Say which rule keeps a reading out."""
    verdict, reason = noted.verdict, noted.refused
    meter, account = verdict.given.meter, noted.card.account
    meters = opens("meters", "button-meters", f"a{account.id}")
    values: dict[str, Value] = {}
    match reason:
        case Reason.ACCOUNT_CLOSED:
            values = {"account": Masked(account.number)}
        case Reason.METER_REMOVED if meter.removed_on:
            values = {"tail": tail_of(meter), "day": meter.removed_on}
        case Reason.VERIFICATION_REFUSED if meter.verified_until:
            values = {"day": meter.verified_until}
        case Reason.WINDOW_CLOSED if verdict.opens_on and verdict.closes_on:
            values = {"opens": verdict.opens_on, "until": verdict.closes_on}
        case Reason.OLDER | Reason.FUTURE | Reason.TAKEN_EARLY | Reason.AUTOMATIC:
            values = {}
        case _:
            return done(say("reading-no-refused"), choices=(CONTACTS, MENU))
    said = say(f"reading-no-{reason}", **values)
    take = turn.desk.reads(noted.card)
    last = take.last(turn.store, account.id, meter) if reason is Reason.OLDER else None
    if last is not None:
        return done(said, known(meter, last, "newest"), choices=(meters, MENU))
    return done(said, choices=(meters, MENU))


def _unheard(reason: Reason, homes: Homes) -> Phrase:
    """The words for a reason; the meters of the person change what is to be done."""
    names = {
        meter: shortest_name(meter, home.meters)
        for home in homes.all
        for meter in in_place(home.meters)
        if not meter.automatic
    }
    single = all(len(meter.zones) == 1 for meter in names)
    match reason:
        case Reason.TOTAL_REGISTER if single:
            return say("reading-no-total-register-one")
        case Reason.TOO_MANY if len(names) > 1:
            return say("reading-no-too-many-meters", example=next(iter(names.values())))
        case Reason.TOO_MANY if single:
            return say("reading-no-zone-extra-one")
    return say(f"reading-no-{reason}")


def unheard(message: Unheard, homes: Homes, *, again: bool = False) -> Move:
    """Say why there is no reading in a message."""
    phrase = _unheard(message.reason, homes)
    if again:
        return Again((phrase,))
    return done(phrase, choices=(SEND, MENU))
