"""The keyring of the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.secrets import Keyring

if TYPE_CHECKING:
    from bot.config import Config


def keyring(config: Config) -> Keyring:
    """Keys for digests and codes; the earlier ones still verify."""
    security = config.security
    named = {security.key_id: security.secret_key, **security.previous_keys}
    return Keyring(security.key_id, {name: secret.encode() for name, secret in named.items()})
