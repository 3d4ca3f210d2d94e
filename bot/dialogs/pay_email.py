"""The address of the fiscal receipt (54-FZ): asked where the cash register needs one, and only then.

What was given is kept with the payment, for the receipt; the next payment offers it again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU
from bot.dialogs.flow import Again, Dialog, Done, Go, Start, Step, Typed
from bot.dialogs.mine import open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.pay_orders import Wanted, order
from core.privacy import Sensitivity
from core.values import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Answer, Move, Turn

_MAIL = re.compile(
    r"[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
)
_LONGEST = 100
_ANEW = "mail-anew"
"""In the memo of a session: the address that is known is not wanted any more."""
_LOOKED_AT = 5
"""Newest payments of a person in which an address is looked for."""


def email_of(text: str) -> str | None:
    """The address that the text is, in lower case.

    >>> email_of(" Name@Example.RU "), email_of("name@example"), email_of("a@b.ru, c@d.ru")
    ('name@example.ru', None, None)
    """
    said = text.strip().lower()
    return said if len(said) <= _LONGEST and _MAIL.fullmatch(said) else None


def with_email(turn: Turn, wanted: Sequence[Wanted]) -> Move:
    """Order, with the address that is known; else ask for it first."""
    if not turn.desk.pay.needs_email:
        return order(turn, wanted)
    newest = turn.store.intents.of(turn.session.subscriber_id, _LOOKED_AT)
    known = next((one.wish.email for one in newest if one.wish.email), "")
    if not turn.session.memo.pop(_ANEW, 0) and known:
        return order(turn, wanted, known)
    kept = " ".join(f"{one.card.account.id}.{one.amount.kopecks}" for one in wanted)
    return Go("email", dialog="pay-email", data={"wanted": kept})


def pay_mail(turn: Turn, target: str) -> Move:
    """Ask for the address anew, with the sum of the link that is there: a slip in it would stay for ever."""
    opened = open_account(turn, target)
    if isinstance(opened, Done):
        return opened
    account = opened.card.account.id
    live = turn.store.intents.live(turn.session.subscriber_id, account)
    if turn.desk.pay.needs_email:
        turn.session.memo[_ANEW] = 1
    return Start("pay", f"a{account}.w{live.id}" if live is not None else f"a{account}")


def _ask(_turn: Turn) -> Reply:
    return Reply((say("pay-email-ask"),), choices=(MENU,), asks=Sensitivity.PERSONAL)


def _shape(_turn: Turn, text: str) -> str | None:
    return text.strip() if "@" in text and " " not in text.strip() else None


def _take(turn: Turn, answer: Answer) -> Move:
    email = email_of(answer.value) if isinstance(answer, Typed) else None
    if email is None:
        return Again((say("pay-email-wrong"),))
    wanted = []
    for pair in str(turn.session.data["wanted"]).split():
        account, _, kopecks = pair.partition(".")
        card = turn.desk.show_card(turn.store, turn.session, int(account), dues=False)
        if card is not None and card.role.sees_money:
            wanted.append(Wanted(card, Money(int(kopecks))))
    return order(turn, wanted, email) if wanted else Start("menu")


EMAIL_DIALOG = Dialog(name="pay-email", version=1, steps={"email": Step(_ask, _take, shape=_shape)})
