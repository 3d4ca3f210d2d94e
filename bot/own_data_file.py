"""The copy of one's own data: one page that opens on any phone, with the same inside for programs (JSON).

The page follows the register of data: what a table is for, by which right, how long it is kept, its rows. How
much of a name, a place or a phone it shows depends on where it goes.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from bot.channels.documents import Document
from bot.own_data_values import Shown
from core.clock import to_ms
from core.privacy import Sensitivity
from storage.own_data import MOST, exported, gather, shown

if TYPE_CHECKING:
    from bot.assembly import Texts
    from core.personal_data import Table
    from storage.database import Database
    from storage.own_data import Row

NAME = "own-data"
_STYLE = """
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;
padding:1rem}h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .3rem}p{margin:.3rem 0}dl{display:grid;
grid-template-columns:minmax(7rem,2fr) 3fr;gap:.1rem .8rem;margin:.8rem 0;padding-top:.5rem;
border-top:1px solid #8886}
dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem}
"""


@dataclass(frozen=True, slots=True)
class OwnDataFiles:
    """`bot.channels.documents.Documents`: the only file there is, so far."""

    database: Database
    texts: Texts
    keep_days: Mapping[str, int]

    async def make(self, name: str, address: str, level: Sensitivity) -> Document:
        """LookupError for another name."""
        if name != NAME:
            raise LookupError(f"nobody makes the document {name!r}")
        rows = await self.database.read(lambda tx: gather(tx, address))
        made = self.texts.clock.now()
        page = Page(self.texts, Shown(self.texts, level), self.keep_days, made)
        day = made.astimezone(self.texts.time_zone).date()
        return Document(f"{NAME}-{day.isoformat()}.html", page.html(rows).encode())


@dataclass(frozen=True, slots=True)
class Page:
    """One copy. `made` is the moment it shows (aware UTC)."""

    texts: Texts
    shown: Shown
    keep_days: Mapping[str, int]
    made: datetime

    def data(self, rows: Mapping[str, list[Row]]) -> dict[str, Any]:
        """What programs read: tables with purpose, right, days and rows; sums in kopecks, times in UTC."""
        tables = {
            name: {
                "purpose": table.purpose.value,
                "right": table.right.value,
                "kept": table.keep,
                "days": self._days(table),
                "rows": [self.shown.plain(table, row) for row in rows[name]],
            }
            for name, table in exported().items()
            if rows.get(name)
        }
        others = [self.shown.other(row) for row in rows.get("others", ())]
        return {"made": self.made.astimezone(UTC).isoformat(), "tables": tables, "others": others}

    def html(self, rows: Mapping[str, list[Row]]) -> str:
        """The page, without a script or anything from elsewhere."""
        body = "\n".join(self._body(rows))
        title = html.escape(self.texts.say("own-file-title"))
        return (
            f'<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title>'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f'<meta name="robots" content="noindex"><style>{_STYLE}</style></head>'
            f"<body>\n{body}\n</body></html>\n"
        )

    def _body(self, rows: Mapping[str, list[Row]]) -> Iterator[str]:
        made = self.shown.moment(to_ms(self.made))
        yield f"<h1>{self._say('own-file-title')}</h1><p>{self._say('own-file-made')} {html.escape(made)}</p>"
        yield f"<p>{self._say('own-file-about')}</p>"
        for name, table in exported().items():
            if rows.get(name):
                yield self._section(name, table, rows[name])
        if rows.get("others"):
            yield f"<h2>{self._say('own-table-others')}</h2>"
            yield from (self._list(self.shown.other_lines(row)) for row in rows["others"])
        packed = msgspec.json.format(msgspec.json.encode(self.data(rows)), indent=1).decode()
        yield f"<details><summary>{self._say('own-file-json')}</summary>"
        yield f"<pre>{html.escape(packed)}</pre></details>"

    def _section(self, name: str, table: Table, rows: list[Row]) -> str:
        head = f"<h2>{self._say(f'own-table-{_dashed(name)}')}</h2>"
        why = f"<p>{self._say(f'own-purpose-{table.purpose.name.lower()}')} {self._kept(table)}</p>"
        more = f"<p>{self._say('own-file-more')}</p>" if len(rows) >= MOST else ""
        columns = [c for c in ("account", "period", *shown(table)) if any(c in row for row in rows)]
        lists = (self._list(self.shown.lines(name, table, columns, row)) for row in rows)
        return "\n".join((head, why, *lists, more))

    def _kept(self, table: Table) -> str:
        days = self._days(table)
        if not days:
            return self._say("own-kept-billing")
        words = self.texts.catalogue.text("full", "own-kept-days", {"count": days}, self.texts.today())
        return html.escape(words)

    def _days(self, table: Table) -> int:
        return max((self.keep_days.get(rule, 0) for rule in table.keep.split(", ")), default=0)

    def _list(self, lines: list[tuple[str, str]]) -> str:
        inside = "".join(f"<dt>{html.escape(a)}</dt><dd>{html.escape(b)}</dd>" for a, b in lines)
        return f"<dl>{inside}</dl>"

    def _say(self, key: str) -> str:
        return html.escape(self.texts.say(key))


def _dashed(name: str) -> str:
    return name.replace("_", "-")
