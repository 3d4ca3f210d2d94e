"""``[charts]``: pictures of the consumption."""

from __future__ import annotations

from typing import Annotated

from bot.config.section import Section, key


class Charts(Section, frozen=True):
    """Pictures of the consumption, painted by processes of their own: docs/charts.md."""

    workers: Annotated[
        int, key("Processes that paint, some 100 MB each; two, so that one can fail.", ge=1, le=16)
    ] = 2
    cache_mb: Annotated[
        int, key("Finished pictures kept in memory, MB; one has some 30 kB.", ge=1, le=1_000)
    ] = 16
