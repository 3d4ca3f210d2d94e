"""What went wrong with a call, in our closed set. What is not known to be a refusal is not one.

The SDK answers a network failure with a bare `AttributeError` whose context holds the real cause, a page of a
proxy with `JSONDecodeError`, and knows six statuses by name. Nothing of a request gets into our errors.
"""

from __future__ import annotations

from typing import Any

from yookassa.domain.exceptions import ApiError

from core.payments.gateway import BadCredentials, GatewayError, NotFound, OutcomeUnknown, Rejected, Throttled

_UNAUTHORIZED, _TOO_MANY, _NOT_FOUND = 401, 429, 404
_REFUSALS = frozenset({400, 403, _NOT_FOUND, 410})
_WAIT_MS, _LONGEST_MS = 5_000, 3_600_000


def failure_of(problem: Exception, status: int, retry_after: str = "") -> GatewayError:
    """Our error for what the SDK raised. `status` 0: there was no answer."""
    if status == _UNAUTHORIZED:
        return BadCredentials("the provider does not know this shop and key")
    told = problem.content if isinstance(problem, ApiError) and isinstance(problem.content, dict) else {}
    if status == _TOO_MANY:
        return Throttled(_wait_ms(told.get("retry_after"), retry_after))
    code, parameter = told.get("code"), told.get("parameter")
    if status in _REFUSALS and isinstance(code, str):
        refused = NotFound if status == _NOT_FOUND else Rejected
        return refused(code[:64], parameter[:128] if isinstance(parameter, str) else "")
    answer = f"HTTP {status}" if status else "no answer"
    return OutcomeUnknown(f"{answer}: {type(cause_of(problem)).__name__}")


def cause_of(problem: BaseException) -> BaseException:
    """What really happened behind the bare AttributeError of the SDK."""
    if isinstance(problem, AttributeError) and problem.__context__ is not None:
        return problem.__context__
    return problem


def _wait_ms(body: Any, header: str) -> int:
    """The body says milliseconds, the header seconds."""
    if type(body) is int and body > 0:
        return min(body, _LONGEST_MS)
    if header.isascii() and header.isdigit():
        return min(max(int(header[:9]) * 1000, 1), _LONGEST_MS)
    return _WAIT_MS
