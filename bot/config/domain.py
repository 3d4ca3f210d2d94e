"""From the configuration to the values of the domain."""

from __future__ import annotations

from bot.config.tree import Config
from core.limits import Limits
from core.pace import ChatPace
from core.payments.requisites import Charset, Requisites
from core.readings.rules import Compare, Confirm, Outside, ReadingRules, Split, Spread, Unanswered
from core.secrets import Keyring


def chat_pace_of(config: Config) -> ChatPace:
    """How fast one chat is written to, by all replicas together."""
    return ChatPace(config.sending.chat_interval_ms, config.sending.chat_burst)


def limits_of(config: Config) -> Limits:
    """The numbers of ``[limits]`` as the domain wants them, times in seconds."""
    given = config.limits
    return Limits(
        failure_waits=given.failure_wait_seconds,
        failures_address_day=given.failures_per_address_day,
        failures_account_day=given.failures_per_account_day,
        failures_phone_day=given.failures_per_phone_day,
        failures_address_month=given.failures_per_address_month,
        failures_account_month=given.failures_per_account_month,
        failures_phone_month=given.failures_per_phone_month,
        tokens_missed_day=given.tokens_missed_per_address_day,
        resend_waits=given.resend_seconds,
        phone_hour=given.codes_per_phone_hour,
        phone_day=given.codes_per_phone_day,
        address_hour=given.codes_per_address_hour,
        address_day=given.codes_per_address_day,
        account_hour=given.codes_per_account_hour,
        account_day=given.codes_per_account_day,
        account_month=given.codes_per_account_month,
        prefix_hour=given.codes_per_prefix_hour,
        prefix_day=given.codes_per_prefix_day,
        all_hour=given.codes_per_hour,
        all_day=given.codes_per_day,
        part_price=given.sms_part_kopecks,
        money_day=given.sms_kopecks_per_day,
        money_answers=given.sms_answers_kopecks_per_day or given.sms_kopecks_per_day * 3 // 2,
        breaker_window=given.breaker_window,
        breaker_percent=given.breaker_percent,
        breaker_close=given.breaker_minutes * 60,
        guard_window=given.guard_window,
        guard_percent=given.guard_percent,
        sim_hold=given.sim_hold_hours * 3600,
        code_digits=given.code_digits,
        code_tries=given.code_attempts,
        code_life=given.code_minutes * 60,
        unlinked_hour=given.unlinked_readings_per_address_hour,
        unlinked_day=given.unlinked_readings_per_address_day,
    )


def readings_of(config: Config) -> ReadingRules:
    """The rules of ``[readings]``."""
    given = config.readings
    return ReadingRules(
        window=given.window,
        outside=Outside(given.outside),
        confirm=Confirm(given.confirm),
        compare=Compare(given.compare_with),
        accept_unverified=given.accept_unverified,
        unanswered=Unanswered(given.unanswered),
        accept_unlinked=given.accept_unlinked,
        factor_percent=given.factor_percent,
        least_limit_kwh=given.least_limit_kwh,
        nudge_hours=given.nudge_hours,
        split=Split(given.split),
        spread=Spread(given.spread),
        known_method=given.known_method,
        photo_days=given.photo_days,
        most_bytes=given.most_bytes,
        sheet_from=given.sheet_from,
    )


def requisites_of(config: Config) -> Requisites | None:
    """The recipient of ``[payments.requisites]``; None where none is configured."""
    given = config.payments.requisites
    if not given.account:
        return None
    return Requisites(
        given.name, given.account, given.bank, given.bic, given.corr_account, given.inn, given.kpp,
        Charset(given.charset),
    )  # fmt: skip


def texted_to_of(config: Config) -> str:
    """The number that SMS are answered to where our own come from a name; "" where from a number."""
    given = config.sms
    if given.provider != "smsc" or not any(map(str.isalpha, given.smsc.sender)):
        return ""
    return next((f"+{one.lstrip('+')}" for one in given.own_numbers), config.linking.reverse_phone)


def keyring_of(config: Config) -> Keyring:
    """The keys of ``[security]``, the current one first. Raises: ValueError if one is too short."""
    security = config.security
    keys = {security.key_id: security.secret_key, **security.previous_keys}
    return Keyring(security.key_id, {name: key.encode() for name, key in keys.items()})
