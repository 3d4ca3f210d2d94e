"""What is linked and agreed, and the switches for it; STOP and its way back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU, done, for_guest, opens, place_key, step
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Step
from bot.dialogs.model import Reply, say
from core.usecases.consents import LINKING
from core.values import Masked, Phone

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase
    from core.linking import Link

_MOST_SHOWN = 4
_UNLINK = opens("unlink", "button-unlink")
_STOP = opens("stop", "button-stop")
_RESUME = opens("resume", "button-resume")
_WITHDRAW = opens("withdraw", "button-withdraw")


def settings(turn: Turn, _target: str) -> Move:
    """Show what is linked, agreed and switched on."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest()
    phrases = [_line(link) for link in mine[:_MOST_SHOWN]]
    if len(mine) > _MOST_SHOWN:
        phrases.append(say("settings-more", count=len(mine) - _MOST_SHOWN))
    phrases += _consent(turn)
    phrases.append(say("settings-muted" if turn.session.muted else "settings-notices"))
    choices = (LINK, _UNLINK, _RESUME if turn.session.muted else _STOP, MENU)
    return Done((Reply(tuple(phrases), choices=choices, edit=True),))


def _line(link: Link) -> Phrase:
    return say(
        f"settings-account-{place_key(link.account, link.label)}",
        account=Masked(link.account.number),
        label=link.label,
        phone=Phone(link.phone),
    )


def _consent(turn: Turn) -> list[Phrase]:
    given = turn.store.consents.current(turn.session.subscriber_id, LINKING)
    if given is None:
        return []
    day = turn.desk.today(datetime.fromtimestamp(given.given_ms / 1000, UTC))
    return [say("settings-consent", version=given.version, day=day)]


def stop(turn: Turn, _target: str) -> Move:
    """End what we start; answers to a person's own messages go on."""
    turn.desk.switch_notices(turn.store, turn.session, turn.now_ms, muted=True)
    choices = (_RESUME, _UNLINK, _WITHDRAW, MENU) if turn.session.subscriber_id else (_RESUME, MENU)
    return Done((Reply((say("stop-done"),), choices=choices, lasting=True),))


def resume(turn: Turn, _target: str) -> Move:
    """Begin again what STOP ended."""
    turn.desk.switch_notices(turn.store, turn.session, turn.now_ms, muted=False)
    return Done((Reply((say("stop-resumed"),), choices=(MENU,), lasting=True),))


def withdraw(turn: Turn, _target: str) -> Move:
    """Ask before the consent is taken back."""
    if not turn.session.subscriber_id:
        return for_guest()
    return Go("confirm", dialog="withdraw")


def _ask_withdraw(_turn: Turn) -> Reply:
    return Reply(
        (say("withdraw-confirm"),),
        choices=(step("yes", "button-withdraw-yes"), step("no", "button-withdraw-no")),
    )


def _take_withdraw(turn: Turn, answer: Answer) -> Move:
    if answer != Chosen("yes"):
        return done(say("unlink-kept"), choices=(MENU,))
    turn.desk.withdraw_consent(turn.store, turn.session, turn.now_ms)
    receipt = Reply((say("withdraw-done"),), choices=(LINK, CONTACTS, MENU), lasting=True)
    return Done((receipt,))


WITHDRAW_DIALOG = Dialog(name="withdraw", version=1, steps={"confirm": Step(_ask_withdraw, _take_withdraw)})
