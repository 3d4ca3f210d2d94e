"""Whatever a billing writes within the format comes out as the same values."""

from __future__ import annotations

import asyncio
import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from billing.report import Status
from billing.v1.tables import TABLES
from tests.billing.conftest import Exchange

MONEY = st.integers(-(10**12), 10**12)
TEXT = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)
BLANKS = st.sampled_from(["", " ", "  "])


def written(value, places, comma, thousands):
    """A whole number of units the way people write decimals."""
    text = f"{Decimal(value).scaleb(-places):,.{places}f}"
    return text.replace(",", thousands).replace(".", comma)


@st.composite
def files(draw):
    """Charges and holders, with the text of their files in a random dialect."""
    comma = draw(st.sampled_from([",", "."]))
    thousands = draw(st.sampled_from(["", " ", "\u00a0", "\u202f"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    names = draw(st.permutations(TABLES["charges"].names))
    sums = draw(st.lists(st.tuples(*[MONEY] * 6), min_size=1, max_size=5))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator=end, quoting=quoting)
    writer.writerow(names)
    columns = ("opening", "charged", "paid", "recalculated", "penalty", "closing")
    for month, row in enumerate(sums, 1):
        cells = {"account": "A-1/2", "period": f"2026-{month:02d}", "kwh_t1": "1,5"}
        cells |= {name: written(value, 2, comma, thousands) for name, value in zip(columns, row, strict=True)}
        writer.writerow([draw(BLANKS) + cells.get(name, "") for name in names])
    holders = draw(st.lists(TEXT, min_size=1, max_size=5))
    people = io.StringIO()
    writer = csv.writer(people, delimiter=";", lineterminator=end, quoting=quoting)
    writer.writerow(TABLES["accounts"].names)
    writer.writerow(["A-1/2", "person", *[""] * 11])
    for at, holder in enumerate(holders):
        writer.writerow([f"B{at}", "person", holder, *[""] * 10])
    return sums, holders, out.getvalue().encode(), people.getvalue().encode()


@given(files())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_what_is_read(drawn):
    sums, holders, charges, accounts = drawn
    with tempfile.TemporaryDirectory() as directory:
        exchange = Exchange(Path(directory))
        exchange.raw("charges", charges)
        exchange.raw("accounts", accounts)
        report = asyncio.run(exchange.load())
    assert report.status is Status.DONE
    assert report.rejections == ()
    assert [row[2:] for row in exchange.sink.rows("charges")] == [(1500, None, None, *row) for row in sums]
    assert [row[2] for row in exchange.sink.rows("accounts")][1:] == holders


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(junk):
    header = ";".join(TABLES["rates"].names).encode()
    for content in (junk, header + b"\n" + junk):
        with tempfile.TemporaryDirectory() as directory:
            exchange = Exchange(Path(directory))
            exchange.raw("rates", content)
            report = asyncio.run(exchange.load(most_rejected_percent=100))
        assert report.status in (Status.DONE, Status.REFUSED)
