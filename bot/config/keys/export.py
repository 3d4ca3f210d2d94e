"""``[export]``: what billing is given."""

from __future__ import annotations

from typing import Annotated

from bot.config.section import Section, key


class Export(Section, frozen=True):
    """Files for billing (docs/readings-exchange.md)."""

    folder: Annotated[
        str,
        key(
            "Folder that `export readings` writes into; empty: where the command is started.",
            example="/srv/abonent/to-billing",
        ),
    ] = ""
    tell_counted: Annotated[
        bool, key("Whether people are told that billing counted their reading; a refusal is always told.")
    ] = False
    columns: Annotated[
        dict[str, str],
        key(
            "Billing's own names of columns; those not named here keep theirs.",
            example={"account": "LS", "receipt": "KVIT"},
        ),
    ] = {}  # noqa: RUF012 - msgspec copies it
