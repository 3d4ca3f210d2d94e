"""``[sms]``: who sends our SMS."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.config.section import Section, key


class SmsSandbox(Section, frozen=True):
    """The SMS phone of the sandbox page."""

    url: Annotated[
        str,
        key(
            "Address of the sandbox; written by `make run`.",
            example="http://127.0.0.1:8081/sms",
        ),
    ] = ""


class Smsc(Section, frozen=True):
    """The account at SMSC.ru (or a provider that speaks the same protocol)."""

    base_url: Annotated[str, key("Address of the service, https, up to and with /sys/.")] = (
        "https://smsc.ru/sys/"
    )
    login: Annotated[str, key("Login; not needed with api_key.", example="primer")] = ""
    password: Annotated[str, key("Password of that login; not needed with api_key.", secret=True)] = ""
    api_key: Annotated[str, key("API key from the cabinet; better than login and password.", secret=True)] = (
        ""
    )
    callback_secret: Annotated[
        str, key("Secret of the callback checksum, as set in the cabinet.", secret=True)
    ] = ""
    checksum: Annotated[
        Literal["sha1", "md5"],
        key("Which checksum the callback address in the cabinet asks for: ...?charset=utf-8&sha1"),
    ] = "sha1"
    sender: Annotated[
        str,
        key(
            "Name or number the SMS come from, as registered in the cabinet; empty: the account's own.",
            example="Primerenergo",
        ),
    ] = ""
    mirrors: Annotated[
        tuple[str, ...],
        key(
            "Hosts to try when the service at smsc.ru cannot be reached at all; not used for other services."
        ),
    ] = ("www2.smsc.ru", "www3.smsc.ru")
    utc_offset_hours: Annotated[
        int, key("The account's clock: hours before UTC; 3 is Moscow.", ge=-12, le=14)
    ] = 3


class Sms(Section, frozen=True):
    """Who sends our SMS."""

    provider: Annotated[
        Literal["none", "sandbox", "smsc"],
        key(
            "none: nobody can link an account; sandbox: the phone of the sandbox page; smsc: SMSC.ru.",
        ),
    ] = "none"
    polling: Annotated[
        bool, key("Whether the provider is asked what came in, beside its callbacks or without them.")
    ] = True
    poll_seconds: Annotated[
        int, key("How often it is asked, seconds; 0: 30 for smsc, 1 for the sandbox.", ge=0, le=3_600)
    ] = 0
    fallback: Annotated[
        bool,
        key("Whether a notice that Telegram does not deliver goes by SMS, once, to who agreed to SMS."),
    ] = True
    low_balance_kopecks: Annotated[
        int, key("Staff are told when less than this is left at the provider, kopecks.", ge=0, le=10**9)
    ] = 100_000
    own_numbers: Annotated[
        tuple[str, ...],
        key(
            "Our own numbers at the provider, as +79...; what comes from them is never answered.",
            example=["+79037676877"],
        ),
    ] = ()
    sandbox: SmsSandbox = SmsSandbox()
    smsc: Smsc = Smsc()
