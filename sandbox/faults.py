"""Faults on demand: which call goes wrong, how, and how often."""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass
from typing import Any

from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.problems import Problem

TARGETS = ("telegram", "sms", "webhook", "callback", "yookassa", "notification")
KINDS = (
    "429",
    "429_bare",
    "500",
    "502_html",
    "json_without_description",
    "timeout_after_accept",
    "timeout_before",
    "reset",
    "cut",  # of a download: half of it, then a reset
    "404",
    "403",
    "400",
    "slow",
)
SMS_KINDS = (
    "html",  # a page of HTML with status 200; nothing is done
    "wrong_charset",  # done, the answer is in another charset than was asked for
    "huge",  # done, the answer has 10 MB
    *(f"error_{code}" for code in range(1, 10)),  # the provider's own refusals
)
CALLBACK_KINDS = ("duplicate", "reorder", "bad_checksum", "no_checksum")
YOOKASSA_KINDS = (
    *("202", "401", "410", "html", "huge"),
    "500_done",  # done, and still 500
    "early",  # of a creation: paid, and its notification posted, before the answer
    *("wrong_amount", "wrong_currency", "wrong_shop", "wrong_test", "wrong_status"),  # the answer lies
    "unknown_values",  # fields and values of a future version
)
NOTIFICATION_KINDS = ("duplicate", "reorder", "lost")
OF_TARGET = {
    "sms": (*KINDS, *SMS_KINDS),
    "callback": (*KINDS, *CALLBACK_KINDS),
    "yookassa": (*KINDS, *YOOKASSA_KINDS),
    "notification": (*KINDS, *NOTIFICATION_KINDS),
}
DEFAULTS: Json = {"method": None, "chat_id": None, "times": None, "probability": None, "retry_after": 1}


@dataclass(slots=True)
class Fault:
    """One rule: the calls it matches go wrong `times` times, or each with `probability`."""

    number: int
    target: str
    kind: str
    method: str | None
    chat_id: int | None
    left: int | None
    probability: float | None
    retry_after: int
    delay_s: float
    description: str | None
    dice: random.Random
    stopping: asyncio.Event
    hits: int = 0

    async def wait(self) -> None:
        """`delay_s` real seconds, less when the server stops."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.delay_s):
                await self.stopping.wait()

    def matches(self, target: str, method: str, chat_id: object) -> bool:
        """Whether this call is to go wrong; throws the dice when the rule has a probability."""
        if self.target != target or self.left == 0:
            return False
        if self.method not in {None, method} or self.chat_id not in {None, chat_id}:
            return False
        return self.probability is None or self.dice.random() < self.probability

    def describe(self) -> Json:
        return {
            "id": self.number,
            "target": self.target,
            "kind": self.kind,
            "method": self.method,
            "chat_id": self.chat_id,
            "left": self.left,
            "probability": self.probability,
            "retry_after": self.retry_after,
            "delay_s": self.delay_s,
            "hits": self.hits,
        }


def check(rule: Json) -> Json:
    """The rule with its defaults; raises Problem (400) for what it cannot mean."""
    unknown = set(rule) - {*DEFAULTS, "target", "kind", "delay_s", "seed", "description"}
    if unknown:
        raise Problem(400, f"unknown members: {', '.join(sorted(unknown))}")
    if rule.get("target") not in TARGETS:
        raise Problem(400, f"target must be one of {', '.join(TARGETS)}")
    kinds = OF_TARGET.get(rule["target"], KINDS)
    if str(rule.get("kind")) not in kinds:
        raise Problem(400, f"kind must be one of {', '.join(kinds)}")
    whole = {**DEFAULTS, "seed": 1, "delay_s": 1.0 if rule["kind"] == "slow" else 120.0, **rule}
    whole["kind"] = str(rule["kind"])
    if whole["times"] is None and whole["probability"] is None:
        whole["times"] = 1
    _check_numbers(whole)
    if whole["method"] is not None:
        whole["method"] = str(whole["method"]).lower().removesuffix(".php")
    return whole


def _check_numbers(rule: Json) -> None:
    times, probability = rule["times"], rule["probability"]
    if times is not None and (not isinstance(times, int) or times < 1):
        raise Problem(400, "times must be a whole number above 0")
    if probability is not None and not (isinstance(probability, int | float) and 0 < probability <= 1):
        raise Problem(400, "probability must be above 0 and at most 1")
    if not isinstance(rule["delay_s"], int | float) or not 0 <= rule["delay_s"] <= 3600:
        raise Problem(400, "delay_s must be between 0 and 3600")


class FaultPlan:
    """The rules in force, in the order they were given; the first that matches decides."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._faults: dict[int, Fault] = {}
        self.stopping = asyncio.Event()
        ledger.on("fault.added", self._added)
        ledger.on("fault.injected", self._injected)
        ledger.on("fault.cleared", lambda _: self._faults.clear())

    @property
    def active(self) -> bool:
        return bool(self._faults)

    def add(self, rule: Json) -> int:
        return int(self._ledger.record("fault.added", rule=check(rule))["n"])

    def clear(self) -> None:
        self._ledger.record("fault.cleared")

    def describe(self) -> list[Json]:
        return [fault.describe() for fault in self._faults.values()]

    def take(self, target: str, method: str, chat_id: Any = None, update_id: Any = None) -> Fault | None:
        """The fault this call is to suffer, written down; None in the ordinary case."""
        if not self._faults:
            return None
        for fault in self._faults.values():
            if fault.matches(target, method, chat_id):
                self._ledger.record(
                    "fault.injected",
                    fault=fault.number,
                    target=target,
                    method=method,
                    chat_id=chat_id,
                    update_id=update_id,
                    fault_kind=fault.kind,
                )
                return fault
        return None

    def _added(self, fact: Json) -> None:
        rule = fact["rule"]
        self._faults[fact["n"]] = Fault(
            number=fact["n"],
            target=rule["target"],
            kind=rule["kind"],
            method=rule["method"],
            chat_id=rule["chat_id"],
            left=rule["times"],
            probability=rule["probability"],
            retry_after=rule["retry_after"],
            delay_s=rule["delay_s"],
            description=rule.get("description"),
            dice=random.Random(rule["seed"]),
            stopping=self.stopping,
        )

    def _injected(self, fact: Json) -> None:
        fault = self._faults.get(fact["fault"])
        if fault is None:
            return
        fault.hits += 1
        if fault.left is not None:
            fault.left -= 1
            if fault.left == 0:
                del self._faults[fault.number]
