"""All suites, in the order of the table."""

from __future__ import annotations

from bench.suites import (
    beside_charts,
    bill_run,
    broadcast,
    cards,
    cpu,
    forecasts,
    importing,
    latency,
    linking,
    matching,
    memory,
    painting,
    parsing,
    planning,
    readings,
    settling,
    sms_lists,
    sms_turns,
    start_up,
)

SUITES = (
    cpu.WEBHOOK_SUITE,
    cpu.POLLING_SUITE,
    latency.SUITE,
    memory.SUITE,
    start_up.SUITE,
    importing.SUITE,
    matching.SUITE,
    parsing.SUITE,
    linking.SUITE,
    cards.SUITE,
    readings.SUITE,
    settling.SUITE,
    planning.SUITE,
    sms_lists.SUITE,
    sms_turns.SUITE,
    broadcast.SUITE,
    bill_run.SUITE,
    painting.SUITE,
    beside_charts.SUITE,
    forecasts.SUITE,
)
NAMES = tuple(name for suite in SUITES for name in suite.names)
