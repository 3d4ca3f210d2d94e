"""``[ebill]``: bills in the chat instead of on paper."""

from __future__ import annotations

from typing import Annotated

from bot.config.section import Section, key


class Ebill(Section, frozen=True):
    """Electronic bills (docs/ebill.md)."""

    folder: Annotated[
        str,
        key(
            "Folder with billing's own bills, <account>-<YYYY-MM>.pdf; what is not there is made here.",
            example="/srv/abonent/billing/bills",
        ),
    ] = ""
    names: Annotated[
        bool,
        key("Whether those files show names or addresses: then they go by the private page only."),
    ] = True
    most_mb: Annotated[int, key("Largest of those files that is sent.", ge=1, le=45)] = 10
    wait_days: Annotated[
        int, key("A bill that no chat takes for so long goes back to paper.", ge=1, le=60)
    ] = 10
