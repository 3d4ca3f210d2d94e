"""What may come of acts that overtake each other: the same engine plays every order, one after another."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.model import Kind
from tests.dialogs.conversation import Conversation

PRESS = "press"
TEXTS = ("2900 0099 99", "123456")
"""At the open question for consent: a press of «Согласен», a number, a wrong code; texts stay in order."""
ORDERS = tuple((*TEXTS[:place], PRESS, *TEXTS[place:]) for place in range(len(TEXTS) + 1))


@dataclass(frozen=True)
class Outcome:
    """What is left of one person's acts: consents, counted wrong codes, open step, answers to the acts."""

    consents: int
    tries: int
    place: str
    told: int


OUTCOME = """
SELECT (SELECT count(*) FROM consent WHERE consent.address = session.address),
    (SELECT coalesce(sum(times), 0) FROM tally WHERE scope = 'failed-address' AND subject = session.address),
    dialog || '.' || step
FROM session WHERE address = '{address}'
"""


async def possible(database) -> dict[Outcome, tuple[str, ...]]:
    """Every outcome that some serial order has, with that order."""
    found = {}
    for number, order in enumerate(ORDERS, 1):
        address = f"telegram:{number}"
        told = await _play(Conversation(database, TELEGRAM, address=address), order)
        sql = OUTCOME.format(address=address)
        left = await database.read(lambda tx, sql=sql: tx.one(sql))
        found[Outcome(*left, told)] = order
    return found


async def _play(chat: Conversation, order: tuple[str, ...]) -> int:
    await chat.says("/start")
    await chat.says("подключить")
    prompt, told = chat.replies[-1].prompt, 0
    for act in order:
        if act == PRESS:
            await chat._happens(Kind.CHOICE, choice="yes", prompt=prompt)
        else:
            await chat.says(act)
        told += len(chat.replies)
    return told
