"""Files to a chat: made, uploaded, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.telegram_answer import Verdict, judge
from bot.channels.telegram_requests import document_params

if TYPE_CHECKING:
    from bot.channels.base import Part
    from bot.channels.documents import Documents
    from bot.channels.telegram_session import TelegramSession
    from core.privacy import Sensitivity


class ChatDocuments:
    """Sends a part with its document. `level`: the most private that may leave by Telegram."""

    def __init__(self, documents: Documents, level: Sensitivity) -> None:
        self._documents = documents
        self._level = level

    async def send(self, session: TelegramSession, chat: int, part: Part) -> Verdict:
        """Raises NotSent or Lost of the session, LookupError for a document nobody makes."""
        made = await self._documents.make(part.document, f"telegram:{chat}", self._level)
        params = document_params(chat, part)
        return judge(await session.upload("sendDocument", params, "document", made.name, made.content))
