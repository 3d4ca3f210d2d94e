"""What the page shows of a phone and of the account."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.sms.messages import Sms
from sandbox.sms.parts import count_parts
from sandbox.sms.provider import state_word
from sandbox.sms.store import SmsStore


def thread(store: SmsStore, phone: str) -> list[Json]:
    """Messages of one phone, oldest first; `own` are those it sent itself. Virtual ones never got there."""
    own: list[Json] = [
        {"id": f"own-{sms.id}", "n": f"own-{at}", "at_ms": sms.at_ms, "text": sms.text, "own": True,
         **_size(sms.text)}
        for at, sms in enumerate(store.received)
        if sms.phone == phone
    ]  # fmt: skip
    got = [_got(store, sms) for sms in store.phones.get(phone, ()) if not sms.virtual]
    return sorted([*got, *own], key=lambda shown: int(shown["at_ms"]))


def _got(store: SmsStore, sms: Sms) -> Json:
    standing = sms.standing(store.now_ms())
    return {
        "id": sms.id,
        "n": str(sms.n),
        "at_ms": sms.at_ms,
        "text": sms.text,
        "parts": sms.parts,
        "encoding": sms.encoding,
        "cost": sms.cost,
        "sender": sms.sender,
        "state": state_word(standing),
        "status": standing.status,
        "err": standing.err,
    }


def _size(text: str) -> Json:
    size = count_parts(text)
    return {"parts": size.parts, "encoding": size.encoding}


def phone_of(store: SmsStore, phone: str) -> Json:
    """One phone with everything on it."""
    return {
        "phone": phone,
        "reachable": phone not in store.off,
        "sim_replaced": store.sim_is_new(phone),
        "messages": thread(store, phone),
    }


def money(store: SmsStore) -> Json:
    """The account: kopecks left and spent, parts sent, and all that control can change, but the secret."""
    account = store.account.describe()
    del account["callback_secret"]
    return {**account, "spent": store.spent, "parts": store.parts}
