"""Switching an account from paper to electronic bills and back: by an owner, or because it has to end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.ebill.model import CONFIRMED_IN_CHAT, Change, Way, Why
from core.linking import AuditEvent
from core.usecases.people_changes import where
from core.values import Period

if TYPE_CHECKING:
    from datetime import date

    from core.ebill.model import Standing
    from core.ports import Store
    from core.records import Session


@dataclass(frozen=True, slots=True)
class Wish:
    """Who asks for which account, by which stored message; `day` is the supplier's, `now_ms` UTC.

    `version` is that of the consent that was given for it.
    """

    session: Session
    account_id: int
    event_id: int
    day: date
    now_ms: int
    version: str = ""


def switch(store: Store, wish: Wish, way: Way) -> Change | None:
    """Carry out an owner's confirmed wish; None when it is not for them to do, or comes so already."""
    session = wish.session
    me = store.people.mine(session.subscriber_id, wish.account_id) if session.subscriber_id else None
    if me is None or not me.role.manages:
        return None
    change = Change(
        wish.account_id, way, Why.ASKED, wish.now_ms, first_month(store, wish.account_id, wish.day),
        session.subscriber_id, session.address, wish.version, CONFIRMED_IN_CHAT, wish.event_id,
    )  # fmt: skip
    return change if _switched(store, change) else None


def end(store: Store, standing: Standing, why: Why, day: date, now_ms: int) -> Change | None:
    """Back to paper because it has to: nobody's wish. None when somebody was quicker."""
    first = first_month(store, standing.account_id, day)
    change = Change(standing.account_id, Way.PAPER, why, now_ms, first, 0, "system")
    return change if _switched(store, change) else None


def first_month(store: Store, account_id: int, day: date) -> Period:
    """The first month whose bill comes the new way: the one after the newest that billing has delivered."""
    latest = store.ebills.latest(account_id)
    return latest.shift(1) if latest else Period.of(day)


def others(store: Store, account_id: int, but: int) -> tuple[str, ...]:
    """Where the people of the account `but` one are told, one chat each."""
    people = (one for one in store.people.of_account(account_id) if one.subscriber_id != but)
    return tuple(dict.fromkeys(filter(None, (where(store, person) for person in people))))


def last_one(store: Store, session: Session) -> bool:
    """Whether no account of this person sends its bill electronically to them any more."""
    standings = (store.ebills.of(link.account.id) for link in store.links.of(session.subscriber_id))
    mine = (one for one in standings if one and one.electronic)
    return all(one.subscriber_id != session.subscriber_id for one in mine)


def _switched(store: Store, change: Change) -> bool:
    if not store.ebills.switch(change):
        return False
    kind, why = f"bill-{change.way}", str(change.why)
    event = AuditEvent(kind, change.address, change.subscriber_id, change.account_id, why)
    store.audit.note(event, change.at_ms)
    return True
