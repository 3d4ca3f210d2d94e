"""`receipt-codes PERIOD`: codes and links for the bills of a month, as a file for the bill printer.

What is printed is in the file only: it is made with mode 0600, and appears whole or not at all. We keep
digests. The issue comes into force before the file gets its name: a file under its name is never of codes
that do not work.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO
from zoneinfo import ZoneInfo

from tqdm import tqdm

from bot.commands.database import database_or_bot
from bot.config.domain import keyring_of
from bot.control.bill_codes import RemoteBillCodes
from bot.control.client import ControlClient
from bot.texts.catalogue import Catalogue
from core.bill_codes import IssueRefused, draw, period_problem
from core.clock import SystemClock
from core.values import Period
from storage.tokens import DatabaseBillCodes

if TYPE_CHECKING:
    from bot.commands.bill_pictures import Pictures
    from bot.config import Config
    from core.bill_codes import BillCodes, IssueState, Kept, OnPaper

COLUMNS = ("account", "period", "code", "link", "sms")
_ACCOUNT, _CODE = "%account%", "%code%"
"""Stand for the values while the text of the SMS is made once for a million bills."""


@dataclass(frozen=True, slots=True)
class Paper:
    """How the lines of the file look."""

    period: Period
    bot_name: str
    sms: str

    def line(self, bill: OnPaper) -> str:
        link = f"https://t.me/{self.bot_name}?start={bill.token}"
        sms = self.sms.replace(_ACCOUNT, bill.account).replace(_CODE, bill.code)
        return f"{bill.account};{self.period};{bill.code};{link};{sms}\n"


async def receipt_codes(
    config: Config,
    period: Period,
    out: Path | None,
    *,
    dry_run: bool,
    replace: bool,
    pictures: Pictures | None = None,
) -> int:
    """Issue, draw and report; 0 done, 1 refused."""
    target = out or Path(f"receipt-codes-{period}.csv")
    async with database_or_bot(config) as reached:
        bills: BillCodes = (
            RemoteBillCodes(reached) if isinstance(reached, ControlClient) else DatabaseBillCodes(reached)
        )
        state = await bills.state(str(period))
        begun = pictures is not None and not replace and pictures.begun(state, target)
        try:
            if pictures:
                pictures.check()
            paper = None if begun else _checked(config, period, target, state, replace=replace)
            if dry_run:
                print(_would(period, state, pictures if begun else None))
                return 0
            if paper:
                await _issue(config, bills, paper, target, state)
            if pictures and paper:
                pictures.begin(await bills.state(str(period)))
        except IssueRefused as refused:
            print(f"error: {refused}", file=sys.stderr)
            return 1
    return _drawn(pictures, target, state.accounts) if pictures else 0


def _would(period: Period, state: IssueState, begun: Pictures | None) -> str:
    done = f"{state.accounts} accounts would get codes for {period}"
    if begun:
        done = f"the codes of {period} stay; pictures missing in {begun.folder} would be drawn"
    return f"dry run: {done}; nothing was written"


def _drawn(pictures: Pictures, target: Path, total: int) -> int:
    """Draw what the folder lacks; the codes are in force whatever becomes of it."""
    print(f"drawn: {pictures.draw(target, total)} pictures of the links in {target}, in {pictures.folder}")
    return 0


def _checked(config: Config, period: Period, target: Path, state: IssueState, *, replace: bool) -> Paper:
    """What the file says. Raises IssueRefused with what to do."""
    today = _today(config)
    problem = period_problem(period, today, config.linking.accepted_months)
    if problem and not config.clock.url:  # the clock of the sandbox may stand anywhere
        raise IssueRefused(problem)
    if not state.accounts:
        raise IssueRefused("there is no open account: run the command `import` first")
    if state.issued_ms and not replace:
        raise IssueRefused(
            f"codes for {period} were issued on {_day(state.issued_ms)} to {state.issued_accounts} accounts;"
            " --replace issues new ones and voids the codes and links on the bills printed from them"
            " (codes that billing sends in accounts.csv stay)"
        )
    if target.exists() and not replace:
        raise IssueRefused(f"{target} is there already: name another file with --out, or give --replace")
    if not target.parent.is_dir():
        raise IssueRefused(f"there is no folder {target.parent}: make it, or name another file with --out")
    name = config.telegram.bot_name.lstrip("@") or state.bot_name
    if not name:
        raise IssueRefused(
            "the bot's name at Telegram is unknown: set telegram.bot_name, or run the bot once"
        )
    values = {"account": _ACCOUNT, "code": _CODE}
    return Paper(period, name, Catalogue.load().text("short", "token-sms", values, today))


async def _issue(config: Config, bills: BillCodes, paper: Paper, target: Path, state: IssueState) -> None:
    """Write beside the target, put in force, give the file its name, and say so."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    issue = 0
    try:
        with (
            _private(beside) as file,
            tqdm(total=state.accounts, unit=" bills", disable=None, leave=False) as bar,
        ):
            issue = await bills.begin(str(paper.period), config.security.key_id)
            file.write(";".join(COLUMNS) + "\n")
            await _fill(config, bills, issue, paper, file, bar)
            file.flush()
            os.fsync(file.fileno())
        count = await bills.finish(issue)
    except BaseException:
        beside.unlink(missing_ok=True)
        if issue:
            await bills.give_up(issue)
        raise
    beside.replace(target)
    print(f"issued: codes for {count} accounts, for the bills of {paper.period}, in {target}")
    if state.issued_ms:
        voided = f"the codes and links issued on {_day(state.issued_ms)} for {paper.period}"
        print(f"{voided} are void", file=sys.stderr)


def _private(path: Path) -> TextIO:
    """A new file that nobody else may read."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8")


async def _fill(
    config: Config, bills: BillCodes, issue: int, paper: Paper, file: TextIO, bar: tqdm[NoReturn]
) -> None:
    keys, digits, after = keyring_of(config), config.linking.receipt_code_digits, 0
    while page := await bills.page(issue, after):
        kept: list[Kept] = []
        for account_id, number in page:
            printed, ours = draw(keys, paper.period, digits, account_id, number, keys.current)
            file.write(paper.line(printed))
            kept.append(ours)
        await bills.put(issue, kept)
        after = page[-1][0]
        bar.update(len(page))


def _today(config: Config) -> date:
    return SystemClock().now().astimezone(ZoneInfo(config.supplier.time_zone)).date()


def _day(moment_ms: int) -> str:
    return datetime.fromtimestamp(moment_ms // 1000, UTC).date().isoformat()
