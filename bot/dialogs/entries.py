"""All dialogs and entries of the product: what the engine is given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.dialogs.account import ACCOUNTS_DIALOG, UNLINK_DIALOG, account, accounts, balance, unlink
from bot.dialogs.flow import Dialog, Entry
from bot.dialogs.link_account import LINK_DIALOG, link
from bot.dialogs.menu import cancel, emergency, help_, human, info, menu, no_receipt, start, unknown
from bot.dialogs.settings import WITHDRAW_DIALOG, resume, settings, stop, withdraw

DIALOGS: tuple[Dialog, ...] = (LINK_DIALOG, ACCOUNTS_DIALOG, UNLINK_DIALOG, WITHDRAW_DIALOG)

ENTRIES: Mapping[str, Entry] = MappingProxyType(
    {
        "start": start,
        "link": link,
        "balance": balance,
        "accounts": accounts,
        "account": account,
        "unlink": unlink,
        "settings": settings,
        "stop": stop,
        "resume": resume,
        "withdraw": withdraw,
        "menu": menu,
        "back": menu,
        "info": info,
        "no-receipt": no_receipt,
        "help": help_,
        "human": human,
        "emergency": emergency,
        "cancel": cancel,
        "unknown": unknown,
    }
)
"""What a command, a keyword or a button of the menu opens; names are stable, buttons out there carry them."""
