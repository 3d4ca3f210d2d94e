"""How linking ends: the account is linked, or a code that was right is not enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.account import card_of
from bot.dialogs.common import CONTACTS, LINK, MENU, done
from bot.dialogs.consent import about_sms
from bot.dialogs.disputes import announce
from bot.dialogs.flow import Done, Go
from bot.dialogs.link_memo import forget, left
from bot.dialogs.model import Menu, Reply, say
from core.clock import from_ms
from core.fresh_facts import Stale
from core.usecases.phone_codes import Barred, Lapsed, Linked, Overtaken, PhoneChanged
from core.values import Masked, Period

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from core.usecases.receipts import Outdated


def finish(turn: Turn, outcome: Linked | Barred | PhoneChanged | Lapsed | Overtaken) -> Move:
    """The move after a code that was right."""
    if isinstance(outcome, PhoneChanged):
        return phone_changed(turn)
    _leave(turn, outcome.request.account_id if isinstance(outcome, Linked) else 0)
    if isinstance(outcome, Overtaken):
        return done(say("freshfacts-overtaken"), choices=(LINK, CONTACTS, MENU))
    if isinstance(outcome, Lapsed):
        return done(say("invited-lapsed"), choices=(MENU,))
    if isinstance(outcome, Barred):
        return done(say("linkingfacts-barred"), choices=(CONTACTS, MENU))
    return _linked(turn, outcome)


def _leave(turn: Turn, account_id: int) -> None:
    """Forget what this linking had proven; not what another one, begun since, has (the phone may be late)."""
    before, data = left(turn), turn.session.data
    if before and account_id in {0, before.account_id}:
        _void(turn, before.office_code)
        forget(turn)
    if account_id in {0, int(data.get("account", 0))}:
        _void(turn, int(data.get("office", 0)))


def _void(turn: Turn, office_code: int) -> None:
    if office_code:
        turn.store.facts.end_office_code(office_code, turn.now_ms)


def too_old(turn: Turn, verdict: Outdated) -> Move:
    """A fact that was right, but older than a dispute or a change of holder: what counts instead."""
    forget(turn)
    account = Masked(verdict.number)
    if verdict.why is Stale.DISPUTED:
        return done(say("freshfacts-disputed", account=account), choices=(CONTACTS, MENU))
    month = Period.of(turn.desk.today(from_ms(verdict.since_ms)))
    return done(say("freshfacts-changed", account=account, month=month), choices=(LINK, CONTACTS, MENU))


def phone_changed(turn: Turn) -> Go:
    """Billing names another phone than a moment ago: that one decides; what was sent is worth nothing."""
    data = turn.session.data
    record = turn.desk.choose_phone.on_record(turn.store, int(data["account"]))
    data["record"] = record
    data.pop("verification", None)
    first = say("linkingfacts-phone-changed") if record else say("linkingfacts-phone-gone")
    return Go("phone", first=(first,))


def _linked(turn: Turn, outcome: Linked) -> Done:
    account = Masked(outcome.request.number)
    announce(turn, outcome.request.account_id, outcome.neighbours)
    key = "invited-done" if outcome.request.invitation else "link-done"
    receipt = Reply((say(key, account=account),), menu=Menu.MAIN, lasting=True)
    *before, last = receipt, *card_of(turn, outcome.request.account_id)
    return Done((*before, replace(last, phrases=(*last.phrases, *about_sms(turn)))))
