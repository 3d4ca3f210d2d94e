"""From numbers to the journal: whose they are, what is still missing, what became of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dialogs.flow import Done, Go
from bot.dialogs.reading_company import tell_of_taken
from bot.dialogs.reading_heard import Home, card_of
from bot.dialogs.reading_repeated import remember_repeated
from bot.dialogs.reading_work import DIALOG, packed_partial
from core.readings.assign import assign, assign_to, fill
from core.readings.given import Given, Partial
from core.readings.reasons import Reason
from core.readings.whose import in_place

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn
    from bot.dialogs.reading_heard import Homes
    from bot.dialogs.reading_work import Work
    from core.meters import Meter
    from core.readings.assign import Assigned
    from core.readings.heard import Written
    from core.usecases.readings import Noted


@dataclass(frozen=True, slots=True)
class Refused:
    """Numbers that are of no meter, and why; `meter` where it is known of which they should be."""

    reason: Reason
    home: Home | None = None
    meter: Meter | None = None


def place_one(
    turn: Turn, homes: Homes, work: Work, answer: tuple[Partial, Written] | None = None
) -> Noted | Refused | Go | Done:
    """Place the first reading of `work`; `answer` completes what was known of it."""
    written = work.todo[0]
    home = _home(homes, work, written)
    if not isinstance(home, Home):
        return home
    work = replace(work, account=home.account.id)
    found = fill(*answer) if answer else _assigned(turn, homes, home, work, written)
    if isinstance(found, Given):
        card = card_of(turn, homes, home.account.id)
        if isinstance(card, Done):
            return card
        noted = turn.desk.reads(card).take(turn.store, card, found, work.sender(turn), home.meters)
        tell_of_taken(turn, noted)
        if noted.again and noted.entry is not None:
            remember_repeated(turn, work.message, noted.entry)
        return noted
    if isinstance(found, Partial):
        data = {**replace(work, ref=found.meter.ref).data(), "shown": packed_partial(found)}
        return Go("zone", dialog=DIALOG, data=data)
    return _unassigned(home, work, found)


def _home(homes: Homes, work: Work, written: Written) -> Home | Refused | Go:
    """The account that is meant: named, chosen before, or the only one that can be read."""
    if written.account:
        fitting = [home for home in homes.all if home.account.number.endswith(written.account)]
        if not fitting:
            return Refused(Reason.ACCOUNT_UNKNOWN)
    elif work.account:
        fitting = [home for home in homes.all if home.account.id == work.account]
        if not fitting:
            return Refused(Reason.ACCOUNT_UNKNOWN)
    else:
        fitting = _readable(homes, written)
    if len(fitting) == 1:
        return fitting[0]
    return Go("account", dialog=DIALOG, data=work.data())


def _readable(homes: Homes, written: Written) -> list[Home]:
    """Accounts that have a meter for it; all of them where none has, so that the reason can be told."""
    if written.serial:
        named = [home for home in homes.all if not isinstance(assign(written, home.meters), Reason)]
        if len(named) == 1:
            return named
    manual = [home for home in homes.all if not home.account.closed and manual_of(home.meters)]
    return manual or list(homes.all)


def manual_of(meters: tuple[Meter, ...]) -> tuple[Meter, ...]:
    """Meters in place that people read."""
    return tuple(meter for meter in in_place(meters) if not meter.automatic)


def _assigned(turn: Turn, homes: Homes, home: Home, work: Work, written: Written) -> Assigned:
    chosen = next((meter for meter in home.meters if work.ref and meter.ref == work.ref), None)
    if chosen is not None and not written.serial:
        return assign_to(chosen, written)
    here = homes.card.group if homes.card.account.id == home.account.id else ""
    return assign(written, home.meters, turn.desk.take_readings.by(here).day(turn.sent_at))


def _unassigned(home: Home, work: Work, reason: Reason) -> Refused | Go:
    if reason in {Reason.CHOOSE_METER, Reason.METER_UNKNOWN} and in_place(home.meters):
        if reason is Reason.METER_UNKNOWN:
            todo = (replace(work.todo[0], serial=""), *work.todo[1:])
            work = replace(work, todo=todo)
        data = {**work.data(), "why": str(reason)}
        return Go("meter", dialog=DIALOG, data=data)
    chosen = [meter for meter in home.meters if meter.ref == work.ref] or list(manual_of(home.meters))
    chosen = chosen or list(home.meters)
    return Refused(reason, home, chosen[0] if len(chosen) == 1 else None)


def ask_place(homes: Homes, work: Work) -> Refused | Go:
    """Where nothing was said yet: the account, the meter, then the value."""
    home = next((one for one in homes.all if one.account.id == work.account), None)
    readable = [one for one in homes.all if manual_of(one.meters) and not one.account.closed]
    if home is None and len(readable) == 1:
        home = readable[0]
    if home is None and len(readable) > 1:
        return Go("account", dialog=DIALOG, data=work.data())
    home = home or homes.all[0]
    work = replace(work, account=home.account.id)
    meters = manual_of(home.meters)
    chosen = [meter for meter in home.meters if work.ref and meter.ref == work.ref] or list(meters)
    if home.account.closed:
        return Refused(Reason.ACCOUNT_CLOSED, home)
    if len(chosen) > 1:
        return Go("meter", dialog=DIALOG, data=work.data())
    if not chosen:
        return Refused(_why_none(home), home, home.meters[0] if home.meters else None)
    if reason := _not_readable(chosen[0]):
        return Refused(reason, home, chosen[0])
    return Go("value", dialog=DIALOG, data=replace(work, ref=chosen[0].ref).data())


def _why_none(home: Home) -> Reason:
    if not home.meters:
        return Reason.NO_METERS
    return Reason.AUTOMATIC if in_place(home.meters) else Reason.METER_REMOVED


def _not_readable(meter: Meter) -> Reason | None:
    if meter.removed_on:
        return Reason.METER_REMOVED
    return Reason.AUTOMATIC if meter.automatic else None
