"""The data policy of a running bot: what stands before the senders, and the routes of the private page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.channels.private_html import PageWriter
from bot.channels.private_sender import PrivateSender
from bot.handlers.origin import Peers
from bot.handlers.private_page import PrivatePageHandlers
from bot.handlers.private_page_gate import Gate
from bot.private_pages import PageService
from bot.private_rest import Rest, Ways
from core.usecases.phone_codes import ChoosePhone
from core.usecases.private_pages import OpenPages

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assembly import Texts
    from bot.channels.base import Capabilities, Sender
    from bot.channels.documents import Documents
    from bot.config import Config
    from bot.handlers.telegram_polling import Accept
    from bot.handlers.web import Route
    from core.database import Database, Tx
    from core.ports import Store
    from core.secrets import Keyring


class Private:
    """Parts of the bot that see to what a channel may not carry."""

    def __init__(
        self,
        config: Config,
        texts: Texts,
        keys: Keyring,
        database: Database,
        open_store: Callable[[Tx], Store],
        files: Documents,
    ) -> None:
        """`files` makes what a private page offers to be saved."""
        self._config, self._texts, self._database, self._open = config, texts, database, open_store
        self._files = files
        self._pages = OpenPages(keys, config.policy.page_minutes * 60)
        sms = config.policy.sms_per_hour if config.sms.provider != "none" else 0
        ways = Ways(config.web.public_url, sms)
        self._rest = Rest(database, open_store, self._pages, texts.clock, ways)

    def before(self, sender: Sender, can: Capabilities) -> Sender:
        """The sender of a channel, behind the policy."""
        return PrivateSender(sender, self._texts.reply, partial(self._texts.lacks, can=can), self._rest)

    def routes(self, accept: Accept) -> list[Route]:
        """The private page, where it has a public address."""
        if not self._config.web.public_url:
            return []
        phones = ChoosePhone(tuple(self._config.linking.phone_prefixes))
        service = PageService(
            self._database, self._open, self._pages, self._texts, accept, phones, files=self._files
        )
        wrong = partial(self._texts.words, "link-phone-wrong", {})
        peers = Peers(self._config.web.trusted_proxies)
        return PrivatePageHandlers(service, PageWriter(self._texts.words), Gate(), wrong, peers).routes()
