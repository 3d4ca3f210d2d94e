"""How an SMS may end. Statuses and `err` are SMSC's (its section 1.5)."""

from __future__ import annotations

QUEUED, SENT, DELIVERED, EXPIRED, FAILED = -1, 0, 1, 3, 20
WRONG_NUMBER, DENIED, NO_ROUTE = 22, 23, 25
ERR_OFFLINE, ERR_TEST_MODE, ERR_SIM_REPLACED, ERR_SPAM = 6, 200, 219, 253
LIFETIME_MS = 24 * 3_600_000
Final = tuple[int, int]
"""The status a message ends with, and its `err`."""
ARRIVES: Final = (DELIVERED, 0)
NEVER_ENDS: Final = (SENT, 0)

# By the last four digits of a phone, so that a test or a visitor can have any end. "0048" is ours.
MAGIC: dict[str, Final] = {
    "0001": ARRIVES,
    "0003": (EXPIRED, ERR_OFFLINE),
    "0020": (FAILED, 1),
    "0022": (WRONG_NUMBER, 249),
    "0023": (DENIED, 254),
    "0025": (NO_ROUTE, 248),
    "0048": NEVER_ENDS,
    "0219": (FAILED, ERR_SIM_REPLACED),
}
