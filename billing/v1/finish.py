"""From parsed values to the stored row, where the two differ; rules that need more than one column."""

from __future__ import annotations

from billing.rejects import BadRow, BadValue, Reject
from billing.v1.fields import RowContext, Values
from billing.v1.values import reading, receipts, zone_order
from core.exchange import MeterShape, Row, Value

_ORDER = {1: "all", 2: "day,night", 3: "peak,night,halfpeak"}


def account(values: Values, _context: RowContext) -> Row:
    """Receipt codes leave here: they are stored apart, and only sealed."""
    return tuple(values[:-2])


def receipt_pairs(values: Values) -> tuple[tuple[str, str], ...]:
    """(period, code) of an account row; BadValue if the two columns do not match."""
    return receipts(str(values[-2] or ""), str(values[-1] or ""))


def meter(values: Values, _context: RowContext) -> Row:
    """Name the zones of T1–T3 (default: day, night; peak, night, half-peak) and check the two dates."""
    account_number, serial, model, zones, order, digits, decimals, ratio, installed, removed, *rest = values
    try:
        order = zone_order(str(order)) if order else _ORDER[_number(zones)]
    except BadValue as bad:
        raise BadRow("zone_order", bad.code) from None
    if order.count(",") + 1 != zones:
        raise BadRow("zone_order", Reject.BAD_ZONE_ORDER)
    _in_order(installed, removed, "removed_on")
    return (account_number, serial, model, zones, order, digits, decimals, ratio, installed, removed, *rest)


def taken(values: Values, context: RowContext) -> Row:
    """Scale the registers by their meter: as many as it has zones, no more and no fewer."""
    account_number, serial, taken_on, t1, t2, t3, source, state = values
    shape = context.shape
    if shape is None:
        raise BadRow("serial", Reject.UNKNOWN_METER)
    registers = (
        _register("t1", t1, 1, shape, context),
        _register("t2", t2, 2, shape, context),
        _register("t3", t3, 3, shape, context),
    )
    return (account_number, serial, str(taken_on)[:7], taken_on, *registers, source, state)


def _register(column: str, text: Value, zone: int, shape: MeterShape, context: RowContext) -> int | None:
    if text is None:
        if zone > shape.zones:
            return None
        raise BadRow(column, Reject.MISSING)
    if zone > shape.zones:
        raise BadRow(column, Reject.UNEXPECTED)
    try:
        value, cut = reading(str(text), shape.digits, shape.decimals)
    except BadValue as bad:
        raise BadRow(column, bad.code) from None
    if cut:
        context.cut(column)
    return value


def charge_line(values: Values, context: RowContext) -> Row:
    """Keep the place of the line: the bill shows its lines in the order of the file."""
    return (*values[:2], context.line, *values[2:])


def payment(values: Values, context: RowContext) -> Row:
    """Add the month the payment belongs to."""
    account_number, paid_on, *rest = values
    return (account_number, str(paid_on)[:7], context.line, paid_on, *rest)


def tariff(values: Values, _context: RowContext) -> Row:
    """A tariff may not end before it begins."""
    _in_order(values[1], values[2], "valid_to")
    return tuple(values)


def outage(values: Values, _context: RowContext) -> Row:
    """Work may not be over before it begins."""
    _in_order(values[2], values[3], "until")
    return tuple(values)


def rate(values: Values, _context: RowContext) -> Row:
    """A rate may not end before it begins."""
    _in_order(values[0], values[1], "valid_to")
    return tuple(values)


def charge_doubt(values: Values) -> str:
    """Check that opening + charged − paid + recalculated + penalty = closing."""
    opening, charged, paid, recalculated, penalty, closing = map(_number, values[5:])
    return "" if opening + charged - paid + recalculated + penalty == closing else "closing"


def balance_doubt(values: Values) -> str:
    """The overdue part and the penalty are parts of the debt."""
    debt, overdue, penalty = _number(values[2]), _number(values[4]), _number(values[6])
    return "overdue" if overdue > debt else "penalty" if penalty > debt else ""


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _in_order(start: Value, end: Value, column: str) -> None:
    if start is not None and end is not None and str(end) < str(start):
        raise BadRow(column, Reject.DATES_REVERSED)
