"""`sms-templates`: every text that may leave by SMS, for registration with the provider and the carriers.

A table that opens in Excel: UTF-8 with a mark, semicolons. See docs/sms.md, «Templates».
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels.segments import measure
from bot.texts.catalogue import Catalogue
from bot.texts.templates import Field, Template, headings, templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.config import Config
    from core.values import Value

COLUMNS = (
    "key", "traffic", "template", "fields", "regex", "least", "most", "units", "said", "widest"
)  # fmt: skip
_MARK = "\ufeff"


def supplier_values(config: Config) -> Mapping[str, Value]:
    """What the texts know of this supplier: the same in every message; what is not configured is a field.

    The dispatcher is a field, too: it is that of an account's own network company.
    """
    supplier = config.supplier
    known = {
        "supplier": supplier.name,
        "supplier_phone": supplier.phones[0] if supplier.phones else "",
        "supplier_hours": supplier.call_centre_hours,
    }
    return {name: value for name, value in known.items() if value}


def export_templates(config: Config, out: Path | None) -> int:
    """Write the table to a file, or to standard output. OSError where the file cannot be written."""
    table = written(Catalogue.load(), supplier_values(config))
    if out is None:
        sys.stdout.buffer.write((_MARK + table).encode())
        sys.stdout.flush()
    else:
        out.write_bytes((_MARK + table).encode())
    return 0


def written(catalogue: Catalogue, supplier: Mapping[str, Value]) -> str:
    """The table as text, a heading and a row for each template."""
    words, lines = headings(), io.StringIO()
    table = csv.writer(lines, delimiter=";")
    table.writerow(words[f"column-{name}"] for name in COLUMNS)
    table.writerows(_row(template, words) for template in templates(catalogue, supplier))
    return lines.getvalue()


def _row(template: Template, words: Mapping[str, str]) -> Iterator[str | int]:
    most = measure(template.widest)
    yield template.key
    yield words[f"traffic-{template.traffic}"]
    yield "".join(one if isinstance(one, str) else f"{{{_named(one, words)}}}" for one in template.pieces)
    yield ", ".join(_named(field, words) for field in template.fields)
    yield template.regex
    yield measure(template.said).parts
    yield most.parts
    yield most.units
    yield template.said
    yield template.widest


def _named(field: Field, words: Mapping[str, str]) -> str:
    title = words[f"field-{field.kind}"]
    return title % field.most if "%" in title else title
