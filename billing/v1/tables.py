"""Exchange format v1: every file and column, once. `docs/exchange-format.md` says the same for people."""

from __future__ import annotations

from collections.abc import Mapping

from billing.v1 import finish, kinds, values
from billing.v1.fields import Field
from billing.v1.table import Table

_ACCOUNT = Field("account", values.account, required=True)
_PERIOD = Field("period", values.period, required=True, past=True)

GROUPS = Table(
    "groups",
    (
        Field("group", kinds.CODE, required=True),
        Field("window", values.window, required=True),
        Field("norm_kwh", kinds.KWH_UP),
        Field("network_company", kinds.NAME),
        Field("dispatcher_phone", kinds.CODE),
        Field("meter_owner_text", kinds.LONG),
    ),
    key=("group",),
)

TARIFFS = Table(
    "tariffs",
    (
        Field("tariff", kinds.CODE, required=True),
        Field("valid_from", values.day, required=True),
        Field("valid_to", values.day),
        Field("zone", kinds.ZONE, default="all"),
        Field("range_upto_kwh", kinds.KWH_UP, default=0),
        Field("price", kinds.PRICE, required=True),
        Field("title", kinds.NAME, required=True),
        Field("hours", values.hours),
    ),
    key=("tariff", "valid_from", "zone", "range_upto_kwh"),
    finish=finish.tariff,
)

RATES = Table(
    "rates",
    (
        Field("valid_from", values.day, required=True),
        Field("valid_to", values.day),
        Field("rate", kinds.RATE, required=True),
    ),
    key=("valid_from",),
    finish=finish.rate,
)

ACCOUNTS = Table(
    "accounts",
    (
        _ACCOUNT,
        Field("kind", kinds.PERSON_KIND, required=True),
        Field("holder", kinds.NAME, default=""),
        Field("address", kinds.LONG, default=""),
        Field("phone", values.phone, lenient=True),
        Field("email", values.email, lenient=True),
        Field("inn", values.inn, lenient=True),
        Field("tariff", kinds.CODE),
        Field("group", kinds.CODE),
        Field("status", kinds.ACCOUNT_STATUS, default="active"),
        Field("old_account", values.account, lenient=True),
        Field("receipt_code", kinds.NAME, lenient=True),
        Field("receipt_period", kinds.NAME, lenient=True),
    ),
    key=("account",),
    finish=finish.account,
)

METERS = Table(
    "meters",
    (
        _ACCOUNT,
        Field("serial", kinds.CODE, required=True),
        Field("model", kinds.NAME),
        Field("zones", kinds.ZONES, default=1),
        Field("zone_order", kinds.as_text),
        Field("digits", kinds.DIGITS, required=True),
        Field("decimals", kinds.DECIMALS, default=0),
        Field("ratio", kinds.RATIO, default=1),
        Field("installed_on", values.day),
        Field("removed_on", values.day),
        Field("verified_until", values.day),
        Field("place", kinds.NAME),
        Field("automatic", kinds.flag, default=0),
    ),
    key=("account", "serial"),
    finish=finish.meter,
    of_account=True,
)

READINGS = Table(
    "readings",
    (
        _ACCOUNT,
        Field("serial", kinds.CODE, required=True),
        Field("taken_on", values.day, required=True, past=True),
        Field("t1", kinds.as_text),
        Field("t2", kinds.as_text),
        Field("t3", kinds.as_text),
        Field("source", kinds.READING_SOURCE, required=True),
        Field("state", kinds.READING_STATE, default="counted"),
    ),
    key=("account", "serial", "taken_on", "source"),
    finish=finish.taken,
    of_account=True,
    of_meter=True,
)

BALANCES = Table(
    "balances",
    (
        _ACCOUNT,
        Field("as_of", values.day, required=True, past=True),
        Field("debt", kinds.AMOUNT_DUE, required=True),
        Field("advance", kinds.AMOUNT_DUE, default=0),
        Field("overdue", kinds.AMOUNT_DUE, default=0),
        Field("overdue_since", values.day),
        Field("penalty", kinds.AMOUNT_DUE, default=0),
        Field("due_on", values.day),
        Field("payments_until", values.day),
    ),
    key=("account",),
    doubt=finish.balance_doubt,
    of_account=True,
)

DUES = Table(
    "dues",
    (
        _ACCOUNT,
        _PERIOD,
        Field("stage", kinds.STAGE, default=1),
        Field("due_on", values.day, required=True),
        Field("amount", kinds.AMOUNT_DUE, required=True),
    ),
    key=("account", "period", "stage"),
    of_account=True,
)

CHARGES = Table(
    "charges",
    (
        _ACCOUNT,
        _PERIOD,
        Field("kwh_t1", kinds.KWH),
        Field("kwh_t2", kinds.KWH),
        Field("kwh_t3", kinds.KWH),
        Field("opening", kinds.MONEY, default=0),
        Field("charged", kinds.MONEY, default=0),
        Field("paid", kinds.MONEY, default=0),
        Field("recalculated", kinds.MONEY, default=0),
        Field("penalty", kinds.MONEY, default=0),
        Field("closing", kinds.MONEY, required=True),
    ),
    key=("account", "period"),
    doubt=finish.charge_doubt,
    of_account=True,
)

CHARGE_LINES = Table(
    "charge_lines",
    (
        _ACCOUNT,
        _PERIOD,
        Field("kind", kinds.LINE_KIND, required=True),
        Field("title", kinds.NAME, required=True),
        Field("kwh", kinds.KWH),
        Field("price", kinds.PRICE),
        Field("amount", kinds.MONEY, required=True),
        Field("reason", kinds.LONG),
    ),
    finish=finish.charge_line,
    of_account=True,
)

PAYMENTS = Table(
    "payments",
    (
        _ACCOUNT,
        Field("paid_on", values.day, required=True, past=True),
        Field("amount", kinds.MONEY, required=True),
        Field("agent", kinds.NAME),
        Field("document", kinds.NAME),
        Field("external_id", kinds.NAME, optional=True),
    ),
    key=("account", "paid_on", "agent", "document"),
    finish=finish.payment,
    of_account=True,
)

READING_RESULTS = Table(
    "reading_results",
    (
        Field("receipt", values.reading_receipt, required=True),
        Field("result", kinds.READING_RESULT, required=True),
        Field("reason", kinds.LONG),
    ),
    key=("receipt",),
)

PAYMENT_RESULTS = Table(
    "payment_results",
    (
        Field("number", values.payment_number, required=True),
        Field("result", kinds.READING_RESULT, required=True),
        Field("reason", kinds.LONG),
    ),
    key=("number",),
)

OUTAGES = Table(
    "outages",
    (
        Field("id", kinds.CODE, required=True),
        Field("places", values.places, required=True),
        Field("from", values.moment, required=True),
        Field("until", values.moment, required=True),
        Field("reason", kinds.NAME, default="", optional=True),
        Field("cancelled", kinds.flag, default=0, optional=True),
    ),
    key=("id",),
    finish=finish.outage,
)

# In this order they are read: what others refer to comes first.
TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        GROUPS,
        TARIFFS,
        RATES,
        ACCOUNTS,
        METERS,
        BALANCES,
        DUES,
        READINGS,
        CHARGES,
        CHARGE_LINES,
        PAYMENTS,
        READING_RESULTS,
        PAYMENT_RESULTS,
        OUTAGES,
    )
}
