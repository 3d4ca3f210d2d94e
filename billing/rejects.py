"""Why a row, a value or a whole file was not taken: closed sets of codes, each with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reject(StrEnum):
    """Reasons for leaving out one row."""

    COLUMN_COUNT = "column_count"
    BAD_QUOTES = "bad_quotes"
    ROW_TOO_LONG = "row_too_long"
    MISSING = "missing"
    BAD_NUMBER = "bad_number"
    TOO_PRECISE = "too_precise"
    OUT_OF_RANGE = "out_of_range"
    BAD_DATE = "bad_date"
    BAD_PERIOD = "bad_period"
    IN_FUTURE = "in_future"
    NOT_ALLOWED = "not_allowed"
    BAD_TEXT = "bad_text"
    BAD_ACCOUNT = "bad_account"
    BAD_PHONE = "bad_phone"
    BAD_EMAIL = "bad_email"
    BAD_INN = "bad_inn"
    BAD_HOURS = "bad_hours"
    BAD_WINDOW = "bad_window"
    BAD_ZONE_ORDER = "bad_zone_order"
    BAD_RECEIPT = "bad_receipt"
    BAD_READING_RECEIPT = "bad_reading_receipt"
    BAD_PAYMENT_NUMBER = "bad_payment_number"
    BAD_MOMENT = "bad_moment"
    BAD_PLACES = "bad_places"
    DATES_REVERSED = "dates_reversed"
    UNEXPECTED = "unexpected"
    DUPLICATE = "duplicate"
    UNKNOWN_ACCOUNT = "unknown_account"
    UNKNOWN_METER = "unknown_meter"
    NOT_IN_MAP = "not_in_map"
    BAD_ENCODING = "bad_encoding"
    BAD_MEMO = "bad_memo"
    BAD_RECORD = "bad_record"
    PARTS_DIFFER = "parts_differ"


# What the supplier's staff should do about it.
ADVICE: Mapping[Reject, str] = {
    Reject.COLUMN_COUNT: "give the row as many values as the header has; quote a value that holds a ;",
    Reject.BAD_QUOTES: "close the quote, and double a quote inside a quoted value",
    Reject.ROW_TOO_LONG: "check the quotes and line ends: a row is at most 64 KiB",
    Reject.MISSING: "fill the value in: this column may not be empty",
    Reject.BAD_NUMBER: "write digits with at most one comma or dot, as 1234,56",
    Reject.TOO_PRECISE: "leave fewer digits after the comma: the rest would be lost",
    Reject.OUT_OF_RANGE: "check the value: it lies outside of what this column can hold",
    Reject.BAD_DATE: "write the date as YYYY-MM-DD",
    Reject.BAD_PERIOD: "write the month as YYYY-MM",
    Reject.IN_FUTURE: "correct the date: it lies after today",
    Reject.NOT_ALLOWED: "use one of the words listed for this column in docs/exchange-format.md",
    Reject.BAD_TEXT: "shorten the text",
    Reject.BAD_ACCOUNT: "use letters, digits, - / . without spaces, at most 30",
    Reject.BAD_PHONE: "write one phone as +7 and ten digits",
    Reject.BAD_EMAIL: "write one address as name@example.ru",
    Reject.BAD_INN: "check the INN: 10 or 12 digits with a right check digit",
    Reject.BAD_HOURS: "write hours as 07:00-23:00, several separated by a comma",
    Reject.BAD_WINDOW: "write days as 15-25, or 23-25/26 where the 26th is the last day to send",
    Reject.BAD_ZONE_ORDER: "name the zones of T1, T2, T3, as day,night or peak,night,halfpeak",
    Reject.BAD_RECEIPT: "give each receipt code (4 to 16 letters or digits) its month",
    Reject.BAD_READING_RECEIPT: "copy the receipt number from the file of readings: its check digit is wrong",
    Reject.BAD_PAYMENT_NUMBER: "copy the number from the file of payments: its check digit is wrong",
    Reject.BAD_MOMENT: "write day and time as YYYY-MM-DD HH:MM",
    Reject.BAD_PLACES: "write streets or settlements, separated by ; with houses after commas (outages.csv)",
    Reject.DATES_REVERSED: "check the two dates: the end lies before the beginning",
    Reject.UNEXPECTED: "leave the value empty: the meter has fewer zones",
    Reject.DUPLICATE: "keep one row for this key; the first one was taken",
    Reject.UNKNOWN_ACCOUNT: "add the account to accounts.csv, or leave its rows out",
    Reject.UNKNOWN_METER: "add the meter to meters.csv (removed meters too), or leave its rows out",
    Reject.NOT_IN_MAP: "add the word to `map` of this column in the profile, or set `other`",
    Reject.BAD_ENCODING: "check `encoding` in the profile: these bytes are no text in it",
    Reject.BAD_MEMO: "copy the memo file (.fpt or .dbt) again, together with its table",
    Reject.BAD_RECORD: "repair the table: this record is neither live nor deleted",
    Reject.PARTS_DIFFER: "give the rows of one key the same values but those told apart by `when`",
}


class Doubt(StrEnum):
    """Things worth a look that do not stop a row."""

    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_FILE = "unknown_file"
    VALUE_DROPPED = "value_dropped"
    DIGITS_CUT = "digits_cut"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_TARIFF = "unknown_tariff"
    SUM_MISMATCH = "sum_mismatch"
    OTHER_CODE_PAGE = "other_code_page"


class Refusal(StrEnum):
    """Reasons for not importing at all."""

    NO_FILES = "no_files"
    UNREADABLE = "unreadable"
    NOT_UTF8 = "not_utf8"
    NO_HEADER = "no_header"
    WRONG_SEPARATOR = "wrong_separator"
    MISSING_COLUMN = "missing_column"
    REPEATED_COLUMN = "repeated_column"
    ENDLESS_LINE = "endless_line"
    TOO_MANY_REJECTED = "too_many_rejected"
    SHRUNK = "shrunk"
    CHANGED = "changed"
    BUSY = "busy"
    FAILED = "failed"
    MISSING_FILE = "missing_file"
    BAD_DBF = "bad_dbf"
    CUT_OFF = "cut_off"
    ONE_ACCOUNT = "one_account"


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row left out; `first_line` is set for duplicates.

    Read through a profile it also names the supplier's own column (`theirs`) and the value, masked where it
    tells of a person; of files of the exchange format no value is kept. `record`: counted in records (DBF).
    """

    file: str
    line: int
    column: str
    code: Reject
    first_line: int = 0
    theirs: str = ""
    value: str = ""
    record: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning, counted: how often in this file and column, and where first (line 0: the file itself)."""

    file: str
    column: str
    code: Doubt
    first_line: int
    count: int


class FileRefused(Exception):
    """The file, and with it the import, cannot be taken; `detail` says in one line what to do."""

    def __init__(self, code: Refusal, file: str, detail: str) -> None:
        super().__init__(f"{file}: {detail}" if file else detail)
        self.code = code
        self.file = file
        self.detail = detail


class BadValue(Exception):
    """A value its column cannot hold."""

    def __init__(self, code: Reject) -> None:
        super().__init__(code)
        self.code = code


class BadRow(Exception):
    """A row that cannot be taken because of this column."""

    def __init__(self, column: str, code: Reject) -> None:
        super().__init__(column, code)
        self.column = column
        self.code = code


class BadCell(BadRow):
    """A value of the supplier's file that its profile cannot translate: their column, and the value."""

    def __init__(self, column: str, code: Reject, theirs: str, value: str) -> None:
        super().__init__(column, code)
        self.theirs = theirs
        self.value = value
