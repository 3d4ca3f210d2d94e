"""The command line: `python -m bot --config config.toml COMMAND`.

Exit status: 0 done, 1 failed, 2 wrong usage. Errors are one line on standard error, with what to do.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import parser
from bot.config import ConfigError, load_config

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bot.config import Config

DONE, FAILED, USAGE = 0, 1, 2


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
            return _receipt_codes(given, config)
        case "office-code":
            from bot.commands.office_codes import office_code

            return asyncio.run(office_code(config, given.account))
        case "limits":
            from bot.commands.limits import show_limits

            return asyncio.run(show_limits(config, close_breaker=given.close_breaker))
        case _:
            others = {
                "sms-templates": _sms_templates,
                "suspended": _suspended,
                "consents": _consents,
                "export": _export,
                "reconcile": _reconcile,
                "held": _held,
                "broadcast": _broadcast,
            }
            return others.get(given.command, _letters)(given, config)


def _receipt_codes(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.receipt_codes import receipt_codes

    pictures = None
    if given.qr:
        from bot.commands.bill_pictures import Pictures

        pictures = Pictures(given.qr, given.qr_as, str(given.period))
    work = receipt_codes(
        config, given.period, given.out, dry_run=given.dry_run, replace=given.replace, pictures=pictures
    )
    return asyncio.run(work)


def _sms_templates(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.sms_templates import export_templates

    return export_templates(config, given.out)


def _export(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.exporting import export_ebills, export_payments, export_readings

    if given.export == "payments":
        return asyncio.run(export_payments(config, given.to, given.again))
    if given.export == "ebill":
        return asyncio.run(export_ebills(config, given.to, given.again))
    return asyncio.run(export_readings(config, given.to, given.period, given.again))


def _reconcile(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.reconciling import reconcile

    return asyncio.run(reconcile(config, given.day, given.register))


def _held(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.held import decide_held, list_held

    if given.held == "list":
        return asyncio.run(list_held(config))
    book = given.held == "book"
    return asyncio.run(decide_held(config, given.id, given.account if book else "", book=book))


def _broadcast(given: argparse.Namespace, config: Config) -> int:
    from bot.commands.broadcast import broadcast

    return asyncio.run(broadcast(config, given))


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
