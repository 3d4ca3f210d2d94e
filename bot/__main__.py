"""The command line: `python -m bot --config config.toml COMMAND`.

Exit status: 0 done, 1 failed, 2 wrong usage. Errors are one line on standard error, with what to do.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import ConfigError, load_config
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.config import Config

DONE, FAILED, USAGE = 0, 1, 2


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
    exported = exporting.add_subparsers(dest="export", required=True, metavar="readings")
    readings = exported.add_parser("readings", help="what people sent, each change once")
    readings.add_argument("--to", type=Path, help="a folder, or a .csv file (export.folder, or here)")
    readings.add_argument("--period", type=_period, help="readings of this month only, YYYY-MM")
    readings.add_argument("--again", type=int, metavar="BATCH", help="write the file of a batch anew")
    profile = commands.add_parser("profile", help="mapping profiles: read the billing's own files")
    profiles = profile.add_subparsers(dest="profile_command", required=True, metavar="check")
    checking = profiles.add_parser("check", help="try a profile on files; needs no configuration")
    checking.add_argument("profile", type=Path, help="the profile, a .toml file")
    checking.add_argument("directory", type=Path, help="the folder with the files of billing")
    checking.add_argument("--values", type=int, default=3, help="bad values shown per column (3)")
    bills = commands.add_parser("receipt-codes", help="issue codes and links for the bills of a month")
    bills.add_argument("period", type=_period, metavar="PERIOD", help="the month of the bills, YYYY-MM")
    bills.add_argument("--out", type=Path, help="the printer's file (receipt-codes-PERIOD.csv)")
    bills.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
    bills.add_argument(
        "--replace", action="store_true", help="issue again: the month's earlier codes and links are void"
    )
    office = commands.add_parser("office-code", help="give a code to somebody who has no bill")
    office.add_argument("account", metavar="ACCOUNT", help="the number of the account")
    limits = commands.add_parser("limits", help="show what holds one-time codes back")
    limits.add_argument("--close-breaker", action="store_true", help="let codes go again at once")
    proofs = commands.add_parser("consents", help="prove who agreed to what, when and how")
    whose = proofs.add_mutually_exclusive_group(required=True)
    whose.add_argument("account", nargs="?", metavar="ACCOUNT", help="of whoever has or had it linked")
    whose.add_argument("--export", type=Path, metavar="FILE", help="all of them, as JSON lines")
    suspended = commands.add_parser("suspended", help="links that show nothing until staff have looked")
    which = suspended.add_subparsers(dest="suspended", required=True, metavar="list|restore|end")
    which.add_parser("list", help="show them, with the reason")
    for name, done in (("restore", "give the link back"), ("end", "end it; linking anew stays possible")):
        which.add_parser(name, help=done).add_argument("id", type=int, nargs="+", help="ids as `list` shows")
    letters = commands.add_parser("dead-letters", help="events that could not be handled")
    what = letters.add_subparsers(dest="letters", required=True, metavar="list|replay")
    what.add_parser("list", help="show them")
    again = what.add_parser("replay", help="handle them again")
    again.add_argument("id", type=int, nargs="*", help="ids as `list` shows them")
    again.add_argument("--all", action="store_true", help="all of them")
    return top


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    given = parser().parse_args(arguments)
    try:
        if given.command == "texts-review":
            from bot.commands.reviewing import review_texts

            return review_texts()
        if given.command == "profile":
            from bot.commands.profiles import check_profile

            return check_profile(given.profile, given.directory, most_values=given.values)
        return _run(given, load_config(given.config, os.environ))
    except KeyboardInterrupt:
        return FAILED
    except Exception as error:
        if not _expected(error):
            raise
        print(f"error: {error}", file=sys.stderr)
        return FAILED


def _expected(error: Exception) -> bool:
    """Whether its message tells a person all there is to know."""
    from billing.profile.read import ProfileError
    from bot.commands.database import NotReady
    from bot.control.wire import Refused
    from storage.database import StorageUnavailable
    from storage.lockfile import AlreadyRunning
    from storage.migrate import SchemaMismatch

    ours = (ConfigError, ProfileError, NotReady, Refused)
    return isinstance(error, (*ours, StorageUnavailable, AlreadyRunning, SchemaMismatch, OSError))


def _run(given: argparse.Namespace, config: Config) -> int:
    match given.command:
        case "run":
            from bot.commands.running import run_bot

            return run_bot(config)
        case "check-config":
            from bot.commands.checking import check_configuration

            return asyncio.run(check_configuration(config))
        case "migrate":
            from bot.commands.schema import migrate_database

            return asyncio.run(migrate_database(config))
        case "import":
            from bot.commands.importing import import_files

            return asyncio.run(
                import_files(
                    config,
                    given.directory,
                    dry_run=given.dry_run,
                    force=given.force,
                    every_rejection=given.all_rejected,
                    profile=given.profile,
                )
            )
        case "receipt-codes":
            from bot.commands.receipt_codes import receipt_codes

            work = receipt_codes(
                config, given.period, given.out, dry_run=given.dry_run, replace=given.replace
            )
            return asyncio.run(work)
        case "office-code":
            from bot.commands.office_codes import office_code

            return asyncio.run(office_code(config, given.account))
        case "limits":
            from bot.commands.limits import show_limits

            return asyncio.run(show_limits(config, close_breaker=given.close_breaker))
        case _:
            others = {"suspended": _suspended, "consents": _consents, "export": _export}
            return others.get(given.command, _letters)(given, config)


def _export(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.exporting import export_readings

    return asyncio.run(export_readings(config, given.to, given.period, given.again))


def _consents(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.consents import export_consents, show_consents

    if given.export:
        return asyncio.run(export_consents(config, given.export))
    return asyncio.run(show_consents(config, given.account))


def _suspended(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.suspended import decide_links, list_suspended

    if given.suspended == "list":
        return asyncio.run(list_suspended(config))
    return asyncio.run(decide_links(config, given.id, restore=given.suspended == "restore"))


def _letters(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.letters import list_letters, replay

    if given.letters == "list":
        return asyncio.run(list_letters(config))
    if not given.id and not given.all:
        print("error: name the ids to replay, or --all", file=sys.stderr)
        return USAGE
    return asyncio.run(replay(config, given.id, every=given.all))


if __name__ == "__main__":
    sys.exit(main())
