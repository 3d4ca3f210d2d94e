"""Choices and replies that several dialogs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.flow import Done
from bot.dialogs.model import Choice, Menu, Press, Reply, say
from core.accounts import Place

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase
    from core.accounts import Account


def step(id_: str, label: str) -> Choice:
    """Make an answer to the open question."""
    return Choice(id_, say(label))


def opens(entry: str, label: str, target: str = "") -> Choice:
    """Make a button that opens an entry, now or in a month."""
    return Choice(entry, say(label), Press.ENTRY, target)


BACK = step("back", "button-back")
MENU = opens("menu", "button-menu")
LINK = opens("link", "button-link")
CONTACTS = opens("human", "button-human")
NO_RECEIPT = opens("no-receipt", "button-no-receipt")


def linked(turn: Turn) -> bool:
    """Whether this person has an account linked; one statement for those who ever gave a consent."""
    return bool(turn.desk.list_accounts(turn.store, turn.session))


def done(*phrases: Phrase, choices: tuple[Choice, ...] = (), menu: Menu = Menu.KEEP) -> Done:
    """End with one message."""
    return Done((Reply(phrases, choices=choices, menu=menu),))


def place_key(account: Account, label: str) -> str:
    """The last word of the keys that name an account: own name, or the kind of place."""
    if label:
        return "named"
    return str(account.place) if account.place is not Place.OTHER else "other"
