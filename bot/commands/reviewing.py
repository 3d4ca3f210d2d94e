"""`texts-review`: every sentence in both forms, for an editor and a lawyer. Needs no configuration."""

from __future__ import annotations

from bot.channels.segments import measure
from bot.texts.catalogue import Catalogue
from bot.texts.review import review


def review_texts() -> int:
    """Print them; long lists are for a pager."""
    for line in review(Catalogue.load(), measure):
        print(line)
    return 0
