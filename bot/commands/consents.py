"""`consents ACCOUNT | --export FILE`: the proof of consents, for an auditor.

A consent is shown with its time, the chat it came from, the stored message that answered, what it answered,
and the words that were shown, checked against the digest that was kept beside the answer.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from tqdm import tqdm

from bot.commands.database import NotReady, database_or_bot
from bot.control.client import ControlClient
from core.consents import ConsentRow
from storage.consents import ConsentsGateway
from storage.database import Database

if TYPE_CHECKING:
    from bot.config import Config

PAGE = 200


async def read_consents(database: Database, number: str, after: int) -> list[ConsentRow] | None:
    """A page of consents after an id, of everybody or of the account `number`; None: no such account."""

    def read(tx: Any) -> list[ConsentRow] | None:
        gateway = ConsentsGateway(tx)
        account_id = gateway.account_id(number) if number else 0
        return None if number and not account_id else gateway.page(account_id, after, PAGE)

    return await database.read(read)


async def show_consents(config: Config, number: str) -> int:
    """Print those of whoever has or had the account linked; 1 when the words do not match their digest."""
    count, bad = 0, 0
    async for row in _rows(config, number):
        count, bad = count + 1, bad + (not genuine(row))
        print("\n".join(described(row)), end="\n\n")
    print(f"{count} consents" if count else "no consents", file=sys.stderr)
    return _verdict(bad)


async def export_consents(config: Config, out: Path) -> int:
    """Write all of them as JSON lines, readable by nobody else; the file appears whole or not at all."""
    bad = 0
    half = out.with_name(f"{out.name}.half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file, tqdm(unit=" consents", disable=None, leave=False) as bar:
        async for row in _rows(config, ""):
            bad += not genuine(row)
            file.write(msgspec.json.encode({**asdict(row), "words_match": genuine(row)}) + b"\n")
            bar.update()
        total = bar.n
    half.replace(out)
    print(f"{total} consents are in {out}", file=sys.stderr)
    return _verdict(bad)


def _verdict(bad: int) -> int:
    if bad:
        print(f"error: the words of {bad} do not match their digest: compare with a backup", file=sys.stderr)
    return 1 if bad else 0


def genuine(row: ConsentRow) -> bool:
    """Whether the archived words are those that were shown; true where none were archived yet."""
    if not row.text_sha256:
        return True
    return row.words is not None and hashlib.sha256(row.words.encode()).hexdigest() == row.text_sha256


def described(row: ConsentRow) -> Iterator[str]:
    """A consent in lines."""
    yield f"consent {row.id}: {row.purpose}, version {row.version}, by {row.basis}"
    yield f"  given    {_moment(row.given_ms)} from {row.address} (person {row.subscriber_id})"
    yield f"  revoked  {_moment(row.revoked_ms)}" if row.revoked_ms else "  in force"
    yield f"  message  {row.origin or 'not recorded'} (event {row.event_id}), answered {row.said!r}"
    if not row.text_sha256:
        yield "  words    not archived: given before the archive began"
        return
    yield f"  words    sha256 {row.text_sha256}, {'match' if genuine(row) else 'DO NOT MATCH'}"
    yield from (f"    | {line}" for line in (row.words or "(missing)").splitlines())


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(" ", "seconds")


async def _rows(config: Config, number: str) -> AsyncIterator[ConsentRow]:
    async with database_or_bot(config) as reached:
        after = 0
        while True:
            page = await _page(reached, number, after)
            if page is None:
                raise NotReady(f"no account has the number {number}: see the bill, or import the accounts")
            for row in page:
                yield row
            if len(page) < PAGE:
                return
            after = page[-1].id


async def _page(reached: Database | ControlClient, number: str, after: int) -> list[ConsentRow] | None:
    if not isinstance(reached, ControlClient):
        return await read_consents(reached, number, after)
    found = await reached.call("consents.page", number=number, after=after)
    return None if found is None else msgspec.convert(found, list[ConsentRow])
