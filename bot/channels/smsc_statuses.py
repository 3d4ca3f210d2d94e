"""Statuses of SMSC and what they mean to us. A number that is not listed is tolerated, never guessed."""

from __future__ import annotations

from bot.channels.sms_port import SmsError, SmsFault, SmsState, Undelivered

MISSING = -3

_STATES = {
    MISSING: SmsState.MISSING,
    0: SmsState.SENT,
    **dict.fromkeys((-2, -1), SmsState.QUEUED),
    **dict.fromkeys((1, 2, 4), SmsState.DELIVERED),
    **dict.fromkeys((3, 20, 22, 23, 24, 25), SmsState.FAILED),
}
_BY_STATUS = {
    3: Undelivered.EXPIRED,
    22: Undelivered.BAD_NUMBER,
    23: Undelivered.DENIED,
    24: Undelivered.FUNDS,
    25: Undelivered.NO_ROUTE,
}
_BY_ERR = {
    1: Undelivered.NO_SUBSCRIBER,
    6: Undelivered.EXPIRED,
    11: Undelivered.BARRED,
    12: Undelivered.BARRED,
    13: Undelivered.BARRED,
    21: Undelivered.BARRED,
    219: Undelivered.SIM_REPLACED,
    238: Undelivered.DENIED,
    239: Undelivered.DENIED,
    243: Undelivered.DENIED,
    244: Undelivered.DENIED,
    245: Undelivered.EXPIRED,
    247: Undelivered.TOO_MANY,
    248: Undelivered.NO_ROUTE,
    249: Undelivered.BAD_NUMBER,
    250: Undelivered.DENIED,
    251: Undelivered.TOO_MANY,
    252: Undelivered.BARRED,
    253: Undelivered.SPAM,
    254: Undelivered.DENIED,
}
_FAULTS = {
    Undelivered.NO_SUBSCRIBER: SmsFault.BAD_NUMBER,
    Undelivered.BAD_NUMBER: SmsFault.BAD_NUMBER,
    Undelivered.DENIED: SmsFault.DENIED,
    Undelivered.SPAM: SmsFault.DENIED,
    Undelivered.FUNDS: SmsFault.FUNDS,
}


def state_of(status: int, err: int) -> tuple[SmsState, Undelivered]:
    """What a status means. An unlisted one is not final: nothing is concluded from it."""
    state = _STATES.get(status, SmsState.QUEUED if status < 0 else SmsState.SENT)
    if state is not SmsState.FAILED:
        return state, Undelivered.NONE
    return state, _BY_ERR.get(err, _BY_STATUS.get(status, Undelivered.OTHER))


def code_of(status: int, err: int) -> str:
    """Both numbers as staff look them up: `20/219`."""
    return f"{status}/{err}" if err else str(status)


def refusal_of(status: int, err: int) -> SmsError | None:
    """A number of a list that was not taken at once; None: it was."""
    state, reason = state_of(status, err)
    if state is not SmsState.FAILED:
        return None
    code = code_of(status, err)
    return SmsError(_FAULTS.get(reason, SmsFault.UNDELIVERABLE), f"{reason.value} ({code})", 0, code)
