"""``[files]``: photos and documents that people send."""

from __future__ import annotations

from typing import Annotated

from bot.config.section import Section, key


class Files(Section, frozen=True):
    """What people send, kept outside the database: docs/files.md."""

    directory: Annotated[
        str,
        key(
            "Folder for it; all replicas need the same one. Empty: files beside an SQLite database,"
            " and with PostgreSQL no files are taken.",
            example="/srv/abonent/files",
        ),
    ] = ""
    total_mb: Annotated[int, key("All files together; over it none are taken.", ge=1, le=10_000_000)] = 20_000
    min_free_mb: Annotated[
        int, key("Room to leave on that disk, which may be the one of the database.", ge=0, le=1_000_000)
    ] = 500
    day_files: Annotated[int, key("Files of one person in 24 hours.", ge=1, le=1_000)] = 30
    day_mb: Annotated[int, key("All files of one person in 24 hours.", ge=1, le=10_000)] = 60
    document_days: Annotated[
        int, key("How long documents are kept; photos of meters: readings.photo_days.", ge=1, le=3_650)
    ] = 30
