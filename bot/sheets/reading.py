"""Reading a file of a stranger: the only door to it."""

from __future__ import annotations

from bot.sheets.csv_reading import read_csv
from bot.sheets.guard import is_archive, trouble_of
from bot.sheets.wire import Read


def read_file(content: bytes) -> Read:
    """The rows of an XLSX or a CSV, known by their content and not by their name, or the trouble with it.

    May need as much memory as its process may have, and be ended for it: call it in one of its own.
    """
    trouble = trouble_of(content)
    if trouble is not None:
        return Read(trouble=trouble)
    if is_archive(content):
        from bot.sheets.xlsx_reading import read_xlsx  # noqa: PLC0415 - a CSV needs no library

        return read_xlsx(content)
    return read_csv(content)
