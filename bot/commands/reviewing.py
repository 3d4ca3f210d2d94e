"""`texts-review`: every sentence in both forms, for an editor and a lawyer to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.segments import measure
from bot.texts.catalogue import Catalogue
from bot.texts.review import review

if TYPE_CHECKING:
    from bot.config import Config


def review_texts(_: Config) -> int:
    """Print them; long lists are for a pager."""
    for line in review(Catalogue.load(), measure):
        print(line)
    return 0
