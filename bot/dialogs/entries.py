"""All dialogs and entries of the product: what the engine is given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.dialogs.account import ACCOUNTS_DIALOG, UNLINK_DIALOG, account, accounts, balance, unlink
from bot.dialogs.bill import lines, why
from bot.dialogs.bill_file import bill
from bot.dialogs.bill_token import BILL_DIALOG
from bot.dialogs.charts import chart
from bot.dialogs.consent import CONSENT_DIALOG, agree, consents, sms_allow, sms_forbid
from bot.dialogs.contacts import contacts
from bot.dialogs.disputes import DISPUTES_DIALOG, not_me
from bot.dialogs.ebill import EBILL_DIALOG, ebill, paper_bill
from bot.dialogs.flow import Dialog, Entry
from bot.dialogs.forecast import forecast
from bot.dialogs.history import CHARGES_DIALOG, charges, payments
from bot.dialogs.invite import INVITE_DIALOG, invite
from bot.dialogs.invited import INVITED_DIALOG, invitation
from bot.dialogs.labels import LABEL_DIALOG, label
from bot.dialogs.limits import LIMIT_DIALOG, notify_limit, notify_unlimit
from bot.dialogs.link_account import LINK_DIALOG, link
from bot.dialogs.link_reverse import phone_heard
from bot.dialogs.menu import cancel, emergency, help_, human, info, menu, no_receipt, start, unknown
from bot.dialogs.meter_past import PAST_DIALOG, past
from bot.dialogs.meters import METERS_DIALOG, meters
from bot.dialogs.notify import NOTIFY_DIALOG, notify_kinds
from bot.dialogs.notify_way import NOTIFY_WAY_DIALOG, notify_way
from bot.dialogs.own_data import ERASE_DIALOG, data_file, erase, my_data
from bot.dialogs.paging import earlier, later
from bot.dialogs.pay import PAY_DIALOG, pay, pay_other
from bot.dialogs.pay_all import pay_all
from bot.dialogs.pay_code import pay_code
from bot.dialogs.pay_email import EMAIL_DIALOG, pay_mail
from bot.dialogs.pay_news import LINK, NEWS, pay_link, pay_news
from bot.dialogs.pay_own_link import OWN_LINK, own_link
from bot.dialogs.penalty import PENALTY_DIALOG, penalty
from bot.dialogs.people import PEOPLE_DIALOG, people, remove_person
from bot.dialogs.questions import WHICH_DIALOG, which
from bot.dialogs.reading import READING_DIALOG, readings
from bot.dialogs.reading_after import (
    READING_DROP_DIALOG,
    as_meant,
    asked_again,
    drop,
    fix,
    leave_reading,
    new_meter,
    wrong,
    yes,
)
from bot.dialogs.reading_last import last_reading
from bot.dialogs.reading_photo import READING_PHOTO_DIALOG, photo, photo_kept, reading_photo
from bot.dialogs.remind import remind_later, remind_never
from bot.dialogs.settings import (
    WITHDRAW_DIALOG,
    begin,
    leave,
    manage,
    notices,
    pause,
    pause_month,
    pause_over,
    pause_week,
    resume,
    settings,
    stop,
    withdraw,
)
from bot.dialogs.sheet import sheet, sheet_csv
from bot.dialogs.sheet_back import sheet_lines
from bot.dialogs.sheet_decided import sheet_confirm, sheet_doubts, sheet_fix, sheet_list, sheet_yes
from bot.dialogs.sheet_in import document, sheet_file
from bot.dialogs.sheet_table import SHEET_DIALOG
from bot.dialogs.small_talk import code, thanks, who, wrong_number
from bot.dialogs.sms_states import CODE_LOST, sure, told_late
from bot.dialogs.tariffs import tariffs
from bot.dialogs.zones import zones

DIALOGS: tuple[Dialog, ...] = (
    NOTIFY_DIALOG,
    NOTIFY_WAY_DIALOG,
    LIMIT_DIALOG,
    LINK_DIALOG,
    BILL_DIALOG,
    ACCOUNTS_DIALOG,
    CHARGES_DIALOG,
    METERS_DIALOG,
    PAST_DIALOG,
    PENALTY_DIALOG,
    UNLINK_DIALOG,
    WITHDRAW_DIALOG,
    CONSENT_DIALOG,
    ERASE_DIALOG,
    LABEL_DIALOG,
    PEOPLE_DIALOG,
    EBILL_DIALOG,
    INVITE_DIALOG,
    INVITED_DIALOG,
    DISPUTES_DIALOG,
    WHICH_DIALOG,
    READING_DIALOG,
    READING_DROP_DIALOG,
    READING_PHOTO_DIALOG,
    SHEET_DIALOG,
    PAY_DIALOG,
    EMAIL_DIALOG,
)

ENTRIES: Mapping[str, Entry] = MappingProxyType(
    {
        "start": start,
        "begin": begin,
        "thanks": thanks,
        "code": code,
        "who": who,
        "wrong-number": wrong_number,
        "link": sure(link),
        "phone-heard": phone_heard,
        CODE_LOST: told_late,
        "balance": balance,
        "accounts": accounts,
        "account": account,
        "why": why,
        "lines": lines,
        "charges": charges,
        "payments": payments,
        "penalty": penalty,
        "tariffs": tariffs,
        "meters": meters,
        "past": past,
        "contacts": contacts,
        "earlier": earlier,
        "later": later,
        "unlink": sure(unlink),
        "settings": settings,
        "manage": manage,
        "notices": notices,
        "notify-kinds": notify_kinds,
        "notify-way": notify_way,
        "notify-limit": notify_limit,
        "notify-unlimit": notify_unlimit,
        "remind-later": remind_later,
        "remind-never": remind_never,
        "stop": stop,
        "resume": resume,
        "withdraw": sure(withdraw),
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
        "erase": sure(erase),
        "label": label,
        "people": sure(people),
        "remove-person": sure(remove_person),
        "invite": sure(invite),
        "invitation": sure(invitation),
        "not-me": not_me,
        "menu": menu,
        "back": menu,
        "info": info,
        "no-receipt": no_receipt,
        "which": which,
        "readings": readings,
        "last-reading": last_reading,
        "reading-yes": yes,
        "reading-fix": fix,
        "reading-drop": drop,
        "reading-wrong": wrong,
        "reading-new-meter": new_meter,
        "reading-as": as_meant,
        "reading-leave": leave_reading,
        "reading-waiting": asked_again,
        "pay": pay,
        "pay-code": pay_code,
        "pay-other": pay_other,
        "pay-all": pay_all,
        "pay-mail": pay_mail,
        LINK: pay_link,
        NEWS: pay_news,
        OWN_LINK: own_link,
        "ebill": sure(ebill),
        "paper-bill": sure(paper_bill),
        "chart": chart,
        "forecast": forecast,
        "zones": zones,
        "bill": bill,
        "photo": photo,
        "photo-kept": photo_kept,
        "reading-photo": reading_photo,
        "document": document,
        "sheet": sheet,
        "sheet-csv": sheet_csv,
        "sheet-file": sheet_file,
        "sheet-lines": sheet_lines,
        "sheet-confirm": sheet_confirm,
        "sheet-doubts": sheet_doubts,
        "sheet-yes": sheet_yes,
        "sheet-fix": sheet_fix,
        "sheet-list": sheet_list,
        "help": help_,
        "human": human,
        "emergency": emergency,
        "cancel": cancel,
        "unknown": unknown,
    }
)
"""What a command, a keyword or a button of the menu opens; names are stable, buttons out there carry them."""
