"""Button presses that wait for answerCallbackQuery."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.telegram.errors import bad

FIRST_QUERY_ID = 4_000_000_000_000_001
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Callbacks:
    """Facts: callback.asked, callback.answered. A query can be answered once, and not for long."""

    def __init__(self, ledger: Ledger, answer_s: int) -> None:
        self._ledger = ledger
        self._answer_ms = answer_s * 1000
        self._open: dict[str, int] = {}
        self.answers: dict[str, Json] = {}
        self._next = FIRST_QUERY_ID
        ledger.on("callback.asked", self._asked)
        ledger.on("callback.answered", self._answered)

    def ask(self, chat_id: int, user_id: int, message_id: int, data: str) -> str:
        """Record a press and return the identifier of its query."""
        query_id = str(self._next)
        self._ledger.record(
            "callback.asked",
            query_id=query_id,
            chat_id=chat_id,
            user_id=user_id,
            message_id=message_id,
            data=data,
        )
        return query_id

    def answer(self, query_id: str, answer: Json) -> None:
        """Record the answer; raises ApiError 400 for an unknown, answered or old query."""
        asked_ms = self._open.get(query_id)
        if asked_ms is None or self._ledger.clock.now_ms() - asked_ms > self._answer_ms:
            raise bad(TOO_OLD)
        self._ledger.record("callback.answered", query_id=query_id, answer=answer)

    def _asked(self, fact: Json) -> None:
        self._open[fact["query_id"]] = fact["at_ms"]
        self._next = max(self._next, int(fact["query_id"]) + 1)

    def _answered(self, fact: Json) -> None:
        self._open.pop(fact["query_id"], None)
        self.answers[fact["query_id"]] = fact["answer"]
