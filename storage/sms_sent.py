"""Our SMS, one row each: written before the call, moved forward by answers and statuses, never back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.sms_ports import SentSms, SmsFate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx

_FIELDS = """own_id, address, outbox_id, kind, mark, parts, kopecks, notify, state, reason, code, final,
    sent_ms, updated_ms"""
_PUT = """
INSERT INTO sms_sent
    (own_id, address, outbox_id, kind, mark, parts, kopecks, notify, sent_ms, updated_ms, asked_ms)
VALUES
    (:own_id, :address, :outbox_id, :kind, :mark, :parts, :kopecks, :notify, :now_ms, :now_ms, :now_ms)
ON CONFLICT (outbox_id) DO NOTHING
"""
_OF_ROW = f"SELECT {_FIELDS} FROM sms_sent WHERE outbox_id = :outbox_id"
_ACCEPTED = """
UPDATE sms_sent SET parts = :parts, kopecks = CASE WHEN :kopecks > 0 THEN :kopecks ELSE kopecks END,
    sent_ms = :now_ms, updated_ms = :now_ms, asked_ms = :now_ms,
    state = CASE WHEN final = 0 THEN 'sent' ELSE state END
WHERE own_id = :own_id AND address = :address
"""
_AGAIN = """
UPDATE sms_sent SET own_id = :own_id, mark = :mark, parts = :parts, kopecks = :kopecks, state = 'asking',
    reason = '', code = '', sent_ms = :now_ms, updated_ms = :now_ms, asked_ms = :now_ms
WHERE outbox_id = :outbox_id AND (state = 'asking' OR (state = 'unknown' AND final = 0))
"""
_UNSENT = """
UPDATE sms_sent SET state = 'asking', kopecks = 0, reason = :reason, updated_ms = :now_ms
WHERE own_id = :own_id AND address = :address AND final = 0
"""
# What ended may only be told again as the same or, when nobody knew, as what it was.
_SETTLE = f"""
UPDATE sms_sent SET state = :state, reason = :reason, code = :code, final = :final, updated_ms = :now_ms
WHERE own_id = :own_id AND address = :address AND state <> 'delivered' AND state <> 'failed'
    AND (final = 0 OR (:final = 1 AND :state <> 'unknown')) AND (state <> :state OR final <> :final)
RETURNING {_FIELDS}
"""
_WAITING = f"""
SELECT {_FIELDS} FROM sms_sent
WHERE final = 0 AND asked_ms < :before_ms AND (state <> 'asking' OR reason = '')
ORDER BY asked_ms, id LIMIT :most
"""
_ASKED = "UPDATE sms_sent SET asked_ms = :now_ms WHERE own_id = :own_id AND address = :address"
_FORGOTTEN = """
UPDATE sms_sent SET final = 1, updated_ms = :now_ms,
    state = CASE WHEN state = 'asking' AND reason <> '' THEN 'failed' ELSE 'unknown' END
WHERE id IN (SELECT id FROM sms_sent WHERE final = 0 AND sent_ms < :before_ms ORDER BY id LIMIT :most)
"""
_TALLY = """
SELECT state, reason, count(*) FROM sms_sent WHERE sent_ms >= :since_ms GROUP BY state, reason
"""
_SPENT = "SELECT CAST(coalesce(sum(kopecks), 0) AS BIGINT) FROM sms_sent WHERE sent_ms >= :since_ms"
_RECENT = f"""
SELECT {_FIELDS} FROM sms_sent
WHERE address = :address AND sent_ms >= :since_ms AND mark = :mark AND state <> 'failed'
    AND (state <> 'asking' OR reason = '')
ORDER BY sent_ms DESC, id DESC LIMIT 1
"""

_LATER = """
SELECT 1 FROM sms_sent
WHERE address = :address AND sent_ms >= :sent_ms AND state <> 'failed' AND own_id <> :own_id
    AND (state <> 'asking' OR reason = '')
LIMIT 1
"""


def _address(phone: str) -> str:
    return f"tel:{phone}"


class SmsSentGateway:
    """`core.sms_ports.SmsJournal` inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def put(self, sms: SentSms, now_ms: int) -> SentSms:
        """Write an SMS before the call; one that its outbox row has already is returned as it is."""
        written = self._tx.run(
            _PUT,
            own_id=sms.own_id,
            address=_address(sms.phone),
            outbox_id=sms.outbox_id,
            kind=sms.kind,
            mark=sms.mark,
            parts=sms.parts,
            kopecks=sms.kopecks,
            notify=sms.notify,
            now_ms=now_ms,
        )
        known = None if written else self.of_row(sms.outbox_id)
        return known or replace(sms, sent_ms=now_ms, updated_ms=now_ms)

    def of_row(self, outbox_id: int) -> SentSms | None:
        """The SMS of an outbox row."""
        return _sms(self._tx.one(_OF_ROW, outbox_id=outbox_id))

    def accepted(self, sms: SentSms, parts: int, kopecks: int, now_ms: int) -> None:
        """The provider took it; `kopecks` 0: the estimate stays."""
        self._tx.run(_ACCEPTED, **_key(sms), parts=parts, kopecks=kopecks or sms.kopecks, now_ms=now_ms)

    def again(self, sms: SentSms, now_ms: int) -> SentSms:
        """Write one more try of the SMS of an outbox row before the call; the row as it is now."""
        self._tx.run(
            _AGAIN,
            own_id=sms.own_id,
            mark=sms.mark,
            parts=sms.parts,
            kopecks=sms.kopecks,
            outbox_id=sms.outbox_id,
            now_ms=now_ms,
        )
        return self.of_row(sms.outbox_id) or sms

    def unsent(self, sms: SentSms, reason: str, now_ms: int) -> None:
        """It was certainly not taken and may be tried again: it costs nothing so far."""
        self._tx.run(_UNSENT, **_key(sms), reason=reason, now_ms=now_ms)

    def settle(
        self,
        own_id: str,
        phone: str,
        fate: SmsFate,
        now_ms: int,
        *,
        reason: str = "",
        code: str = "",
        final: bool = False,
    ) -> SentSms | None:
        """Store what became of an SMS; the row as it is now, or None when that changed nothing."""
        moved = self._tx.one(
            _SETTLE,
            own_id=own_id,
            address=_address(phone),
            state=fate.value,
            reason=reason,
            code=code,
            final=int(final or fate.ends),
            now_ms=now_ms,
        )
        return _sms(moved)

    def waiting(self, asked_before_ms: int, most: int) -> tuple[SentSms, ...]:
        """SMS without an end whose status was asked (or which were sent) before then, the oldest first."""
        rows = self._tx.all(_WAITING, before_ms=asked_before_ms, most=most)
        return tuple(sms for row in rows if (sms := _sms(row)) is not None)

    def forgotten(self, sent_before_ms: int, now_ms: int, most: int) -> int:
        """End SMS of before then that have no end, as failed if they were certainly not taken; how many."""
        return self._tx.run(_FORGOTTEN, before_ms=sent_before_ms, now_ms=now_ms, most=most)

    def tally(self, since_ms: int) -> tuple[tuple[str, str, int], ...]:
        """How many SMS since then are in which state, for which reason."""
        return tuple((row[0], row[1], int(row[2])) for row in self._tx.all(_TALLY, since_ms=since_ms))

    def asked(self, keys: Sequence[tuple[str, str]], now_ms: int) -> None:
        """The status of these (own id, phone) is being asked now."""
        for own_id, phone in keys:
            self._tx.run(_ASKED, own_id=own_id, address=_address(phone), now_ms=now_ms)

    def spent(self, since_ms: int) -> int:
        """Kopecks that SMS since then cost, with the estimates of those under way."""
        row = self._tx.one(_SPENT, since_ms=since_ms)
        return int(row[0]) if row else 0

    def recent(self, phone: str, mark: str, since_ms: int) -> SentSms | None:
        """The newest SMS with this text to this phone since then, unless it is known to have failed."""
        return _sms(self._tx.one(_RECENT, address=_address(phone), mark=mark, since_ms=since_ms))

    def is_last(self, sms: SentSms) -> bool:
        """Whether nothing has gone to the phone since."""
        later = self._tx.one(_LATER, **_key(sms), sent_ms=sms.sent_ms)
        return later is None


def _key(sms: SentSms) -> dict[str, str]:
    return {"own_id": sms.own_id, "address": _address(sms.phone)}


def _sms(row: tuple[Any, ...] | None) -> SentSms | None:
    if row is None:
        return None
    own_id, address, outbox_id, kind, mark, parts, kopecks, notify, state, reason, code, final, sent, told = (
        row
    )
    return SentSms(
        own_id, address.partition(":")[2], outbox_id, kind, mark, parts, kopecks, notify,
        SmsFate(state), reason, code, bool(final), sent, told,
    )  # fmt: skip
