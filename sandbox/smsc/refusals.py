"""What SMSC refuses, in the literal words of its answers."""

from __future__ import annotations

PARAMETERS, AUTH, FUNDS, BLOCKED, DATE, DENIED, NUMBER, ROUTE, RATE = range(1, 10)
WORDS = {
    PARAMETERS: "parameters error",
    AUTH: "authorise error",
    FUNDS: "no money",
    BLOCKED: "ip is blocked",
    DATE: "date error",
    DENIED: "message is denied",
    NUMBER: "invalid number",
    ROUTE: "can't to deliver",
    RATE: "duplicate request, wait a minute",
}
WITH_ID = frozenset({FUNDS, DENIED, NUMBER, ROUTE})


class Refused(Exception):
    """An `error_code`. `why` is the sandbox's own explanation, added to the literal words."""

    def __init__(self, code: int, why: str = "", message_id: str = "") -> None:
        super().__init__(f"{WORDS[code]} (sandbox: {why})" if why else WORDS[code])
        self.code = code
        self.message_id = message_id if code in WITH_ID else ""
