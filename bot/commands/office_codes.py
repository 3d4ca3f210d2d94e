"""`office-code ACCOUNT`: a code for somebody who has no bill, given by staff who saw a passport."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.commands.database import database_or_bot
from bot.config.domain import keyring_of
from bot.control.client import ControlClient
from core.account_numbers import parse_number
from core.clock import SystemClock
from core.masking import mask_account
from core.usecases.office_codes import Issued, IssueOfficeCode
from storage.database import Database, Unit
from storage.store import TxStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.config import Config


async def issue_code(database: Database, issue: IssueOfficeCode, number: str, now_ms: int) -> Issued | None:
    """Issue a code in a transaction of its own; None when no account has this number."""
    return await database.write(Unit(lambda tx: issue(TxStore(tx), number, now_ms)))


def make_issue(config: Config) -> IssueOfficeCode:
    """The use case with the numbers of the configuration."""
    linking = config.linking
    return IssueOfficeCode(keyring_of(config), linking.office_code_digits, linking.office_code_days)


def office_handlers(
    config: Config, database: Database, now_ms: Callable[[], int]
) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The running bot's side."""
    issue = make_issue(config)

    async def office_code(given: dict[str, Any]) -> object:
        issued = await issue_code(database, issue, str(given["number"]), now_ms())
        return None if issued is None else [issued.code, issued.number, issued.until_ms]

    return {"office.code": office_code}


async def office_code(config: Config, account: str) -> int:
    """Issue one and print it; 1 when there is no such account, or this way is not offered."""
    if "office_code" not in config.linking.second_facts:
        print('error: nobody is asked for it: add "office_code" to linking.second_facts', file=sys.stderr)
        return 1
    typed = parse_number(account, config.linking.account_digits)
    issued = await _issued(config, typed.number) if typed else None
    if issued is None:
        print("error: no account has this number: look it up in billing, or import it first", file=sys.stderr)
        return 1
    until = datetime.fromtimestamp(issued.until_ms / 1000, UTC).astimezone(
        ZoneInfo(config.supplier.time_zone)
    )
    print(issued.code)
    print(
        f"for account {mask_account(issued.number)}, once, until {until:%d.%m.%Y %H:%M};"
        " an earlier code of this account is void. Look at the passport, then tell it to nobody else.",
        file=sys.stderr,
    )
    return 0


async def _issued(config: Config, number: str) -> Issued | None:
    async with database_or_bot(config) as reached:
        if isinstance(reached, ControlClient):
            answer = await reached.call("office.code", number=number)
            return None if answer is None else Issued(*answer)
        return await issue_code(reached, make_issue(config), number, SystemClock().now_ms())
