"""Error codes of SMSC and what they mean to us."""

from __future__ import annotations

from bot.channels.sms_port import SmsError, SmsFault

_MINUTE_MS = 60_000
NO_MONEY, DUPLICATE = 3, 9

# error_code → fault, words, how long to wait. Five wrong passwords in half an hour block the address.
ERRORS: dict[int, tuple[SmsFault, str, int]] = {
    1: (SmsFault.DENIED, "bad parameters", 0),
    2: (SmsFault.AUTH, "wrong key or password, or address not allowed", 31 * _MINUTE_MS),
    NO_MONEY: (SmsFault.FUNDS, "no money", 10 * _MINUTE_MS),
    4: (SmsFault.BLOCKED, "address is blocked", 30 * _MINUTE_MS),
    5: (SmsFault.DENIED, "bad date", 0),
    6: (SmsFault.DENIED, "text or sender is forbidden", 0),
    7: (SmsFault.BAD_NUMBER, "bad number", 0),
    8: (SmsFault.UNDELIVERABLE, "cannot be delivered to this number", 0),
    DUPLICATE: (SmsFault.RATE, "repeated within a minute, or too many at once", _MINUTE_MS),
}


def error_of(code: int) -> SmsError:
    """A refusal of a request. What SMSC says in words may repeat the text, so the words are ours."""
    fault, words, wait_ms = ERRORS.get(code, (SmsFault.DENIED, "an unlisted error", 0))
    return SmsError(fault, f"{words} ({code})", wait_ms, str(code))
