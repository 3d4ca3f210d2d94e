"""`texts-review`: every sentence in both forms, for an editor and a lawyer to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.config import Config


def review_texts(config: Config) -> int:
    """Print them; long lists are for a pager."""
    from bot.texts.review import review

    for line in review():
        print(line)
    return 0
