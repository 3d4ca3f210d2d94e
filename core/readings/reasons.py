"""Why a message or a reading is not simply taken: one closed set for the grammar and for the checks.

Each reason has one stance. REFUSED: nothing is kept, the person is told why and what to do. ASKED: there is
a question with options. DOUBTED: it is kept at once with the time of the message and asked about. NOTED: it
is taken, with a word about what was done to it.
"""

from __future__ import annotations

from enum import StrEnum


class Stance(StrEnum):
    """What a reason means for the reading."""

    REFUSED = "refused"
    ASKED = "asked"
    DOUBTED = "doubted"
    NOTED = "noted"


class Reason(StrEnum):
    """The closed set; the words are the ends of text keys and stand in the journal."""

    # of the grammar: what was written
    NO_NUMBER = "no-number"
    SOMETHING_ELSE = "something-else"  # a phone, a date, a time, a sum, a flat
    UNKNOWN_WORDS = "unknown-words"  # a number among words that nobody understood
    NEGATIVE = "negative"
    SPOILED = "spoiled"  # letters among digits that are no look-alikes
    TOO_MANY = "too-many"  # more numbers than there are zones
    GAP = "gap"  # «15 420»: one number or two
    TWO_MEANINGS = "two-meanings"  # several ways to read it, offered as options
    TOTAL_REGISTER = "total-register"  # T0, 1.8.0: the sum of the zones, never sent
    TOTAL_LEFT = "total-left"  # T0 beside the zones: they are taken without it
    ZONE_TWICE = "zone-twice"
    # of the meter: to which it belongs
    ACCOUNT_UNKNOWN = "account-unknown"  # none of this person's accounts
    CHOOSE_ACCOUNT = "choose-account"
    CHOOSE_METER = "choose-meter"
    METER_UNKNOWN = "meter-unknown"
    NO_METERS = "no-meters"
    ZONE_MISSING = "zone-missing"
    ZONE_EXTRA = "zone-extra"
    TOO_LONG = "too-long"  # more digits than the display has
    DECIMALS_DROPPED = "decimals-dropped"
    # of the rules: whether it is taken at all
    AUTOMATIC = "automatic"
    METER_REMOVED = "meter-removed"
    ACCOUNT_CLOSED = "account-closed"
    VERIFICATION_OVER = "verification-over"  # taken with a word
    VERIFICATION_REFUSED = "verification-refused"
    WINDOW_CLOSED = "window-closed"
    NEXT_PERIOD = "next-period"  # taken for the next window
    FUTURE = "future"
    TAKEN_EARLY = "taken-early"  # dated by its sender before the window opened
    OLDER = "older"  # a newer one is there already
    SAME_AGAIN = "same-again"
    REPLACES = "replaces"
    SOMEBODY_ELSE = "somebody-else"  # another person of the account sent a different value in this window
    # of the value: whether it can be right
    LESS = "less"
    ROLLOVER = "rollover"
    TOO_LARGE = "too-large"
    LAST_DIGIT = "last-digit"  # the red digit or the one after the comma was written too
    CONSUMPTION = "consumption"  # looks like the kWh of the month, not like the display
    OTHER_METER = "other-meter"
    SWAPPED = "swapped"
    PREVIOUS_DISPUTED = "previous-disputed"
    BELOW_CALCULATED = "below-calculated"  # normal: billing had guessed too much


_ASKED = frozenset(
    {Reason.GAP, Reason.TWO_MEANINGS, Reason.CHOOSE_ACCOUNT, Reason.CHOOSE_METER, Reason.ZONE_MISSING}
)
_DOUBTED = frozenset(
    {
        Reason.LESS,
        Reason.ROLLOVER,
        Reason.TOO_LARGE,
        Reason.LAST_DIGIT,
        Reason.CONSUMPTION,
        Reason.OTHER_METER,
        Reason.SWAPPED,
        Reason.SOMEBODY_ELSE,
    }
)
_NOTED = frozenset(
    {
        Reason.DECIMALS_DROPPED,
        Reason.TOTAL_LEFT,
        Reason.VERIFICATION_OVER,
        Reason.NEXT_PERIOD,
        Reason.SAME_AGAIN,
        Reason.REPLACES,
        Reason.PREVIOUS_DISPUTED,
        Reason.BELOW_CALCULATED,
    }
)


def stance(reason: Reason) -> Stance:
    """What the reason means; whatever is in no other set refuses."""
    if reason in _ASKED:
        return Stance.ASKED
    if reason in _DOUBTED:
        return Stance.DOUBTED
    return Stance.NOTED if reason in _NOTED else Stance.REFUSED
