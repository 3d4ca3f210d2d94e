"""What would otherwise be built during the first update: done once, before the bot says it is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.telegram_answer import judge, message_id
from bot.channels.telegram_session import Answer
from bot.handlers.telegram_intake import UpdateIntake, split_batch
from bot.handlers.telegram_translate import translate

if TYPE_CHECKING:
    from bot.channels.telegram_session import TelegramSession

_UPDATE = (
    b'{"update_id":1,"message":{"message_id":1,"date":1,"text":"/help","from":{"id":1},'
    b'"chat":{"id":1,"type":"private"}}}'
)
_ANSWER = b'{"ok":true,"result":{"message_id":1}}'


async def warm_up(session: TelegramSession) -> None:
    """Run the whole path of an update once without a network, and open the client."""
    for body in split_batch(b'{"ok":true,"result":[%b]}' % _UPDATE):
        translate(UpdateIntake(0, lambda: 0).take(body).event.body, 0)
    message_id(judge(Answer(200, _ANSWER)).result)
    await session.create_session()
