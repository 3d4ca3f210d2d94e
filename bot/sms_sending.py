"""What sends our SMS, put together: the two senders of single ones, the lists, the figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.channels.sms_line import SmsLine
from bot.channels.sms_lists import SmsLists
from bot.channels.sms_post import SmsPost
from bot.channels.sms_purse import Purse
from bot.channels.sms_rest import Rest
from bot.channels.sms_sender import SmsSender
from bot.config.domain import keyring_of, limits_of
from bot.handlers.metrics import Sample, counted

if TYPE_CHECKING:
    from bot.assembly import SmsWriter
    from bot.channels.base import Sender
    from bot.config import Config


class SmsSending:
    """`senders` by kind and scheme, for the delivery."""

    def __init__(self, config: Config, line: SmsLine, words: SmsWriter) -> None:
        self._line = line
        self._rest = Rest()
        purse = Purse(line.database, line.open_store, limits_of(config))
        post = SmsPost(keyring_of(config), purse, self._rest, config.linking.phone_prefixes)
        self.senders: dict[str, Sender] = {
            "code@tel": SmsSender(line, post, words.code),
            "message@tel": SmsSender(line, post, words.message),
        }
        several = line.provider.capabilities.most > 1
        pace = config.sending.sms_per_second
        self.lists = SmsLists(line, post, words.message, pace) if several else None

    def samples(self) -> Iterable[Sample]:
        """Whether SMS rest, and how many went in lists."""
        now_ms = self._line.clock.now_ms()
        rests = int(self._rest.left(now_ms) > 0)
        why = self._rest.why or "none"
        return [
            Sample("abonent_sms_rest", rests, help="1 while the provider refuses us", labels=(("why", why),)),
            *counted("abonent_sms_lists_total", {} if self.lists is None else self.lists.counts, "what",
                     "lists of SMS handed over, and the messages in them"),
        ]  # fmt: skip
