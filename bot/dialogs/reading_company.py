"""Other people of an account: whoever's reading another one replaced or took back is told of it, once.

It is a message that we begin: STOP, pauses and consents hold it back, and it waits for the morning. It goes
where the reading came from.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, opens
from bot.dialogs.model import Reply, say
from bot.dialogs.people_common import tell
from bot.dialogs.reading_told import shown_of
from core.meters import meter_ref
from core.readings.journal import others_of
from core.records import Session
from core.usecases.notices import STARTED
from core.values import Masked, Phone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase
    from core.people import Person
    from core.readings.journal import Entry
    from core.readings.sheet_record import Sheet
    from core.usecases.readings import Noted

Ended = tuple["Entry", "Entry | None"]
"""A reading that counts no more, and what counts in its place (None: nothing, it was taken back)."""


def tell_of_taken(turn: Turn, noted: Noted) -> None:
    """A reading was written down: those of others that waited for a word are over."""
    _tell(turn, [(one, noted.entry) for one in noted.over])


def tell_of_confirmed(turn: Turn, there: Sequence[Entry], confirmed: Iterable[Entry]) -> None:
    """Doubted readings count now. `there`: what was living in their months just before."""
    _tell(turn, [(one, entry) for entry in confirmed for one in others_of(there, entry)])


def tell_of_sheet(turn: Turn, sheet: Sheet, entries: Collection[int]) -> None:
    """Doubted readings of a sheet are about to count: one message for a person, however many they are."""
    if sheet.period is not None and entries:
        drafts = turn.store.journal.drafts_of(sheet.new.subscriber_id)
        there = turn.store.journal.of_period(sheet.new.account_id, sheet.period)
        tell_of_confirmed(turn, there, [one for one in drafts if one.id in entries])


def tell_of_lines(turn: Turn, sheet: Sheet) -> Sheet:
    """All of a sheet is judged: tell of doubted readings of others that it ended; the sheet, that done."""
    lines = [line for line in sheet.lines if line.over]
    if not lines:
        return sheet
    get = turn.store.journal.get
    pairs = [(get(one), get(line.entry_id)) for line in lines for one in line.over]
    _tell(turn, [(old, new) for old, new in pairs if old is not None])
    told = replace(sheet, lines=tuple(replace(line, over=()) for line in sheet.lines))
    turn.store.sheets.save(told, turn.now_ms)
    return told


def tell_of_withdrawn(turn: Turn, entry: Entry) -> None:
    """A reading was taken back, perhaps not by who had sent it."""
    _tell(turn, [(entry, None)] if entry.subscriber_id else [])


def _tell(turn: Turn, ended: Sequence[Ended]) -> None:
    def whose(pair: Ended) -> tuple[int, int, str]:
        return pair[0].account_id, pair[0].subscriber_id, pair[0].address

    mine = turn.session.subscriber_id
    others = sorted((pair for pair in ended if pair[0].subscriber_id != mine), key=whose)
    for (account_id, subscriber_id, address), group in groupby(others, whose):
        by = turn.store.people.mine(mine, account_id)
        told = turn.store.people.mine(subscriber_id, account_id)
        if by is not None and told is not None and _may(turn, subscriber_id, address):
            calendars = turn.desk.rules.calendars
            quiet_ms = calendars.quiet_until(turn.store, subscriber_id, account_id, turn.now_ms)
            pairs = list(group)
            new = pairs[0][1]  # said is where it was done, not where that person linked the account
            acted = replace(by, address=turn.session.address if new is None else new.address)
            _put(turn, address, quiet_ms, _reply(pairs, acted, told))


def _may(turn: Turn, subscriber_id: int, address: str) -> bool:
    may_start = turn.desk.may_start(turn.store, Session(address, subscriber_id))
    return may_start and address in turn.store.people.addresses(subscriber_id)


def _put(turn: Turn, address: str, quiet_ms: int, reply: Reply) -> None:
    turn.effects += [
        replace(one, not_before_ms=quiet_ms, topic=STARTED + one.topic, about=reply.about)
        for one in tell([address], reply)
    ]


def _reply(ended: Sequence[Ended], by: Person, told: Person) -> Reply:
    one, place = ended[0][0], f"a{told.account_id}"
    if len({entry.serial for entry, _ in ended}) == 1:
        place = f"{place}.m{meter_ref(one.serial)}"
    choices = (opens("readings", "button-send-reading", place), opens("people", "button-people"), MENU)
    return Reply(tuple(_said(ended, by, told)), choices=choices, lasting=True, about=place)


def _said(ended: Sequence[Ended], by: Person, told: Person) -> Iterator[Phrase]:
    account, role, (one, new) = Masked(told.number), str(by.role), ended[0]
    if len(ended) > 1:
        yield say("readingcompany-many", account=account, role=role, count=len(ended))
    elif new is not None:
        yield say("readingcompany-replaced", account=account, role=role, period=one.period)
        yield say("readingcompany-values", old=shown_of(one), shown=shown_of(new), receipt=new.receipt)
    else:
        yield say("readingcompany-withdrawn", account=account, role=role, period=one.period)
        yield say("readingcompany-was", shown=shown_of(one), receipt=one.receipt)
    if by.phone and (by.role.manages or told.role.manages):  # as `ListPeople` shows them
        deed = "withdrawn" if len(ended) == 1 and new is None else "sent"
        yield say("readingcompany-who", deed=deed, channel=by.channel, phone=Phone(by.phone))
    yield say("readingcompany-what")
