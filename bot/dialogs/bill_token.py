"""The link and the QR picture of a bill: number and second fact are filled in, the phone is asked as always.

A token that opens nothing leads to ordinary linking, in the same words whatever the reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs import consent
from bot.dialogs.common import CONTACTS, LINK, MENU, NO_RECEIPT, done, linked
from bot.dialogs.flow import Dialog, Go, Step
from bot.dialogs.link_done import too_old
from bot.dialogs.link_facts import proven
from bot.dialogs.model import Menu, say
from core.consents import LINKING
from core.usecases.receipts import Outdated
from core.values import Masked

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase, Reply


def from_bill(turn: Turn, token: str) -> Move:
    """Begin where the bill leads: consent if it is still to be asked, then the phone."""
    desk = turn.desk
    found = desk.open_bill(
        turn.store, turn.session.address, token, desk.accepted_months(turn.now), turn.now_ms
    )
    if isinstance(found, Outdated):
        return too_old(turn, found)
    if found is None:
        return _warm_start(turn)
    known = (say("token-account", account=Masked(found.number)),)
    if not desk.give_consent.needed(turn.store, turn.session):
        return _to_phone(turn, found.account_id, (*consent.told(turn, LINKING), *known))
    data: dict[str, str | int] = {"account": found.account_id, "number": found.number}
    return consent.to_ask(turn, "bill-token", data, known)


def _warm_start(turn: Turn) -> Move:
    if linked(turn):
        return done(say("token-not-opened"), choices=(LINK, MENU), menu=Menu.MAIN)
    return done(say("token-not-opened"), say("never-ask"), choices=(LINK, NO_RECEIPT, CONTACTS))


def _ask_consent(turn: Turn) -> Reply:
    return consent.ask(turn, LINKING)


def _take_consent(turn: Turn, answer: Answer) -> Move:
    def go_on(receipt: Phrase) -> Move:
        return _to_phone(turn, int(turn.session.data["account"]), (receipt,))

    return consent.settled(turn, answer, consent.declined(), go_on)


def _to_phone(turn: Turn, account_id: int, first: tuple[Phrase, ...]) -> Move:
    """Go on in the dialog of linking, as if number and code had been typed."""
    proof = turn.desk.check_fact.again(turn.store, account_id)
    turn.session.data["number"] = proof.number
    move = proven(turn, proof)
    if not isinstance(move, Go):
        return move
    data = {"number": proof.number, **move.data}
    return replace(move, dialog="link", first=(*first, *move.first), data=data)


BILL_DIALOG = Dialog(name="bill-token", version=1, steps={"consent": Step(_ask_consent, _take_consent)})
