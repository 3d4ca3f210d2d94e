"""Patterns of file names: `NACH_{MM}{YY}.DBF`, with * and ?; case never matters."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_PLACES = {
    "{YYYY}": r"(?P<y>(?:19|20)\d\d)",
    "{YY}": r"(?P<s>\d\d)",
    "{MM}": r"(?P<m>\d\d)",
    "{DD}": r"(?P<d>\d\d)",
}
_PARTS = re.compile(r"\{[A-Za-z]+\}|.")


class BadPattern(ValueError):
    """A pattern that is none."""


@dataclass(frozen=True, slots=True)
class FileDate:
    """What a file name says: a month, perhaps with its day; all 0 where it says nothing."""

    year: int = 0
    month: int = 0
    day: int = 0

    def as_text(self, wanted: str) -> str:
        """`period`, `month_start`, `month_end` or `date` as ISO text."""
        month = f"{self.year}-{self.month:02d}"
        match wanted:
            case "period":
                return month
            case "month_start":
                return f"{month}-01"
            case "month_end":
                return f"{month}-{calendar.monthrange(self.year, self.month)[1]}"
            case _:
                return f"{month}-{self.day:02d}"


class FilePattern:
    """Matches names of files. Raises BadPattern for a folder, an unknown or a repeated placeholder."""

    def __init__(self, text: str) -> None:
        if not text or "/" in text or "\\" in text:
            raise BadPattern(f"{text!r} is no pattern of a file name: name files only, without a folder")
        out, seen = "", set()
        for part in _PARTS.findall(text):
            upper = part.upper()
            if len(part) > 1 and (upper not in _PLACES or upper in seen):
                raise BadPattern(f"{text!r}: {part} is unknown or repeated; there are {', '.join(_PLACES)}")
            seen.add(upper)
            out += _PLACES.get(upper) or {"*": ".*", "?": "."}.get(part, re.escape(part))
        self.text = text
        self.dated = {"{MM}", "{YYYY}"} <= seen or {"{MM}", "{YY}"} <= seen
        self.daily = self.dated and "{DD}" in seen
        self._pattern = re.compile(out, re.IGNORECASE)

    def match(self, name: str) -> FileDate | None:
        """What the name says, None if it is no such file (a 13th month is none)."""
        found = self._pattern.fullmatch(name)
        if found is None:
            return None
        if not self.dated:
            return FileDate()
        groups = found.groupdict()
        year = int(groups.get("y") or f"20{groups['s']}")
        month, day = int(groups["m"]), int(groups.get("d") or 1)
        if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
            return None
        return FileDate(year, month, day)
