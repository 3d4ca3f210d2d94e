"""``[security]``: the keys of all hashes."""

from __future__ import annotations

from typing import Annotated

from msgspec import field

from bot.config.section import Section, key


class Security(Section, frozen=True):
    """The key under which codes and phones are hashed."""

    secret_key: Annotated[
        str,
        key(
            "At least 32 bytes that nobody else knows; `openssl rand -hex 32` makes one.",
            example="paste the output of: openssl rand -hex 32",
            secret=True,
        ),
    ] = ""
    key_id: Annotated[str, key("Name of that key, stored beside each hash; a new key needs a new name.")] = (
        "k1"
    )
    previous_keys: Annotated[
        dict[str, str],
        key(
            "Earlier keys by their names, so that what they hashed still counts.",
            example={"k0": "the earlier key"},
            secret=True,
        ),
    ] = field(default_factory=dict)
