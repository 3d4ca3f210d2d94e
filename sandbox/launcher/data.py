"""The first start: demo data written once, the database migrated and filled by the bot's own commands."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tqdm import tqdm

from sandbox.demo.files import DemoOptions, write_demo
from sandbox.demo.links import file_of, periods
from sandbox.demo.months import Span
from sandbox.launcher.folder import CannotStart, Folder
from sandbox.launcher.leash import leashed
from sandbox.launcher.options import Options
from sandbox.settings import DEFAULT_START, Settings

ROOT = Path(__file__).resolve().parents[2]
_SOURCES = ("sandbox/demo", "billing/v1")


def prepare(folder: Folder, options: Options, secret: str, environ: Mapping[str, str]) -> None:
    """Make sure that the database is migrated and holds the demo data; raises CannotStart.

    Nothing is done again unless the generator, the exchange format, the size or the secret key changed.
    """
    wanted = _fingerprint(options, secret)
    if folder.database.exists() and folder.imported.exists() and folder.imported.read_text("utf-8") == wanted:
        return
    why = "the demo data changed" if folder.imported.exists() else "first start"
    folder.imported.unlink(missing_ok=True)
    _say(f"{why}: making {options.accounts} accounts with {options.months} months of history")
    _generate(folder, options)
    _say("loading them into the database")
    _bot(folder, environ, "migrate")
    _bot(folder, environ, "import", "--force", str(folder.demo))
    _print_bills(folder, options, environ)
    folder.imported.write_text(wanted, "utf-8")


def _generate(folder: Folder, options: Options) -> None:
    shutil.rmtree(folder.demo, ignore_errors=True)
    span = Span(date.fromisoformat(DEFAULT_START[:10]), options.months)
    with tqdm(total=options.accounts, unit=" accounts", disable=None, leave=False) as bar:

        def show(done: int) -> None:
            bar.update(done - bar.n)

        write_demo(folder.demo, DemoOptions(span, options.accounts), show)


def _print_bills(folder: Folder, options: Options, environ: Mapping[str, str]) -> None:
    """Issue the links of the demo bills, as a supplier does before they are printed."""
    folder.bills.mkdir(exist_ok=True)
    named = {**environ, "ABONENT__TELEGRAM__BOT_NAME": Settings(folder.path).bot_username}
    for period in periods(Span(date.fromisoformat(DEFAULT_START[:10]), options.months)):
        out = file_of(folder.bills, period)
        _bot(folder, named, "receipt-codes", period, "--replace", "--out", str(out.absolute()))


def _bot(folder: Folder, environ: Mapping[str, str], *command: str) -> None:
    """Run a command of the bot; its progress bar and its errors go to our standard error."""
    arguments = leashed("-m", "bot", "--config", str(folder.config.absolute()), *command)
    done = subprocess.run(arguments, cwd=ROOT, env=environ, stdout=subprocess.PIPE, check=False)  # noqa: S603
    if done.returncode:
        sys.stderr.buffer.write(done.stdout)
        raise CannotStart(f"`bot {command[0]}` failed, see above; `--reset` starts afresh")


def _fingerprint(options: Options, secret: str) -> str:
    """Changes whenever the demo data or what the database makes of them would change."""
    digest = hashlib.sha256(f"{options.accounts} {options.months} {secret}".encode())
    for folder in _SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _say(sentence: str) -> None:
    print(f"sandbox: {sentence}", file=sys.stderr, flush=True)
