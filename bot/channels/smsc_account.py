"""Who we are to SMSC."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SmscAccount:
    """Of the cabinet: an API key, or login and password. `offset_hours`: its clock against UTC."""

    api_key: str = field(default="", repr=False)
    login: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    offset_hours: int = 3
    checksum: str = "sha1"
    callback_secret: str = field(default="", repr=False)

    @property
    def form(self) -> dict[str, str]:
        """What every request begins with. The service's own default charset is windows-1251."""
        password = {"login": self.login, "psw": self.password}
        return {**({"apikey": self.api_key} if self.api_key else password), "fmt": "3", "charset": "utf-8"}
