"""What may not be read in a log: accounts and phones are shortened, codes and secrets never appear.

Two nets, one behind the other: the name of a value (``token``, ``account``) and the look of a text (a phone,
a token inside an address). Numbers are masked by name only: a time in milliseconds looks like an account.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from core.text import clean_text

HIDDEN = "***"

_DEEPEST = 8
_LONGEST = 8_000

_SECRET_KEYS = re.compile(
    r"token|secret|passw|psw|pwd|api_?key|authorization|cookie|credential|signature|_key$|^keys$|^previous_keys"
    r"|(^|_)(code|otp|pin|answer)s?$|^(md5|sha1|dsn)$"
)
_HARMLESS_KEYS = frozenset({"text_key", "status_code", "error_code", "exit_code"})
_CONTENT_KEYS = re.compile(r"^(text|texts|body|raw|raw_body|mes|payload|caption|memo|draft|answers)$")
_PERSON_KEYS = re.compile(
    r"^(holder|first_name|last_name|full_name|username|email|inn|street|home_address|place)$"
)
_PHONE_KEYS = re.compile(r"(^|_)(phones?|tel|msisdn|phone_number)$")
_ACCOUNT_KEYS = re.compile(r"(^|_)(accounts?|account_number|old_account|serial|chat_id|user_id|telegram_id)$")

_NAME = r"[\w-]{0,20}(?:token|secret|passw|psw|pwd|api_?key|authorization|cookie)[\w-]{0,20}"
_CODE_NAME = r"(?<![\w])(?:receipt_|one_time_)?(?:code|otp|pin)"
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s&,;"'})\]]+)"""
_SAID_CODE = r"\b(?:code|pin|otp|\u043a\u043e\u0434\w{0,3})\b\W{0,4}"  # the Russian word for code, declined

# Most texts of a log have none of this, and are then let through at once.
_MAYBE = re.compile(r"\d\d|[@=:]|/p/|bearer|basic|live_|test_", re.IGNORECASE)

_Replacement = str | Callable[[re.Match[str]], str]
_PATTERNS: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    # A Telegram token, alone or after /bot in an address.
    (re.compile(r"(?:\bbot)?(?<!\d)\d{5,14}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE), HIDDEN),
    # The link of a private page, and the address of its view
    (re.compile(r"(/p/(?:view/)?)[A-Za-z0-9_-]{16,}"), r"\1***"),
    # scheme://user:password@host
    (re.compile(r"(?<=://)([^\s:/@]{0,100}):[^\s/]{1,200}@"), r"\1:***@"),
    (re.compile(r"\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}", re.IGNORECASE), r"\1 ***"),
    # name=value of a query or a form, "name": "value" of JSON or a repr, Header: value
    (
        re.compile(rf"""((?:{_NAME}|{_CODE_NAME})["']?\s{{0,3}}[=:]\s{{0,3}}){_VALUE}""", re.IGNORECASE),
        r"\1***",
    ),
    # A key of YooKassa
    (re.compile(r"\b(?:live|test)_[A-Za-z0-9_-]{16,}"), HIDDEN),
    (re.compile(rf"({_SAID_CODE})\d{{4,8}}(?!\d)", re.IGNORECASE), r"\1***"),
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"), "***@***"),
    (
        re.compile(r"(?<![\w.])(?:\+?7|8)[ (-]{0,2}\d{3}[ )-]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}(?!\w)"),
        lambda found: mask_phone(found[0]),
    ),
    (re.compile(r"(?<![\w.])\+\d{9,15}(?!\w)"), lambda found: mask_phone(found[0])),
    (re.compile(r"(?<![\w.])\d{8,24}(?!\w)"), lambda found: mask_account(found[0])),
)


def mask_account(account: str) -> str:
    """Keep the last four characters: ``*7833``; of a short one nothing."""
    return f"*{account[-4:]}" if len(account) >= 6 else HIDDEN


def mask_phone(phone: str) -> str:
    """Keep the prefix and the last four digits: ``7916***4567``; of a short one nothing."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) == 11 and digits.startswith("8"):
        digits = f"7{digits[1:]}"
    return f"{digits[:4]}***{digits[-4:]}" if len(digits) >= 10 else HIDDEN


class Masker:
    """Masks whatever is about to be written; ``secrets`` are texts that may appear nowhere under any name."""

    __slots__ = ("_secrets",)

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({s for s in secrets if len(s) >= 4}, key=len, reverse=True)
        self._secrets = re.compile("|".join(map(re.escape, known))) if known else None

    def text(self, text: str) -> str:
        """Mask a text by the look of its parts; a very long one is cut first."""
        if len(text) > _LONGEST:
            text = f"{text[:_LONGEST]}... [{len(text)} characters]"
        text = clean_text(text)
        if self._secrets is not None:
            text = self._secrets.sub(HIDDEN, text)
        if not _MAYBE.search(text):
            return text
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text

    def named(self, name: str, value: Any) -> Any:
        """Mask a value by its name, then by its look; the result holds only what JSON can hold."""
        return self._named(name, value, _DEEPEST)

    def fields(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Mask the fields of one log line."""
        return {self.text(str(name)): self.named(str(name), value) for name, value in fields.items()}

    def _named(self, name: str, value: Any, depth: int) -> Any:
        if value is None or isinstance(value, bool) or value == "":
            return value
        rule = _rule(name.lower().replace("-", "_"))
        if rule is None:
            return self._any(name, value, depth)
        if isinstance(value, list | tuple | set | frozenset):
            return [rule(str(item)) for item in value]
        return rule(str(value))

    def _any(self, name: str, value: Any, depth: int) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bytes | bytearray | memoryview):
            return f"<{len(value)} bytes>"
        if depth == 0:
            return HIDDEN
        if isinstance(value, Mapping):
            return {self.text(str(k)): self._named(str(k), v, depth - 1) for k, v in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._named(name, item, depth - 1) for item in value]
        return self.text(
            f"{type(value).__name__}: {value}" if isinstance(value, BaseException) else repr(value)
        )


@lru_cache(maxsize=1024)
def _rule(name: str) -> Callable[[str], str] | None:
    """Choose how a value of this name is masked; None if its name says nothing."""
    if name not in _HARMLESS_KEYS and _SECRET_KEYS.search(name):
        return lambda _: HIDDEN
    if _CONTENT_KEYS.search(name):
        return lambda value: f"<{len(value)} characters>"
    if _PERSON_KEYS.search(name):
        return lambda _: HIDDEN
    if _PHONE_KEYS.search(name):
        return mask_phone
    return mask_account if _ACCOUNT_KEYS.search(name) else None
