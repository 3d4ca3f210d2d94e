"""What a person is told when an SMS with a code did not arrive: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.model import Kind, Reply, say
from core.phones import phone_of
from core.usecases.phone_holds import SIM_REPLACED, held_for
from core.values import Wait

if TYPE_CHECKING:
    from bot.dialogs.flow import Entry, Move, Turn
    from bot.dialogs.model import Phrase
    from core.usecases.phone_codes import Paused
    from core.usecases.reverse import TooSoon

CODE_LOST = "code-lost"
"""Entry for a code that failed after its chat had gone on to something else."""
UNDELIVERED = "undelivered"
"""The result of a code that the provider took and then could not deliver; others are results of sending."""
_WHY = {
    "expired": "off",
    "no-subscriber": "nobody",
    "bad-number": "nobody",
    "barred": "barred",
    SIM_REPLACED: "replaced",
}
_WAITING = frozenset({"code", "reverse"})
"""Steps of linking and of invitations where another code is on its way, or needed no more."""


def code_lost(result: str, reason: str) -> Phrase:
    """Why the code did not come; `reason` is one of the port of SMS providers, or the words of a refusal."""
    if reason in _WHY:
        return say(f"smsstates-code-{_WHY[reason]}")
    return say("smsstates-code-lost" if result == UNDELIVERED else "link-code-not-sent")


def paused(why: Paused | TooSoon) -> Phrase:
    """What is said to whoever proves something by a phone that proves nothing just now."""
    return say("smsstates-held" if why.replaced else "link-too-often", wait=Wait(why.wait))


def sure(entry: Entry) -> Entry:
    """Keep what changes rights from whoever texts from a phone with a SIM of less than a day."""

    def held(turn: Turn, target: str) -> Move:
        phone = phone_of(turn.session.address)
        wait = held_for(turn.store, phone, turn.desk.send_code.limits, turn.now_ms) if phone else 0
        if wait:
            return done(say("smsstates-held", wait=Wait(wait)), choices=(CONTACTS, MENU))
        return entry(turn, target)

    return held


def await_delivery(turn: Turn) -> None:
    """The code has left: should the provider fail to deliver it, the open step is told by the same id."""
    turn.session.waits_for = int(turn.event.values.get("id", "0"))


def told_late(turn: Turn, target: str) -> Move:
    """Tell whoever has moved on, for this reason; nobody asks for it, and a newer code makes it no news."""
    if turn.event.kind is not Kind.SYSTEM or turn.session.step in _WAITING:
        return Done(())
    phrases = (code_lost(UNDELIVERED, target), say("smsstates-code-late"))
    return Done((Reply(phrases, choices=(LINK, CONTACTS, MENU)),))
