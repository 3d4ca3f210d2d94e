"""The first screen, the menu, help, people, emergencies: what is reachable from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.bill_token import from_bill
from bot.dialogs.common import CONTACTS, LINK, MENU, NO_RECEIPT, done, linked, opens
from bot.dialogs.flow import Done, Start
from bot.dialogs.link_facts import offices, other_facts, without_bill
from bot.dialogs.link_pending import drop
from bot.dialogs.model import Menu, Reply, say
from bot.dialogs.outage_now import outage_now
from bot.dialogs.reading_days import OwnDays, own_days
from bot.dialogs.reading_refused import SEND
from core.bill_codes import TOKEN_PREFIX
from core.deadlines import deadlines_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Phrase

_BALANCE = opens("balance", "button-balance")
_ACCOUNTS = opens("accounts", "button-accounts")
_SETTINGS = opens("settings", "button-settings")
_INFO = opens("info", "button-info")
_CHARGES = opens("charges", "button-charges")
_TARIFFS = opens("tariffs", "button-tariffs")
_METERS = opens("meters", "button-meters")
_CONTACTS = opens("contacts", "button-contacts")
_INVITATION = "inv_"
"""Beginning of the tokens of invitations."""


def start(turn: Turn, target: str) -> Move:
    """Welcome, or open what a link brings: a bill, an invitation. Other words of links mean nothing to us."""
    if target.startswith(TOKEN_PREFIX):
        return from_bill(turn, target)
    if target.startswith(_INVITATION):
        return Start("invitation", target)
    if linked(turn):
        return done(say("start-linked"), menu=Menu.MAIN)
    return done(say("start-guest"), say("never-ask"), choices=(LINK, NO_RECEIPT, CONTACTS))


def menu(turn: Turn, _target: str) -> Move:
    """Say what can be done from here."""
    if linked(turn):
        choices = (_BALANCE, SEND, _CHARGES, _TARIFFS, _METERS, _ACCOUNTS, _SETTINGS, CONTACTS)
        return Done((Reply((say("menu-linked"),), choices=choices, edit=True),))
    return Done((Reply((say("menu-guest"),), choices=(LINK, _INFO, CONTACTS), edit=True),))


def info(turn: Turn, _target: str) -> Move:
    """Tell everybody what the supplier tells everybody, and a linked person the days of their own account."""
    supplier, own = turn.desk.supplier, own_days(turn) if linked(turn) else OwnDays()
    others = {"info-readings"} if own.window else set()
    if own.in_parts:
        others |= {"info-bill-by", "info-pay-by"}
    days = [phrase for phrase in _deadlines(turn) if phrase.key not in others]
    phrases = [*own.window, say("info-call-centre"), *days]
    phrases += [phrase for phrase in offices(turn) if phrase.key == "office"]
    if supplier.site:
        phrases.append(say("info-site", site=supplier.site))
    first = (SEND, _TARIFFS, _CONTACTS) if linked(turn) else (_TARIFFS, _CONTACTS, LINK)
    return done(*phrases, choices=(*first, MENU))


def _deadlines(turn: Turn) -> Iterator[Phrase]:
    """Days of a month as the rule of today has them; without a rule nothing is told."""
    found = deadlines_on(turn.desk.rules.deadlines, turn.desk.today(turn.now))
    if found is None:
        yield say("info-days-unknown")
        return
    if found.readings_from and found.readings_to:
        yield say("info-readings", first=found.readings_from, last=found.readings_to)
    if found.bill_by:
        yield say("info-bill-by", day=found.bill_by)
    if found.pay_by:
        yield say("info-pay-by", day=found.pay_by)


def no_receipt(turn: Turn, _target: str) -> Move:
    """What to do without a bill at hand."""
    return done(*without_bill(turn, idle=True), choices=(*other_facts(turn), LINK, CONTACTS, MENU))


def help_(turn: Turn, _target: str) -> Move:
    """Say which words work."""
    return done(say("help-linked" if linked(turn) else "help-guest"))


def human(turn: Turn, _target: str) -> Move:
    """Name the people who answer, and the dispatcher of this person's wires."""
    return done(say("human", **_dispatcher(turn)))


def emergency(turn: Turn, _target: str) -> Move:
    """112 and the dispatcher before anything else, linked or not."""
    return done(say("emergency", **_dispatcher(turn)), *outage_now(turn))


def _dispatcher(turn: Turn) -> dict[str, str]:
    """The phone of the current account's network company; the supplier's own value where there is none."""
    known = turn.desk.find_dispatcher(turn.store, turn.session)
    return {"dispatcher_phone": known.phone} if known else {}


def cancel(turn: Turn, _target: str) -> Move:
    """Leave whatever was open; where nothing is, what was left and still waited."""
    left = bool(turn.session.dialog) or drop(turn)
    return done(say("cancelled" if left else "nothing-to-cancel"), choices=(MENU,))


def unknown(turn: Turn, _target: str) -> Move:
    """Free text that means nothing to us."""
    return done(say("notice-not-understood-linked" if linked(turn) else "notice-not-understood-guest"))
