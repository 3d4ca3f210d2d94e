"""The first screen, the menu, help, people, emergencies: what is reachable from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU, NO_RECEIPT, done, linked, opens
from bot.dialogs.flow import Done
from bot.dialogs.link_account import offices
from bot.dialogs.model import Menu, Reply, say

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

_BALANCE = opens("balance", "button-balance")
_ACCOUNTS = opens("accounts", "button-accounts")
_SETTINGS = opens("settings", "button-settings")
_INFO = opens("info", "button-info")


def start(turn: Turn, _target: str) -> Move:
    """Welcome. A token of a link (`_target`) opens nothing yet: billing issues none."""
    if linked(turn):
        return done(say("start-linked"), menu=Menu.MAIN)
    return done(say("start-guest"), say("never-ask"), choices=(LINK, NO_RECEIPT, CONTACTS))


def menu(turn: Turn, _target: str) -> Move:
    """Say what can be done from here."""
    if linked(turn):
        choices = (_BALANCE, _ACCOUNTS, _SETTINGS, CONTACTS)
        return Done((Reply((say("menu-linked"),), choices=choices, edit=True),))
    return Done((Reply((say("menu-guest"),), choices=(LINK, _INFO, CONTACTS), edit=True),))


def info(turn: Turn, _target: str) -> Move:
    """Tell everybody what the supplier tells everybody: days, tariffs, offices."""
    rules, supplier = turn.desk.rules, turn.desk.supplier
    phrases = [say("info-call-centre")]
    if rules.readings_from and rules.readings_to:
        phrases.append(say("info-readings", first=rules.readings_from, last=rules.readings_to))
    if rules.pay_by:
        phrases.append(say("info-pay-by", day=rules.pay_by))
    if supplier.site:
        phrases.append(say("info-tariffs", site=supplier.site))
    phrases += [phrase for phrase in offices(turn) if phrase.key == "office"]
    return done(*phrases, choices=(LINK, MENU))


def no_receipt(turn: Turn, _target: str) -> Move:
    """What to do without a bill at hand."""
    return done(say("link-no-receipt"), *offices(turn), choices=(LINK, CONTACTS, MENU))


def help_(turn: Turn, _target: str) -> Move:
    """Say which words work."""
    return done(say("help-linked" if linked(turn) else "help-guest"))


def human(turn: Turn, _target: str) -> Move:
    """Name the people who answer, and the dispatcher of this person's wires."""
    return done(say("human", **_dispatcher(turn)))


def emergency(turn: Turn, _target: str) -> Move:
    """112 and the dispatcher before anything else, linked or not."""
    return done(say("emergency", **_dispatcher(turn)))


def _dispatcher(turn: Turn) -> dict[str, str]:
    """The phone of the current account's network company; the supplier's own value where there is none."""
    known = turn.desk.find_dispatcher(turn.store, turn.session)
    return {"dispatcher_phone": known.phone} if known else {}


def cancel(turn: Turn, _target: str) -> Move:
    """Leave whatever was open."""
    return done(say("cancelled" if turn.session.dialog else "nothing-to-cancel"), choices=(MENU,))


def unknown(turn: Turn, _target: str) -> Move:
    """Free text that means nothing to us."""
    return done(say("notice-not-understood-linked" if linked(turn) else "notice-not-understood-guest"))
