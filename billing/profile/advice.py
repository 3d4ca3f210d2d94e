"""What to do about a rejected value, in the words of the profile instead of those of the format."""

from __future__ import annotations

from collections.abc import Mapping

from billing.rejects import ADVICE, Reject

_OWN: Mapping[Reject, str] = {
    Reject.COLUMN_COUNT: "this line has another number of columns than the header: check delimiter and quote",
    Reject.BAD_QUOTES: 'check the quotes; if the file does not use quotes at all, set quote = ""',
    Reject.BAD_NUMBER: "check decimal and thousands of this column in the profile, then the value",
    Reject.BAD_DATE: "no format in `dates` fits, or there is no such day: add the format, or mend the value",
    Reject.BAD_PERIOD: "no format in `periods` fits: add it, as mmyyyy or month yyyy",
    Reject.NOT_ALLOWED: "give this column a `map` from the words of billing to those of the format",
    Reject.MISSING: "this column may not be empty: fill it in billing, or set `default` in the profile",
    Reject.BAD_ACCOUNT: "mend it with `strip` and `pad`: letters, digits, - / . may be left, 30 at most",
    Reject.TOO_PRECISE: 'too many digits after the comma; sums in kopecks need money = "kopecks"',
    Reject.UNKNOWN_ACCOUNT: "no such number among the accounts: compare `pad` and `strip` of both sources",
    Reject.UNKNOWN_METER: "the meters of this import lack this account with this serial (removed meters too)",
    Reject.DUPLICATE: "two rows for one key; the first one was taken: filter one with `only` or `skip`",
}


def advice(code: Reject) -> str:
    """One line; the format's own where the profile changes nothing."""
    return _OWN.get(code, ADVICE[code])
