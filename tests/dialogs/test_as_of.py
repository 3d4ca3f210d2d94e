"""A sum is told with the day it is of, always: every text key with money, in both forms."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from bot.texts.samples import samples
from core.usecases.screens import PenaltyTerms
from core.values import Money
from storage.database import Unit
from tests.dialogs.billed import big_office, billed, bills
from tests.dialogs.conversation import CATALOGUE, Conversation
from tests.dialogs.supplier import RULES, filled, make_test_desk
from tests.dialogs.test_penalty import owes

ASKS = (
    "баланс", "почему столько", "строки", "история", "история 2026", "история 2024", "платежи", "пени 12.12",
    "пени", "25.12", "15.01", "раньше", "позже",
)  # fmt: skip
MINE = re.compile(r"(card|bill|line|lines|charges|payments|penalty)-")
"""Keys of the screens of an account."""
DAY = re.compile(r"\b\d{1,2} [а-я]+(та|ая|ря|ля|ня)\b|\b\d\d\.\d\d\b")


BALANCE = "UPDATE balance SET {} WHERE account_id = 1"
OWN = "UPDATE charge SET {} WHERE account_id = 1"
LINE = (
    "INSERT INTO charge_line (account_id, period, generation, line, kind, title, kwh, amount)"
    " VALUES (1, '2026-10', 1, 9, '{}', 'Разное', {}, 100)"
)
PAID = (
    "INSERT INTO payment (account_id, period, generation, line, paid_on, amount, agent)"
    " VALUES (1, '2026-11', 1, {}, '2026-11-04', {}, {})"
)
VISIBLE = (
    "INSERT INTO dataset_generation (dataset, period, generation) VALUES ('payments', '2026-11', 1)"
    " ON CONFLICT (dataset, period) DO NOTHING"
)
LEDGER = (
    "INSERT INTO payment_ledger (provider, kind, external_id, account_id, amount, at_ms, booked_ms)"
    " VALUES ('shop', '{0}', '{0}', 1, {1}, 1, 1) ON CONFLICT DO NOTHING"
)
DUE = (
    "INSERT INTO due (account_id, generation, period, stage, due_on, amount)"
    " VALUES (3, 1, '2026-10', 3, '2026-11-01', 77)"
)
KINDS = ("other", "coefficient", "benefit", "norm", "own", "common", "recalculation")
STATES = (
    ("UPDATE balance SET debt = 9000000, advance = 0, overdue = 0 WHERE account_id = 3",),
    (BALANCE.format("overdue = 0, overdue_since = NULL, due_on = '2026-11-07'"),),
    (BALANCE.format("due_on = NULL, overdue = 100"),),
    (
        BALANCE.format("debt = 0, overdue = 0, advance = 800, penalty = 0"),
        OWN.format("opening = -5, closing = -700"),
    ),
    (BALANCE.format("advance = 0"), OWN.format("closing = 0")),
    (
        BALANCE.format("debt = 900, overdue = 900, advance = 100, overdue_since = NULL, penalty = 3"),
        OWN.format("charged = 86602, kwh_t1 = NULL"),
        VISIBLE,
        PAID.format(90, -100, "NULL"), PAID.format(91, 100, "NULL"),
    ),
    *(
        ("DELETE FROM charge_line WHERE line > 8 AND account_id = 1", LINE.format(kind, energy))
        for kind in KINDS for energy in ("NULL", "1000")
    ),
    (
        "DELETE FROM charge_line WHERE account_id = 1", OWN.format("recalculated = -9, closing = 8"),
        PAID.format(92, 300, "'Банк'"),
    ),
    (
        BALANCE.format("debt = 900, overdue = 0, advance = 0, penalty = 0, due_on = '2026-11-15'"),
        "DELETE FROM payment", "DELETE FROM due WHERE account_id = 1",
    ),
    (
        BALANCE.format("debt = 900, overdue = 900, overdue_since = '2026-10-16'"),
        PAID.format(93, 300, "'Банк'"),
        "DELETE FROM charge WHERE account_id = 1",
    ),
    (
        BALANCE.format("debt = 0, overdue = 0, advance = 800"),
        "UPDATE balance SET debt = 0, advance = 5 WHERE account_id = 3",
    ),
    (
        BALANCE.format("debt = 90000, overdue = 0, advance = 0, due_on = '2026-11-15'"),
        LEDGER.format("payment", 1000),
    ),
    (LEDGER.format("refund", -1500),),
    (
        "DELETE FROM due WHERE account_id = 3 AND stage <> 2", DUE,
        "UPDATE balance SET debt = 500, overdue = 5, overdue_since = '2026-10-16' WHERE account_id = 3",
    ),
)  # fmt: skip
"""States of the accounts of the fixture, one after another, in which every key with money comes up."""


# The replies do not depend on the engine; tests of each screen run on both.
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
# Pages of the short form are smaller: some lines of a bill are on the second one there.
@pytest.mark.parametrize(
    ("can", "paged"), [(TELEGRAM, set()), (SMS, {"line-plain", "line-reason"})], ids=["full", "short"]
)
async def test_every_sum_has_its_day(database, can, paged):
    """And every key with money comes up; a new one has to be brought about by a state above."""
    told = set()
    await billed(await filled(database), bills, owes)
    desk = make_test_desk(rules=replace(RULES, penalty=PenaltyTerms(organisations=True)))
    for at, number in enumerate(("1234567833", "1234567858"), 1):
        talk = Conversation(
            database, can, f"telegram:{at}" if can is TELEGRAM else f"tel:+7916123456{at}", desk
        )
        await talk.links(number, f"8902111223{at}")
        for state in STATES:
            talk.later(minutes=40)  # so many texts in an hour are a robot's
            await database.write(Unit(lambda tx, state=state: [tx.run(sql) for sql in state]))
            for words in ASKS:
                await talk.says(words)
                check(talk, told)
    missing = [key for key in keys_with_money() - told - paged if not NOT_SEEN.fullmatch(key)]
    assert not missing, "never came up: " + ", ".join(sorted(missing))


def check(talk, told):
    """A reply with a sum names a day, in the values and in what is read."""
    for reply, text in zip(talk.replies, talk.texts, strict=False):
        sums = [p for p in reply.phrases if any(isinstance(v, Money) for v in p.values.values())]
        told.update(phrase.key for phrase in sums)
        if not sums or "руб." not in text:
            continue
        assert any("as_of" in phrase.values for phrase in reply.phrases), [p.key for p in reply.phrases]
        assert DAY.search(text), text


NOT_SEEN = re.compile(
    # Each is said beside a key that is seen, by the same code with another word in its name.
    r"bill-(more|less)-(price|both|price-against|usage-against|range|usage|unknown)"
    r"|card-stage-(next|ahead|late)-\w+"
    r"|bill-line-\w+(-energy)?|bill-(closing|month)-(debt|advance)|charges-total(-corrected)?"
)


def keys_with_money():
    """Those of the screens of an account."""
    table = samples()
    money = {
        key
        for key in filter(MINE.match, CATALOGUE)
        if any(isinstance(table[name].ordinary, Money) for name in CATALOGUE.full.entries[key].needs)
    }
    assert len(money) > 50
    return money


async def test_an_organisation_of_fifty_meters_and_three_years_stays_small(chat):
    """Bounded statements and messages on every screen, however much there is behind."""
    from tests.dialogs.test_accounts import of_the_domain

    await billed(chat.database, bills, big_office)
    await chat.links("1234567858", "89021112233")
    for words in (
        "баланс",
        "почему столько",
        "строки",
        "история",
        "история 2025",
        "платежи",
        "тариф",
        "счетчики",
    ):
        await chat.says(words)
        assert len(chat.texts) == 1, words
        assert len(of_the_domain(chat.statements)) <= 8, (
            words,
            [s[:60] + s[-60:] for s in of_the_domain(chat.statements)],
        )
        assert len(chat.text) <= 800
        assert len(chat.text.splitlines()) <= 9
        assert len(chat.offered) <= 9
    assert "Здесь с 1 по 6." in chat.text
    pages = 1
    while "meters" in chat.offered and any(
        c.label.key == "button-meters-more" for c in chat.replies[0].choices
    ):
        more = next(c for c in chat.replies[0].choices if c.label.key == "button-meters-more")
        await chat.presses(f"meters:{more.target}")
        pages += 1
    assert pages == 9
    assert "Здесь с 49 по 50." in chat.text
    chosen = next(c for c in chat.replies[0].choices if c.label.key == "button-meter")
    assert "Коэффициент трансформации 40" in await chat.presses(f"meters:{chosen.target}")
    assert len(of_the_domain(chat.statements)) <= 5


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_fifty_meters_are_looked_up_never_scanned(chat):
    """Each statement of the screens finds its rows by the account."""
    await billed(chat.database, bills, big_office)
    from storage import bills as b
    from storage import meters as m

    given = {"account_id": 3, "period": "9999-12", "first": "2026-09", "last": "2026-10"}
    given |= {"most": 9, "skip": 0, "serial": "40000001"}
    for sql in (b._BILLS, b._LINES, b._PAYMENTS, b._MONTHS, m._OF, m._LAST):
        names = {name: value for name, value in given.items() if f":{name}" in sql}
        plan = await chat.database.read(lambda tx, s=sql, n=names: tx.all(f"EXPLAIN QUERY PLAN {s}", **n))
        scanned = [row[3] for row in plan if row[3].startswith("SCAN")]
        assert not [
            step for step in scanned if not re.match(r"SCAN (later|wanted|happened|\(subquery)", step)
        ], plan
