"""Faults of API calls: refusals in YooKassa's shape, answers that lie, and what happens behind their back."""

from __future__ import annotations

import copy

from aiohttp import web

from sandbox.faults import Fault
from sandbox.http_faults import after, before
from sandbox.jsontext import Json, decode
from sandbox.problems import reply
from sandbox.yookassa.amounts import money
from sandbox.yookassa.errors import CODES, Refusal

PROCESSING: Json = {"type": "processing", "description": "Request accepted, but not processed yet"}
DONE_500 = "500_done"
EARLY = "early"
LIES = ("wrong_amount", "wrong_currency", "wrong_shop", "wrong_test", "wrong_status", "unknown_values")


async def instead(request: web.Request, fault: Fault) -> web.StreamResponse | None:
    """The answer in place of the real one, nothing done; None when the call is to be carried out."""
    if fault.kind == "202":
        return reply({**PROCESSING, "retry_after": fault.retry_after * 1000}, 202)
    code = fault.kind.removesuffix("_bare")
    if code.isdigit() and int(code) in CODES:
        retry = fault.retry_after * 1000 if fault.kind == "429" else 0
        return Refusal(int(code), fault.description or "", retry_after=retry).response()
    if fault.kind in {DONE_500, EARLY, *LIES}:
        return None
    return await before(request, fault)


async def afterwards(request: web.Request, fault: Fault, answer: web.Response) -> web.StreamResponse:
    """What is told of a call that was carried out."""
    if fault.kind == DONE_500:
        return Refusal(500, fault.description or "").response()
    if fault.kind in LIES and answer.status == 200 and isinstance(answer.body, bytes):
        return reply(lie(decode(answer.body), fault.kind))
    return await after(request, fault, answer)


def lie(told: Json, kind: str) -> Json:
    """The same answer with something that is not so, in each object of a list."""
    if told.get("type") == "list":
        return {**told, "items": [lie(one, kind) for one in told["items"]]}
    false = copy.deepcopy(told)
    if kind == "wrong_amount" and "amount" in false:
        false["amount"] = money(int(false["amount"]["value"].replace(".", "")) - 1)
    elif kind == "wrong_currency" and "amount" in false:
        false["amount"]["currency"] = "USD"
    elif kind == "wrong_shop":
        false["recipient"] = {"account_id": "999999", "gateway_id": "999999"}
    elif kind == "wrong_test":
        false["test"] = not false.get("test", True)
    elif kind == "wrong_status":
        false |= {"status": "waiting_for_capture", "paid": True}
    elif kind == "unknown_values":
        _add_unknown(false)
    return false


def _add_unknown(told: Json) -> None:
    """Fields and values that today's documentation does not have."""
    told["loyalty"] = {"type": "points", "earned": [1, 2, {"deep": None}]}
    if "cancellation_details" in told:
        told["cancellation_details"] = {"party": "regulator", "reason": "moon_phase"}
    if "payment_method" in told:
        told["payment_method"] = {**told["payment_method"], "type": "digital_rouble", "wallet": "x"}
    if "confirmation" in told:
        told["confirmation"]["app_link"] = "yoomoney://pay"
