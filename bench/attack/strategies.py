"""What attackers try. A strategy is an actor: a generator that acts and yields seconds until its next act.

The attackers are good: they wait exactly as long as they are told, share what they have tried, and waste no
try. What the limits leave them: `bench.attack.bounds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from random import Random
from typing import TYPE_CHECKING

from bench.attack.town import ROUND_SUMS
from core.second_facts import Fact
from core.usecases.phone_codes import Held, Linked, Paused, WrongCode
from core.usecases.receipts import Proven

if TYPE_CHECKING:
    from bench.attack.people import Clerk, Tally
    from core.usecases.phone_codes import Sending

HOUR = 3600.0
Actor = Iterator[float]


@dataclass(slots=True)
class Plan:
    """One attacker of many, with what they share."""

    clerk: Clerk
    tally: Tally
    dice: Random
    chat: str
    phone: str
    place: int
    days: int
    shared: dict[str, count[int]] = field(default_factory=dict)

    def any_account(self) -> str:
        return self.dice.choice(self.clerk.town.numbers)

    def code(self, digits: int) -> str:
        return f"{self.dice.randrange(10**digits):0{digits}d}"

    def next(self, name: str) -> int:
        """The next number that none of them has tried."""
        return next(self.shared.setdefault(name, count()))


def _guesses(plan: Plan, guess: Callable[[], tuple[str, str, Fact, int]], pause: float = 0.0) -> Actor:
    """Guess second facts for ever; use every hit."""
    while True:
        number, code, fact, amount = guess()
        verdict = plan.clerk.prove(plan.tally, plan.chat, number, code, fact, amount)
        if isinstance(verdict, Proven):
            yield from _use(plan, verdict)
            yield pause + 60.0
        else:
            # Counts are kept by ten minutes: a long wait may end that much later.
            late = 660 if verdict.wait > 600 else 0
            yield max(verdict.wait + late, pause) + plan.dice.random() * 60


def _use(plan: Plan, proof: Proven) -> Actor:
    """Have the code sent: read it from the own phone, or guess at somebody else's."""
    record = plan.clerk.town.phones.get(proof.number)
    for _ in range(30):
        sending = plan.clerk.ask_code(plan.tally, plan.chat, proof, plan.phone)
        if sending is None:
            return
        if isinstance(sending, Held):
            yield max(sending.wait, 600) + 1.0
            continue
        if record is None:
            code = plan.clerk.read_phone(sending)
            plan.clerk.enter(plan.tally, plan.chat, sending, code)
            return
        yield from _guess_code(plan, sending)
        yield 60.0


def _guess_code(plan: Plan, sending: Sending) -> Actor:
    while True:
        outcome = plan.clerk.enter(plan.tally, plan.chat, sending, plan.code(plan.clerk.limits.code_digits))
        match outcome:
            case WrongCode(left, wait) if left:
                yield wait + 1.0
            case Paused(wait):
                yield wait + 1.0
            case _:
                return


def spray(plan: Plan) -> Actor:
    """One code over many accounts."""
    digits = plan.clerk.town.size.receipt_digits
    favourite = plan.code(digits)
    return _guesses(plan, lambda: (plan.any_account(), favourite, Fact.RECEIPT, 0))


def drill(plan: Plan) -> Actor:
    """Many codes on one account, no code twice; a hundred chats to an account."""
    town = plan.clerk.town
    number = town.numbers[plan.place // 100 % len(town.numbers)]
    digits = town.size.receipt_digits
    return _guesses(plan, lambda: (number, f"{plan.next(number):0{digits}d}", Fact.RECEIPT, 0))


def slow(plan: Plan) -> Actor:
    """A try a day and chat, far from every daily limit."""
    digits = plan.clerk.town.size.receipt_digits
    guess = _guesses(plan, lambda: (plan.any_account(), plan.code(digits), Fact.RECEIPT, 0), 20 * HOUR)
    yield plan.dice.random() * 24 * HOUR
    yield from guess


def switching(plan: Plan) -> Actor:
    """Another fact each time, so that each may have a count of its own."""
    facts, digits = cycle(Fact), plan.clerk.town.size.receipt_digits

    def guess() -> tuple[str, str, Fact, int]:
        number, fact = plan.any_account(), next(facts)
        if fact is Fact.METER:
            return number, plan.code(9).lstrip("0") or "0", fact, plan.dice.choice(ROUND_SUMS)
        return number, plan.code(digits if fact is Fact.RECEIPT else 8), fact, 0

    return _guesses(plan, guess)


def office(plan: Plan) -> Actor:
    """Codes of the office, on any account."""
    return _guesses(plan, lambda: (plan.any_account(), plan.code(8), Fact.OFFICE, 0))


def neighbours(plan: Plan) -> Actor:
    """They have read the serials in the stairwell, and people pay round sums."""
    town = plan.clerk.town
    known = town.numbers[:200]

    def guess() -> tuple[str, str, Fact, int]:
        number = known[plan.next("neighbour") % len(known)]
        amount = ROUND_SUMS[plan.next(number) % len(ROUND_SUMS)]
        return number, town.serials[number].lstrip("0"), Fact.METER, amount

    return _guesses(plan, guess)


def tokens(plan: Plan) -> Actor:
    """Links of bills, made up."""
    while True:
        token = "b_" + "".join(
            plan.dice.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", k=22)
        )
        proof = plan.clerk.scan(plan.tally, plan.chat, token)
        if proof is not None:
            yield from _use(plan, proof)
        yield 4 * HOUR


def stolen_bills(plan: Plan) -> Actor:
    """A hundred bills out of letter boxes: the second fact is known, the phone is not at hand."""
    town = plan.clerk.town
    victims = sorted(town.phones)[:100]
    number = victims[plan.place % len(victims)]
    code = town.bills[number].code
    while True:
        verdict = plan.clerk.prove(plan.tally, plan.chat, number, code)
        if isinstance(verdict, Proven):
            yield from _use(plan, verdict)
        yield (0 if isinstance(verdict, Proven) else verdict.wait) + HOUR


def pumping(plan: Plan) -> Actor:
    """Fifty bills of their own, and phones of a series that pays for what it gets; no code is entered."""
    town = plan.clerk.town
    own = [number for number in town.numbers if number not in town.phones][:50]
    number = own[plan.place % len(own)]
    proof = None
    while not isinstance(proof, Proven):
        proof = plan.clerk.prove(plan.tally, plan.chat, number, town.bills[number].code)
        yield 0.0 if isinstance(proof, Proven) else proof.wait + 60.0
    while True:
        sending = plan.clerk.ask_code(plan.tally, plan.chat, proof, plan.phone)
        yield (max(sending.wait, 1_800) if isinstance(sending, Held) else 60) + 1.0


STRATEGIES: dict[str, Callable[[Plan], Actor]] = {
    "one code, many accounts": spray,
    "many codes, one account": drill,
    "slow and spread": slow,
    "switching facts": switching,
    "office codes": office,
    "neighbours": neighbours,
    "made-up links": tokens,
    "stolen bills": stolen_bills,
    "SMS pumping": pumping,
}


def newcomer(plan: Plan) -> Actor:
    """Somebody honest: one in five mistypes first; told to wait, they scan the bill, and come back for a day.

    The tally gets `came`, `linked`, and `at once` for those who were never told to wait.
    """
    town = plan.clerk.town
    number = town.numbers[plan.place % len(town.numbers)]
    yield plan.dice.random() * (plan.days - 1) * 24 * HOUR
    plan.tally.did["came"] += 1
    if plan.dice.randrange(5) == 0:
        plan.clerk.prove(plan.tally, plan.chat, number, "000000")
        yield 40.0
    for told in range(8):
        proof = _honest_proof(plan, number, scan=bool(told))
        if proof is not None:
            sending = plan.clerk.ask_code(plan.tally, plan.chat, proof, plan.phone)
            if sending is not None and not isinstance(sending, Held):
                yield 30.0
                code = plan.clerk.read_phone(sending)
                if isinstance(plan.clerk.enter(plan.tally, plan.chat, sending, code), Linked):
                    plan.tally.did["at once"] += not told
                    return
        yield 60.0 if not told else 3 * HOUR


def _honest_proof(plan: Plan, number: str, *, scan: bool) -> Proven | None:
    bill = plan.clerk.town.bills[number]
    if scan:
        return plan.clerk.scan(plan.tally, plan.chat, bill.token)
    verdict = plan.clerk.prove(plan.tally, plan.chat, number, bill.code)
    return verdict if isinstance(verdict, Proven) else None
