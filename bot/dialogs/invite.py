"""An owner invites: a payer, or somebody who only sends readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens, step
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Start, Step
from bot.dialogs.guests import for_guest
from bot.dialogs.model import Phrase, Reply, say
from bot.dialogs.people_common import meant, pick
from core.people import MOST_OPEN, Role
from core.usecases.people_invitations import TooMany
from core.values import Masked, Sealed

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from core.usecases.people_invitations import Offer

_ROLES = {"payer": Role.PAYER, "reader": Role.READER}


def invite(turn: Turn, target: str) -> Move:
    """Ask for which role; only an owner invites."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    link = meant(turn, mine, target)
    if link is None:
        return Go("pick", dialog="invite")
    if not link.role.manages:
        return done(say("invite-owner-only"), choices=(opens("people", "button-people"), MENU))
    return Go("role", dialog="invite", data={"account": link.account.id, "number": link.account.number[-4:]})


def _ask_role(turn: Turn) -> Reply:
    account = Masked(str(turn.session.data["number"]))
    choices = (step("payer", "button-invite-payer"), step("reader", "button-invite-reader"))
    return Reply((say("invite-role", account=account),), choices=(*choices, step("back", "button-back")))


def _take_role(turn: Turn, answer: Answer) -> Move:
    data = turn.session.data
    role = _ROLES.get(answer.option) if isinstance(answer, Chosen) else None
    if role is None:
        return Start("people", str(data["account"]))
    offer = turn.desk.invite(turn.store, turn.session, int(data["account"]), role, turn.event_id, turn.now_ms)
    if isinstance(offer, TooMany):
        return done(say("invite-too-many", count=MOST_OPEN), choices=(MENU,))
    if offer is None:
        return done(say("invite-owner-only"), choices=(MENU,))
    return _offered(turn, offer)


def _offered(turn: Turn, offer: Offer) -> Done:
    """Say what it is, then the words to pass on as a message of their own."""
    receipt = Reply((say("invite-ready", role=str(offer.role)),), choices=(MENU,), lasting=True)
    return Done((receipt, Reply(_words(turn, offer), lasting=True)))


def _words(turn: Turn, offer: Offer) -> tuple[Phrase, ...]:
    """The token and the code are derived when the message is drawn: no row holds them."""
    code = say("invite-code", invitation=Sealed("invitation-code", offer.key_id, offer.seed))
    base = turn.store.settings.get(CHAT_LINK)
    if not base:
        return (code,)
    token = Sealed("invitation-token", offer.key_id, offer.seed)
    return (code, say("invite-link", base=base, token=token))


CHAT_LINK = "chat-link"
"""Setting: what a start parameter is put behind to open this chat; "" or missing where a channel has none."""
INVITE_DIALOG = Dialog(
    name="invite",
    version=1,
    steps={"pick": pick("invite", "people-which"), "role": Step(_ask_role, _take_role)},
)
