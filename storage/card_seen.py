"""What a link remembers of an account, to tell later that billing changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.accounts import Holder
from core.holders import holder_print
from storage.accounts import CLOSED

if TYPE_CHECKING:
    from collections.abc import Sequence

CURRENT_CARD = """
SELECT card.number, card.holder, card.inn, card.kind, card.status FROM account_card AS card
WHERE card.account_id = :account_id AND card.generation = (SELECT generation FROM dataset_generation
    WHERE dataset = 'accounts' AND period = '')
"""


def seen_of(account_id: int, card: Sequence[Any] | None) -> tuple[str, str, int]:
    """Number, print of the holder, closed or not, of a row of `CURRENT_CARD`; nothing where none is."""
    if card is None or card[0] is None:
        return "", "", 0
    number, holder, inn, kind, status = card
    print_ = holder_print(holder or "", inn or "", person=kind == Holder.PERSON.value, salt=str(account_id))
    return number, print_, int(status == CLOSED)
