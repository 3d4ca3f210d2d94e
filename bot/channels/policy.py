"""Data policy: how private a text may leave on which channel (152-ФЗ; 149-ФЗ ст. 10 ч. 8 and 41-ФЗ).

`open` is the default. `strict` is for organisations on the list of 41-ФЗ, which may not send personal or
payment data over foreign messengers: there Telegram carries no sums, and what it may not carry goes by a
private page or by SMS. Personal data (names, addresses, full phones) leave on neither.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogs.model import Sensitivity

INSTEAD = "policy-instead"
"""Key of what is said in the place of a text that may not leave."""

CEILINGS: Mapping[str, Mapping[str, Sensitivity]] = {
    "open": {"telegram": Sensitivity.MONEY, "sms": Sensitivity.MONEY},
    "strict": {"telegram": Sensitivity.ACCOUNT, "sms": Sensitivity.MONEY},
}


def ceiling(mode: str, channel: str) -> Sensitivity:
    """Return the most private that may leave on the channel; an unknown channel carries public texts only.

    ValueError for an unknown mode: a mistyped configuration must not open anything.
    """
    if mode not in CEILINGS:
        raise ValueError(f"data policy is one of {', '.join(CEILINGS)}, not {mode!r}")
    return CEILINGS[mode].get(channel, Sensitivity.PUBLIC)


def allowed(mode: str, channel: str, sensitivity: Sensitivity) -> bool:
    """Tell whether a text of this sensitivity may leave on the channel."""
    return sensitivity <= ceiling(mode, channel)
