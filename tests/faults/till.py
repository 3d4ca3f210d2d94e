"""The two ledgers of money side by side: the shop's, as the emulator has it, and the bot's."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

from core.payments.model import EntryKind
from tests.faults.payers import plain, shown
from tests.faults.test_kill import _database
from tests.faults.world import World

PAYMENT, REFUND = str(EntryKind.PAYMENT), str(EntryKind.REFUND)
PAID, BACK, HELD, NOT_TAKEN = "получена", "Возвращаем", "не сходится", "деньги не списаны"
Named = tuple[str, str]
"""Kind and the shop's id."""


def look(world: World, sql: str) -> list[tuple]:
    """What the bot's database says, on either engine."""
    with closing(_database(world)) as database:
        return database.execute(sql).fetchall()


@dataclass
class Shop:
    """What the emulator's ledger makes of it: kopecks that moved, and what was made of each wish."""

    moved: dict[Named, int] = field(default_factory=dict)
    of_wish: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    foreign: set[str] = field(default_factory=set)

    @classmethod
    async def of(cls, world: World) -> Shop:
        async with world.http.get("/control/yookassa", params={"limit": "100000"}) as answer:
            told = await answer.json()
        shop = cls()
        for one in told["payments"]:
            shop.statuses[one["status"]] += 1
            ours = "cms_name" in one["metadata"]  # the SDK's own word: the bot made it
            if ours:
                shop.of_wish[one["metadata"]["intent"]] += 1
            else:
                shop.foreign.add(one["id"])
            if one["status"] == "succeeded":
                shop.moved[PAYMENT, one["id"]] = one["kopecks"]
        for one in told["refunds"]:
            if one["status"] == "succeeded":
                shop.moved[REFUND, one["id"]] = -int(one["amount"]["value"].replace(".", ""))
        return shop


@dataclass(frozen=True)
class Bot:
    """The bot's ledger, what it holds apart, and the account each sum was booked for."""

    booked: dict[Named, int]
    held: dict[Named, tuple[str, int]]
    """Why, and kopecks; only what is in no ledger."""
    account: dict[Named, int]

    @classmethod
    def of(cls, world: World) -> Bot:
        rows = look(world, "SELECT kind, external_id, amount, account_id FROM payment_ledger")
        booked = {(kind, name): kopecks for kind, name, kopecks, _ in rows}
        assert len(booked) == len(rows), "booked twice"
        open_ = look(
            world, "SELECT kind, external_id, why, amount FROM payment_held WHERE closed_ms = 0 ORDER BY id"
        )
        held = {(kind, name): (why, kopecks) for kind, name, why, kopecks in open_}
        apart = {name: what for name, what in held.items() if name not in booked}
        return cls(booked, apart, {(kind, name): account for kind, name, _, account in rows})


def judge(shop: Shop, bot: Bot) -> None:
    """To the kopeck, one by one: nothing lost, nothing doubled, nothing out of the air."""
    lost = sorted(set(shop.moved) - set(bot.booked) - set(bot.held))
    assert lost == [], f"lost: {lost}"
    made_up = sorted(set(bot.booked) - set(shop.moved))
    assert made_up == [], f"booked, and never moved: {made_up}"
    assert {name: shop.moved[name] for name in bot.booked} == bot.booked
    foreign = {name for kind, name in shop.moved if kind == PAYMENT and name in shop.foreign}
    # What was once said to be only reserved, of a wish that is over, is a matter for staff and no money.
    held = {
        name: kopecks for name, (why, kopecks) in bot.held.items() if why != "capture" or name in shop.moved
    }
    assert {name for _, name in held} == foreign, "held is what we did not ask for, and nothing else"
    assert {name: shop.moved[name] for name in held} == held
    twice = [wish for wish, times in shop.of_wish.items() if times > 1]
    assert twice == [], f"wishes with more than one payment: {twice}"


def _said(facts: list[dict]) -> Counter[tuple[int, str]]:
    """How often each chat read each text of the bot."""
    return Counter(
        (fact["chat_id"], plain(fact["message"].get("text", "")))
        for fact in facts
        if fact["kind"] in {"message.sent", "message.edited"} and not fact.get("by_user")
    )


def told_again(facts: list[dict]) -> Counter[str]:
    """How many texts about money each address read once more."""
    again: Counter[str] = Counter()
    for (chat, text), times in _said(facts).items():
        if times > 1 and any(word in text for word in (PAID, BACK, HELD)):
            again[f"telegram:{chat}"] += times - 1
    return again


def heard(world: World, facts: list[dict], bot: Bot, user: dict[int, int]) -> None:
    """Everybody heard of everything that was booked, held or came to nothing; of nothing else."""
    texts: dict[int, list[str]] = {}
    for chat, text in _said(facts):
        texts.setdefault(chat, []).append(text)
    for name, kopecks in bot.booked.items():
        word, chat = (PAID if name[0] == PAYMENT else BACK), user[bot.account[name]]
        assert [one for one in texts[chat] if word in one and shown(abs(kopecks)) in one], (name, kopecks)
    paid = Counter(user[bot.account[name]] for name in bot.booked if name[0] == PAYMENT)
    for chat, said in texts.items():
        assert sum(PAID in one for one in said) == paid[chat], (chat, said)
    ended = "SELECT account_id, state FROM payment_intent WHERE superseded = 0 AND state <> 'succeeded'"
    for account, state in look(world, ended):
        word = HELD if state == "held" else NOT_TAKEN
        assert [one for one in texts[user[account]] if word in one.lower()], (user[account], state)
