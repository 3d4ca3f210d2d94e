"""A small fictional supplier: its desk, and accounts with every state a card can show."""

from __future__ import annotations

import functools
from zoneinfo import ZoneInfo

from bot.assembly import SMS, room
from bot.channels.render import numbered, render
from bot.channels.seals import unsealed
from bot.dialogs.desk import Rules, Supplier, make_desk
from bot.texts.catalogue import Catalogue
from bot.texts.samples import TODAY
from core.limits import Limits
from core.linking import receipt_digest
from core.notifications.groups import Calendar, Calendars
from core.secrets import Keyring
from storage.database import Unit

KEYS = Keyring.single("0123456789abcdef0123456789abcdef")
CATALOGUE = Catalogue.load()
LIMITS = Limits()
CODE = "482133"
VALUES = {
    "supplier": "Пример Энергосбыт",
    "supplier_phone": "8 800 100-20-30",
    "supplier_hours": "ежедневно 8-20",
    "dispatcher_phone": "8 800 220-02-20",
}
RULES = Rules(consent_version="2026-11", calendars=Calendars(Calendar(ZoneInfo("Europe/Moscow"))))


@functools.cache
def make_test_desk(limits: Limits = LIMITS, rules: Rules = RULES):
    """As in the product, one for everybody: it keeps nothing, and reads its word lists when it is made."""
    supplier = Supplier(
        VALUES["dispatcher_phone"], ("ул. Ленина, 1",), "https://example.ru", "https://example.ru/pd"
    )
    zone = ZoneInfo("Europe/Moscow")
    return make_desk(zone, supplier, rules, KEYS, limits, rows=room, numbers=shows_numbers)


def shows_numbers(reply):
    """As in the product: whether the SMS has room for the numbers of its options."""
    return numbered(reply, render(unsealed(reply, KEYS), SMS, CATALOGUE, VALUES, TODAY))


MONTHS = ("2026-09", "2026-10")
BALANCE = (
    "as_of", "debt", "advance", "overdue", "penalty", "overdue_since", "due_on", "payments_until"
)  # fmt: skip
# id, number, kind, address, phone, group, status, balance
ACCOUNTS = (
    (1, "1234567833", "person", "г. Примерск, ул. Мира, д. 1, кв. 5", "8 (916) 123-45-67", "A", "active",
     ("2026-11-08", 231090, 0, 125040, 0, "2026-10-16", "2026-11-15", "2026-11-06")),
    (2, "1234567841", "person", "Примерск, Лесная, д. 7", None, "B", "active",
     ("2026-11-08", 0, 50000, 0, 0, None, None, "2026-11-06")),
    (3, "1234567858", "organisation", "ул. Мира, 3, пом. 1", "+7 8182 21-20-30", "A", "active",
     ("2026-11-08", 9000000, 0, 0, 0, None, "2026-11-10", "2026-11-06")),
    (4, "1234567866", "person", "СНТ Ромашка, уч. 4", None, None, "closed", None),
    (5, "1234567874", "person", "ГСК-5, гараж 12", None, "A", "active",
     ("2026-10-01", 12345678, 0, 12345678, 100, "2024-01-11", "2026-10-15", None)),
)  # fmt: skip


def put(tx, table, **values):
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    tx.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", **values)


def fill(tx):
    """What an import would leave."""
    for name in ("accounts", "balances", "dues", "groups"):
        put(tx, "dataset_generation", dataset=name, period="", generation=1)
    for name in ("receipt_codes", "charges", "payments"):
        for month in MONTHS:
            put(tx, "dataset_generation", dataset=name, period=month, generation=1)
    put(tx, "grp", generation=1, name="A", reading_window="15-25", dispatcher_phone="+7 8182 20-02-20")
    for account in ACCOUNTS:
        _account(tx, *account)
    _charge(tx, "2026-10", 1, 106050)
    _charge(tx, "2026-11", 2, 999999)  # staged by an import that is not switched: nobody may see it
    for line, (day, amount) in enumerate((("2026-10-03", 50000), ("2026-10-21", 70000)), 1):
        row = {"account_id": 1, "period": "2026-10", "generation": 1, "line": line}
        put(tx, "payment", **row, paid_on=day, amount=amount)
    for stage, (day, amount) in enumerate((("2026-11-10", 3000000), ("2026-11-25", 4000000)), 1):
        row = {"account_id": 3, "period": "2026-11", "generation": 1, "stage": stage}
        put(tx, "due", **row, due_on=day, amount=amount)


def _charge(tx, period, generation, charged):
    zeros = dict.fromkeys(("opening", "paid", "recalculated", "penalty", "closing"), 0)
    put(tx, "charge", account_id=1, period=period, generation=generation, charged=charged, **zeros)


def _account(tx, id_, number, kind, address, phone, group, status, balance):
    put(tx, "account", id=id_, number=number)
    put(tx, "account_alias", number=number, account_id=id_)
    row = {"account_id": id_, "generation": 1}
    card = {"kind": kind, "holder": "Иванов И. И.", "address": address, "phone": phone, "grp": group}
    put(tx, "account_card", **row, **card, number=number, status=status)
    for month in MONTHS:
        digest = receipt_digest(KEYS, number, month, CODE)
        put(tx, "receipt_code", **row, period=month, digest=digest, key_id=KEYS.current)
    if balance:
        put(tx, "balance", **row, **dict(zip(BALANCE, balance, strict=True)))


async def filled(database):
    await database.write(Unit(fill))
    return database
