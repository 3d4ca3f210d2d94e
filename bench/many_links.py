"""A million linked accounts by statements alone: what planning of reminders goes through.

Of ten accounts one has no reading for the month and is to be reminded; four were read in the chat, four by
billing, one meter reports by itself.
"""

from __future__ import annotations

from datetime import date

from core.database import Tx, Value

DUE_OF = 10
"""One account of so many is to be reminded."""
_NUMBERS = "WITH RECURSIVE n (id) AS (SELECT :first UNION ALL SELECT id + 1 FROM n WHERE id < :last)"
_VISIBLE = """
INSERT INTO dataset_generation (dataset, period, generation) VALUES (:dataset, :period, :generation)
ON CONFLICT (dataset, period) DO UPDATE SET generation = excluded.generation
"""
_ROWS = (
    "INSERT INTO account (id, number) NUMBERS SELECT id, '9' || id FROM n",
    """INSERT INTO account_card (account_id, generation, number, kind, holder, address, status)
    NUMBERS SELECT id, :generation, '9' || id, 'person', 'И', 'ул. Мира, д. 1, кв. 5', 'active' FROM n""",
    """INSERT INTO meter (account_id, generation, serial, zones, digits, decimals, ratio, automatic)
    NUMBERS SELECT id, :generation, 'm' || id, 1, 5, 0, 1, CASE WHEN id % 10 = 9 THEN 1 ELSE 0 END FROM n""",
    """INSERT INTO reading (account_id, period, generation, serial, taken_on, source, t1)
    NUMBERS SELECT id, :period, :generation, 'm' || id, :day, 'inspector', 1000 FROM n
    WHERE id % 10 BETWEEN 5 AND 8""",
    """INSERT INTO reading_entry (account_id, serial, period, taken_ms, t1, decimals, came, state, channel,
        address, subscriber_id, event_id, created_ms)
    NUMBERS SELECT id, 'm' || id, :period, :now_ms, 1000, 0, 'accepted', 'exported', 'telegram',
        'telegram:' || (5000000000 + id), id, id, :now_ms FROM n WHERE id % 10 BETWEEN 1 AND 4""",
    "INSERT INTO subscriber (id, created_ms) NUMBERS SELECT id, :now_ms FROM n",
    """INSERT INTO address (address, subscriber_id, since_ms)
    NUMBERS SELECT 'telegram:' || (5000000000 + id), id, :now_ms FROM n""",
    """INSERT INTO link (subscriber_id, account_id, phone, address, since_ms)
    NUMBERS SELECT id, id, '+79160000000', 'telegram:' || (5000000000 + id), :now_ms FROM n""",
)


def fill(tx: Tx, first: int, count: int, day: date, now_ms: int) -> int:
    """Accounts from id `first` on, with as many people; how many are to be reminded in the month of `day`."""
    row = tx.one("SELECT coalesce(max(generation), 1) FROM dataset_generation WHERE dataset = 'accounts'")
    generation, period = int(row[0]) if row else 1, day.isoformat()[:7]
    for dataset, month in (("accounts", ""), ("meters", ""), ("readings", period)):
        tx.run(_VISIBLE, dataset=dataset, period=month, generation=generation)
    given: dict[str, Value] = {
        "first": first,
        "last": first + count - 1,
        "generation": generation,
        "period": period,
    }
    for sql in _ROWS:
        tx.run(sql.replace("NUMBERS", _NUMBERS), **given, day=day.isoformat(), now_ms=now_ms)
    if tx.engine == "postgres":
        tx.run("ANALYZE")
    return count // DUE_OF
