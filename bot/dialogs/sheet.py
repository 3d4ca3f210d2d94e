"""The sheet («ведомость»): many meters at once, out as a file, back as a file or as lines of a message.

A file is fetched and read outside the turn; its meters come back as events of a few each (`sheet_back`), so
that nobody waits behind five hundred of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.common import MENU, done, linked, opens
from bot.dialogs.files import fault_phrase, kept_file, lost_fault, want
from bot.dialogs.flow import Done
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.sheet_wire import READ, SCHEME, Job
from core.accounts import Holder
from core.files.model import TABLES, Fault, Want
from core.readings.sheet_cells import plain
from core.readings.sheet_pasted import pasted
from core.readings.sheet_points import Names
from core.records import Effect
from core.usecases.sheets import meters_of_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Choice
    from core.meters import Meter
    from core.readings.sheet import Headings, Line

WISH = Want("sheet", TABLES, "sheet-file", 5_000_000)
_ACCOUNTS = 20
LONGEST_LINES = 16_000
"""Characters of lines in one message: four times what Telegram lets through."""
FEWEST_LINES = 3
"""So many lines of a point and a value in one message are a sheet; fewer are readings of some meters."""


def sheet(turn: Turn, target: str) -> Move:
    """Send the sheet of an account."""
    return _sheet(turn, target, "sheet")


def sheet_csv(turn: Turn, target: str) -> Move:
    """Send it as CSV."""
    return _sheet(turn, target, "sheet-csv")


def _sheet(turn: Turn, target: str, kind: str) -> Move:
    opened = open_account(turn, target, sums=False)
    if isinstance(opened, Done):
        return opened
    found = meters_of_sheet(turn.desk.screens.meters(turn.store, opened.card))
    if all(meter.automatic for meter in found):
        return done(say("sheet-none", account=opened.account), choices=(MENU,))
    rows = sum(len(meter.zones) for meter in found)
    csv = kind == "sheet-csv"
    other = () if csv else (of("sheet-csv", "button-sheet-csv", opened),)
    said = (say("sheet-file-csv" if csv else "sheet-file", account=opened.account, count=rows),)
    document = f"{kind}:{opened.card.account.id}"
    return Done((Reply(said, choices=(*other, MENU), document=document, lasting=True),))


def offered(turn: Turn, opened: Opened, meters: Sequence[Meter]) -> tuple[Choice, ...]:
    """The button of the sheet, for organisations and for whoever has many meters to read."""
    manual = [meter for meter in meters_of_sheet(meters) if not meter.automatic]
    many = len(manual) >= turn.desk.rules.readings.sheet_from
    wanted = many or (opened.card.account.kind is Holder.ORGANISATION and len(manual) > 1)
    return (of("sheet", "button-sheet", opened),) if wanted else ()


def document(turn: Turn, _target: str) -> Move:
    """A file that is no picture: a filled sheet, or nothing we know."""
    if not linked(turn):
        return done(say("sheet-guest"), choices=(MENU,))
    sent_ms = int(turn.sent_at.timestamp() * 1000)
    found = want(turn, turn.event.file, WISH, str(sent_ms))
    return _refused(turn, found) if isinstance(found, Fault) else Done(())


def _refused(turn: Turn, fault: Fault) -> Done:
    other = fault is Fault.NOT_TABLE
    said = say("sheet-trouble-other-format") if other else fault_phrase(turn, fault, WISH)
    return done(said, choices=(opens("sheet", "button-sheet"), MENU))


def sheet_file(turn: Turn, target: str) -> Move:
    """The file is here, or will not be: have it read, or say why not."""
    file = kept_file(turn, target)
    if file is None:
        return Done(())
    fault = lost_fault(file)
    if fault is not None:
        return _refused(turn, fault)
    sent_ms = int(file.target) if file.target.isdecimal() else turn.now_ms
    ask(turn, f"{file.id}", file=file.file_name, sent_ms=sent_ms)
    return Done(())


def lines(turn: Turn, text: str, onto: int = 0) -> Move:
    """Lines of a message: read like a file, by the same rules."""
    ask(turn, f"e{turn.event_id}", text=text, onto=onto, sent_ms=int(turn.sent_at.timestamp() * 1000))
    return Done(())


def ask(turn: Turn, source: str, *, sent_ms: int, file: str = "", text: str = "", onto: int = 0) -> None:
    """Have a sheet read; what is in it comes as events of its own."""
    session = turn.session
    linked_accounts = [link.account.id for link in turn.desk.list_accounts(turn.store, session)[:_ACCOUNTS]]
    current = int(session.memo.get("account", 0))
    accounts = sorted(linked_accounts, key=lambda one: one != current)
    job = Job(session.address, session.subscriber_id, accounts, sent_ms, file, text, onto)
    put(turn, source, job)


def put(turn: Turn, source: str, job: Job) -> None:
    """The effect that carries a job out."""
    payload = msgspec.json.encode(job).decode()
    turn.effects.append(Effect(READ, f"{SCHEME}:{source}", payload, topic=READ))


def listed(turn: Turn, text: str) -> Move | None:
    """Lines of a sheet in a message; None for anything else: fewer lines, or names of none of the meters."""
    if text.count("\n") + 1 < FEWEST_LINES or len(text) > LONGEST_LINES or not turn.session.subscriber_id:
        return None
    headings = turn.desk.headings
    found = [line for line in pasted(text, headings) if not _zone(line, headings)]
    if len(found) < FEWEST_LINES:
        return None
    for link in turn.desk.list_accounts(turn.store, turn.session)[:_ACCOUNTS]:
        names = Names(meters_of_sheet(turn.store.meters.of(link.account.id)))
        if 2 * sum(names.find(line) is not None for line in found) > len(found):
            return lines(turn, text)
    return None


def _zone(line: Line, headings: Headings) -> bool:
    """«День 15420» is a zone of one meter, no meter."""
    word = plain(line.place).partition(" ")[0]
    return word in headings.zones and not word.isdecimal()
