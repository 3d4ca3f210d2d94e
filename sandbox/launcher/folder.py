"""What the sandbox keeps in its folder, and the bot's configuration there."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bot.config import ConfigError, load_config
from sandbox.launcher.options import Options

_TEMPLATE = Path(__file__).with_name("config.template.toml")
_LOCK = "sandbox.lock"


class CannotStart(Exception):
    """Why the sandbox does not start, in one line, with what to do."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Names of the things in the folder."""

    path: Path

    @property
    def config(self) -> Path:
        return self.path / "config.toml"

    @property
    def database(self) -> Path:
        return self.path / "abonent.db"

    @property
    def demo(self) -> Path:
        return self.path / "demo"

    @property
    def bills(self) -> Path:
        """What the bot made for the bill printer: links of the demo bills."""
        return self.path / "bills"

    @property
    def files(self) -> Path:
        """What people sent to the bot: photos and sheets."""
        return self.path / "files"

    @property
    def emulators(self) -> Path:
        return self.path / "emulators"

    @property
    def bot_log(self) -> Path:
        return self.path / "bot.log"

    @property
    def imported(self) -> Path:
        """A file that says which demo data the database holds."""
        return self.path / "imported"

    @property
    def lock(self) -> Path:
        return self.path / _LOCK

    def reset(self) -> None:
        """Remove what an earlier sandbox left; raises CannotStart for a folder that is not one of ours."""
        if not any(self.path.iterdir()):
            return
        known = {self.config, self.emulators, self.demo, self.bills, self.files}
        known |= {self.imported, self.bot_log}
        found = {path for path in self.path.iterdir() if path != self.lock}
        strangers = sorted(p.name for p in found - known if not p.name.startswith(self.database.name))
        if strangers:
            raise CannotStart(f"{self.path} holds {strangers[0]}, which no sandbox made: clear it by hand")
        for path in found:
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def write_config(self, options: Options) -> str:
        """Write the configuration unless it is there; returns the digest of its secret key.

        Raises CannotStart when the file that is there cannot be read.
        """
        if not self.config.exists():
            template = Template(_TEMPLATE.read_text("utf-8"))
            text = template.substitute(
                token=f"1000000001:{secrets.token_urlsafe(26)[:35]}",
                address=options.address,
                web_port=options.port + 1,
                database=f"sqlite:///{self.database.absolute()}",
                secret=secrets.token_hex(32),
                sms_secret=secrets.token_urlsafe(16),
            )
            self.config.touch(mode=0o600)
            self.config.write_text(text, "utf-8")
        try:
            key = load_config(self.config, {}).security.secret_key
        except ConfigError as error:
            raise CannotStart(f"{error}; mend {self.config} or remove it") from error
        return hashlib.sha256(key.encode()).hexdigest()

    def token(self) -> str:
        return load_config(self.config, {}).telegram.token

    def prefix(self) -> str:
        return load_config(self.config, {}).web.prefix
