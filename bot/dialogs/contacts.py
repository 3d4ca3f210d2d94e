"""People and places: phones with hours, dispatchers of a person's accounts, offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.model import Reply, say
from bot.dialogs.paging import leaves, page
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Phrase

DISPATCHERS = 4
"""Dispatchers named; a person with more accounts has them under few companies."""


def contacts(turn: Turn, target: str) -> Move:
    """Name everybody who answers; offices follow, by pages."""
    skip = page(target)
    rows, offices = turn.desk.rows(turn.session.address), turn.desk.supplier.offices
    skip = skip if skip < len(offices) else 0
    shown = offices[skip : skip + rows]
    back = f"p{max(0, skip - rows)}" if skip else ""
    more = f"p{skip + rows}" if skip + rows < len(offices) else ""
    ways = leaves(turn, "contacts", back, more)
    people = () if skip else (say("contacts-centre"), *_phones(turn), *_emergency(turn))
    site = turn.desk.supplier.site
    places = tuple(say("office", office=office) for office in shown)
    if not places and site:
        places = (say("office-site", site=site),)
    choices = (*ways, MENU)
    return Done((Reply((*people, *places), choices=choices),)) if people or places else done(say("human"))


def _phones(turn: Turn) -> Iterator[Phrase]:
    others = turn.desk.supplier.phones[1:]
    if others:
        yield say("contacts-phones", phones=", ".join(others[:4]))


def _emergency(turn: Turn) -> Iterator[Phrase]:
    """112, and the dispatcher of each network company that serves this person's accounts."""
    subscriber = turn.session.subscriber_id
    known = turn.store.accounts.dispatchers(subscriber) if subscriber else ()
    firms = {found.phone: found for _, found in known}
    if len(firms) <= 1:
        phone = {"dispatcher_phone": next(iter(firms))} if firms else {}
        yield say("contacts-emergency", **phone)
        return
    yield say("contacts-112")
    for number, found in known[:DISPATCHERS]:
        yield say(
            "contacts-dispatcher", account=Masked(number), company=found.company[:40], phone_text=found.phone
        )
