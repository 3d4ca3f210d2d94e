"""People who talk to the bot as people do: they read, then answer or press what they see."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from tests.faults.world import World


@dataclass(frozen=True)
class Act:
    """What a person does, and the words by which they know the answer."""

    send: str = ""
    press: str = ""
    awaits: str = ""


WALK = (
    Act(send="/start", awaits="личный кабинет"),
    Act(press="Подключить счёт", awaits="нужно согласие"),
    Act(press="Согласен", awaits="Шаг 1 из 4"),
    Act(send="2900 0099 99", awaits="Шаг 2 из 4"),
    Act(send="123456", awaits="не подошли"),
    Act(send="отмена", awaits="Отменено"),
)
"""From the first word to a consent, a counted wrong code and an idle chat again: a text a turn."""
STALE = "Эта кнопка устарела"
"""What people read who pressed a question that was put again; they press the new one."""


@dataclass
class Chat:
    """What one person saw, in order."""

    messages: list[dict] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    ignored: bool = False  # Telegram gave their press up: after 150 s without the bot it does


class Crowd:
    """Everybody's eyes: follows the ledger and hands each chat its messages."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.chats: dict[int, Chat] = defaultdict(Chat)
        self.finished: set[int] = set()
        self._read_to = 0
        self._pressed: dict[int, int] = {}  # update → who pressed

    async def watch(self) -> None:
        while True:
            for fact in await self.world.facts(self._read_to):
                self._read_to = fact["n"]
                self._see(fact)
            await asyncio.sleep(0.05)

    def _see(self, fact: dict) -> None:
        if fact["kind"] in {"message.sent", "message.edited"}:
            chat = self.chats[fact["chat_id"]]
            chat.messages.append(fact["message"])
            chat.news.set()
        elif fact["kind"] == "update.queued" and "callback_query" in fact["update"]:
            self._pressed[fact["update_id"]] = fact["update"]["callback_query"]["from"]["id"]
        elif fact["kind"] in {"update.dropped", "update.expired"}:
            for number in fact["update_ids"]:
                chat = self.chats[self._pressed[number]]
                chat.ignored = True
                chat.news.set()

    async def person(self, user: int, walk: tuple[Act, ...] = WALK) -> None:
        await self.world.post("/control/users", id=user, first_name=f"Житель {user}")
        await self.go_on(user, walk)

    async def go_on(self, user: int, walk: tuple[Act, ...]) -> None:
        """The walk of somebody who is there already."""
        seen = 0
        for act in walk:
            await self._do(user, act)
            seen = await self._until_answered(user, act, seen)
        self.finished.add(user)

    async def _do(self, user: int, act: Act) -> None:
        if act.send:
            await self.world.post(f"/control/chats/{user}/send", text=act.send)
            return
        for message in reversed(self.chats[user].messages):
            for row in (message.get("reply_markup") or {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == act.press:
                        await self.world.post(
                            f"/control/chats/{user}/press",
                            message_id=message["message_id"],
                            data=button["callback_data"],
                        )
                        return
        raise AssertionError(f"{user} sees no button {act.press!r}")

    async def _until_answered(self, user: int, act: Act, seen: int) -> int:
        chat = self.chats[user]
        while True:
            for index in range(seen, len(chat.messages)):
                text = chat.messages[index].get("text", "")
                if act.awaits in text:
                    return index + 1
                # Two late presses ask twice, and what was pressed before the second question is old by then.
                if act.press and text.startswith(STALE):
                    seen, chat.ignored = index + 1, True
            if chat.ignored:
                chat.ignored = False
                await self._do(user, act)
            chat.news.clear()
            await chat.news.wait()
