"""What may be wrong with an account although its row is sound."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from billing.references import CompactMap, References, hash_of
from billing.rejects import BadValue, Doubt
from billing.v1.fields import Values
from billing.v1.finish import receipt_pairs
from billing.v1.row import NoticeLog
from billing.v1.tables import ACCOUNTS

_TARIFF, _GROUP, OLD_ACCOUNT = (ACCOUNTS.at(name) for name in ("tariff", "group", "old_account"))


class AccountDoubts:
    """Collects doubts while accounts.csv is read.

    An old number must lead to one account: if it is a current number of this file too, or two accounts claim
    it, nobody can say whose it is, and the later claim is dropped.
    """

    def __init__(self, references: References, log: NoticeLog) -> None:
        self._references = references
        self._log = log
        self._claimed = CompactMap()
        self._claims = array("Q")

    def look(self, line: int, values: Values) -> None:
        """Look at an accepted row."""
        group, tariff, old = values[_GROUP], values[_TARIFF], values[OLD_ACCOUNT]
        groups, tariffs = self._references.groups, self._references.tariffs
        if group is not None and groups is not None and group not in groups:
            self._log.add("group", Doubt.UNKNOWN_GROUP, line)
        if tariff is not None and tariffs is not None and tariff not in tariffs:
            self._log.add("tariff", Doubt.UNKNOWN_TARIFF, line)
        if old is not None:
            self._claims.extend((line, hash_of(str(old))))
        try:
            receipt_pairs(values)
        except BadValue:
            self._log.add("receipt_code", Doubt.VALUE_DROPPED, line)

    def drop_old_numbers(self) -> Iterator[int]:
        """Lines whose `old_account` is not to be taken; to be called when the whole file is known."""
        for line, digest in zip(self._claims[::2], self._claims[1::2], strict=True):
            if self._references.has_account_hash(digest) or self._claimed.of(digest):
                self._log.add("old_account", Doubt.VALUE_DROPPED, line)
                yield line
            self._claimed.set(digest, 1)
