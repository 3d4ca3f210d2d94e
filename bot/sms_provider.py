"""The provider of SMS that the configuration names; its HTTP client is loaded only where it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from bot.channels.sms_port import SmsProvider
    from bot.channels.smsc_account import SmscAccount
    from bot.config import Config
    from bot.config.keys.sms import Smsc

_SMSC = "smsc.ru"


def make_provider(config: Config, now_ms: Callable[[], int]) -> SmsProvider | None:
    """None without a provider. `now_ms` is the clock by which its limits are kept."""
    given = config.sms
    if given.provider == "none":
        return None
    from bot.channels.sms_http import SmsHttp  # noqa: PLC0415

    if given.provider == "sandbox":
        from bot.channels.sms_sandbox import SandboxSms  # noqa: PLC0415

        return SandboxSms(given.sandbox.url)
    from bot.channels.sms_rates import Gate  # noqa: PLC0415
    from bot.channels.sms_smsc import Smsc as SmscClient  # noqa: PLC0415

    return SmscClient(_account(given.smsc), SmsHttp(list(bases(given.smsc))), Gate(now_ms))


def bases(smsc: Smsc) -> Iterator[str]:
    """The service's address, then the same of its mirrors: they are SMSC.ru's and know no other account."""
    yield smsc.base_url
    parts = urlsplit(smsc.base_url)
    host = parts.hostname or ""
    if host == _SMSC or host.endswith(f".{_SMSC}"):
        yield from (urlunsplit(parts._replace(netloc=mirror)) for mirror in smsc.mirrors if mirror != host)


def _account(smsc: Smsc) -> SmscAccount:
    from bot.channels.smsc_account import SmscAccount  # noqa: PLC0415

    return SmscAccount(
        api_key=smsc.api_key,
        login=smsc.login,
        password=smsc.password,
        sender=smsc.sender,
        offset_hours=smsc.utc_offset_hours,
        checksum=smsc.checksum,
        callback_secret=smsc.callback_secret,
    )
