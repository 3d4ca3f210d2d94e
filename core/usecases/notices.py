"""STOP, pauses and their ends: what we begin ourselves, never the answers to a person's own message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from core.consents import SMS_NOTICES
from core.limits import Limits
from core.linking import AuditEvent
from core.phones import phone_of
from core.records import Priority
from core.usecases.phone_holds import held_for

if TYPE_CHECKING:
    from datetime import tzinfo

    from core.ports import Store
    from core.records import Session

MORNING = time(10)
"""When a pause ends, by the clock of the person's accounts."""
STARTED = "start:"
"""Topics of effects that begin a conversation begin so: `MayStart` is asked again when they are claimed."""
REMIND = f"{STARTED}remind"
"""The topic of notifications that are planned (docs/reminders.md)."""
_FOR = f"{STARTED}for:"


def started_for(subscriber_id: int) -> str:
    """The topic of what begins a conversation at an address that may not know the person yet."""
    return f"{_FOR}{subscriber_id}"


def meant(topic: str, session: Session) -> Session | None:
    """The session to ask `MayStart` about; None: the address is somebody else's by now."""
    who = int(topic.removeprefix(_FOR)) if topic.startswith(_FOR) else session.subscriber_id
    return replace(session, subscriber_id=who) if session.subscriber_id in {0, who} else None


def still_theirs(store: Store, topic: str, address: str, now_ms: int) -> bool:
    """Whether a phone that was chosen by somebody's links is still in one, and no SIM was replaced since.

    Longer holds were asked about when it was chosen: since then a night has passed at most.
    """
    phone = phone_of(address)
    if not topic.startswith(_FOR) or not phone:
        return True
    linked = any(link.phone == phone for link in store.links.of(int(topic.removeprefix(_FOR))))
    return linked and not held_for(store, phone, Limits(), now_ms)


@dataclass(frozen=True, slots=True)
class SwitchNotices:
    """Stops, pauses or resumes what we start at this address; what is queued goes with it.

    `until_ms` (UTC) is the end of a pause; 0: until the person says so.
    """

    def __call__(
        self, store: Store, session: Session, now_ms: int, *, muted: bool, until_ms: int = 0
    ) -> None:
        session.muted = muted
        if muted:
            store.outbox.cancel(session.address, "stop", Priority.NOTICE)
        store.subscribers.mute(session.address, now_ms, muted=muted, until_ms=until_ms)
        kind = ("notices-paused" if until_ms else "notices-stopped") if muted else "notices-resumed"
        store.audit.note(AuditEvent(kind, session.address, session.subscriber_id), now_ms)

    def end_pause(self, store: Store, session: Session, now_ms: int) -> bool:
        """Resume when the pause is over by now; False when there is none, or another one since."""
        until_ms = store.subscribers.paused_until(session.address)
        if not until_ms or until_ms > now_ms:
            return False
        self(store, session, now_ms, muted=False)
        return True


def pause_end(now: datetime, days: int, zone: tzinfo) -> datetime:
    """The morning on which a pause of so many days ends (aware UTC)."""
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, MORNING, zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class MayStart:
    """Whether we may begin a conversation: no STOP, no pause; an SMS only with a consent of its own.

    Asked when a notice is planned, and again when it leaves. `sms_consent` is off where the contract is the
    basis of SMS notices.
    """

    sms_consent: bool

    def __call__(self, store: Store, session: Session) -> bool:
        if session.muted or session.state != "active":
            return False
        if not self.sms_consent or not session.address.startswith("tel:"):
            return True
        return store.consents.current(session.subscriber_id, SMS_NOTICES) is not None
