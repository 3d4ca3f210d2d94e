"""All dialogs and entries of the product: what the engine is given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.dialogs.account import ACCOUNTS_DIALOG, UNLINK_DIALOG, account, accounts, balance, unlink
from bot.dialogs.consent import CONSENT_DIALOG, agree, consents, sms_allow, sms_forbid
from bot.dialogs.flow import Dialog, Entry
from bot.dialogs.link_account import LINK_DIALOG, link
from bot.dialogs.link_reverse import phone_heard
from bot.dialogs.menu import cancel, emergency, help_, human, info, menu, no_receipt, start, unknown
from bot.dialogs.own_data import ERASE_DIALOG, data_file, erase, my_data
from bot.dialogs.settings import (
    WITHDRAW_DIALOG,
    leave,
    pause,
    pause_month,
    pause_over,
    pause_week,
    resume,
    settings,
    stop,
    withdraw,
)

DIALOGS: tuple[Dialog, ...] = (
    LINK_DIALOG,
    ACCOUNTS_DIALOG,
    UNLINK_DIALOG,
    WITHDRAW_DIALOG,
    CONSENT_DIALOG,
    ERASE_DIALOG,
)

ENTRIES: Mapping[str, Entry] = MappingProxyType(
    {
        "start": start,
        "link": link,
        "phone-heard": phone_heard,
        "balance": balance,
        "accounts": accounts,
        "account": account,
        "unlink": unlink,
        "settings": settings,
        "stop": stop,
        "resume": resume,
        "withdraw": withdraw,
        "pause": pause,
        "pause-week": pause_week,
        "pause-month": pause_month,
        "pause-over": pause_over,
        "leave": leave,
        "consents": consents,
        "agree": agree,
        "sms-allow": sms_allow,
        "sms-forbid": sms_forbid,
        "my-data": my_data,
        "data-file": data_file,
        "erase": erase,
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
