"""One bot as the Bot API stub sees it: the updates waiting for it and the ledger of its answers.

A benchmark that passes on errors measures nothing, so every answer is compared with its question
and anything unasked, wrong, doubled, refused or missing is a fault that fails the run.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.questions import Question, contains


class BenchError(Exception):
    """The figures would be worthless; the message says what was seen."""


@dataclass(slots=True)
class Lane:
    """The state of one token. Times are `time.perf_counter()` seconds."""

    token: str
    queue: deque[Question] = field(default_factory=deque)
    open: dict[int, Question] = field(default_factory=dict)
    latencies: list[float] = field(default_factory=list)
    answered: int = 0
    faults: list[str] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    first_call: dict[str, float] = field(default_factory=dict)
    wake: Callable[[], None] | None = None

    def note_call(self, method: str) -> None:
        """Count a call and remember when the first of its kind came."""
        self.calls[method] += 1
        if method not in self.first_call:
            self.first_call[method] = time.perf_counter()

    def ask(self, question: Question) -> None:
        """A question leaves for the bot now. One chat asks one thing at a time."""
        if question.chat in self.open:
            self.faults.append(f"chat {question.chat} has not been answered and is asked again")
        question.asked_at = time.perf_counter()
        self.open[question.chat] = question

    def enqueue(self, question: Question) -> None:
        """A question becomes available to getUpdates."""
        self.ask(question)
        self.queue.append(question)
        if self.wake is not None:
            self.wake()

    def answer(self, chat: int, text: str) -> None:
        """The bot said something to a chat."""
        now = time.perf_counter()
        question = self.open.pop(chat, None)
        if question is None:
            self.faults.append(f"chat {chat} got an answer without a question: {text[:120]!r}")
            return
        if contains(text, question.expected):
            self.answered += 1
            self.latencies.append(now - question.asked_at)
        else:
            self.faults.append(f"chat {chat} expected {question.expected} and got {text[:200]!r}")
        if question.done is not None:
            question.done()

    def require_sound(self) -> None:
        """Raise BenchError if any answer so far was at fault or is still missing."""
        if self.open:
            missing = next(iter(self.open.values()))
            self.faults.append(
                f"{len(self.open)} questions without an answer, the first of chat {missing.chat}"
            )
        if self.faults:
            raise BenchError(f"{len(self.faults)} faults; the first: {self.faults[0]}")
