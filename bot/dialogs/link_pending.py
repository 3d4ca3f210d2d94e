"""What a person began and left for another word: a code that was sent, or the consent before it, is not lost.

Where readings are texted, a number that is not the code is one of them and no attempt at it. It is compared a
few times only, or it would be a way to guess without end; then «КОД 482913» is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.common import linked
from bot.dialogs.flow import Go
from bot.dialogs.stage import OPEN_MS, SECRET_MS
from core.codes import parse_code, same_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogs.flow import Move, Step, Turn

Data = dict[str, str | int]
LOOKS = 5
"""How often bare numbers are compared with one code."""
_KEPT, _KEPT_MS, _LOOKS = "code-kept", "code-kept-ms", "code-looks"
_ASKED, _ASKED_MS, _CONSENT = "consent-kept", "consent-kept-ms", "consent"


def is_code(turn: Turn, data: Mapping[str, str | int], typed: str) -> bool:
    """Whether a bare number is the very code that was sent last; looks are counted for each code."""
    desk, memo = turn.desk, turn.session.memo
    code = f"{data['verification']}.{data['counter']}"
    of, _, looks = str(memo.get(_LOOKS, "")).partition(" ")
    looked = int(looks or 0) if of == code else 0
    if len(typed) != desk.confirm_code.limits.code_digits or looked >= LOOKS:
        return False
    memo[_LOOKS] = f"{code} {looked + 1}"
    sent = desk.send_code.code(int(data["verification"]), int(data["counter"]), str(data["key"]))
    return same_code(sent, typed)


def keep(turn: Turn) -> None:
    """Remember the code that is waited for: a reading asks a question of its own now, or STOP was said."""
    memo, session = turn.session.memo, turn.session
    memo[_KEPT] = f"{session.dialog} {msgspec.json.encode(session.data).decode()}"
    memo[_KEPT_MS] = turn.now_ms


def stopped(turn: Turn, step: Step) -> None:
    """STOP ends what we begin; a code and a consent that the person asked for wait for them."""
    memo, session = turn.session.memo, turn.session
    if step.reads:
        keep(turn)
    elif session.step == _CONSENT:
        memo[_ASKED] = f"{session.dialog} {msgspec.json.encode(session.data).decode()}"
        memo[_ASKED_MS] = turn.now_ms


def asked_before(turn: Turn) -> Go | None:
    """The consent that was asked for when STOP came, within its hour; None where it is settled."""
    memo = turn.session.memo
    dialog, _, data = str(memo.pop(_ASKED, "")).partition(" ")
    late = turn.now_ms - int(memo.pop(_ASKED_MS, 0)) > OPEN_MS
    if not dialog or late or not turn.desk.give_consent.needed(turn.store, turn.session):
        return None
    return Go(_CONSENT, dialog=dialog, data=msgspec.json.decode(data, type=Data))


def drop(turn: Turn) -> bool:
    """Forget what was left, at the person's word; whether a code or a consent still waited."""
    memo, now_ms = turn.session.memo, turn.now_ms
    waits = (
        now_ms - int(memo.pop(_KEPT_MS, 0)) <= SECRET_MS,
        now_ms - int(memo.pop(_ASKED_MS, 0)) <= OPEN_MS,
    )
    memo.pop(_KEPT, None)
    memo.pop(_ASKED, None)
    return any(waits)


def again(turn: Turn, typed: str) -> Move | None:
    """Back to the code that was left, with what was typed for it; None where none is waited for."""
    memo = turn.session.memo
    dialog, _, data = str(memo.get(_KEPT, "")).partition(" ")
    if not dialog or turn.now_ms - int(memo[_KEPT_MS]) > SECRET_MS:
        return None
    del memo[_KEPT], memo[_KEPT_MS]
    turn.prefilled = [typed]
    return Go("code", dialog=dialog, data=msgspec.json.decode(data, type=Data))


def resumed(turn: Turn, text: str) -> Move | None:
    """The bare code, though its question was left; None for every other text.

    Whoever has no account texts no readings: every number of its length is an attempt.
    """
    kept = str(turn.session.memo.get(_KEPT, ""))
    typed = parse_code(text, turn.desk.confirm_code.limits.code_digits) if kept else None
    if typed is None:
        return None
    if linked(turn) and not is_code(turn, msgspec.json.decode(kept.partition(" ")[2], type=Data), typed):
        return None
    turn.path.append("code")
    return again(turn, typed)
