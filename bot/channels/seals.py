"""Secrets of ours in a message: derived at the moment it is drawn, so that no row of the outbox holds one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.usecases.people_invitations import invitation_code, invitation_token
from core.values import Sealed

if TYPE_CHECKING:
    from bot.dialogs.model import Phrase, Reply
    from core.secrets import Keyring
    from core.values import Value

Derive = Callable[["Keyring", str, str], str]


def _spaced_code(keys: Keyring, seed: str, key_id: str) -> str:
    """Digits in groups of four, as people read them out."""
    digits = invitation_code(keys, seed, key_id)
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


_BY_PURPOSE: Mapping[str, Derive] = MappingProxyType(
    {"invitation-code": _spaced_code, "invitation-token": invitation_token}
)


def unsealed(reply: Reply, keys: Keyring) -> Reply:
    """The reply with its sealed values derived; the same reply where there are none."""
    if not any(isinstance(value, Sealed) for p in reply.phrases for value in p.values.values()):
        return reply
    return replace(reply, phrases=tuple(_opened(phrase, keys) for phrase in reply.phrases))


def _opened(phrase: Phrase, keys: Keyring) -> Phrase:
    return replace(phrase, values={name: _open(value, keys) for name, value in phrase.values.items()})


def _open(value: Value, keys: Keyring) -> Value:
    if not isinstance(value, Sealed):
        return value
    return _BY_PURPOSE[value.purpose](keys, value.seed, value.key_id)
