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


class Sms(Section, frozen=True):
    """Who sends our SMS."""

    provider: Annotated[
        Literal["none", "sandbox", "smsc"],
        key(
            "none: nobody can link an account; sandbox: the phone of the sandbox page; smsc: SMSC.ru.",
        ),
    ] = "none"
    sandbox: SmsSandbox = SmsSandbox()
    smsc: Smsc = Smsc()
