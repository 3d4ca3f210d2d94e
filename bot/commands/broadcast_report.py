"""`broadcast report`: a line for each recipient. The address is masked, as in the log."""

from __future__ import annotations

import csv
import os
from typing import TYPE_CHECKING

from bot.commands.broadcast_printing import when
from bot.sheets.csv_writing import harmless
from core.masking import Masker

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from bot.broadcasts.remote import Desk


async def write_report(desk: Desk, number: int, to: Path, zone: tzinfo) -> int:
    """Write it beside and move it there whole; how many recipients. For this user's eyes only (0600)."""
    if not to.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {to.parent}: make it first")
    masker, after, count = Masker(), 0, 0
    beside = to.with_name(f".{to.name}.part")
    descriptor = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(("address", "state", "reason", "at"))
        while page := await desk.report(number, after):
            for _, address, state, why, at_ms in page:
                at = when(at_ms, zone) if at_ms else ""
                out.writerow((harmless(masker.text(address)), state, harmless(masker.text(why)), at))
            after, count = page[-1][0], count + len(page)
    beside.replace(to)
    return count
