"""The kinds of columns, each built once; limits are far beyond any real supplier and well inside a BIGINT."""

from __future__ import annotations

from functools import lru_cache

from billing.v1.values import one_of, scaled, text_up_to

MOST_KOPECKS = 10**14
MOST_WH = 10**14

MONEY = scaled(2, -MOST_KOPECKS, MOST_KOPECKS)
AMOUNT_DUE = scaled(2, 0, MOST_KOPECKS)
MONEYS = (MONEY, AMOUNT_DUE)
KWH = scaled(3, -MOST_WH, MOST_WH)
KWH_UP = scaled(3, 0, MOST_WH)
PRICE = scaled(5, 0, 10**10)
RATE = scaled(2, 0, 100_00)
ZONES = scaled(0, 1, 3)
DIGITS = scaled(0, 1, 9)
DECIMALS = scaled(0, 0, 3)
RATIO = scaled(0, 1, 1_000_000)
STAGE = scaled(0, 1, 9)

CODE = lru_cache(maxsize=4096)(text_up_to(40))
NAME = text_up_to(200)
LONG = text_up_to(500)

PERSON_KIND = one_of("person", "organisation")
ACCOUNT_STATUS = one_of("active", "closed")
READING_SOURCE = one_of("subscriber", "inspector", "calculated", "billing")
READING_STATE = one_of("counted", "refused", "disputed", "unconfirmed")
READING_RESULT = one_of("accepted", "refused", "unknown")
LINE_KIND = one_of("own", "common", "norm", "coefficient", "benefit", "recalculation", "other")
ZONE = one_of("all", "day", "night", "peak", "halfpeak")
YES = {"1": 1, "yes": 1, "true": 1, "0": 0, "no": 0, "false": 0}
_FLAG = one_of(*YES)


def flag(text: str) -> int:
    """Yes or no, stored as 1 or 0."""
    return YES[str(_FLAG(text))]


def as_text(text: str) -> str:
    """A value that is read when the row is complete."""
    return text
