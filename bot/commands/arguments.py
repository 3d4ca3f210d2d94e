"""What the command line understands: commands and their arguments, as docs and `--help` say them."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.broadcast_arguments import add_broadcasts
from core.values import Period

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name


def parser() -> argparse.ArgumentParser:
    """All commands and their arguments."""
    top = argparse.ArgumentParser(
        prog="python -m bot", description="The personal account of an electricity supplier."
    )
    top.add_argument("--config", type=Path, default=Path("config.toml"), help="configuration (config.toml)")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="start the bot")
    commands.add_parser("migrate", help="bring the database up to this release")
    commands.add_parser("check-config", help="verify the configuration")
    commands.add_parser(
        "texts-review", help="print every text in both forms, with ordinary and widest values"
    )
    texted = commands.add_parser("sms-templates", help="list all texts of SMS, to register with the carriers")
    texted.add_argument("--out", type=Path, help="a .csv file for Excel (standard output)")
    _billing(commands)
    _codes(commands)
    _people(commands)
    _letters(commands)
    add_broadcasts(commands)
    return top


def _billing(commands: Commands) -> None:
    """Exchange with the supplier's billing."""
    importing = commands.add_parser("import", help="load the billing's files (exchange format v1)")
    importing.add_argument("directory", type=Path, help="the folder with accounts.csv and the others")
    importing.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
    importing.add_argument(
        "--force", action="store_true", help="import unchanged files again, pass the guards"
    )
    importing.add_argument(
        "--all-rejected", action="store_true", help="list every rejected row, not the first 100"
    )
    importing.add_argument(
        "--profile", type=Path, help="read the billing's own files through this mapping profile"
    )
    exporting = commands.add_parser("export", help="write files for billing")
    exported = exporting.add_subparsers(dest="export", required=True, metavar="readings|payments|ebill")
    readings = exported.add_parser("readings", help="what people sent, each change once")
    readings.add_argument("--to", type=Path, help="a folder, or a .csv file (export.folder, or here)")
    readings.add_argument("--period", type=_period, help="readings of this month only, YYYY-MM")
    readings.add_argument("--again", type=int, metavar="BATCH", help="write the file of a batch anew")
    payments = exported.add_parser("payments", help="what people paid and got back, each once")
    payments.add_argument("--to", type=Path, help="a folder, or a .csv file (export.folder, or here)")
    payments.add_argument("--again", type=int, metavar="BATCH", help="write the file of a batch anew")
    bills = exported.add_parser("ebill", help="who wants the bill on paper or not, each change once")
    bills.add_argument("--to", type=Path, help="a folder, or a .csv file (export.folder, or here)")
    bills.add_argument("--again", type=int, metavar="BATCH", help="write the file of a batch anew")
    _reconcile(commands)
    _held(commands)
    profile = commands.add_parser("profile", help="mapping profiles: read the billing's own files")
    profiles = profile.add_subparsers(dest="profile_command", required=True, metavar="check")
    checking = profiles.add_parser("check", help="try a profile on files; needs no configuration")
    checking.add_argument("profile", type=Path, help="the profile, a .toml file")
    checking.add_argument("directory", type=Path, help="the folder with the files of billing")
    checking.add_argument("--values", type=int, default=3, help="bad values shown per column (3)")


def _reconcile(commands: Commands) -> None:
    """The ledger of payments against the shop."""
    comparing = commands.add_parser("reconcile", help="compare our payments of a day with the shop's")
    comparing.add_argument("--day", type=_day, help="a day of Moscow, YYYY-MM-DD (yesterday)")
    comparing.add_argument(
        "--register", type=Path, action="append", default=[], metavar="FILE",
        help="compare with a register file of YooKassa instead; may be named again",
    )  # fmt: skip


def _held(commands: Commands) -> None:
    """Money that nobody could book."""
    held = commands.add_parser("held", help="money that could not be booked as it was, until staff decide")
    which = held.add_subparsers(dest="held", required=True, metavar="list|book|close")
    which.add_parser("list", help="what of money waits for a person")
    booking = which.add_parser("book", help="book it as the shop has it")
    booking.add_argument("id", help="the shop's id of the payment or refund")
    booking.add_argument("--account", default="", help="the account it is for (the one of its wish)")
    closing = which.add_parser("close", help="put it aside: given back by hand, or none of ours")
    closing.add_argument("id", help="the shop's id of the payment or refund")


def _codes(commands: Commands) -> None:
    """Codes that prove who somebody is."""
    bills = commands.add_parser("receipt-codes", help="issue codes and links for the bills of a month")
    bills.add_argument("period", type=_period, metavar="PERIOD", help="the month of the bills, YYYY-MM")
    bills.add_argument("--out", type=Path, help="the printer's file (receipt-codes-PERIOD.csv)")
    bills.add_argument("--qr", type=Path, metavar="DIR", help="draw every link as a QR picture there, too")
    bills.add_argument("--qr-as", choices=("svg", "png"), default="svg", help="how to draw them (svg)")
    bills.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
    bills.add_argument(
        "--replace", action="store_true", help="issue again: the month's earlier codes and links are void"
    )
    office = commands.add_parser("office-code", help="give a code to somebody who has no bill")
    office.add_argument("account", metavar="ACCOUNT", help="the number of the account")
    limits = commands.add_parser("limits", help="show what holds one-time codes back")
    limits.add_argument("--close-breaker", action="store_true", help="let codes go again at once")


def _people(commands: Commands) -> None:
    """What people agreed to, and links that wait for staff."""
    proofs = commands.add_parser("consents", help="prove who agreed to what, when and how")
    whose = proofs.add_mutually_exclusive_group(required=True)
    whose.add_argument("account", nargs="?", metavar="ACCOUNT", help="of whoever has or had it linked")
    whose.add_argument("--export", type=Path, metavar="FILE", help="all of them, as JSON lines")
    suspended = commands.add_parser("suspended", help="links that show nothing until staff have looked")
    which = suspended.add_subparsers(dest="suspended", required=True, metavar="list|restore|end")
    which.add_parser("list", help="show them, with the reason")
    for name, done in (("restore", "give the link back"), ("end", "end it; linking anew stays possible")):
        which.add_parser(name, help=done).add_argument("id", type=int, nargs="+", help="ids as `list` shows")


def _letters(commands: Commands) -> None:
    letters = commands.add_parser("dead-letters", help="events that could not be handled")
    what = letters.add_subparsers(dest="letters", required=True, metavar="list|replay")
    what.add_parser("list", help="show them")
    again = what.add_parser("replay", help="handle them again")
    again.add_argument("id", type=int, nargs="*", help="ids as `list` shows them")
    again.add_argument("--all", action="store_true", help="all of them")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day is written YYYY-MM-DD, not {text!r}") from None


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
