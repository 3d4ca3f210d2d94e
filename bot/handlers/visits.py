"""Who opens an address: a person in a browser, or what only looks (a preview, a prefetch, a scanner)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_AHEAD = re.compile("prefetch|prerender|preview", re.IGNORECASE)
_ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|preview|headless|facebookexternalhit|whatsapp|viber|curl|python", re.IGNORECASE
)
_PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def by_a_person(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that somebody goes there (Fetch Metadata), and nothing says that it only looks.

    False is no verdict: browsers before 2020 (Safari: 2023) do not say it, nor does any without https.
    """
    if any(_AHEAD.search(headers.get(name, "")) for name in _PURPOSES):
        return False
    walks = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
    return walks and not _ROBOT.search(headers.get("User-Agent", ""))
