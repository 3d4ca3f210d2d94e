"""How what the provider of SMS tells comes into a running bot: by callbacks, polls, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.metrics import Sample, counted
from bot.handlers.origin import Peers
from bot.handlers.sms_callback import SmsCallback
from bot.handlers.sms_hearing import SmsHearing
from bot.handlers.sms_inbox import SmsInbox
from bot.handlers.sms_settled import settle
from bot.sms_balance import SmsBalance
from bot.sms_watch import SmsWatch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from bot.channels.sms_line import SmsLine
    from bot.config import Config
    from bot.handlers.picked import Pick
    from bot.handlers.web import Route
    from core.background import Background
    from core.secrets import Keyring


class IncomingSms:
    """Both routes of the provider, as far as they are on."""

    def __init__(
        self,
        config: Config,
        line: SmsLine,
        keys: Keyring,
        take: Callable[[Pick, Sequence[str]], Awaitable[None]],
    ) -> None:
        """`take` is the door of the intake."""
        given, can = config.sms, line.provider.capabilities
        calls, polls = can.callbacks, can.inbound and given.polling
        own = frozenset(f"+{number.lstrip('+')}" for number in given.own_numbers)
        now_ms = line.clock.now_ms
        self._hearing = SmsHearing(given.provider, keys, own, take, now_ms, settle, both=calls and polls)
        peers = Peers(config.web.trusted_proxies)
        self._callback = (
            SmsCallback(line.provider, given.provider, self._hearing, peers=peers) if calls else None
        )
        self._balance = SmsBalance(line, given.low_balance_kopecks)
        self._watch = SmsWatch(line, take)
        every_s = given.poll_seconds or can.inbox_s
        self._poller = SmsInbox(line, self._hearing, every_s) if polls else None

    def routes(self) -> list[Route]:
        """The callback, where its secret is known."""
        return self._callback.routes() if self._callback is not None else []

    def start(self, background: Background) -> None:
        """Begin to ask: what came in, what became of ours, what money is left."""
        background.spawn(self._watch.run(), name="sms-watch")
        background.spawn(self._balance.run(), name="sms-balance")
        if self._poller is not None:
            background.spawn(self._poller.run(), name="sms-inbox")

    def samples(self) -> Iterable[Sample]:
        """Messages by the route that told them, polls and callbacks by how they ended."""
        heard = counted("abonent_sms_heard_total", self._hearing.counts, "route", "incoming SMS as told")
        polls = self._poller.counts if self._poller is not None else {}
        calls = self._callback.counts if self._callback is not None else {}
        return [
            *heard,
            *self._watch.samples(),
            *self._balance.samples(),
            *counted("abonent_sms_polls_total", polls, "outcome", "looks into the provider's inbox"),
            *counted("abonent_sms_callbacks_total", calls, "status", "callbacks by the HTTP status we gave"),
        ]
